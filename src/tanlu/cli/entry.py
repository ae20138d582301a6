"""``tanlu economy entry`` and ``tanlu economy relatedness``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tanlu.cli.options import (
    chance_options,
    near_options,
    period_option,
    region_option,
    span_options,
    table_options,
)
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.industry_tables import Asked


@click.command(
    help=both(
        "Test which score foretells the industries that arrive, beside trivial baselines; and list those a region "
        "lacks, with how often such lists were right.\n\nTABLE is as for `structure`, with a column of years. A table "
        "of three years is fitted on the first span and tested on the second.",
        "检验哪种分值能预示新进入的行业，并与简单基线比较；列出某地区尚无的行业，并说明此类清单过去有多少进入。\n\n"
        "TABLE 的格式与 `structure` 相同，须有年份列。有三个年份时，在前一时段拟合，在后一时段检验。",
    )
)
@table_options
@span_options(("First year tested.", "Last year tested."), ("检验的起始年份。", "检验的终止年份。"))
@click.option(
    "--fit-from",
    "fit",
    default="",
    metavar="YEAR",
    help=both(
        "Fit the combination from this year to --from; else on other regions of the tested span.",
        "组合在该年至 --from 的时段拟合；未指定时在检验时段的其他地区拟合。",
    ),
)
@click.option(
    "--absent",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.5,
    show_default=True,
    help=both("LQ below which an industry is absent.", "区位商低于该值即为没有该行业。"),
)
@region_option("List the absent industries of this region.", "列出该地区尚无的行业。")
@click.option(
    "--top",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help=both("Length of a list.", "清单长度。"),
)
@chance_options(
    "Resamples of regions for intervals; 0 for none.", "区间的地区重抽样次数；0 为不给区间。", draws=200
)
def entry(
    asked: "Asked",
    form: str,
    start: str,
    end: str,
    fit: str,
    absent: float,
    region: str,
    top: int,
    draws: int,
    seed: int,
) -> None:
    """Show a back-test."""
    from tanlu.actions.entry import entry as work_out
    from tanlu.cli.entries import put_entry

    found = work_out(
        asked, start=start, end=end, fit=fit, absent=absent, region=region, top=top, draws=draws, seed=seed
    )
    put_entry(found, form)


@click.command(
    help=both(
        "Show which absent industries are closest to what regions have.\n\nTABLE is as for `structure`. Closeness "
        "alone hardly foretells what arrives: see `entry`.",
        "显示各地区尚无的行业中，哪些与现有行业最近。\n\nTABLE 的格式与 `structure` 相同。单凭远近难以预示哪些行业会进入，"
        "参见 `entry`。",
    )
)
@table_options
@period_option
@near_options
@region_option("This region only.", "仅显示该地区。")
@click.option(
    "--neighbours",
    type=click.IntRange(0),
    default=0,
    metavar="K",
    help=both("Nearest industries that count; 0 for all.", "计入最近的几个行业；0 为全部。"),
)
@click.option("--own", is_flag=True, help=both("Count an industry as its own neighbour.", "计入该行业自身。"))
@click.option(
    "--relative",
    is_flag=True,
    help=both("In standard deviations within the region.", "以地区内的标准差表示。"),
)
@click.option(
    "--top",
    type=click.IntRange(1),
    help=both(
        "How many for each region; if not given 10 of one region, 3 of each of several, and all for programs.",
        "每个地区列出几个；未指定时单个地区 10 个，多个地区各 3 个，供程序使用时为全部。",
    ),
)
def relatedness(
    asked: "Asked",
    form: str,
    period: str,
    source: Path | None,
    flows: Path | None,
    kind: str,
    region: str,
    neighbours: int,
    own: bool,
    relative: bool,
    top: int | None,
) -> None:
    """Show density."""
    from tanlu.actions.entry import relatedness as work_out
    from tanlu.actions.nearness import Near
    from tanlu.cli.entries import put_related

    near = Near(source=source, kind=kind, flows=flows)
    found = work_out(asked, near, period=period, neighbours=neighbours, own=own, relative=relative)
    put_related(found, region, top, form)

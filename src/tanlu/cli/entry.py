"""``tanlu economy entry`` and ``tanlu economy relatedness``."""

from pathlib import Path

import click

from tanlu.cli.options import table_options
from tanlu.cli.speak import both


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
@click.option(
    "--from", "start", default="", metavar="YEAR", help=both("First year tested.", "检验的起始年份。")
)
@click.option("--to", "end", default="", metavar="YEAR", help=both("Last year tested.", "检验的终止年份。"))
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
@click.option(
    "--region", default="", help=both("List the absent industries of this region.", "列出该地区尚无的行业。")
)
@click.option(
    "--top",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help=both("Length of a list.", "清单长度。"),
)
@click.option(
    "--draws",
    type=click.IntRange(0),
    default=200,
    show_default=True,
    help=both("Resamples of regions for intervals; 0 for none.", "区间的地区重抽样次数；0 为不给区间。"),
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help=both("Of all chance.", "随机种子。")
)
def entry(
    table: Path,
    reference: str,
    columns: tuple[str, ...],
    levels: bool,
    wide: bool,
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
    from tanlu.actions.industry_tables import Asked
    from tanlu.cli.entries import put_entry

    asked = Asked(table, columns, reference, levels, wide)
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
@click.option("--period", default="", metavar="YEAR", help=both("Which year.", "年份。"))
@click.option(
    "--source",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both(
        "Another table to learn the proximities from, best of many small regions.",
        "另一张表，用于估计关联度，宜为众多小地区。",
    ),
)
@click.option("--region", default="", help=both("This region only.", "仅显示该地区。"))
@click.option(
    "--kind",
    type=click.Choice(["min_conditional", "cosine", "correlation"]),
    default="min_conditional",
    show_default=True,
    help=both("How proximity is measured.", "关联度的算法。"),
)
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
    table: Path,
    reference: str,
    columns: tuple[str, ...],
    levels: bool,
    wide: bool,
    form: str,
    period: str,
    source: Path | None,
    region: str,
    kind: str,
    neighbours: int,
    own: bool,
    relative: bool,
    top: int | None,
) -> None:
    """Show density."""
    from tanlu.actions.entry import relatedness as work_out
    from tanlu.actions.industry_tables import Asked
    from tanlu.cli.entries import put_related

    asked = Asked(table, columns, reference, levels, wide)
    found = work_out(
        asked, period=period, source=source, kind=kind, neighbours=neighbours, own=own, relative=relative
    )
    put_related(found, region, top, form)

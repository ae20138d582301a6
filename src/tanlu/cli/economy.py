"""``tanlu economy``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tanlu.cli.bridge import bridge
from tanlu.cli.candidates import industries
from tanlu.cli.entry import entry, relatedness
from tanlu.cli.input_output import input_output
from tanlu.cli.options import (
    chance_options,
    period_option,
    region_option,
    sign_options,
    span_options,
    table_options,
)
from tanlu.cli.outlooks import outlook
from tanlu.cli.speak import both
from tanlu.cli.workforce import workforce

if TYPE_CHECKING:
    from tanlu.actions.industry_tables import Asked


@click.group(
    help=both("See what regions live on, and how that changed.", "查看各地区靠什么产业，以及有何变化。")
)
def economy() -> None:
    """Hold the economy commands together."""


@economy.command(
    help=both(
        "Show specialisation and diversity.\n\nTABLE is CSV or XLSX with one row for each region and industry: columns "
        "region, industry, value, and perhaps year, suppressed and population. Write D where a value is withheld. A table "
        "with regions down and industries across, as in yearbooks, is read too.",
        "显示专门化与多样化程度。\n\nTABLE 为 CSV 或 XLSX，每个地区的每个行业一行：地区、行业、数值，"
        "另可有年份、保密、人口。保密的数值写“保密”。地区为行、行业为列的宽表（如统计年鉴）也可读取。",
    )
)
@table_options
@region_option("Show the industries of this region.", "显示该地区的各行业。")
@period_option
@click.option(
    "--measure",
    type=click.Choice(["lq", "rca", "rpop", "nrca"]),
    default="lq",
    show_default=True,
    help=both("How specialisation is measured.", "专门化程度的指标。"),
)
@click.option(
    "--groups",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help=both(
        "Leading characters of a code that make its group, for related variety.",
        "行业代码的前几位为大类，用于计算相关多样性。",
    ),
)
@click.option(
    "--amounts", is_flag=True, help=both("Values are no counts: no intervals.", "数值不是计数：不给区间。")
)
def structure(
    asked: "Asked",
    form: str,
    region: str,
    period: str,
    measure: str,
    groups: int,
    amounts: bool,
) -> None:
    """Show structure."""
    from tanlu.actions.economy import structure as work_out
    from tanlu.cli.economies import put_structure

    found = work_out(asked, period=period, measure=measure, digits=groups, counts=not amounts)
    put_structure(found, region, form)


@economy.command(
    help=both(
        "Split a region's change: with the whole, with its mix of industries, by itself; and say whether it "
        "diversified or only lost jobs.\n\nTABLE is as for `structure`, with a column of years.",
        "分解一个地区的变化：随全国、因行业构成、靠自身；并说明是多元化，还是仅因岗位减少。\n\n"
        "TABLE 的格式与 `structure` 相同，须有年份列。",
    )
)
@table_options
@region_option("Which region.", "地区。", required=True)
@span_options(("First year.", "Last year."), ("起始年份。", "终止年份。"))
@click.option(
    "--kind",
    type=click.Choice(["dunn", "esteban-marquillas", "dynamic"]),
    default="dunn",
    show_default=True,
    help=both("Which decomposition.", "分解方法。"),
)
@click.option(
    "--focus",
    default="",
    metavar="INDUSTRY",
    help=both("An industry to show apart, such as coal mining.", "单列的行业，如煤炭开采。"),
)
def shiftshare(
    asked: "Asked",
    form: str,
    region: str,
    start: str,
    end: str,
    kind: str,
    focus: str,
) -> None:
    """Show shift-share."""
    from tanlu.actions.economy import change
    from tanlu.cli.economies import put_change

    put_change(change(asked, region, start=start, end=end, kind=kind, focus=focus), form)


@economy.command(
    help=both(
        "Rank regions by the complexity of what they do, if the data say which end is complex.\n\nTABLE is as for "
        "`structure`, best with a column income (per head), which gives the sign. For few large regions give "
        "--scores: complexity of industries, estimated on many small regions.",
        "按所从事行业的复杂度为地区排序，前提是数据能够确定哪一端更复杂。\n\nTABLE 的格式与 `structure` 相同，"
        "最好有人均收入列，用以确定符号。地区少而大时，请用 --scores 给出由众多小地区估计的行业复杂度。",
    )
)
@table_options
@period_option
@click.option(
    "--kind",
    type=click.Choice(["eci", "fitness", "nhefc"]),
    default="eci",
    show_default=True,
    help=both("Which index.", "指数。"),
)
@sign_options
@click.option(
    "--of",
    type=click.Choice(["regions", "industries"]),
    default="regions",
    show_default=True,
    help=both("What is ranked.", "为地区还是行业排序。"),
)
@chance_options(
    "Resamples for rank intervals; 0 for none.", "名次区间的重抽样次数；0 为不给区间。", draws=200
)
def complexity(
    asked: "Asked",
    form: str,
    period: str,
    kind: str,
    sign: str,
    scores: Path | None,
    of: str,
    draws: int,
    seed: int,
) -> None:
    """Show complexity."""
    from tanlu.actions.economy import complexity as work_out
    from tanlu.cli.economies import put_complexity

    found = work_out(
        asked,
        period=period,
        kind=kind,
        sign="diversity" if sign == "diversity" else "reference",
        scores=scores,
        seed=seed,
        draws=draws,
    )
    put_complexity(found, of, form)


economy.add_command(bridge)
economy.add_command(industries)
economy.add_command(entry)
economy.add_command(relatedness)
economy.add_command(outlook)
economy.add_command(input_output)
economy.add_command(workforce)

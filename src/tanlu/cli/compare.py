"""``tanlu compare``."""

import re
from pathlib import Path

import click

from tanlu.cli.options import as_of_option
from tanlu.cli.speak import both, put_json

_REGION = re.compile(r"[A-Za-z]{2}-[A-Za-z0-9]{1,3}|USA|CHN|WORLD", re.ASCII)


@click.command(
    help=both(
        "Put indicators and regions side by side, with what may be compared and what may not.\n\nINDICATOR is a "
        "series or recipe (`tanlu evidence list`); several may be given.\n\nExample: tanlu compare coal_output "
        "--regions CN-SX,US-WY --years 2010-2023",
        "将指标与地区并列，并说明哪些可比、哪些不可比。\n\n"
        "INDICATOR 为指标或算法（见 `tanlu evidence list`），可以列出多个。\n\n"
        "例：tanlu compare coal_output --regions CN-SX,US-WY --years 2010-2023",
    )
)
@click.argument("indicator", nargs=-1, required=True)
@click.option(
    "--regions",
    multiple=True,
    metavar="CODES",
    help=both(
        "Region codes, by commas. Default: the five.", "地区代码，以逗号分隔；默认为项目所涉的五个地区。"
    ),
)
@click.option(
    "--years",
    default="",
    metavar="YEARS",
    help=both("Years, such as 2010-2023 or 2019,2023.", "年份，如 2010-2023 或 2019,2023。"),
)
@click.option(
    "--index",
    type=int,
    metavar="YEAR",
    help=both("As an index, this year = 100.", "换算为指数，以该年为100。"),
)
@click.option(
    "--real", type=int, metavar="YEAR", help=both("Money in prices of this year.", "金额按该年价格计算。")
)
@click.option(
    "--per",
    type=click.Choice(["head", "worker"]),
    help=both("Per head or per job.", "按人口平均（head）或按就业人数平均（worker）。"),
)
@click.option("--ppp", is_flag=True, help=both("Money at purchasing power parity.", "金额按购买力平价计算。"))
@click.option(
    "--chart",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("Also write a chart (SVG).", "同时输出图表（SVG）。"),
)
@click.option(
    "--map",
    "tiled",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("Also write a map of equal squares (SVG).", "同时输出等大方格地图（SVG）。"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help=both("Table for people, JSON or CSV for programs.", "table 供人阅读，json 或 csv 供程序使用。"),
)
@as_of_option
def compare(
    indicator: tuple[str, ...],
    regions: tuple[str, ...],
    years: str,
    index: int | None,
    real: int | None,
    per: str | None,
    ppp: bool,
    chart: Path | None,
    tiled: Path | None,
    form: str,
    as_of: str,
) -> None:
    """Compare indicators and regions."""
    from tanlu.actions.compare import compare_figures, compared_rows
    from tanlu.actions.home import open_store
    from tanlu.cli.comparisons import print_compared, put_csv, write_chart, write_map
    from tanlu.period import parse_years
    from tanlu.registers.regions import FIVE

    names, more = _sort(indicator)
    codes = tuple(code for each in regions for code in re.split(r"[,\s]+", each) if code) + more
    change = _change(index=index, real=real, per=per, ppp=ppp)
    found = compare_figures(
        open_store(as_of), names, codes or FIVE, parse_years(years) if years else (), change
    )
    if form == "json":
        put_json(
            {
                "figures": compared_rows(found),
                "caveats": [each.to_json() for each in found.caveats],
                "columns": [
                    {
                        "indicator": each.name,
                        "title": each.title.to_json(),
                        "unit": each.unit or None,
                        "caveats": [caveat.to_json() for caveat in each.caveats],
                    }
                    for each in found.columns
                ],
            }
        )
    elif form == "csv":
        put_csv(compared_rows(found))
    else:
        print_compared(found)
    if chart:
        write_chart(found, chart)
    if tiled:
        write_map(found, tiled)


def _sort(given: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell indicators from region codes, so that `--regions CN-SX US-WY` works as it reads."""
    codes = tuple(each for each in given if _REGION.fullmatch(each))
    return tuple(each for each in given if each not in codes), codes


def _change(*, index: int | None, real: int | None, per: str | None, ppp: bool) -> str:
    from tanlu.errors import BadReference

    asked = [
        name
        for name, on in ((f"index_{index}", index), (f"real_{real}", real), (f"per_{per}", per), ("ppp", ppp))
        if on
    ]
    if len(asked) > 1:
        raise BadReference(
            (
                "One comparison takes one of --index, --real, --per and --ppp.",
                "一次比较只能使用 --index、--real、--per、--ppp 之一。",
            ),
            ("Run the command once for each.", "请分次运行。"),
        )
    return asked[0] if asked else ""

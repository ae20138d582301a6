"""``tanlu evidence panel``."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.speak import both, put_json
from tanlu.text import Text

if TYPE_CHECKING:
    from tanlu.cli.listings import Listing
    from tanlu.evidence.panel import Group


@click.command(
    help=both(
        "Add up a big panel of your own where it lies, without importing it.\n\nFILE is Parquet, CSV, or a folder of "
        "Parquet files, with columns for region, year and value. Missing rows are counted, never added as zero; "
        "what differs in series, scope, source or unit is kept apart. Needs the extra `engines`, or `spark`.",
        "不经导入，就地汇总大型自有面板数据。\n\nFILE 为 Parquet、CSV 文件或存放 Parquet 文件的文件夹，须有地区、年份和"
        "数值列。缺失的行只计个数，不按零相加；指标、口径、来源或单位不同的不合并。需安装附加组件 `engines` 或 `spark`。",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--by",
    default="region,year",
    show_default=True,
    metavar="COLUMNS",
    help=both("Columns to group by.", "按哪些列分组。"),
)
@click.option("--regions", default="", metavar="CODES", help=both("Only these regions.", "仅这些地区。"))
@click.option(
    "--years",
    default="",
    metavar="YEARS",
    help=both("Only these years, such as 2010-2023.", "仅这些年份，如 2010-2023。"),
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help=both("How the file calls a field, such as year=Jahr.", "文件中某字段的列名，如 year=年份。"),
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help=both("Where it is worked out.", "计算引擎。"),
)
@click.option(
    "--per",
    type=click.Choice(["head"]),
    help=both(
        "Also per head, by the population that Tanlu holds.", "同时按探路收录的人口计算人均值（head）。"
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help=both("Table for people, JSON or CSV for programs.", "table 供人阅读，json 或 csv 供程序使用。"),
)
def panel(
    file: Path,
    by: str,
    regions: str,
    years: str,
    columns: tuple[str, ...],
    engine: str,
    per: str | None,
    form: str,
) -> None:
    """Group a panel."""
    from tanlu.actions.panel import group_json, panel_groups
    from tanlu.period import parse_years

    found = panel_groups(
        file,
        _parts(by),
        codes=_parts(regions),
        years=parse_years(years) if years else (),
        columns=columns,
        engine=engine,
        per_head=per == "head",
    )
    if form == "json":
        put_json([group_json(each) for each in found])
    elif form == "csv":
        from tanlu.cli.comparisons import put_csv

        put_csv([group_json(each) for each in found])
    else:
        from tanlu.cli.tables import print_listing

        print_listing(_listed(found, per_head=per == "head"))


def _parts(given: str) -> tuple[str, ...]:
    return tuple(each for each in re.split(r"[,，\s]+", given) if each)


def _listed(found: "list[Group]", *, per_head: bool) -> "Listing":
    from tanlu.actions.panel import group_json
    from tanlu.cli.listings import Listing

    words = {
        "region": Text("region", "地区"), "year": Text("year", "年份"), "unit": Text("unit", "单位"),
        "series": Text("series", "指标"), "scope": Text("scope", "口径"), "source": Text("source", "来源"),
        "sum": Text("sum", "合计"), "mean": Text("mean", "平均"), "count": Text("figures", "有数字"),
        "missing": Text("missing", "缺失"), "per_head": Text("per head", "人均"),
    }  # fmt: skip
    data = [group_json(each) for each in found]
    keys = tuple(key for key in data[0] if key != "unit_per_head" and (per_head or key != "per_head"))
    rows = tuple(tuple(_cell(key, each) for key in keys) for each in data)
    headers = tuple(words.get(key, Text(key, key)) for key in keys)
    return Listing(keys, headers, rows, Text("not measured", "无数据"))


def _cell(key: str, row: "dict[str, Any]") -> str | Text:
    from tanlu.registers.units import codes, unit
    from tanlu.text import grouped, significant, user_lang

    cell = row[key]
    if key == "unit" and cell in codes():
        return unit(cell).symbol
    if not isinstance(cell, float):
        return str(cell) if cell is not None else both("not measured", "无数据")
    number = grouped(significant(cell, 6 if key == "sum" else 4), user_lang())
    if key != "per_head" or not row["unit_per_head"]:
        return number
    symbol = unit(row["unit_per_head"]).symbol
    return Text(f"{number} {symbol.en}", f"{number}{symbol.zh}")

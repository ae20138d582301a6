"""A comparison as tables, CSV or a chart."""

import csv
import sys
from pathlib import Path
from typing import Any

from tanlu.actions.compare import Column, Compared
from tanlu.actions.comparison_charts import MIXED, chart_of, map_of
from tanlu.cli.drawing import save_chart
from tanlu.cli.speak import both
from tanlu.cli.tables import console, new_table
from tanlu.evidence.release import OWN
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.text import LANGS, grouped, significant, user_lang


def print_compared(found: Compared) -> None:
    """Print one table for each indicator: years down, regions across, caveats before the figures."""
    lang, out = user_lang(), console()
    for caveat in found.caveats:
        out.print(caveat(lang), style="yellow")
    for column in found.columns:
        symbol = unit(column.unit).symbol(lang) if column.unit else MIXED(lang)
        out.print(f"{column.title(lang)} · {symbol}", style="bold")
        for caveat in column.caveats:
            out.print(f"· {caveat(lang)}", style="yellow")
        table = new_table(both("year", "年份"), *(region(code).name(lang) for code in found.codes))
        for year in found.years:
            table.add_row(str(year), *(_cell(column, code, year) for code in found.codes))
        out.print(table)


def _cell(column: Column, code: str, year: int) -> str:
    shown = column.cells.get((code, year))
    if shown is None:
        return both("not measured", "无数据")
    number = grouped(significant(shown.value, 4), user_lang())
    mark = both(f" ({OWN.en})", f"（{OWN.zh}）") if shown.own else ""
    return (number if column.unit else f"{number} {unit(shown.unit).symbol(user_lang())}") + mark


def put_csv(rows: list[dict[str, Any]]) -> None:
    """Write rows as CSV; a text in both languages takes two columns."""
    words = sorted(
        {key for row in rows for key, cell in row.items() if isinstance(cell, dict)} | ({"mark"} & {*rows[0]})
    )
    rows = [
        {key: cell for key, cell in row.items() if key not in words}
        | {f"{key}_{lang}": (row[key] or {}).get(lang, "") for key in words for lang in LANGS}
        for row in rows
    ]
    writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def write_chart(found: Compared, path: Path) -> None:
    """Write a chart of the first indicator: lines over years, or bars where there is one year.

    Raises
    ------
    OurFault
        If the file cannot be written.
    """
    save_chart(chart_of(found), path, "--chart")


def write_map(found: Compared, path: Path) -> None:
    """Write a map of equal squares of the first indicator, the newest year of each region.

    Raises
    ------
    NoFigure
        If none of the regions is a state of the United States or a province-level unit of China.
    OurFault
        If the file cannot be written.
    """
    save_chart(map_of(found), path, "--map")

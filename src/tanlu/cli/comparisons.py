"""A comparison as tables, CSV or a chart."""

import csv
import sys
from pathlib import Path
from typing import Any, Final

from tanlu.actions.compare import Column, Compared
from tanlu.chart.model import Bar, BarChart, Line, LineChart, LinePoint, TileMap, TileValue
from tanlu.cli.drawing import save_chart
from tanlu.cli.speak import both
from tanlu.cli.tables import console, new_table
from tanlu.errors import NoFigure
from tanlu.evidence.release import OWN
from tanlu.registers.regions import region
from tanlu.registers.tiles import COUNTRIES, tiles
from tanlu.registers.units import unit
from tanlu.text import LANGS, Text, grouped, significant, user_lang

_MIXED: Final = Text("units differ", "单位不一致")


def print_compared(found: Compared) -> None:
    """Print one table for each indicator: years down, regions across, caveats before the figures."""
    lang, out = user_lang(), console()
    for caveat in found.caveats:
        out.print(caveat(lang), style="yellow")
    for column in found.columns:
        symbol = unit(column.unit).symbol(lang) if column.unit else _MIXED(lang)
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
    save_chart(_chart(found.columns[0], found), path, "--chart")


def write_map(found: Compared, path: Path) -> None:
    """Write a map of equal squares of the first indicator, the newest year of each region.

    Raises
    ------
    NoFigure
        If none of the regions is a state of the United States or a province-level unit of China.
    OurFault
        If the file cannot be written.
    """
    save_chart(_map(found.columns[0], found), path, "--map")


def _map(column: Column, found: Compared) -> TileMap:
    newest = dict(sorted(column.cells))
    squares = {tile.code for country in COUNTRIES for tile in tiles(country)}
    values = tuple(
        TileValue(code, column.cells[code, year].value, year, column.cells[code, year].figure.address)
        for code, year in newest.items()
        if code in squares
    )
    if not values:
        raise NoFigure(
            ("None of these regions stands on the map.", "这些地区都不在地图上。"),
            (
                "Name states of the United States or province-level units of China.",
                "请给出美国的州或中国的省级地区。",
            ),
        )
    countries = tuple(
        each for each in COUNTRIES if any(region(value.code).parent == each for value in values)
    )
    symbol = unit(column.unit).symbol if column.unit else _MIXED
    return TileMap(column.title, symbol, values, symbol, _note(column, found), countries, found.codes)


def _note(column: Column, found: Compared) -> Text:
    words = (*found.caveats, *column.caveats)
    return Text(
        "; ".join(each.en for each in words) or "Tanlu", "；".join(each.zh for each in words) or "探路"
    )


def _chart(column: Column, found: Compared) -> LineChart | BarChart:
    symbol = unit(column.unit).symbol if column.unit else _MIXED
    note = _note(column, found)
    if len(found.years) > 1:
        lines = tuple(
            Line(code, region(code).name, points) for code in found.codes if (points := _points(column, code))
        )
        return LineChart(column.title, symbol, lines, symbol, note)
    bars = []
    for code in found.codes:
        shown = column.cells.get((code, found.years[0]))
        value, ref = (shown.value, shown.figure.address) if shown else (None, "")
        bars.append(Bar(code, region(code).name, value, None, ref))
    year = found.years[0]
    return BarChart(
        column.title, Text(f"{symbol.en}, {year}", f"{symbol.zh}，{year}年"), tuple(bars), symbol, note
    )


def _points(column: Column, code: str) -> tuple[LinePoint, ...]:
    cells = ((year, column.cells[place, year]) for place, year in sorted(column.cells) if place == code)
    return tuple(
        LinePoint(
            year, shown.value, shown.figure.status in ("provisional", "projected"), shown.figure.address
        )
        for year, shown in cells
    )

"""A comparison as a chart or a map."""

from typing import Final

from tanlu.actions.compare import Column, Compared
from tanlu.chart.model import Bar, BarChart, Line, LineChart, LinePoint, TileMap, TileValue
from tanlu.errors import NoFigure
from tanlu.registers.regions import region
from tanlu.registers.tiles import COUNTRIES, tiles
from tanlu.registers.units import unit
from tanlu.text import Text

MIXED: Final = Text("units differ", "单位不一致")


def chart_of(found: Compared, at: int = 0) -> LineChart | BarChart:
    """Return a chart of one indicator: lines over years, or bars where there is one year."""
    return _chart(found.columns[at], found)


def map_of(found: Compared) -> TileMap:
    """Return a map of equal squares of the first indicator, the newest year of each region.

    Raises
    ------
    NoFigure
        If none of the regions is a state of the United States or a province-level unit of China.
    """
    return _map(found.columns[0], found)


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
    symbol = unit(column.unit).symbol if column.unit else MIXED
    return TileMap(column.title, symbol, values, symbol, _note(column, found), countries, found.codes)


def _note(column: Column, found: Compared) -> Text:
    words = (*found.caveats, *column.caveats)
    return Text(
        "; ".join(each.en for each in words) or "Tanlu", "；".join(each.zh for each in words) or "探路"
    )


def _chart(column: Column, found: Compared) -> LineChart | BarChart:
    symbol = unit(column.unit).symbol if column.unit else MIXED
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

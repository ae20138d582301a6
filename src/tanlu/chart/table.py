"""The table under each chart: the same numbers, each with the reference it came from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tanlu.chart.figures import date, decimals_for, number, percent
from tanlu.chart.model import BarChart, Chart, DumbbellChart, LineChart, StackedShareChart, TileMap, Timeline
from tanlu.chart.relations import (
    FanChart,
    LadderChart,
    OpinionChart,
    RangeChart,
    ScatterChart,
    SpanChart,
    TieChart,
)
from tanlu.chart.shares import ordered
from tanlu.chart.style import fuel_of
from tanlu.chart.timelines import in_order
from tanlu.chart.words import (
    AMOUNT,
    ANSWERS,
    DATE,
    EVENT,
    FAILS,
    FIT,
    GROUP,
    HIGH,
    HOLDS,
    LEAST,
    LOW,
    MOST,
    NOT_MEASURED,
    NOT_TOLD,
    NOTE,
    PROVISIONAL,
    REGION,
    RESULT,
    SHARE,
    SHARE_TOLD,
    SOURCE_OF_POWER,
    TIED_BY,
    VALUE,
    WHERE,
    YEAR,
)
from tanlu.registers.regions import region
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, and where it is a number, the number and its reference.

    ``note`` is a remark of the cell's own: provisional, or why nothing was measured.
    """

    text: Text
    value: float | None = None
    ref: str | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows of equal length."""

    headers: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def refs(self) -> tuple[str, ...]:
        """The references of all cells, row by row."""
        return tuple(cell.ref for row in self.rows for cell in row if cell.ref)


def _plain(words: str) -> Cell:
    return Cell(Text(words, words))


def _number(value: float, decimals: int, ref: str, note: Text | None = None) -> Cell:
    return Cell(Text(number(value, "en", decimals), number(value, "zh", decimals)), value, ref, note)


def _with_unit(label: Text, unit: Text) -> Text:
    return Text(f"{label.en} ({unit.en})", f"{label.zh}（{unit.zh}）")


def _places(values: Sequence[float]) -> int:
    return decimals_for(values) if values else 0


def _of_lines(chart: LineChart) -> Table:
    years = sorted({point.year for line in chart.lines for point in line.points})
    columns = [{point.year: point for point in line.points} for line in chart.lines]
    places = [_places([point.value for point in line.points]) for line in chart.lines]
    rows = []
    for year in years:
        cells = [_plain(str(year))]
        for points, decimals in zip(columns, places, strict=True):
            point = points.get(year)
            note = PROVISIONAL if point and point.provisional else None
            cells.append(_number(point.value, decimals, point.ref, note) if point else Cell(NOT_MEASURED))
        rows.append(tuple(cells))
    return Table((YEAR, *(_with_unit(line.label, chart.unit) for line in chart.lines)), tuple(rows))


def _of_bars(chart: BarChart) -> Table:
    decimals = _places([bar.value for bar in chart.bars if bar.value is not None])
    noted = any(bar.note for bar in chart.bars)
    bounded = any(bar.low is not None for bar in chart.bars)
    rows = []
    for bar in chart.bars:
        missing = Cell(NOT_MEASURED, ref=bar.ref or None, note=bar.note)
        cells = [Cell(bar.label), missing if bar.value is None else _number(bar.value, decimals, bar.ref)]
        if bounded:
            cells += [
                _dash() if each is None else _number(each, decimals, "") for each in (bar.low, bar.high)
            ]
        rows.append((*cells, Cell(bar.note) if bar.note else _dash()) if noted else tuple(cells))
    headers = (chart.rows or REGION, Text(chart.unit.en, chart.unit.zh), *((LOW, HIGH) if bounded else ()))
    return Table((*headers, NOTE) if noted else headers, tuple(rows))


def _dash() -> Cell:
    return Cell(Text("–", "—"))


def _of_shares(chart: StackedShareChart) -> Table:
    decimals = _places([segment.value for stack in chart.stacks for segment in stack.segments])
    rows = []
    for stack in chart.stacks:
        year = _plain(str(stack.year)) if stack.year is not None else Cell(Text("–", "—"))
        base = (Cell(stack.label), year)
        rows += [
            (
                *base,
                Cell(fuel_of(segment.fuel).label),
                _number(segment.value, decimals, segment.ref),
                _number(stack.share(segment), 1, segment.ref),
            )
            for segment in ordered(stack)
        ]
        if not stack.segments:
            missing = Cell(NOT_MEASURED, note=stack.note)
            rows.append((*base, missing, missing, missing))
    return Table((REGION, YEAR, SOURCE_OF_POWER, _with_unit(AMOUNT, chart.unit), SHARE), tuple(rows))


def _of_dumbbells(chart: DumbbellChart) -> Table:
    decimals = _places([value for row in chart.rows for value in (row.start, row.end)])
    rows = tuple(
        (
            Cell(row.label),
            _plain(str(row.start_year)),
            _number(row.start, decimals, row.refs[0]),
            _plain(str(row.end_year)),
            _number(row.end, decimals, row.refs[1]),
        )
        for row in chart.rows
    )
    return Table((REGION, YEAR, chart.unit, YEAR, chart.unit), rows)


def _of_timeline(chart: Timeline) -> Table:
    rows = tuple(
        (Cell(lane.label), Cell(Text(date(e.date, "en"), date(e.date, "zh"))), Cell(e.label, ref=e.ref))
        for lane in chart.lanes
        for e in in_order(chart, lane.key)
    )
    return Table((WHERE, DATE, EVENT), rows)


def _of_ties(chart: TieChart) -> Table:
    names = {each.key: each.label for each in (*chart.left, *chart.right)}
    rows = tuple(
        (Cell(names[each.left]), Cell(names[each.right]), Cell(each.label, ref=each.ref))
        for each in chart.links
    )
    return Table((*chart.heads, TIED_BY), rows)


def _of_dots(chart: ScatterChart) -> Table:
    if not chart.axes:
        held = [each for each in chart.dots if each.value is not None]
        decimals = _places([each.value for each in held if each.value is not None])
        rows = tuple((Cell(each.label), _number(each.value or 0.0, decimals, each.ref)) for each in held)
        return Table((chart.rows, chart.up), rows)
    across, up = _places([each.x for each in chart.dots]), _places([each.y for each in chart.dots])
    rows_of_two = tuple(
        (Cell(each.label), _number(each.x, across, each.refs[0]), _number(each.y, up, each.refs[1]))
        for each in chart.dots
    )
    return Table((chart.rows, chart.across, chart.up), rows_of_two)


def _of_tiles(chart: TileMap) -> Table:
    decimals = _places([each.value for each in chart.values if each.value is not None])
    rows = []
    for each in chart.values:
        name = Cell(region(each.code).name)
        if each.value is None:
            rows.append((name, _plain("–"), Cell(NOT_MEASURED, note=each.note)))
        else:
            rows.append((name, _plain(str(each.year)), _number(each.value, decimals, each.ref, each.note)))
    return Table((REGION, YEAR, chart.unit), tuple(rows))


def _of_spans(chart: SpanChart) -> Table:
    rows = tuple(
        (Cell(row.label), Cell(row.said), Cell(each.label), Cell(each.words, ref=each.ref or None))
        for row in chart.rows
        for each in row.spans
    )
    return Table((chart.unit, RESULT, GROUP, SHARE_TOLD), rows)


def _of_ranges(chart: RangeChart) -> Table:
    places = _places([value for each in chart.ranges for value in (each.low, each.best, each.high)])
    rows = tuple(
        (Cell(each.label), *(_number(value, places, each.ref) for value in (each.low, each.best, each.high)))
        for each in chart.ranges
    )
    heads = (
        Text(f"{part.en} ({chart.unit.en})", f"{part.zh}（{chart.unit.zh}）") for part in (LEAST, VALUE, MOST)
    )
    return Table((chart.rows, *heads), rows)


def _of_fan(chart: FanChart) -> Table:
    past, ahead = {y: (v, ref) for y, v, ref in chart.past.points}, {each.year: each for each in chart.ahead}
    lines = [{y: (v, ref) for y, v, ref in each.points} for each in chart.lines]
    rows = []
    for year in sorted({*past, *ahead, *(each for line in lines for each in line)}):
        fan = ahead.get(year)
        cells: list[tuple[float, str] | None] = [past.get(year)]
        if chart.ahead:
            cells += list(zip(fan.values, fan.refs, strict=True)) if fan else [None] * len(chart.heads)
        cells += [line.get(year) for line in lines]
        numbers = (_number(each[0], 1, each[1]) if each else _dash() for each in cells)
        rows.append((_plain(str(year)), *numbers))
    heads = (chart.past.label, *(chart.heads if chart.ahead else ()), *(each.label for each in chart.lines))
    return Table((YEAR, *(_with_unit(each, chart.unit) for each in heads)), tuple(rows))


def _of_opinions(chart: OpinionChart) -> Table:
    rows = []
    for each in chart.rows:
        cells = [Cell(each.label)]
        for share in (each.against, each.middle, each.favour, each.apart):
            if share is None:
                cells.append(Cell(NOT_TOLD, ref=each.ref or None, note=each.note))
            else:
                said = Text(percent(100 * share, "en"), percent(100 * share, "zh"))
                cells.append(Cell(said, share, each.ref or None))
        rows.append((*cells, Cell(each.told), Cell(each.note) if each.note else _dash()))
    return Table((chart.unit, *chart.heads, ANSWERS, NOTE), tuple(rows))


def _of_ladder(chart: LadderChart) -> Table:
    rows = tuple(
        (Cell(each.label), Cell(HOLDS if each.holds else FAILS, ref=each.ref or None), Cell(each.told))
        for each in chart.rungs
    )
    return Table((chart.unit, RESULT, FIT), rows)


_TABLE: Final[dict[type[Chart], Callable[[Any], Table]]] = {
    LineChart: _of_lines,
    BarChart: _of_bars,
    StackedShareChart: _of_shares,
    DumbbellChart: _of_dumbbells,
    Timeline: _of_timeline,
    TileMap: _of_tiles,
    TieChart: _of_ties,
    ScatterChart: _of_dots,
    SpanChart: _of_spans,
    RangeChart: _of_ranges,
    FanChart: _of_fan,
    OpinionChart: _of_opinions,
    LadderChart: _of_ladder,
}


def table_of(chart: Chart) -> Table:
    """Return the data of a chart as a table.

    What is missing is a word, never a blank; numbers keep up to three decimals, equal within a column.
    """
    return _TABLE[type(chart)](chart)

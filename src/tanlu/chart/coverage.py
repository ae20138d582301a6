"""The grid of what is measured and what is not; an empty cell is drawn, and says that it is empty."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tanlu.chart.measure import width_of, wrap
from tanlu.chart.model import CoverageCell, CoverageGrid
from tanlu.chart.patterns import hatch
from tanlu.chart.style import GROUND, INK, MEASURED, PARTIAL, QUIET, RULE, SIZE, SMALL, mark_of
from tanlu.chart.svg import Sheet, element, group, hint, lines_of_text, symbol, text
from tanlu.chart.words import MEASURED as IS_MEASURED
from tanlu.chart.words import NOT_APPLICABLE, NOT_MEASURED
from tanlu.chart.words import PARTIAL as IS_PARTIAL
from tanlu.text import Lang

_WIDE, _GAP, _LEAST = 600.0, 4.0, 58.0
_FILLS = {"measured": MEASURED, "partial": PARTIAL, "not_measured": "url(#hatch)", "not_applicable": GROUND}


@dataclass(frozen=True, slots=True)
class _Grid:
    """The geometry: the left edge of the cells, a cell's size, the row of names above it."""

    width: float
    left: float
    cell: float
    high: float
    name: float
    size: float


def state_words(cell: CoverageCell, lang: Lang) -> str:
    """Return what stands in a cell: the years, or the word for their absence."""
    if cell.state == "not_measured":
        return NOT_MEASURED(lang)
    if cell.state == "not_applicable":
        return NOT_APPLICABLE(lang)
    word = IS_MEASURED(lang) if cell.state == "measured" else IS_PARTIAL(lang)
    if cell.state == "measured":
        return cell.years or word
    return f"{word} {cell.years}" if cell.years and lang == "en" else f"{word}{cell.years}"


def _lay_out(chart: CoverageGrid, lang: Lang, width: float) -> _Grid:
    count = len(chart.columns)
    if width >= _WIDE:
        names = max(width_of(row.label(lang), SIZE, lang) for row in chart.rows)
        left = min(names, 0.3 * width) + 16
        total = max(width, left + count * (_LEAST + _GAP))
        return _Grid(total, left, (total - left + _GAP) / count - _GAP, 38, 0, SMALL)
    total = max(width, count * (_LEAST + _GAP))
    return _Grid(total, 0, (total + _GAP) / count - _GAP, 40, 26, 11)


def _heads(chart: CoverageGrid, grid: _Grid, lang: Lang) -> tuple[list[Element], float]:
    """Draw the names of the regions; return them and how much room they take."""
    every = [wrap(column.label(lang), grid.cell, grid.size, lang, bold=True) for column in chart.columns]
    most = max(len(lines) for lines in every)
    drawn: list[Element] = []
    for i, (column, lines) in enumerate(zip(chart.columns, every, strict=True)):
        x = grid.left + i * (grid.cell + _GAP) + grid.cell / 2
        drawn.append(symbol(x, 7, mark_of(column.key), 4.5))
        for j, line in enumerate(lines):
            drawn.append(text(x, 25 + 15 * j, line, size=grid.size, anchor="middle", bold=True))
    return drawn, 20 + 15 * most + 6


def _draw_cell(cell: CoverageCell, x: float, y: float, grid: _Grid, lang: Lang) -> Element:
    box = element(
        "rect", x=x, y=y, width=grid.cell, height=grid.high, fill=_FILLS[cell.state], rx=2, stroke=RULE
    )
    if cell.state == "measured":
        box.attrib.pop("stroke")
    if cell.state == "partial":
        box.set("stroke", MEASURED)
    if cell.state == "partial" and cell.years:
        words = [IS_PARTIAL(lang), cell.years]
    else:
        words = wrap(state_words(cell, lang), grid.cell - 4, grid.size, lang)
    middle = y + grid.high / 2
    drawn = lines_of_text(x + grid.cell / 2, middle, words, leading=15, size=grid.size, anchor="middle")
    known = cell.state in ("measured", "partial")
    for line in drawn:
        line.set("fill", INK if known else QUIET)
    made = group([box, *drawn])
    hint(made, cell.reason(lang))
    return made


def draw_coverage(chart: CoverageGrid, lang: Lang, width: float) -> Sheet:
    """Draw the grid; each cell gives its reason when pointed at."""
    grid = _lay_out(chart, lang, width)
    heads, at = _heads(chart, grid, lang)
    body: list[Element] = [hatch(), *heads]
    for row in chart.rows:
        if grid.name:
            body.append(text(0, at + 13, row.label(lang), size=SIZE))
        else:
            lines = wrap(row.label(lang), grid.left - 12, SIZE, lang)
            body += lines_of_text(0, at + grid.high / 2, lines, leading=16, size=SIZE)
        at += grid.name
        for i, column in enumerate(chart.columns):
            x = grid.left + i * (grid.cell + _GAP)
            body.append(_draw_cell(chart.cell(row.key, column.key), x, at, grid, lang))
        at += grid.high + _GAP
    return Sheet(grid.width, at, tuple(body))

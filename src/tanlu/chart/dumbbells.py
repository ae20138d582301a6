"""Two years of each row, joined by an arrow from the first to the second."""

from collections import Counter
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from tanlu.chart.figures import brief, year_in
from tanlu.chart.measure import width_of
from tanlu.chart.model import Dumbbell, DumbbellChart
from tanlu.chart.style import OTHER, QUIET, SIZE, SMALL, ZERO, mark_of
from tanlu.chart.svg import Sheet, clear, element, rule, symbol, text
from tanlu.text import Lang

_TOP, _WIDE = 56.0, 600.0


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    room: float
    low: float
    high: float
    years: tuple[int, int]

    def x(self, value: float) -> float:
        return self.left + self.room * (value - self.low) / (self.high - self.low)


def _words(value: float, year: int, usual: int, lang: Lang) -> str:
    """Return a value, with its year where that is not the year of most rows."""
    if year == usual:
        return brief(value, lang)
    return f"{brief(value, lang)}（{year}年）" if lang == "zh" else f"{brief(value, lang)} ({year})"


def _ends(row: Dumbbell, years: tuple[int, int], lang: Lang) -> tuple[str, str]:
    return _words(row.start, row.start_year, years[0], lang), _words(row.end, row.end_year, years[1], lang)


def _lay_out(chart: DumbbellChart, lang: Lang, width: float) -> _Plot:
    years = Counter((row.start_year, row.end_year) for row in chart.rows).most_common(1)[0][0]
    values = [value for row in chart.rows for value in (row.start, row.end)]
    low, high = min(0.0, *values), max(0.0, *values)
    words = [word for row in chart.rows for word in _ends(row, years, lang)]
    side = max(width_of(word, SIZE, lang, bold=True) for word in words) + 16
    names = max(width_of(row.label(lang), SIZE, lang, bold=True) for row in chart.rows)
    edge = names + 16 if width >= _WIDE else 0.0
    full = high if high > low else low + 1
    return _tightened(_Plot(edge + side, width - edge - 2 * side, low, full, years), chart, lang, edge, width)


def _tightened(plot: _Plot, chart: DumbbellChart, lang: Lang, edge: float, width: float) -> _Plot:
    """Give the plot the room that no label needs."""
    lefts, rights = [plot.x(0)], [plot.x(0)]
    for row in chart.rows:
        for value, words in zip((row.start, row.end), _ends(row, plot.years, lang), strict=True):
            reach = 14 + width_of(words, SIZE, lang, bold=True)
            if value <= min(row.start, row.end):
                lefts.append(plot.x(value) - reach)
            if value >= max(row.start, row.end):
                rights.append(plot.x(value) + reach)
    left = max(0.0, min(lefts) - edge - 4)
    right = max(0.0, width - max(rights))
    return replace(plot, left=plot.left - left, room=plot.room + left + right)


def _key(plot: _Plot, chart: DumbbellChart, lang: Lang, width: float) -> list[Element]:
    """Return the unit, and what hollow and full mean: the first and the second year."""
    first, last = (year_in(year, lang) for year in plot.years)
    at = plot.left + 6 if width >= _WIDE else 6.0
    step = at + 12 + width_of(first, SMALL, lang)
    return [
        text(0, 9, chart.unit(lang), colour=QUIET),
        symbol(at, 30, OTHER, 4.5, hollow=True),
        text(at + 12, 30, first, colour=QUIET),
        *_arrow(step + 8, step + 38, 30, QUIET),
        symbol(step + 50, 30, OTHER, 4.5),
        text(step + 62, 30, last, colour=QUIET),
    ]


def _arrow(start: float, end: float, y: float, colour: str) -> list[Element]:
    """Return a line with a head; where the distance is short, nothing is left out but the line."""
    way = 1 if end >= start else -1
    head = f"M{end},{y}L{end - 7 * way},{y - 4}L{end - 7 * way},{y + 4}Z"
    shaft = rule(start, y, end - 5 * way, y, colour=colour, width=2)
    return [shaft, element("path", d=head, fill=colour)]


def _row(row: Dumbbell, y: float, plot: _Plot, lang: Lang, width: float) -> list[Element]:
    mark = mark_of(row.key)
    start, end = plot.x(row.start), plot.x(row.end)
    way = 1 if end >= start else -1
    name_y = y if width >= _WIDE else y - 20
    drawn = [clear(text(0, name_y, row.label(lang), size=SIZE, bold=True))]
    if abs(end - start) > 22:
        drawn += _arrow(start + 6 * way, end - 7 * way, y, mark.colour)
    drawn += [symbol(start, y, mark, 5, hollow=True), symbol(end, y, mark, 5.5)]
    first, last = _ends(row, plot.years, lang)
    outer = ("end", "start") if way > 0 else ("start", "end")
    drawn.append(clear(text(start - 11 * way, y, first, size=SIZE, anchor=outer[0], colour=QUIET)))
    drawn.append(clear(text(end + 11 * way, y, last, size=SIZE, anchor=outer[1], bold=True)))
    return drawn


def draw_dumbbells(chart: DumbbellChart, lang: Lang, width: float) -> Sheet:
    """Draw a dumbbell chart."""
    plot = _lay_out(chart, lang, width)
    pitch = 36.0 if width >= _WIDE else 54.0
    first = _TOP + (16 if width >= _WIDE else 34)
    height = first + pitch * (len(chart.rows) - 1) + 20
    zero = plot.x(0)
    body = [*_key(plot, chart, lang, width), rule(zero, _TOP - 8, zero, height, colour=ZERO)]
    for i, row in enumerate(chart.rows):
        body += _row(row, first + pitch * i, plot, lang, width)
    return Sheet(width, height, tuple(body))

"""Dots on two measures, or at places where near means alike; numbered dots are named below the drawing."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tanlu.chart.figures import decimals_for, number, ticks
from tanlu.chart.measure import width_of, wrap
from tanlu.chart.relations import Dot, ScatterChart
from tanlu.chart.style import QUIET, RULE, SIZE, SMALL, ZERO, mark_of
from tanlu.chart.svg import Sheet, clear, element, hint, rule, symbol, text
from tanlu.text import Lang

_WIDE, _TALL, _LOW = 600.0, 330.0, 300.0
_LEADING = 18.0


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    top: float
    room: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]

    def x(self, value: float) -> float:
        low, high = self.across
        return self.left + self.room * (value - low) / (high - low)

    def y(self, value: float) -> float:
        low, high = self.up
        return self.top + self.height * (high - value) / (high - low)


def _span(values: list[float], *, measured: bool) -> tuple[float, float]:
    low, high = min(values), max(values)
    if measured:
        low = min(0.0, low)
    step = (high - low or 1.0) * 0.06
    return (low if measured and low == 0 else low - step), high + step


def _lay_out(chart: ScatterChart, lang: Lang, width: float) -> _Plot:
    across = _span([each.x for each in chart.dots], measured=chart.axes)
    up = _span([each.y for each in chart.dots], measured=chart.axes)
    height = _TALL if width >= _WIDE else _LOW
    marks = [words for _, words in _marks(up, 5, lang)] if chart.axes else [""]
    left = max(width_of(each, SMALL, lang) for each in marks) + 12
    return _Plot(left, 28.0 if chart.axes else 8.0, width - left - 16, height, across, up)


def _marks(span: tuple[float, float], most: int, lang: Lang) -> list[tuple[float, str]]:
    """Return round values with as many decimals as they need."""
    values = ticks(*span, most)
    decimals = decimals_for(values)
    return [(value, number(value, lang, decimals)) for value in values]


def _axes(chart: ScatterChart, plot: _Plot, lang: Lang, width: float) -> list[Element]:
    """Return gridlines with their values, and the two measures in words."""
    bottom = plot.top + plot.height
    drawn = [text(0, 9, chart.up(lang), colour=QUIET)]
    for value, words in _marks(plot.up, 5, lang):
        y = plot.y(value)
        drawn.append(rule(plot.left, y, plot.left + plot.room, y, colour=ZERO if value == 0 else RULE))
        drawn.append(text(plot.left - 6, y, words, anchor="end", colour=QUIET))
    for value, words in _marks(plot.across, 5 if width >= _WIDE else 4, lang):
        x = plot.x(value)
        drawn.append(rule(x, plot.top, x, bottom, colour=ZERO if value == 0 else RULE))
        drawn.append(text(x, bottom + 14, words, anchor="middle", colour=QUIET))
    drawn.append(text(plot.left + plot.room, bottom + 33, chart.across(lang), anchor="end", colour=QUIET))
    return drawn


def _dot(dot: Dot, chart: ScatterChart, plot: _Plot, lang: Lang) -> list[Element]:
    x, y = plot.x(dot.x), plot.y(dot.y)
    drawn = element("g")
    drawn.append(symbol(x, y, mark_of(chart.mark), 5.0, hollow=not dot.full))
    hint(drawn, dot.label(lang))
    if not dot.number:
        return [drawn]
    side = -1 if x > plot.left + plot.room - 24 else 1
    anchor = "start" if side > 0 else "end"
    name = text(x + 9 * side, y - 1, str(dot.number), anchor=anchor, size=SIZE, bold=dot.bold)
    return [drawn, clear(name)]


def _names(chart: ScatterChart, at: float, lang: Lang, width: float) -> tuple[list[Element], float]:
    """Return the names of numbered dots in one or two columns, and where they end."""
    numbered = sorted((each for each in chart.dots if each.number), key=lambda each: each.number)
    columns = 2 if width >= _WIDE else 1
    room = width / columns - 16
    rows = -(-len(numbered) // columns)
    drawn: list[Element] = []
    lowest = at
    for column in range(columns):
        y = at
        for dot in numbered[column * rows : (column + 1) * rows]:
            x = column * width / columns
            drawn.append(text(x + 20, y, str(dot.number), anchor="end", bold=dot.bold))
            for line in wrap(dot.label(lang), room - 30, SMALL, lang):
                drawn.append(text(x + 30, y, line))
                y += _LEADING
        lowest = max(lowest, y)
    return drawn, lowest


def draw_scatter(chart: ScatterChart, lang: Lang, width: float) -> Sheet:
    """Draw the dots, what joins them, and the names of those with a number."""
    plot = _lay_out(chart, lang, width)
    body = _axes(chart, plot, lang, width) if chart.axes else []
    places = {each.key: (plot.x(each.x), plot.y(each.y)) for each in chart.dots}
    body += [rule(*places[one], *places[other], colour=ZERO, width=1.2) for one, other in chart.ties]
    for dot in sorted(chart.dots, key=lambda each: each.number or len(chart.dots) + 1, reverse=True):
        body += _dot(dot, chart, plot, lang)
    below = plot.top + plot.height + (34 if chart.axes else 0)
    key = chart.key(lang)
    at = below + 22
    for line in wrap(key, width, SMALL, lang):
        body.append(text(0, at, line, colour=QUIET))
        at += _LEADING
    names, end = _names(chart, at + 8, lang, width)
    return Sheet(width, end, (*body, *names))

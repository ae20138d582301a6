"""From where to where something may lie, and where it lies: a band on a common axis for each row."""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from tanlu.chart.figures import decimals_for, number, ticks
from tanlu.chart.measure import width_of, wrap
from tanlu.chart.relations import Range, RangeChart
from tanlu.chart.style import OTHER, QUIET, RULE, SIZE, SMALL, ZERO
from tanlu.chart.svg import Sheet, clear, element, lines_of_text, rule, symbol, text
from tanlu.text import Lang

_WIDE: Final = 600.0
_TOP: Final = 30.0
_THICK: Final = 9.0
_LEADING: Final = 16.0


@dataclass(frozen=True, slots=True)
class _Axis:
    """The axis, the decimals of its numbers, and the width of the names; on a narrow sheet these stand above."""

    low: float
    high: float
    left: float
    room: float
    names: float
    decimals: int

    def x(self, value: float) -> float:
        return self.left + self.room * (value - self.low) / (self.high - self.low)


def told(each: Range, decimals: int, lang: Lang) -> str:
    """Return a range in words: ``111 (57–157)``.

    >>> from tanlu.text import Text
    >>> sun = Range("sun", Text("sun", "光"), 57.0, 110.7, 157.0)
    >>> told(sun, 0, "en"), told(sun, 0, "zh")
    ('111 (57–157)', '111（57～157）')
    """
    best, low, high = (number(value, lang, decimals) for value in (each.best, each.low, each.high))
    return f"{best}（{low}～{high}）" if lang == "zh" else f"{best} ({low}–{high})"


def decimals(chart: RangeChart) -> int:
    """Return with how many decimals the numbers of a chart are told: none from 20 on, else enough for three digits."""
    most = max(abs(value) for each in chart.ranges for value in (each.low, each.high))
    return 0 if most >= 20 else 1 if most >= 2 else 2


def _lay_out(chart: RangeChart, lang: Lang, width: float) -> _Axis:
    low, high = chart.axis or (
        min(0.0, *(each.low for each in chart.ranges)),
        max(0.0, *(each.high for each in chart.ranges)),
    )
    places = decimals(chart)
    said = max(width_of(told(each, places, lang), SMALL, lang) for each in chart.ranges)
    names = 0.0
    if width >= _WIDE:
        names = min(max(width_of(each.label(lang), SIZE, lang) for each in chart.ranges), 0.3 * width)
    left = names + (14 if names else 8)
    return _Axis(low, high if high > low else low + 1, left, width - left - said - 24, names, places)


def _grid(axis: _Axis, height: float, lang: Lang, width: float) -> list[Element]:
    values = ticks(axis.low, axis.high, 5 if width >= _WIDE else 3)
    places = decimals_for(values)
    body = []
    for value in values:
        x = axis.x(value)
        body.append(text(x, _TOP - 14, number(value, lang, places), anchor="middle", colour=QUIET))
        body.append(rule(x, _TOP - 4, x, height, colour=ZERO if value == 0 else RULE))
    return body


def _row(each: Range, top: float, axis: _Axis, lang: Lang, width: float) -> tuple[list[Element], float]:
    """Draw one range from ``top`` down; return it and where it ends."""
    room = axis.names or width
    lines = wrap(each.label(lang), room, SIZE, lang)
    first, last = top + 12, top + 12 + _LEADING * (len(lines) - 1)
    y = (first + last) / 2 if axis.names else last + 20
    body = [clear(part) for part in lines_of_text(0, (first + last) / 2, lines, leading=_LEADING, size=SIZE)]
    low, high = axis.x(each.low), axis.x(each.high)
    body.append(
        element("rect", x=low, y=y - _THICK / 2, width=max(high - low, 2.0), height=_THICK, rx=2, fill=RULE)
    )
    body += [rule(end, y - _THICK / 2, end, y + _THICK / 2, colour=QUIET, width=1.6) for end in (low, high)]
    body.append(symbol(axis.x(each.best), y, OTHER, 5.0))
    body.append(clear(text(axis.left + axis.room + 14, y, told(each, axis.decimals, lang))))
    return body, max(y, last) + 16


def draw_ranges(chart: RangeChart, lang: Lang, width: float) -> Sheet:
    """Draw a chart of ranges."""
    axis = _lay_out(chart, lang, width)
    rows: list[Element] = []
    at = _TOP
    for each in chart.ranges:
        drawn, at = _row(each, at, axis, lang, width)
        rows += drawn
    return Sheet(width, at, (*_grid(axis, at - 6, lang, width), *rows))

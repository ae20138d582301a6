"""Events on one axis of time, in lanes, each with its date and its words beside it."""

import math
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tanlu.chart.figures import date, moment, year_ticks
from tanlu.chart.measure import width_of, wrap
from tanlu.chart.model import Timeline, TimelineEvent
from tanlu.chart.style import GROUND, INK, QUIET, SIZE, SMALL, mark_of
from tanlu.chart.svg import Sheet, rule, symbol, text
from tanlu.text import Lang

_TOP, _WIDE, _LEADING, _EDGE = 26.0, 600.0, 17.0, 16.0


@dataclass(frozen=True, slots=True)
class _Axis:
    width: float
    first: int
    last: int

    def x(self, year: float) -> float:
        return _EDGE + (self.width - 2 * _EDGE) * (year - self.first) / (self.last - self.first)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An event's words: on which side of its mark they stand, and their lines."""

    x: float
    right: bool
    lines: tuple[str, ...]


def in_order(chart: Timeline, lane: str) -> list[TimelineEvent]:
    """Return the events of one lane by date."""
    return sorted((e for e in chart.events if e.lane == lane), key=lambda e: (moment(e.date), e.label.en))


def _place(event: TimelineEvent, axis: _Axis, lang: Lang) -> _Placed:
    start, end = moment(event.date)
    x = axis.x((start + end) / 2)
    half = axis.x(end) - x if event.date.count("-") == 0 else 0.0
    clear = max(12.0, half + 8)
    right = x < axis.width / 2
    if axis.width >= _WIDE:
        room = (axis.width - x if right else x) - clear - 4
        return _Placed(x, right, tuple(wrap(event.label(lang), room, SIZE, lang)))
    return _Placed(x, right, tuple(wrap(event.label(lang), axis.width, SIZE, lang)))


def _mark(event: TimelineEvent, placed: _Placed, axis: _Axis, y: float) -> list[Element]:
    """Return the mark; a date known only by its year is a bar as long as the year."""
    mark = mark_of(event.lane)
    start, end = moment(event.date)
    drawn: list[Element] = []
    if event.date.count("-") == 0:
        drawn.append(rule(axis.x(start), y, axis.x(end), y, colour=mark.colour, width=3))
    drawn.append(symbol(placed.x, y, mark, 5))
    return drawn


def _words(x: float, y: float, words: str, anchor: str, *, quiet: bool = False) -> Element:
    """Return words that stay clear of the gridlines behind them."""
    made = text(x, y, words, size=SMALL if quiet else SIZE, anchor=anchor, colour=QUIET if quiet else INK)
    for name, value in (("stroke", GROUND), ("stroke-width", "4"), ("paint-order", "stroke")):
        made.set(name, value)
    made.set("stroke-linejoin", "round")
    return made


def _event(event: TimelineEvent, axis: _Axis, top: float, lang: Lang) -> tuple[list[Element], float]:
    """Draw one event from ``top`` down; return it and how high it is."""
    placed = _place(event, axis, lang)
    y = top + 10
    drawn = _mark(event, placed, axis, y)
    start, end = moment(event.date)
    half = (axis.x(end) - axis.x(start)) / 2 if event.date.count("-") == 0 else 0.0
    at = placed.x + max(12.0, half + 8) * (1 if placed.right else -1)
    anchor = "start" if placed.right else "end"
    drawn.append(_words(at, y, date(event.date, lang), anchor, quiet=True))
    wide = axis.width >= _WIDE
    for i, line in enumerate(placed.lines):
        drawn.append(_words(at if wide else 0, y + _LEADING * (i + 1), line, anchor if wide else "start"))
    return drawn, 10 + _LEADING * (len(placed.lines) + 1) + 6


def draw_timeline(chart: Timeline, lang: Lang, width: float) -> Sheet:
    """Draw a timeline, one lane below the other."""
    moments = [moment(event.date) for event in chart.events]
    first, last = math.floor(min(m[0] for m in moments)), math.ceil(max(m[1] for m in moments))
    axis = _Axis(width, first, max(last, first + 1))
    drawn: list[Element] = []
    at = _TOP
    for lane in chart.lanes:
        events = in_order(chart, lane.key)
        if not events:
            continue
        at += 12
        drawn.append(rule(0, at, width, at))
        drawn.append(symbol(6, at + 17, mark_of(lane.key), 4.5))
        drawn.append(_bold(_words(17, at + 17, lane.label(lang), "start")))
        at += 32
        for event in events:
            made, height = _event(event, axis, at, lang)
            drawn += made
            at += height
    return Sheet(width, at, (*_grid(axis, at, lang), *drawn))


def _bold(made: Element) -> Element:
    made.set("font-weight", "600")
    return made


def _grid(axis: _Axis, bottom: float, lang: Lang) -> list[Element]:
    """Return at most five years with their gridlines."""
    drawn: list[Element] = []
    for year in year_ticks(axis.first, axis.last, 5 if axis.width >= _WIDE else 4):
        x = axis.x(year)
        drawn.append(rule(x, 20, x, bottom))
        half = width_of(str(year), SMALL, lang) / 2
        drawn.append(text(min(max(x, half), axis.width - half), 9, str(year), anchor="middle", colour=QUIET))
    return drawn

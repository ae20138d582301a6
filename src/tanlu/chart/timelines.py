"""Events on one axis of time, in lanes: marks on the left, dates and words in columns beside them."""

import math
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tanlu.chart.figures import date, moment, year_ticks
from tanlu.chart.measure import width_of, wrap
from tanlu.chart.model import Lane, Timeline, TimelineEvent
from tanlu.chart.style import QUIET, SIZE, SMALL, mark_of
from tanlu.chart.svg import Sheet, clear, rule, symbol, text
from tanlu.text import Lang

_TOP, _WIDE, _LEADING, _EDGE = 22.0, 600.0, 17.0, 16.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """The axis on the left and the columns beside it; on a narrow sheet the date stands above the words."""

    width: float
    axis: float
    first: int
    last: int
    date: float
    words: float

    @property
    def stacked(self) -> bool:
        return self.date == self.words

    def x(self, year: float) -> float:
        return _EDGE + (self.axis - 2 * _EDGE) * (year - self.first) / (self.last - self.first)


def in_order(chart: Timeline, lane: str) -> list[TimelineEvent]:
    """Return the events of one lane by date."""
    return sorted((e for e in chart.events if e.lane == lane), key=lambda e: (moment(e.date), e.label.en))


def _lay_out(chart: Timeline, lang: Lang, width: float) -> _Columns:
    moments = [moment(event.date) for event in chart.events]
    first, last = math.floor(min(m[0] for m in moments)), math.ceil(max(m[1] for m in moments))
    wide = width >= _WIDE
    axis = 200.0 if wide else 92.0
    dates = max(width_of(date(event.date, lang), SMALL, lang) for event in chart.events)
    words = axis + 14 + (dates + 14 if wide else 0)
    return _Columns(width, axis, first, max(last, first + 1), axis + 14, words)


def _mark(event: TimelineEvent, columns: _Columns, y: float) -> list[Element]:
    """Return the mark; a date known only by its year is a bar as long as the year."""
    mark = mark_of(event.lane)
    start, end = moment(event.date)
    if "-" in event.date:
        return [symbol(columns.x((start + end) / 2), y, mark, 5)]
    left, right = columns.x(start), columns.x(end)
    middle = symbol((left + right) / 2, y, mark, 5)
    return [rule(left, y, right, y, colour=mark.colour, width=2), middle]


def _event(event: TimelineEvent, columns: _Columns, top: float, lang: Lang) -> tuple[list[Element], float]:
    """Draw one event from ``top`` down; return it and how high it is."""
    y = top + 9
    drawn = _mark(event, columns, y)
    drawn.append(text(columns.date, y, date(event.date, lang), colour=QUIET))
    if columns.stacked:
        y += _LEADING
    lines = wrap(event.label(lang), columns.width - columns.words, SIZE, lang)
    drawn += [text(columns.words, y + i * _LEADING, line, size=SIZE) for i, line in enumerate(lines)]
    return drawn, y - top + _LEADING * (len(lines) - 1) + 19


def _head(lane: Lane, top: float, width: float, lang: Lang) -> tuple[list[Element], float]:
    """Draw the name of a lane from ``top`` down; return it and how high it is."""
    lines = wrap(lane.label(lang), width - 17, SIZE, lang, bold=True)
    drawn: list[Element] = [rule(0, top, width, top), symbol(6, top + 17, mark_of(lane.key), 4.5)]
    for at, line in enumerate(lines):
        drawn.append(clear(text(17, top + 17 + at * _LEADING, line, size=SIZE, bold=True)))
    return drawn, 31 + _LEADING * (len(lines) - 1)


def draw_timeline(chart: Timeline, lang: Lang, width: float) -> Sheet:
    """Draw a timeline, one lane below the other."""
    columns = _lay_out(chart, lang, width)
    drawn: list[Element] = []
    at = _TOP
    for lane in chart.lanes:
        events = in_order(chart, lane.key)
        if not events:
            continue
        made, height = _head(lane, at, width, lang)
        drawn += made
        at += height
        for event in events:
            made, height = _event(event, columns, at, lang)
            drawn += made
            at += height
        at += 6
    return Sheet(width, at, (*_grid(columns, at - 8, lang), *drawn))


def _grid(columns: _Columns, bottom: float, lang: Lang) -> list[Element]:
    """Return a few years with their gridlines."""
    most = 5 if not columns.stacked else 2
    half = width_of("2000", SMALL, lang) / 2
    drawn: list[Element] = []
    free = 0.0
    for year in year_ticks(columns.first, columns.last, most):
        x = columns.x(year)
        at = max(x, half)
        drawn.append(rule(x, 18, x, bottom))
        if at - half >= free:  # two years of a short axis would run into each other
            drawn.append(text(at, 7, str(year), anchor="middle", colour=QUIET))
            free = at + half + 6
    return drawn

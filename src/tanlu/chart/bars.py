"""Horizontal bars from zero, each with its name and its value."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tanlu.chart.figures import brief
from tanlu.chart.measure import width_of, wrap
from tanlu.chart.model import Bar, BarChart
from tanlu.chart.patterns import hatch, hatched
from tanlu.chart.style import QUIET, SIZE, SMALL, ZERO, mark_of
from tanlu.chart.svg import Sheet, lines_of_text, rule, text
from tanlu.chart.vega import draw, unchecked
from tanlu.chart.words import NOT_MEASURED
from tanlu.text import Lang

_TOP, _THICK, _WIDE = 30.0, 20.0, 600.0


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the bars lie: the left edge, the room for bars, the upper edge of each, and the pitch."""

    left: float
    room: float
    tops: tuple[float, ...]
    low: float
    high: float
    below: float

    def x(self, value: float) -> float:
        return self.left + self.room * (value - self.low) / (self.high - self.low)


def _value_words(bar: Bar, lang: Lang) -> str:
    return brief(bar.value, lang) if bar.value is not None else NOT_MEASURED(lang)


def _lay_out(chart: BarChart, lang: Lang, width: float) -> _Rows:
    wide = width >= _WIDE
    names = [width_of(bar.label(lang), SIZE, lang, bold=True) for bar in chart.bars]
    values = [each for bar in chart.bars for each in (bar.value, bar.low, bar.high) if each is not None]
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    ends = max(width_of(_value_words(bar, lang), SIZE, lang, bold=True) for bar in chart.bars) + 14
    left = min(max(names), 0.34 * width) + 14 if wide else 0.0
    before = ends if low < 0 else 0.0
    tops, at = [], _TOP
    for bar in chart.bars:
        at += 0 if wide else 20
        tops.append(at)
        notes = _note_lines(bar, lang, width - left - 7)
        at += _THICK + 16 * len(notes) + (14 if wide else 16)
    return _Rows(left + before, width - left - before - ends, tuple(tops), low, high or float(low == 0), at)


def _note_lines(bar: Bar, lang: Lang, room: float) -> list[str]:
    return wrap(bar.note(lang), room, SMALL, lang) if bar.note else []


def _marks(chart: BarChart, rows: _Rows) -> Element:
    """Draw the bars; Vega's rectangles start at zero."""
    import altair as alt  # noqa: PLC0415 - 36 MB that who draws no such chart need not carry

    data = [
        {
            "value": bar.value,
            "top": top - _TOP,
            "bottom": top - _TOP + _THICK,
            "colour": mark_of(bar.key).colour,
        }
        for bar, top in zip(chart.bars, rows.tops, strict=True)
        if bar.value is not None
    ]
    height = rows.below - _TOP
    down = alt.Scale(domain=[height, 0], nice=False, zero=False)
    across = alt.Scale(domain=[rows.low, rows.high], nice=False, zero=False)
    chart_of_bars = (
        alt.Chart(alt.InlineData(data))
        .mark_rect()
        .encode(
            x=alt.X("value:Q", scale=across, axis=None),
            x2=alt.datum(0),
            y=alt.Y("top:Q", scale=down, axis=None),
            y2="bottom:Q",
            fill=alt.Color("colour:N", scale=None, legend=None),
        )
    )
    drawn = draw(chart_of_bars, rows.room, height)
    drawn.set("transform", f"translate({rows.left},{_TOP})")
    return drawn


def _words(bar: Bar, top: float, rows: _Rows, lang: Lang, width: float) -> list[Element]:
    """Return what is written at one bar: name, value, note."""
    middle = top + _THICK / 2
    wide = width >= _WIDE
    edge = rows.left if rows.low == 0 else rows.x(rows.low) - 14
    if wide:
        name_room = (width if rows.low < 0 else rows.left) - 14
        names = wrap(bar.label(lang), min(name_room, 0.34 * width), SIZE, lang, bold=True)
        drawn = lines_of_text(0, middle, names, leading=15, size=SIZE)
    else:
        drawn = [text(0, top - 10, bar.label(lang), size=SIZE)]
    for name in drawn:
        name.set("font-weight", "600")
    note_left = edge + 7 if wide and rows.low == 0 else 7.0
    for i, line in enumerate(_note_lines(bar, lang, width - note_left)):
        drawn.append(text(note_left, top + _THICK + 11 + 16 * i, line, colour=QUIET))
    if bar.value is None:
        room = max(90.0, width_of(NOT_MEASURED(lang), SMALL, lang) + 20)
        drawn.append(hatched(rows.x(0), top, room, _THICK))
        drawn.append(text(rows.x(0) + room / 2, middle, NOT_MEASURED(lang), anchor="middle", colour=QUIET))
        return drawn
    side, anchor = (7, "start") if bar.value >= 0 else (-7, "end")
    end = bar.value
    if bar.low is not None and bar.high is not None:
        drawn += _whisker(bar.low, bar.high, middle, rows)
        end = bar.high if bar.value >= 0 else bar.low
    drawn.append(text(rows.x(end) + side, middle, brief(bar.value, lang), size=SIZE, anchor=anchor))
    return drawn


def _whisker(low: float, high: float, middle: float, rows: _Rows) -> list[Element]:
    """Return the line of an interval with its two ends."""
    ends = [
        rule(rows.x(at), middle - 4, rows.x(at), middle + 4, colour=ZERO, width=1.5) for at in (low, high)
    ]
    return [rule(rows.x(low), middle, rows.x(high), middle, colour=ZERO, width=1.5), *ends]


@unchecked
def draw_bars(chart: BarChart, lang: Lang, width: float) -> Sheet:
    """Draw a bar chart; without a value a bar is a hatched place with the words."""
    rows = _lay_out(chart, lang, width)
    body: list[Element] = [text(0, 9, chart.unit(lang), colour=QUIET)]
    if any(bar.value is None for bar in chart.bars):
        body.append(hatch())
    body.append(_marks(chart, rows))
    body.append(rule(rows.x(0), _TOP - 4, rows.x(0), rows.below - 8, colour=ZERO))
    for bar, top in zip(chart.bars, rows.tops, strict=True):
        body.extend(_words(bar, top, rows, lang, width))
    return Sheet(width, rows.below, tuple(body))

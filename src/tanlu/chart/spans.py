"""Between which shares each group of a row lies: a thick line on a track from none to all, half in the middle."""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from tanlu.chart.measure import width_of, wrap
from tanlu.chart.model import Span, SpanChart, SpanRow
from tanlu.chart.patterns import hatch, hatched
from tanlu.chart.style import QUIET, RULE, SIZE, SMALL, ZERO, side_of
from tanlu.chart.svg import Sheet, clear, element, lines_of_text, rule, text
from tanlu.text import Lang, Text

_TOP: Final = 34.0
_WIDE: Final = 600.0
_LINE: Final = 22.0
_THICK: Final = 9.0
_MARKS: Final = ((0.0, Text("none", "无人")), (0.5, Text("half", "一半")), (1.0, Text("all", "全部")))


@dataclass(frozen=True, slots=True)
class _Track:
    """Where a track lies, and the room for words behind it."""

    left: float
    room: float
    behind: float

    def x(self, share: float) -> float:
        return self.left + self.room * share


def _lay_out(chart: SpanChart, lang: Lang, width: float) -> _Track:
    names = max(width_of(each.label(lang), SMALL, lang) for row in chart.rows for each in row.spans)
    left = min(names, 0.3 * width) + 14
    behind = 0.36 * width if width >= _WIDE else 0.0
    return _Track(left, width - left - behind - 12, behind)


def _axis(track: _Track, height: float, lang: Lang) -> list[Element]:
    body = []
    for share, words in _MARKS:
        x = track.x(share)
        anchor = "start" if share == 0 else "end" if share == 1 else "middle"
        body.append(text(x, _TOP - 12, words(lang), colour=QUIET, anchor=anchor))
        body.append(rule(x, _TOP, x, height, colour=ZERO if share == 0.5 else RULE))
    return body


def _span(each: Span, y: float, track: _Track, lang: Lang, width: float) -> tuple[list[Element], float]:
    """Return one group's line, and how far down it reaches."""
    body = [text(0, y, each.label(lang), colour=QUIET)]
    if each.low is None or each.high is None:
        body.append(hatched(track.x(0), y - _THICK / 2, track.room, _THICK))
    else:
        low, high = track.x(each.low), track.x(each.high)
        body.append(rule(track.x(0), y, track.x(1), y, colour=RULE))
        body.append(
            element(
                "rect",
                x=low,
                y=y - _THICK / 2,
                width=max(high - low, 3.0),
                height=_THICK,
                rx=2,
                fill=side_of(each.key),
            )
        )
    wide = track.behind > 0
    room = track.behind - 4 if wide else width - track.left
    lines = wrap(each.words(lang), room, SMALL, lang)
    start = track.x(1) + 12 if wide else track.left
    first = y - 7.5 * (len(lines) - 1) if wide else y + 17
    body += [clear(each) for each in lines_of_text(start, first + 7.5 * (len(lines) - 1), lines, leading=15)]
    down = max(_LINE, 15 * len(lines) + 6) if wide else _LINE + 15 * len(lines)
    return body, down


def _row(row: SpanRow, at: float, track: _Track, lang: Lang, width: float) -> tuple[list[Element], float]:
    body: list[Element] = []
    for line in wrap(row.label(lang), width, SIZE, lang, bold=True):
        body.append(clear(text(0, at + 8, line, size=SIZE, bold=True)))
        at += 18
    for line in wrap(row.said(lang), width, SMALL, lang):
        body.append(clear(text(0, at + 7, line)))
        at += 17
    at += 4
    for each in row.spans:
        drawn, down = _span(each, at + 8, track, lang, width)
        body += drawn
        at += down
    return body, at + 14


def draw_spans(chart: SpanChart, lang: Lang, width: float) -> Sheet:
    """Draw a chart of spans; of what is not told, the whole track is hatched."""
    track = _lay_out(chart, lang, width)
    rows: list[Element] = []
    at = _TOP + 6
    for row in chart.rows:
        drawn, at = _row(row, at, track, lang, width)
        rows += drawn
    gaps = any(each.low is None for row in chart.rows for each in row.spans)
    body = [*([hatch()] if gaps else []), *_axis(track, at - 14, lang), *rows]
    return Sheet(width, at, tuple(body))

"""Opinions as bars that diverge from the middle: against to the left, in favour to the right, not sure apart."""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from tanlu.chart.figures import percent
from tanlu.chart.measure import width_of, wrap
from tanlu.chart.patterns import hatch, hatched
from tanlu.chart.relations import Opinion, OpinionChart
from tanlu.chart.style import QUIET, RULE, SIZE, SMALL, ZERO, ink_on
from tanlu.chart.svg import OWN, Sheet, clear, element, lines_of_text, rule, text
from tanlu.text import Lang

_TOP: Final = 40.0
_THICK: Final = 24.0
_WIDE: Final = 600.0
_LEADING: Final = 16.0
_GAP: Final = 26.0
AGAINST: Final = "#a6611a"
MIDDLE: Final = "#d9dee3"
FAVOUR: Final = "#0b5e6b"
APART: Final = "#b4bcc4"
"""Brown and teal are told apart by eyes of every kind and by grey, and belong to no country."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where things lie: names, the middle of the bars, where the part of those not sure begins, and pixels a share."""

    names: float
    left: float
    middle: float
    apart: float
    scale: float


def _lay_out(chart: OpinionChart, lang: Lang, width: float) -> _Place:
    names = 0.34 * width if width >= _WIDE else 0.0
    left = names + 14 if names else 0.0
    sides = [each.sides for each in chart.rows if each.sides]
    before = max([0.1, *(one + mid / 2 for one, mid, _ in sides)])
    after = max([0.1, *(other + mid / 2 for _, mid, other in sides)])
    beside = max([0.1, *(each.apart for each in chart.rows if each.apart is not None)])
    head = width_of(chart.heads[3](lang), SMALL, lang)
    room = width - left - _GAP - max(0.0, head - 40)
    scale = room / (before + after + beside)
    middle = left + before * scale
    return _Place(names, left, middle, middle + after * scale + _GAP, scale)


def _segment(at: tuple[float, float], share: float, scale: float, colour: str, lang: Lang) -> list[Element]:
    (x, y), wide = at, share * scale
    drawn = [element("rect", x=x, y=y, width=max(wide, 0.0), height=_THICK, fill=colour)]
    words = percent(100 * share, lang)
    if width_of(words, SMALL, lang) + 6 <= wide:
        label = text(x + wide / 2, y + _THICK / 2, words, anchor="middle", colour=ink_on(colour))
        label.set("class", OWN)
        drawn.append(label)
    return drawn


def _bars(each: Opinion, y: float, place: _Place, width: float, lang: Lang) -> list[Element]:
    body: list[Element] = []
    if each.sides is None:
        body.append(hatched(place.left, y, place.apart - _GAP - place.left, _THICK))
    else:
        against, middle, favour = each.sides
        start = place.middle - (against + middle / 2) * place.scale
        for share, colour in ((against, AGAINST), (middle, MIDDLE), (favour, FAVOUR)):
            body += _segment((start, y), share, place.scale, colour, lang)
            start += share * place.scale
    if each.apart is None:
        body.append(hatched(place.apart, y, width - place.apart, _THICK))
    else:
        body += _segment((place.apart, y), each.apart, place.scale, APART, lang)
    return body


def _row(each: Opinion, top: float, place: _Place, lang: Lang, width: float) -> tuple[list[Element], float]:
    """Draw one question from ``top`` down; return it and where it ends."""
    lines = wrap(each.label(lang), place.names or width, SIZE, lang)
    first, last = top + 10, top + 10 + _LEADING * (len(lines) - 1)
    body = [clear(part) for part in lines_of_text(0, (first + last) / 2, lines, leading=_LEADING, size=SIZE)]
    told = each.told(lang) if each.note is None else f"{each.told(lang)} · {each.note(lang)}"
    notes = wrap(told, width - place.left if place.names else width, SMALL, lang)
    y = top if place.names else last + 12
    body += _bars(each, y, place, width, lang)
    below = y + _THICK + 11
    for note in notes:
        body.append(clear(text(place.left, below, note, colour=QUIET)))
        below += 15
    return body, max(below, last + 12) + 12


def _heads(chart: OpinionChart, place: _Place, lang: Lang, height: float) -> list[Element]:
    names = [each(lang) for each in chart.heads]
    body = []
    for x, words, anchor in (
        (place.middle - 8, f"← {names[0]}", "end"),
        (place.middle + 8, f"{names[2]} →", "start"),
        (place.apart, names[3], "start"),
    ):
        body.append(text(x, _TOP - 30, words, anchor=anchor, colour=QUIET))
    body.append(text(place.middle, _TOP - 13, names[1], anchor="middle", colour=QUIET))
    body.append(rule(place.middle, _TOP - 4, place.middle, height, colour=ZERO))
    body.append(rule(place.apart, _TOP - 4, place.apart, height, colour=RULE))
    return body


def draw_opinions(chart: OpinionChart, lang: Lang, width: float) -> Sheet:
    """Draw a chart of opinions; where a side is not told, the whole bar is hatched."""
    place = _lay_out(chart, lang, width)
    rows: list[Element] = []
    at = _TOP
    for each in chart.rows:
        drawn, at = _row(each, at, place, lang, width)
        rows += drawn
    gaps = any(each.note is not None for each in chart.rows)
    return Sheet(width, at, (*([hatch()] if gaps else []), *_heads(chart, place, lang, at - 12), *rows))

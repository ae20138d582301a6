"""Stacked bars of 100%: every part named where it lies, with a colour and a pattern."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tanlu.chart.dodge import dodge
from tanlu.chart.figures import percent, year_in
from tanlu.chart.measure import width_of, wrap
from tanlu.chart.model import Segment, Stack, StackedShareChart
from tanlu.chart.patterns import fuel_patterns, hatch, hatched
from tanlu.chart.style import FUELS, GROUND, QUIET, SIZE, SMALL, ZERO, fuel_of, ink_on
from tanlu.chart.svg import OWN, Sheet, element, text
from tanlu.chart.vega import draw, unchecked
from tanlu.chart.words import NOT_MEASURED, SHARE_OF_WHOLE
from tanlu.text import Lang

_TOP, _THICK, _WIDE, _TIER = 26.0, 34.0, 600.0, 17.0


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment with its place on the bar and its words."""

    segment: Segment
    start: float
    end: float
    name: str
    share: str
    inside: bool

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class _Row:
    """One bar with its parts; ``tiers`` lines of labels stand below it."""

    stack: Stack
    top: float
    parts: tuple[_Part, ...]
    tiers: int


def ordered(stack: Stack) -> list[Segment]:
    """Return the segments that are not zero, in the order in which fuels are stacked."""
    rank = {key: i for i, key in enumerate(FUELS)}
    return sorted((s for s in stack.segments if s.value > 0), key=lambda s: rank[s.fuel])


def _parts(stack: Stack, left: float, room: float, lang: Lang) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    at = left
    for segment in ordered(stack):
        share = stack.share(segment)
        end = at + room * share / 100
        name, words = fuel_of(segment.fuel).label(lang), percent(share, lang)
        needed = max(width_of(name, SMALL, lang), width_of(words, SMALL, lang)) + 10
        parts.append(_Part(segment, at, end, name, words, end - at >= needed))
        at = end
    return tuple(parts)


def _label_width(part: _Part, lang: Lang) -> float:
    return width_of(f"{part.name} {part.share}", SMALL, lang)


def _tiers(parts: tuple[_Part, ...], room: float, lang: Lang) -> int:
    """Return how many lines the labels of narrow parts need below the bar."""
    outside = [_label_width(part, lang) + 10 for part in parts if not part.inside]
    if not outside:
        return 0
    return 1 if sum(outside) <= room else 2


def _lay_out(chart: StackedShareChart, lang: Lang, width: float) -> tuple[float, list[_Row], float]:
    wide = width >= _WIDE
    names = [width_of(stack.label(lang), SIZE, lang, bold=True) for stack in chart.stacks]
    left = min(max(names), 0.3 * width) + 16 if wide else 0.0
    rows: list[_Row] = []
    at = _TOP
    for stack in chart.stacks:
        at += 0 if wide else 20
        parts = _parts(stack, left, width - left, lang)
        tiers = _tiers(parts, width - left, lang)
        if stack.note:
            tiers = max(tiers, len(wrap(stack.note(lang), width - left, SMALL, lang))) if not parts else tiers
        rows.append(_Row(stack, at, parts, tiers))
        at += _THICK + _TIER * tiers + (6 if tiers else 0) + 16
    return left, rows, at - 10


def _marks(rows: list[_Row], left: float, room: float, height: float) -> Element:
    """Draw the parts with Vega, then lay each one's pattern over it."""
    shares = [
        {
            "start": 100 * (part.start - left) / room,
            "end": 100 * (part.end - left) / room,
            "top": row.top - _TOP,
            "bottom": row.top - _TOP + _THICK,
            "colour": fuel_of(part.segment.fuel).colour,
        }
        for row in rows
        for part in row.parts
    ]
    import altair as alt  # noqa: PLC0415 - 36 MB that who draws no such chart need not carry

    chart = (
        alt.Chart(alt.InlineData(shares))
        .mark_rect(stroke=GROUND, strokeWidth=1.5)
        .encode(
            x=alt.X("start:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None),
            x2="end:Q",
            y=alt.Y("top:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None),
            y2="bottom:Q",
            fill=alt.Color("colour:N", scale=None, legend=None),
        )
    )
    drawn = draw(chart, room, height)
    drawn.set("transform", f"translate({left},{_TOP})")
    return drawn


def _overlay(part: _Part, top: float, lang: Lang) -> list[Element]:
    """Return the pattern of one part and, where there is room, its words on a plain plate."""
    fuel = fuel_of(part.segment.fuel)
    drawn: list[Element] = []
    wide = max(0.0, part.end - part.start - 1.5)
    if fuel.pattern != "none" and wide > 0:
        fill = f"url(#{part.segment.fuel})"
        drawn.append(
            element("rect", x=part.start + 0.75, y=top + 0.75, width=wide, height=_THICK - 1.5, fill=fill)
        )
    if part.inside:
        ink = ink_on(fuel.colour)
        plate = max(width_of(part.name, SMALL, lang), width_of(part.share, SMALL, lang)) + 6
        if fuel.pattern != "none":
            x = part.middle - plate / 2
            drawn.append(element("rect", x=x, y=top + 2, width=plate, height=_THICK - 4, fill=fuel.colour))
        for down, words in ((10, part.name), (25, part.share)):
            drawn.append(text(part.middle, top + down, words, anchor="middle", colour=ink))
            drawn[-1].set("class", OWN)
    return drawn


def _outside(row: _Row, left: float, width: float, lang: Lang) -> list[Element]:
    """Return the names of parts too narrow for words, below the bar, each tied to its part."""
    narrow = [part for part in row.parts if not part.inside]
    drawn: list[Element] = []
    for tier in range(min(row.tiers, 2)):
        mine = narrow[tier :: row.tiers] if row.tiers else []
        sizes = [_label_width(part, lang) for part in mine]
        places = dodge([part.middle for part in mine], sizes, left, width, gap=10)
        y = row.top + _THICK + 15 + _TIER * tier
        for part, place in zip(mine, places, strict=True):
            foot = row.top + _THICK
            path = f"M{part.middle},{foot}L{part.middle},{foot + 3}L{place},{y - 7}"
            drawn.append(element("path", d=path, fill="none", stroke=ZERO, stroke_width=0.8))
            drawn.append(text(place, y, f"{part.name} {part.share}", anchor="middle"))
    return drawn


def _name(row: _Row, lang: Lang, width: float) -> list[Element]:
    label = row.stack.label(lang)
    year = year_in(row.stack.year, lang) if row.stack.year is not None else ""
    if width >= _WIDE:
        drawn = [text(0, row.top + (10 if year else _THICK / 2), label, size=SIZE, bold=True)]
        return [*drawn, text(0, row.top + 26, year, colour=QUIET)] if year else drawn
    drawn = [text(0, row.top - 10, label, size=SIZE, bold=True)]
    at = width_of(label, SIZE, lang, bold=True) + 8
    return [*drawn, text(at, row.top - 10, year, colour=QUIET)] if year else drawn


def _empty(row: _Row, left: float, width: float, lang: Lang) -> list[Element]:
    middle = left + (width - left) / 2
    drawn = [hatched(left, row.top, width - left, _THICK)]
    drawn.append(text(middle, row.top + _THICK / 2, NOT_MEASURED(lang), anchor="middle", colour=QUIET))
    notes = wrap(row.stack.note(lang), width - left, SMALL, lang) if row.stack.note else []
    drawn += [
        text(left, row.top + _THICK + 13 + _TIER * i, note, colour=QUIET) for i, note in enumerate(notes)
    ]
    return drawn


@unchecked
def draw_shares(chart: StackedShareChart, lang: Lang, width: float) -> Sheet:
    """Draw bars of 100%, one a region."""
    left, rows, height = _lay_out(chart, lang, width)
    used = [key for key in FUELS if any(part.segment.fuel == key for row in rows for part in row.parts)]
    body: list[Element] = [text(left, 9, SHARE_OF_WHOLE(lang), colour=QUIET), fuel_patterns(used)]
    if any(not row.parts for row in rows):
        body.append(hatch())
    if used:
        body.append(_marks(rows, left, width - left, height - _TOP))
    for row in rows:
        body += _name(row, lang, width)
        if not row.parts:
            body += _empty(row, left, width, lang)
        for part in row.parts:
            body += _overlay(part, row.top, lang)
        body += _outside(row, left, width, lang)
    return Sheet(width, height, tuple(body))

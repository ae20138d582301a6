"""Steps one below the other, each with a word for whether it holds; the line goes as far as they do."""

from typing import Final
from xml.etree.ElementTree import Element

from tanlu.chart.measure import wrap
from tanlu.chart.relations import LadderChart, Rung
from tanlu.chart.style import ACCENT, GROUND, QUIET, SIZE, SMALL, ZERO
from tanlu.chart.svg import Sheet, clear, element, lines_of_text, rule, text
from tanlu.chart.words import FAILS, HOLDS
from tanlu.text import Lang

_STEP: Final = 46.0
_LEFT: Final = 34.0
_RADIUS: Final = 8.0
_AT: Final = 12.0


def _dot(each: Rung, y: float) -> list[Element]:
    if each.holds:
        tick = element(
            "path", d=f"M{_AT - 4},{y}L{_AT - 1},{y + 3}L{_AT + 4},{y - 3}", stroke=GROUND, stroke_width=2, fill="none"
        )  # fmt: skip
        return [element("circle", cx=_AT, cy=y, r=_RADIUS, fill=ACCENT), tick]
    cross = f"M{_AT - 3},{y - 3}L{_AT + 3},{y + 3}M{_AT - 3},{y + 3}L{_AT + 3},{y - 3}"
    return [
        element("circle", cx=_AT, cy=y, r=_RADIUS, fill=GROUND, stroke=QUIET, stroke_width=1.6),
        element("path", d=cross, stroke=QUIET, stroke_width=1.8, fill="none"),
    ]


def _words(each: Rung, y: float, lang: Lang, width: float) -> list[Element]:
    lines = wrap(each.label(lang), width - _LEFT, SIZE, lang)
    body = list(lines_of_text(_LEFT, y, lines, leading=16, size=SIZE))
    below = f"{(HOLDS if each.holds else FAILS)(lang)} · {each.told(lang)}"
    foot = y + 8.0 * (len(lines) - 1) + 17
    return [*body, clear(text(_LEFT, foot, below, colour=QUIET))]


def draw_ladder(chart: LadderChart, lang: Lang, width: float) -> Sheet:
    """Draw a chart of steps."""
    body: list[Element] = []
    places = [_RADIUS + 6 + at * _STEP for at in range(len(chart.rungs))]
    reached = True
    for (each, y), after in zip(zip(chart.rungs, places, strict=True), [*places[1:], None], strict=True):
        reached = reached and each.holds
        if after is not None:
            goes_on = reached and chart.rungs[places.index(after)].holds
            body.append(
                rule(_AT, y, _AT, after, colour=ACCENT if goes_on else ZERO, width=3 if goes_on else 1.5)
            )
    for each, y in zip(chart.rungs, places, strict=True):
        body += [*_dot(each, y), *_words(each, y, lang, width)]
    at = places[-1] + _STEP
    for line in wrap(f"→ {chart.said(lang)}", width, SMALL, lang, bold=True):
        body.append(text(0, at, line, bold=True))
        at += 17
    return Sheet(width, at, tuple(body))

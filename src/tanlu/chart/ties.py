"""Two columns of names and the ties between them."""

from xml.etree.ElementTree import Element

from tanlu.chart.measure import wrap
from tanlu.chart.relations import Node, TieChart
from tanlu.chart.style import FAMILIES, QUIET, SMALL
from tanlu.chart.svg import Sheet, element, rule, text
from tanlu.text import Lang

_SHARE, _LEADING, _GAP, _TOP = 0.37, 16.0, 14.0, 30.0


def _column(
    nodes: tuple[Node, ...], x: float, room: float, anchor: str, lang: Lang
) -> tuple[list[Element], dict[str, float], float]:
    """Return a column of names, the height at which each stands, and where the column ends."""
    drawn: list[Element] = []
    heights: dict[str, float] = {}
    at = _TOP
    for node in nodes:
        lines = wrap(node.label(lang), room, SMALL, lang)
        heights[node.key] = at + _LEADING * len(lines) / 2
        drawn += [text(x, at + _LEADING * (i + 0.5), line, anchor=anchor) for i, line in enumerate(lines)]
        at += _LEADING * len(lines) + _GAP
    return drawn, heights, at - _GAP


def draw_ties(chart: TieChart, lang: Lang, width: float) -> Sheet:
    """Draw the names of both sides and a line for each tie."""
    room = width * _SHARE
    start, end = room + 8, width - room - 8
    left, lefts, low = _column(chart.left, room, room, "end", lang)
    right, rights, deep = _column(chart.right, width - room, room, "start", lang)
    drawn = [
        text(room, 9, chart.heads[0](lang), anchor="end", colour=QUIET),
        text(width - room, 9, chart.heads[1](lang), colour=QUIET),
    ]
    drawn += [
        rule(start, lefts[each.left], end, rights[each.right], colour=QUIET, width=1.2)
        for each in chart.links
    ]
    for x, heights, colour in ((start, lefts, FAMILIES[0]), (end, rights, FAMILIES[1])):
        drawn += [element("circle", cx=x, cy=y, r=3.5, fill=colour) for y in heights.values()]
    return Sheet(width, max(low, deep) + 8, (*drawn, *left, *right))

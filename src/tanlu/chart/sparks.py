"""Sparklines: a course without axes, small enough for a table's cell."""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, tostring

from tanlu.chart.style import mark_of
from tanlu.chart.svg import element

_WIDE, _HIGH, _EDGE = 96.0, 24.0, 3.0


def spark(points: Sequence[tuple[int, float]], key: str) -> str:
    """Return a sparkline of yearly values; a gap stays a gap, the last value has a dot.

    Parameters
    ----------
    points : sequence of (int, float)
        Years in rising order and values; fewer than two make no line.
    key : str
        Region code, which decides the colour.

    Returns
    -------
    str
        SVG hidden from screen readers, since the table says the same in words; empty for fewer than two points.
    """
    if len(points) < 2:
        return ""
    years = [year for year, _ in points]
    values = [value for _, value in points]
    low, high = min(*values, 0.0), max(*values, 0.0)
    across = (_WIDE - 2 * _EDGE) / (years[-1] - years[0])
    up = (_HIGH - 2 * _EDGE) / ((high - low) or 1.0)

    def place(year: int, value: float) -> str:
        return f"{_EDGE + (year - years[0]) * across:.1f},{_HIGH - _EDGE - (value - low) * up:.1f}"

    colour = mark_of(key).colour
    root = element("svg", viewBox=f"0 0 {_WIDE:g} {_HIGH:g}", width=_WIDE, height=_HIGH, aria_hidden="true")
    root.set("class", "spark")
    root.append(element("path", d=_path(points, place), fill="none", stroke=colour, stroke_width=1.5))
    x, y = place(*points[-1]).split(",")
    root.append(element("circle", cx=x, cy=y, r=2.2, fill=colour))
    return _text(root)


def _path(points: Sequence[tuple[int, float]], place: Callable[[int, float], str]) -> str:
    words, before = [], None
    for year, value in points:
        words.append(f"{'L' if before == year - 1 else 'M'}{place(year, value)}")
        before = year
    return "".join(words)


def _text(root: Element) -> str:
    return tostring(root, encoding="unicode")

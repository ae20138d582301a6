"""Draw an Altair chart as elements: Vega-Lite places scales, axes and marks; other words are ours."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from xml.etree.ElementTree import Element, fromstring

from tanlu.chart.style import FONTS, QUIET, RULE, SMALL
from tanlu.text import Lang

if TYPE_CHECKING:
    import altair as alt

P = ParamSpec("P")
T = TypeVar("T")
_DROPPED = ("class", "role", "aria", "pointer-events", "stroke-miterlimit", "font-family", "opacity", "xlink")


def unchecked(build: Callable[P, T]) -> Callable[P, T]:
    """Let a function build charts without Altair checking every part against its schema: a third of the drawing."""

    @wraps(build)
    def built(*given: P.args, **named: P.kwargs) -> T:
        from altair.utils.schemapi import debug_mode  # noqa: PLC0415 - as below

        with debug_mode(arg=False):
            return build(*given, **named)

    return built


def axis(
    values: list[Any], lang: Lang, *, decimals: int = 0, grid: bool = False, year: bool = False
) -> "alt.Axis":
    """Return a quiet axis with labels at ``values`` and, if asked, its gridlines."""
    import altair as alt  # noqa: PLC0415 - 36 MB that who draws no such chart need not carry

    thousands = "," if lang == "en" and not year else ""
    return alt.Axis(
        values=values,
        format="d" if year else f"{thousands}.{decimals}f",
        title=None,
        grid=grid,
        gridColor=RULE,
        domain=False,
        ticks=year,
        tickColor=RULE,
        tickSize=5,
        labelColor=QUIET,
        labelFontSize=SMALL,
        labelFont=FONTS[lang],
        labelPadding=4 if year else 8,
        labelOverlap=False,
        labelFlush=False,
        labelBound=False,
    )


def draw(chart: "alt.Chart | alt.LayerChart", width: float, height: float) -> Element:
    """Return the chart as a group whose origin is the upper left corner of the plot."""
    import altair as alt  # noqa: PLC0415 - 36 MB that who draws no such chart need not carry
    import vl_convert  # noqa: PLC0415 - it brings an engine of its own

    spec = (
        chart.properties(width=width, height=height, padding=0, autosize=alt.AutoSizeParams(type="none"))
        .configure_view(stroke=None)
        .to_dict(validate=False)
    )
    drawn = fromstring(vl_convert.vegalite_to_svg(spec))  # noqa: S314 - bytes that Vega made from our own spec
    kept = Element("g")
    for child in drawn:
        made = _clean(child)
        if made is not None and made.tag == "g":
            kept.append(made)
    return kept


def _clean(node: Element) -> Element | None:
    """Copy what is seen of an element: no roles, classes, empty groups or backgrounds."""
    shown = node.get("display") != "none" and "background" not in node.get("class", "")
    if not shown or (node.tag.endswith("path") and not node.get("d")):
        return None
    made = Element(node.tag.partition("}")[2] or node.tag)
    for name, value in node.attrib.items():
        if not name.lstrip("{").startswith(_DROPPED) and value != "translate(0,0)":
            made.set(name, value)
    made.text = node.text
    made.extend(child for child in map(_clean, node) if child is not None)
    if made.tag == "g" and not len(made):
        return None
    if made.tag == "g" and len(made) == 1 and not made.attrib:
        return made[0]
    return made

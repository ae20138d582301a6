"""Hatches and patterns: what tells two areas apart where colour does not."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from tanlu.chart.style import HATCH, RULE, UNMEASURED, PatternName, fuel_of, ink_on
from tanlu.chart.svg import OWN, element

# Strokes in a tile of eight by eight.
_STROKES: dict[PatternName, str] = {
    "fall": "M-2,-2L10,10M-2,6L2,10M6,-2L10,2",
    "rise": "M-2,10L10,-2M-2,2L2,-2M6,10L10,6",
    "level": "M0,2L8,2M0,6L8,6",
    "upright": "M2,0L2,8M6,0L6,8",
    "lattice": "M0,0L8,8M8,0L0,8",
    "dots": "M2,2h0.01M6,6h0.01",
    "sparse": "M4,4h0.01",
}


def hatch() -> Element:
    """Return the hatch of what was not measured, as a definition."""
    tile = element("pattern", id="hatch", width=7, height=7, patternUnits="userSpaceOnUse")
    tile.append(element("rect", width=7, height=7, fill=UNMEASURED))
    tile.append(element("path", d="M-2,9L9,-2M-2,2L2,-2M5,9L9,5", stroke=HATCH, stroke_width=1, fill="none"))
    definitions = element("defs")
    definitions.append(tile)
    return definitions


def hatched(x: float, y: float, width: float, height: float) -> Element:
    """Return an empty place that is meant to be empty."""
    return element("rect", x=x, y=y, width=width, height=height, fill="url(#hatch)", stroke=RULE)


def fuel_patterns(fuels: Iterable[str]) -> Element:
    """Return the patterns of these fuels, as definitions."""
    definitions = element("defs")
    for key in fuels:
        fuel = fuel_of(key)
        if fuel.pattern == "none":
            continue
        tile = element("pattern", id=key, width=8, height=8, patternUnits="userSpaceOnUse")
        dotted = fuel.pattern in ("dots", "sparse")
        strokes = element(
            "path",
            d=_STROKES[fuel.pattern],
            stroke=ink_on(fuel.colour),
            stroke_width=2.2 if dotted else 1,
            stroke_opacity=0.35,
            stroke_linecap="round" if dotted else "butt",
            fill="none",
        )
        strokes.set("class", OWN)
        tile.append(strokes)
        definitions.append(tile)
    return definitions

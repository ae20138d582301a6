"""The look of every chart: colours, shapes, fonts and the contrast between them."""

from dataclasses import dataclass
from typing import Literal

from tanlu.errors import OurFault
from tanlu.text import Lang, Text

GROUND = "#ffffff"
INK = "#1b1f24"
QUIET = "#5b6570"
RULE = "#d9dee3"
ZERO = "#b4bcc4"
ACCENT = "#0b5e6b"
UNMEASURED = "#f6f7f8"
HATCH = "#e1e5e8"

FONTS: dict[Lang, str] = {
    "en": 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    "zh": '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
}
SIZE = 13
SMALL = 12
PROVISIONAL_DASH = (4, 3)

ShapeName = Literal["circle", "square", "triangle", "diamond", "cross", "pentagon"]

# Outlines in the box from -1 to 1; Vega scales a symbol's own path by half the root of its size.
SHAPES: dict[ShapeName, str] = {
    "circle": "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z",
    "square": "M-0.9,-0.9L0.9,-0.9L0.9,0.9L-0.9,0.9Z",
    "triangle": "M0,-1.1L1.1,0.85L-1.1,0.85Z",
    "diamond": "M0,-1.25L1.25,0L0,1.25L-1.25,0Z",
    "cross": (
        "M-0.38,-1.1L0.38,-1.1L0.38,-0.38L1.1,-0.38L1.1,0.38L0.38,0.38L0.38,1.1L-0.38,1.1"
        "L-0.38,0.38L-1.1,0.38L-1.1,-0.38L-0.38,-0.38Z"
    ),
    "pentagon": "M0,-1.1L1.05,-0.34L0.65,0.89L-0.65,0.89L-1.05,-0.34Z",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The colour and shape that belong to one region everywhere."""

    colour: str
    shape: ShapeName


REGIONS: dict[str, Mark] = {
    "US-WY": Mark("#0072B2", "circle"),
    "US-WV": Mark("#56B4E9", "square"),
    "CN-SX": Mark("#D55E00", "triangle"),
    "CN-NM": Mark("#E69F00", "diamond"),
    "CN-SN": Mark("#CC79A7", "cross"),
}
# The blue family for the United States, the warm one for China.
FAMILIES = ("#0072B2", "#D55E00")
OTHER = Mark("#77818b", "pentagon")


def mark_of(key: str) -> Mark:
    """Return a region's mark; a region that has none is grey.

    >>> mark_of("US-WY")
    Mark(colour='#0072B2', shape='circle')
    """
    return REGIONS.get(key, OTHER)


SIDES: dict[str, str] = {"USA": "#0072B2", "US": "#0072B2", "CHN": "#D55E00", "CN": "#D55E00"}
"""Blue for the United States and warm for China, as their regions are."""


def side_of(key: str) -> str:
    """Return the colour of a group of people: a country's own, grey for any other.

    >>> side_of("CHN"), side_of("companies")
    ('#D55E00', '#77818b')
    """
    return SIDES.get(key, OTHER.colour)


PatternName = Literal["none", "fall", "rise", "level", "upright", "lattice", "dots", "sparse"]


@dataclass(frozen=True, slots=True)
class Fuel:
    """A source of power: its name, its colour, and a pattern for eyes and printers without colour."""

    label: Text
    colour: str
    pattern: PatternName


# In the order in which they are stacked.
FUELS: dict[str, Fuel] = {
    "coal": Fuel(Text("Coal", "煤电"), "#333a41", "none"),
    "thermal": Fuel(Text("Thermal", "火电"), "#4b535b", "rise"),
    "gas": Fuel(Text("Gas", "气电"), "#E69F00", "upright"),
    "nuclear": Fuel(Text("Nuclear", "核电"), "#CC79A7", "lattice"),
    "hydro": Fuel(Text("Hydro", "水电"), "#0072B2", "level"),
    "wind": Fuel(Text("Wind", "风电"), "#56B4E9", "fall"),
    "solar": Fuel(Text("Solar", "太阳能"), "#F0E442", "dots"),
    "other": Fuel(Text("Other", "其他"), "#c3cad1", "sparse"),
}


def fuel_of(key: str) -> Fuel:
    """Return a fuel by its key.

    Raises
    ------
    OurFault
        When no such fuel is known.
    """
    try:
        return FUELS[key]
    except KeyError:
        known = ", ".join(FUELS)
        raise OurFault(
            (f"No fuel is called {key!r}.", f"没有名为 {key!r} 的能源。"),
            (f"Use one of: {known}.", f"请使用：{known}。"),
        ) from None


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2), from 0 (black) to 1 (white)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(fill: str) -> str:
    """Return the ink, dark or white, that reads better on ``fill``."""
    return max((INK, GROUND), key=lambda ink: contrast(ink, fill))

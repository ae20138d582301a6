"""SVG as a tree of elements, never as joined strings."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from tanlu.chart.style import (
    FONTS,
    FUELS,
    GROUND,
    HATCH,
    INK,
    QUIET,
    RULE,
    SHAPES,
    SMALL,
    UNMEASURED,
    ZERO,
    Mark,
)
from tanlu.text import Lang

_NUMBER = re.compile(r"-?(?:\d+\.\d+|\d+)(?:e-?\d+)?")
_NUMERIC = {"d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "transform"} | {
    "viewBox",
    "font-size",
    "stroke-width",
}
# A page's own stylesheet recolours these in the dark; without one the drawing is complete as it is.
_CLASSES = {
    INK: "ink",
    QUIET: "quiet",
    RULE: "rule",
    ZERO: "zero",
    GROUND: "ground",
    UNMEASURED: "gap",
    HATCH: "hatch",
    **{FUELS[dark].colour: dark for dark in ("coal", "thermal")},
}
OWN = "own"
"""Class of what keeps its colour in the dark, because it stands on a colour that stays."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing before it has its words for a screen reader: its size and its elements."""

    width: float
    height: float
    body: tuple[Element, ...]


def element(tag: str, **attributes: float | str) -> Element:
    """Return an element; underscores in names become hyphens."""
    return Element(
        tag, {name.rstrip("_").replace("_", "-"): str(value) for name, value in attributes.items()}
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = SMALL,
    anchor: str = "start",
    colour: str = INK,
    bold: bool = False,
) -> Element:
    """Return one line of text whose middle stands at ``y``."""
    made = element("text", x=x, y=y + 0.36 * size, font_size=size, fill=colour)
    if anchor != "start":
        made.set("text-anchor", anchor)
    if bold:
        made.set("font-weight", "600")
    made.text = words
    return made


def clear(made: Element) -> Element:
    """Give a text an edge of the ground's colour, so that a line behind it does not disturb it."""
    made.set("stroke", GROUND)
    made.set("stroke-width", "4")
    made.set("stroke-linejoin", "round")
    made.set("paint-order", "stroke")
    return made


def lines_of_text(
    x: float,
    middle: float,
    lines: Sequence[str],
    *,
    leading: float,
    size: float = SMALL,
    anchor: str = "start",
) -> list[Element]:
    """Return lines of text, centred as a block on ``middle``."""
    top = middle - leading * (len(lines) - 1) / 2
    return [text(x, top + i * leading, line, size=size, anchor=anchor) for i, line in enumerate(lines)]


def rule(x1: float, y1: float, x2: float, y2: float, *, colour: str = RULE, width: float = 1.0) -> Element:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width)


def symbol(x: float, y: float, mark: Mark, radius: float = 5.0, *, hollow: bool = False) -> Element:
    """Return a region's symbol; a hollow one stands for a beginning."""
    fill, edge = (GROUND, mark.colour) if hollow else (mark.colour, GROUND)
    return element(
        "path",
        d=SHAPES[mark.shape],
        transform=f"translate({x},{y}) scale({radius})",
        fill=fill,
        stroke=edge,
        stroke_width=(1.8 if hollow else 1.0) / radius,
    )


def hint(parent: Element, words: str) -> None:
    """Give an element words that show when it is pointed at."""
    title = Element("title")
    title.text = words
    parent.insert(0, title)


def _tidy_number(found: re.Match[str]) -> str:
    words = f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


def _tidy(tree: Element) -> None:
    """Round every coordinate to two decimals and name the colours of the page."""
    for each in tree.iter():
        own = each.get("class") == OWN
        for name in _NUMERIC & set(each.keys()):
            each.set(name, _NUMBER.sub(_tidy_number, each.attrib[name]))
        painted = [(name, each.get(name, "")) for name in ("fill", "stroke")]
        if names := [f"{name}-{_CLASSES[paint]}" for name, paint in painted if paint in _CLASSES and not own]:
            each.set("class", " ".join(names))


def _own_ids(root: Element, stem: str) -> None:
    """Make every id, and every reference to one, the drawing's own."""
    for each in root.iter():
        if "id" in each.attrib:
            each.set("id", f"{stem}-{each.attrib['id']}")
        for name, value in each.attrib.items():
            if value.startswith("url(#"):
                each.set(name, value.replace("url(#", f"url(#{stem}-", 1))


def finish(sheet: Sheet, title: str, description: str, lang: Lang, ident: str | None = None) -> str:
    """Return the SVG: scalable, named for a screen reader, with ids of its own.

    Parameters
    ----------
    sheet : Sheet
        What is drawn.
    title, description : str
        The finding, and the text that stands for the picture.
    lang : {"en", "zh"}
        The language of both and of the labels.
    ident : str, optional
        The stem of all ids; by default made from the content, so that equal drawings are equal bytes.
    """
    root = element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {sheet.width} {sheet.height}",
        width="100%",
        role="img",
        lang="zh-Hans" if lang == "zh" else "en",
        font_family=FONTS[lang],
    )
    for tag, words in (("title", title), ("desc", description)):
        SubElement(root, tag, id=tag).text = words
    root.extend(sheet.body)
    _tidy(root)
    stem = ident or "c" + hashlib.sha256(tostring(root)).hexdigest()[:10]
    root.set("aria-labelledby", "title desc")
    _own_ids(root, stem)
    root.set("aria-labelledby", f"{stem}-title {stem}-desc")
    return tostring(root, encoding="unicode")


def group(children: Iterable[Element], *, dx: float = 0.0, dy: float = 0.0) -> Element:
    """Return a group, moved by ``dx`` and ``dy``."""
    made = element("g")
    if dx or dy:
        made.set("transform", f"translate({dx},{dy})")
    made.extend(children)
    return made

"""The few parts of WordprocessingML that python-docx leaves to its users: footnotes, links, languages, tables."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

LANG_TAGS: Final = {"en": "en-GB", "zh": "zh-CN"}
_FOOTNOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, **attributes: str) -> Any:  # noqa: ANN401 - python-docx has no public type for it
    """Return an element with attributes of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def run(words: str, *, style: str = "", **marks: str) -> Any:  # noqa: ANN401
    """Return a run of words; ``marks`` are run properties with their value (``b="1"``, ``color="5b6570"``)."""
    made = element("w:r")
    properties = element("w:rPr")
    if style:
        properties.append(element("w:rStyle", val=style))
    for name in ("b", "color", "sz", "vertAlign", "lang"):
        if name in marks:
            key = "eastAsia" if name == "lang" and marks[name].startswith("zh") else "val"
            properties.append(element(f"w:{name}", **{key: marks[name]}))
    if len(properties):
        made.append(properties)
    text = element("w:t")
    text.text = words
    text.set(_SPACE, "preserve")
    made.append(text)
    return made


def link(anchor: str, words: str, **marks: str) -> Any:  # noqa: ANN401
    """Return words that lead to a bookmark of the same file."""
    made = element("w:hyperlink", anchor=anchor, history="1")
    made.append(run(words, **marks))
    return made


def bookmark(paragraph: Any, name: str, number: int) -> None:  # noqa: ANN401
    """Put a bookmark at the start of a paragraph."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    paragraph.insert(1 if paragraph.pPr is not None else 0, start)
    start.addnext(element("w:bookmarkEnd", id=str(number)))


def footnote_mark(number: int) -> Any:  # noqa: ANN401
    """Return the run that stands for a footnote in a sentence."""
    made = element("w:r")
    properties = element("w:rPr")
    properties.append(element("w:rStyle", val="FootnoteReference"))
    made.append(properties)
    made.append(element("w:footnoteReference", id=str(number)))
    return made


def add_footnotes(document: Any, notes: Iterable[str]) -> None:  # noqa: ANN401
    """Add the part that holds the footnotes, numbered from 1."""
    root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        root.append(_footnote(number, element("w:r"), kind))
        root[-1][0][-1].append(element(f"w:{kind}"))
    for number, words in enumerate(notes, start=1):
        mark = element("w:r")
        properties = element("w:rPr")
        properties.append(element("w:rStyle", val="FootnoteReference"))
        mark.append(properties)
        mark.append(element("w:footnoteRef"))
        made = _footnote(number, mark)
        made[0].append(run(" " + words))
        root.append(made)
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, serialize_part_xml(root), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(number: int, first: Any, kind: str = "") -> Any:  # noqa: ANN401
    made = element("w:footnote", id=str(number))
    paragraph = element("w:p")
    if kind:
        made.set(qn("w:type"), kind)
    else:
        properties = element("w:pPr")
        properties.append(element("w:pStyle", val="FootnoteText"))
        paragraph.append(properties)
    paragraph.append(first)
    made.append(paragraph)
    return made


def table(widths: tuple[float, ...], title: str, text_width: int) -> Any:  # noqa: ANN401
    """Return a table with rules between rows, its title for those who listen, its columns in twentieths of a point."""
    made = element("w:tbl")
    properties = element("w:tblPr")
    properties.append(element("w:tblW", w=str(text_width), type="dxa"))
    borders = element("w:tblBorders")
    for side, colour in (("top", "5b6570"), ("bottom", "d9dee3"), ("insideH", "d9dee3")):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=colour))
    properties.append(borders)
    properties.append(element("w:tblLayout", type="fixed"))
    properties.append(element("w:tblLook", firstRow="1", firstColumn="1"))
    if title:
        properties.append(element("w:tblCaption", val=title))
    made.append(properties)
    grid = element("w:tblGrid")
    for width in widths:
        grid.append(element("w:gridCol", w=str(round(width * text_width / sum(widths)))))
    made.append(grid)
    return made


def row(cells: Iterable[list[Any]], style: str, *, header: bool = False, fills: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    """Return a row of a table, each cell a list of runs; a header is repeated on every page."""
    made = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    made.append(properties)
    for at, runs in enumerate(cells):
        cell = element("w:tc")
        if fills and fills[at]:
            shade = element("w:tcPr")
            shade.append(element("w:shd", val="clear", color="auto", fill=fills[at]))
            cell.append(shade)
        paragraph = element("w:p")
        about = element("w:pPr")
        about.append(element("w:pStyle", val=style))
        paragraph.append(about)
        for each in runs:
            paragraph.append(each)
        cell.append(paragraph)
        made.append(cell)
    return made


def pack(document: Any, moment: datetime) -> bytes:  # noqa: ANN401
    """Return the file with every part dated alike, so that equal documents are equal bytes."""
    loose = io.BytesIO()
    document.save(loose)
    out = io.BytesIO()
    with zipfile.ZipFile(loose) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            about = zipfile.ZipInfo(name, moment.timetuple()[:6])
            about.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(about, given.read(name))
    return out.getvalue()

"""Word files (DOCX): body, tables, text boxes, footnotes and endnotes, in reading order."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree import ElementTree  # a file with entities of its own is refused before it is parsed

from tanlu.errors import BadDocument
from tanlu.parity.segment import Segment, without_mark

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_LARGEST: Final = 48 * 1024 * 1024
"""Bytes of XML a file may unpack to; a 1,000-page book has about 20 MB."""

_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError,
    RuntimeError,  # a password, or elements nested deeper than any document
)  # fmt: skip


def read_word(raw: bytes, name: str) -> tuple[Segment, ...]:
    """Return the segments of a Word file; ``line`` is the number of the paragraph.

    Raises
    ------
    BadDocument
        If the file is no Word file, is damaged, is far larger unpacked than any document, or
        defines entities of its own.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            body = _part(packed, "word/document.xml", name)
            notes = [_part(packed, part, name) for part in _NOTES if part in packed.namelist()]
        segments = list(_segments(body, "paragraph", 1))
        for part in notes:
            segments.extend(_segments(part, "note", segments[-1].line + 1 if segments else 1))
    except _DAMAGE as error:
        raise BadDocument(
            (
                f"{name} is no Word file that can be read ({error}).",
                f"{name} 不是可读取的Word文件（{error}）。",
            ),
            (
                "Open it in Word, save it again as .docx, and try once more.",
                "请用Word打开，另存为 .docx 后重试。",
            ),
        ) from error
    return tuple(segments)


def _part(packed: zipfile.ZipFile, part: str, name: str) -> ElementTree.Element:
    if packed.getinfo(part).file_size > _LARGEST:
        raise BadDocument(
            (
                f"{name} unpacks to more than {_LARGEST // 1024**2} MB.",
                f"{name} 解压后超过 {_LARGEST // 1024**2} MB。",
            ),
            ("Split it, or save it as plain text.", "请拆分文件，或另存为纯文本。"),
        )
    raw = packed.read(part)
    # A NUL byte is UTF-16 or UTF-32, in which the words would not be seen; Word writes UTF-8.
    if b"<!DOCTYPE" in raw[:2048] or b"<!ENTITY" in raw or b"\0" in raw[:2048]:
        raise BadDocument(
            (
                f"{name} defines XML entities or is not UTF-8 inside, as no Word file is.",
                f"{name} 含有自定义XML实体，或内部不是UTF-8编码，正常的Word文件不会如此。",
            ),
            ("Save it again from Word.", "请用Word重新保存。"),
        )
    try:
        return ElementTree.fromstring(raw)  # noqa: S314 - entities were refused above
    except ElementTree.ParseError as error:
        raise BadDocument(
            (
                f"{name} is damaged: {part} ends too early or is malformed.",
                f"{name} 已损坏：{part} 不完整或格式有误。",
            ),
            ("Fetch the file again, or save it again from Word.", "请重新获取该文件，或用Word重新保存。"),
        ) from error


def _segments(root: ElementTree.Element, kind: str, first: int) -> Iterator[Segment]:
    counter = [first]
    yield from _blocks(root, kind, counter)


def _blocks(parent: ElementTree.Element, kind: str, counter: list[int]) -> Iterator[Segment]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, kind, counter)
        elif child.tag == f"{_W}tr":
            cells = [
                " ".join(each.text for each in _blocks(cell, kind, counter))
                for cell in child.findall(f"{_W}tc")
            ]
            if any(cells):
                yield Segment(" | ".join(cells), counter[0] - 1, "row")
        else:
            yield from _blocks(child, kind, counter)


def _paragraph(element: ElementTree.Element, kind: str, counter: list[int]) -> Iterator[Segment]:
    boxes = list(element.iter(f"{_W}txbxContent"))
    words = " ".join("".join(_runs(element)).split())
    line, counter[0] = counter[0], counter[0] + 1
    if words:
        own = _kind(element, kind)
        yield Segment(without_mark(words) if own == "heading" else words, line, own)
    for box in boxes[:1]:  # Word writes a text box twice, for itself and for older readers
        yield from _blocks(box, kind, counter)


def _runs(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            yield " "
        elif child.tag not in {f"{_W}txbxContent", f"{_W}del", f"{_W}instrText", f"{_W}delText"}:
            yield from _runs(child)


def _kind(element: ElementTree.Element, kind: str) -> str:
    if kind != "paragraph":
        return kind
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "") if style is not None else ""
    if name.lower().startswith(("heading", "title", "subtitle", "caption")) or name.isdigit():
        return "heading" if not name.isdigit() or int(name) < 10 else "paragraph"
    return "item" if element.find(f"{_W}pPr/{_W}numPr") is not None else "paragraph"

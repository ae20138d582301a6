"""Markdown, read by markdown-it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tanlu.parity.segment import HAN, Segment, without_mark

if TYPE_CHECKING:
    from markdown_it.token import Token

_SAID: Final = ("text", "code_inline", "image")
_BREAKS: Final = ("softbreak", "hardbreak")


def read_markdown(text: str) -> tuple[Segment, ...]:
    """Return the segments of a Markdown text; code, comments and raw HTML are no part of what it says."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only who reads Markdown waits for it

    parsed = MarkdownIt("commonmark").enable("table").parse(_without_front_matter(text))
    return tuple(_segments(parsed))


def _without_front_matter(text: str) -> str:
    """Return the text with its front matter blanked, line numbers kept."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return text
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            return "\n".join([""] * (number + 1) + lines[number + 1 :])
    return text


def _segments(tokens: "list[Token]") -> Iterator[Segment]:
    opened: list[str] = []
    cells: list[str] = []
    row = 1
    for token in tokens:
        if token.nesting == 1:
            opened.append(token.type)
        elif token.nesting == -1:
            opened.pop()
        if token.type == "tr_open":
            row, cells = _line(token), []
        elif token.type == "tr_close" and any(cells):
            yield Segment(" | ".join(cells), row, "row")
        elif token.type == "inline":
            words = _words(token)
            if "tr_open" in opened:
                cells.append(words)
            elif words:
                kind = _kind(opened)
                yield Segment(without_mark(words) if kind == "heading" else words, _line(token), kind)


def _line(token: "Token") -> int:
    return token.map[0] + 1 if token.map else 1


def _kind(opened: list[str]) -> str:
    if "heading_open" in opened:
        return "heading"
    return "item" if "list_item_open" in opened else "paragraph"


def _words(token: "Token") -> str:
    said = ""
    for each in token.children or ():
        if each.type in _BREAKS:
            said += "" if HAN.search(said[-1:]) else " "
        elif each.type in _SAID:
            said += each.content
        elif each.type == "html_inline" and each.content.lower().startswith("<br"):
            said += " "
    return " ".join(said.split())

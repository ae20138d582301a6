"""HTML, by the parser of the standard library: what is shown, not what is styled or run."""

from collections import Counter
from html.parser import HTMLParser
from typing import Final

from tanlu.parity.segment import Segment, without_mark

_HIDDEN: Final = frozenset({"script", "style", "template", "head", "noscript", "svg"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "title"})
_BLOCKS: Final = _HEADINGS | {
    "p", "li", "div", "section", "article", "blockquote", "td", "th", "tr", "table", "ul", "ol", "dl", "dt", "dd",
    "header", "footer", "main", "aside", "nav", "figure", "pre", "br", "hr", "body", "address", "summary", "details",
    "form", "fieldset",
}  # fmt: skip

_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


def read_page(text: str) -> tuple[Segment, ...]:
    """Return the segments of an HTML page."""
    reader = _Page()
    reader.feed(text)
    reader.close()
    reader.end_block()
    return tuple(reader.segments)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.segments: list[Segment] = []
        self._opened: list[tuple[str, bool]] = []
        self._depths: Counter[str] = Counter()
        self._hidden = 0
        self._words: list[str] = []
        self._line = 1
        self._cells: list[str] | None = None
        self._row = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_block()
            if tag != "title" and self._depths["head"]:
                self._close("head")  # HTML lets a page leave out the end of its head
        if tag == "tr":
            self._cells, self._row = [], self.getpos()[0]
        if tag not in _VOID:
            hides = tag in _HIDDEN or any(name == "hidden" for name, _ in attrs)
            self._opened.append((tag, hides))
            self._depths[tag] += 1
            self._hidden += hides

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        self._close(tag)
        if tag == "tr" and self._cells is not None:
            if any(self._cells):
                self.segments.append(Segment(" | ".join(self._cells), self._row, "row"))
            self._cells = None

    def _close(self, tag: str) -> None:
        """Close an element and what was left open in it; counts are kept, so that a deep page takes no longer."""
        while self._depths[tag]:
            last, hides = self._opened.pop()
            self._depths[last] -= 1
            self._hidden -= hides
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not self._words and data.strip():
            self._line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        if self._words or data.strip():
            self._words.append(data)

    def end_block(self) -> None:
        """Close the block that is open, if it holds words."""
        words = " ".join("".join(self._words).split())
        self._words = []
        if not words:
            return
        if self._cells is not None:
            self._cells.append(words)
            return
        kind = self._kind()
        self.segments.append(Segment(without_mark(words) if kind == "heading" else words, self._line, kind))

    def _kind(self) -> str:
        if any(self._depths[tag] for tag in _HEADINGS):
            return "heading"
        return "item" if self._depths["li"] else "paragraph"

"""HTML, by the parser of the standard library: what is shown, not what is styled or run."""

from html.parser import HTMLParser
from typing import Final

from tanlu.parity.segment import Segment, without_mark

_HIDDEN: Final = frozenset({"script", "style", "template", "head", "noscript", "svg"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "title"})
_BLOCKS: Final = _HEADINGS | {
    "p", "li", "div", "section", "article", "blockquote", "td", "th", "tr", "table", "ul", "ol", "dl", "dt", "dd",
    "header", "footer", "main", "aside", "nav", "figure", "pre", "br", "hr", "body", "address", "summary", "details",
}  # fmt: skip


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
        self._opened: list[str] = []
        self._words: list[str] = []
        self._line = 1
        self._cells: list[str] | None = None
        self._row = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's
        if tag in _BLOCKS:
            self.end_block()
        if tag == "tr":
            self._cells, self._row = [], self.getpos()[0]
        if tag not in {"br", "hr", "img", "meta", "link", "input", "wbr"}:
            self._opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag in self._opened:
            while self._opened.pop() != tag:
                pass
        if tag == "tr" and self._cells is not None:
            if any(self._cells):
                self.segments.append(Segment(" | ".join(self._cells), self._row, "row"))
            self._cells = None

    def handle_data(self, data: str) -> None:
        if _HIDDEN.intersection(self._opened):
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
        if _HEADINGS.intersection(self._opened):
            return "heading"
        return "item" if "li" in self._opened else "paragraph"

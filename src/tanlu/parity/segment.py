"""Segments: the paragraphs, list items, headings and table rows of one text in one language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tanlu.text import Lang

HAN: Final = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
LATIN: Final = re.compile(r"[A-Za-z]")

LIST_MARK: Final = re.compile(
    r"^\s*(?:[•·▪◦●○\-*–—]\s*|\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-Z“《\u4e00-\u9fff])|\(?\d{1,3}[.)、](?!\d)\s*"
    r"|[一二三四五六七八九十]{1,3}[、.．]\s*"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]\s*|第[一二三四五六七八九十]{1,3}[章节]\s*"
    r"|(?:Chapter|Section|Part) \d{1,2}[.:]?\s+)"
)
"""What numbers a list item or a heading: languages number their own way."""
KINDS: Final = ("heading", "paragraph", "item", "row", "note")


@dataclass(frozen=True, slots=True)
class Segment:
    """One block of a text, without its markup.

    Parameters
    ----------
    text : str
        Its words on one line.
    line : int
        Line of the file at which it begins, from 1; the number of the paragraph in a Word file.
    kind : str
        ``heading``, ``paragraph``, ``item``, ``row`` (a table row, cells joined by ``" | "``) or ``note``.
    """

    text: str
    line: int
    kind: str = "paragraph"

    @property
    def titled(self) -> bool:
        """Whether it names something, as a heading does."""
        return self.kind == "heading"


@dataclass(frozen=True, slots=True)
class Reading:
    """One text in one language.

    Parameters
    ----------
    lang : Lang
        Its language.
    name : str
        Name of its file, for findings.
    segments : tuple of Segment
        In reading order.
    """

    lang: Lang
    name: str
    segments: tuple[Segment, ...]


def without_mark(text: str) -> str:
    """Return a block without the mark that numbers it."""
    mark = LIST_MARK.match(text)
    return text[mark.end() :] if mark and mark.end() < len(text) else text


def script_of(text: str) -> Lang | None:
    """Return the language a stretch of text is written in; None where it holds no letters.

    A Han character says about as much as two Latin letters of an abbreviation within it, so that
    ``JHCGA前往太原`` is Chinese and ``the term 煤炭`` is English.

    Examples
    --------
    >>> script_of("JHCGA前往太原"), script_of("the term 煤炭 means coal"), script_of("01")
    ('zh', 'en', None)
    """
    han, latin = len(HAN.findall(text)), len(LATIN.findall(text))
    if not han and not latin:
        return None
    return "zh" if han * 2 >= latin else "en"


def language_of(segments: Iterable[Segment]) -> Lang | None:
    """Return the language most of the words are in; None where there are none."""
    joined = " ".join(each.text for each in segments)
    return script_of(joined)

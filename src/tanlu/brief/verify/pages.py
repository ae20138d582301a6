"""Compare a page with the same page written from the facts, number by number and then word by word."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Final

from tanlu.brief.verify.report import Difference, differs
from tanlu.text import Text

_CSV: Final = "data:text/csv;charset=utf-8;base64,"
_DRAWN: Final = ("<path ", "<line ", "<rect ", "<circle ", "<text ", "<tspan ", "<g ")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", re.ASCII)
_VALUE: Final = re.compile(r'<data .*value="([^"]*)">', re.DOTALL)
_HAIR: Final = 0.05
"""Pixels by which drawing libraries of different versions may round apart; a bar of 1 % more is far wider."""
_AROUND: Final = 24
"""Characters shown on either side of where two long texts part."""


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a run of words.

    Parameters
    ----------
    text : str
        The tag with its attributes, or the words.
    place : str
        The address of the number it belongs to, else the row, chart or part that it stands in.
    """

    text: str
    place: str


@dataclass(slots=True)
class _Open:
    tag: str
    place: str


class _Reader(HTMLParser):
    """Reads a page into tokens; it takes any text, whole or broken."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self.stack: list[_Open] = [_Open("", "")]
        self.last = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        place = self._place(tag, about)
        written = " ".join(f'{name}="{value}"' for name, value in sorted(about.items()))
        self.tokens.append(Token(f"<{tag} {written}>", place))
        if tag not in {"meta", "link", "br", "img", "input", "hr", "wbr"}:
            self.stack.append(_Open(tag, place))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        written = " ".join(f'{name}="{value}"' for name, value in sorted(about.items()))
        self.tokens.append(Token(f"<{tag} {written}/>", self._place(tag, about)))

    def handle_endtag(self, tag: str) -> None:
        self.tokens.append(Token(f"</{tag}>", self.stack[-1].place))
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag == tag:
                del self.stack[depth:]
                return

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.tokens.append(Token(data.strip(), self.stack[-1].place))

    def handle_comment(self, data: str) -> None:
        self.tokens.append(Token(f"<!--{data}-->", self.stack[-1].place))

    def _place(self, tag: str, about: dict[str, str]) -> str:
        above = self.stack[-1].place
        if "data-ref" in about:
            self.last = about["data-ref"]
            return self.last
        if about.get("class") == "year":  # it stands behind its number
            return self.last or above
        if tag == "main":
            return "summary"
        if about.get("data-row"):
            return above
        if tag in {"figure", "article", "section", "tr", "li", "h2", "title", "h1", "style", "script"}:
            return (
                about.get("id") or about.get("aria-labelledby") or (tag if tag not in {"tr", "li"} else above)
            )
        return above


@dataclass(frozen=True, slots=True)
class Page:
    """A page as tokens, and what its rows of the ledger are called."""

    tokens: tuple[Token, ...]
    rows: dict[str, str] = field(default_factory=dict)

    def name(self, place: str) -> str:
        """Return the address of a row of the ledger, or the place itself."""
        return self.rows.get(place, place)


def read_page(text: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    rows: dict[str, str] = {}
    for tag, words in zip(reader.tokens, reader.tokens[1:], strict=False):
        if tag.text == "<code >" and tag.place:
            rows[tag.place] = words.text
    return Page(tuple(reader.tokens), rows)


def compare_page(file: str, found: bytes | None, expected: str) -> list[Difference]:
    """Return where a page differs from the one that the facts give; each named by the number it concerns."""
    if found is None:
        return [Difference(file, "", Text("is missing", "缺失"))]
    try:
        text = found.decode("utf-8")
    except UnicodeDecodeError:
        return [Difference(file, "", Text("is not UTF-8", "不是 UTF-8 编码"))]
    if text == expected:
        return []
    ours, theirs = read_page(text), read_page(expected)
    pairs = _pairs(ours.tokens, theirs.tokens)
    differences = [_difference(file, theirs, here, there) for here, there in pairs]
    return list(dict.fromkeys(differences))


def _pairs(ours: tuple[Token, ...], theirs: tuple[Token, ...]) -> list[tuple[Token | None, Token | None]]:
    """Return the tokens that differ, side by side."""
    if len(ours) == len(theirs):
        return [(a, b) for a, b in zip(ours, theirs, strict=True) if not _same(a.text, b.text)]
    texts = [each.text for each in ours], [each.text for each in theirs]
    found: list[tuple[Token | None, Token | None]] = []
    for kind, a, b, c, d in SequenceMatcher(None, *texts).get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(b - a, d - c)):
            here = ours[a + step] if a + step < b else None
            there = theirs[c + step] if c + step < d else None
            found.append((here, there))
    return found


def _same(one: str, other: str) -> bool:
    """Return whether two tokens say the same; a mark of a drawing may stand a hair apart on another machine."""
    if one == other:
        return True
    if not one.startswith(_DRAWN) or _NUMBER.sub("", one) != _NUMBER.sub("", other):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= _HAIR for a, b in pairs)


def _difference(file: str, page: Page, here: Token | None, there: Token | None) -> Difference:
    place = (there or here or Token("", "")).place
    one, other = here.text if here else "", there.text if there else ""
    one, other = _of_data(*_of_download(one, other))
    return differs(file, page.name(place), *_around(one, other))


def _of_download(one: str, other: str) -> tuple[str, str]:
    """Return the first line in which the tables of two download links differ, or the texts as they are."""
    if _CSV not in one or _CSV not in other:
        return one, other
    try:
        tables = [
            base64.b64decode(each.partition(_CSV)[2].partition('"')[0]).decode("utf-8-sig").splitlines()
            for each in (one, other)
        ]
    except (binascii.Error, UnicodeDecodeError):
        return one, other
    lines = zip(*tables, strict=False)
    return next(((a, b) for a, b in lines if a != b), (one, other))


def _of_data(one: str, other: str) -> tuple[str, str]:
    """Return the values that two elements give for a number, or the texts as they are."""
    values = [_VALUE.fullmatch(each) for each in (one, other)]
    if values[0] and values[1] and values[0][1] != values[1][1]:
        return values[0][1], values[1][1]
    return one, other


def _around(one: str, other: str) -> tuple[str, str]:
    """Return two texts, cut to where they part if they are long."""
    if max(len(one), len(other)) <= 4 * _AROUND:
        return one, other
    start = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    low = max(start - _AROUND, 0)
    return tuple(  # type: ignore[return-value]
        ("…" if low else "") + each[low : start + _AROUND] + ("…" if len(each) > start + _AROUND else "")
        for each in (one, other)
    )

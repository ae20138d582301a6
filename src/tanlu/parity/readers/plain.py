"""Plain text: lines, list marks, and titles that no markup names."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tanlu.parity.segment import LIST_MARK, Segment, script_of

_MARK_ALONE: Final = re.compile(r"^\s*(?:[•·▪◦●○\-*–—]+|\d{1,3}[.)]?|[一二三四五六七八九十]{1,3}[、.]?)\s*$")
_SENTENCE: Final = re.compile(r"[.。!！?？;；,，:：…]['\"”’）)]*$")
_TITLE_CHARACTERS: Final = {"en": 110, "zh": 45}


def read_plain(text: str) -> tuple[Segment, ...]:
    """Return the segments of a plain text.

    A line is a segment of its own, except where the file is wrapped at a fixed width: then the lines
    of a block are joined. A list mark on its own line belongs to the line after it. A short line
    without closing punctuation is a title.
    """
    lines = text.splitlines()
    blocks = _wrapped(lines) if _is_wrapped(lines) else [(n, line) for n, line in enumerate(lines, 1)]
    return tuple(_segments(blocks))


def _segments(blocks: list[tuple[int, str]]) -> Iterator[Segment]:
    marked = False
    for number, line in blocks:
        if not line.strip():
            continue
        if _MARK_ALONE.match(line):
            marked = True
            continue
        bullet = LIST_MARK.match(line)
        words = " ".join((line[bullet.end() :] if bullet else line).split())
        if words:
            yield Segment(words, number, _kind(words, listed=bool(bullet), marked=marked))
        marked = False


def _kind(words: str, *, listed: bool, marked: bool) -> str:
    script = script_of(words)
    short = script is not None and len(words) <= _TITLE_CHARACTERS[script]
    if short and not listed and not _SENTENCE.search(words):
        return "heading"
    return "item" if listed or marked else "paragraph"


def _is_wrapped(lines: list[str]) -> bool:
    inner = [
        len(line)
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and not LIST_MARK.match(after)
    ]
    if len(inner) < 5:
        return False
    widest = max(len(line) for line in lines)
    full = [length for length in inner if length > widest * 0.7]
    return widest <= 110 and len(full) >= len(inner) * 0.6


def _wrapped(lines: list[str]) -> list[tuple[int, str]]:
    joined: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        fresh = not line.strip() or not joined or not joined[-1][1].strip() or LIST_MARK.match(line)
        if fresh:
            joined.append((number, line))
            continue
        start, before = joined[-1]
        space = "" if script_of(before[-1:]) == "zh" else " "
        joined[-1] = (start, before.rstrip() + space + line.strip())
    return joined

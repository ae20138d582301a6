"""Two texts side by side: their pairs, and what every check may ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, TypeVar

from tanlu.errors import BadDocument
from tanlu.parity.align import Pair, align
from tanlu.parity.facts import Listener, Said
from tanlu.parity.findings import joined
from tanlu.parity.said.dates import Day
from tanlu.parity.said.mentions import Lexicon, Mention
from tanlu.parity.said.number import Number
from tanlu.parity.segment import Segment


@dataclass(slots=True)
class Side:
    """One side of a pair as one stretch of text, with what it says moved to where it stands in it."""

    text: str
    numbers: list[Number] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    titled: bool = False


def side(parts: tuple[Said, ...]) -> Side:
    """Return the side that some segments make together."""
    whole = Side(joined(parts), titled=bool(parts) and all(each.segment.titled for each in parts))
    offset = 0
    for part in parts:
        whole.numbers.extend(_moved(each, offset) for each in part.numbers)
        whole.days.extend(_moved(each, offset) for each in part.days)
        whole.mentions.extend(_moved(each, offset) for each in part.mentions)
        offset += len(part.segment.text) + 1
    return whole


_END_EN: Final = re.compile(r"(?<=[.!?;])[”\"']?\s+(?=[A-Z“\"(])")
_END_ZH: Final = re.compile(r"(?<=[。！？；!?])(?![”」』）)])")
_Placed = TypeVar("_Placed", Number, Day, Mention)


def _moved(each: _Placed, offset: int) -> _Placed:
    return replace(each, start=each.start + offset, end=each.end + offset)


def _aligned(pair: Pair, en: list[Said], zh: list[Said]) -> list[Pair]:
    """Return the aligned sentences; the pair whole where many sentences hold nothing to tell them apart by."""
    try:
        return align(en, zh)
    except BadDocument:
        return [pair]


def _cut(parts: tuple[Said, ...], ends: re.Pattern[str]) -> list[Segment]:
    """Return the sentences of some segments, as segments of their own."""
    return [
        replace(part.segment, text=sentence.strip(), kind="paragraph")
        for part in parts
        for sentence in ends.split(part.segment.text)
        if sentence.strip()
    ]


@dataclass
class Comparison:
    """Two aligned texts.

    Parameters
    ----------
    pairs : list of Pair
        In order.
    listener : Listener
        Reads what segments say.
    """

    pairs: list[Pair]
    listener: Listener

    @property
    def lexicon(self) -> Lexicon:
        """The term base."""
        return self.listener.lexicon

    @cached_property
    def sides(self) -> list[tuple[Side, Side]]:
        """Both sides of every pair."""
        return [(side(each.en), side(each.zh)) for each in self.pairs]

    def sentences(self, pair: Pair) -> list[Pair]:
        """Return the sentences of a pair, aligned within it."""
        if pair not in self._sentences:
            en = [self.listener.hear(each, "en") for each in _cut(pair.en, _END_EN)]
            zh = [self.listener.hear(each, "zh") for each in _cut(pair.zh, _END_ZH)]
            self._sentences[pair] = [pair] if min(len(en), len(zh)) < 2 else _aligned(pair, en, zh)
        return self._sentences[pair]

    @cached_property
    def _sentences(self) -> dict[Pair, list[Pair]]:
        return {}

    def whole(self) -> Iterator[tuple[int, Pair, Side, Side]]:
        """Return the pairs that have both sides, with their place and sides."""
        for at, pair in enumerate(self.pairs):
            if pair.whole:
                yield at, pair, *self.sides[at]

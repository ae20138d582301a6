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


@dataclass(frozen=True, slots=True)
class Unit:
    """Two stretches that answer each other: sentences, headings, table cells.

    Parameters
    ----------
    pair : Pair
        The segments they stand in.
    en, zh : str
        Their words.
    en_at, zh_at : int
        Where they begin in the joined sides.
    around_en, around_zh : str
        What may explain a word: the stretch, or the whole side where the pairing is unsure.
    mentions_en, mentions_zh : list of Mention
        The terms and names of the term base that they hold.
    """

    pair: Pair
    en: str
    zh: str
    en_at: int
    zh_at: int
    around_en: str
    around_zh: str
    mentions_en: list[Mention]
    mentions_zh: list[Mention]


_END_EN: Final = re.compile(r"(?<=[.!?;])[”\"']?\s+(?=[A-Z“\"(])")
_END_ZH: Final = re.compile(r"(?<=[。！？；!?])(?![”」』）)])")
_Placed = TypeVar("_Placed", Number, Day, Mention)


def _moved(each: _Placed, offset: int) -> _Placed:
    return replace(each, start=each.start + offset, end=each.end + offset) if offset else each


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
        if id(pair) not in self._sentences:
            en = [self.listener.hear(each, "en") for each in _cut(pair.en, _END_EN)]
            zh = [self.listener.hear(each, "zh") for each in _cut(pair.zh, _END_ZH)]
            found = [pair] if min(len(en), len(zh)) < 2 else _aligned(pair, en, zh)
            self._sentences[id(pair)] = pair, found
        return self._sentences[id(pair)][1]

    def units(self, pair: Pair) -> list[Unit]:
        """Return the stretches of a pair that answer each other: cells of a row, else sentences."""
        if id(pair) not in self._units:
            self._units[id(pair)] = pair, list(self._cells(pair) or self._beads(pair))
        return self._units[id(pair)][1]

    def _cells(self, pair: Pair) -> list[Unit]:
        en, zh = joined(pair.en), joined(pair.zh)
        cells = (en.split(" | "), zh.split(" | "))
        if len(cells[0]) != len(cells[1]) or len(cells[0]) == 1:
            return []
        found, at_en, at_zh = [], 0, 0
        for one, other in zip(*cells, strict=True):
            named = self.lexicon.english(one), self.lexicon.chinese(other)
            found.append(Unit(pair, one, other, at_en, at_zh, one, other, *named))
            at_en, at_zh = at_en + len(one) + 3, at_zh + len(other) + 3
        return found

    def _beads(self, pair: Pair) -> Iterator[Unit]:
        en, zh = joined(pair.en), joined(pair.zh)
        beads = self.sentences(pair)
        sure = all(len(each.en) == len(each.zh) == 1 for each in beads)
        at_en = at_zh = 0
        for each in beads:
            here, there = side(each.en), side(each.zh)
            at_en, at_zh = max(en.find(here.text, at_en), at_en), max(zh.find(there.text, at_zh), at_zh)
            if each.whole:
                around = (here.text, there.text) if sure else (en, zh)
                yield Unit(pair, here.text, there.text, at_en, at_zh, *around, here.mentions, there.mentions)
            at_en, at_zh = at_en + len(here.text), at_zh + len(there.text)

    @cached_property
    def _units(self) -> dict[int, tuple[Pair, list[Unit]]]:
        return {}

    @cached_property
    def _sentences(self) -> dict[int, tuple[Pair, list[Pair]]]:
        return {}

    def whole(self) -> Iterator[tuple[int, Pair, Side, Side]]:
        """Return the pairs that have both sides, with their place and sides."""
        for at, pair in enumerate(self.pairs):
            if pair.whole:
                yield at, pair, *self.sides[at]

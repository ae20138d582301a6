"""What each segment says, read once and held for alignment and for every check."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tanlu.parity.said.chinese_numbers import chinese_numbers
from tanlu.parity.said.dates import Day, dates, without_dates
from tanlu.parity.said.english_numbers import english_numbers
from tanlu.parity.said.mentions import Lexicon, Mention
from tanlu.parity.said.number import ORDINAL, PLAIN, SHARE, Number
from tanlu.parity.segment import HAN, Segment
from tanlu.text import Lang

LATIN_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9&.-]*[A-Za-z0-9]")


_COUNTS: Final = {ORDINAL: PLAIN}
"""Decision 3 is 第3项决定: a count and an order anchor alike."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one segment says.

    Parameters
    ----------
    segment : Segment
        The segment.
    lang : Lang
        Its language.
    days : tuple of Day
        Its dates.
    numbers : tuple of Number
        Its other numbers.
    mentions : tuple of Mention
        The terms and names of the term base that it holds.
    latin : frozenset of str
        Latin words of a Chinese segment (abbreviations, names), or every word of an English one.
    """

    segment: Segment
    lang: Lang
    days: tuple[Day, ...]
    numbers: tuple[Number, ...]
    mentions: tuple[Mention, ...]
    latin: frozenset[str]

    @property
    def length(self) -> float:
        """Length for alignment: letters in English; Han characters, other marks as half, in Chinese."""
        text = self.segment.text
        if self.lang == "en":
            return float(len(text))
        han = len(HAN.findall(text))
        return han + (len(text) - han) / 2

    def anchors(self) -> frozenset[str]:
        """Return what a translation of the segment should share with it."""
        found = {
            f"n{_COUNTS.get(each.kind, each.kind)}{each.size:.4g}"
            for each in self.numbers
            if each.hard or each.kind in {ORDINAL, SHARE}
        }
        found |= {f"y{each.year}" for each in self.days if each.year}
        found |= {f"m{each.month}-{each.day}" for each in self.days if each.month}
        found |= {f"t{each.term.id}" for each in self.mentions}
        if self.lang == "zh":
            found |= {f"l{word}" for word in self.latin}
        else:
            found |= {f"l{word}" for word in self.latin if not word.islower()}
        return frozenset(found)


class Listener:
    """Reads what segments say, with one term base.

    Parameters
    ----------
    lexicon : Lexicon
        The term base.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._en = lru_cache(maxsize=None)(self._english)
        self._zh = lru_cache(maxsize=None)(self._chinese)

    def hear(self, segment: Segment, lang: Lang) -> Said:
        """Return what a segment says."""
        return self._en(segment) if lang == "en" else self._zh(segment)

    def _english(self, segment: Segment) -> Said:
        text = segment.text
        days = dates(text, "en")
        mentions = self.lexicon.english(text)
        numbers = english_numbers(without_dates(text, days, "en"))
        return Said(
            segment, "en", tuple(days), tuple(numbers), tuple(mentions), frozenset(LATIN_WORD.findall(text))
        )

    def _chinese(self, segment: Segment) -> Said:
        text = segment.text
        mentions = self.lexicon.chinese(text)
        days = dates(text, "zh")
        blanked = without_dates(text, days, "zh")
        for each in mentions:
            if each.term.named:
                blanked = blanked[: each.start] + "　" * (each.end - each.start) + blanked[each.end :]
        numbers = chinese_numbers(blanked)
        return Said(
            segment, "zh", tuple(days), tuple(numbers), tuple(mentions), frozenset(LATIN_WORD.findall(text))
        )

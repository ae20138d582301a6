"""How often something happens: twice a year, every two years, 每年两次, 每两年一次."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tanlu.text import Lang

_SMALL_EN: Final = {
    "once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12,
    "other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
}  # fmt: skip
_SMALL_ZH: Final[dict[str, Fraction | int]] = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "十": 10,
    "十二": 12,
    "半": Fraction(1, 2),
}
_DAYS: Final = {
    "day": 1,
    "week": 7,
    "month": 30,
    "quarter": 90,
    "year": 360,
    "天": 1,
    "日": 1,
    "周": 7,
    "月": 30,
    "季度": 90,
    "年": 360,
}
"""Length of a period in days of a year of 360, so that four quarters make a year."""
_COUNT_EN: Final = r"(?P<count>once|twice|(?:\d+|two|three|four|five|six|ten|twelve)\s+times)"
_PERIOD_EN: Final = r"(?P<unit>day|week|month|quarter|year)s?"
_PER_EN: Final = re.compile(rf"\b{_COUNT_EN}\s+(?:an?|each|every|per)\s+{_PERIOD_EN}\b", re.IGNORECASE)
_EVERY_EN: Final = re.compile(
    rf"\b(?:(?P<count>once|twice)\s+)?every\s+(?P<many>\d+|other|second|third|fourth|fifth|two|three|four|five|six|ten)\s+{_PERIOD_EN}\b",
    re.IGNORECASE,
)
_PER_ZH: Final = re.compile(
    r"(?:每|一)(?P<many>[一两二三四五六十半\d]{0,2})个?(?P<unit>天|日|周|月|季度|年)[^，。；]{0,20}?(?P<count>[一两二三四五六十\d]{1,2})[次轮回]"
)


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something happens.

    Parameters
    ----------
    rate : Fraction
        Times in a year of 360 days.
    start, end : int
        Where it stands.
    """

    rate: Fraction
    start: int
    end: int


def frequencies(text: str, lang: Lang) -> tuple[Frequency, ...]:
    """Return the frequencies of a stretch, in order.

    Examples
    --------
    >>> [str(each.rate) for each in frequencies("It meets twice a year and reports every two years.", "en")]
    ['2', '1/2']
    >>> [str(each.rate) for each in frequencies("每年召开两次会议，每两年报告一次。", "zh")]
    ['2', '1/2']
    """
    found = _english(text) if lang == "en" else _chinese(text)
    return tuple(sorted(found, key=lambda each: each.start))


def _rate(count: Fraction | int, many: Fraction | int, unit: str) -> Fraction:
    return Fraction(count) * 360 / (Fraction(many) * _DAYS[unit])


def _english(text: str) -> Iterator[Frequency]:
    for match in _PER_EN.finditer(text):
        word = match["count"].lower().split()[0]
        count = int(word) if word.isdigit() else _SMALL_EN[word]
        yield Frequency(_rate(count, 1, match["unit"].lower()), *match.span())
    for match in _EVERY_EN.finditer(text):
        many, word = match["many"].lower(), (match["count"] or "once").lower()
        times = int(many) if many.isdigit() else _SMALL_EN[many]
        if times:
            yield Frequency(_rate(_SMALL_EN[word], times, match["unit"].lower()), *match.span())


def _chinese(text: str) -> Iterator[Frequency]:
    for match in _PER_ZH.finditer(text):
        count, many = (_small(match[name] or "一") for name in ("count", "many"))
        if count and many:
            yield Frequency(_rate(count, many, match["unit"]), *match.span())


def _small(word: str) -> Fraction | int:
    return int(word) if word.isdigit() else _SMALL_ZH.get(word, 0)

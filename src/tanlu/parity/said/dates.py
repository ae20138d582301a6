"""Dates in both languages, with the precision they are given in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tanlu.parity.said.chinese_numbers import WIDE, numeral
from tanlu.text import Lang

_MONTHS: Final = {
    name: n
    for n, name in enumerate(
        [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ],
        start=1,
    )
}  # fmt: skip
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DASH: Final = r"\s?(?:–|—|-|to|and|&)\s?"
_YEAR: Final = r"(?:19|20)\d{2}"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_EN_PART: Final = (
    r"(?:[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he\s)?(?:[Bb]eginning|[Ss]tart|[Ee]nd|[Mm]iddle) of)[\s-]"
)
_COUNTED: Final = (
    "people|workers|jobs|tonnes|tons|miners|MW|GW|km|participants|households|million|billion|short|megawatts|hectares"
    "|acres|yuan|dollars|mu"
)
_EN: Final = re.compile(
    rf"(?P<iso>{_YEAR}-[01]\d-[0-3]\d)"
    rf"|(?P<d1>{_DAY})(?:st|nd|rd|th)?(?:{_DASH}(?P<d1b>{_DAY})(?:st|nd|rd|th)?)?\s(?:of\s)?(?P<m1>{_MONTH})\b"
    rf"(?:,?\s(?P<y1>{_YEAR}))?"
    rf"|(?P<part>{_EN_PART})?"
    rf"(?P<m2>{_MONTH})(?![a-z])"
    rf"(?:\s(?P<d2>{_DAY})(?:st|nd|rd|th)?(?!\d)(?:{_DASH}(?:(?P<m2b>{_MONTH})\s)?(?P<d2b>{_DAY})(?:st|nd|rd|th)?(?!\d))?)?"
    rf"(?:,?\s(?P<y2>{_YEAR}))?"
    rf"|(?P<decade>(?:19|20)\d0)s\b"
    rf"|(?P<piece>(?:first|second) half|(?:first|second|third|fourth) quarter|Q[1-4]|H[12])(?:\sof)?\s(?P<y4>{_YEAR})"
    rf"|(?P<ypart>{_EN_PART})?(?<![\d.,$¥])(?P<y3>{_YEAR})(?:\s?(?:–|—|-|/)\s?(?P<y3b>(?:{_YEAR}|\d{{2}})))?(?![\d%]|,\d|\.\d)"
    rf"(?!\s(?:{_COUNTED})\b)"
)
_AMBIGUOUS: Final = {"may", "march", "mar"}
_JOINS: Final = ("and", "to", "or", "–", "-", "—", ",", "", "to the")
_HAN_DIGITS: Final = "〇零一二三四五六七八九十"
_ZH_DAY: Final = rf"(?:\d{{1,2}}|[{_HAN_DIGITS}]{{1,3}})"
_ZH_YEAR: Final = r"(?:(?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})"
_PART: Final = r"(?P<part>上旬|中旬|下旬|初|中(?=[^国央部方外等共学午小心])|底|末)?"
_ZH: Final = re.compile(
    rf"(?P<iso>(?:19|20)\d{{2}}-[01]\d-[0-3]\d)"
    rf"|(?:(?P<y1>{_ZH_YEAR})\s?年\s?)?(?P<m1>{_ZH_DAY})\s?月(?!份?(?:内|之(?![前后]))|度)份?(?:(?P<d1>{_ZH_DAY})\s?[日号](?!报))?{_PART}"
    rf"(?:\s?(?:至|到|—|–|-|、|和)\s?(?:(?P<m1b>{_ZH_DAY})\s?月)?(?P<d1b>{_ZH_DAY})\s?[日号])?"
    rf"|(?P<century>20|二十|上个?)?世纪(?P<decade>[1-9]0|[一二三四五六七八九]十)年代"
    rf"|(?P<y3>{_ZH_YEAR})(?:\s?年?\s?(?:至|到|—|–|-)\s?(?P<y3b>{_ZH_YEAR}|\d{{2}}))?\s?年(?!代)(?P<yearpart>初|底|末|中(?=[^国央部方外等共学午小心])|上半年|下半年|第?[一二三四1-4]季度)?"
)
_PARTS_EN: Final = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning": "early",
    "start": "early",
    "end": "late",
    "middle": "mid",
}
_PARTS_ZH: Final = {
    "上旬": "early",
    "初": "early",
    "中旬": "mid",
    "中": "mid",
    "下旬": "late",
    "底": "late",
    "末": "late",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A date as a text gives it: what it does not give is None.

    Parameters
    ----------
    year, month, day : int or None
        Of the Gregorian calendar.
    part : str
        ``early``, ``mid`` or ``late`` in the month or year; empty for none. ``decade`` for *the 1990s*.
    start, end : int
        Where it stands.
    given : int or None
        The year that an earlier date of the segment lends it.
    """

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    part: str = ""
    given: int | None = None

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        return "day" if self.day else "month" if self.month else "year"

    def agrees(self, other: "Day") -> bool:
        """Whether nothing that both give differs."""
        return (
            (self.year or self.given or other.year or other.given)
            == (other.year or other.given or self.year or self.given)
            and (self.month or other.month) == (other.month or self.month)
            and (self.day or other.day) == (other.day or self.day)
            and bool((self.month and other.month) or (self.year and other.year))
        )

    def lacks(self, other: "Day") -> str:
        """Return what the other gives and this one does not, even from the dates before it; empty for nothing."""
        if other.year and not (self.year or self.given):
            return "year"
        if other.month and not self.month:
            return "month"
        return "day" if other.day and not self.day else ""


_NUMBERED: Final = re.compile(
    r"\b(?:Notice|No\.?|Number|Circular|Document|Decree|Docket) \d+[–-][\d–-]+|第?\d{4}[–-]\d+号"
    r"|\b(?!\d{4}-(?:19|20)\d{2}\b)\d{4}-\d{3,}\b"
)
"""Numbers of documents, which look like years: Notice 2023-29, 第2023-29号."""


def dates(text: str, lang: Lang) -> list[Day]:
    """Return the dates of a segment in the order they stand."""
    text = _NUMBERED.sub(lambda match: " " * len(match.group()), text)
    found = list(_english(text) if lang == "en" else _chinese(text.translate(WIDE)))
    given: int | None = None
    months: int | None = None
    out = []
    for each in found:
        filled = replace(each, given=given if not each.year else None)
        if not each.month and each.day:
            filled = replace(filled, month=months)
        given, months = each.year or given, filled.month or months
        out.append(filled)
    return _lent_back(out, text)


def _lent_back(found: list[Day], text: str) -> list[Day]:
    """Let a date take the year of the one right after it: between April and June 2025."""
    for at in range(len(found) - 2, -1, -1):
        here, after = found[at], found[at + 1]
        between = text[here.end : after.start].strip(" ")
        if not here.year and here.month and after.year and between in _JOINS:
            found[at] = replace(here, given=after.year)
    return found


def without_dates(text: str, found: list[Day], lang: Lang) -> str:
    """Return the segment with its dates blanked, so that no number is read twice."""
    blank = " " if lang == "en" else "　"
    for each in found:
        text = text[: each.start] + blank * (each.end - each.start) + text[each.end :]
    return text


_DATED: Final = re.compile(r"\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
"""What an English segment must hold before it is searched for dates."""


def _english(text: str) -> Iterator[Day]:
    if not _DATED.search(text):
        return
    for match in _EN.finditer(text):
        if match["iso"]:
            yield _iso(match)
        elif match["m1"]:
            month, year = _month(match["m1"]), _int(match["y1"])
            yield from _days(match, month, year, ("d1", "d1b"), later=None)
        elif match["m2"]:
            if match["m2"].lower() in _AMBIGUOUS and not _is_month(text, match):
                continue
            part = _part_en(match["part"]) if match["part"] else ""
            later = _month(match["m2b"]) if match["m2b"] else None
            yield from _days(
                match, _month(match["m2"]), _int(match["y2"]), ("d2", "d2b"), later=later, part=part
            )
        elif match["decade"]:
            yield Day(int(match["decade"]), None, None, *match.span(), part="decade")
        elif match["piece"]:
            yield Day(int(match["y4"]), None, None, *match.span(), part=_piece(match["piece"]))
        else:
            yield from _years(match, "y3", "y3b")


def _chinese(text: str) -> Iterator[Day]:
    for match in _ZH.finditer(text):
        if match["iso"]:
            yield _iso(match)
        elif match["m1"]:
            month = int(numeral(match["m1"]))
            if not 1 <= month <= 12:
                continue
            later = int(numeral(match["m1b"])) if match["m1b"] else None
            year = int(numeral(match["y1"])) if match["y1"] else None
            part = _PARTS_ZH.get(match["part"] or "", "")
            yield from _days(match, month, year, ("d1", "d1b"), later=later, part=part)
        elif match["decade"]:
            yield Day(1900 + int(numeral(match["decade"])), None, None, *match.span(), part="decade")
        else:
            yield from _years(match, "y3", "y3b")


def _days(
    match: re.Match[str],
    month: int,
    year: int | None,
    names: tuple[str, str],
    *,
    later: int | None,
    part: str = "",
) -> Iterator[Day]:
    first, last = match[names[0]], match[names[1]]
    end = match.end() if not last else match.start(names[1])
    yield Day(year, month, int(numeral(first)) if first else None, match.start(), end, part)
    if last:
        yield Day(year, later or month, int(numeral(last)), match.start(names[1]), match.end())


def _years(match: re.Match[str], low: str, high: str) -> Iterator[Day]:
    first, last = int(numeral(match[low])), match[high]
    groups = match.groupdict()
    part = _part_en(groups["ypart"]) if groups.get("ypart") else _piece(groups.get("yearpart") or "")
    yield Day(first, None, None, match.start(), match.end() if not last else match.start(high), part)
    if last:
        value = int(numeral(last))
        yield Day(
            value if value > 99 else first // 100 * 100 + value, None, None, match.start(high), match.end()
        )


_PIECES: Final = {
    "初": "early", "底": "late", "末": "late", "中": "mid", "上半年": "H1", "下半年": "H2",
    "first half": "H1", "second half": "H2", "first quarter": "Q1", "second quarter": "Q2",
    "third quarter": "Q3", "fourth quarter": "Q4",
}  # fmt: skip


def _part_en(said: str) -> str:
    return _PARTS_EN[said.lower().removeprefix("the ").split()[0].split("-")[0]]


def _piece(said: str) -> str:
    """Return the part of a year: a half (H1), a quarter (Q3), early, mid or late."""
    if said.endswith("季度"):
        return f"Q{int(numeral(said.removesuffix('季度').lstrip('第')))}"
    return _PIECES.get(said.lower(), said.upper())


def _iso(match: re.Match[str]) -> Day:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return Day(year, month, day, *match.span())


def _month(name: str) -> int:
    return next(n for full, n in _MONTHS.items() if full.startswith(name.lower().rstrip(".")[:3]))


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Tell the months May and March from the verb and the walk."""
    if match["d2"] or match["y2"] or match["part"]:
        return match["m2"][0].isupper()
    before = text[max(0, match.start() - 10) : match.start()].lower()
    return match["m2"][0].isupper() and bool(
        re.search(r"\b(?:in|of|by|since|until|from|to|last|next|this)\s$", before)
    )

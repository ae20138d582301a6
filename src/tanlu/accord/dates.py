"""Dates that are not settled yet: what is certain of them, and what is not."""

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

from tanlu.errors import BadDialogue, BadReference
from tanlu.period import PartialDate
from tanlu.text import Text

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_PARTS_EN: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PARTS_ZH: Final = {"上旬": "early", "初": "early", "中旬": "mid", "下旬": "late", "底": "late", "末": "late"}
_PART_NAMES: Final = {
    "early": Text("early", "上旬"),
    "mid": Text("mid", "中旬"),
    "late": Text("late", "下旬"),
}
_OPEN: Final = re.compile(
    r"(?:\s*[,(（，]?\s*(?:tbd|tbc|to be (?:decided|confirmed|scheduled|announced)|date tbd|待定|日期待定|时间待定)"
    r"\s*[)）.]?)+$",
    re.IGNORECASE,
)
_ZH: Final = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(上旬|中旬|下旬|初|底|末)|(\d{1,2})[日号])?", re.ASCII)
_EN: Final = re.compile(
    r"(?:(early|mid|late)[\s-]+)?(?:(\d{1,2})\s+)?([a-z]+)\.?(?:\s+(\d{1,2}))?(?:,?\s+(\d{4}))?",
    re.IGNORECASE | re.ASCII,
)
_BLURRED: Final = re.compile(r"(\d{4})-(\d{2}|XX)-XX|(\d{3})X|(\d{2})XX", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """A date as far as it is known.

    Parameters
    ----------
    first, last : str
        The earliest and the latest day it can mean, as ISO text; empty where nothing bounds it.
    said : Text
        The date for a reader.
    edtf : str
        In EDTF (ISO 8601-2), levels 0 and 1; empty where there is no year.
    settled : bool
        Whether it is one day, certain.
    why : Text, optional
        What is missing.
    """

    first: str
    last: str
    said: Text
    edtf: str
    settled: bool
    why: Text | None = None


UNDATED: Final = When(
    "", "", Text("to be scheduled", "时间待定"), "", settled=False, why=Text("no date is set", "尚未确定日期")
)


def read_when(text: str, year: int = 0) -> When:
    """Read a date in EDTF or as people write it in English or Chinese.

    Nothing is guessed: a month without a year stays without one and says so, unless the year is given.

    Parameters
    ----------
    text : str
        ``2025-12-03``, ``2025-12~``, ``2025-12-XX``, ``2025-12-01/2025-12-05``, ``2025-12/..``, ``Early December 2025 TBD``,
        ``3 December 2025``, 2025年12月上旬, 待定.
    year : int
        For dates that are written without one.

    Raises
    ------
    BadDialogue
        If it is no date.

    Examples
    --------
    >>> early = read_when("Early December 2025 TBD")
    >>> early.first, early.last, early.said.zh, early.edtf
    ('2025-12-01', '2025-12-10', '2025年12月上旬（待定）', '2025-12-01~/2025-12-10~')
    >>> read_when("12月上旬").why.en
    'the year is not said'
    """
    plain = text.strip()
    stripped = _OPEN.sub("", plain).strip()
    if not stripped:
        return UNDATED
    tentative = stripped != plain
    found = _interval(stripped) or _blurred(stripped) or _written(stripped, year) or _partial(stripped)
    if not found:
        raise BadDialogue(
            (f"{text!r} is not a date.", f"{text!r} 不是日期。"),
            (
                'Write 2025-12-03, 2025-12~, 2025-12-01/.., "Early December 2025" or 2025年12月上旬.',
                "请写成 2025-12-03、2025-12~、2025-12-01/..、Early December 2025 或 2025年12月上旬。",
            ),
        )
    return _tentative(found) if tentative else found


def _tentative(when: When) -> When:
    said = Text(f"{when.said.en} (to be confirmed)", f"{when.said.zh}（待定）")
    edtf = when.edtf if not when.settled else when.edtf + "?"
    return When(
        when.first, when.last, said, edtf, settled=False, why=when.why or Text("not confirmed", "尚未确认")
    )


def _partial(text: str) -> When | None:
    mark = text[-1] if text[-1:] in "?~%" else ""
    try:
        date = PartialDate.parse(text.rstrip("%") + ("~" if mark == "%" else ""))
    except BadReference:
        return None
    settled = bool(date.day) and not date.mark
    why = None if settled else Text("not a certain day", "并非确定的日期")
    return When(
        _first_day(date),
        date.last_day,
        Text(date.label("en"), date.label("zh")),
        text,
        settled=settled,
        why=why,
    )


def _first_day(date: PartialDate) -> str:
    return f"{date.year:04d}-{date.month or 1:02d}-{date.day or 1:02d}"


def _interval(text: str) -> When | None:
    start, slash, end = text.partition("/")
    if not slash:
        return None
    sides = [None if side in ("", "..") else _partial(side) for side in (start, end)]
    if sides == [None, None] or any(
        side is None and given not in ("", "..") for side, given in zip(sides, (start, end), strict=True)
    ):
        return None
    first, last = sides
    if first and last:
        if last.last < first.first:
            raise BadDialogue(
                (f"{text!r} ends before it begins.", f"{text!r} 的结束日期早于开始日期。"),
                ("Write the earlier date first.", "请把较早的日期写在前面。"),
            )
        said = Text(f"{first.said.en} to {last.said.en}", f"{first.said.zh}至{last.said.zh}")
    elif first:
        said = Text(f"from {first.said.en}, end open", f"{first.said.zh}起，结束时间未定")
    else:
        said = (
            Text(f"until {last.said.en}, start open", f"至{last.said.zh}止，开始时间未定")
            if last
            else UNDATED.said
        )
    settled = bool(first and last and first.settled and last.settled)
    why = None if settled else Text("not both ends are certain", "起止时间未全部确定")
    return When(first.first if first else "", last.last if last else "", said, text, settled=settled, why=why)


def _blurred(text: str) -> When | None:
    match = _BLURRED.fullmatch(text)
    if not match:
        return None
    year, month, decade, century = match.groups()
    if decade or century:
        stem = decade or century
        first, last = stem.ljust(4, "0"), stem.ljust(4, "9")
        said = Text(f"between {first} and {last}", f"{first}年至{last}年之间")
        return When(f"{first}-01-01", f"{last}-12-31", said, text, settled=False, why=_NO_DAY)
    inner = _partial(year if month == "XX" else f"{year}-{month}")
    if not inner:
        return None
    said = Text(f"{inner.said.en}, day to be decided", f"{inner.said.zh}，具体日期待定")
    return When(inner.first, inner.last, said, text, settled=False, why=_NO_DAY)


_NO_DAY: Final = Text("the day is not said", "未写明具体日期")


def _written(text: str, year: int) -> When | None:
    zh, en = _ZH.fullmatch(text), _EN.fullmatch(text)
    if zh:
        said_year, month, part, day = zh.groups()
        return _dated(int(said_year or year), int(month), int(day or 0), _PARTS_ZH.get(part or "", ""))
    month = _month(en[3]) if en else 0
    if en and month:
        return _dated(int(en[5] or year), month, int(en[2] or en[4] or 0), (en[1] or "").lower())
    return None


def _month(name: str) -> int:
    """Return the number of a month by its name or the beginning of it, or zero."""
    fitting = [at for at, each in enumerate(_MONTHS, 1) if len(name) >= 3 and each.startswith(name.lower())]
    return fitting[0] if fitting else 0


def _dated(year: int, month: int, day: int, part: str) -> When | None:
    if not 1 <= month <= 12:
        return None
    if not year:
        return _yearless(month, day, part)
    if not part:
        return _partial(f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else ""))
    first, last = _PARTS_EN[part]
    start = f"{year:04d}-{month:02d}-{first:02d}"
    end = f"{year:04d}-{month:02d}-{min(last, monthrange(year, month)[1]):02d}"
    name, inner = _PART_NAMES[part], PartialDate(year, month)
    said = Text(f"{name.en} {inner.label('en')}", f"{inner.label('zh')}{name.zh}")
    return When(start, end, said, f"{start}~/{end}~", settled=False, why=_NO_DAY)


def _yearless(month: int, day: int, part: str) -> When:
    name = _PART_NAMES.get(part)
    en = " ".join(
        each for each in (name.en if name else "", str(day or ""), _MONTHS[month - 1].capitalize()) if each
    )
    zh = f"{month}月" + (f"{day}日" if day else "") + (name.zh if name else "")
    why = Text("the year is not said", "未写明年份")
    return When("", "", Text(f"{en}, year not said", f"{zh}（年份未注明）"), "", settled=False, why=why)

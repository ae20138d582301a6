"""Years, months, days, and dates known only in part."""

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

from tanlu.errors import BadReference
from tanlu.text import Lang

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~])?", re.ASCII)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as its source: a year, a month or a day, perhaps uncertain.

    The written form is EDTF level 0 with the two marks of level 1: ``2021``, ``2021-04``,
    ``2021-04-08``, ``2021?`` (uncertain), ``2021~`` (about).

    Parameters
    ----------
    year : int
        Four digits.
    month, day : int
        Zero where the source does not say.
    mark : str
        ``""``, ``"?"`` or ``"~"``.
    """

    year: int
    month: int = 0
    day: int = 0
    mark: str = ""

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read the written form.

        Raises
        ------
        BadReference
            If ``text`` is no such date.

        Examples
        --------
        >>> PartialDate.parse("2021-04").label("zh")
        '2021年4月'
        """
        match = _DATE.fullmatch(text.strip())
        year, month, day, mark = match.groups() if match else ("0", None, None, None)
        date = cls(int(year), int(month or 0), int(day or 0), mark or "")
        if not match or not date.year or "-00" in text or date.month > 12 or date.day > date._days:
            raise BadReference(
                (f"{text!r} is not a date.", f"{text!r} 不是日期。"),
                ("Write 2023, 2023-04 or 2023-04-08.", "请写成 2023、2023-04 或 2023-04-08。"),
            )
        return date

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts) + self.mark

    @property
    def _days(self) -> int:
        return monthrange(self.year, self.month or 12)[1]

    @property
    def first_day(self) -> str:
        """Return the first day this date can mean, as ISO text."""
        return f"{self.year:04d}-{self.month or 1:02d}-{self.day or 1:02d}"

    @property
    def last_day(self) -> str:
        """Return the last day this date can mean, as ISO text, so that two dates can be put in order."""
        return f"{self.year:04d}-{self.month or 12:02d}-{self.day or self._days:02d}"

    def label(self, lang: Lang) -> str:
        """Write the date for a reader: ``8 April 2021`` or ``2021年4月8日``."""
        if lang == "zh":
            text = (
                f"{self.year}年"
                + (f"{self.month}月" if self.month else "")
                + (f"{self.day}日" if self.day else "")
            )
            return {"~": f"约{text}", "?": f"{text}（待核）"}.get(self.mark, text)
        words = [str(self.day)] if self.day else []
        words += [_MONTHS[self.month - 1]] if self.month else []
        text = " ".join([*words, str(self.year)])
        return {"~": f"about {text}", "?": f"{text} (uncertain)"}.get(self.mark, text)


def parse_year(text: str) -> int:
    """Read a four-digit year.

    Raises
    ------
    BadReference
        If ``text`` is not one.
    """
    if not re.fullmatch(r"(1[5-9]|20|21)\d{2}", text, re.ASCII):
        raise BadReference(
            (f"{text!r} is not a year.", f"{text!r} 不是年份。"),
            ("Write four digits, such as 2023.", "请写四位数字，例如 2023。"),
        )
    return int(text)


def parse_years(text: str) -> tuple[int, ...]:
    """Read years and ranges: ``"2018 2020-2023"``, or with commas.

    Raises
    ------
    BadReference
        If a part is no year, or a range runs backwards.

    Examples
    --------
    >>> parse_years("2018,2020-2022")
    (2018, 2020, 2021, 2022)
    """
    years: list[int] = []
    for part in re.split(r"[,\s]+", text.strip()):
        first, _, last = part.partition("-")
        start, end = parse_year(first), parse_year(last or first)
        if end < start:
            raise BadReference(
                (f"The years {part!r} run backwards.", f"年份范围 {part!r} 前后颠倒。"),
                (f"Write {end}-{start}.", f"请写成 {end}-{start}。"),
            )
        years.extend(range(start, end + 1))
    return tuple(sorted(set(years)))


def spans(years: list[int] | tuple[int, ...], lang: Lang = "en") -> str:
    """Write years as short spans, each language with its own dash and comma.

    Examples
    --------
    >>> spans([2000, 2001, 2002, 2005])
    '2000–2002, 2005'
    >>> spans([2000, 2001, 2002, 2005], "zh")
    '2000—2002、2005'
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    comma, dash = ("、", "—") if lang == "zh" else (", ", "–")
    return comma.join(str(run[0]) if len(run) == 1 else f"{run[0]}{dash}{run[-1]}" for run in runs)

"""Cells as people type them: numbers with separators, full-width digits, percent signs, years and dates."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tanlu.errors import BadTable

_SPACES: Final = re.compile(r"\s+")
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Not NFKC: that turns the footnote mark of 137800① into a digit, and the figure into ten times as much."""
_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?P<gap>[, ])\d{3}(?:(?P=gap)\d{3})*(?:\.\d+)?", re.ASCII)
_SEPARATED: Final = re.compile(r"[+-]?\d[\d, ]*(?:\.\d+)?", re.ASCII)
_YEAR: Final = re.compile(r"(\d{4})(?:\.0+)? ?年?度?", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?(?:[ T].*)?", re.ASCII)
_SERIAL: Final = re.compile(r"[2-6]\d{4}(?:\.\d+)?", re.ASCII)
_ZERO: Final = date(1899, 12, 30)
"""Day zero of Excel's serial dates: Excel believes that 1900 was a leap year, hence the 30th."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a cell gives it; ``percent`` where it carried a percent sign."""

    value: float
    percent: bool = False


def plain(text: str) -> str:
    """Return text with full-width letters, digits and signs made ordinary, and single spaces inside.

    Examples
    --------
    >>> plain(" ２０２３年　")
    '2023年'
    """
    return _SPACES.sub(" ", text.translate(_FULL_WIDTH)).strip()


def squeezed(text: str) -> str:
    """Return text with no space at all, as 山　西 is set in a yearbook.

    Examples
    --------
    >>> squeezed("山　西")
    '山西'
    """
    return _SPACES.sub("", text.translate(_FULL_WIDTH))


def parse_number(text: str) -> Number:
    """Read a number: full-width digits, a true minus, thousands by comma or space, a percent sign.

    A comma or space that does not part groups of three digits is refused, since ``1,5`` may be one and a
    half or a slip.

    Raises
    ------
    BadTable
        If the cell is no number.

    Examples
    --------
    >>> parse_number("１，２３４．５").value, parse_number("1 234 567").value
    (1234.5, 1234567.0)
    >>> parse_number("44.5％")
    Number(value=44.5, percent=True)
    """
    body = plain(text).replace("\N{MINUS SIGN}", "-")
    percent = body.endswith("%")
    body = body.removesuffix("%").rstrip()
    if not _PLAIN.fullmatch(body) and not _GROUPED.fullmatch(body):
        raise _not_a_number(text, body)
    value = float(body.replace(",", "").replace(" ", ""))
    if abs(value) == float("inf"):
        raise _not_a_number(text, "")
    return Number(value, percent)


def _not_a_number(text: str, body: str) -> BadTable:
    if _SEPARATED.fullmatch(body):
        return BadTable(
            (
                f"In {text!r} the separators do not part groups of three digits.",
                f"{text!r} 中的分隔符不是三位一组。",
            ),
            (
                "Write 1234.5 or 1,234.5; the decimal mark is a point.",
                "请写成 1234.5 或 1,234.5；小数点须为圆点。",
            ),
        )
    return BadTable(
        (f"{text!r} is not a number.", f"{text!r} 不是数字。"),
        (
            "Write digits only; for an absent figure leave the value empty and give a status such as missing.",
            "只写数字；没有数字时请将数值留空，并填写状态（如 missing）。",
        ),
    )


def parse_period(text: str) -> str:
    """Read a year: ``2023``, ``2023年``, ``２０２３``; a date or an Excel serial is refused, its year offered.

    Raises
    ------
    BadTable
        If the cell is no year between 1500 and 2199.

    Examples
    --------
    >>> parse_period("２０２３年"), parse_period("2023.0")
    ('2023', '2023')
    """
    body = plain(text)
    found = _YEAR.fullmatch(body)
    if found and 1500 <= int(found[1]) <= 2199:
        return found[1]
    if found:
        raise BadTable(
            (f"The year {text!r} is out of range.", f"年份 {text!r} 超出范围。"),
            ("A year lies between 1500 and 2199.", "年份须在1500至2199之间。"),
        )
    day = excel_date(body)
    if day:
        raise BadTable(
            (f"{text!r} is a date, not a year.", f"{text!r} 是日期，不是年份。"),
            (f"If the year is meant, write {day.year}.", f"如果指年份，请写 {day.year}。"),
        )
    raise BadTable(
        (f"{text!r} is not a year.", f"{text!r} 不是年份。"),
        ("Write four digits, such as 2023.", "请写四位数字，例如 2023。"),
    )


def excel_date(text: str) -> date | None:
    """Return the day that a written date or an Excel serial means, or None.

    Examples
    --------
    >>> excel_date("45292"), excel_date("2023/12/31"), excel_date("2023")
    (datetime.date(2024, 1, 1), datetime.date(2023, 12, 31), None)
    """
    if _SERIAL.fullmatch(text):
        return _ZERO + timedelta(days=int(float(text)))
    found = _DATE.fullmatch(text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None


def is_year(text: str) -> bool:
    """Return whether a heading is a year."""
    return bool(_YEAR.fullmatch(plain(text)))

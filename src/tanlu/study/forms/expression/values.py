"""What an expression may be: a text, a number, yes or no, a day, or several of them; and how one becomes another.

The rules are those of XPath 1.0 as ODK keeps them: an unanswered question is the empty text, which is no number; a
comparison with what is no number is false, except ``!=``.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Day:
    """A date as days since 1 January 1970, as ODK counts them."""

    days: float


Value = str | float | bool | Day
Many = tuple[Value, ...]
_NUMBER: Final = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?", re.ASCII)
_EPOCH: Final = date(1970, 1, 1)
_LAST: Final = (date.max - _EPOCH).days
_FIRST: Final = (date.min - _EPOCH).days


def number(value: Value) -> float:
    """Return a value as a number; what is none is NaN.

    Examples
    --------
    >>> number("12.5"), number(True), number("")
    (12.5, 1.0, nan)
    """
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, Day):
        return value.days
    return float(value) if _NUMBER.fullmatch(value) else math.nan


def text(value: Value) -> str:
    """Return a value as a text: whole numbers without a point, days as 2026-05-14.

    Examples
    --------
    >>> text(3.0), text(0.5), text(False), text(Day(0.0))
    ('3', '0.5', 'false', '1970-01-01')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Day):
        return iso(value)
    if isinstance(value, float):
        return _digits(value)
    return value


def truth(value: Value) -> bool:
    """Return a value as yes or no: an empty text, zero and what is no number are no.

    Examples
    --------
    >>> truth("no"), truth(""), truth(0.0)
    (True, False, False)
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return bool(value)
    known = number(value)
    return not (known == 0 or math.isnan(known))


def day(value: Value) -> Value:
    """Return a value as a day; the empty text where it is none.

    Examples
    --------
    >>> day("1970-01-02"), day("soon")
    (Day(days=1.0), '')
    """
    if isinstance(value, Day):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return Day(value)
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return ""
    try:
        return Day(float((date(int(match[1]), int(match[2]), int(match[3])) - _EPOCH).days))
    except ValueError:
        return ""


def calendar(value: Day) -> date | None:
    """Return a day of the calendar; None beyond the years 1 to 9999."""
    whole = math.floor(value.days) if math.isfinite(value.days) else _LAST + 1
    return _EPOCH + timedelta(days=whole) if _FIRST <= whole <= _LAST else None


def iso(value: Day) -> str:
    """Return a day as 2026-05-14; empty beyond the years 1 to 9999."""
    found = calendar(value)
    return found.isoformat() if found else ""


def days_since(on: date) -> Day:
    """Return a date as a day."""
    return Day(float((on - _EPOCH).days))


def first(value: Value | Many) -> Value:
    """Return the first of several values; the empty text where there are none."""
    if isinstance(value, tuple):
        return value[0] if value else ""
    return value


def _digits(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    plain = f"{Decimal(repr(value)):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain

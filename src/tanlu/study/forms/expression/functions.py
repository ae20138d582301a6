"""The functions of XLSForm that can be evaluated here."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from tanlu.errors import BadForm
from tanlu.study.forms.expression.values import Day, Many, Value, calendar, day, first, number, text, truth

Argument = Value | Many
_CODES: Final = re.compile(r"%([YymdneHMS])")
_MOST_PLACES: Final = 12


@dataclass(frozen=True, slots=True)
class Function:
    """How many arguments a function takes, and what it does with them."""

    least: int
    most: int
    call: Callable[..., Value]


def _each(arguments: tuple[Argument, ...]) -> list[Value]:
    return [one for each in arguments for one in (each if isinstance(each, tuple) else (each,))]


def _numbers(arguments: tuple[Argument, ...]) -> list[float]:
    return [number(each) for each in _each(arguments) if each != ""]


def _selected(value: Argument, code: Argument) -> Value:
    return text(first(code)).strip() in text(first(value)).split()


def _selected_at(value: Argument, at: Argument) -> Value:
    chosen, place = text(first(value)).split(), number(first(at))
    return chosen[int(place)] if math.isfinite(place) and 0 <= int(place) < len(chosen) else ""


def _coalesce(one: Argument, other: Argument) -> Value:
    return first(one) if text(first(one)) else first(other)


def _if(condition: Argument, then: Argument, otherwise: Argument) -> Value:
    return first(then) if truth(first(condition)) else first(otherwise)


def _sum(*arguments: Argument) -> Value:
    return float(sum(_numbers(arguments)))  # from left to right, as the page does it


def _extreme(pick: Callable[[list[float]], float]) -> Callable[..., Value]:
    def call(*arguments: Argument) -> Value:
        found = _numbers(arguments)
        return math.nan if not found or any(map(math.isnan, found)) else pick(found)

    return call


def _integer(value: Argument) -> Value:
    found = number(first(value))
    return float(math.trunc(found)) if math.isfinite(found) else found


def _round(value: Argument, places: Argument = 0.0) -> Value:
    found, wanted = number(first(value)), number(first(places))
    if not math.isfinite(found) or not math.isfinite(wanted) or abs(wanted) > _MOST_PLACES:
        return math.nan if not math.isinf(found) else found
    scale = 10.0 ** int(abs(wanted))
    moved = found * scale if wanted >= 0 else found / scale
    if not math.isfinite(moved):
        return found
    whole = float(math.floor(moved + 0.5))
    return whole / scale if wanted >= 0 else whole * scale


def _whole(how: Callable[[float], int]) -> Callable[..., Value]:
    def call(value: Argument) -> Value:
        found = number(first(value))
        return float(how(found)) if math.isfinite(found) else found

    return call


def _power(base: Argument, exponent: Argument) -> Value:
    one, other = number(first(base)), number(first(exponent))
    try:
        found = one**other
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return found if isinstance(found, float) and math.isfinite(found) else math.nan


def _substr(value: Argument, start: Argument, end: Argument = "") -> Value:
    said, begin, stop = text(first(value)), number(first(start)), number(first(end))
    if not math.isfinite(begin):
        return ""
    return said[int(begin) : int(stop)] if math.isfinite(stop) else said[int(begin) :]


@cache
def pattern(written: str) -> re.Pattern[str]:
    """Return a pattern of ``regex()``, where digits and letters are those of ASCII.

    Raises
    ------
    BadForm
        If it cannot be read.
    """
    try:
        return re.compile(written, re.ASCII)
    except (re.error, RecursionError, OverflowError) as error:
        raise BadForm(
            (
                f"The pattern {written!r} cannot be read: {error}.",
                f"正则表达式“{written}”无法读懂：{error}。",
            ),
            ("Write it as ODK reads it, for example '[0-9]{11}'.", "请按 ODK 的写法，例如 '[0-9]{11}'。"),
        ) from error


def _regex(value: Argument, written: Argument) -> Value:
    return pattern(text(first(written))).fullmatch(text(first(value))) is not None


def _format_date(value: Argument, how: Argument) -> Value:
    found = day(first(value))
    on = calendar(found) if isinstance(found, Day) else None
    if on is None or not isinstance(found, Day):
        return ""
    seconds = int((found.days - math.floor(found.days)) * 86_400 + 0.5) % 86_400
    said = {
        "Y": f"{on.year:04d}", "y": f"{on.year % 100:02d}", "m": f"{on.month:02d}", "n": str(on.month),
        "d": f"{on.day:02d}", "e": str(on.day), "H": f"{seconds // 3600:02d}",
        "M": f"{seconds // 60 % 60:02d}", "S": f"{seconds % 60:02d}",
    }  # fmt: skip
    return _CODES.sub(lambda match: said[match[1]], text(first(how)))


def _words(how: Callable[[str, str], bool]) -> Callable[..., Value]:
    return lambda one, other: how(text(first(one)), text(first(other)))


def _joined(between: Argument, *arguments: Argument) -> Value:
    return text(first(between)).join(text(each) for each in _each(arguments))


MANY: Final = 60
"""The most arguments of a function that takes any number."""

FUNCTIONS: Final[dict[str, Function]] = {
    "selected": Function(2, 2, _selected),
    "selected-at": Function(2, 2, _selected_at),
    "count-selected": Function(1, 1, lambda value: float(len(text(first(value)).split()))),
    "if": Function(3, 3, _if),
    "coalesce": Function(2, 2, _coalesce),
    "not": Function(1, 1, lambda value: not truth(first(value))),
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "boolean": Function(1, 1, lambda value: truth(first(value))),
    "number": Function(1, 1, lambda value: number(first(value))),
    "int": Function(1, 1, _integer),
    "string": Function(1, 1, lambda value: text(first(value))),
    "string-length": Function(1, 1, lambda value: float(len(text(first(value))))),
    "normalize-space": Function(1, 1, lambda value: " ".join(text(first(value)).split())),
    "concat": Function(1, MANY, lambda *each: "".join(text(one) for one in _each(each))),
    "join": Function(2, MANY, _joined),
    "substr": Function(2, 3, _substr),
    "contains": Function(2, 2, _words(lambda one, other: other in one)),
    "starts-with": Function(2, 2, _words(str.startswith)),
    "ends-with": Function(2, 2, _words(str.endswith)),
    "regex": Function(2, 2, _regex),
    "round": Function(1, 2, _round),
    "floor": Function(1, 1, _whole(math.floor)),
    "ceiling": Function(1, 1, _whole(math.ceil)),
    "abs": Function(1, 1, lambda value: abs(number(first(value)))),
    "pow": Function(2, 2, _power),
    "sum": Function(1, MANY, _sum),
    "min": Function(1, MANY, _extreme(min)),
    "max": Function(1, MANY, _extreme(max)),
    "count": Function(1, 1, lambda value: float(len(_each((value,))))),
    "count-non-empty": Function(1, 1, lambda value: float(sum(text(each) != "" for each in _each((value,))))),
    "date": Function(1, 1, lambda value: day(first(value))),
    "format-date": Function(2, 2, _format_date),
    "once": Function(1, 1, first),
}
"""By name; ``today``, ``now`` and ``position`` ask where and when they are evaluated."""

PLACED: Final = {"today": (0, 0), "now": (0, 0), "position": (1, 1)}


def arity(name: str) -> tuple[int, int] | None:
    """Return how many arguments a function takes, at least and at most; None for an unknown one."""
    if name in PLACED:
        return PLACED[name]
    found = FUNCTIONS.get(name)
    return (found.least, found.most) if found else None

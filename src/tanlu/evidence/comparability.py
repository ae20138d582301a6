"""May two series stand side by side? A same definition, B adjusted, C indicative, X refuse."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from tanlu.registers.indicators import Series, own_series, series
from tanlu.text import Text

Class = Literal["A", "B", "C", "X"]

_OBSERVED: Final = {
    "target": "plan",
    "projection": "plan",
    "growth": "change",
    "rate": "rate",
    "index": "index",
}
SAME = Text("same definition", "定义相同")
UNLIKE = Text(
    "one is an observed level and the other a change, a target or a projection",
    "一项是实际水平，另一项是变动率、目标或预测",
)
OTHER_SCOPE = Text("same thing measured in different scopes", "所测对象相同但口径不同")
NEW_MEASURE = Text(
    "a ratio of two different things; both definitions go with it",
    "由两种不同的量相除得出，须连同两者定义一并理解",
)
OWN_ALONE = Text(
    "a series of your own stands by itself; how its definition relates to the other has not been reviewed",
    "自有指标只与自身比较，其定义与另一指标的关系未经审核",
)
OTHER_THING = Text("they measure different things", "所测对象不同")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The class of a pair, and why."""

    grade: Class
    reason: Text


@cache
def _table() -> dict[frozenset[str], Comparison]:
    path = files("tanlu.evidence") / "data" / "comparability.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return {
        frozenset((row["a"], row["b"])): Comparison(
            _grade(row["grade"]), Text(row["reason_en"], row["reason_zh"])
        )
        for row in rows
    }


def _grade(cell: str) -> Class:
    return {"A": "A", "B": "B", "C": "C", "X": "X"}[cell]  # type: ignore[return-value]


def compare(first: str, second: str) -> Comparison:
    """Return whether two series may be compared.

    A person's own series is compared with itself only. The reviewed table decides first; then the
    kinds (a level is never compared with a growth rate, a target or a projection); then the concept.

    Examples
    --------
    >>> compare("coal_production", "raw_coal_output_above_scale").grade
    'C'
    """
    if first == second:
        return Comparison("A", SAME)
    reviewed = _table().get(frozenset((first, second)))
    if reviewed:
        return reviewed
    one, other = series(first), series(second)
    if {first, second} & own_series().keys():
        return Comparison("X", OWN_ALONE)
    if _sort(one) != _sort(other):
        return Comparison("X", UNLIKE)
    if one.concept == other.concept:
        return Comparison("C", OTHER_SCOPE)
    return Comparison("X", OTHER_THING)


def compare_in_ratio(first: str, second: str) -> Comparison:
    """Return whether one series may be divided by, or multiplied with, another.

    As :func:`compare`, but two levels that measure different things make a new measure (jobs per tonne,
    coal's part of generation), which is indicative and says so.

    Examples
    --------
    >>> compare("coal_mine_employees", "coal_production").grade
    'X'
    >>> compare_in_ratio("coal_mine_employees", "coal_production").grade
    'C'
    """
    found = compare(first, second)
    return Comparison("C", NEW_MEASURE) if found.reason in (OTHER_THING, OWN_ALONE) else found


def _sort(one: Series) -> str:
    return _OBSERVED.get(one.kind, "level")

"""Units rated by raters: one row a unit, one column a rater; what was not rated is not a category."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: Final[tuple[Level, ...]] = ("nominal", "ordinal", "interval", "ratio")

UNRATED: Final = -1
MOST_CATEGORIES: Final = 500
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
"""As people write numbers: Python would also take 1_000 for a thousand."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its interval, or the reason why there is none.

    Parameters
    ----------
    value : float or None
        None where it cannot be estimated.
    low, high : float or None
        Ends of the 95% interval; None where there is none.
    why : Text or None
        Why the value or its interval is missing.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Ratings:
    """Which category each rater gave each unit.

    Parameters
    ----------
    codes : ndarray of int, shape (n, m)
        Places in ``categories``; ``UNRATED`` where there is no rating.
    categories : tuple of str
        In order, for whatever level has one.
    points : ndarray, shape (c,)
        The number of each category; its place where it has none.

    Raises
    ------
    BadTable
        If there are more than 500 categories, or a code lies outside of them.
    """

    codes: Ints
    categories: tuple[str, ...]
    points: Floats

    def __post_init__(self) -> None:
        if len(self.categories) > MOST_CATEGORIES:
            raise BadTable(
                (
                    f"There are {len(self.categories):,} different values, more than {MOST_CATEGORIES}.",
                    f"共有{len(self.categories)}个不同的取值，超过{MOST_CATEGORIES}个。",
                ),
                ("Round them to the steps that raters can tell apart.", "请归并到评定者能够区分的等级。"),
            )
        inside = (self.codes >= UNRATED) & (self.codes < len(self.categories))
        if (
            self.points.shape != (len(self.categories),)
            or not inside.all()
            or not np.isfinite(self.points).all()
        ):
            raise BadTable(
                ("A rating lies outside of the categories.", "有评定不属于所列类别。"),
                (
                    "List every category once, with one finite number each.",
                    "请逐一列出类别，每类对应一个有限的数。",
                ),
            )

    @property
    def counts(self) -> Ints:
        """Return how many raters gave each unit each category, shape (n, c)."""
        n, c = len(self.codes), len(self.categories)
        seen = self.codes != UNRATED
        at = (np.arange(n)[:, None] * c + self.codes)[seen]
        return np.bincount(at, minlength=n * c).reshape(n, c)


def read_cells(cells: Sequence[Sequence[str]], level: Level, categories: Sequence[str] = ()) -> Ratings:
    """Return written ratings by their places in a scale.

    Parameters
    ----------
    cells : sequence of sequence of str, shape (n, m)
        Empty where there is no rating.
    level : {"nominal", "ordinal", "interval", "ratio"}
    categories : sequence of str
        The scale, lowest first, with categories that nobody used; if empty, the values that occur: numbers in their order.

    Raises
    ------
    BadTable
        If a value is not in the scale given, or the level needs numbers or an order and there is none.

    Examples
    --------
    >>> read_cells([["2", "10"], ["", "2"]], "interval").categories
    ('2', '10')
    """
    used = sorted({cell for row in cells for cell in row if cell})
    if not categories and level != "nominal":
        _demand_numbers(cells)
    scale = tuple(categories) or _in_order(used)
    places = {name: place for place, name in enumerate(scale)}
    if len(places) < len(scale):
        raise BadTable(
            ("The scale names a category twice.", "所给等级中有类别重复。"),
            ("Name each once, lowest first.", "每个类别只列一次，从低到高。"),
        )
    unknown = {each for each in used if each not in places}
    if unknown:
        en, zh = _place(cells, unknown)
        raise BadTable(
            (f"{en} is not in the scale.", f"{zh}不在所给等级中。"),
            (
                "Add it to the scale, correct the file, or say that it stands for no rating.",
                "请补入等级、更正文件，或说明它表示未评定。",
            ),
        )
    width = max((len(row) for row in cells), default=0)
    places[""] = UNRATED
    codes = np.array([[places[cell] for cell in row] for row in cells], dtype=np.int64).reshape(
        len(cells), width
    )
    return Ratings(codes, scale, _points(scale, level))


def _in_order(used: Sequence[str]) -> tuple[str, ...]:
    numbers = [_number(each) for each in used]
    known = [each for each in numbers if each is not None]
    if len(known) == len(used):
        if len(set(known)) < len(used):
            raise BadTable(
                (
                    "One number is written in two ways, such as 1 and 1.0.",
                    "同一个数有两种写法，如 1 与 1.0。",
                ),
                ("Write it in one way.", "请统一写法。"),
            )
        return tuple(name for _, name in sorted(zip(known, used, strict=True)))
    return tuple(used)


def _points(scale: Sequence[str], level: Level) -> Floats:
    if level in {"nominal", "ordinal"}:
        return np.arange(len(scale), dtype=np.float64)
    found = []
    for each in scale:
        number = _number(each)
        if number is None:
            raise no_number(f"The category {each!r}", f"类别“{each}”")
        found.append(number)
    if level == "ratio" and min(found, default=0) < 0:
        raise BadTable(
            ("A ratio scale holds a number below zero.", "比率量表中有小于零的数。"),
            ("Use the level interval, or correct the number.", "请改用 interval，或更正该数。"),
        )
    return np.array(found, dtype=np.float64)


def is_number(cell: str) -> bool:
    """Tell whether a rating is written as a number.

    >>> is_number("1.5"), is_number("agree")
    (True, False)
    """
    return _number(cell) is not None


def _number(cell: str) -> float | None:
    return float(cell) if _NUMBER.fullmatch(cell) and np.isfinite(float(cell)) else None


def _place(cells: Sequence[Sequence[str]], values: set[str]) -> tuple[str, str]:
    """Return where the first of some values stands; the value stays unsaid, it may be a name taken for a rating."""
    row, at = next(
        (row, at) for row, held in enumerate(cells, 1) for at, each in enumerate(held, 1) if each in values
    )
    return f"Rating {at} of unit {row}", f"第 {row} 个单元的第 {at} 个评定"


def _demand_numbers(cells: Sequence[Sequence[str]]) -> None:
    words = {each for row in cells for each in row if each and _number(each) is None}
    if words:
        raise no_number(*_place(cells, words))


def no_number(en: str, zh: str) -> BadTable:
    """Return the refusal of what has no place in a scale; ``en`` and ``zh`` name it."""
    return BadTable(
        (f"{en} is not a number, so its place in the scale is not known.", f"{zh}不是数字，无从得知其等级高低。"),
        (
            "Name the scale from its lowest value, say that it stands for no rating, or use the level nominal.",
            "请从低到高列出等级，或说明它表示未评定，或改用 nominal。",
        ),
    )  # fmt: skip

"""Read the totals of a population that weights are made to meet."""

import math
from pathlib import Path
from typing import Final

from tanlu.actions.study import read_table
from tanlu.analysis.survey.totals import EVERYONE, Totals, Way
from tanlu.errors import BadReference, BadTable

_HEADS: Final = {"column": ("column", "列"), "category": ("category", "类别"), "total": ("total", "总体数")}


def read_totals(path: Path | None, way: Way, bounds: str = "") -> Totals | None:
    """Return the totals in a file; None where there is none.

    Parameters
    ----------
    path : Path or None
        CSV with the columns ``column``, ``category`` and ``total``: a row a category, or a row a column of numbers with
        the category left empty. The column ``1`` is the population.
    way : str
    bounds : str
        Two numbers with a comma, for ``logit``.

    Raises
    ------
    BadTable
        If the file is not like that.
    BadReference
        If the bounds are no two numbers.
    """
    if path is None:
        return None
    table = read_table(path)
    names = {
        key: next((each for each in heads if each in table.columns), "") for key, heads in _HEADS.items()
    }
    if not all(names.values()):
        raise BadTable(
            (f"{path.name} lacks a column {_lacking(names)}.", f"{path.name} 缺少列 {_lacking(names)}。"),
            ("Its columns are column, category and total; category is empty for a column of numbers.",
             "表头须为 column、category、total（或 列、类别、总体数）；数值列的类别留空。"),
        )  # fmt: skip
    margins: dict[str, dict[str, float]] = {}
    numbers: dict[str, float] = {}
    rows = zip(
        table.words(names["column"]).tolist(), table.words(names["category"]).tolist(),
        table.numbers(names["total"]).tolist(), strict=True,
    )  # fmt: skip
    for line, (column, category, total) in enumerate(rows, 2):
        into, key = (margins.setdefault(column, {}), category) if category else (numbers, column)
        if not column or not math.isfinite(total) or key in into:
            raise BadTable(
                (f"Line {line} of {path.name} has no column, no total, or comes twice.",
                 f"{path.name} 第{line}行缺少列名或总体数，或与前面重复。"),
                ("Give each category of each column once, with its total.", "每列的每个类别只写一次，并给出总体数。"),
            )  # fmt: skip
        into[key] = total
    _demand_apart(path.name, margins, numbers)
    ends = _bounds(bounds) if way == "logit" else (0.3, 3.0)
    return Totals(
        tuple((name, tuple(counts.items())) for name, counts in margins.items()), tuple(numbers.items()), way, ends
    )  # fmt: skip


def _lacking(names: dict[str, str]) -> str:
    return ", ".join(key for key, found in names.items() if not found)


def _demand_apart(file: str, margins: dict[str, dict[str, float]], numbers: dict[str, float]) -> None:
    mixed = sorted(set(margins) & set(numbers))
    if mixed or EVERYONE in margins:
        name = mixed[0] if mixed else EVERYONE
        raise BadTable(
            (f"{file}: the column {name!r} has categories and a total of its own.",
             f"{file}：列“{name}”既有分类总体数，又有单独的总体数。"),
            ("Leave out one of them; the population is the row 1,,TOTAL.",
             "请只保留一种；总体人数写作一行：1,,总体数。"),
        )  # fmt: skip


def _bounds(text: str) -> tuple[float, float]:
    parts = text.replace("，", ",").split(",") if text else ["0.3", "3"]
    try:
        low, high = map(float, parts)
    except ValueError:
        raise BadReference(
            (f"{text!r} are no two bounds.", f"“{text}”不是两个界限。"),
            ("Write them as 0.3,3.", "请写作 0.3,3。"),
        ) from None
    return low, high

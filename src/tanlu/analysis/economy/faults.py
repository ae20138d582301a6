"""What makes a table unfit: each fault is refused with what to do, so that no method meets it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_DIGITS: Final = re.compile(r"\d+(?:-\d+)?", re.ASCII)
_LETTER: Final = re.compile(r"[A-Z]\d+", re.ASCII)
_CODE: Final = re.compile(r"[A-Z]?\d{2,}|[A-Z]\d+", re.ASCII)
_WHOLE: Final = frozenset(
    {
        "total",
        "all industries",
        "total, all industries",
        "全国",
        "合计",
        "总计",
        "总 计",
        "合 计",
        "全省",
        "全区",
    }
)
_NATIONS: Final = {"usa": "us-", "chn": "cn-"}
"""A country is the whole beside its own states or provinces, and a part beside other countries."""
_SHARE: Final = 0.005
_TOTAL: Final = 1e-3


def demand_numbers(
    regions: Sequence[str],
    industries: Sequence[str],
    values: Floats,
    suppressed: Bools,
    population: Floats | None,
    *,
    labelled: bool = True,
) -> None:
    """Make sure that a matrix fits its labels, and holds finite numbers from zero up.

    Raises
    ------
    BadTable
        If not.
    """
    shape = (len(regions), len(industries))
    if values.shape != shape or suppressed.shape != shape or not values.size:
        raise BadTable(
            (
                f"The values have the shape {values.shape}, the labels make {shape}.",
                f"数值的形状为 {values.shape}，标签为 {shape}。",
            ),
            ("Give one row a region and one column an industry.", "每个地区一行，每个行业一列。"),
        )
    if labelled:
        _demand_labels(regions, industries)
    known = values[~suppressed] if suppressed.any() else values
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    if not np.isfinite([low, high]).all():
        raise BadTable(
            ("A value is NaN or infinite.", "有数值为 NaN 或无穷大。"),
            (
                "Leave out rows of what does not exist, and mark what is withheld as suppressed.",
                "不存在的请删去该行；因保密不公布的请标为“保密”。",
            ),
        )
    if low < 0:
        raise BadTable(
            (f"A value is negative ({low:g}).", f"有数值为负（{low:g}）。"),
            (
                "Shares need levels from zero up; correct it, or mark the cell as suppressed.",
                "计算比重要求数值不小于零；请更正，或将该单元格标为“保密”。",
            ),
        )
    if population is not None and (
        population.shape != shape[:1] or not (np.isfinite(population) & (population > 0)).all()
    ):
        raise BadTable(
            ("A population is missing or not above zero.", "有地区的人口缺失或不大于零。"),
            ("Give the persons of every region.", "请给出每个地区的人口。"),
        )


def _demand_labels(regions: Sequence[str], industries: Sequence[str]) -> None:
    for labels in (regions, industries):
        twice = tuple(sorted({each for each in labels if list(labels).count(each) > 1})) if (
            len(set(labels)) < len(labels)
        ) else ()  # fmt: skip
        if twice or not all(each.strip() for each in labels):
            few = named(twice or ("''",))
            raise BadTable(
                (f"A label is empty or stands twice: {few.en}.", f"有标签为空或重复：{few.zh}。"),
                ("Give each row and column a name of its own.", "每行、每列须有不同的名称。"),
            )


def demand_levels(values: Floats, suppressed: Bools) -> None:
    """Make sure that the rows are levels and not shares.

    Raises
    ------
    BadTable
        If every row sums to 1, or every row to 100.
    """
    sums = values.sum(axis=1)
    if len(sums) < 2 or suppressed.any():
        return
    for whole in (1.0, 100.0):
        if np.allclose(sums, whole, rtol=_SHARE, atol=0):
            raise BadTable(
                (
                    f"Every region sums to {whole:g}: these are shares, not levels.",
                    f"各地区合计均为 {whole:g}：这是比重，不是总量。",
                ),
                (
                    "Give jobs or value added, not shares; if these are levels, say so (levels=True, --levels).",
                    "请给出就业人数或增加值等总量，不要用比重；如确为总量，请注明（levels=True，--levels）。",
                ),
            )


def demand_one_classification(regions: tuple[str, ...], industries: tuple[str, ...], values: Floats) -> None:
    """Make sure that no total stands among its parts, and no code among its subdivisions.

    Raises
    ------
    BadTable
        If an industry or a region is called a total or is the sum of all others, or a code holds the sum of longer ones.
    """
    whole = _total(values.T, industries)
    if whole:
        raise BadTable(
            (f"The industry {whole!r} is the whole, not a part.", f"行业 {whole!r} 是合计，不是其中一项。"),
            ("Leave the total out: it would be counted twice.", "请去掉合计，否则会重复计算。"),
        )
    nested = _nested(industries, values)
    if nested:
        few = named(nested)
        raise BadTable(
            (
                f"Two levels of a classification are mixed; these codes hold others: {few.en}.",
                f"混用了分类的两个层级，以下代码包含其他代码：{few.zh}。",
            ),
            ("Keep one level of the classification.", "请只保留分类中的一个层级。"),
        )
    nation = _total(values, regions)
    if nation:
        raise BadTable(
            (
                f"The region {nation!r} is the whole, not a part.",
                f"地区 {nation!r} 是总体，不是其中一个地区。",
            ),
            (
                f"Leave it out, or name it as the whole (--reference {nation}).",
                f"请去掉该地区，或将其指定为参照（--reference {nation}）。",
            ),
        )


def _total(rows: Floats, labels: tuple[str, ...]) -> str:
    """Return the label of a row that is called a total, or is the sum of all others, cell by cell.

    In a single column one value may well be the sum of the others, and a region alone is no sum of others.
    """
    if len(labels) < 2:
        return ""
    held = [label.strip().casefold() for label in labels]
    for label, plain in zip(labels, held, strict=True):
        inside = _NATIONS.get(plain)
        if plain in _WHOLE or (inside and any(each.startswith(inside) for each in held)):
            return label
    if len(labels) < 3 or rows.shape[1] < 2:
        return ""
    half = rows.sum(axis=0) / 2
    margin = _TOTAL * (half + half.max())
    near = abs(rows.sum(axis=1) - half.sum()) <= margin.sum()  # few rows are worth a look at every cell
    return next((labels[at] for at in np.flatnonzero(near) if (abs(rows[at] - half) <= margin).all()), "")


def _nested(industries: tuple[str, ...], values: Floats) -> tuple[str, ...]:
    """Return codes that hold at least what all longer codes beneath them hold, in every region.

    A running number (1, 2, ... 12) is a prefix of others too, but does not hold their sum.
    """
    order = sorted(range(len(industries)), key=lambda at: industries[at])
    found = []
    for at, after in pairwise(order):
        code = industries[at]
        if not _CODE.fullmatch(code) or not industries[after].startswith(code):
            continue
        under = [i for i in order if industries[i].startswith(code) and i != at]
        parts = values[:, under].sum(axis=1)
        if parts.any() and (values[:, at] >= parts * (1 - _TOTAL)).all():
            found.append(code)
    return tuple(found)


def mixed_codes(industries: tuple[str, ...]) -> tuple[Caution, ...]:
    """Return a caution if codes of two kinds (``2121`` and ``B06``) stand together."""
    digits = tuple(each for each in industries if _DIGITS.fullmatch(each))
    letters = tuple(each for each in industries if _LETTER.fullmatch(each))
    if not digits or not letters:
        return ()
    return (
        Caution(
            "two_classifications",
            Text(
                f"Codes of two classifications seem mixed: {digits[0]} and {letters[0]}.",
                f"似乎混用了两种行业分类：{digits[0]} 与 {letters[0]}。",
            ),
            Text(
                "Bring all regions to one classification first; otherwise each looks specialised in its own codes.",
                "请先统一到一种分类，否则各地区都会显得专门化于自己的代码。",
            ),
        ),
    )

"""Which industries arrived: absent at the start of a span, specialised at its end."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.quotients import quotients
from tanlu.analysis.economy.shift_share import demand_same_codes
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, BadTable, NotIdentified
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ABSENT: Final = 0.5


@dataclass(frozen=True, slots=True)
class Entries:
    """Cells in which an industry might have arrived, and those in which it did.

    Parameters
    ----------
    start, end : RegionIndustry
        The two periods, brought to their common regions and industries.
    candidates : ndarray of bool, shape (R, P)
        Known in both periods, and absent at the start.
    entered : ndarray of bool, shape (R, P)
        Candidates that are specialised at the end.
    absent : float
        LQ below which an industry is absent.
    method : Text
        The definition.
    cautions : tuple of Caution
        What was left out.
    """

    start: RegionIndustry
    end: RegionIndustry
    candidates: Bools
    entered: Bools
    absent: float
    method: Text
    cautions: tuple[Caution, ...]


def entries(start: RegionIndustry, end: RegionIndustry, *, absent: float = ABSENT) -> Entries:
    r"""Return where industries were absent, and where they arrived.

    A cell is a candidate if :math:`LQ_{cp}(t_0) < a`, and an entry if also :math:`LQ_{cp}(t_1) \ge 1`; LQ is against
    the sum of the regions, in each period.

    Parameters
    ----------
    start, end : RegionIndustry
        Levels at both ends of a span; regions and industries are matched by label.
    absent : float
        :math:`a`, above 0 and at most 1. With 1, a move from .99 to 1.01 is an entry; with .5 it is not.

    Raises
    ------
    BadReference
        If ``absent`` is out of range.
    BadTable
        If fewer than two regions or industries are common to both periods, or most cells are suppressed.
    NotComparable
        If more than a tenth of either period stands in industries that the other has none of.
    NotIdentified
        If nothing was absent, nothing arrived, or all of it did.

    References
    ----------
    Boschma, Balland & Kogler (2015), Industrial and Corporate Change 24:223-250. Neffke, Henning & Boschma (2011),
    Economic Geography 87:237-265.

    Examples
    --------
    >>> names = ["coal", "steel", "film"]
    >>> before = RegionIndustry.from_arrays(["a", "b"], names, [[90, 10, 10], [40, 160, 20]])
    >>> after = RegionIndustry.from_arrays(["a", "b"], names, [[30, 150, 10], [10, 100, 60]])
    >>> found = entries(before, after)
    >>> found.candidates.tolist(), found.entered.tolist()
    ([[False, True, False], [True, False, False]], [[False, True, False], [False, False, False]])
    """
    if not 0 < absent <= 1:
        raise BadReference(
            (f"An LQ below {absent:g} does not mean absent.", f"区位商低于 {absent:g} 不能算作没有。"),
            ("Give a number above 0 and up to 1, such as 0.5.", "请给出大于 0 且不大于 1 的数，如 0.5。"),
        )
    (before, after), cautions = common(start, end)
    first, last = (quotients(each, "rca", counts=False).values for each in (before, after))
    known = ~(np.ma.getmaskarray(first) | np.ma.getmaskarray(last))
    candidates = known & (first.filled(0.0) < absent)
    entered = candidates & (last.filled(0.0) >= 1)
    _demand_both(int(candidates.sum()), int(entered.sum()), absent, before.period)
    cautions += _hidden(int((before.suppressed | after.suppressed).sum()), before.values.size)
    method = Text(
        f"candidates: LQ < {absent:g} at the start; entry: LQ ≥ 1 at the end; LQ against the sum of the regions",
        f"候选：期初区位商 < {absent:g}；进入：期末区位商 ≥ 1；区位商以各地区之和为参照",
    )
    return Entries(before, after, candidates, entered, absent, method, cautions)


def common(
    start: RegionIndustry, end: RegionIndustry
) -> tuple[tuple[RegionIndustry, RegionIndustry], tuple[Caution, ...]]:
    """Return both periods with the regions and industries they have in common, and what was left out.

    Raises
    ------
    BadTable
        If fewer than two regions or two industries are common.
    NotComparable
        If more than a tenth of either period stands in industries that the other has none of.
    """
    regions = tuple(each for each in start.regions if each in set(end.regions))
    industries = tuple(each for each in start.industries if each in set(end.industries))
    if len(regions) < 2 or len(industries) < 2:
        raise BadTable(
            (
                f"Common to both periods are {len(regions)} regions and {len(industries)} industries, not two of each.",
                f"两个时期共有的地区 {len(regions)} 个、行业 {len(industries)} 个，至少各须两个。",
            ),
            ("Give regions and industries the same labels in both.", "两个时期的地区和行业名称须一致。"),
        )  # fmt: skip
    pair = _cut(start, regions, start.industries), _cut(end, regions, end.industries)
    every = tuple(dict.fromkeys((*start.industries, *end.industries)))
    sums = [dict(zip(each.industries, each.values.sum(axis=0), strict=True)) for each in pair]
    demand_same_codes(*(np.array([one.get(each, 0.0) for each in every]) for one in sums))
    cautions = (
        *_left("one_period_regions", Text("regions", "地区"), (*start.regions, *end.regions), regions),
        *_left("one_period_industries", Text("industries", "行业"), every, industries),
    )
    found = _cut(pair[0], regions, industries), _cut(pair[1], regions, industries)
    return found, tuple(dict.fromkeys((*start.cautions, *end.cautions, *cautions)))


def _cut(table: RegionIndustry, regions: tuple[str, ...], industries: tuple[str, ...]) -> RegionIndustry:
    rows = {each: at for at, each in enumerate(table.regions)}
    columns = {each: at for at, each in enumerate(table.industries)}
    at = np.ix_([rows[each] for each in regions], [columns[each] for each in industries])
    people = None if table.population is None else table.population[at[0].ravel()]
    return replace(
        table, regions=regions, industries=industries, values=table.values[at],
        suppressed=table.suppressed[at], population=people,
    )  # fmt: skip


def _left(code: str, kind: Text, every: tuple[str, ...], kept: tuple[str, ...]) -> tuple[Caution, ...]:
    left = tuple(dict.fromkeys(each for each in every if each not in set(kept)))
    if not left:
        return ()
    few = named(left)
    what = Text(
        f"Left out, since one period only has them: {kind.en} {few.en}.",
        f"以下{kind.zh}只在其中一个时期出现，已略去：{few.zh}。",
    )
    return (Caution(code, what, Text("Check whether a code changed.", "请核对代码是否有变。")),)


def _hidden(count: int, cells: int) -> tuple[Caution, ...]:
    if not count:
        return ()
    what = Text(
        f"{count} of {cells} cells are suppressed in one of the periods and not tested.",
        f"{cells} 个单元格中有 {count} 个在某一时期保密，不参加检验。",
    )
    do = Text(
        "Others' quotients are of the known rest; use a coarser classification if these are many.",
        "其余单元格的区位商按已知数计算；如保密较多，请改用较粗的分类。",
    )
    return (Caution("suppressed", what, do),)


def _demand_both(candidates: int, entered: int, absent: float, period: str) -> None:
    """Make sure that something was absent, something arrived, and something did not."""
    if not candidates:
        raise NotIdentified(
            (
                f"No known industry has LQ < {absent:g} in {period or 'the first period'}: everything is present.",
                f"{period or '期初'}没有区位商低于 {absent:g} 的已知行业：各行业均已存在。",
            ),
            ("Raise --absent, or use a finer classification.", "请提高 --absent，或改用较细的分类。"),
        )
    if entered in {0, candidates}:
        raise NotIdentified(
            (
                f"Of {candidates} absent industries {entered} arrived, so no order can be told right from wrong.",
                f"{candidates} 个候选中有 {entered} 个进入，无法判断排序的对错。",
            ),
            ("Take a longer span, more regions, or another --absent.", "请延长时段、增加地区，或改变 --absent。"),
        )  # fmt: skip

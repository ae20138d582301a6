"""What complexity is measured on, what it gives, and what either must hold."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.audit import components
from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.relatedness import presence
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadTable, NotIdentified
from tanlu.text import Text

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_FEWEST: Final = 5
_SIDES: Final[tuple[Literal["left"], Literal["right"]]] = ("left", "right")

METHODS: Final = {
    "eci": Text(
        "economic complexity index (Hausmann, Hidalgo et al. 2014): second singular pair of the presence matrix scaled "
        "by diversity and ubiquity, standardised; a region's index is the mean of its industries'",
        "经济复杂度指数（Hausmann、Hidalgo 等 2014）：以多样性和普遍性标准化的存在矩阵的第二对奇异向量，再作标准化；"
        "地区的指数等于其所具有行业的指数的均值",
    ),
    "external": Text(
        "economic complexity by outside scores: mean of the given complexity of the industries a region has",
        "按外部评分计算的经济复杂度：地区所具有行业的给定复杂度的均值",
    ),
    "fitness": Text(
        "fitness and complexity (Tacchella et al. 2012): a region's fitness sums its industries' complexity, an "
        "industry's complexity falls with each region of low fitness that has it; 1 is the mean",
        "适应度与复杂度（Tacchella 等 2012）：地区的适应度为其行业复杂度之和；具有某行业的地区适应度越低，"
        "该行业复杂度越低；均值为 1",
    ),
    "nhefc": Text(
        "non-homogeneous fitness and complexity (Servedio et al. 2018): as fitness and complexity, with a small amount "
        "added to each side, so that no row falls to zero; 1 is the mean",
        "非齐次适应度与复杂度（Servedio 等 2018）：在适应度与复杂度的两式中各加一个小量，使任何一行都不会趋于零；均值为 1",
    ),
}


@dataclass(frozen=True, slots=True)
class Complexity:
    """Complexity of regions and industries, and how far it may be trusted.

    Parameters
    ----------
    kind : str
        ``eci``, ``external``, ``fitness`` or ``nhefc``.
    regions, industries : tuple of str
        Those that could be placed.
    of_regions, of_industries : ndarray, shapes (R,) and (P,)
        Indexes without unit.
    diversity, ubiquity : ndarray, shapes (R,) and (P,)
        Industries a region has; regions that have an industry.
    eigenvalues : tuple of float
        Second and third of the matrix; empty but for ``eci``.
    with_size, with_diversity, with_reference : float or None
        Correlation of the regional index with the logarithm of the region's total, with diversity, and with the
        reference; None where one of the two does not vary or was not given.
    rank_low, rank_high : ndarray, shape (R,), or None
        95 % interval of the rank from the top, by resampling industries; None if not asked for.
    method : Text
        The definition, with the rule of the sign.
    cautions : tuple of Caution
        What stands against taking it at its word.
    """

    kind: str
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    of_regions: Floats
    of_industries: Floats
    diversity: NDArray[np.int64]
    ubiquity: NDArray[np.int64]
    eigenvalues: tuple[float, ...]
    with_size: float | None
    with_diversity: float | None
    with_reference: float | None
    rank_low: Floats | None
    rank_high: Floats | None
    method: Text
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Regions and industries with at least one presence, and their places in the table."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    regions: tuple[str, ...]
    present: Bools
    cautions: tuple[Caution, ...]


def placed(table: RegionIndustry, threshold: float) -> Placed:
    """Return where industries are present, without regions and industries that have none.

    Raises
    ------
    BadTable
        If fewer than five regions or industries are left.
    """
    here = presence(table, threshold)
    rows, columns = np.flatnonzero(here.any(axis=1)), np.flatnonzero(here.any(axis=0))
    demand_enough(len(rows), len(columns))
    m = here[np.ix_(rows, columns)]
    rare = tuple(table.industries[at] for at in columns[m.sum(axis=0) == 1])
    regions = tuple(table.regions[at] for at in rows)
    if not rare:
        return Placed(rows, columns, regions, m, ())
    few = named(rare)
    what = Text(f"Present in one region only: {few.en}.", f"仅一个地区具有：{few.zh}。")
    do = Text("Such an industry only repeats its region's index.", "这类行业的指数只是重复该地区的指数。")
    return Placed(rows, columns, regions, m, (Caution("singletons", what, do),))


def demand_enough(regions: int, industries: int) -> None:
    """Make sure that there is something to order.

    Raises
    ------
    BadTable
        If fewer than five regions or industries are present.
    """
    if regions < _FEWEST or industries < _FEWEST:
        raise BadTable(
            (
                f"Complexity needs five regions and five industries; present are {regions} and {industries}.",
                f"计算复杂度至少须有五个地区和五个行业，此处为 {regions} 个和 {industries} 个。",
            ),
            ("Add regions, or use a finer classification.", "请增加地区，或改用较细的分类。"),
        )


def demand_one_group(m: Bools, regions: tuple[str, ...]) -> None:
    """Make sure that the regions hang together.

    Raises
    ------
    NotIdentified
        If they fall into groups without a common industry: each has an axis of its own then.
    """
    of_r, _ = components(m)
    sizes = np.bincount(of_r)
    if len(sizes) > 1:
        apart = named(tuple(np.array(regions, dtype=object)[of_r != sizes.argmax()]))
        raise NotIdentified(
            (
                f"The regions fall into {len(sizes)} groups without a common specialisation; apart stand: {apart.en}.",
                f"各地区分为 {len(sizes)} 组，组间没有共同的专门化行业；单独成组的有：{apart.zh}。",
            ),
            (
                "Check whether two classifications are mixed, or leave those regions out.",
                "请核对是否混用了两种分类，或略去这些地区。",
            ),
        )


def ranks(index: Floats) -> tuple[Floats, Floats]:
    """Return the best and the worst rank of each, from the top; equal values (to 1e-9) share both.

    Examples
    --------
    >>> ranks(np.array([0.5, 2.0, 0.5]))
    (array([2., 1., 2.]), array([3., 1., 3.]))
    """
    down = -np.round(index, 9)
    order = np.sort(down)
    best, worst = (np.searchsorted(order, down, side).astype(np.float64) for side in _SIDES)
    return best + 1, worst


def reference_of(table: RegionIndustry, reference: ArrayLike | None) -> Floats | None:
    """Return the reference as an array, or None.

    Raises
    ------
    BadTable
        If it does not give every region a finite number.
    """
    if reference is None:
        return None
    given = np.array(reference, dtype=np.float64)
    if given.shape != (len(table.regions),) or not np.isfinite(given).all():
        raise BadTable(
            (
                "The reference does not give every region a finite number.",
                "参照变量未给出每个地区的有限数值。",
            ),
            ("Give one number for each region of the table.", "请为表中每个地区各给出一个数。"),
        )
    return given


def correlation(a: Floats, b: Floats) -> float | None:
    """Return Pearson's correlation, or None where one of the two does not vary.

    Examples
    --------
    >>> correlation(np.array([1.0, 2.0, 3.0]), np.array([5.0, 5.0, 5.0])) is None
    True
    """
    x, y = a - a.mean(), b - b.mean()
    length = float(np.sqrt((x**2).sum() * (y**2).sum()))
    flat = 1e-12 * len(a) * float(np.abs(a).max() * np.abs(b).max())
    return float((x * y).sum()) / length if length > flat else None


def result(
    table: RegionIndustry,
    found: Placed,
    kind: str,
    index: Floats,
    of_p: Floats,
    *,
    method: Text,
    reference: Floats | None = None,
) -> Complexity:
    """Return indexes with what they go with; eigenvalues and rank intervals are added where there are any."""
    sizes = table.values[found.rows].sum(axis=1)
    diversity = found.present.sum(axis=1)
    return Complexity(
        kind, found.regions, tuple(table.industries[at] for at in found.columns), index, of_p,
        diversity, found.present.sum(axis=0), (), correlation(index, np.log(sizes)),
        correlation(index, diversity.astype(np.float64)),
        None if reference is None else correlation(index, reference[found.rows]),
        None, None, method, found.cautions,
    )  # fmt: skip

"""The whole way at once: what stands where, what goes together, how complex it is, and what is near."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.axis import demand_rule, doubts, second_axis, sign_of
from tanlu.analysis.economy.caution import Caution, named
from tanlu.analysis.economy.placed import correlation, demand_enough, demand_one_group, reference_of
from tanlu.analysis.economy.quotients import demand_regions
from tanlu.analysis.economy.relatedness import demand_threshold
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.text import Text

Single = NDArray[np.float32]
Bools = NDArray[np.bool_]
Masked = np.ma.MaskedArray[Any, np.dtype[np.float32]]

METHOD: Final = Text(
    "RCA (Balassa 1965), presence from the threshold up; proximity by minimum conditional probability and density with "
    "itself left out (Hidalgo et al. 2007); complexity by the second singular pair (Hausmann, Hidalgo et al. 2014); "
    "outlook, gain without and with the second term; rankings of a model, no forecasts",
    "显示性比较优势（Balassa 1965），不低于阈值即为存在；关联度用最小条件概率，密度不含自身（Hidalgo 等 2007）；"
    "复杂度取第二对奇异向量（Hausmann、Hidalgo 等 2014）；展望，增益分不含与含第二项两种；均为模型排序，不是预测",
)
_CELLS: Final = 1 << 18
"""About how many cells are worked on at a time, so that they stay in the cache."""


@dataclass(frozen=True, slots=True)
class Landscape:
    """Regions and industries with everything that this kind of analysis works out about them.

    Parameters
    ----------
    regions, industries : tuple of str
        Those with at least one presence; the others are named in a caution.
    rca : ndarray of float32, shape (R, P)
        1 is average.
    present : ndarray of bool, shape (R, P)
        RCA at or above the threshold, judged in double precision.
    proximity : ndarray of float32, shape (P, P)
        From 0 to 1; the diagonal is 1.
    density : masked array of float32, shape (R, P)
        From 0 to 1; masked where a cell is suppressed or an industry is related to none.
    of_regions, of_industries : ndarray, shapes (R,) and (P,)
        Complexity, in double precision.
    eigenvalues : tuple of float
        Second and third.
    outlook : ndarray, shape (R,)
        COI.
    gain, net_gain : masked array of float32, shape (R, P)
        COG without and with its second term; masked where the region has the industry or nothing is known.
    method : Text
        The definitions.
    cautions : tuple of Caution
        What was left out, and what stands against the axis.
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    rca: Single
    present: Bools
    proximity: Single
    density: Masked
    of_regions: NDArray[np.float64]
    of_industries: NDArray[np.float64]
    eigenvalues: tuple[float, float]
    outlook: NDArray[np.float64]
    gain: Masked
    net_gain: Masked
    method: Text
    cautions: tuple[Caution, ...]


def landscape(
    table: RegionIndustry,
    *,
    sign: str = "reference",
    reference: ArrayLike | None = None,
    threshold: float = 1.0,
) -> Landscape:
    r"""Return RCA, proximity, density, complexity, outlook and gain of a whole table.

    The same formulae as :func:`~tanlu.analysis.economy.relatedness.proximity`,
    :func:`~tanlu.analysis.economy.relatedness.density`, :func:`~tanlu.analysis.economy.complexity.complexity` and
    :func:`~tanlu.analysis.economy.outlook.outlook`, with every product worked out once: counts
    :math:`C = M^\top M` exactly in single precision (below :math:`2^{24}` regions), density and gain as products with
    :math:`\phi`, and the axis in double precision. For tables of thousands of regions and industries.

    Parameters
    ----------
    table : RegionIndustry
        Levels, shape (R, P).
    sign, reference, threshold
        As in :func:`~tanlu.analysis.economy.complexity.complexity`, which names what is raised.

    Notes
    -----
    Arrays of regions by industries hold single precision, about seven digits; ask the functions named above for more.

    References
    ----------
    Hidalgo, Klinger, Barabasi & Hausmann (2007), Science 317:482-487. Hausmann, Hidalgo et al. (2014), The Atlas of
    Economic Complexity, MIT Press.

    Examples
    --------
    >>> levels = [[50, 40, 9, 1, 1], [40, 50, 30, 2, 1], [9, 30, 50, 30, 9], [2, 3, 30, 50, 40], [1, 1, 9, 40, 50]]
    >>> table = RegionIndustry.from_arrays(list("abcde"), list("vwxyz"), levels)
    >>> landscape(table, reference=[1, 2, 3, 4, 5]).of_regions.round(2).tolist()
    [-1.32, -0.88, -0.0, 0.88, 1.32]
    """
    demand_rule(sign)
    demand_threshold(threshold)
    given = reference_of(table, reference)
    stands = _stands(table, threshold)
    demand_one_group(stands.present, stands.regions)
    complexity = _axis(stands, sign, None if given is None else given[stands.rows], table)
    m = stands.present.astype(np.float32)
    phi = _proximity(m)
    near = _near(m, phi, complexity.of_industries, stands.suppressed)
    return Landscape(
        stands.regions, stands.industries, stands.rca, stands.present, phi, near.density,
        complexity.of_regions, complexity.of_industries, complexity.eigenvalues,
        near.outlook, near.gain, near.net_gain, METHOD, stands.cautions + complexity.cautions,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stands:
    """What stands where, without regions and industries that have no presence."""

    rows: NDArray[np.intp]
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    rca: Single
    present: Bools
    suppressed: Bools | None
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    of_regions: NDArray[np.float64]
    of_industries: NDArray[np.float64]
    eigenvalues: tuple[float, float]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class _Near:
    density: Masked
    outlook: NDArray[np.float64]
    gain: Masked
    net_gain: Masked


def _stands(table: RegionIndustry, threshold: float) -> _Stands:
    table.demand_known()
    demand_regions(table)
    cells = table.values
    sizes, share = cells.sum(axis=1, keepdims=True), cells.sum(axis=0)
    share = share / share.sum()
    sizes[sizes == 0], share[share == 0] = np.inf, np.inf
    rca, present = np.empty(cells.shape, np.float32), np.empty(cells.shape, np.bool_)
    step = max(1, _CELLS // cells.shape[1])
    for start in range(0, len(cells), step):
        rows = slice(start, start + step)
        block = cells[rows] / sizes[rows]
        block /= share
        np.greater_equal(block, threshold, out=present[rows])
        rca[rows] = block
    hidden = table.suppressed if table.suppressed.any() else None
    return _kept(table, rca, present, hidden)


def _kept(table: RegionIndustry, rca: Single, present: Bools, hidden: Bools | None) -> _Stands:
    rows, columns = np.flatnonzero(present.any(axis=1)), np.flatnonzero(present.any(axis=0))
    demand_enough(len(rows), len(columns))
    if rows.size == len(table.regions) and columns.size == len(table.industries):
        return _Stands(rows, table.regions, table.industries, rca, present, hidden, ())
    at = np.ix_(rows, columns)
    left = tuple(table.regions[each] for each in np.setdiff1d(np.arange(len(table.regions)), rows))
    left += tuple(table.industries[each] for each in np.setdiff1d(np.arange(len(table.industries)), columns))
    few = named(left)
    told = Caution(
        "unplaced",
        Text(f"Without a presence and left out: {few.en}.", f"没有达到阈值而略去：{few.zh}。"),
        Text("They have no complexity and no density here.", "它们在此没有复杂度和密度。"),
    )
    regions = tuple(table.regions[each] for each in rows)
    industries = tuple(table.industries[each] for each in columns)
    masked = None if hidden is None else hidden[at]
    return _Stands(rows, regions, industries, rca[at], present[at], masked, (told,))


def _axis(stands: _Stands, sign: str, reference: NDArray[np.float64] | None, table: RegionIndustry) -> _Axis:
    index, of_p, second, third = second_axis(stands.present)
    turn = sign_of(sign, index, stands.present.sum(axis=1), reference)
    index, of_p = turn * index, turn * of_p
    with_size = correlation(index, np.log(table.values[stands.rows].sum(axis=1)))
    return _Axis(index, of_p, (second, third), doubts(second, third, with_size, sign))


def _proximity(m: Single) -> Single:
    phi = m.T @ m
    counts = np.diag(phi).copy()
    phi /= np.maximum(counts[:, None], counts)
    return phi


def _near(m: Single, phi: Single, complexity: NDArray[np.float64], suppressed: Bools | None) -> _Near:
    """Return density, outlook and gains; ``m`` is used up."""
    quality = complexity.astype(np.float32)
    np.fill_diagonal(phi, 0.0)
    weight = phi.sum(axis=0, dtype=np.float64)
    alone = weight <= 0
    weight = np.where(alone, np.inf, weight).astype(np.float32)
    density = m @ phi
    density /= weight
    there = m > 0
    absent = np.subtract(1, m, out=m)
    if suppressed is not None:
        absent[suppressed] = 0
    missing = absent * quality
    outlook = np.einsum("cp,cp->c", density, missing, dtype=np.float64)
    missing /= weight
    gain = missing @ phi
    gain *= absent
    net = np.multiply(density, quality, out=missing)
    net *= absent
    np.subtract(gain, net, out=net)
    np.fill_diagonal(phi, 1.0)
    unknown = _unknown(alone, suppressed, m.shape)
    masks = unknown, there | unknown
    return _Near(
        np.ma.MaskedArray(density, mask=masks[0]), outlook, np.ma.MaskedArray(gain, mask=masks[1]),
        np.ma.MaskedArray(net, mask=masks[1]),
    )  # fmt: skip


def _unknown(alone: Bools, suppressed: Bools | None, shape: tuple[int, ...]) -> Bools:
    unknown = np.broadcast_to(alone, shape)
    return unknown.copy() if suppressed is None else unknown | suppressed

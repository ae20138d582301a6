"""How well a score foretold: AUC, precision at the top, Brier; with intervals by resampling regions."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.errors import BadTable

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]

_SIDES: Final[tuple[Literal["left"], Literal["right"]]] = ("left", "right")
MEASURES: Final = ("pooled", "region", "industry", "top", "at")
"""AUC pooled, mean AUC within region and within industry, precision at the top, precision at N within region."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval, if one was asked for."""

    value: float
    low: float | None = None
    high: float | None = None

    def to_json(self) -> dict[str, float | None]:
        """Return the estimate as plain data."""
        return {"value": self.value, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells to be put in an order: what happened in each, and where it is.

    Parameters
    ----------
    hit : ndarray of bool, shape (N,)
        Where an industry arrived.
    region, industry : ndarray of int, shape (N,)
        Places, from 0.
    top : int
        How many cells make the top of all.
    at : int
        How many make the list of one region.
    """

    hit: Bools
    region: Places
    industry: Places
    top: int
    at: int


def auc(score: ArrayLike, hit: ArrayLike) -> float:
    r"""Return the area under the ROC curve: how often a hit scores above a miss, a tie counting one half.

    :math:`A = (\sum_{i: hit} r_i - n_1(n_1+1)/2)/(n_1 n_0)` with midranks r (Mann & Whitney).

    Parameters
    ----------
    score : array_like, shape (N,)
        Finite.
    hit : array_like of bool, shape (N,)
        At least one of either kind.

    Raises
    ------
    BadTable
        If a score is not finite, or all cells are of one kind.

    References
    ----------
    Hanley & McNeil (1982), Radiology 143:29-36.

    Examples
    --------
    >>> auc([0.1, 0.4, 0.35, 0.8], [False, False, True, True])
    0.75
    """
    values, hits = np.asarray(score, dtype=np.float64), np.asarray(hit, dtype=bool)
    if not np.isfinite(values).all() or hits.all() or not hits.any():
        raise BadTable(
            ("An order needs finite scores, and hits and misses.", "排序检验须有有限的分值，且命中与未命中均有。"),
            ("Leave cells without a score out.", "请略去没有分值的单元格。"),
        )  # fmt: skip
    alone = np.zeros(len(values), dtype=np.intp)
    return float(_Pairs.of(values, hits, alone, alone).areas(np.ones(1))[0])


def precision(score: Floats, hit: Bools, k: int) -> float:
    """Return the share of hits among the k highest scores; where a tie stands at the border, its expected value.

    Examples
    --------
    >>> precision(np.array([3.0, 2.0, 2.0, 1.0]), np.array([True, True, False, False]), 2)
    0.75
    """
    border = np.partition(score, len(score) - k)[len(score) - k]
    above, tied = score > border, score == border
    rest = k - int(above.sum())
    return float((hit[above].sum() + rest * hit[tied].mean()) / k)


def measures(score: Floats, cells: Cells, weights: Floats) -> Floats:
    """Return the measures of a score under weights of regions.

    Parameters
    ----------
    score : ndarray, shape (N,)
        Higher for what is held likelier to arrive.
    cells : Cells
        Where, and what happened.
    weights : ndarray, shape (D, R)
        How often each region counts; a row of ones for the sample as it is.

    Returns
    -------
    ndarray, shape (D, 5)
        In the order of ``MEASURES``; NaN where a draw holds no pair.
    """
    everywhere = np.zeros(len(score), dtype=np.intp)
    pooled, region, industry = (
        _Pairs.of(score, cells.hit, group, cells.region)
        for group in (everywhere, cells.region, cells.industry)
    )
    own, listed = region.areas(np.ones(weights.shape[1])), _lists(score, cells)
    top = _Top.of(score, cells)
    found = np.empty((len(weights), len(MEASURES)))
    for at, each in enumerate(weights):
        by_industry = industry.areas(each)
        found[at] = (
            pooled.areas(each)[0], _mean(own, each), _mean(by_industry, np.ones_like(by_industry)),
            top.share(each), _mean(listed, each),
        )  # fmt: skip
    return found


def resampled(regions: int, draws: int, generator: np.random.Generator) -> Floats:
    """Return how often each region is drawn in samples of whole regions, shape (draws, R)."""
    return generator.multinomial(regions, np.full(regions, 1 / regions), size=draws).astype(np.float64)


def weighted(values: Floats, region: Places, weights: Floats) -> Floats:
    """Return the mean of a value of cells under weights of regions, shape (D,); NaN where a draw is empty."""
    size = weights.shape[1]
    sums, counts = np.bincount(region, values, size), np.bincount(region, minlength=size)
    below = weights @ counts
    return np.asarray(np.divide(weights @ sums, below, out=np.full(len(weights), np.nan), where=below > 0))


def estimate(value: float, draws: Floats) -> Estimate | None:
    """Return a value with the 95 % interval of its draws; None if it is not defined."""
    if not np.isfinite(value):
        return None
    finite = draws[np.isfinite(draws)]
    if not finite.size:
        return Estimate(float(value))
    low, high = np.percentile(finite, [2.5, 97.5])
    return Estimate(float(value), float(low), float(high))


def _mean(values: Floats, weights: Floats) -> float:
    known = np.isfinite(values)
    total = weights[known].sum()
    return float((weights[known] * values[known]).sum() / total) if total > 0 else np.nan


def _lists(score: Floats, cells: Cells) -> Floats:
    """Return precision of the list of each region; NaN where a region has fewer candidates than the list is long."""
    order = np.argsort(cells.region, kind="stable")
    ends = np.cumsum(np.bincount(cells.region))
    found = np.full(len(ends), np.nan)
    for at, own in enumerate(np.split(order, ends[:-1])):
        if len(own) >= cells.at:
            found[at] = precision(score[own], cells.hit[own], cells.at)
    return found


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Hits and misses of a score sorted once, so that pairs can be counted under any weights of regions."""

    hit_region: Places
    miss_region: Places
    group: Places
    left: Places
    right: Places
    edges: Places

    @classmethod
    def of(cls, score: Floats, hit: Bools, group: Places, region: Places) -> "_Pairs":
        rank = np.unique(score, return_inverse=True)[1]
        span, groups = int(rank.max()) + 1, int(group.max()) + 1
        key = group * span + rank
        hits, misses = np.flatnonzero(hit), np.flatnonzero(~hit)
        misses = misses[np.argsort(key[misses], kind="stable")]
        left, right = (np.searchsorted(key[misses], key[hits], side) for side in _SIDES)
        edges = np.searchsorted(key[misses], np.arange(groups + 1) * span)
        return cls(region[hits], region[misses], group[hits], left, right, edges)

    def areas(self, weights: Floats) -> Floats:
        """Return the AUC of every group, NaN where it has no pair."""
        below = np.empty(len(self.miss_region) + 1)
        below[0] = 0.0
        np.cumsum(weights[self.miss_region], out=below[1:])
        own = weights[self.hit_region]
        size = len(self.edges) - 1
        hits = np.bincount(self.group, own, size)
        pairs = hits * np.diff(below[self.edges])
        wins = np.bincount(self.group, own * (below[self.left] + below[self.right]), size) / 2
        wins -= hits * below[self.edges[:-1]]
        return np.asarray(np.divide(wins, pairs, out=np.full(size, np.nan), where=pairs > 0))


@dataclass(frozen=True, slots=True)
class _Top:
    """Cells from the highest score down, where ties end, and how many cells of each region there are."""

    region: Places
    hit: Bools
    ends: Places
    counts: Places
    part: float

    @classmethod
    def of(cls, score: Floats, cells: Cells) -> "_Top":
        order = np.argsort(-score, kind="stable")
        ends = np.append(np.flatnonzero(np.diff(score[order])), len(order) - 1)
        counts = np.bincount(cells.region)
        return cls(cells.region[order], cells.hit[order], ends, counts, cells.top / len(score))

    def share(self, weights: Floats) -> float:
        """Return precision among the top part of all weight, ties at the border by their expected value."""
        wanted = self.part * float(weights @ self.counts)
        if wanted <= 0:
            return float("nan")
        short = int(np.searchsorted(self.ends, 4 * self.part * len(self.hit)))
        for ends in (self.ends[: short + 1], self.ends):  # the first is nearly always enough
            own = weights[self.region[: ends[-1] + 1]]
            size = np.concatenate(([0.0], np.cumsum(own)[ends]))
            if size[-1] >= wanted:
                break
        hits = np.concatenate(([0.0], np.cumsum(own * self.hit[: len(own)])[ends]))
        at = min(int(np.searchsorted(size, wanted)), len(size) - 1)
        rest = (wanted - size[at - 1]) / (size[at] - size[at - 1])
        return float((hits[at - 1] + rest * (hits[at] - hits[at - 1])) / wanted)

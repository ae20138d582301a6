"""Whether the severity of raters moves a score: a sensitivity, which replaces nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.study.framework import TOP, dimensions, indicators
from tanlu.study.ratings import Rating

Floats = NDArray[np.float64]

FEWEST: Final = 10
"""Cells rated by two or more, below which severity cannot be told from chance."""
SMALLEST: Final = 0.1
"""Shifts below this are not worth a line."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a dimension of a region moves when raters are held to one severity.

    Parameters
    ----------
    region, dimension : str
    given, adjusted : float
        Mean of the cells' means, as raters gave them and with severity taken out; from 0 to 4.
    """

    region: str
    dimension: str
    given: float
    adjusted: float


def severities(cells: Sequence[int], raters: Sequence[int], scores: Floats) -> tuple[Floats, Floats]:
    r"""Return the level of each cell and the severity of each rater, shrunk towards none.

    .. math:: \min_{c, r} \sum_k (y_k - c_{i(k)} - r_{j(k)})^2 + \lambda \sum_j r_j^2,\quad \lambda = \sigma^2 / \tau^2

    Variances are those of the residuals and of the raters' mean residuals after the cells' means, less what chance adds
    to them; where raters differ by no more than chance, severity is nil.

    Parameters
    ----------
    cells, raters : sequence of int, length n
        Cell and rater of each rating, counted from 0.
    scores : ndarray, shape (n,)

    Examples
    --------
    >>> level, severity = severities([0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1], np.array([1.0, 2, 2, 3, 1, 2]))
    >>> level.round(2).tolist(), severity.round(2).tolist()
    ([1.5, 2.5, 1.5], [-0.5, 0.5])
    """
    who, where = np.asarray(raters, dtype=np.intp), np.asarray(cells, dtype=np.intp)
    left = scores - _means(where, scores)[where]
    times = np.bincount(who).astype(np.float64)
    means = _means(who, left)
    within = left - means[who]
    freedom = max(len(scores) - len(np.unique(where)) - len(times) + 1, 1)
    noise = float(within @ within / freedom)
    spread = float(np.mean(means**2) - noise * np.mean(1 / times))
    if spread <= 0:
        return _means(where, scores), np.zeros(len(times))
    return _solved(where, who, scores, noise / spread)


def _means(groups: NDArray[np.intp], values: Floats) -> Floats:
    return np.asarray(np.bincount(groups, values) / np.bincount(groups), dtype=np.float64)


def _solved(
    where: NDArray[np.intp], who: NDArray[np.intp], scores: Floats, penalty: float
) -> tuple[Floats, Floats]:
    """Solve for the raters with the cells taken out (their block is diagonal), then for the cells."""
    many = int(who.max()) + 1
    table = np.zeros((int(where.max()) + 1, many))
    np.add.at(table, (where, who), 1.0)
    sums = np.bincount(who, scores - _means(where, scores)[where], minlength=many)
    inner = np.diag(table.sum(axis=0) + penalty) - table.T @ (table / table.sum(axis=1, keepdims=True))
    found = np.linalg.lstsq(inner, sums, rcond=None)[0]
    found = np.asarray(found - found.mean(), dtype=np.float64)
    return _means(where, scores - found[who]), found


def shifts(ratings: Sequence[Rating]) -> tuple[Shift, ...]:
    """Return how far dimensions move with severity taken out of the scores that evidence carries; nothing for a few cells.

    Parameters
    ----------
    ratings : sequence of Rating
        The last of each rater.
    """
    scored = [each for each in ratings if each.capped is not None]
    often = Counter((each.region, each.indicator) for each in scored)
    held = [each for each in scored if often[each.region, each.indicator] > 1]
    if len({(each.region, each.indicator) for each in held}) < FEWEST:
        return ()
    place = {name: at for at, name in enumerate(sorted({(each.region, each.indicator) for each in held}))}
    column = {name: at for at, name in enumerate(sorted({each.rater for each in held}))}
    where = np.array([place[each.region, each.indicator] for each in held], dtype=np.intp)
    scores = np.array([float(each.capped or 0) for each in held])
    level, _ = severities(where.tolist(), [column[each.rater] for each in held], scores)
    given, level = _means(where, scores), np.clip(level, 0.0, float(TOP))
    inside: dict[tuple[str, str], list[int]] = {}
    for (region, indicator), at in place.items():
        inside.setdefault((region, indicators()[indicator].dimension), []).append(at)
    order = {name: at for at, name in enumerate(dimensions())}
    return tuple(
        Shift(region, dimension, float(given[at].mean()), float(level[at].mean()))
        for (region, dimension), at in sorted(
            inside.items(), key=lambda each: (each[0][0], order[each[0][1]])
        )
    )

"""Weights that meet known totals: post-stratification, raking, linear and bounded calibration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from tanlu.analysis.stopping import MET, Stopping, unsuited
from tanlu.analysis.survey.design import Design, Floats
from tanlu.analysis.survey.refused import not_calibrated
from tanlu.errors import BadTable
from tanlu.text import Text

Distance = Literal["linear", "raking", "logit"]


@dataclass(frozen=True, slots=True)
class _Factor:
    """How the weight of a row grows with its score u, and how fast."""

    distance: Distance
    low: float
    high: float

    def __call__(self, u: Floats) -> tuple[Floats, Floats]:
        if self.distance == "linear":
            return 1 + u, np.ones_like(u)
        if self.distance == "raking":
            grown = np.exp(np.minimum(u, 500.0))
            return grown, grown
        low, high = self.low, self.high
        steep = (high - low) / ((1 - low) * (high - 1))
        e = np.exp(np.clip(steep * u, -300.0, 300.0))
        beneath = (high - 1) + (1 - low) * e
        g = (low * (high - 1) + high * (1 - low) * e) / beneath
        return g, steep * e * (1 - low) * (high - 1) * (high - low) / beneath**2


def calibrate(
    held: Design,
    columns: ArrayLike,
    totals: ArrayLike,
    distance: Distance = "linear",
    bounds: tuple[float, float] = (0.0, 10.0),
    *,
    stopping: Stopping = MET,
) -> Design:
    r"""Return a design whose weighted columns sum to known totals.

    .. math:: \sum_k w_k F(x_k^T \lambda) x_k = T

    with F linear (1 + u), raking (exp u) or logit (between the bounds). Later errors are those of residuals on the
    columns.

    Parameters
    ----------
    held : Design
        Of n rows.
    columns : array_like, shape (n, q)
        Known for every row.
    totals : array_like, shape (q,)
        Of the population.
    distance : str
        ``linear``, ``raking`` or ``logit``.
    bounds : tuple of float
        Least and greatest factor, for ``logit``: below and above 1.
    stopping : Stopping, optional
        When totals are near enough: ``totals``, or ``totals and one`` as R's ``calibrate``. Newton's steps start from
        factors of 1.

    Raises
    ------
    BadTable
        If no factors meet the totals, or a column is not known for every row.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> calibrate(design(4), np.ones((4, 1)), [10.0]).weights.tolist()
    [2.5, 2.5, 2.5, 2.5]

    References
    ----------
    Deville and Särndal (1992), Calibration estimators in survey sampling, JASA 87.
    """
    x, wanted = np.asarray(columns, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    if not (np.isfinite(x).all() and np.isfinite(wanted).all()):
        raise not_calibrated(Text("a value or a total is missing", "有取值或总体数缺失"))
    if distance == "logit" and not bounds[0] < 1 < bounds[1]:
        raise not_calibrated(Text("the bounds must lie on either side of 1", "上下界须分别大于和小于1"))
    # Columns of very different size (ones and scores of hundreds) would spoil the solution.
    size = np.maximum(np.abs(x).max(0), 1e-300)
    near = _tolerated(wanted, stopping) / size
    how = _Factor(distance, *bounds)
    g = _solve(held.weights, x / size, wanted / size, how, near=near, most_steps=stopping.most_steps)
    return _calibrated(held, held.weights * g, x)


def _tolerated(wanted: Floats, stopping: Stopping) -> Floats:
    """Return how far each total may be missed."""
    if stopping.criterion == "totals":
        return np.asarray(stopping.tolerance * np.maximum(np.abs(wanted), 1e-300), dtype=np.float64)
    if stopping.criterion == "totals and one":
        return np.asarray(stopping.tolerance * (1 + np.abs(wanted)), dtype=np.float64)
    raise unsuited(stopping, ("totals", "totals and one"))


def _solve(
    weights: Floats, x: Floats, wanted: Floats, factor: _Factor, *, near: Floats, most_steps: int
) -> Floats:
    slope, far = np.zeros(x.shape[1]), np.inf
    for _ in range(most_steps + 1):
        g, rise = factor(x @ slope)
        short = wanted - (weights * g) @ x
        if (np.abs(short) < near).all():
            return g
        far = float(np.abs(short / np.maximum(np.abs(wanted), 1e-300)).max())
        slope = slope + np.linalg.lstsq((x * (weights * rise)[:, None]).T @ x, short, rcond=None)[0]
    raise _unmet(most_steps, far)


def _unmet(most_steps: int, far: float) -> BadTable:
    return not_calibrated(
        Text(
            f"after {most_steps} steps a total is still off by {far:.2g} of itself",
            f"迭代{most_steps}次后，仍有总体数相差{far:.2g}（相对值）",
        )
    )


def poststratify(held: Design, labels: Sequence[str], counts: Mapping[str, float]) -> Design:
    """Return a design whose weights sum to a known count in each category.

    Parameters
    ----------
    held : Design
        Of n rows.
    labels : sequence of str, shape (n,)
        The category of each row.
    counts : mapping of str to float
        How many the population has in each.

    Raises
    ------
    BadTable
        If a category has no count, or no row.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> poststratify(design(3), ["a", "a", "b"], {"a": 10, "b": 4}).weights.tolist()
    [5.0, 5.0, 4.0]

    References
    ----------
    Holt and Smith (1979), Post stratification, JRSS A 142.
    """
    cells = indicators(labels, counts)
    wanted = np.array(list(counts.values()), dtype=np.float64)
    return _calibrated(held, held.weights * (cells @ (wanted / (held.weights @ cells))), cells)


def rake(
    held: Design, margins: Sequence[tuple[Sequence[str], Mapping[str, float]]], *, stopping: Stopping = MET
) -> Design:
    """Return a design whose weights sum to the known counts of several margins, by raking.

    Parameters
    ----------
    held : Design
        Of n rows.
    margins : sequence of (labels, counts)
        As in :func:`poststratify`, each.
    stopping : Stopping, optional
        When margins are near enough: ``totals`` or ``totals and one`` by Newton's steps, or ``cells``, which fits margin
        after margin in rounds as R's ``rake`` does.

    Raises
    ------
    BadTable
        If the margins do not sum to one population, a category has no row, or raking does not settle.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> sample = design(4)
    >>> made = rake(sample, [(["a", "a", "b", "b"], {"a": 6, "b": 4}), (["x", "y", "x", "y"], {"x": 5, "y": 5})])
    >>> made.weights.round(6).tolist()
    [3.0, 3.0, 2.0, 2.0]

    References
    ----------
    Deming and Stephan (1940), Annals of Mathematical Statistics 11; Deville, Särndal and Sautory (1993), JASA 88.
    """
    sums = [sum(counts.values()) for _, counts in margins]
    if max(sums) - min(sums) > 1e-6 * max(sums):
        raise not_calibrated(
            Text(
                "the margins sum to different populations: " + ", ".join(f"{each:g}" for each in sums),
                "各边缘合计不是同一总体：" + "、".join(f"{each:g}" for each in sums),
            )
        )
    cells = np.hstack([indicators(labels, counts) for labels, counts in margins])
    wanted = np.concatenate([list(counts.values()) for _, counts in margins])
    if stopping.criterion == "cells":
        return _calibrated(held, _in_rounds(held, margins, stopping), cells)
    return calibrate(held, cells, wanted, "raking", stopping=stopping)


def _in_rounds(
    held: Design, margins: Sequence[tuple[Sequence[str], Mapping[str, float]]], stopping: Stopping
) -> Floats:
    """Return weights after rounds of fitting margin after margin."""
    groups = [np.array([list(counts).index(each) for each in labels]) for labels, counts in margins]
    wanted = [np.array(list(counts.values()), dtype=np.float64) for _, counts in margins]
    _, cell = np.unique(np.column_stack(groups), axis=0, return_inverse=True)
    weights, before = held.weights, np.bincount(cell.ravel(), held.weights)
    near = stopping.tolerance * (1.0 if stopping.tolerance >= 1 else float(before.sum()))
    moved = np.inf
    for _ in range(stopping.most_steps):
        for at, counts in zip(groups, wanted, strict=True):
            weights = weights * (counts / np.bincount(at, weights))[at]
        now = np.bincount(cell.ravel(), weights)
        moved = float(np.abs(now - before).max())
        if moved < near:
            return np.asarray(weights, dtype=np.float64)
        before = now
    raise _unmet(stopping.most_steps, moved / float(before.sum()))


def indicators(labels: Sequence[str], counts: Mapping[str, float]) -> Floats:
    """Return a column of ones and zeros for each category.

    Parameters
    ----------
    labels : sequence of str, shape (n,)
        The category of each row.
    counts : mapping of str to float
        The categories, each above zero.

    Raises
    ------
    BadTable
        If a row has no category of these, or a category no row.
    """
    given = np.asarray(labels, dtype=str)
    cells = np.column_stack([given == name for name in counts]).astype(np.float64)
    strange = sorted(set(given[cells.sum(1) == 0].tolist()))
    if strange:
        raise not_calibrated(
            Text(
                "no total is given for " + ", ".join(map(repr, strange[:3])),
                "未给出这些类别的总体数：" + "、".join(strange[:3]),
            )
        )
    empty = [name for name, some in zip(counts, cells.sum(0), strict=True) if not some]
    if empty or min(counts.values()) <= 0:
        raise not_calibrated(
            Text(
                "a category has no row or no total: " + ", ".join(map(repr, empty[:3])),
                "有类别没有样本或总体数不大于零：" + "、".join(empty[:3]),
            )
        )
    return cells


def _calibrated(held: Design, weights: Floats, columns: Floats) -> Design:
    if held.fitted is not None:
        raise not_calibrated(
            Text("it was calibrated before; give all totals at once", "权数已校准过；请一次给出全部总体数")
        )
    return replace(held, weights=weights, base=held.weights, fitted=columns)

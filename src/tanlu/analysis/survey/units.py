"""Small areas by a model of units (Battese, Harter and Fuller): people in areas, known means of each area."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize_scalar

from tanlu.analysis.survey.areas import NO_SPREAD_UNITS, Areas, demand_columns, demand_known, told_areas
from tanlu.analysis.survey.design import Floats, Ints
from tanlu.errors import BadTable


@dataclass(frozen=True, slots=True)
class _Sums:
    """Units with their areas: counts and means of each area that was sampled."""

    y: Floats
    x: Floats
    of: Ints
    n: Floats
    y_mean: Floats
    x_mean: Floats

    def whitened(self, ratio: float) -> tuple[Floats, Floats]:
        """Return answers and columns less the share of their area's mean that makes the rest independent."""
        share = 1 - 1 / np.sqrt(1 + self.n * ratio)
        return (
            self.y - (share * self.y_mean)[self.of],
            self.x - (share[:, None] * self.x_mean)[self.of],
        )

    def fitted(self, ratio: float) -> tuple[Floats, Floats, float]:
        """Return coefficients, the inverse of their cross-products and the variance within, at a ratio of variances."""
        y, x = self.whitened(ratio)
        inverse = np.asarray(np.linalg.inv(x.T @ x), dtype=np.float64)
        beta = inverse @ (x.T @ y)
        off = y - x @ beta
        return beta, inverse, float(off @ off) / (len(y) - x.shape[1])

    def loss(self, ratio: float) -> float:
        """Return minus two restricted log-likelihoods, but for what is the same everywhere."""
        _, inverse, within = self.fitted(ratio)
        free = len(self.y) - self.x.shape[1]
        return float(free * np.log(within) + np.log1p(self.n * ratio).sum() - np.linalg.slogdet(inverse)[1])


def unit_level(
    answers: ArrayLike,
    columns: ArrayLike,
    areas: ArrayLike,
    means: ArrayLike,
    *,
    population: ArrayLike | None = None,
    fewest: int = 1,
) -> Areas:
    r"""Return means of small areas from units and the known means of their columns.

    .. math:: y_{ij} = x_{ij}^T \beta + u_i + e_{ij}, \quad
        \hat\mu_i = \bar X_i^T \hat\beta + \gamma_i (\bar y_i - \bar x_i^T \hat\beta), \quad
        \gamma_i = \frac{\sigma_u^2}{\sigma_u^2 + \sigma_e^2 / n_i}

    Variances by restricted likelihood; mean squared error g1 + g2 + 2 g3. With the units of the population given, those
    in the sample count as known.

    Parameters
    ----------
    answers : array_like, shape (n,)
    columns : array_like, shape (n, p)
        The first is usually ones.
    areas : array_like of int, shape (n,)
        The row of ``means`` that each unit belongs to.
    means : array_like, shape (m, p)
        Of the columns over each area's population.
    population : array_like, shape (m,), optional
        Units of each area; endless if not given.
    fewest : int
        Units that an area must have for its own answers to be used; one with fewer is told by the model alone.

    Raises
    ------
    BadTable
        If a column is not known, columns settle one another, or too few areas were sampled.

    Examples
    --------
    >>> y = [1.0, 2.0, 4.0, 5.0, 7.0, 9.0, 2.0, 3.0]
    >>> found = unit_level(y, np.ones((8, 1)), [0, 0, 1, 1, 2, 2, 3, 3], np.ones((4, 1)))
    >>> [round(each.value, 2) for each in found.areas]
    [1.64, 4.48, 7.79, 2.59]

    References
    ----------
    Battese, Harter and Fuller (1988), JASA 83:28-36; Prasad and Rao (1990), JASA 85:163-171.
    """
    of, target = np.asarray(areas, dtype=np.int64), np.asarray(means, dtype=np.float64)
    y, x = np.asarray(answers, dtype=np.float64), np.asarray(columns, dtype=np.float64)
    counts = np.bincount(of, minlength=len(target)).astype(np.float64)
    demand_known(target)
    _demand_areas(int((counts > 0).sum()))
    demand_columns(x, np.ones(len(x), dtype=bool))
    held = _sums(y, x, of, counts)
    _demand_spread(held)
    people = None if population is None else np.asarray(population, dtype=np.float64)
    return _predicted(held, target, people, counts >= max(fewest, 1))


def _predicted(held: _Sums, target: Floats, population: Floats | None, told: NDArray[np.bool_]) -> Areas:
    """Return the areas, those ``told`` with their own answers."""
    ratio, some = _ratio(held), np.maximum(held.n, 1)
    beta, inverse, within = held.fitted(ratio)
    between = ratio * within
    gamma = np.where(told, between / (between + within / some), 0.0)
    synthetic = target @ beta
    share = _known(population, held.n, told)
    value = synthetic + (share + (1 - share) * gamma) * (held.y_mean - held.x_mean @ beta)
    first = np.where(told, gamma * within / some, between)
    rest = np.where(share < 1, 1 - share, 1.0)[:, None]
    apart = (target - share[:, None] * held.x_mean) / rest - gamma[:, None] * held.x_mean
    second = np.einsum("ij,jk,ik->i", apart, within * inverse, apart)
    mse = (1 - share) ** 2 * (first + second + 2 * np.where(told, _third(held, between, within), 0.0))
    if population is not None:
        mse = mse + (1 - share) * within / population
    areas = told_areas(value, np.sqrt(mse), gamma, synthetic, told)
    errors = np.sqrt(within * np.diag(inverse)).tolist()
    note = NO_SPREAD_UNITS if between == 0 else None
    return Areas(areas, tuple(beta.tolist()), tuple(errors), between, within, note)


def _demand_areas(count: int) -> None:
    if count < 4:
        raise BadTable(
            (f"Units come from {count} areas; what lies between areas cannot be told from fewer than four.",
             f"样本只来自{count}个地区；少于四个地区无法估计地区间的差异。"),
            ("Sample more areas, or tell direct estimates.", "请增加抽样地区，或改用直接估计。"),
        )  # fmt: skip


def _demand_spread(held: _Sums) -> None:
    size = float(np.abs(held.y).max())
    if held.fitted(0.0)[2] <= (1e-10 * max(size, 1e-300)) ** 2:
        raise BadTable(
            ("All answers are the same, or the columns settle them, so no error can be estimated.",
             "所有答案相同，或完全由辅助变量决定，无法估计误差。"),
            ("Check the column of answers.", "请核对答案所在的列。"),
        )  # fmt: skip


def _sums(y: Floats, x: Floats, of: Ints, counts: Floats) -> _Sums:
    some = np.maximum(counts, 1)
    x_mean = np.column_stack([np.bincount(of, each, minlength=len(counts)) / some for each in x.T])
    return _Sums(y, x, of, counts, np.bincount(of, y, minlength=len(counts)) / some, x_mean)


def _ratio(held: _Sums) -> float:
    grid = np.concatenate([[0.0], np.geomspace(1e-6, 1e4, 80)])
    at = int(np.argmin([held.loss(each) for each in grid]))
    low, high = float(grid[max(at - 1, 0)]), float(grid[min(at + 1, len(grid) - 1)])
    found = minimize_scalar(held.loss, bounds=(low, high), method="bounded", options={"xatol": 1e-12})
    return 0.0 if held.loss(0.0) <= float(found.fun) else float(found.x)


def _third(held: _Sums, between: float, within: float) -> Floats:
    n = held.n
    some = np.maximum(n, 1)
    alpha = within + n * between
    uu, ue = float((n**2 / alpha**2).sum()) / 2, float((n / alpha**2).sum()) / 2
    ee = float((np.maximum(n - 1, 0) / within**2 + np.where(n > 0, 1 / alpha**2, 0.0)).sum()) / 2
    cov = np.linalg.inv(np.array([[uu, ue], [ue, ee]]))
    spread = within**2 * cov[0, 0] + between**2 * cov[1, 1] - 2 * within * between * cov[0, 1]
    found: Floats = spread / (some**2 * (between + within / some) ** 3)
    return found


def _known(population: Floats | None, counts: Floats, told: NDArray[np.bool_]) -> Floats:
    """Return which share of each area's population is in the sample, and so known."""
    if population is None:
        return np.zeros(len(counts))
    return np.where(told, np.minimum(counts / population, 1.0), 0.0)

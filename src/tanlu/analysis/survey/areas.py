"""Small areas by a model of areas (Fay and Herriot): direct estimates drawn towards what known columns say of them."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq, minimize_scalar

from tanlu.analysis.survey.design import Floats
from tanlu.errors import BadTable
from tanlu.text import Text

Method = Literal["reml", "ml", "moment"]
METHODS: Final[tuple[Method, ...]] = ("reml", "ml", "moment")

NO_SPREAD: Final = Text(
    "the variance between areas comes out as zero, which would drop the areas' own answers; the least variance that the "
    "adjusted likelihood allows is taken in its place",
    "地区间方差的估计值为零，照此会完全舍弃各地区自身的回答；现改用调整似然给出的正方差",
)
NO_SPREAD_UNITS: Final = Text(
    "the variance between areas comes out as zero: every area gets the value of the model alone, and its error does not "
    "hold the doubt about that zero",
    "地区间方差的估计值为零：各地区的结果完全来自模型，其误差不包含“方差是否真为零”的不确定性",
)
NO_DIRECT: Final = Text(
    "no direct estimate: the value is that of the model alone", "没有直接估计：该值完全来自模型"
)


@dataclass(frozen=True, slots=True)
class Area:
    """One area.

    Parameters
    ----------
    value : float
        Estimate by the model.
    error : float
        Root of its mean squared error.
    weight : float
        How much of the direct estimate is in it, from 0 to 1.
    synthetic : float
        What the columns alone say.
    note : Text or None
    """

    value: float
    error: float
    weight: float
    synthetic: float
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas by one model.

    Parameters
    ----------
    areas : tuple of Area
        As they were given.
    coefficients, errors : tuple of float
        Of the columns.
    between : float
        Variance between areas that the columns do not explain.
    within : float or None
        Variance of units within an area, where units are modelled.
    note : Text or None
    """

    areas: tuple[Area, ...]
    coefficients: tuple[float, ...]
    errors: tuple[float, ...]
    between: float
    within: float | None = None
    note: Text | None = None


def fay_herriot(
    direct: ArrayLike, variances: ArrayLike, columns: ArrayLike, method: Method = "reml"
) -> Areas:
    r"""Return estimates of small areas from their direct estimates and what is known of each.

    .. math:: y_i = x_i^T \beta + v_i + e_i, \quad \hat\theta_i = \gamma_i y_i + (1 - \gamma_i) x_i^T \hat\beta,
        \quad \gamma_i = \frac{A}{A + D_i}

    with the mean squared error g1 + g2 + 2 g3 (REML), less the bias of A times :math:`(1 - \gamma_i)^2` (ML, moment).
    Where A comes out as zero, the adjusted likelihood is used, and g1 + g2.

    Parameters
    ----------
    direct : array_like, shape (m,)
        NaN where there is no direct estimate: such an area is told by the model alone.
    variances : array_like, shape (m,)
        Sampling variance of each direct estimate, held for known.
    columns : array_like, shape (m, p)
        Known of every area; the first is usually ones.
    method : {"reml", "ml", "moment"}
        How A is estimated; ``moment`` is that of Fay and Herriot.

    Raises
    ------
    BadTable
        If a variance is not above zero, a column is not known everywhere, columns settle one another, or too few areas
        have a direct estimate.

    Examples
    --------
    >>> found = fay_herriot([1.0, 2.0, 3.0, 9.0], [1.0, 1.0, 1.0, 1.0], np.ones((4, 1)))
    >>> [round(each.value, 3) for each in found.areas], round(found.between, 3)
    ([1.213, 2.135, 3.058, 8.594], 11.917)

    References
    ----------
    Fay and Herriot (1979), JASA 74:269-277; Prasad and Rao (1990), JASA 85:163-171; Datta and Lahiri (2000), Statistica
    Sinica 10:613-627; Datta, Rao and Smith (2005), Biometrika 92:183-196; Li and Lahiri (2010), Journal of Multivariate
    Analysis 101:882-892.
    """
    y, d, x = (np.asarray(each, dtype=np.float64) for each in (direct, variances, columns))
    _demand(y, d, x)
    seen = np.isfinite(y)
    held = _Held(y[seen], d[seen], x[seen])
    between = _moment(held) if method == "moment" else _likeliest(held, method)
    if vanished := between == 0:
        between = _adjusted(held)
    beta, cov = held.fitted(between)
    synthetic = x @ beta
    safe = np.where(seen, d, 1.0)
    gamma = np.where(seen, between / (between + safe), 0.0)
    value = np.where(seen, gamma * np.where(seen, y, 0.0) + (1 - gamma) * synthetic, synthetic)
    base = np.where(seen, gamma * safe, between) + (1 - gamma) ** 2 * np.einsum("ij,jk,ik->i", x, cov, x)
    spread, bias = held.doubt(between, method)
    third = np.where(seen, safe**2 / (between + safe) ** 3 * spread, 0.0)
    # Near zero the corrections for the doubt about A break down; the variance taken there is already too large.
    more = np.zeros(len(x)) if vanished else 2 * third - np.where(seen, bias * (1 - gamma) ** 2, 0.0)
    error = np.sqrt(np.where(base + more > 0, base + more, base))
    areas, errors = told_areas(value, error, gamma, synthetic, seen), tuple(np.sqrt(np.diag(cov)).tolist())
    return Areas(areas, tuple(beta.tolist()), errors, between, None, NO_SPREAD if vanished else None)


def told_areas(
    value: Floats, error: Floats, weight: Floats, synthetic: Floats, own: NDArray[np.bool_]
) -> tuple[Area, ...]:
    """Return areas from their columns; ``own`` is where an area's own answers are used."""
    return tuple(
        Area(float(v), float(e), float(g), float(s), None if known else NO_DIRECT)
        for v, e, g, s, known in zip(value, error, weight, synthetic, own, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """Areas with a direct estimate."""

    y: Floats
    d: Floats
    x: Floats

    def fitted(self, between: float) -> tuple[Floats, Floats]:
        """Return coefficients and their covariance."""
        precision = 1 / (between + self.d)
        cov = np.asarray(np.linalg.inv((self.x * precision[:, None]).T @ self.x), dtype=np.float64)
        return cov @ (self.x.T @ (precision * self.y)), cov

    def squares(self, between: float) -> float:
        """Return the weighted sum of squares about the columns."""
        off = self.y - self.x @ self.fitted(between)[0]
        return float((off**2 / (between + self.d)).sum())

    def loss(self, between: float, method: Method) -> float:
        """Return minus two log-likelihoods, but for what is the same everywhere."""
        found = self.squares(between) + float(np.log(between + self.d).sum())
        if method == "reml":
            found -= float(np.linalg.slogdet(self.fitted(between)[1])[1])
        return found

    def score(self, between: float, method: Method) -> float:
        """Return the slope of the log-likelihood."""
        beta, cov = self.fitted(between)
        precision = 1 / (between + self.d)
        off = self.y - self.x @ beta
        found = -0.5 * precision.sum() + 0.5 * (off**2 * precision**2).sum()
        if method == "reml":
            found += 0.5 * np.trace(cov @ ((self.x * precision[:, None] ** 2).T @ self.x))
        return float(found)

    def doubt(self, between: float, method: Method) -> tuple[float, float]:
        """Return the variance of the estimate of A, and its bias."""
        precision = 1 / (between + self.d)
        first, second = float(precision.sum()), float((precision**2).sum())
        if method == "moment":
            m = len(self.y)
            return 2 * m / first**2, 2 * (m * second - first**2) / first**3
        if method == "ml":
            cov = self.fitted(between)[1]
            lost = np.trace(cov @ ((self.x * precision[:, None] ** 2).T @ self.x))
            return 2 / second, -float(lost) / second
        return 2 / second, 0.0


def _likeliest(held: _Held, method: Method) -> float:
    # The likelihood may have two tops; the best of a grid is the one that is climbed.
    most = 10 * float(np.var(held.y)) + float(held.d.max())
    grid = np.concatenate([[0.0], np.geomspace(1e-6 * most, most, 80)])
    at = int(np.argmin([held.loss(each, method) for each in grid]))
    low, high = grid[max(at - 1, 0)], grid[min(at + 1, len(grid) - 1)]
    if held.score(low, method) > 0 > held.score(high, method):
        return float(brentq(held.score, low, high, args=(method,), xtol=1e-15, rtol=1e-13))
    if at == 0:
        return 0.0
    return float(minimize_scalar(held.loss, bounds=(low, high), args=(method,), method="bounded").x)


def _adjusted(held: _Held) -> float:
    """Return the variance that is likeliest once the likelihood is multiplied by it, which is never zero."""
    most = 10 * float(np.var(held.y)) + float(held.d.max())

    def loss(log: float) -> float:
        return held.loss(float(np.exp(log)), "reml") - 2 * log

    low, high = float(np.log(1e-6 * most)), float(np.log(most))
    return float(np.exp(minimize_scalar(loss, bounds=(low, high), method="bounded").x))


def _moment(held: _Held) -> float:
    free = len(held.y) - held.x.shape[1]
    if held.squares(0.0) <= free:
        return 0.0
    high = float(np.var(held.y)) + float(held.d.max())
    while held.squares(high) > free:
        high *= 2
    return float(brentq(lambda between: held.squares(between) - free, 0.0, high, xtol=1e-15, rtol=1e-13))


def _demand(y: Floats, d: Floats, x: Floats) -> None:
    seen = np.isfinite(y)
    if not (np.isfinite(d[seen]) & (d[seen] > 0)).all():
        row = int(np.flatnonzero(seen & ~(np.isfinite(d) & (d > 0)))[0]) + 1
        raise BadTable(
            (f"The direct estimate of area {row} has no error above zero.",
             f"第{row}个地区的直接估计没有大于零的标准误。"),
            ("Leave its estimate empty: where all answered the same, or nearly nobody did, its error is not known.",
             "请将该估计留空：回答完全相同或人数过少时，误差并不可知。"),
        )  # fmt: skip
    demand_columns(x, seen)


def demand_known(x: Floats) -> None:
    """Refuse columns with a value missing.

    Raises
    ------
    BadTable
        If one is.
    """
    if not np.isfinite(x).all():
        row = int(np.flatnonzero(~np.isfinite(x).all(axis=1))[0]) + 1
        raise BadTable(
            (f"Row {row} lacks a value of a column of the model.", f"第{row}行缺少模型所用列的数值。"),
            ("The model needs every column for every row.", "模型要求每一行的各列都有数值。"),
        )


def demand_columns(x: Floats, seen: np.ndarray) -> None:
    """Refuse columns that are not known of every area, or cannot be told apart where there are estimates.

    Raises
    ------
    BadTable
        If so, or if there are too few rows.
    """
    demand_known(x)
    if int(seen.sum()) < x.shape[1] + 3:
        raise BadTable(
            (f"{int(seen.sum())} rows with an estimate are too few for {x.shape[1]} coefficients.",
             f"只有{int(seen.sum())}行有估计值，不足以估计{x.shape[1]}个系数。"),
            ("Use fewer columns; there must be three rows more than coefficients.",
             "请减少列数；行数至少应比系数多三。"),
        )  # fmt: skip
    size = np.abs(x[seen]).max(axis=0)
    if (size == 0).any() or np.linalg.matrix_rank(x[seen] / np.where(size > 0, size, 1.0)) < x.shape[1]:
        raise BadTable(
            ("Two columns of the model say the same, or one is zero everywhere.",
             "模型中有两列含义重复，或有一列全为零。"),
            ("Leave one out.", "请去掉其中一列。"),
        )  # fmt: skip

"""Regression with errors that carry the design: linear and logistic."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from tanlu.analysis.stopping import SETTLED, Stopping, unsuited
from tanlu.analysis.survey.design import Bools, Design, Floats
from tanlu.analysis.survey.variance import covariance
from tanlu.errors import BadTable

Family = Literal["gaussian", "logistic"]


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model.

    Parameters
    ----------
    slopes, errors : ndarray, shape (p,)
        Coefficients and their standard errors.
    spread : ndarray, shape (p, p)
        Covariance of the coefficients.
    df : int
        Degrees of freedom of the design less slopes, the constant not counted.
    n, missing : int
        Rows with all answers, and rows of the domain without.
    """

    slopes: Floats
    errors: Floats
    spread: Floats
    df: int
    n: int
    missing: int


def fit(
    held: Design,
    answer: ArrayLike,
    columns: ArrayLike,
    family: Family = "gaussian",
    inside: Bools | None = None,
    *,
    stopping: Stopping = SETTLED,
) -> Fit:
    r"""Return a regression on a constant and columns.

    .. math:: u_k = A^{-1} x_k (y_k - \mu_k), \qquad A = \sum w_k v_k x_k x_k^T

    with v = 1 (gaussian) or :math:`\mu (1-\mu)` (logistic). A row without one of the answers is outside the domain.

    Parameters
    ----------
    held : Design
        Of n rows.
    answer : array_like, shape (n,)
        NaN where missing; 0 and 1 for the logistic model.
    columns : array_like, shape (n, p - 1)
        NaN where missing.
    family : str
        ``gaussian`` or ``logistic``.
    inside : ndarray of bool, shape (n,), optional
        The domain.
    stopping : Stopping, optional
        When the logistic model is done: settled (``slopes``), or as R's ``glm`` (``deviance``), which starts from
        :math:`\mu = (w y + 1/2) / (w + 1)`, weights of mean 1, and whose A and residuals bear the v before its last step.

    Raises
    ------
    BadTable
        If columns explain one another, the sample is too small, the answers are separated, or the steps do not suffice.

    Examples
    --------
    >>> from tanlu.analysis.survey.design import design
    >>> fit(design(4), [1.0, 3.0, 5.0, 7.0], [[0.0], [1.0], [2.0], [3.0]]).slopes.round(6).tolist()
    [1.0, 2.0]

    References
    ----------
    Binder (1983), On the variances of asymptotically normal estimators from complex surveys, ISR 51. McCullagh and
    Nelder (1989), Generalized Linear Models, 2.5. R's manual of ``glm`` on the weights of its last step.
    """
    y, given = np.asarray(answer, dtype=np.float64), np.asarray(columns, dtype=np.float64)
    x = np.column_stack([np.ones(held.rows), given])
    domain = np.ones(held.rows, dtype=bool) if inside is None else inside
    there = np.isfinite(y) & np.isfinite(x).all(1)
    kept = domain & there
    x, y = np.where(kept[:, None], x, 0.0), np.where(kept, y, 0.0)
    w = np.where(kept, held.weights, 0.0)
    _demand_rank(x * np.sqrt(w)[:, None])
    gaussian = family == "gaussian"
    slopes, bread, off = _fit_gaussian(x, y, w) if gaussian else _fit_logistic(x, y, w, stopping)
    spread = covariance(held, (x * off[:, None]) @ np.linalg.inv(bread))
    df = held.df(kept) - x.shape[1] + 1
    return Fit(slopes, np.sqrt(np.diag(spread)), spread, df, int(kept.sum()), int((domain & ~there).sum()))


def _demand_rank(x: Floats) -> None:
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise BadTable(
            (
                "The regression has fewer rows than unknowns, or columns that explain one another.",
                "回归的有效行数少于待估参数，或自变量之间完全共线。",
            ),
            ("Leave out a column.", "请去掉一个自变量。"),
        )


def _fit_gaussian(x: Floats, y: Floats, w: Floats) -> tuple[Floats, Floats, Floats]:
    root = np.sqrt(w)
    slopes = np.asarray(np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[0], dtype=np.float64)
    return slopes, (x * w[:, None]).T @ x, y - x @ slopes


def _fit_logistic(x: Floats, y: Floats, w: Floats, stopping: Stopping) -> tuple[Floats, Floats, Floats]:
    if stopping.criterion == "slopes":
        return _settled(x, y, w, stopping)
    if stopping.criterion != "deviance":
        raise unsuited(stopping, ("slopes", "deviance"))
    # A deviance stops falling where answers are separated too, at slopes that mean nothing.
    _settled(x, y, w, SETTLED)
    return _by_deviance(x, y, w, stopping)


def _settled(x: Floats, y: Floats, w: Floats, stopping: Stopping) -> tuple[Floats, Floats, Floats]:
    slopes = np.zeros(x.shape[1])
    for _ in range(stopping.most_steps):
        mu = 1 / (1 + np.exp(-np.clip(x @ slopes, -500, 500)))
        bread = (x * (w * mu * (1 - mu))[:, None]).T @ x
        if np.linalg.cond(bread) > 1e14:
            raise _separated()
        step = np.linalg.solve(bread, x.T @ (w * (y - mu)))
        slopes = slopes + step
        if np.abs(step).max() < stopping.tolerance * max(1.0, float(np.abs(slopes).max())):
            mu = 1 / (1 + np.exp(-x @ slopes))
            return slopes, (x * (w * mu * (1 - mu))[:, None]).T @ x, y - mu
    raise _separated() if stopping == SETTLED else _unfinished(stopping)


def _by_deviance(x: Floats, y: Floats, w: Floats, stopping: Stopping) -> tuple[Floats, Floats, Floats]:
    kept = w > 0
    inner, answers, weights = x[kept], y[kept], w[kept] / w[kept].mean()
    mu = (weights * answers + 0.5) / (weights + 1)
    score = np.log(mu / (1 - mu))
    before = _deviance(answers, score, weights)
    for _ in range(stopping.most_steps):
        rise = mu * (1 - mu)
        root = np.sqrt(weights * rise)
        aim = score + (answers - mu) / rise
        slopes = np.asarray(
            np.linalg.lstsq(inner * root[:, None], aim * root, rcond=None)[0], dtype=np.float64
        )
        score = inner @ slopes
        mu = 1 / (1 + np.exp(-score))
        now = _deviance(answers, score, weights)
        if abs(now - before) / (abs(now) + 0.1) < stopping.tolerance:
            off, bread = np.zeros(len(x)), (inner * (w[kept] * rise)[:, None]).T @ inner
            off[kept] = rise * (answers - mu) / (mu * (1 - mu))
            return slopes, bread, off
        before = now
    raise _unfinished(stopping)


def _deviance(y: Floats, score: Floats, weights: Floats) -> float:
    return float(2 * weights @ np.logaddexp(0, np.where(y > 0, -score, score)))


def _separated() -> BadTable:
    return BadTable(
        (
            "The logistic model has no solution: a column separates those who answer 1 from the others.",
            "逻辑回归无解：某个自变量把答 1 与答 0 的人完全分开。",
        ),
        ("Leave that column out, or merge its categories.", "请去掉该自变量，或合并其类别。"),
    )


def _unfinished(stopping: Stopping) -> BadTable:
    return BadTable(
        (
            f"The logistic model has not settled to {stopping.tolerance:g} within {stopping.most_steps} steps.",
            f"逻辑回归在{stopping.most_steps}步内未达到容差{stopping.tolerance:g}。",
        ),
        ("Allow more steps, or a wider tolerance.", "请增加步数，或放宽容差。"),
    )

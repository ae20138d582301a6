"""A small logistic regression with a ridge, by Newton's method."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.errors import NotIdentified

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FEWEST: Final = 10
"""Entries, and cells without one, below which nothing is fitted."""
_STEPS: Final = 50
_SMALL: Final = 1e-10


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted model of the chance of an event.

    Parameters
    ----------
    mean, spread : ndarray, shape (K,)
        With which features are standardised: of the cells fitted on.
    weights : ndarray, shape (K + 1,)
        Intercept first, then one for each standardised feature.
    """

    mean: Floats
    spread: Floats
    weights: Floats

    def predict(self, features: ArrayLike) -> Floats:
        """Return the chance of each row of features, shape (N,), between 0 and 1."""
        z = _with_one((np.asarray(features, dtype=np.float64) - self.mean) / self.spread) @ self.weights
        return np.asarray(_chance(z))


def fit(features: ArrayLike, hit: ArrayLike, *, ridge: float = 1.0) -> Logistic:
    r"""Fit :math:`\mathrm{logit}\,P = b_0 + \sum_k b_k z_k` with the penalty :math:`\lambda\sum_k b_k^2/2`.

    Parameters
    ----------
    features : array_like, shape (N, K)
        Finite; they are standardised here.
    hit : array_like of bool, shape (N,)
        Where the event happened.
    ridge : float
        :math:`\lambda`, above zero; the intercept is not held.

    Raises
    ------
    NotIdentified
        If fewer than ten cells had the event, or fewer than ten had not.

    Notes
    -----
    A feature that does not vary has the weight 0. The penalised likelihood is strictly concave, so the answer is one.

    Examples
    --------
    >>> x = np.linspace(-1, 1, 40)[:, None]
    >>> model = fit(x, x[:, 0] + np.tile([0.6, -0.6], 20) > 0)
    >>> bool(model.weights[1] > 0), float(model.predict(x).mean().round(3))
    (True, 0.5)
    """
    x, y = np.asarray(features, dtype=np.float64), np.asarray(hit, dtype=bool)
    if min(int(y.sum()), int((~y).sum())) < FEWEST:
        raise NotIdentified(
            (
                f"{int(y.sum())} of {y.size} cells had an entry: too few, or too many, to fit a model.",
                f"{y.size} 个单元格中有 {int(y.sum())} 个进入，过少或过多，无法拟合模型。",
            ),
            ("Give more regions, or a longer span.", "请增加地区，或延长时段。"),
        )
    mean, spread = x.mean(axis=0), x.std(axis=0)
    divisor: Floats = np.where(spread > 1e-12 * np.maximum(np.abs(x).max(axis=0), 1e-300), spread, np.inf)
    z: Floats = _with_one((x - mean) / divisor)
    held = np.full(z.shape[1], ridge, dtype=np.float64)
    held[0] = 0.0
    weights: Floats = np.zeros(z.shape[1])
    weights[0] = np.log(y.mean() / (1 - y.mean()))
    for _ in range(_STEPS):
        p = _chance(z @ weights)
        slope = z.T @ (y - p) - held * weights
        curve = (z * (p * (1 - p))[:, None]).T @ z + np.diag(held)
        step = _shortened(z, y, weights, held, np.asarray(np.linalg.solve(curve, slope), dtype=np.float64))
        weights = weights + step
        if np.abs(step).max() < _SMALL:
            break
    return Logistic(mean, divisor, weights)


def _shortened(z: Floats, y: Bools, weights: Floats, held: Floats, step: Floats) -> Floats:
    """Return Newton's step, halved until it does not make the penalised likelihood worse."""
    here = _likelihood(z, y, weights, held)
    while np.abs(step).max() > _SMALL and _likelihood(z, y, weights + step, held) < here:
        step = step / 2
    return step


def _likelihood(z: Floats, y: Bools, weights: Floats, held: Floats) -> float:
    line = z @ weights
    return float(np.where(y, line, 0.0).sum() - np.logaddexp(0.0, line).sum() - (held * weights**2).sum() / 2)


def _chance(z: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(z / 2)))


def _with_one(x: Floats) -> Floats:
    return np.column_stack((np.ones(len(x)), x))

"""Varimax: turn factors so that each loads high on few people and low on the rest."""

from typing import Final

import numpy as np

from tanlu.analysis.opinion.votes import Floats

_ROUNDS: Final = 1_000
_STILL: Final = 1e-14


def varimax(loadings: Floats) -> Floats:
    """Return loadings turned by varimax, rows normalised first as Kaiser does.

    Pairs of factors are turned in their plane by the angle that maximises the variance of squared loadings, until no pair
    turns any more.

    Parameters
    ----------
    loadings : ndarray, shape (n, k)

    Returns
    -------
    ndarray, shape (n, k)

    References
    ----------
    Kaiser (1958), Psychometrika 23:187-200.

    Examples
    --------
    >>> turned = varimax(np.array([[0.6, 0.6], [0.6, 0.6], [0.6, -0.6], [0.6, -0.6]]))
    >>> np.abs(turned).round(3).tolist()
    [[0.849, 0.0], [0.849, 0.0], [0.0, 0.849], [0.0, 0.849]]
    """
    many, k = loadings.shape
    length = np.sqrt((loadings**2).sum(axis=1))
    scale = np.where(length > 0, length, 1.0)[:, None]
    turned = loadings / scale
    for _ in range(_ROUNDS):
        most = 0.0
        for one in range(k):
            for other in range(one + 1, k):
                angle = _angle(turned[:, one], turned[:, other], many)
                most = max(most, abs(angle))
                x, y = turned[:, one].copy(), turned[:, other].copy()
                turned[:, one] = np.cos(angle) * x + np.sin(angle) * y
                turned[:, other] = np.cos(angle) * y - np.sin(angle) * x
        if most < _STILL:
            break
    found: Floats = turned * scale
    return found


def _angle(x: Floats, y: Floats, many: int) -> float:
    u, v = x * x - y * y, 2 * x * y
    a, b = float(u.sum()), float(v.sum())
    c, d = float((u * u - v * v).sum()), 2 * float((u * v).sum())
    return float(np.arctan2(d - 2 * a * b / many, c - (a * a - b * b) / many) / 4)

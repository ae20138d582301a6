"""The industry space: a drawing on which industries that go together stand near one another, and what ties them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_STEPS: Final = 300
_MORE: Final = 0.5
"""Ties beyond the tree, for each industry."""


@dataclass(frozen=True, slots=True)
class Space:
    """Where industries stand, and the ties that are drawn.

    Parameters
    ----------
    places : ndarray, shape (P, 2)
        Without unit; only nearness has a meaning.
    ties : tuple of pairs of int
        The maximum spanning tree, then the strongest others, half as many as industries.
    """

    places: Floats
    ties: tuple[tuple[int, int], ...]


def space(proximity: ArrayLike) -> Space:
    r"""Lay industries out so that distances on the plane are like :math:`1 - \phi`.

    Classical scaling gives the start, and steps of majorisation (SMACOF) make the squared differences smaller; the same
    proximities give the same drawing.

    Parameters
    ----------
    proximity : array_like, shape (P, P)
        Symmetric, from 0 to 1; P at least 2.

    References
    ----------
    Hidalgo, Klinger, Barabasi & Hausmann (2007), Science 317:482-487, for tree and ties. de Leeuw (1977), Applications of
    Convex Analysis to Multidimensional Scaling, for the steps.

    Examples
    --------
    >>> found = space([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]])
    >>> found.ties
    ((0, 1), (1, 2), (0, 2))
    """
    phi = np.array(proximity, dtype=np.float64)
    far = 1 - (phi + phi.T) / 2
    np.fill_diagonal(far, 0.0)
    return Space(_smacof(far, _classical(far)), _ties(phi))


def _classical(far: Floats) -> Floats:
    n = len(far)
    centre = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-centre @ far**2 @ centre / 2)
    places = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0.0))
    turn = np.sign(places[np.abs(places).argmax(axis=0), [0, 1]])
    return np.asarray(places * np.where(turn == 0, 1.0, turn))  # an eigenvector has no sign of its own


def _smacof(far: Floats, places: Floats) -> Floats:
    n = len(far)
    for _ in range(_STEPS):
        apart = np.sqrt(((places[:, None] - places) ** 2).sum(axis=2))
        ratio = np.divide(far, apart, out=np.zeros_like(far), where=apart > 0)
        pull = -ratio
        pull[np.diag_indices(n)] = ratio.sum(axis=1)
        places = pull @ places / n
    return places


def _ties(phi: Floats) -> tuple[tuple[int, int], ...]:
    n = len(phi)
    pairs = sorted(((i, j) for i in range(n) for j in range(i + 1, n)), key=lambda pair: (-phi[pair], pair))
    home = list(range(n))

    def root(at: int) -> int:
        while home[at] != at:
            at = home[at]
        return at

    tree = []
    for i, j in pairs:
        if root(i) != root(j):
            home[root(i)] = root(j)
            tree.append((i, j))
    more = [pair for pair in pairs if pair not in tree][: round(_MORE * n)]
    return (*tree, *more)

"""k-means in the plane, many starts at once; the answer depends on where points are, not on their order.

Callers hand points in canonical order; then the same points give the same bits, whoever came first.
"""

from itertools import permutations
from typing import Final

import numpy as np

from tanlu.analysis.opinion.votes import Floats, Ints

STARTS: Final = 200
_ROUNDS: Final = 100


def k_means(
    points: Floats, k: int, generator: np.random.Generator, starts: int = STARTS
) -> tuple[Ints, float]:
    """Return labels and inertia of the best of many starts by k-means++.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
    k : int
        How many groups, at most the number of distinct points.
    generator : numpy.random.Generator
    starts : int

    Returns
    -------
    tuple
        Labels, larger groups first, and the sum of squared distances to the centres.

    References
    ----------
    Arthur & Vassilvitskii (2007), Proceedings of SODA 1027-1035.

    Examples
    --------
    >>> labels, inertia = k_means(np.array([[0.0, 0], [0, 2], [9, 0], [9, 2], [9, 1]]), 2, np.random.default_rng(1))
    >>> labels.tolist(), inertia
    ([1, 1, 0, 0, 0], 4.0)
    """
    if k == 1 or len(points) <= 1:
        apart = points - points.mean(axis=0)
        return np.zeros(len(points), dtype=np.int64), float((apart * apart).sum())
    centres = _starts(points, k, generator, starts)
    for _ in range(_ROUNDS):
        squares = _squares(points, centres)
        labels = squares.argmin(axis=2)
        moved = _means(points, labels, centres)
        if np.array_equal(moved, centres):
            break
        centres = moved
    squares = _squares(points, centres)
    inertia = squares.min(axis=2).sum(axis=1)
    best = int(inertia.argmin())
    return by_size(squares[best].argmin(axis=1), points), float(inertia[best])


def _starts(points: Floats, k: int, generator: np.random.Generator, starts: int) -> Floats:
    many = len(points)
    rows = np.arange(starts)
    centres = np.empty((starts, k, 2))
    centres[:, 0] = points[generator.integers(many, size=starts)]
    nearest = np.full((starts, many), np.inf)
    for at in range(1, k):
        apart = points[None] - centres[:, at - 1][:, None]
        nearest = np.minimum(nearest, (apart * apart).sum(axis=2))
        reached = np.cumsum(nearest, axis=1)
        drawn = generator.random(starts) * reached[:, -1]
        chosen = np.minimum((reached <= drawn[:, None]).sum(axis=1), many - 1)
        centres[rows, at] = points[chosen]
    return centres


def _squares(points: Floats, centres: Floats) -> Floats:
    across = points[None, :, None, 0] - centres[:, None, :, 0]
    along = points[None, :, None, 1] - centres[:, None, :, 1]
    found: Floats = across * across + along * along
    return found


def _means(points: Floats, labels: Ints, centres: Floats) -> Floats:
    starts, k, _ = centres.shape
    flat = (labels + k * np.arange(starts)[:, None]).ravel()
    size = np.bincount(flat, minlength=starts * k)
    sums = [np.bincount(flat, np.tile(points[:, axis], starts), minlength=starts * k) for axis in (0, 1)]
    moved: Floats = (np.stack(sums, axis=1) / np.maximum(size, 1)[:, None]).reshape(starts, k, 2)
    # An empty group keeps its centre; with a start from the data and distinct points it is rare, and another start wins.
    return np.where((size > 0).reshape(starts, k, 1), moved, centres)


def by_size(labels: Ints, points: Floats) -> Ints:
    """Return labels renumbered, larger groups first, of equal ones the one further along the first axis."""
    names, inverse, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    middle = np.bincount(inverse, points[:, 0]) / sizes
    order = np.lexsort((-middle, -sizes))
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    found: Ints = rank[inverse]
    return found


def adjusted_rand(one: Ints, other: Ints) -> float:
    """Return the adjusted Rand index of two groupings of the same people: 1 the same, 0 as by chance.

    References
    ----------
    Hubert & Arabie (1985), Journal of Classification 2:193-218.

    Examples
    --------
    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)
    both, rows, columns = (_pairs(each) for each in (table, table.sum(axis=1), table.sum(axis=0)))
    expected = rows * columns / max(_pairs(np.array([float(len(one))])), 1.0)
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def _pairs(sizes: Floats) -> float:
    return float((sizes * (sizes - 1)).sum() / 2)


def aligned(labels: Ints, to: Ints, k: int) -> Ints:
    """Return labels renamed so that as many people as possible keep the group they have in ``to``.

    Examples
    --------
    >>> aligned(np.array([0, 0, 1]), np.array([1, 1, 0]), 2).tolist()
    [1, 1, 0]
    """
    table = np.zeros((k, k), dtype=np.int64)
    np.add.at(table, (labels, to), 1)
    best = max(permutations(range(k)), key=lambda names: sum(table[at, names[at]] for at in range(k)))
    return np.array(best, dtype=np.int64)[labels]

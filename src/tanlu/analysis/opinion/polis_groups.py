"""How Polis groups people: base clusters, weighted k-means, the silhouette; a result of the order of people.

This is the only place of ``analysis.opinion`` whose answers may change when the same votes come in another order: Polis
starts from the first distinct rows. There is no answer "one group": Polis always finds some.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from tanlu.analysis.opinion.votes import Bools, Floats, Ints

BASE_CLUSTERS: Final = 100
LEAST_VOTES: Final = 7
LEAST_PEOPLE: Final = 15
MOST_GROUPS: Final = 5
_BASE_ROUNDS: Final = 100
_GROUP_ROUNDS: Final = 20
_STILL: Final = 0.01


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups as Polis would find them at a cold start.

    Parameters
    ----------
    member : ndarray of int, shape (n,)
        Group of each person, larger groups first; -1 for who was not grouped.
    silhouettes : dict of int to float
        Mean silhouette by number of groups.
    base : int
        How many base clusters.
    """

    member: Ints
    silhouettes: dict[int, float]
    base: int


def taken(seen_raw: Bools) -> Bools:
    """Return who is grouped: at least min(7, C) votes; if fewer than 15 people have as many, the busiest up to 15.

    Examples
    --------
    >>> taken(np.array([[True, True], [True, False]])).tolist()
    [True, True]
    """
    votes = seen_raw.sum(axis=1)
    found: Bools = votes >= min(LEAST_VOTES, seen_raw.shape[1])
    missing = LEAST_PEOPLE - int(found.sum())
    if missing > 0:
        rest = [int(at) for at in np.argsort(-votes, kind="stable") if not found[at] and votes[at]]
        found[rest[:missing]] = True
    return found


def cold_start(positions: Floats, kept: Bools) -> Grouped:
    """Return the groups Polis finds when it starts anew, in the order of people given.

    Parameters
    ----------
    positions : ndarray, shape (n, 2)
        Where people stand, rows in the order in which they first voted.
    kept : ndarray of bool, shape (n,)
        Who is grouped.

    Returns
    -------
    Grouped
        One group if there are not two places to tell apart.
    """
    points = positions[kept]
    member = np.full(len(positions), -1, dtype=np.int64)
    centres, base = _k_means(
        points, np.ones(len(points)), _first_distinct(points, BASE_CLUSTERS), _BASE_ROUNDS
    )
    if len(centres) < 2:
        member[kept] = 0
        return Grouped(member, {}, len(centres))
    weights = np.bincount(base, minlength=len(centres)).astype(np.float64)
    most = min(MOST_GROUPS, 2 + len(centres) // 12, len(centres))
    tried = {}
    for k in range(2, most + 1):
        _, labels = _k_means(centres, weights, _first_distinct(centres, k), _GROUP_ROUNDS)
        tried[k] = (silhouette(centres, labels), labels)
    best = max(tried, key=lambda k: (tried[k][0], -k))
    member[kept] = by_size(tried[best][1][base])
    return Grouped(member, {k: score for k, (score, _) in tried.items()}, len(centres))


def by_size(labels: Ints) -> Ints:
    """Return labels renumbered so that larger groups come first, equal ones in the order they are met."""
    names, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    found: Ints = rank[np.searchsorted(names, labels)]
    return found


def silhouette(points: Floats, labels: Ints) -> float:
    """Return the mean silhouette, 0 for a point alone in its group (Rousseeuw 1987); 0 for a single group.

    Examples
    --------
    >>> round(silhouette(np.array([[0.0, 0], [0, 1], [9, 0], [9, 1]]), np.array([0, 0, 1, 1])), 3)
    0.889
    """
    names, inverse, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    if len(names) < 2:
        return 0.0
    total = 0.0
    belongs = np.eye(len(names))[inverse]
    for start in range(0, len(points), 1024):
        part = slice(start, start + 1024)
        apart = np.hypot(
            points[part, None, 0] - points[None, :, 0], points[part, None, 1] - points[None, :, 1]
        )
        sums = apart @ belongs
        own = inverse[part]
        rows = np.arange(len(own))
        inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
        outside = sums / sizes
        outside[rows, own] = np.inf
        nearest = outside.min(axis=1)
        scale = np.maximum(np.maximum(inside, nearest), np.finfo(np.float64).tiny)
        total += float(np.where(sizes[own] > 1, (nearest - inside) / scale, 0.0).sum())
    return total / len(points)


def _first_distinct(points: Floats, count: int) -> Floats:
    """Return the first rows that differ from all before them."""
    if not len(points):
        return points
    _, first = np.unique(points, axis=0, return_index=True)
    found: Floats = points[np.sort(first)[:count]]
    return found


def _k_means(points: Floats, weights: Floats, centres: Floats, rounds: int) -> tuple[Floats, Ints]:
    """Return centres and labels by Lloyd's steps; a cluster without members is dropped."""
    labels = np.zeros(len(points), dtype=np.int64)
    for _ in range(rounds):
        labels = nearest(points, centres)
        mass = np.bincount(labels, weights, minlength=len(centres))
        held = mass > 0
        moved = np.stack(
            [np.bincount(labels, weights * points[:, axis], minlength=len(centres)) for axis in (0, 1)], axis=1
        )[held] / mass[held, None]  # fmt: skip
        still = held.all() and bool((np.hypot(*(moved - centres).T) < _STILL).all())
        labels = (np.cumsum(held) - 1)[labels]
        centres = moved
        if still:
            break
    return centres, labels


def nearest(points: Floats, centres: Floats) -> Ints:
    """Return the place of the nearest centre; of equally near ones the first.

    Differences are squared one by one: through the cancelling form ``|p|^2 - 2pc + |c|^2`` near points merge.
    """
    found = np.empty(len(points), dtype=np.int64)
    for start in range(0, len(points), 8192):
        part = slice(start, start + 8192)
        across = points[part, None, 0] - centres[None, :, 0]
        along = points[part, None, 1] - centres[None, :, 1]
        found[part] = (across * across + along * along).argmin(axis=1)
    return found

"""A presence matrix by chance: as many industries in each region, as many regions to each industry."""

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]


def rewired(present: Bools, generator: np.random.Generator, *, trades: int = 20) -> Bools:
    """Return a random presence matrix with the same sums of rows and columns.

    Two regions at a time deal out anew what only one of them has (curveball), each region ``2 * trades`` times on
    average.

    Parameters
    ----------
    present : ndarray of bool, shape (R, P)
        What each region has.
    generator : numpy.random.Generator
        Where chance comes from.
    trades : int
        How many trades for each region; with fewer than about ten the order of the table still shows.

    Returns
    -------
    ndarray of bool, shape (R, P)

    References
    ----------
    Strona, Nappo, Boccacci, Fattorini & San-Miguel-Ayanz (2014), Nature Communications 5:4114.

    Examples
    --------
    >>> here = np.array([[True, True, False], [False, True, True], [True, False, True]])
    >>> found = rewired(here, np.random.default_rng(1))
    >>> found.sum(axis=0).tolist(), found.sum(axis=1).tolist()
    ([2, 2, 2], [2, 2, 2])
    """
    found = present.copy()
    height = len(found)
    if height < 2:
        return found
    first = generator.integers(height, size=trades * height)
    second = (first + generator.integers(1, height, size=trades * height)) % height
    for a, b in zip(first, second, strict=True):
        dealt = np.flatnonzero(found[a] ^ found[b])
        count = int(found[a, dealt].sum())
        dealt = generator.permutation(dealt)
        found[a, dealt], found[b, dealt] = False, True
        found[a, dealt[:count]], found[b, dealt[:count]] = True, False
    return found

"""Where people and statements stand on two axes: principal components with fixed signs, and Polis' projection."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh

from tanlu.analysis.opinion.votes import Bools, Floats, Votes


@dataclass(frozen=True, slots=True)
class Space:
    """Two axes of opinion.

    Parameters
    ----------
    mean : ndarray, shape (C,)
        Mean vote on each statement among those who voted on it; 0 where nobody did.
    axes : ndarray, shape (2, C)
        Directions of length 1; the loading that is largest in size is positive. Zeros where there is no second axis.
    shares : ndarray, shape (m,)
        Shares of the variance along the leading directions, at most ten.
    people : ndarray, shape (n, 2)
        Positions of people.
    statements : ndarray, shape (C, 2)
        Positions of someone who agrees with this statement and votes on nothing else.
    """

    mean: Floats
    axes: Floats
    shares: Floats
    people: Floats
    statements: Floats

    @property
    def extremity(self) -> Floats:
        """Return how far each statement stands from the middle."""
        found: Floats = np.hypot(self.statements[:, 0], self.statements[:, 1])
        return found


def centred(votes: Votes) -> tuple[Floats, Floats]:
    """Return the votes less the mean of their statement, 0 where there is no vote, and the means."""
    seen = votes.seen.sum(axis=0)
    mean = votes.values.sum(axis=0, dtype=np.int64) / np.maximum(seen, 1)
    return np.where(votes.seen, votes.values - mean, 0.0), mean


def space(votes: Votes, zeroed: Bools | None = None) -> Space:
    """Return axes and positions.

    A missing vote stands at the mean of its statement. A person who voted on few statements is moved outwards by
    ``sqrt(C / votes)``, so that silence does not look like moderation.

    Parameters
    ----------
    votes : Votes
    zeroed : ndarray of bool, shape (C,), optional
        Statements taken out by moderation: as in Polis they count as a pass of everybody.

    Returns
    -------
    Space
        Without two people who differ, all positions are 0.

    Examples
    --------
    >>> lines = ([1, 1, -1], [1, 1, 0], [-1, -1, 1], [-1, 0, 1])
    >>> rows = [(p, s, v) for p, line in zip("abcd", lines) for s, v in zip("123", line)]
    >>> found = space(Votes.from_rows(rows))
    >>> found.axes[0].round(2).tolist(), found.people[:, 0].round(1).tolist()
    ([0.66, 0.53, -0.53], [1.7, 1.2, -1.7, -1.2])
    """
    if zeroed is not None and zeroed.any():
        votes = Votes(
            votes.people,
            votes.statements,
            np.where(zeroed, 0, votes.values).astype(np.int8),
            votes.seen | zeroed,
        )
    apart, mean = centred(votes)
    axes, shares = components(apart)
    width = len(votes.statements)
    stretch = np.sqrt(width / np.maximum(votes.seen.sum(axis=1), 1))
    people = stretch[:, None] * (apart @ axes.T)
    statements = np.sqrt(width) * (1 - mean)[:, None] * axes.T
    return Space(mean, axes, shares, people, statements)


def components(apart: Floats, most: int = 2) -> tuple[Floats, Floats]:
    """Return the leading directions of centred rows, signs fixed, and shares of the variance.

    Parameters
    ----------
    apart : ndarray, shape (n, C)
    most : int
        How many directions.

    Returns
    -------
    tuple of ndarray
        Directions, shape (most, C), zeros where the rows have no more; shares of variance of up to ten directions.
    """
    height, width = apart.shape
    axes = np.zeros((most, width))
    if not height or not width or not apart.any():
        return axes, np.zeros(0)
    tall = height >= width
    gram = apart.T @ apart if tall else apart @ apart.T
    # The means are taken over those who voted, so that the columns sum to zero and the Gram matrix is the covariance.
    values, vectors = _leading(gram, max(most, min(10, len(gram))))
    total = float(np.trace(gram))
    floor = values[0] * 1e-12
    for at in range(min(most, len(values))):
        if values[at] <= floor:
            break
        axis = vectors[:, at] if tall else apart.T @ vectors[:, at]
        axes[at] = signed(axis / np.linalg.norm(axis))
    return axes, np.maximum(values, 0)[:10] / total


def signed(axis: Floats) -> Floats:
    """Return the direction with its largest loading positive; among equals the first decides.

    Rounding must not choose between two loadings of equal size, so those within a billionth count as equal.
    """
    size = np.abs(axis)
    first = int(np.flatnonzero(size >= size.max() * (1 - 1e-9))[0])
    found: Floats = axis if axis[first] >= 0 else -axis
    return found


def _leading(gram: Floats, most: int) -> tuple[Floats, Floats]:
    size = len(gram)
    first = max(0, size - most)
    values, vectors = eigh(gram, subset_by_index=[first, size - 1])
    return values[::-1], vectors[:, ::-1]

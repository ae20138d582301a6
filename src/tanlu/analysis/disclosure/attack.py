"""The attacker: everyone's descriptors, a few votes and every step that was told."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement

import numpy as np

from tanlu.analysis.disclosure.bands import KNOWN
from tanlu.analysis.disclosure.margins import Cuts, Ints, Margins, cuts, exists, slack

Sizes = tuple[tuple[int, ...], ...]
"""Voters of each pair of groups: a row for each group of the first cut, a column for each of the second."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A vote that known votes and the told steps would give away.

    Parameters
    ----------
    row, column : int
        Where the person belongs.
    agrees : bool
        What their vote must then be.
    known : tuple of tuple of int
        (row, column, 1 if it agrees) of each known vote; no more than it takes.
    """

    row: int
    column: int
    agrees: bool
    known: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=4096)
def settled(sizes: Sizes, margins: Margins, known: int = KNOWN) -> Settled | None:
    r"""Return a vote that someone could settle, or None where every other vote stays open.

    Persons with the same descriptors are alike to the attacker. A known vote that agrees raises the lower bound of its
    cell by one, one that does not lowers the upper bound, and either takes one from the slack of the cuts it crosses. The
    other answer of a person is impossible exactly when it takes one from a cut whose slack the known votes have used up:

    .. math:: \text{slack}_X = j \le k,\quad j \text{ votes known across } X,\quad \text{one more person across } X

    and these known votes are possible themselves. So only such cuts and such votes are tried; others settle nobody.

    Parameters
    ----------
    sizes : tuple of tuple of int, shape (R, C)
        Voters of each kind.
    margins : Margins
        What was told of the counts of those who agree.
    known : int
        Votes that the attacker knows.

    Examples
    --------
    >>> settled(((12,),), Margins(((8, 12),), ((0, 12),), (0, 12))) is None
    True
    >>> settled(((12,),), Margins(((9, 12),), ((0, 12),), (0, 12))).agrees
    True
    """
    voters = np.array(sizes, dtype=np.int64)
    if not fits(sizes, margins):
        return None
    each, left = cuts(*voters.shape), slack(np.zeros_like(voters), voters, margins)
    across = (each.leaving + each.entering) @ voters.ravel()
    tight = np.flatnonzero((left <= known) & (across > left))
    for cut in tight[np.argsort(left[tight], kind="stable")]:
        for votes in _known(each, int(cut), voters.ravel(), int(left[cut])):
            spent = each.leaving @ votes[1] + each.entering @ votes[0]
            if (left - spent >= 0).all():
                return _lost(each, int(cut), voters, votes)
    return None


def fits(sizes: Sizes, margins: Margins) -> bool:
    """Tell whether any votes at all could have led to these steps."""
    voters = np.array(sizes, dtype=np.int64)
    return exists(np.zeros_like(voters), voters, margins)


def _known(each: Cuts, cut: int, voters: Ints, count: int) -> Iterator[Ints]:
    """Yield every choice of so many votes across a cut: those that do not agree, and those that do, by cell."""
    kinds = [(int(each.leaving[cut, cell]), cell) for cell in range(len(voters)) if voters[cell]
             and (each.leaving[cut, cell] or each.entering[cut, cell])]  # fmt: skip
    for pick in combinations_with_replacement(kinds, count):
        votes = np.zeros((2, len(voters)), dtype=np.int64)
        for agrees, cell in pick:
            votes[agrees, cell] += 1
        if (votes.sum(0) <= voters).all():
            yield votes


def _lost(each: Cuts, cut: int, voters: Ints, votes: Ints) -> Settled:
    """Return one more person across a cut whose slack is used up."""
    left = voters.ravel() - votes.sum(0)
    crossing = (each.leaving[cut] + each.entering[cut]) * left
    cell = int(np.argmax(crossing > 0))
    row, column = divmod(cell, voters.shape[1])
    known = tuple(
        (*divmod(int(at), voters.shape[1]), int(agrees))
        for agrees, at in np.argwhere(votes > 0)
        for _ in range(int(votes[agrees, at]))
    )
    return Settled(row, column, bool(each.entering[cut, cell]), known)

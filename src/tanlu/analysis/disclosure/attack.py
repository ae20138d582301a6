"""The attacker: everyone's descriptors, a few votes and every step that was told."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations_with_replacement

import numpy as np

from tanlu.analysis.disclosure.bands import KNOWN, Span
from tanlu.analysis.disclosure.margins import Ints, Margins, exists

Sizes = tuple[tuple[int, ...], ...]
"""Voters of each pair of groups: a row for each group of the first cut, a column for each of the second."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A vote that three known votes and the told steps would give away.

    Parameters
    ----------
    row, column : int
        Where the person belongs.
    agrees : bool
        What their vote must then be.
    known : tuple of tuple of int
        (row, column, 1 if it agrees) of each known vote.
    """

    row: int
    column: int
    agrees: bool
    known: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=4096)
def settled(sizes: Sizes, margins: Margins, known: int = KNOWN) -> Settled | None:
    """Return a vote that someone could settle, or None where every other vote stays open.

    Persons with the same descriptors are alike to the attacker, so an attack is how many votes of each kind are known
    and how many of these agree. All attacks with ``known`` votes are tried, and every person against each of them; fewer
    votes known settle less. Whether a vote may still go either way is decided exactly (``margins.exists``).

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
    known = min(known, int(voters.sum()) - 1)
    if known < 0:
        return None
    knowing, agreeing = _attacks(voters, known)
    lows, highs = agreeing, voters - (knowing - agreeing)
    possible = exists(lows, highs, margins)
    knowing, lows, highs = knowing[possible], lows[possible], highs[possible]
    for row, column in np.argwhere(voters > 0):
        for agrees in (True, False):
            step = np.zeros_like(voters)
            step[row, column] = 1
            other = exists(lows, highs - step, margins) if agrees else exists(lows + step, highs, margins)
            lost = (knowing[:, row, column] < voters[row, column]) & ~other
            if lost.any():
                first = int(np.argmax(lost))
                return Settled(int(row), int(column), agrees, _told(knowing[first], lows[first]))
    return None


def fits(sizes: Sizes, margins: Margins) -> bool:
    """Tell whether any votes at all could have led to these steps."""
    voters = np.array(sizes, dtype=np.int64)
    return bool(exists(np.zeros_like(voters), voters, margins))


def with_row(margins: Margins, place: int, span: Span) -> Margins:
    """Return the margins with one row told."""
    return replace(margins, rows=(*margins.rows[:place], span, *margins.rows[place + 1 :]))


def with_column(margins: Margins, place: int, span: Span) -> Margins:
    """Return the margins with one column told."""
    return replace(margins, columns=(*margins.columns[:place], span, *margins.columns[place + 1 :]))


def _attacks(voters: Ints, known: int) -> tuple[Ints, Ints]:
    kinds = [(row, column, agrees) for row, column in np.argwhere(voters > 0) for agrees in (0, 1)]
    picks = list(combinations_with_replacement(range(len(kinds)), known))
    knowing = np.zeros((len(picks), *voters.shape), dtype=np.int64)
    agreeing = np.zeros_like(knowing)
    for place in range(known):
        rows, columns, agrees = np.array([kinds[pick[place]] for pick in picks]).T
        at = (np.arange(len(picks)), rows, columns)
        knowing[at] += 1
        agreeing[at] += agrees
    fitting = (knowing <= voters).all((1, 2))
    return knowing[fitting], agreeing[fitting]


def _told(knowing: Ints, agreeing: Ints) -> tuple[tuple[int, int, int], ...]:
    return tuple(
        (int(row), int(column), int(place < agreeing[row, column]))
        for row, column in np.argwhere(knowing > 0)
        for place in range(int(knowing[row, column]))
    )


def with_total(margins: Margins, span: Span) -> Margins:
    """Return the margins with the whole told."""
    return replace(margins, total=span)

"""The attacker: everyone's descriptors, a few votes and every step that was told."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement

import numpy as np

from tanlu.analysis.disclosure.bands import KNOWN
from tanlu.analysis.disclosure.margins import Ints, Margins, System, system

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
        Whether they must agree; else they cannot.
    known : tuple of tuple of int
        (row, column, vote) of each known vote: 1 agrees, -1 disagrees, 0 passes; no more than it takes.
    """

    row: int
    column: int
    agrees: bool
    known: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=4096)
def settled(sizes: Sizes, margins: Margins, known: int = KNOWN) -> Settled | None:
    r"""Return a vote that someone could settle, or None where everyone else may still be for or against.

    Persons with the same descriptors are alike to the attacker. Each known vote takes one from the inequalities that it
    bears on (``margins.system``). Another person cannot agree, or cannot disagree, exactly when that would take one from an
    inequality that the known votes have used up:

    .. math:: \text{left}_X = j \le k,\quad j \text{ votes known that bear on } X,\quad \text{one more person who would}

    and these known votes are possible themselves. So only such inequalities and such votes are tried; others settle nobody.

    Parameters
    ----------
    sizes : tuple of tuple of int, shape (R, C)
        Voters of each kind.
    margins : Margins
        What was told.
    known : int
        Votes that the attacker knows.

    Notes
    -----
    Steps of those who disagree are told of rows only, and each spares ``known + 1`` votes on either side. So whoever does
    not agree may disagree, and a row that at least :math:`d` disagree in bounds those who agree in it; nothing else follows.

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
    held, people = _tight(system(voters, margins), voters.ravel(), known), voters.ravel()
    # An inequality with as much left as votes are known cannot fail for these votes.
    near = np.flatnonzero(held.left < known)
    takes = np.hstack([held.agree[near], held.disagree[near], held.passing[near]]).T
    for at in np.argsort(held.left, kind="stable"):
        for votes in _known(held, int(at), people):
            rest = (held.agree[at] + held.disagree[at]) * (people - votes.sum(0))
            if rest.any() and (votes.ravel() @ takes <= held.left[near]).all():
                return _lost(held, int(at), rest, votes, voters.shape[1])
    return None


def _tight(held: System, people: Ints, known: int) -> System:
    """Return the inequalities that known votes can use up, each once."""
    bearing = np.minimum(1, held.agree + held.disagree + held.passing) @ people
    kept = np.flatnonzero((held.left <= known) & (bearing > held.left))
    rows = np.hstack([held.agree, held.disagree, held.passing, held.left[:, None]])[kept]
    once = kept[np.unique(rows, axis=0, return_index=True)[1]]
    return System(*(each[once] for each in (held.agree, held.disagree, held.passing, held.left)))


def fits(sizes: Sizes, margins: Margins) -> bool:
    """Tell whether any votes at all could have led to these steps."""
    spans = (*margins.rows, *margins.columns, margins.total)
    voters = np.array(sizes, dtype=np.int64)
    return all(low <= high for low, high in spans) and bool((system(voters, margins).left >= 0).all())


def _known(held: System, at: int, people: Ints) -> Iterator[Ints]:
    """Yield every choice of as many known votes as use up an inequality: by answer and cell."""
    bears = np.array([held.agree[at], held.disagree[at], held.passing[at]])
    if (held.passing[at] == held.disagree[at]).all():
        bears[2] = 0  # passing then takes what disagreeing takes, from this and no less from any other
    kinds = [(int(answer), int(cell)) for answer, cell in np.argwhere(bears * people > 0)]
    for pick in combinations_with_replacement(kinds, int(held.left[at])):
        votes = np.zeros((3, len(people)), dtype=np.int64)
        for answer, cell in pick:
            votes[answer, cell] += 1
        if (votes.sum(0) <= people).all():
            yield votes


def _lost(held: System, at: int, rest: Ints, votes: Ints, columns: int) -> Settled:
    """Return one more person who would bear on an inequality that is used up."""
    cell = int(np.argmax(rest > 0))
    known = tuple(
        (*divmod(int(place), columns), (1, -1, 0)[int(answer)])
        for answer, place in np.argwhere(votes > 0)
        for _ in range(int(votes[answer, place]))
    )
    return Settled(*divmod(cell, columns), agrees=bool(held.disagree[at, cell]), known=known)

"""What may be told of the votes on one statement: one transcript, of which every later table is a coarser view."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tanlu.analysis.disclosure.attack import Sizes, fits, settled
from tanlu.analysis.disclosure.bands import KNOWN, Span, coarse, exact, least, step_of
from tanlu.analysis.disclosure.margins import Ints, Margins
from tanlu.errors import BadTable

Steps = tuple[Span, ...]
_Put = Callable[[Margins, Span], Margins]


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is told of one statement, cut at most twice.

    Parameters
    ----------
    sizes : tuple of tuple of int, shape (R, C)
        Voters by groups of the first and of the second cut.
    told : Margins
        For each group and the whole, the step in which the count of those who agree lies; the step that holds every count
        tells nothing.
    against : tuple of Span
        For each group of the first cut, the step in which the count of those who disagree lies.
    """

    sizes: Sizes
    told: Margins
    against: Steps


def transcript(voters: Ints, agreeing: Ints, opposing: Ints, known: int = KNOWN) -> Transcript:
    """Return what may be told so that no vote is settled by ``known`` votes and all that is told.

    The first cut is told first, in exact counts with both ends banded, of those who agree and of those who disagree. Its
    groups share no one, and steps that spare four votes on either side leave each of the others free to agree and free to
    disagree (``bands.is_safe``), so each group is safe by itself. Then the whole and the groups of the second cut follow,
    of those who agree only, each in the finest steps that are safe *whatever the votes are*, given what was told before.
    The choice of steps looks at who voted and at what is already told, never at the votes, so that a coarse or a missing
    step says nothing by itself (simulatable auditing).

    Parameters
    ----------
    voters : ndarray of int, shape (R, C)
        Votes cast.
    agreeing, opposing : ndarray of int, shape (R, C)
        Of them, how many agree and how many disagree; the rest passes.
    known : int
        Votes that the attacker knows.

    Raises
    ------
    BadTable
        If a count is negative, or they are more than the votes cast.

    References
    ----------
    Kenthapadi, K., Mishra, N., Nissim, K. (2005). Simulatable auditing. Proceedings of PODS 2005, 118-127.

    Examples
    --------
    >>> said = transcript(np.array([[12], [12]]), np.array([[11], [6]]), np.array([[0], [5]]))
    >>> said.told.rows, said.told.total, said.against
    (((8, 12), (6, 6)), (14, 18), ((0, 4), (5, 5)))
    """
    _demand_counts(voters, agreeing, opposing)
    kept_rows, kept_columns = _tellable(voters.sum(1), known), _tellable(voters.sum(0), known)
    small, count = _merged(voters, kept_rows, kept_columns), _merged(agreeing, kept_rows, kept_columns)
    against = tuple(
        step_of(exact(int(cast), known), int(count))
        for cast, count in zip(voters.sum(1), opposing.sum(1), strict=True)
    )
    least_against = (*(against[place][0] for place in kept_rows), 0)
    margins = _told(tuple(map(tuple, small.tolist())), count, least_against, len(kept_columns), known)
    return Transcript(
        tuple(map(tuple, voters.tolist())),
        Margins(
            _spread(margins.rows, kept_rows, voters.sum(1)),
            _spread(margins.columns, kept_columns, voters.sum(0)),
            margins.total,
            tuple(low for low, _ in against),
        ),
        against,
    )


def _told(sizes: Sizes, count: Ints, against: tuple[int, ...], columns: int, known: int) -> Margins:
    voters = np.array(sizes, dtype=np.int64)
    down, across, all_voters = voters.sum(1).tolist(), voters.sum(0).tolist(), int(voters.sum())
    open_rows, open_columns = (tuple((0, each) for each in sums) for sums in (down, across))
    margins, rows = Margins(open_rows, open_columns, (0, all_voters), against), len(against) - 1
    for place in range(rows):
        margins = margins.with_row(place, step_of(exact(down[place], known), int(count[place].sum())))
    menu = coarse(all_voters, known) if rows else (exact(all_voters, known), *coarse(all_voters, known))
    steps = _finest(sizes, margins, Margins.with_total, menu, known)
    margins = margins.with_total(step_of(steps, int(count.sum())))
    margins = margins.with_total(_narrowed(margins))
    for place in range(columns):

        def put(held: Margins, span: Span, at: int = place) -> Margins:
            return held.with_column(at, span)

        steps = _finest(sizes, margins, put, coarse(across[place], known), known)
        margins = put(margins, step_of(steps, int(count[:, place].sum())))
    return margins


def _finest(sizes: Sizes, margins: Margins, put: _Put, menu: tuple[Steps, ...], known: int) -> Steps:
    """Return the first steps of a menu of which every one that can come is safe."""
    for steps in menu:
        coming = [held for held in (put(margins, span) for span in steps) if fits(sizes, held)]
        if all(settled(sizes, held, known) is None for held in coming):
            return steps
    return menu[-1]


def _narrowed(margins: Margins) -> Span:
    """Return what the rows and the total together tell of the total."""
    low, high = (sum(span[end] for span in margins.rows) for end in (0, 1))
    return max(low, margins.total[0]), min(high, margins.total[1])


def _tellable(voters: Ints, known: int) -> list[int]:
    return np.flatnonzero(voters >= least(known)).tolist()


def _merged(table: Ints, rows: list[int], columns: list[int]) -> Ints:
    """Return the table with what is never told in one last row and column: nothing tells them apart."""

    def gathered(held: Ints, kept: list[int]) -> Ints:
        rest = np.delete(held, kept, axis=0).sum(0, keepdims=True)
        return np.concatenate([held[kept], rest])

    return gathered(gathered(table, rows).T, columns).T


def _spread(spans: Steps, kept: list[int], voters: Ints) -> Steps:
    held = dict(zip(kept, spans, strict=False))
    return tuple(held.get(place, (0, int(count))) for place, count in enumerate(voters))


def _demand_counts(voters: Ints, agreeing: Ints, opposing: Ints) -> None:
    shapes = {each.shape for each in (voters, agreeing, opposing)}
    if len(shapes) > 1 or voters.ndim != 2 or (agreeing < 0).any() or (opposing < 0).any() or (
        agreeing + opposing > voters
    ).any():  # fmt: skip
        raise BadTable(
            ("The votes for and against do not fit the votes cast.", "同意与不同意的票数与投票数不相符。"),
            ("Count them in one table of first by second cut.", "请按第一、第二种划分在同一表中计数。"),
        )

"""Whether a table of whole numbers exists whose cells, rows, columns and total lie between bounds."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.disclosure.bands import Span

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Margins:
    """What is told of a table of counts: a step for each row and column, and one for the whole.

    Parameters
    ----------
    rows, columns : tuple of Span
        Of those who agree.
    total : Span
    against : tuple of int
        At least so many disagree in each row; empty if nothing is told of it.
    """

    rows: tuple[Span, ...]
    columns: tuple[Span, ...]
    total: Span
    against: tuple[int, ...] = ()

    def with_row(self, place: int, span: Span) -> "Margins":
        """Return the margins with one row told."""
        return replace(self, rows=(*self.rows[:place], span, *self.rows[place + 1 :]))

    def with_column(self, place: int, span: Span) -> "Margins":
        """Return the margins with one column told."""
        return replace(self, columns=(*self.columns[:place], span, *self.columns[place + 1 :]))

    def with_total(self, span: Span) -> "Margins":
        """Return the margins with the whole told."""
        return replace(self, total=span)


@dataclass(frozen=True, slots=True)
class Cuts:
    """All sets of nodes of the network source -> rows -> columns -> sink -> source, and which arcs cross them.

    Parameters
    ----------
    leaving, entering : ndarray of int, shape (K, R * C)
        Cells whose arc leaves, or enters, the set.
    leaving_margins, entering_margins : ndarray of int, shape (K, R + C + 1)
        The same of rows, columns and the total.
    """

    leaving: Ints
    entering: Ints
    leaving_margins: Ints
    entering_margins: Ints


@lru_cache(maxsize=64)
def cuts(rows: int, columns: int) -> Cuts:
    """Return all cuts of a table of this shape."""
    nodes = np.arange(1 << (rows + columns + 2))[:, None] >> np.arange(rows + columns + 2) & 1
    row, column = nodes[:, :rows], nodes[:, rows : rows + columns]
    source, sink = nodes[:, -2:-1], nodes[:, -1:]

    def crossing(tail: NDArray[Any], head: NDArray[Any]) -> Ints:
        crossed: Ints = (tail * (1 - head)).astype(np.int64)
        return crossed

    cells = row[:, :, None], column[:, None, :]
    shape = (len(nodes), rows * columns)
    return Cuts(
        crossing(*cells).reshape(shape),
        crossing(*reversed(cells)).reshape(shape),
        np.hstack([crossing(source, row), crossing(column, sink), crossing(sink, source)]),
        np.hstack([crossing(row, source), crossing(sink, column), crossing(source, sink)]),
    )


@dataclass(frozen=True, slots=True)
class System:
    r"""Every inequality that votes must keep to, and what a known vote takes from each.

    Parameters
    ----------
    agree, disagree, passing : ndarray of int, shape (K, R * C)
        1 where a vote of this kind, known in that cell, takes one from the inequality.
    left : ndarray of int, shape (K,)
        What is left of each while no vote is known.
    """

    agree: Ints
    disagree: Ints
    passing: Ints
    left: Ints


def system(voters: Ints, margins: Margins) -> System:
    r"""Return all inequalities for the number of those who agree in each cell.

    A table fits exactly when what must leave a set of nodes of the network is never more than what can enter it:

    .. math:: \sum_{e\ \text{enters}\ X} u_e - \sum_{e\ \text{leaves}\ X} l_e \ge 0 \quad\text{for every set } X

    Since all bounds are whole numbers the table then has whole numbers too: the answer is exact, not that of a relaxation.
    Where at least :math:`d` of the :math:`n` in a row disagree and :math:`p` are known to pass, at most
    :math:`n - d - p` agree; so each set that the row enters stands twice, with this bound in place of the step, and the
    bound may not fall below the step.

    Parameters
    ----------
    voters : ndarray of int, shape (R, C)
    margins : Margins

    References
    ----------
    Hoffman, A. J. (1960). Some recent applications of the theory of linear inequalities to extremal combinatorial
    analysis. Proceedings of Symposia in Applied Mathematics 10, 113-127.
    """
    each, shape = (
        cuts(*voters.shape),
        _inequalities(*voters.shape, tuple(least > 0 for least in margins.against)),
    )
    told = np.array([*margins.rows, *margins.columns, margins.total], dtype=np.int64)
    left: Ints = each.entering @ voters.ravel()
    left += each.entering_margins @ told[:, 1] - each.leaving_margins @ told[:, 0]
    left = left[shape.cut]
    if margins.against:
        rows, least = told[: len(voters)], np.array(margins.against, dtype=np.int64)
        room = voters.sum(1) - least
        left -= shape.bounded @ (rows[:, 1] - room)
        left = np.concatenate([left, (room - rows[:, 0])[least > 0]])
    return System(shape.agree, shape.disagree, shape.passing, left)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What all inequalities of one shape share; ``bounded``: rows under the bound that opposition leaves."""

    agree: Ints
    disagree: Ints
    passing: Ints
    cut: Ints
    bounded: Ints


@lru_cache(maxsize=64)
def _inequalities(rows: int, columns: int, bounded: tuple[bool, ...]) -> _Shape:
    each = cuts(rows, columns)
    number = np.arange(len(each.leaving))
    held = _Shape(
        each.leaving, each.entering, each.entering, number, np.zeros((len(number), rows), dtype=np.int64)
    )
    for row, is_bounded in enumerate(bounded):
        if is_bounded:
            held = _doubled(held, row, each.entering_margins[held.cut, row] > 0)
    own = np.repeat(np.eye(rows, dtype=np.int64), columns, axis=1)[
        np.array([*bounded, *([False] * rows)][:rows])
    ]
    none = np.zeros_like(own)
    return replace(
        held,
        agree=np.vstack([held.agree, none]),
        disagree=np.vstack([held.disagree, none]),
        passing=np.vstack([held.passing, own]),
    )


def _doubled(held: _Shape, row: int, entered: Bools) -> _Shape:
    """Add every set that a row enters once more, where all who are known to pass in it take one."""
    which = np.flatnonzero(entered)
    passing, bounded = held.passing[which].copy(), held.bounded[which].copy()
    columns = passing.shape[1] // held.bounded.shape[1]
    passing[:, row * columns : (row + 1) * columns] = 1
    bounded[:, row] = 1
    return _Shape(
        np.vstack([held.agree, held.agree[which]]),
        np.vstack([held.disagree, held.disagree[which]]),
        np.vstack([held.passing, passing]),
        np.concatenate([held.cut, held.cut[which]]),
        np.vstack([held.bounded, bounded]),
    )

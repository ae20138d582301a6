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
    total : Span
    """

    rows: tuple[Span, ...]
    columns: tuple[Span, ...]
    total: Span

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


def slack(lows: Ints, highs: Ints, margins: Margins) -> Ints:
    r"""Return by how much each cut could still be tightened.

    A table fits exactly when no cut is below zero: what must leave a set of nodes may not be more than what can enter it.

    .. math:: \sum_{e\ \text{enters}\ X} u_e - \sum_{e\ \text{leaves}\ X} l_e \ge 0 \quad\text{for every set } X

    Since all bounds are whole numbers the table then has whole numbers too: the answer is exact, not that of a relaxation.

    Parameters
    ----------
    lows, highs : ndarray of int, shape (R, C)
        Bounds of the cells.
    margins : Margins

    Returns
    -------
    ndarray of int, shape (K,)

    References
    ----------
    Hoffman, A. J. (1960). Some recent applications of the theory of linear inequalities to extremal combinatorial
    analysis. Proceedings of Symposia in Applied Mathematics 10, 113-127.
    """
    each = cuts(*lows.shape)
    told = np.array([*margins.rows, *margins.columns, margins.total], dtype=np.int64)
    found: Ints = each.entering @ highs.ravel() - each.leaving @ lows.ravel()
    found += each.entering_margins @ told[:, 1] - each.leaving_margins @ told[:, 0]
    return found


def exists(lows: Ints, highs: Ints, margins: Margins) -> bool:
    """Tell whether whole numbers fit between the bounds of cells and margins.

    Examples
    --------
    >>> box = np.zeros((2, 2), np.int64), np.ones((2, 2), np.int64)
    >>> exists(*box, Margins(((1, 1), (1, 1)), ((2, 2), (0, 0)), (0, 4)))
    True
    >>> exists(*box, Margins(((2, 2), (1, 1)), ((2, 2), (0, 0)), (0, 4)))
    False
    """
    spans = (*margins.rows, *margins.columns, margins.total)
    ordered = bool((lows <= highs).all()) and all(low <= high for low, high in spans)
    return ordered and bool((slack(lows, highs, margins) >= 0).all())

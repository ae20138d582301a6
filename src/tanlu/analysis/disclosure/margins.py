"""Whether a table of whole numbers exists whose cells, rows, columns and total lie between bounds."""

from dataclasses import dataclass

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


def exists(lows: Ints, highs: Ints, margins: Margins) -> Bools:
    r"""Tell for each table of a stack whether whole numbers fit between its bounds and margins.

    Each column with its cell and sum bounds is an integral generalised polymatroid over the rows; their sum is one, and so
    are the bounds of rows and total. Two of them with functions (p, q) and (p', q') share a whole point exactly when

    .. math:: p(A) \le q'(A) \quad\text{and}\quad p'(A) \le q(A) \quad\text{for every set of rows } A

    (Frank's intersection theorem; without a total it is Hoffman's condition for circulations). So the answer is exact,
    not that of a relaxation.

    Parameters
    ----------
    lows, highs : ndarray of int, shape (..., R, C)
        Bounds of the cells.
    margins : Margins
        Bounds of R rows, C columns and the total.

    Returns
    -------
    ndarray of bool, shape (...)

    References
    ----------
    Frank, A. (1984). Generalized polymatroids. Finite and Infinite Sets, 285-294.
    Hoffman, A. J. (1960). Some recent applications of the theory of linear inequalities to extremal combinatorial
    analysis. Proceedings of Symposia in Applied Mathematics 10, 113-127.

    Examples
    --------
    >>> box = np.zeros((2, 2), np.int64), np.ones((2, 2), np.int64)
    >>> bool(exists(*box, Margins(((1, 1), (1, 1)), ((2, 2), (0, 0)), (0, 4))))
    True
    >>> bool(exists(*box, Margins(((2, 2), (1, 1)), ((2, 2), (0, 0)), (0, 4))))
    False
    """
    row_low, row_high = _pair(margins.rows)
    column_low, column_high = _pair(margins.columns)
    least, most = margins.total
    low_sums, high_sums = lows.sum(-2), highs.sum(-2)
    answer: Bools = np.asarray((lows <= highs).all((-2, -1)))
    answer &= ((low_sums <= column_high) & (high_sums >= column_low)).all(-1)
    answer &= bool((row_low <= row_high).all() and row_low.sum() <= most and row_high.sum() >= least)
    for chosen in _subsets(len(margins.rows)):
        inner_low, inner_high = lows[..., chosen, :].sum(-2), highs[..., chosen, :].sum(-2)
        top = np.minimum(inner_high, column_high - (low_sums - inner_low)).sum(-1)
        bottom = np.maximum(inner_low, column_low - (high_sums - inner_high)).sum(-1)
        told_top = min(row_high[chosen].sum(), most - row_low[~chosen].sum())
        told_bottom = max(row_low[chosen].sum(), least - row_high[~chosen].sum())
        answer &= (bottom <= told_top) & (told_bottom <= top)
    return answer


def _subsets(rows: int) -> list[Bools]:
    return [np.array([bool(mask >> row & 1) for row in range(rows)]) for mask in range(1 << rows)]


def _pair(spans: tuple[Span, ...]) -> tuple[Ints, Ints]:
    both = np.array(spans, dtype=np.int64).reshape(len(spans), 2)
    return both[:, 0], both[:, 1]

"""RAS and GRAS: a matrix brought to new row and column totals, signs and zeros kept."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]

TOLERANCE: Final = 1e-13
"""Of the margins, relative to the largest of them."""
MOST_STEPS: Final = 10_000

_RAS: Final = Text(
    "RAS: rows and columns scaled in turn until both totals are met (Stone 1961; Bacharach 1970)",
    "RAS：行、列交替按比例调整，直至行合计和列合计均符合（Stone 1961；Bacharach 1970）",
)
_GRAS: Final = Text(
    "GRAS: positive cells times r s, negative cells divided by r s, so that signs and zeros are kept (Junius & Oosterhaven "
    "2003; Lenzen, Wood & Gallego 2007; Temurshoev, Miller & Bouwmeester 2013)",
    "GRAS：正值乘以 r s，负值除以 r s，符号和零值不变（Junius & Oosterhaven 2003；Lenzen、Wood & Gallego 2007；"
    "Temurshoev、Miller & Bouwmeester 2013）",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Balanced:
    """A matrix with the totals asked for.

    Parameters
    ----------
    values : ndarray, shape (n, m)
    steps : int
        Rounds of rows and columns.
    off : float
        Largest distance of a row or column from its total, in the unit of the totals.
    method : Text
    """

    values: Floats
    steps: int
    off: float
    method: Text


def ras(start: ArrayLike, rows: ArrayLike, columns: ArrayLike) -> Balanced:
    r"""Return :math:`\hat r A \hat s` with these totals.

    Parameters
    ----------
    start : array_like, shape (n, m)
        From zero up.
    rows, columns : array_like, shape (n,) and (m,)
        Totals, from zero up.

    Raises
    ------
    BadTable
        If a cell or total is negative (use :func:`gras`), and as :func:`gras`.

    Examples
    --------
    >>> ras([[1, 2], [3, 4]], [4, 6], [5, 5]).values.sum(axis=0).round(9).tolist()
    [5.0, 5.0]
    """
    given = [np.array(each, dtype=np.float64) for each in (start, rows, columns)]
    if any((each < 0).any() for each in given):
        raise BadTable(
            ("RAS takes cells and totals from zero up, and one is negative.",
             "RAS 要求各单元格和合计不小于零，其中有负值。"),
            ("Use GRAS, which keeps signs.", "请改用保持符号的 GRAS。"),
        )  # fmt: skip
    return _balance(given[0], given[1], given[2], _RAS)


def gras(start: ArrayLike, rows: ArrayLike, columns: ArrayLike) -> Balanced:
    r"""Return the matrix nearest to a signed one with these totals.

    With :math:`P - N` the positive and negative parts, :math:`p_i = \sum_j P_{ij} s_j`, :math:`n_i = \sum_j N_{ij}/s_j`:
    :math:`r_i = [u_i + \sqrt{u_i^2 + 4 p_i n_i}] / (2 p_i)`, and :math:`r_i = -n_i / u_i` where :math:`p_i = 0`.

    Parameters
    ----------
    start : array_like, shape (n, m)
    rows, columns : array_like, shape (n,) and (m,)
        Totals; both must sum to the same.

    Raises
    ------
    BadTable
        If shapes do not fit, a number is not finite, the totals disagree, a row or column cannot reach its total with the
        signs it has, or no such matrix exists.

    References
    ----------
    Junius & Oosterhaven (2003), Economic Systems Research 15:87-96; Lenzen, Wood & Gallego (2007), 19:461-465;
    Temurshoev, Miller & Bouwmeester (2013), 25:361-367.

    Examples
    --------
    >>> start = [[7, 3, 5, -3], [2, 9, 8, 0], [-2, 0, 2, 0]]
    >>> gras(start, [15, 26, -1], [9, 16, 17, -2]).values.round(4).tolist()[2]
    [-2.4253, 0.0, 1.4253, 0.0]
    """
    given = [np.array(each, dtype=np.float64) for each in (start, rows, columns)]
    return _balance(given[0], given[1], given[2], _GRAS)


def _balance(start: Floats, rows: Floats, columns: Floats, method: Text) -> Balanced:
    _demand(start, rows, columns)
    for values, totals, kind in ((start, rows, Text("row", "行")), (start.T, columns, Text("column", "列"))):
        _demand_reach(values, totals, kind)
    plus, minus = np.maximum(start, 0.0), np.maximum(-start, 0.0)
    up, down = np.ones(len(columns)), np.ones(len(columns))  # s and 1/s, apart because either may be zero
    scale = max(float(np.abs(rows).max()), float(np.abs(columns).max()), 1e-300)
    off, best, since = np.inf, np.inf, 0
    values = start
    for step in range(1, MOST_STEPS + 1):
        left, right = _factors(plus @ up, minus @ down, rows)
        up, down = _factors(left @ plus, right @ minus, columns)
        values = plus * np.outer(left, up) - minus * np.outer(right, down)
        if not np.isfinite(values).all():
            raise _infeasible()
        off = max(
            float(np.abs(values.sum(axis=1) - rows).max()), float(np.abs(values.sum(axis=0) - columns).max())
        )
        if off <= TOLERANCE * scale:
            return Balanced(values, step, off, method)
        best, since = (off, 0) if off < 0.999 * best else (best, since + 1)
        if since > 200:
            break
    if off <= 1e-9 * scale:
        return Balanced(values, step, off, method)
    raise _infeasible()


def _factors(plus: Floats, minus: Floats, totals: Floats) -> tuple[Floats, Floats]:
    """Return r and 1/r; r is zero where only positives stand and the total is zero, 1/r likewise."""
    root = np.sqrt(totals * totals + 4.0 * plus * minus)
    # u + root loses its digits for u < 0, hence the other form of the same root
    high = np.where(totals >= 0, totals + root, 0.0)
    low = np.where(totals < 0, root - totals, 0.0)
    r = np.ones_like(totals)
    np.divide(high, 2.0 * plus, out=r, where=(plus > 0) & (totals >= 0))
    np.divide(2.0 * minus, low, out=r, where=(low > 0) & (totals < 0))
    inverse = np.divide(1.0, r, out=np.zeros_like(r), where=r > 0)
    inverse[(plus == 0) & (totals == 0)] = 0.0
    return r, inverse


def _demand(start: Floats, rows: Floats, columns: Floats) -> None:
    if start.ndim != 2 or rows.shape != start.shape[:1] or columns.shape != start.shape[1:] or not start.size:
        raise BadTable(
            (f"The matrix has the shape {start.shape}, the totals {rows.shape} and {columns.shape}.",
             f"矩阵的形状为 {start.shape}，合计为 {rows.shape} 和 {columns.shape}。"),
            ("Give one total a row and one a column.", "每行每列各一个合计。"),
        )  # fmt: skip
    if not all(np.isfinite(each).all() for each in (start, rows, columns)):
        raise BadTable(
            ("A cell or total is NaN or infinite.", "有单元格或合计为 NaN 或无穷大。"),
            ("Write 0 where nothing stands.", "没有数值的请填 0。"),
        )
    off = abs(float(rows.sum() - columns.sum()))
    if off > 1e-9 * max(float(np.abs(rows).sum()), float(np.abs(columns).sum())):
        raise BadTable(
            (f"The row totals sum to {rows.sum():.12g}, the column totals to {columns.sum():.12g}.",
             f"各行合计之和为 {rows.sum():.12g}，各列合计之和为 {columns.sum():.12g}。"),
            ("Both must be the same; settle the difference first.", "两者须相等，请先处理差额。"),
        )  # fmt: skip


def _demand_reach(values: Floats, totals: Floats, kind: Text) -> None:
    """Make sure that each row can reach its total with the signs it has."""
    positive, negative = (values > 0).any(axis=1), (values < 0).any(axis=1)
    stuck = ((totals > 0) & ~positive) | ((totals < 0) & ~negative)
    if stuck.any():
        at = int(np.argmax(stuck))
        raise BadTable(
            (f"The {kind.en} {at + 1} has no cell of the sign of its total ({totals[at]:g}).",
             f"第 {at + 1} {kind.zh}没有与合计（{totals[at]:g}）同号的单元格。"),
            ("Correct the total, or put a first guess into a cell of it.", "请更正合计，或在其中填入初始估计值。"),
        )  # fmt: skip


def _infeasible() -> BadTable:
    return BadTable(
        ("No matrix with these zeros and signs has these totals.", "在现有零值和符号下，没有矩阵符合这些合计。"),
        ("Check the totals of rows that have few cells, and zeros that should not be.",
         "请核对单元格少的行、列的合计，以及不应为零的单元格。"),
    )  # fmt: skip

"""The transportation problem, solved exactly: as much as can be shipped, at the least cost."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_NEVER: Final = 1 << 60
_FINEST: Final = 1 << 40


def ship(cost: Floats, supply: Whole, demand: Whole, allowed: NDArray[np.bool_]) -> Whole:
    r"""Return the shipment that places the most units, and among those costs the least.

    Minimise :math:`\sum_{ij} c_{ij} x_{ij}` over whole :math:`x_{ij} \ge 0` with row sums at most the supply and column
    sums at most the demand, zero where not allowed, and :math:`\sum_{ij} x_{ij}` the largest possible.

    Parameters
    ----------
    cost : ndarray, shape (m, n)
        From zero up, finite; whatever stands in a pair that is not allowed is not read.
    supply : ndarray of int, shape (m,)
    demand : ndarray of int, shape (n,)
    allowed : ndarray of bool, shape (m, n)

    Returns
    -------
    ndarray of int, shape (m, n)

    Notes
    -----
    Successive shortest paths (Ahuja, Magnanti & Orlin 1993, Network Flows, section 9.7) on the graph of rows: row i
    takes a unit of a full column from row k, at :math:`\min_j (c_{ij} - c_{kj})` over columns that k ships to, until
    a row reaches a column with room. Each shipment on the way is of least cost for its size. Costs are rounded to
    2^-40 of the largest, so that sums are exact and rounding cannot make a cycle.

    Examples
    --------
    >>> cost = np.array([[1.0, 2.0], [1.0, 5.0]])
    >>> ship(cost, np.array([3, 3]), np.array([3, 3]), np.full((2, 2), True)).tolist()
    [[0, 3], [3, 0]]
    """
    largest = float(np.where(allowed, cost, 0.0).max(initial=0.0))
    scaled = np.where(allowed, cost, 0.0) * (_FINEST / largest if largest else 1.0)
    price = np.where(allowed, np.rint(scaled).astype(np.int64), _NEVER)
    flow = np.zeros(price.shape, np.int64)
    left, room = supply.astype(np.int64).copy(), demand.astype(np.int64).copy()
    rows = len(left)
    swap = np.full((rows, rows), _NEVER)  # swap[i, k]: least price for row i to take a column of row k
    by = np.zeros((rows, rows), np.intp)
    while True:
        open_columns = np.flatnonzero(room > 0)
        if not left.any() or not open_columns.size:
            return flow
        path = _path(price, left, open_columns, swap, by)
        if path is None:
            return flow
        _augment(path, flow, left, room)
        for row in {each for each, _ in path}:
            _refresh(row, price, flow, swap, by)


def _path(
    price: Whole, left: Whole, open_columns: NDArray[np.intp], swap: Whole, by: NDArray[np.intp]
) -> list[tuple[int, int]] | None:
    """Return rows and the column that each takes, from a row with units left to a column with room; None if none is."""
    best = np.where(left > 0, np.int64(0), _NEVER)
    before = np.full(len(left), -1)
    for _ in range(len(left)):
        through = best[:, None] + swap
        come = through.argmin(axis=0)
        reached = through[come, np.arange(len(left))]
        better = (reached < best) & (reached < _NEVER // 2)
        if not better.any():
            break
        best[better], before[better] = reached[better], come[better]
    ends = price[:, open_columns]
    out = ends.argmin(axis=1)
    total = best + ends[np.arange(len(left)), out]
    row = int(total.argmin())
    if total[row] >= _NEVER // 2:
        return None
    path = [(row, int(open_columns[out[row]]))]
    while before[row] >= 0:
        come_from = int(before[row])
        path.append((come_from, int(by[come_from, row])))
        row = come_from
    return path[::-1]


def _augment(path: list[tuple[int, int]], flow: Whole, left: Whole, room: Whole) -> None:
    """Ship as much as the path bears: each row gives up the column that the row before it takes."""
    given = list(zip([row for row, _ in path[1:]], [column for _, column in path[:-1]], strict=True))
    amount = min([int(left[path[0][0]]), int(room[path[-1][1]]), *(int(flow[each]) for each in given)])
    for each in path:
        flow[each] += amount
    for each in given:
        flow[each] -= amount
    left[path[0][0]] -= amount
    room[path[-1][1]] -= amount


def _refresh(row: int, price: Whole, flow: Whole, swap: Whole, by: NDArray[np.intp]) -> None:
    """Work out anew what it costs every row to take a column of this one."""
    held = np.flatnonzero(flow[row])
    if not held.size:
        swap[:, row] = _NEVER
        return
    change = price[:, held] - price[row, held]
    least = change.argmin(axis=1)
    swap[:, row] = change[np.arange(len(change)), least]
    by[:, row] = held[least]
    swap[row, row] = _NEVER

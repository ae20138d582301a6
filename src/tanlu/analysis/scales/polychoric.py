"""Correlation of what lies beneath two ordered answers."""

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import ndtr, ndtri

from tanlu.analysis.scales.ratings import Floats, Ints
from tanlu.analysis.stopping import NARROW, Stopping, unsuited
from tanlu.errors import BadTable

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(48)
_LIMIT = 0.9999


def polychoric(
    table: Ints, margins: tuple[Ints, Ints] | None = None, *, stopping: Stopping = NARROW
) -> float | None:
    r"""Return the polychoric correlation of a table of counts, in two steps.

    Thresholds from the margins, then the correlation of greatest likelihood of a normal distribution cut at them:
    :math:`\sum n_{ij} \ln P_{ij}(\rho)`.

    Parameters
    ----------
    table : ndarray of int, shape (r, c)
        Both answers from their lowest value up; rows and columns that nobody gave are left out.
    margins : tuple of ndarray of int, optional
        How often each value of either answer was given, with those who gave only one of the two; else the sums of the table.
    stopping : Stopping, optional
        When the search (Brent's, from -1 to 1) has narrowed enough: ``correlation``.

    Returns
    -------
    float or None
        None where an answer does not vary, or the likelihood grows up to a correlation of one.

    Raises
    ------
    BadTable
        If a count is negative, or the criterion is another.

    References
    ----------
    Olsson (1979), Psychometrika 44:443-460. Drezner & Wesolowsky (1990), Journal of Statistical Computation and
    Simulation 35:101-107, for the normal distribution of two variables. Brent (1973), Algorithms for Minimization
    without Derivatives.

    Examples
    --------
    >>> round(polychoric(np.array([[40, 10], [10, 40]])), 4)
    0.809
    """
    if stopping.criterion != "correlation":
        raise unsuited(stopping, ("correlation",))
    given = _margins(table, margins)
    counts = table[given[0] > 0][:, given[1] > 0]
    if min(counts.shape) < 2 or not counts.any():
        return None
    rows, columns = (_thresholds(each[each > 0]) for each in given)

    def loss(rho: float) -> float:
        cumulated = np.zeros((len(rows) + 2, len(columns) + 2))
        cumulated[1:-1, 1:-1] = _below(rows, columns, rho)
        cumulated[-1, 1:-1], cumulated[1:-1, -1], cumulated[-1, -1] = ndtr(columns), ndtr(rows), 1
        cells = np.diff(np.diff(cumulated, axis=0), axis=1)
        return -float((counts * np.log(np.maximum(cells, 1e-300))).sum())

    ways = {"xatol": stopping.tolerance, "maxiter": stopping.most_steps}
    found = minimize_scalar(loss, bounds=(-1.0, 1.0), method="bounded", options=ways)
    near_one = abs(found.x) >= _LIMIT - max(1e-4, stopping.tolerance)
    return None if near_one or not found.success else float(found.x)


def _margins(table: Ints, margins: tuple[Ints, Ints] | None) -> tuple[Ints, Ints]:
    given = (table.sum(axis=1), table.sum(axis=0)) if margins is None else margins
    too_many = any((each < table.sum(axis=axis)).any() for each, axis in zip(given, (1, 0), strict=True))
    if (table < 0).any() or too_many:
        raise BadTable(
            (
                "The table of two answers holds a negative count, or more than its margins.",
                "两题的交叉表中有负数，或大于其合计。",
            ),
            ("Count who gave each pair of answers.", "请统计每一对答案的人数。"),
        )
    return given


def _thresholds(counts: Ints) -> Floats:
    return np.asarray(ndtri(np.cumsum(counts)[:-1] / counts.sum()), dtype=np.float64)


def _below(rows: Floats, columns: Floats, rho: float) -> Floats:
    """Return the chance that both lie below: the product of the margins, and an integral over the angle."""
    a, b = rows[:, None, None], columns[None, :, None]
    top = np.arcsin(rho)
    angle = top * (_NODES + 1) / 2
    inner = np.exp(-(a**2 + b**2 - 2 * a * b * np.sin(angle)) / (2 * np.cos(angle) ** 2))
    return np.asarray(ndtr(rows)[:, None] * ndtr(columns) + top / (4 * np.pi) * (inner @ _WEIGHTS))

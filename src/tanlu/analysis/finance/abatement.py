"""Measures that cut emissions: a cost per tonne where it orders them, and a frontier where it does not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.errors import BadTable

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures in two lists.

    Parameters
    ----------
    costly : ndarray of int
        Measures that cost money, cheapest tonne first.
    per_tonne : ndarray, shape (costly,)
        Their cost per tonne.
    gainful : ndarray of int
        Measures that save money, unranked: in the order given.
    unbeaten : ndarray of bool, shape (gainful,)
        Which of them no other beats in both saving and tonnes.
    """

    costly: NDArray[np.intp]
    per_tonne: Floats
    gainful: NDArray[np.intp]
    unbeaten: NDArray[np.bool_]


def measures(cost: ArrayLike, tonnes: ArrayLike) -> Measures:
    """Return measures ordered by cost per tonne where they cost money, and as a frontier where they save it.

    A negative cost per tonne ranks the measure with fewer tonnes before the one with more for the same saving, so it is
    not offered (Taylor 2012, Energy Policy 48:430-438).

    Parameters
    ----------
    cost, tonnes : array_like, shape (n,)
        Net cost a year (negative where money is saved), and tonnes of CO2 avoided a year, above zero.

    Raises
    ------
    BadTable
        If a measure avoids nothing, or holds no number.

    Examples
    --------
    >>> found = measures([-100.0, -100.0, 50.0], [10.0, 100.0, 5.0])
    >>> found.gainful.tolist(), found.unbeaten.tolist(), found.per_tonne.tolist()
    ([0, 1], [False, True], [10.0])
    """
    costs, tons = np.asarray(cost, np.float64), np.asarray(tonnes, np.float64)
    if costs.shape != tons.shape or costs.ndim != 1 or not np.isfinite(costs).all() or not (tons > 0).all():
        raise BadTable(
            (
                "A measure avoids no emissions, or its cost is no number.",
                "某项措施没有减排量，或费用不是数值。",
            ),
            ("Leave out measures that avoid nothing.", "没有减排量的措施请不要列入。"),
        )
    costly = np.flatnonzero(costs > 0)
    costly = costly[np.argsort(costs[costly] / tons[costly], kind="stable")]
    gainful = np.flatnonzero(costs <= 0)
    saving, avoided = -costs[gainful], tons[gainful]
    more = (saving[None] >= saving[:, None]) & (avoided[None] >= avoided[:, None])
    better = more & ((saving[None] > saving[:, None]) | (avoided[None] > avoided[:, None]))
    unbeaten: NDArray[np.bool_] = np.logical_not(better.any(axis=1))
    return Measures(costly, costs[costly] / tons[costly], gainful, unbeaten)

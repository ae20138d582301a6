"""Figures set against a base: indexes, amounts per person, prices of another year."""

from collections.abc import Sequence

from tanlu.analysis.coal.dependence import ratio


def index(value: float, base: float) -> float:
    """Return ``value`` with ``base`` set to 100.

    Examples
    --------
    >>> index(215.24, 422.0)
    51.00...
    """
    return 100 * ratio(value, base)


def chained(changes: Sequence[float]) -> float:
    r"""Return the growth of a price index over several years of percent changes: :math:`\prod(1 + p_i/100)`.

    Parameters
    ----------
    changes : sequence of float
        Percent, one a year, oldest first; an empty sequence gives 1.

    Examples
    --------
    >>> chained([2.0, 3.0])
    1.0506
    """
    growth = 1.0
    for change in changes:
        growth *= 1 + change / 100
    return growth

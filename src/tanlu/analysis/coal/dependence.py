"""Shares and intensities of a coal region."""

from collections.abc import Callable
from functools import partial

from tanlu.errors import NotComparable


def share(part: float, whole: float) -> float:
    r"""Return ``part`` as a percentage of ``whole``: :math:`100\,p/w`.

    Parameters
    ----------
    part, whole : float
        In one unit; ``whole`` above zero.

    Raises
    ------
    NotComparable
        If ``whole`` is not above zero.

    Notes
    -----
    A part above its whole is returned as it is (above 100): two scopes can make it so, and hiding it would
    hide the reason.

    Examples
    --------
    >>> share(33.29, 46.63)
    71.39...
    """
    return 100 * ratio(part, whole)


def ratio(part: float, whole: float) -> float:
    """Return ``part / whole`` in the unit that the two make.

    Raises
    ------
    NotComparable
        If ``whole`` is not above zero.

    Examples
    --------
    >>> ratio(5012, 215.24)
    23.28...
    """
    if not whole > 0:
        raise NotComparable(
            (f"A ratio to {whole:g} has no meaning.", f"分母为 {whole:g}，比值没有意义。"),
            ("Check the figure below the line.", "请核对作分母的数字。"),
        )
    return part / whole


def rest(known: float) -> float:
    """Return what a percentage leaves of one hundred.

    Examples
    --------
    >>> rest(57.6)
    42.4
    """
    return 100 - known


def total(**parts: float) -> float:
    """Return the sum of named parts in one unit.

    Examples
    --------
    >>> total(wind=3.0, solar=0.5)
    3.5
    """
    return sum(parts.values())


def share_of_sum(fuel: str) -> Callable[..., float]:
    """Return a function that gives ``fuel`` as a percentage of all named parts together.

    Examples
    --------
    >>> share_of_sum("wind")(wind=1.0, thermal=3.0)
    25.0
    """
    return partial(_share_of_sum, fuel)


def _share_of_sum(fuel: str, /, **parts: float) -> float:
    return share(parts[fuel], sum(parts.values()))


def as_published(value: float) -> float:
    """Return a figure as its source gives it.

    Examples
    --------
    >>> as_published(13.57)
    13.57
    """
    return value


def revenue_share(share_of_tax: float, tax: float, revenue: float) -> float:
    """Return the share of revenue that a share of one tax makes, in percent.

    Parameters
    ----------
    share_of_tax : float
        Percent of the tax that coal pays.
    tax, revenue : float
        In one currency and year.

    Examples
    --------
    >>> revenue_share(40, 946e6, 6.5e9)
    5.82...
    """
    return share(share_of_tax / 100 * tax, revenue)


def tonnes_from_standard_coal(tce: float, tce_per_t: float) -> float:
    """Return tonnes of raw coal from tonnes of standard coal at one heat content.

    Parameters
    ----------
    tce : float
        Tonnes of coal equivalent (any multiple; the result keeps it).
    tce_per_t : float
        Heat content of one tonne of the raw coal, in tce.

    Examples
    --------
    >>> tonnes_from_standard_coal(714.0, 0.714)
    1000.0
    """
    return ratio(tce, tce_per_t)

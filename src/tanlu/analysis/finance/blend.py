"""Blended finance: the cost of mixed capital, what public money draws, the grant in a cheap loan, the least grant."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tanlu.analysis.finance.basis import demand_finite
from tanlu.analysis.finance.cash import flows_of, irr, npv
from tanlu.analysis.finance.rates import payment
from tanlu.errors import BadTable
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Tranche:
    """A part of the capital.

    Parameters
    ----------
    amount, rate : float
        Money, and what it costs a year; a grant costs nothing.
    public : bool
        Whether it comes from public or philanthropic sources.
    """

    amount: float
    rate: float
    public: bool


@dataclass(frozen=True, slots=True)
class Blend:
    """Mixed capital.

    Parameters
    ----------
    rate : float
        Its cost a year, weighted by amount.
    total, public : float
        Money.
    leverage : float or None
        Private money for each unit of public money; None where there is no public money.
    """

    rate: float
    total: float
    public: float
    leverage: float | None


def blend(tranches: Sequence[Tranche]) -> Blend:
    """Return the cost of mixed capital, and how much private money stands beside the public money.

    Raises
    ------
    BadTable
        If nothing is invested, or an amount is negative.

    Examples
    --------
    >>> found = blend([Tranche(1.0, 0.0, True), Tranche(3.0, 0.08, False)])
    >>> found.rate, found.leverage
    (0.06, 3.0)
    """
    total = sum(each.amount for each in tranches)
    if not total > 0 or any(each.amount < 0 for each in tranches):
        raise BadTable(
            (
                "The parts of the capital add up to nothing, or one is negative.",
                "资金各部分合计为零，或有负数。",
            ),
            ("Give each part an amount of zero or more.", "每一部分的金额须为零或正数。"),
        )
    public = sum(each.amount for each in tranches if each.public)
    rate = sum(each.amount * each.rate for each in tranches) / total
    return Blend(rate, total, public, (total - public) / public if public else None)


def grant_equivalent(face: float, rate: float, years: int, market_rate: float) -> float:
    """Return the share of a loan that is a gift: 1 - present value of its level service at the market rate / face.

    Examples
    --------
    >>> grant_equivalent(100.0, 0.05, 10, 0.05)
    0.0
    >>> round(grant_equivalent(100.0, 0.0, 10, 0.05), 4)
    0.2278
    """
    demand_finite(Text("face value", "贷款面额"), face, above=0)
    service = payment(rate, years, face)
    worth = float(npv(np.concatenate(([0.0], np.full(years, service))), market_rate)[0])
    return max(0.0, round(1 - worth / face, 12))


@dataclass(frozen=True, slots=True)
class LeastGrant:
    """The smallest grant with which a project is worth doing.

    Parameters
    ----------
    amount : float
        At time zero; zero where it is worth doing without.
    share : float
        Of the outlay at time zero.
    without : float or None
        Its rate of return without the grant; None where there is none.
    """

    amount: float
    share: float
    without: float | None


def least_grant(flow: ArrayLike, hurdle: float) -> LeastGrant:
    """Return the smallest grant at time zero that lifts a project to a hurdle rate.

    Parameters
    ----------
    flow : array_like, shape (periods + 1,)
        The outlay at time zero is negative.
    hurdle : float
        The rate that an investor asks for.

    Raises
    ------
    BadTable
        If time zero holds no outlay: then there is nothing to be granted.

    Notes
    -----
    A grant at time zero raises the present value by itself, so the least grant is the missing present value at the hurdle,
    and no search is needed.

    Examples
    --------
    >>> round(least_grant([-100.0, 60.0, 50.0], 0.10).amount, 4)
    4.1322
    """
    one = flows_of(flow)[0]
    if one[0] >= 0:
        raise BadTable(
            ("The flow holds no outlay at time zero.", "现金流在期初没有支出。"),
            ("Give what is invested as a negative first number.", "请将投资记为第一个数，取负值。"),
        )
    missing = max(0.0, -float(npv(one, hurdle)[0]))
    rates = irr(one).rates
    return LeastGrant(missing, missing / -one[0], rates[0] if len(rates) == 1 else None)

"""Rates: real and nominal, recovery of capital, weighted cost of capital, payments of a loan."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.finance.basis import demand_finite
from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]


def crf(rate: ArrayLike, years: ArrayLike) -> Floats:
    r"""Return the capital recovery factor, :math:`r / (1 - (1+r)^{-n})`, and :math:`1/n` at a rate of zero.

    Parameters
    ----------
    rate : array_like
        Per year, above -1.
    years : array_like
        Above zero; broadcast with ``rate``.

    Raises
    ------
    BadTable
        If a rate or a number of years is off its range.

    Examples
    --------
    >>> crf([0.07, 0.10], [30, 20]).round(7).tolist(), float(crf(0.0, 25))
    ([0.0805864, 0.1174596], 0.04)
    """
    rates, spans = np.broadcast_arrays(np.asarray(rate, np.float64), np.asarray(years, np.float64))
    if not (
        np.isfinite(rates).all() and (rates > -1).all() and np.isfinite(spans).all() and (spans > 0).all()
    ):
        raise BadTable(
            ("A rate is not above -1, or a number of years not above zero.", "利率须大于 -1，年数须大于零。"),
            (
                "Give the rate as a share (0.07) and the years as a number.",
                "利率写成小数（0.07），年数写成数字。",
            ),
        )
    # expm1 and log1p keep the digits where the rate is tiny, and the limit 1/n is theirs
    exponent = spans * np.log1p(rates)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = rates / -np.expm1(-exponent)
    return np.where(rates == 0, 1.0 / spans, found)


def real_rate(nominal: float, inflation: float) -> float:
    """Return the real rate, (1 + i) / (1 + inflation) - 1.

    Examples
    --------
    >>> round(real_rate(0.06249, 0.025), 5)
    0.03658
    """
    demand_finite(Text("nominal rate", "名义利率"), nominal)
    demand_finite(Text("inflation", "通货膨胀率"), inflation)
    return (1 + nominal) / (1 + inflation) - 1


def nominal_rate(real: float, inflation: float) -> float:
    """Return the nominal rate, (1 + r) (1 + inflation) - 1."""
    demand_finite(Text("real rate", "实际利率"), real)
    demand_finite(Text("inflation", "通货膨胀率"), inflation)
    return (1 + real) * (1 + inflation) - 1


def wacc(debt_share: float, debt_rate: float, equity_rate: float, tax: float) -> float:
    """Return the weighted cost of capital after tax, D i (1 - T) + (1 - D) e, on the basis of the two rates.

    Parameters
    ----------
    debt_share, tax : float
        Shares, from 0 to 1.
    debt_rate, equity_rate : float
        Both nominal or both real.

    Examples
    --------
    >>> round(wacc(0.7235, 0.07, 0.09, 0.2574), 5)
    0.06249
    """
    demand_finite(Text("share of debt", "债务比例"), debt_share, above=-1e-12, most=1)
    demand_finite(Text("tax rate", "税率"), tax, above=-1e-12, most=1)
    demand_finite(Text("rate of debt", "债务利率"), debt_rate)
    demand_finite(Text("return on equity", "股本回报率"), equity_rate)
    return debt_share * debt_rate * (1 - tax) + (1 - debt_share) * equity_rate


def payment(rate: float, periods: int, loan: float, rest: float = 0.0) -> float:
    """Return the level payment at the end of each period that pays a loan back to ``rest``.

    Parameters
    ----------
    rate : float
        Per period.
    periods : int
        Above zero.
    loan, rest : float
        What is borrowed, and what is still owed at the end.

    Examples
    --------
    >>> round(payment(0.075 / 12, 180, 200_000), 4)
    1854.0247
    """
    demand_finite(Text("number of periods", "期数"), periods, above=0)
    factor = float(crf(rate, periods))
    return loan * factor - rest * (factor - rate)


def annuity(rate: float, years: float) -> float:
    """Return the present value of one a year for some years, 1 / CRF."""
    return 1.0 / float(crf(rate, years))

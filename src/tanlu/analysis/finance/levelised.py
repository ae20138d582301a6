"""Levelised cost of energy, by the conventions of NREL's Annual Technology Baseline."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.finance.basis import Basis, demand_finite
from tanlu.analysis.finance.rates import crf
from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]

HOURS: float = 8760.0


def depreciation_worth(schedule: ArrayLike, real_wacc: float, inflation: float) -> float:
    r"""Return the present value of depreciation, :math:`\sum_k d_k / [(1+w)(1+\pi)]^k`, k from 1.

    Parameters
    ----------
    schedule : array_like, shape (years,)
        Shares of the cost that are written off each year, adding up to one.
    real_wacc, inflation : float
        Depreciation is not indexed, so it is discounted at the nominal rate.
    """
    shares = np.asarray(schedule, np.float64)
    demand_finite(Text("weighted cost of capital", "加权资本成本"), real_wacc)
    if shares.ndim != 1 or not shares.size or abs(shares.sum() - 1) > 1e-6:
        raise BadTable(
            (
                f"The schedule of depreciation adds up to {shares.sum():g}.",
                f"折旧比例合计为 {shares.sum():g}。",
            ),
            ("Give shares of the cost that add up to one.", "各年折旧比例之和应为 1。"),
        )
    times = np.arange(1, len(shares) + 1)
    return float((shares / ((1 + real_wacc) * (1 + inflation)) ** times).sum())


def finance_factor(tax: float, depreciation: float, credit: float = 0.0) -> float:
    """Return the project finance factor, [1 - T PVD (1 - ITC/2) - ITC] / (1 - T).

    Parameters
    ----------
    tax, credit : float
        Rate of tax, and investment tax credit as a share of the cost.
    depreciation : float
        From :func:`depreciation_worth`.
    """
    demand_finite(Text("tax rate", "税率"), tax, above=-1e-12, most=1 - 1e-9)
    demand_finite(Text("investment credit", "投资税收抵免"), credit, above=-1e-12, most=1)
    return (1 - tax * depreciation * (1 - credit / 2) - credit) / (1 - tax)


@dataclass(frozen=True, slots=True)
class Levelised:
    """A levelised cost.

    Parameters
    ----------
    total, capital, fixed, variable, fuel, credit : float
        Money per MWh; ``credit`` is what is taken off.
    basis : Basis
        Real, in the prices of its year.
    """

    total: float
    capital: float
    fixed: float
    variable: float
    fuel: float
    credit: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Costs:
    """What a plant costs.

    Parameters
    ----------
    capex, fixed : float
        Money per kW and per kW a year; ``capex`` with finance of construction and connection.
    variable, credit : float
        Money per MWh; ``credit`` is the levelised production credit.
    fuel_price, heat_rate : float
        Money per GJ (or MMBtu), and GJ (or MMBtu) per MWh.
    """

    capex: float
    fixed: float
    variable: float = 0.0
    fuel_price: float = 0.0
    heat_rate: float = 0.0
    credit: float = 0.0

    def demand(self) -> None:
        """Refuse a cost that is negative or no number; raises :class:`BadTable`."""
        for name, value in (
            (Text("capital cost", "投资成本"), self.capex), (Text("fixed cost", "固定运维成本"), self.fixed),
            (Text("variable cost", "可变运维成本"), self.variable), (Text("fuel price", "燃料价格"), self.fuel_price),
            (Text("heat rate", "热耗率"), self.heat_rate),
        ):  # fmt: skip
            demand_finite(name, value, above=-1e-12)


def lcoe(
    costs: Costs,
    *,
    capacity_factor: float,
    real_wacc: float,
    years: float,
    basis: Basis,
    finance: float = 1.0,
) -> Levelised:
    r"""Return the levelised cost of energy.

    :math:`1000 (CRF \cdot PFF \cdot CAPEX + FOM) / (8760\,CF) + VOM + fuel \cdot HR - PTC`.

    Parameters
    ----------
    costs : Costs
        What the plant costs.
    capacity_factor : float
        Above 0, at most 1.
    real_wacc, years : float
        Real weighted cost of capital, years of recovery.
    basis : Basis
        Must be real: the formula is.
    finance : float
        From :func:`finance_factor`; 1 leaves taxes out.

    Raises
    ------
    BadTable
        If an input is off its range, or the basis is nominal.

    References
    ----------
    NREL, Annual Technology Baseline 2024, equations and variables. Checked against its published values.
    """
    if basis.kind != "real":
        raise BadTable(
            ("A levelised cost was asked for on a nominal basis.", "要求以名义口径计算平准化成本。"),
            (
                "Give a real rate and real costs; the result is real.",
                "请给出实际利率和不变价成本，结果亦为不变价。",
            ),
        )
    costs.demand()
    demand_finite(Text("capacity factor", "容量系数"), capacity_factor, above=0, most=1)
    energy = HOURS * capacity_factor / 1000
    capital = float(crf(real_wacc, years)) * finance * costs.capex / energy
    parts = capital, costs.fixed / energy, costs.variable, costs.fuel_price * costs.heat_rate
    return Levelised(sum(parts) - costs.credit, *parts, costs.credit, basis)

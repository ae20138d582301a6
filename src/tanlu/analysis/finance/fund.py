"""A revolving fund: loans paid back out of what they save, lent again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.finance.basis import demand_finite
from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Terms:
    """How a fund lends.

    Parameters
    ----------
    seed : float
        Money at the start.
    saving : float
        What a unit of money invested saves a year; 0.05 is five cents a dollar.
    share : float
        Share of the saving that the borrower pays back, until the loan is repaid.
    life : int
        Years for which a measure saves.
    admin : float
        Share of the loans outstanding that running the fund costs a year.
    default : float
        Share of repayments that never come.
    earns : float
        Rate that idle money earns.
    growth : float
        Rate at which the saving of a measure grows (prices of energy).
    grants : float
        Money that comes in each year.
    """

    seed: float
    saving: float
    share: float = 1.0
    life: int = 20
    admin: float = 0.0
    default: float = 0.0
    earns: float = 0.0
    growth: float = 0.0
    grants: float = 0.0


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a fund, year by year; year 0 is the first round of loans.

    Parameters
    ----------
    lent, repaid, cash, outstanding, saved : ndarray, shape (years + 1,)
        New loans, repayments that came, cash left, loans not yet repaid, savings of all measures at work.
    recycled : float
        All loans over the seed and the grants.
    lost : float
        Repayments that never came.
    """

    lent: Floats
    repaid: Floats
    cash: Floats
    outstanding: Floats
    saved: Floats
    recycled: float
    lost: float


def _demand(terms: Terms, years: int) -> None:
    demand_finite(Text("seed", "种子资金"), terms.seed, above=0)
    demand_finite(Text("saving a unit of money", "每单位资金的年节约额"), terms.saving, above=-1e-12)
    for name, value in (
        (Text("share of the saving", "节约分成比例"), terms.share), (Text("cost of running", "管理费率"), terms.admin),
        (Text("share of defaults", "违约比例"), terms.default),
    ):  # fmt: skip
        demand_finite(name, value, above=-1e-12, most=1)
    if years < 1 or terms.life < 1:
        raise BadTable(
            (
                f"A fund of {years} years with measures of {terms.life} years.",
                f"基金期限{years}年，措施寿命{terms.life}年。",
            ),
            ("Give both as one year or more.", "两者均须不少于一年。"),
        )


def revolve(terms: Terms, years: int) -> Course:
    r"""Return the course of a revolving fund.

    Each year: :math:`B_{t+1} = B_t (1+y) + repayments - admin - default + grants - loans`; all cash is lent at once, a
    loan is repaid by ``share`` of what its measure saves until it is repaid or the measure has ended.

    Parameters
    ----------
    terms : Terms
        How it lends.
    years : int
        One or more.

    Raises
    ------
    BadTable
        If a term is off its range.

    Examples
    --------
    >>> round(revolve(Terms(1.0, 0.05, life=25), 25).recycled, 1)
    3.1
    """
    _demand(terms, years)
    lent, repaid, cash, outstanding, saved = (np.zeros(years + 1) for _ in range(5))
    owed = np.zeros(years + 1)  # of the loans of each year
    lent[0] = owed[0] = terms.seed
    outstanding[0] = terms.seed
    missing = lost = 0.0
    for year in range(1, years + 1):
        ages = year - np.arange(year)
        works = ages <= terms.life
        saves = np.where(works, lent[:year] * terms.saving * (1 + terms.growth) ** (ages - 1), 0.0)
        due = np.minimum(terms.share * saves, owed[:year])
        owed[:year] -= due
        unpaid = np.where(
            ages >= terms.life, owed[:year], 0.0
        )  # a measure that has ended repays nothing more
        owed[:year] -= unpaid
        lost += terms.default * due.sum() + unpaid.sum()
        repaid[year], saved[year] = (1 - terms.default) * due.sum(), saves.sum()
        running = terms.admin * outstanding[year - 1]
        have = cash[year - 1] * (1 + terms.earns) + repaid[year] - running + terms.grants - missing
        missing = max(0.0, -have)
        lent[year] = owed[year] = max(0.0, have)
        outstanding[year] = owed[: year + 1].sum()
    put_in = terms.seed + terms.grants * years
    return Course(lent, repaid, cash, outstanding, saved, float(lent.sum() / put_in), float(lost))

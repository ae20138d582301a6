"""Conversion of a figure to another unit or currency, keeping what it was converted by."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tanlu.errors import NoFigure
from tanlu.evidence.fact import Fact
from tanlu.money import Money
from tanlu.registers.units import factor, unit

if TYPE_CHECKING:
    from tanlu.evidence.store import Store

RATE: Final = "usd_cny_annual_average"
"""Series of yuan per dollar; the rate of a conversion is a figure of it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One conversion.

    Parameters
    ----------
    start, end : str
        Unit codes.
    factor : float
        What the number was multiplied by.
    rate : Fact or None
        The figure that the factor came from; None for a factor of the unit register.
    """

    start: str
    end: str
    factor: float
    rate: Fact | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the unit asked for, with the steps that led to it."""

    value: float
    unit: str
    steps: tuple[Step, ...]


def convert(value: float, start: str, end: str, *, year: int, store: "Store") -> Quantity:
    """Convert a number to another unit; dollars and yuan by the rate of its year.

    Parameters
    ----------
    value : float
        In ``start``.
    start, end : str
        Unit codes or aliases.
    year : int
        Year whose exchange rate is taken.
    store : Store
        Where the rate is looked up.

    Raises
    ------
    UnknownName
        If a unit is not in the register.
    NotComparable
        If the two measure different things.
    NoFigure
        If the rate of that year is not held.
    """
    first, second = unit(start), unit(end)
    if first.code == second.code:
        return Quantity(value, second.code, ())
    if {first.base, second.base} == {"usd", "cny"}:
        return _exchange(value, first.code, second.code, year, store)
    by = factor(first.code, second.code)
    return Quantity(value * by, second.code, (Step(first.code, second.code, by, None),))


def _exchange(value: float, start: str, end: str, year: int, store: "Store") -> Quantity:
    rate = store.find(RATE, "CHN", year)
    if rate is None or rate.value is None:
        raise NoFigure(
            (f"No exchange rate of {year} is held.", f"没有{year}年的汇率。"),
            ("Ask for a year from 2000 on, or keep the currency.", "请选择2000年以后的年份，或保留原货币。"),
        )
    first, second = unit(start), unit(end)
    by = rate.value if first.base == "usd" else 1 / rate.value
    currency = "CNY" if first.base == "usd" else "USD"
    amount = Money(value * first.factor, "USD" if currency == "CNY" else "CNY", year).exchanged(by, currency)
    return Quantity(
        amount.value / second.factor, end, (Step(start, end, by * first.factor / second.factor, rate),)
    )

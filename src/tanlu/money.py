"""Money: a value with its currency, price year and basis; rates and deflators come in as figures."""

from dataclasses import dataclass, replace
from typing import Literal

from tanlu.errors import NotComparable

Basis = Literal["market", "ppp"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money.

    Parameters
    ----------
    value : float
        In single units of ``currency``.
    currency : str
        ``USD`` or ``CNY`` (ISO 4217), or another code with its own figures.
    price_year : int
        The year whose prices it is in.
    basis : {"market", "ppp"}
        Whether it was exchanged at market rates or at purchasing power parity.
    """

    value: float
    currency: str
    price_year: int
    basis: Basis = "market"

    def exchanged(self, rate: float, currency: str, *, basis: Basis = "market") -> "Money":
        """Return the amount in another currency.

        Parameters
        ----------
        rate : float
            Units of ``currency`` for one unit of this amount's currency; above zero.
        currency : str
            The currency to go to.
        basis : {"market", "ppp"}
            What kind of rate it is.

        Examples
        --------
        >>> Money(7.0, "CNY", 2023).exchanged(1 / 7, "USD").value
        1.0
        """
        _demand_positive(rate)
        return replace(self, value=self.value * rate, currency=currency, basis=basis)

    def in_prices_of(self, year: int, *, index_then: float, index_now: float) -> "Money":
        """Return the amount in the prices of ``year``, by an index of prices.

        Parameters
        ----------
        year : int
            The year to go to.
        index_then, index_now : float
            The index in ``price_year`` and in ``year``, on one base.
        """
        _demand_positive(index_then)
        _demand_positive(index_now)
        return replace(self, value=self.value * (index_now / index_then), price_year=year)

    def __add__(self, other: "Money") -> "Money":
        if (self.currency, self.price_year, self.basis) != (other.currency, other.price_year, other.basis):
            raise NotComparable(
                (f"{self} and {other} cannot be added.", f"{self} 与 {other} 不能相加。"),
                ("Bring both to one currency, price year and basis.", "请先换算到同一货币、价格年份和口径。"),
            )
        return replace(self, value=self.value + other.value)

    def __str__(self) -> str:
        return f"{self.value:g} {self.currency} ({self.price_year}, {self.basis})"


def _demand_positive(rate: float) -> None:
    if not rate > 0:
        raise NotComparable(
            (f"A rate or index of {rate:g} has no meaning.", f"汇率或指数为 {rate:g}，没有意义。"),
            ("Check the figure it came from.", "请核对其来源数字。"),
        )

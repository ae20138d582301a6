"""On which basis an amount or a rate stands; every result carries it."""

from dataclasses import dataclass
from typing import Final, Literal

from tanlu.errors import BadTable, NotComparable
from tanlu.text import Text

Kind = Literal["real", "nominal"]

KINDS: Final[dict[str, Text]] = {
    "real": Text("real", "不变价（实际）"),
    "nominal": Text("nominal", "现价（名义）"),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """The basis of flows, rates and results.

    Parameters
    ----------
    kind : {"real", "nominal"}
        Whether inflation is out of the flows and rates, or in them.
    currency : str
        ISO 4217.
    price_year : int
        The year whose prices real amounts are in; of nominal ones, the year of time zero.

    Notes
    -----
    Flows fall at the end of each period, and the first at time zero, as in spreadsheets and in NREL's SAM. A flow in
    the middle of the year is worth ``(1 + r) ** 0.5`` more.
    """

    kind: Kind
    currency: str
    price_year: int

    def said(self) -> Text:
        """Return the basis in words, as it stands beside a number."""
        name = KINDS[self.kind]
        return Text(
            f"{name.en} {self.currency}, prices of {self.price_year}, end of year",
            f"{self.price_year}年价格，{name.zh}，{self.currency}，年末计",
        )

    def demand_same(self, other: "Basis") -> None:
        """Refuse amounts on another basis.

        Raises
        ------
        NotComparable
            Naming both.
        """
        if self != other:
            raise NotComparable(
                (
                    f"{self.said().en} beside {other.said().en}.",
                    f"{self.said().zh} 与 {other.said().zh} 并列。",
                ),
                (
                    "Bring both to one currency, price year and kind first.",
                    "请先换算到同一货币、价格年份和口径。",
                ),
            )


def demand_finite(name: Text, value: float, *, above: float = -1.0, most: float = float("inf")) -> None:
    """Refuse a rate or amount that is no number or off its range.

    Raises
    ------
    BadTable
        Naming it.
    """
    if not above < value <= most or value != value:  # noqa: PLR0124 - NaN is not itself
        raise BadTable(
            (f"The {name.en} is {value:g}.", f"{name.zh}为 {value:g}。"),
            (f"Give a number above {above:g}.", f"请给出大于 {above:g} 的数。"),
        )

"""What a comparison was asked for, read from its address."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from tanlu.errors import BadReference
from tanlu.period import parse_years
from tanlu.registers.regions import FIVE
from tanlu.text import Text

USUAL: Final = "coal_output"
MOST_REGIONS: Final = 20
MOST_INDICATORS: Final = 6
CHANGES: Final[dict[str, Text]] = {
    "": Text("as published", "原始数值"),
    "per_head": Text("per head", "按人口平均"),
    "per_worker": Text("per job", "按就业人数平均"),
    "index": Text("as an index", "指数"),
    "real": Text("in prices of one year", "不变价格"),
    "ppp": Text("at purchasing power", "购买力平价"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Regions, indicators, years and a change.

    Parameters
    ----------
    codes, names : tuple of str
        Region codes and indicators.
    years : str
        As written by the person.
    change, base : str
        A key of :data:`CHANGES`, and the year of an index or of prices.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    years: str
    change: str
    base: str

    def periods(self) -> tuple[int, ...]:
        """Return the years meant; none for every year."""
        return parse_years(self.years) if self.years else ()

    def changed(self) -> str:
        """Return the change as the comparison names it."""
        return f"{self.change}_{self.base or '2015'}" if self.change in ("index", "real") else self.change


def read(query: QueryDict) -> Asked:
    """Return what an address asks for; the five regions and their coal where it asks for nothing.

    Raises
    ------
    BadReference
        If it asks for more than a table can show, or for a change that there is not.
    """
    codes = tuple(dict.fromkeys(each for each in query.getlist("r") if each))
    names = tuple(dict.fromkeys(each for each in query.getlist("i") if each))
    if len(codes) > MOST_REGIONS or len(names) > MOST_INDICATORS:
        raise BadReference(
            (
                f"A comparison holds at most {MOST_REGIONS} regions and {MOST_INDICATORS} indicators.",
                f"一次比较最多{MOST_REGIONS}个地区、{MOST_INDICATORS}个指标。",
            ),
            (
                "Choose fewer, or use `tanlu compare` on a computer.",
                "请减少选择，或在电脑上使用 `tanlu compare`。",
            ),
        )
    change, base = query.get("change", ""), query.get("base", "")
    if change not in CHANGES or (base and not (base.isascii() and base.isdigit() and len(base) == 4)):
        raise BadReference(
            (
                f"{change or base!r} is no change that a comparison knows.",
                f"{change or base!r} 不是可用的换算方式。",
            ),
            (
                "Choose one from the list; a base is a year such as 2015.",
                "请从列表中选择；基年应为年份，如2015。",
            ),
        )
    return Asked(codes or FIVE, names or (USUAL,), query.get("y", "").strip()[:100], change, base)

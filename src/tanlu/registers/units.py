"""Units of measure: our own register over pint, which alone reads ``MT`` as megatesla and ``ton`` as 907 kg."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from unicodedata import normalize

from tanlu.errors import NotComparable, UnknownName
from tanlu.registers.tables import nearest, rows, split
from tanlu.text import Text

if TYPE_CHECKING:
    import pint

_BASES: Final = (
    "tonne", "gigajoule", "tce", "kilowatt", "person", "item", "visit", "tonne_co2", "tonne_co2e", "tonne_c",
    "tower", "usd", "cny", "usd_2017", "intl_usd", "year", "index_point", "std_dev", "toe",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the register.

    Parameters
    ----------
    code : str
        The short code used in data and on the command line, such as ``Mt`` or ``1e4_t``.
    symbol, name : Text
        As written beside a number, and in full.
    factor : float
        How many of ``base`` one unit is.
    base : str
        The product of base units that gives its dimension, such as ``tonne`` or ``tonne / hour``.
    """

    code: str
    symbol: Text
    name: Text
    factor: float
    base: str


@cache
def _registry() -> "pint.UnitRegistry[Any]":
    """Build a registry that knows our bases only, so that nothing is read as a unit by accident."""
    import pint  # noqa: PLC0415 - 0.3 CPU-s that `tanlu --help` need not pay

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    for base in _BASES:
        registry.define(f"{base} = [{base}]")
    registry.define("hour = [time]")
    registry.define("kilowatt_hour = 0.0036 gigajoule")
    registry.define("percent_point = []")
    return registry


@cache
def codes() -> dict[str, dict[str, str]]:
    """Return the cells of every unit by code, unparsed: pint takes 7 ms a unit, and few are needed at once."""
    return {row["code"]: dict(row) for row in rows("units")}


@cache
def _unit(code: str) -> Unit:
    row = codes()[code]
    quantity = _registry().Quantity(1.0, "") * _registry().parse_expression(row["definition"])
    reduced = quantity.to_root_units()
    symbol, name = Text(row["symbol_en"], row["symbol_zh"]), Text(row["name_en"], row["name_zh"])
    return Unit(code=code, symbol=symbol, name=name, factor=float(reduced.magnitude), base=str(reduced.units))


@cache
def _aliases() -> dict[str, str]:
    """Return the codes by every other way to write them; what could mean two sizes means none.

    Any case will do, save where the text begins with Mt: ``MT CO2`` may be metric or million tons.
    """
    meant: dict[str, list[str]] = {}
    for code, row in codes().items():
        written = (row["symbol_en"], row["symbol_zh"], row["name_en"], row["name_zh"], *split(row["aliases"]))
        for alias in written:
            meant.setdefault(_folded(alias), []).append(code)
    return {
        alias: found[0] for alias, found in meant.items() if len({_definition(code) for code in found}) == 1
    }


def _definition(code: str) -> str:
    return codes()[code]["definition"]


def _folded(name: str) -> str:
    plain = normalize("NFKC", name)  # CO₂ may be typed as CO2
    return plain if re.match(r"mt\b", plain, re.IGNORECASE | re.ASCII) else plain.casefold()


def unit(name: str) -> Unit:
    """Return the unit with this code or alias (``Mt``, ``短吨``, ``short tons``).

    Raises
    ------
    UnknownName
        If the register does not hold it. Codes are matched exactly first, so that ``MT`` (which
        some read as metric tons, others as million tons) is never taken for ``Mt``.
    """
    if name in codes():
        return _unit(name)
    code = _aliases().get(_folded(name))
    if code and code.casefold() != name.casefold():
        return _unit(code)
    alike = nearest(name, [*codes(), *_aliases()])
    offers = tuple(dict.fromkeys(_aliases().get(each, each) for each in alike))
    raise UnknownName(
        (f"No unit is called {name!r}.", f"没有名为 {name!r} 的单位。"),
        (
            f"Did you mean {', '.join(offers)}?"
            if offers
            else "Use a code such as Mt, short_ton, TWh or 1e8_CNY.",
            f"您要找的是否是：{'、'.join(offers)}？"
            if offers
            else "请使用 Mt、short_ton、TWh、1e8_CNY 等代码。",
        ),
    )


def factor(start: str, end: str) -> float:
    """Return what to multiply a number in ``start`` by to have it in ``end``.

    Raises
    ------
    NotComparable
        If the two measure different things, such as tonnes of coal and tonnes of CO2.
    """
    first, second = unit(start), unit(end)
    if first.base != second.base:
        raise NotComparable(
            (
                f"{first.name.en} and {second.name.en} measure different things.",
                f"{first.name.zh}与{second.name.zh}度量的不是同一种量。",
            ),
            (
                f"Ask for a unit of the same kind as {first.symbol.en}.",
                f"请选用与“{first.symbol.zh}”同类的单位。",
            ),
        )
    return first.factor / second.factor


def quantity(value: float, code: str) -> "pint.Quantity[Any]":
    """Return a number with its unit, for arithmetic that must respect units."""
    measured = unit(code)
    return _registry().Quantity(value * measured.factor, measured.base)


def magnitude(found: "pint.Quantity[Any]", code: str) -> float:
    """Return the number of a quantity in the unit ``code``.

    Raises
    ------
    pint.DimensionalityError
        If the two are of different kinds.
    """
    measured = unit(code)
    return float(found.to(measured.base).magnitude) / measured.factor


_PER_PERSON: Final = {
    "tonne": ("t", "t_per_person"),
    "tonne_co2": ("tCO2", "tCO2_per_person"),
    "gigajoule": ("kWh", "kWh_per_person"),
    "kilowatt": ("kW", "kW_per_person"),
    "usd": ("USD", "USD_per_person"),
    "cny": ("CNY", "CNY_per_person"),
}


def per_person(code: str) -> tuple[str, str]:
    """Return the unit to bring an amount to, and the unit it has once divided by people.

    Raises
    ------
    NotComparable
        If an amount per person means nothing, as for a share.

    Examples
    --------
    >>> per_person("Mt")
    ('t', 't_per_person')
    """
    measured = unit(code)
    if measured.base in _PER_PERSON:
        return _PER_PERSON[measured.base]
    raise NotComparable(
        (
            f"{measured.name.en} cannot be shown per person.",
            f"{measured.name.zh}不能按人均表示。",
        ),
        (
            "Ask for an amount: tonnes, kilowatt-hours, dollars, yuan.",
            "请选用总量指标，如吨、千瓦时、美元、元。",
        ),
    )

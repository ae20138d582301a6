"""Indicators: what a series measures, in which unit and scope, and what it must not be compared with."""

from dataclasses import dataclass
from functools import cache

from tanlu.errors import UnknownName
from tanlu.registers.tables import nearest, rows
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Series:
    """A measured thing, defined once for all regions.

    Parameters
    ----------
    id : str
        The name used in references, such as ``raw_coal_output_above_scale``.
    title, definition : Text
        What a reader sees, and what exactly is measured.
    unit : str
        Code of the unit it is shown in; figures keep the unit of their source.
    frequency : str
        ``annual``, ``fiscal_year``, ``year_end`` or ``once``.
    kind : str
        ``level``, ``share``, ``rate``, ``growth``, ``price``, ``index``, ``count``, ``ratio``,
        ``target``, ``projection`` or ``constant``.
    concept : str
        Shared by series that measure one thing in different scopes.
    scope : str
        Code of the default scope (see :func:`scope`).
    comparability : Text or None
        What it must not be compared with, and why.
    source : str
        Who defines it.
    """

    id: str
    title: Text
    unit: str
    frequency: str
    kind: str
    concept: str
    scope: str
    definition: Text
    comparability: Text | None
    source: str


@cache
def all_series() -> dict[str, Series]:
    """Return every indicator of the register by id."""
    return {
        row["id"]: Series(
            id=row["id"],
            title=Text(row["title_en"], row["title_zh"]),
            unit=row["unit"],
            frequency=row["frequency"],
            kind=row["kind"],
            concept=row["concept"],
            scope=row["scope"],
            definition=Text(row["definition_en"], row["definition_zh"]),
            comparability=Text(row["comparability_en"], row["comparability_zh"])
            if row["comparability_en"]
            else None,
            source=row["source"],
        )
        for row in rows("indicators")
    }


def series(name: str) -> Series:
    """Return the indicator called ``name``.

    Raises
    ------
    UnknownName
        If the register does not hold it; the nearest ids are offered.
    """
    found = all_series().get(name)
    if found:
        return found
    offers = nearest(name, all_series())
    raise UnknownName(
        (f"No series is called {name!r}.", f"没有名为 {name!r} 的指标。"),
        (
            f"Did you mean {', '.join(offers)}?" if offers else "`tanlu evidence list` shows every series.",
            f"您要找的是否是：{'、'.join(offers)}？"
            if offers
            else "运行 `tanlu evidence list` 可查看全部指标。",
        ),
    )


@cache
def scopes() -> dict[str, Text]:
    """Return every scope by code."""
    return {row["code"]: Text(row["en"], row["zh"]) for row in rows("scopes")}

"""Indicators: what a series measures, in which unit and scope, and what it must not be compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from tanlu.errors import UnknownName
from tanlu.registers.tables import nearest, rows
from tanlu.text import Text

OWN_PREFIX: Final = "own_"
"""How the ids of a person's own series begin; no series of the register does."""


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
def packaged_series() -> dict[str, Series]:
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


class _Own:
    """The series that the person's own releases declare: one set a process, that of the store opened last."""

    held: dict[str, Series]
    together: dict[str, Series]


_Own.held, _Own.together = {}, {}


def hold_own(found: Mapping[str, Series]) -> None:
    """Let these be the person's own series from now on, in place of any others."""
    _Own.held = dict(found)
    _Own.together = {}


def own_series() -> dict[str, Series]:
    """Return the person's own series by id."""
    return _Own.held


def all_series() -> dict[str, Series]:
    """Return every indicator by id: of the register, and the person's own."""
    if not _Own.held:
        return packaged_series()
    if not _Own.together:
        _Own.together = packaged_series() | _Own.held
    return _Own.together


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


def scope(code: str) -> Text:
    """Return what a scope is called.

    Raises
    ------
    UnknownName
        If the register does not hold it, as may be in a release that was made by hand.
    """
    found = scopes().get(code)
    if found:
        return found
    offers = ", ".join(nearest(code, scopes()) or ("scope_not_stated",))
    raise UnknownName(
        (f"No scope is called {code!r}.", f"没有名为 {code!r} 的口径。"),
        (
            f"Did you mean {offers}? A release made by hand must use the scopes of the register.",
            f"您要写的是否是：{offers.replace(', ', '、')}？手工制作的数据版本须使用口径登记表中的代码。",
        ),
    )

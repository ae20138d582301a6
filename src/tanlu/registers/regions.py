"""Regions, keyed by ISO 3166-2 and never guessed from a name."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from tanlu.errors import UnknownName
from tanlu.registers.tables import Row, nearest, rows, split
from tanlu.text import Text

FIVE: Final = ("CN-SX", "CN-NM", "CN-SN", "US-WY", "US-WV")
"""The regions of the programme, in the order every table and chart keeps."""


@dataclass(frozen=True, slots=True)
class Region:
    """A country, state or province.

    Parameters
    ----------
    code : str
        ISO 3166-2 below the country; ``USA``, ``CHN`` and ``WORLD`` above.
    kind : str
        ``world``, ``country``, ``state``, ``province`` or ``autonomous_region``.
    name : Text
        The name in both languages.
    aliases : tuple of str
        Other names, in both languages; never used to look a region up, only to offer its code.
    parent : str
        Code of the region that holds it; empty for the world.
    statistical_region : Text or None
        Where the country's statistics place it (Shanxi is 华北, Shaanxi is 西北).
    fips, gbt2260 : str
        The national code, where there is one.
    """

    code: str
    kind: str
    name: Text
    aliases: tuple[str, ...]
    parent: str
    statistical_region: Text | None
    fips: str
    gbt2260: str
    source: str


@cache
def regions() -> dict[str, Region]:
    """Return every region of the register by code, in file order."""
    return {row["code"]: _region(row) for row in rows("regions")}


def _region(cells: Row) -> Region:
    statistical = cells["statistical_region_en"]
    return Region(
        code=cells["code"],
        kind=cells["kind"],
        name=Text(cells["name_en"], cells["name_zh"]),
        aliases=split(cells["aliases_en"]) + split(cells["aliases_zh"]),
        parent=cells["parent"],
        statistical_region=Text(statistical, cells["statistical_region_zh"]) if statistical else None,
        fips=cells["fips"],
        gbt2260=cells["gbt2260"],
        source=cells["source"],
    )


def region(code: str) -> Region:
    """Return the region with this code.

    Raises
    ------
    UnknownName
        If ``code`` is not in the register. A name is answered with the codes it may mean; Shanxi
        and Shaanxi differ by one letter, so both are always offered together.
    """
    found = regions().get(code.strip().upper())
    if found:
        return found
    meant = [f"{each.code} ({each.name.en} {each.name.zh})" for each in _offers(code)]
    if meant:
        listed = ", ".join(meant)
        do = (
            f"Regions go by code. Did you mean {listed}?",
            f"地区须用代码。您要找的是否是：{'、'.join(meant)}？",
        )
    else:
        do = (
            "`tanlu evidence list --regions` shows every code.",
            "运行 `tanlu evidence list --regions` 可查看全部代码。",
        )
    raise UnknownName((f"No region has the code {code!r}.", f"没有代码为 {code!r} 的地区。"), do)


def named(text: str) -> list[Region]:
    """Return the regions that go by this name, in any case and in either language."""
    wanted = text.strip().casefold()
    return [each for each in regions().values() if wanted in _names(each)]


def _offers(text: str) -> list[Region]:
    wanted, found = text.strip().casefold(), named(text)
    if not found:
        labels = {
            label: each for each in regions().values() for label in (*_names(each), each.code.casefold())
        }
        found = [labels[label] for label in nearest(wanted, labels)]
    twins = {"CN-SX": "CN-SN", "CN-SN": "CN-SX"}
    codes = dict.fromkeys(
        [each.code for each in found] + [twins[each.code] for each in found if each.code in twins]
    )
    return [regions()[code] for code in codes]


def _names(each: Region) -> set[str]:
    return {name.casefold() for name in (each.name.en, each.name.zh, *each.aliases)}


def nation(code: str) -> str:
    """Return the code of the country that holds ``code`` (a country holds itself).

    Raises
    ------
    UnknownName
        If the region is unknown or lies in no country.
    """
    each = region(code)
    while each.kind != "country":
        if not each.parent:
            raise UnknownName(
                (f"{code} lies in no country.", f"{code} 不属于任何国家。"),
                ("Name a state, a province or a country.", "请给出州、省或国家的代码。"),
            )
        each = region(each.parent)
    return each.code


def inside(parent: str) -> tuple[Region, ...]:
    """Return the regions directly inside ``parent``."""
    return tuple(each for each in regions().values() if each.parent == parent)

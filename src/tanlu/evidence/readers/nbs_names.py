"""Names in Chinese tables: full official names, by exact match and never by likeness."""

from functools import cache
from typing import Final

from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.text import squeezed
from tanlu.registers.indicators import all_series, own_series, packaged_series
from tanlu.registers.regions import regions
from tanlu.registers.tables import rows

_NATION: Final = {"全国": "CHN", "全国总计": "CHN"}


@cache
def _regions() -> dict[str, str]:
    """Return codes by official Chinese name; a name that two regions share stands for neither."""
    meant: dict[str, set[str]] = {}
    for each in regions().values():
        if each.gbt2260:
            for name in (each.name.zh, *each.aliases):
                if len(name) > 1 and not name.isascii():
                    meant.setdefault(squeezed(name), set()).add(each.code)
    return {name: codes.pop() for name, codes in meant.items() if len(codes) == 1} | _NATION


@cache
def _series() -> dict[str, tuple[str, str]]:
    """Return ids and scopes by exact Chinese title, or by the name in the register of NBS names."""
    titles = {each.title.zh: (each.id, each.scope) for each in packaged_series().values()}
    return titles | {row["name"]: (row["series"], row["scope"]) for row in rows("nbs_names")}


def region_code(name: str, mapping: Mapping) -> str | None:
    """Return the code of a region by code, by official name, or by the mapping file; None if unknown.

    Examples
    --------
    >>> region_code("山　西", Mapping()), region_code("陕西省", Mapping()), region_code("晋", Mapping())
    ('CN-SX', 'CN-SN', None)
    """
    short = squeezed(name)
    if name in mapping.region_names:
        return mapping.region_names[name]
    if short in mapping.region_names:
        return mapping.region_names[short]
    if short.upper() in regions():
        return short.upper()
    return _regions().get(short)


def series_id(name: str, mapping: Mapping) -> tuple[str, str] | None:
    """Return id and scope of a series by id, by exact title, or by the mapping file; None if unknown.

    Raw coal (原煤产量) has three series, by scope, so that no name but the full one stands for one of them.

    Examples
    --------
    >>> series_id("年末常住人口", Mapping()), series_id("原煤产量", Mapping())
    (('population', 'resident_population'), None)
    """
    short = squeezed(name)
    for written in (name, short):
        if written in mapping.series_names:
            return mapping.series_names[written], ""
    if short in all_series():
        return short, ""
    own = {squeezed(each.title.zh): (each.id, "") for each in own_series().values()}
    return own.get(short) or _series().get(short)

"""A table of regions and industries as a person asks for it: columns, period, reference, names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tanlu.errors import BadReference, BadTable, UnknownName
from tanlu.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tanlu.analysis.economy.table import RegionIndustry
    from tanlu.evidence.readers.industry_cells import IndustryCells


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says about a table.

    Parameters
    ----------
    path : Path
        CSV or XLSX, one cell a row or regions down and industries across.
    columns : tuple of str
        How the file calls a field, as ``field=column``.
    reference : str
        The region that is the whole; empty for the sum of the regions.
    levels : bool
        True if rows that all sum to 1 or 100 are levels nevertheless.
    wide : bool
        True if regions stand down and industries across, although the headings do not say so.
    """

    path: Path
    columns: tuple[str, ...] = ()
    reference: str = ""
    levels: bool = False
    wide: bool = False


def read_cells(asked: Asked) -> "IndustryCells":
    """Return the cells of a table, its columns named as the person says."""
    from tanlu.evidence.readers.industries import read_industries

    columns = {}
    for each in asked.columns:
        said = re.fullmatch(r"\s*([a-z]+)\s*=\s*(.+?)\s*", each)
        if not said:
            raise BadReference(
                (f"{each!r} does not say which column holds which field.", f"{each!r} 没有说明哪一列对应哪个字段。"),
                ("Write FIELD=COLUMN, such as value=jobs.", "请写成“字段=列名”，如 value=就业人数。"),
            )  # fmt: skip
        columns["period" if said[1] == "year" else said[1]] = said[2]
    return read_industries(asked.path, columns, wide=asked.wide)


def opened(asked: Asked) -> tuple["IndustryCells", Asked]:
    """Return the cells of a table, and what was asked with the reference by its label in the table."""
    cells = read_cells(asked)
    reference = region_of(cells.region, asked.reference) if asked.reference else ""
    return cells, replace(asked, reference=reference)


def region_of(labels: Iterable[str], name: str) -> str:
    """Return the label of the region that a name or code means, or the name if no one label is meant.

    Examples
    --------
    >>> region_of(["CN-SX", "全国"], "山西"), region_of(["Shanxi"], "CN-SX"), region_of(["North"], "West")
    ('CN-SX', 'Shanxi', 'West')
    """
    from tanlu.evidence.readers.industries_wide import region_label

    held = dict.fromkeys(labels)
    if name in held:
        return name
    wanted = region_label(name)
    meant = [each for each in held if region_label(each) == wanted]
    return meant[0] if len(meant) == 1 else name


def industry_of(labels: Iterable[str], name: str) -> str:
    """Return the label of the industry that a title or code of GB/T 4754 means, or the name if none is meant.

    Examples
    --------
    >>> industry_of(["B 采矿业", "C 制造业"], "采矿业"), industry_of(["B 采矿业"], "B")
    ('B 采矿业', 'B 采矿业')
    >>> industry_of(["22"], "造纸和纸制品业")
    '造纸和纸制品业'
    """
    from tanlu.registers.gbt import find

    held = dict.fromkeys(labels)
    if name in held:
        return name
    return next((each.label for each in find(name) if each.label in held), name)


def table_of(cells: "IndustryCells", period: str, asked: Asked) -> "RegionIndustry":
    """Return the cells of one period as a table; the reference may be the sum of the other regions."""
    from tanlu.analysis.economy.table import RegionIndustry

    rows = [at for at, each in enumerate(cells.period) if each == period]
    people = {place: count for (when, place), count in cells.population.items() if when == period}
    regions = [cells.region[at] for at in rows]
    nation = [each == asked.reference for each in regions]
    if asked.reference and not any(nation):
        from tanlu.analysis.economy.table import place

        place(tuple(dict.fromkeys(regions)), asked.reference, Text("region", "地区"))

    def made(at: Sequence[int]) -> RegionIndustry:
        return RegionIndustry.from_long(
            [cells.region[i] for i in at],
            [cells.industry[i] for i in at],
            [cells.value[i] for i in at],
            suppressed=[cells.suppressed[i] for i in at],
            population=people or None,
            period=period,
            levels=asked.levels,
        )

    table = made([i for i, whole in zip(rows, nation, strict=True) if not whole])
    if not asked.reference:
        return replace(table, cautions=(*cells.cautions, *table.cautions))
    whole = made([i for i, yes in zip(rows, nation, strict=True) if yes])
    return replace(_joined(table, whole), cautions=(*cells.cautions, *table.cautions, *whole.cautions))


def _joined(table: "RegionIndustry", whole: "RegionIndustry") -> "RegionIndustry":
    """Return a table with the reference as its last region."""
    import numpy as np

    from tanlu.analysis.economy.table import RegionIndustry

    industries = tuple(dict.fromkeys((*table.industries, *whole.industries)))
    pair = (table, whole)
    spots = [[industries.index(each) for each in one.industries] for one in pair]
    height = len(table.regions)
    values, hidden = np.zeros((height + 1, len(industries))), np.zeros((height + 1, len(industries)), bool)
    values[:height, spots[0]], hidden[:height, spots[0]] = table.values, table.suppressed
    values[height, spots[1]], hidden[height, spots[1]] = whole.values[0], whole.suppressed[0]
    people = None
    if table.population is not None and whole.population is not None:
        people = np.append(table.population, whole.population)
    return RegionIndustry((*table.regions, *whole.regions), industries, values, hidden, people, table.period)


def apart(table: "RegionIndustry", reference: str) -> tuple["RegionIndustry", "NDArray[Any] | None"]:
    """Return a table without the region that is the whole, and that region's levels."""
    return table.apart(reference) if reference else (table, None)


def period_of(cells: "IndustryCells", period: str) -> str:
    """Return the period asked for, or the only one."""
    held = sorted(set(cells.period))
    if period in held or (not period and len(held) == 1):
        return period or held[0]
    listed = ", ".join(held) if any(held) else "-"
    if period:
        raise UnknownName(
            (f"The table has no figures of {period}.", f"表中没有 {period} 年的数据。"),
            (f"It has: {listed}.", f"表中有：{listed}。"),
        )
    raise BadReference(
        ("The table has several years.", "表中有多个年份。"),
        (f"Choose one with --period: {listed}.", f"请用 --period 选择其一：{listed}。"),
    )


def span_of(cells: "IndustryCells", start: str, end: str) -> list[str]:
    """Return the periods from the first to the last asked for."""
    held = sorted(set(cells.period))
    if len(held) < 2:
        raise BadTable(
            ("The table has one year only, so there is no change.", "表中只有一个年份，谈不上变化。"),
            ("Add a column of years, and at least two of them.", "请加入年份列，且至少有两个年份。"),
        )
    first, last = period_of(cells, start or held[0]), period_of(cells, end or held[-1])
    if first >= last:
        raise BadReference(
            (
                f"The span from {first} to {last} does not go forward.",
                f"从 {first} 到 {last} 不是向后的时段。",
            ),
            ("Give an earlier and a later year.", "请先给出较早的年份，再给出较晚的年份。"),
        )
    return [each for each in held if first <= each <= last]

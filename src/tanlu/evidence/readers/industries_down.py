"""Tables of one region with industries down and years across, as provincial yearbooks print them."""

from collections import defaultdict
from typing import Final

from tanlu.analysis.economy.caution import Caution, named
from tanlu.errors import BadTable
from tanlu.evidence.readers.files import Grid, Numbered
from tanlu.evidence.readers.industries_heads import TOTAL, Caption, bare
from tanlu.evidence.readers.industries_wide import HIDDEN, NOT_TWICE, SMALL
from tanlu.evidence.readers.industry_cells import IndustryCells, at_row, level
from tanlu.evidence.readers.text import is_year, parse_period, squeezed
from tanlu.registers.gbt import Class, find_all
from tanlu.text import Text

HEADS: Final = frozenset({"行业", "分行业", "行业名称", "项目", "指标", "industry", "sector", "item"})
_FEWEST: Final = 3
_WHOLE: Final = 0.98
"""From this share of a section on its divisions are all there, and it is left out; below, they are parts of it."""


def fits(head: list[Numbered]) -> bool:
    """Return whether classes of GB/T 4754 stand down and years across."""
    at = _head_at(head)
    if at < 0:
        return False
    names = [
        bare(cells[0]).removeprefix("#").removeprefix("其中：")
        for _, cells in head[at + 1 :]
        if cells and cells[0]
    ]
    return sum(each is not None for each in find_all(names)) >= _FEWEST


def _head_at(rows: list[Numbered]) -> int:
    return next(
        (
            at
            for at, (_, cells) in enumerate(rows)
            if cells and bare(cells[0]).casefold() in HEADS and any(map(is_year, cells[1:]))
        ),
        -1,
    )


def read_down(grid: Grid, region: str) -> IndustryCells:
    """Read the table of one region.

    Parameters
    ----------
    grid : Grid
        The file.
    region : str
        Label or code of the region, which such a table does not print in its rows.

    Raises
    ------
    BadTable
        If a figure cannot be taken; its row is named.
    """
    rows = [(number, cells) for number, cells in grid.rows() if any(cells)]
    at = _head_at(rows)
    caption = Caption()
    for _, cells in rows[:at]:
        caption.read(cells)
    years = {place: parse_period(cell) for place, cell in enumerate(rows[at][1]) if place and is_year(cell)}
    body = [(number, cells) for number, cells in rows[at + 1 :] if cells[0] and any(cells[1:])]
    meant = find_all([_name(cells[0]) for _, cells in body])
    found, left = IndustryCells(counts=caption.counts), dict[str, None]()
    kept = _kept([(each, _sum(cells, years)) for each, (_, cells) in zip(meant, body, strict=True)])
    for each, (number, cells) in zip(meant, body, strict=True):
        if each is None or each.code not in kept:
            if _name(cells[0]).casefold() not in TOTAL:
                left[bare(cells[0])] = None
            continue
        for place, year in years.items():
            _take(
                found,
                cells[place] if place < len(cells) else "",
                (number, region, each.label, year),
                caption.factor,
            )
    if left:
        few = named(tuple(left))
        what = Text(
            f"Left out as parts, sums or without a code: {few.en}.",
            f"作为其中项、小计或没有代码而略去：{few.zh}。",
        )
        found.cautions.append(Caution("parts", what, NOT_TWICE))
    return found


def _name(cell: str) -> str:
    return bare(cell).removeprefix("#").removeprefix("其中：").removeprefix("其中:")


def _sum(cells: list[str], years: dict[int, str]) -> float:
    total = 0.0
    for place in years:
        cell = cells[place] if place < len(cells) else ""
        if squeezed(cell).casefold() not in HIDDEN | SMALL:
            try:
                total += level(cell)
            except BadTable:
                return 0.0  # said where the cell is taken
    return total


def _kept(rows: list[tuple[Class | None, float]]) -> set[str]:
    """Return the codes to take: divisions in place of a section that they fill, else the section."""
    sums = {each.code: total for each, total in rows if each is not None}
    inside: dict[str, float] = defaultdict(float)
    for each, total in rows:
        if each is not None and not each.is_section:
            inside[each.section] += total
    kept = set()
    for each, _ in rows:
        if each is None:
            continue
        whole = sums.get(each.section, 0.0) if each.section in sums else None
        filled = whole is None or inside[each.section] >= _WHOLE * whole
        if filled != each.is_section or (each.is_section and each.section not in inside):
            kept.add(each.code)
    return kept


def _take(found: IndustryCells, cell: str, key: tuple[int, str, str, str], factor: float) -> None:
    number, region, label, year = key
    short = squeezed(cell).casefold()
    hidden = short in HIDDEN
    try:
        value = 0.0 if hidden or short in SMALL else level(cell)
    except BadTable as error:
        raise at_row(number, error) from error
    found.region.append(region)
    found.industry.append(label)
    found.period.append(year)
    found.suppressed.append(hidden)
    found.value.append(value * factor)

"""Ask a region-by-industry table for its structure and its change; nothing is imported or kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tanlu.actions.industry_tables import (
    Asked,
    apart,
    industry_of,
    opened,
    period_of,
    region_of,
    span_of,
    table_of,
)
from tanlu.errors import BadTable
from tanlu.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tanlu.analysis.economy.audit import Audit
    from tanlu.analysis.economy.breadth import Breadth
    from tanlu.analysis.economy.caution import Caution
    from tanlu.analysis.economy.diversity import Diversity
    from tanlu.analysis.economy.placed import Complexity
    from tanlu.analysis.economy.quotients import Quotients
    from tanlu.analysis.economy.shift_share import ShiftShare
    from tanlu.analysis.economy.table import RegionIndustry
    from tanlu.evidence.readers.industry_cells import IndustryCells


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure of the regions of a table in one period."""

    period: str
    audit: "Audit"
    diversity: "Diversity"
    quotients: "Quotients"


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one region between two periods."""

    region: str
    start: str
    end: str
    industries: tuple[str, ...]
    levels: tuple["NDArray[Any]", "NDArray[Any]"]
    parts: "ShiftShare"
    breadth: "Breadth"
    focus: str
    cautions: tuple["Caution", ...]


@dataclass(frozen=True, slots=True)
class Complex:
    """The complexity of the regions and industries of a table in one period."""

    period: str
    audit: "Audit"
    found: "Complexity"


def structure(
    asked: Asked, *, period: str = "", measure: str = "lq", digits: int = 0, counts: bool = True
) -> Structure:
    """Return quotients and diversity of every region.

    Parameters
    ----------
    asked : Asked
        The table.
    period : str
        Which; needed only if the table has several.
    measure : str
        ``lq``, ``rca``, ``rpop`` or ``nrca``.
    digits : int
        How many leading characters of an industry's code make its group, for related variety; 0 for none.
    counts : bool
        False if the values are amounts of money: no intervals then.

    Raises
    ------
    UserMistake
        If the table cannot be read or bear the question.
    """
    from tanlu.analysis.economy.audit import audit
    from tanlu.analysis.economy.diversity import diversity
    from tanlu.analysis.economy.quotients import quotients

    cells, asked = opened(asked)
    table, reference = apart(table_of(cells, period_of(cells, period), asked), asked.reference)
    groups = _groups(table.industries, digits)
    found = quotients(
        table, measure, reference=reference if measure == "lq" else None, counts=counts and cells.counts
    )
    spread = diversity(table, reference=reference, groups=groups)
    return Structure(table.period, audit(table), spread, found)


def change(
    asked: Asked, region: str, *, start: str = "", end: str = "", kind: str = "dunn", focus: str = ""
) -> Change:
    """Decompose the change of a region between two periods.

    Parameters
    ----------
    asked : Asked
        The table, with a column of years.
    region : str
        Label of the region.
    start, end : str
        Years; the first and the last of the table if not given.
    kind : str
        ``dunn``, ``esteban-marquillas`` or ``dynamic``.
    focus : str
        Label of an industry to show apart in the change of breadth, such as coal mining.

    Raises
    ------
    UserMistake
        If the table cannot be read or bear the question.
    """
    import numpy as np

    from tanlu.analysis.economy.audit import audit
    from tanlu.analysis.economy.breadth import breadth_change
    from tanlu.analysis.economy.shift_share import shift_share
    from tanlu.analysis.economy.table import place

    cells, asked = opened(asked)
    region = region_of(cells.region, region)
    periods = span_of(cells, start, end)
    tables = [table_of(cells, each, asked) for each in periods]
    industries = tuple(dict.fromkeys(each for table in tables for each in table.industries))
    here = np.array([_row(table, region, industries) for table in tables])
    if asked.reference:
        whole = np.array([_row(table, asked.reference, industries) for table in tables])
    else:
        whole = np.array([_sum(table, industries) for table in tables])
    parts = shift_share(here, whole, kind)
    focus = industry_of(industries, focus)
    chosen = [place(industries, focus, Text("industry", "行业"))] if focus else []
    split = breadth_change(here[0], here[-1], focus=chosen)
    ends = here[0], here[-1]
    found = [each for table in tables for each in audit(apart(table, asked.reference)[0]).cautions]
    cautions = tuple(dict.fromkeys(found))
    return Change(region, periods[0], periods[-1], industries, ends, parts, split, focus, cautions)


def complexity(
    asked: Asked,
    *,
    period: str = "",
    kind: str = "eci",
    sign: str = "reference",
    scores: Path | None = None,
    seed: int = 1,
    draws: int = 200,
) -> Complex:
    """Return the complexity of regions and industries.

    Parameters
    ----------
    asked : Asked
        The table, perhaps with a column of income per head, whose logarithm gives the sign.
    period : str
        Which; needed only if the table has several.
    kind : str
        ``eci``, ``fitness`` or ``nhefc``.
    sign : str
        ``reference`` (income) or ``diversity``.
    scores : Path, optional
        Complexity of industries, estimated elsewhere; the table's own axis is not used then.
    seed, draws : int
        For rank intervals; no interval with 0 draws.

    Raises
    ------
    UserMistake
        If the table cannot be read or bear the question.
    """
    import numpy as np

    from tanlu.analysis.economy.audit import audit
    from tanlu.analysis.economy.complexity import complexity as axis
    from tanlu.analysis.economy.complexity import complexity_by
    from tanlu.analysis.economy.fitness import fitness, nhefc
    from tanlu.evidence.readers.industries import read_scores

    cells, asked = opened(asked)
    table, _ = apart(table_of(cells, period_of(cells, period), asked), asked.reference)
    income = income_of(cells, table)
    if scores is not None:
        found = complexity_by(table, read_scores(scores), reference=income)
    elif kind in {"fitness", "nhefc"}:
        found = (fitness if kind == "fitness" else nhefc)(table)
    else:
        generator = np.random.default_rng(seed) if draws else None
        found = axis(table, sign=sign, reference=income, generator=generator, draws=draws)
    return Complex(table.period, audit(table), found)


def income_of(cells: "IndustryCells", table: "RegionIndustry") -> "NDArray[Any] | None":
    """Return the logarithm of income per head of every region, or None if the table has no such column."""
    import numpy as np

    held = [cells.income.get((table.period, each)) for each in table.regions]
    known = [each for each in held if each is not None and each > 0]
    if not any(each is not None for each in held):
        return None
    if len(known) < len(held):
        raise BadTable(
            ("A region has no income above zero.", "有地区没有大于零的收入。"),
            ("Give it for every region, or for none.", "请为所有地区给出收入，或全部不给。"),
        )
    return np.log(known)


def _row(table: "RegionIndustry", region: str, industries: tuple[str, ...]) -> "NDArray[Any]":
    """Return the levels of a region in these industries; a suppressed cell cannot be decomposed."""
    at = table.row(region)
    if table.suppressed[at].any():
        raise BadTable(
            (
                f"{region} has suppressed cells in {table.period}: their change is not known.",
                f"{region} {table.period}年有保密的单元格，其变化无从得知。",
            ),
            ("Use a coarser classification, or another year.", "请改用较粗的分类，或改选年份。"),
        )  # fmt: skip
    levels = dict(zip(table.industries, table.values[at], strict=True))
    import numpy as np

    return np.array([levels.get(each, 0.0) for each in industries])


def _sum(table: "RegionIndustry", industries: tuple[str, ...]) -> "NDArray[Any]":
    import numpy as np

    if table.suppressed.any():
        raise BadTable(
            (
                f"Cells of {table.period} are suppressed, so the sum of the regions is no reference.",
                f"{table.period}年有保密的单元格，各地区之和不能作为参照。",
            ),
            ("Add the published nation as a region; name it with --reference.", "请加入全国数，并用 --reference 指定。"),
        )  # fmt: skip
    if len(table.regions) < 2:
        raise BadTable(
            ("One region cannot be compared with itself.", "只有一个地区，无从比较。"),
            ("Give other regions, or a reference such as the nation.", "请给出其他地区，或以全国等为参照。"),
        )
    levels = dict(zip(table.industries, table.values.sum(axis=0), strict=True))
    return np.array([levels.get(each, 0.0) for each in industries])


def _groups(industries: tuple[str, ...], digits: int) -> list[str] | None:
    return [each[:digits] for each in industries] if digits else None

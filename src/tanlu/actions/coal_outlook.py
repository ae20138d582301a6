"""Ask what may happen to coal output in regions, and say how far that can be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass

from tanlu.analysis.coal.drivers import Driver, drivers
from tanlu.brief.editions.outlook.gathered import (
    BRITISH,
    DRAWS,
    HORIZON,
    QUANTILES,
    SEED,
    Ahead,
    Bands,
    Gathered,
    gather,
)
from tanlu.errors import BadReference, NoFigure
from tanlu.evidence.store import Store
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import Tables
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.tables.outlook import card, many, starts
from tanlu.registers.regions import region
from tanlu.text import Text

__all__ = [
    "BRITISH",
    "DRAWS",
    "HORIZON",
    "QUANTILES",
    "SEED",
    "Ahead",
    "Bands",
    "Gathered",
    "Moved",
    "Row",
    "drawn_rows",
    "look",
    "moved_by",
    "panels_of",
]

UNKNOWN = (
    Text("output of each of the last eleven years by one measure", "按同一口径的近十一年历年产量"),
    Text("capacity, age and closure plans of mines", "煤矿产能、矿龄和关闭计划"),
    Text("who buys the coal, year by year", "历年煤炭去向"),
    Text("jobs and revenue from coal, year by year", "历年涉煤就业和财政收入"),
)
"""What would have to be known of a region before a band is drawn."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How an outlook moves with its assumptions.

    Parameters
    ----------
    code : str
    year : int
        The last year ahead.
    base : mapping of float to float
        Quantiles as they are drawn.
    drivers : tuple of Driver
        The strongest first.
    """

    code: str
    year: int
    base: Mapping[float, float]
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One year of one region: quantiles of output in million tonnes, and output after each break where it is known."""

    region: str
    year: int
    band: dict[str, float]
    breaks: dict[str, float | None]


def look(store: Store, codes: tuple[str, ...], years: int = HORIZON) -> Gathered:
    """Return the outlook of regions, some years ahead.

    Raises
    ------
    BadReference
        If more years are asked for than the past can be asked about, or none.
    UnknownName
        If a region is not in the register, or there is nothing to look back on.
    """
    if not 1 <= years <= HORIZON:
        raise BadReference(
            (
                f"An outlook reaches 1 to {HORIZON} years ahead, not {years}.",
                f"展望年数须为1至{HORIZON}年，而非{years}年。",
            ),
            (
                f"Ask for {HORIZON} years or fewer: whether longer bands held was not tested.",
                f"请用{HORIZON}年或以下：更长的区间未经回测。",
            ),
        )
    return gather(store, codes, years)


def panels_of(store: Store) -> tuple[Panel, Panel]:
    """Return the panels that every outlook is drawn from: of surprises and real paths, and of output in tonnes.

    Raises
    ------
    NoFigure
        If the evidence of the day asked for does not hold them.
    """
    panels = Tables(store).panels(table_recipes()["coal_outlook"], 0)  # the same panels for every year
    if panels:
        return panels[0], panels[1]
    raise NoFigure(
        ("There is nothing to look back on.", "没有可供回溯的数据。"),
        ("Ask without --as-of, or for a later day.", "请去掉 --as-of，或指定较晚的日期。"),
    )


def moved_by(store: Store, code: str, years: int = HORIZON) -> Moved:
    """Return how far the middle and the edges of the last year move with each assumption.

    Raises
    ------
    NoFigure
        If the region has no band.
    """
    coal, own = panels_of(store)
    held = starts(own).get(region(code).code)
    if held is None:
        raise NoFigure(
            (f"No band is drawn for {code}.", f"{code} 不绘制区间。"),
            ("`tanlu outlook CODE` lists what is not known.", "`tanlu outlook 代码` 列出所缺的数据。"),
        )
    last, start = held
    base, found = drivers(
        start, many(coal), horizon=years, draws=DRAWS, seed=SEED, settings=card(coal).settings
    )
    return Moved(start.name, last + years, base, found)


def drawn_rows(found: Gathered) -> list[Row]:
    """Return one row a region and year with a band.

    Raises
    ------
    NoFigure
        If none of the regions has one.
    """
    made = [
        Row(
            each.code,
            year,
            {name: made.value for name, made in band.items()},
            {name: path[year].value if year in path else None for name, path in each.breaks.items()},
        )
        for each in found.drawn
        for year, band in each.band.items()
    ]
    if made:
        return made
    named = ", ".join(found.codes)
    raise NoFigure(
        (f"No band is drawn for {named}.", f"{named.replace(', ', '、')}不绘制区间。"),
        ("Ask without --format csv: what is not known is listed.", "去掉 --format csv 可查看所缺的数据。"),
    )

"""Ask what may happen to coal output in regions, and say how far that can be trusted."""

from dataclasses import dataclass

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
    "Row",
    "drawn_rows",
    "look",
]

UNKNOWN = (
    Text("output of each of the last eleven years by one measure", "按同一口径的近十一年历年产量"),
    Text("capacity, age and closure plans of mines", "煤矿产能、矿龄和关闭计划"),
    Text("who buys the coal, year by year", "历年煤炭去向"),
    Text("jobs and revenue from coal, year by year", "历年涉煤就业和财政收入"),
)
"""What would have to be known of a region before a band is drawn."""


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

"""Ask a region-by-industry table which industries may arrive, and how often such advice was right."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tanlu.actions.industry_tables import Asked, apart, opened, period_of, region_of, span_of, table_of
from tanlu.actions.nearness import Near, learnt

if TYPE_CHECKING:
    from tanlu.analysis.economy.advice import Proposal
    from tanlu.analysis.economy.backtest import Backtest
    from tanlu.analysis.economy.caution import Caution
    from tanlu.analysis.economy.quotients import Quotients
    from tanlu.analysis.economy.relatedness import Density


@dataclass(frozen=True, slots=True)
class Entry:
    """A back-test, what it proposes for a region if one was named, and what must be known of the table."""

    tested: "Backtest"
    proposal: "Proposal | None"
    cautions: tuple["Caution", ...]


@dataclass(frozen=True, slots=True)
class Related:
    """How close every industry is to what each region has, and the quotients of one period."""

    period: str
    density: "Density"
    quotients: "Quotients"
    cautions: tuple["Caution", ...]


def entry(
    asked: Asked,
    *,
    start: str = "",
    end: str = "",
    fit: str = "",
    absent: float = 0.5,
    region: str = "",
    top: int = 10,
    draws: int = 200,
    seed: int = 1,
) -> Entry:
    """Test scores of absent industries, and propose those of a region at the end of the tested span.

    Parameters
    ----------
    asked : Asked
        The table, with a column of years.
    start, end : str
        The tested span; the first and the last year if not given.
    fit : str
        Year from which, up to ``start``, the combination is fitted; folds of regions if not given. A table of three
        years for which no year is given is fitted on the first span and tested on the second.
    absent : float
        LQ below which an industry is absent.
    region : str
        For which to propose; empty for none.
    top : int
        Length of a list.
    draws, seed : int
        Resamples for intervals, and where chance starts.

    Raises
    ------
    UserMistake
        If the table cannot be read or bear the question.
    """
    from tanlu.analysis.economy.advice import propose
    from tanlu.analysis.economy.backtest import backtest

    cells, asked = opened(asked)
    held = sorted(set(cells.period))
    if len(held) == 3 and not (start or end or fit):
        fit, start, end = held
    periods = span_of(cells, start, end)
    before = None if not fit else span_of(cells, fit, periods[0])
    tables = {
        each: apart(table_of(cells, each, asked), asked.reference)[0]
        for each in {periods[0], periods[-1], *((before[0],) if before else ())}
    }
    first, last = tables[periods[0]], tables[periods[-1]]
    region = region_of(last.regions, region) if region else ""
    if region:
        last.row(region)
    fitted = None if before is None else (tables[before[0]], first)
    tested = backtest(first, last, fitted=fitted, absent=absent, at=top, draws=draws, seed=seed)
    proposal = propose(last, region, tested, fitted=(first, last)) if region else None
    told = [each for table in tables.values() for each in table.cautions]
    return Entry(tested, proposal, tuple(dict.fromkeys((*told, *tested.cautions))))


def relatedness(
    asked: Asked,
    near: Near | None = None,
    *,
    period: str = "",
    neighbours: int = 0,
    own: bool = False,
    relative: bool = False,
) -> Related:
    """Return how close each industry is to what each region has.

    Parameters
    ----------
    asked : Asked
        The table.
    near : Near, optional
        How nearness is learnt; from the table itself if not given.
    period : str
        Which; needed only if the table has several.
    neighbours : int
        How many nearest industries count; 0 for all.
    own : bool
        True to count an industry as its own neighbour.
    relative : bool
        True for standard deviations from the mean of what the region does not have.

    Raises
    ------
    UserMistake
        If a table cannot be read or bear the question.
    """
    from tanlu.analysis.economy.audit import audit
    from tanlu.analysis.economy.quotients import quotients
    from tanlu.analysis.economy.relatedness import density

    cells, asked = opened(asked)
    table = apart(table_of(cells, period_of(cells, period), asked), asked.reference)[0]
    proximities, told = learnt(near or Near(), asked, table, period)
    found = density(table, proximities, neighbours=neighbours, own=own, relative=relative)
    cautions = tuple(dict.fromkeys((*audit(table).cautions, *told, *found.cautions)))
    return Related(table.period, found, quotients(table, "rca", counts=False), cautions)

"""Where proximities come from: the table itself, another table, or moves of persons between industries."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tanlu.actions.industry_tables import Asked, opened, period_of, table_of

if TYPE_CHECKING:
    from tanlu.analysis.economy.caution import Caution
    from tanlu.analysis.economy.relatedness import Proximity
    from tanlu.analysis.economy.table import RegionIndustry


@dataclass(frozen=True, slots=True)
class Near:
    """How nearness is to be learnt.

    Parameters
    ----------
    source : Path, optional
        Another table to learn from, best of many small regions; read under the same column names, and of the same period
        if it has several.
    kind : str
        One of the kinds of proximity.
    flows : Path, optional
        Moves between industries, in place of where they stand.
    """

    source: Path | None = None
    kind: str = "min_conditional"
    flows: Path | None = None


def learnt(
    near: Near, asked: Asked, table: "RegionIndustry", period: str
) -> tuple["Proximity", tuple["Caution", ...]]:
    """Return proximities, and what must be known of where they were learnt.

    Raises
    ------
    UserMistake
        If a table cannot be read or bear the question.
    """
    from tanlu.analysis.economy.relatedness import flow_proximity, proximity

    if near.flows is not None:
        from tanlu.evidence.readers.industries import read_flows

        industries, persons = read_flows(near.flows)
        return flow_proximity(industries, persons, source=near.flows.name), ()
    if near.source is None:
        return proximity(table, near.kind, source=asked.path.name), table.cautions
    cells, other = opened(Asked(near.source, asked.columns, levels=asked.levels, wide=asked.wide))
    when = period if len(set(cells.period)) > 1 else ""
    from_table = table_of(cells, period_of(cells, when), other)
    return proximity(from_table, near.kind, source=near.source.name), from_table.cautions

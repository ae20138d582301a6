"""What an audience is told of a round, as a page shows it: made of the release and of nothing else."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tanlu.text import Lang

if TYPE_CHECKING:
    from tanlu.actions.votes import Analysed


@dataclass(frozen=True, slots=True)
class Told:
    """One statement: what is told of everyone, then of each group."""

    text: str
    cells: tuple[tuple[str, str, str], ...]


def rows_of(found: "Analysed", lang: Lang) -> list[Told]:
    """Return what is told, statement by statement."""
    everyone = "全体" if lang == "zh" else "everyone"
    rows = []
    for table in found.release.tables:
        cells = tuple(
            (
                found.groups[cell.attribute, cell.group](lang) if cell.group else everyone,
                cell.words(lang),
                cell.turnout(lang) if cell.turnout else "",
            )
            for cell in table.cells
        )
        rows.append(Told(found.statements[table.statement](lang), cells))
    return rows

"""The cells of a table of regions and industries, in whichever layout the file has them."""

from dataclasses import dataclass, field
from typing import Final

from tanlu.analysis.economy.caution import Caution
from tanlu.errors import BadTable
from tanlu.evidence.readers.text import parse_number

WITHHELD: Final = frozenset({"d", "(d)", "s", "(s)", "suppressed", "withheld", "*", "保密", "保密数据"})
"""Marks of a value that is kept secret."""


@dataclass(slots=True)
class IndustryCells:
    """The rows of a table, column by column.

    Parameters
    ----------
    region, industry, period : list of str
        Labels; the period is empty where the table has none.
    value : list of float
        Levels; 0 where the row is suppressed.
    suppressed : list of bool
        Rows whose value is withheld.
    population : dict
        Persons by period and region; empty where the table has none.
    income : dict
        Income per head, likewise.
    headings : dict
        How the file calls each field.
    cautions : list of Caution
        What was left out or read otherwise than as it stands.
    counts : bool
        False if the file says that its values are no persons.
    """

    region: list[str] = field(default_factory=list)
    industry: list[str] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    suppressed: list[bool] = field(default_factory=list)
    period: list[str] = field(default_factory=list)
    population: dict[tuple[str, str], float] = field(default_factory=dict)
    income: dict[tuple[str, str], float] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    cautions: list[Caution] = field(default_factory=list)
    counts: bool = True


def level(cell: str) -> float:
    """Read a level from zero up.

    Raises
    ------
    BadTable
        If the cell is empty, no number, a share, or negative.
    """
    if not cell:
        raise BadTable(
            ("the value is empty.", "数值为空。"),
            (
                "Write 0 or leave the row out where there is none, and D where it is withheld.",
                "没有的请写 0 或删去该行；保密的请写“保密”。",
            ),
        )
    number = parse_number(cell)
    if number.percent:
        raise BadTable(
            (f"{cell!r} is a share, not a level.", f"{cell!r} 是比重，不是总量。"),
            ("Give jobs or value added.", "请给出就业人数或增加值等总量。"),
        )
    if number.value < 0:
        raise BadTable(
            (f"{cell!r} is negative.", f"{cell!r} 为负数。"),
            ("Levels start at zero; correct it, or mark the cell as withheld (D).", "总量不小于零；请更正，或标为“保密”。"),
        )  # fmt: skip
    return number.value


def at_row(number: int, error: BadTable) -> BadTable:
    """Return a mistake with the row in which it stands."""
    return BadTable((f"Row {number}: {error.what[0]}", f"第 {number} 行：{error.what[1]}"), error.do)

"""The one shape that every reader gives its rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tanlu.text import Text

FIELDS: Final = (
    "series", "dims", "region", "period", "value", "unit", "source", "status", "low", "high", "scope", "locator",
    "note_en", "note_zh", "published",
)  # fmt: skip
ROW: Final = ("row", "heading", *FIELDS)
"""What a row holds: its number in the file, the heading over its value, and the cells as written."""

Row = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken, and why."""

    row: int
    column: str
    reason: Text


@dataclass(slots=True)
class Taken:
    """What a reader found in a file; its rows are read as they are asked for, and the rest fills up meanwhile.

    Parameters
    ----------
    layout : str
        Which layout was taken.
    rows : iterator of tuple
        Cells in the order of :data:`ROW`.
    headings : dict of str to str
        How the file calls each field, for naming a column to a person.
    names : dict of str to str
        What was read as which code, by exact match.
    left_out : Counter of Text
        How many rows or cells were left out, by reason.
    rejected : list of Rejected
        Rows that have no place in the layout at all.
    sources : dict of str to dict
        Cells of the sources that the layout itself knows, by id.
    """

    layout: str
    rows: Iterator[Row]
    headings: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    left_out: Counter[Text] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)


def make_row(number: int, heading: str, **cells: str) -> Row:
    """Return a row in the order of :data:`ROW`; fields that are not given are empty.

    Examples
    --------
    >>> make_row(2, "value", series="coal_mines", value="3")[:7]
    (2, 'value', 'coal_mines', '', '', '', '3')
    """
    return (number, heading, *(cells.get(name, "") for name in FIELDS))


BLANK = {
    "status": "missing",
    "note_en": "The imported table leaves this cell empty.",
    "note_zh": "导入的表格中此格为空。",
}
"""Cells of a stated absence where a wide table has nothing."""

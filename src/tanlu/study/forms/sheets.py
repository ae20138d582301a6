"""The sheets of a form as they stand: nothing is dropped, so that a form survives the way out and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tanlu.errors import BadForm

SURVEY: Final = "survey"
CHOICES: Final = "choices"
SETTINGS: Final = "settings"
SHEETS: Final = (SURVEY, CHOICES, SETTINGS)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet.

    Parameters
    ----------
    line : int
        As a spreadsheet counts it: the headings are line 1.
    cells : mapping of str to str
        By heading; an empty cell is not in it.
    """

    line: int
    cells: Mapping[str, str]

    def __call__(self, heading: str) -> str:
        """Return a cell; the empty text where there is none."""
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Parameters
    ----------
    name : str
        ``survey``, ``choices``, ``settings`` or another.
    headings : tuple of str
        In order.
    rows : tuple of Row
        Without the empty ones.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def sheet(name: str, lines: Iterable[Sequence[str]]) -> Sheet:
    """Return a sheet from lines of cells, the first of which holds the headings.

    Parameters
    ----------
    name : str
        Of the sheet.
    lines : iterable of sequence of str
        Cells without spaces around them.

    Raises
    ------
    BadForm
        If a heading stands twice, or a cell stands under none.

    Examples
    --------
    >>> sheet("settings", [["form_id"], ["core"]]).rows[0]("form_id")
    'core'
    """
    every = [[cell.strip() for cell in line] for line in lines]
    head = every[0] if every else []
    named = [each for each in head if each]
    twice = sorted({each for each in named if named.count(each) > 1})
    if twice:
        raise BadForm(
            (f"Sheet {name} has the heading {twice[0]!r} twice.", f"工作表 {name} 的列名“{twice[0]}”重复。"),
            ("Give each column a heading of its own.", "请为每一列取不同的列名。"),
        )
    rows = []
    for at, line in enumerate(every[1:], start=2):
        _demand_headings(name, at, head, line)
        cells = {heading: cell for heading, cell in zip(head, line, strict=False) if heading and cell}
        if cells:
            rows.append(Row(at, cells))
    return Sheet(name, tuple(named), tuple(rows))


def _demand_headings(name: str, at: int, head: Sequence[str], line: Sequence[str]) -> None:
    for place, cell in enumerate(line):
        if cell and (place >= len(head) or not head[place]):
            raise BadForm(
                (
                    f"Line {at} of sheet {name} has {cell[:40]!r} under no heading.",
                    f"工作表 {name} 第{at}行的“{cell[:40]}”上方没有列名。",
                ),
                ("Give the column a heading, or empty the cell.", "请补上列名，或清空该单元格。"),
            )

"""A sheet with a label at each row and column, from which numbers are taken by label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.errors import BadTable
from tanlu.evidence.readers.files import open_grid
from tanlu.evidence.readers.text import parse_number, plain

_FAST: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells by row and column label.

    Parameters
    ----------
    name : str
        Of the file.
    columns : dict
        Place of each heading; the first column holds the labels of rows and is not among them.
    rows : dict
        Number in the file and cells of each row, by its label.
    """

    name: str
    columns: dict[str, int]
    rows: dict[str, tuple[int, list[str]]]

    def numbers(self, rows: Sequence[str], columns: Sequence[str]) -> NDArray[np.float64]:
        """Return the numbers of these rows and columns; an empty cell is zero, as the offices leave them.

        Raises
        ------
        BadTable
            If a cell holds no number; row and column are named.
        """
        places = [self.columns[each] for each in columns]
        found = np.zeros((len(rows), len(places)))
        for at, label in enumerate(rows):
            number, cells = self.rows[label]
            for to, place in enumerate(places):
                cell = cells[place] if place < len(cells) else ""
                if cell:
                    found[at, to] = self._number(cell, number, columns[to])
        return found

    def column(self, rows: Sequence[str], name: str) -> NDArray[np.float64]:
        """Return one column."""
        return self.numbers(rows, [name]).reshape(-1)

    def row(self, name: str, columns: Sequence[str]) -> NDArray[np.float64]:
        """Return one row."""
        return self.numbers([name], columns).reshape(-1)

    def title(self, row: str, place: int) -> str:
        """Return the text of a cell, or the row's label where it is empty."""
        cells = self.rows[row][1]
        return (cells[place] if place < len(cells) else "") or row

    def _number(self, cell: str, number: int, heading: str) -> float:
        if _FAST.fullmatch(cell) and len(cell) < 100:
            return float(cell)
        try:
            found = parse_number(cell)
        except BadTable as error:
            where = (
                f"{self.name}, row {number}, column {heading}: ",
                f"{self.name} 第 {number} 行、{heading} 列：",
            )
            what = error.what
            raise BadTable((where[0] + what[0], where[1] + what[1]), error.do) from error
        return found.value / 100 if found.percent else found.value


def open_sheet(path: Path) -> Sheet:
    """Read a CSV or XLSX whose first row holds headings and whose first column holds labels.

    Raises
    ------
    BadTable
        If the file cannot be read, has no rows, or a heading or label stands twice.
    """
    filled = ((number, cells) for number, cells in open_grid(path).rows() if any(cells))
    _, header = next(filled)
    columns: dict[str, int] = {}
    for place, cell in enumerate(header[1:], 1):
        label = plain(cell)
        if label and columns.setdefault(label, place) != place:
            raise _twice(path, label)
    rows: dict[str, tuple[int, list[str]]] = {}
    for number, cells in filled:
        label = plain(cells[0])
        if not label:
            raise BadTable(
                (
                    f"{path.name}, row {number}: the row has no label.",
                    f"{path.name} 第 {number} 行没有名称。",
                ),
                ("Give each row the label of its sector in the first column.", "请在第一列填写部门名称。"),
            )
        if label in rows:
            raise _twice(path, label)
        rows[label] = number, cells
    if not rows:
        raise BadTable(
            (f"{path.name} has a header and no rows.", f"{path.name} 只有表头，没有数据。"),
            ("Give one row a sector.", "每个部门须占一行。"),
        )
    return Sheet(path.name, columns, rows)


def _twice(path: Path, label: str) -> BadTable:
    return BadTable(
        (f"{path.name}: {label!r} stands twice.", f"{path.name}：{label!r} 重复出现。"),
        ("Give each row and column a label of its own.", "各行各列的名称不能重复。"),
    )


def lacking(sheet: Sheet, names: Sequence[str]) -> BadTable:
    """Return the error for rows or columns that a layout needs and a file has not."""
    return BadTable(
        (f"{sheet.name} has no row or column: {', '.join(names)}.", f"{sheet.name} 缺少以下行或列：{'、'.join(names)}。"),
        (
            "Keep the labels of the publisher, or use the plain layout (documentation: input-output).",
            "请保留发布机构的行列名称，或改用通用格式（见文档“投入产出”）。",
        ),
    )  # fmt: skip

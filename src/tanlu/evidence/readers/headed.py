"""Tables whose first row names the columns: rows as cells by field, whatever the file calls a field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.readers.files import open_grid
from tanlu.evidence.readers.text import parse_number, plain

_FAST: Final = re.compile(r"\d{1,15}(?:\.\d{1,15})?", re.ASCII)

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Headed:
    """A table that has been looked at.

    Parameters
    ----------
    path : Path
    header : tuple of str
        The first row, plain and in small letters.
    places : dict
        The column of each field that was found.
    """

    path: Path
    header: tuple[str, ...]
    places: dict[str, int]

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the number of each row, and its cells by field; a field without a column is empty.

        Raises
        ------
        BadTable
            If a row has more cells than the header.
        """
        lines = ((number, cells) for number, cells in open_grid(self.path).rows() if any(cells))
        next(lines)
        for number, cells in lines:
            if len(cells) > len(self.header) and any(cells[len(self.header) :]):
                raise at_row(
                    self.path,
                    number,
                    BadTable(
                        (
                            f"it has {len(cells)} cells, the header {len(self.header)}.",
                            f"该行有{len(cells)}格，表头为{len(self.header)}格。",
                        ),
                        ("Put a cell with a comma in quotation marks.", "单元格内有逗号的须加引号。"),
                    ),
                )
            yield (
                number,
                {
                    name: plain(cells[place]) if place < len(cells) else ""
                    for name, place in self.places.items()
                },
            )


def open_headed(path: Path, names: Names, required: tuple[str, ...]) -> Headed:
    """Look at a table and find its columns; where several would do, the name that stands first is taken.

    Raises
    ------
    BadTable
        If it cannot be read, or a column is missing.
    """
    _, first = next((number, cells) for number, cells in open_grid(path).rows() if any(cells))
    header = tuple(plain(cell).casefold() for cell in first)
    places = {}
    for field, calls in names.items():
        found = next((header.index(each) for each in calls if each in header), None)
        if found is not None:
            places[field] = found
    lacking = [field for field in required if field not in places]
    if lacking:
        calls = names[lacking[0]]
        raise BadTable(
            (f"{path.name} has no column for: {', '.join(lacking)}.", f"{path.name} 缺少以下列：{'、'.join(lacking)}。"),
            (
                f"Call it {' or '.join(calls[:3])}; the columns are: {', '.join(first)}.",
                f"列名可用：{'、'.join(calls)}；现有的列：{'、'.join(first)}。",
            ),
        )  # fmt: skip
    return Headed(path, header, places)


def _cell(cell: str) -> str:
    """Return a cell made plain; the grid has stripped it already."""
    return cell if cell.isascii() else plain(cell)


def number_of(cell: str) -> float:
    """Return the number of a cell.

    Raises
    ------
    BadTable
        If it holds none, NaN and a share among them.
    """
    if _FAST.fullmatch(cell):
        return float(cell)
    try:
        found = parse_number(cell)
    except BadTable as error:
        raise BadTable(
            error.what,
            (
                "Write digits only, or leave the row out where nothing is known.",
                "只写数字；没有数据的请删去该行。",
            ),
        ) from error
    if found.percent:
        raise BadTable(
            (f"{cell!r} is a share.", f"{cell!r} 是百分数。"), ("Write it without a percent sign.", "请去掉百分号。")
        )  # fmt: skip
    return found.value


def at_row(path: Path, number: int, error: BadTable) -> BadTable:
    """Return an error with its place in front."""
    return BadTable(
        (f"{path.name}, row {number}: {error.what[0]}", f"{path.name} 第 {number} 行：{error.what[1]}"),
        error.do,
    )

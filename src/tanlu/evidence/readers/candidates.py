"""Tables of candidate industries: one a row, a criterion a column, cells as the table gives them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.readers.files import open_grid
from tanlu.evidence.readers.text import Number, parse_number, plain

_ABSENT: Final = frozenset(
    {"", "-", "--", "—", "——", "…", "……", "...", "n/a", "na", "d", "(d)", "保密", "空格", "无数据"}
)


@dataclass(frozen=True, slots=True)
class CandidateCells:
    """A table of candidates, column by column.

    Parameters
    ----------
    industries : tuple of str
        First column.
    columns : dict of str to tuple of str
        Every other column by its heading.
    rows : tuple of int
        Number of each row in the file.
    """

    industries: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    rows: tuple[int, ...]

    def numbers(self, heading: str) -> tuple[float | None, ...]:
        """Return a column as numbers; None where a cell is empty or says that there is none.

        Raises
        ------
        BadTable
            If a cell is no number, or only some cells carry a percent sign; row and column are named.
        """
        found = [self._number(heading, at) for at in range(len(self.rows))]
        signs = {each.percent for each in found if each}
        if len(signs) > 1:
            raise BadTable(
                (f"Column {heading!r}: only some cells carry a percent sign.", f"列 {heading!r}：只有部分单元格带百分号。"),
                ("Write all of them in percent, or none.", "请全部带百分号，或全部不带。"),
            )  # fmt: skip
        return tuple(None if each is None else each.value for each in found)

    def _number(self, heading: str, at: int) -> Number | None:
        cell = self.columns[heading][at]
        if cell.casefold() in _ABSENT:
            return None
        try:
            return parse_number(cell)
        except BadTable as error:
            number = self.rows[at]
            what = (
                f"Row {number}, column {heading!r}: {error.what[0]}",
                f"第 {number} 行，列 {heading!r}：{error.what[1]}",
            )
            raise BadTable(what, (
                f"Correct it, leave it empty if it is not known, or show the column as context with --label {heading!r}.",
                f"请更正；数值不详的请留空；该列仅供说明的，请用 --label {heading!r} 标明。",
            )) from error  # fmt: skip


def read_candidates(path: Path) -> CandidateCells:
    """Read a table of candidates (CSV or XLSX): industries in the first column, a criterion in each other one.

    Raises
    ------
    BadTable
        If the file cannot be read, a heading is empty or stands twice, or an industry does; the row is named.
    """
    rows = [
        (number, [plain(cell) for cell in cells]) for number, cells in open_grid(path).rows() if any(cells)
    ]
    header, body = rows[0][1], rows[1:]
    _demand_header(header, path)
    seen: dict[str, int] = {}
    for number, cells in body:
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise BadTable(
                (f"Row {number} has {len(cells)} cells, the header {len(header)}.",
                 f"第 {number} 行有{len(cells)}格，表头为{len(header)}格。"),
                ("Put a cell with a comma in quotation marks.", "单元格内有逗号的须加引号。"),
            )  # fmt: skip
        if not cells[0] or cells[0] in seen:
            first = seen.get(cells[0], 0)
            raise BadTable(
                (f"Row {number} names no industry.", f"第 {number} 行没有行业名称。")
                if not cells[0]
                else (f"Row {number}: {cells[0]!r} stands in row {first} already.",
                      f"第 {number} 行：{cells[0]!r} 与第 {first} 行重复。"),
                ("Give each candidate one row, its name in the first column.", "每个候选产业占一行，名称填在第一列。"),
            )  # fmt: skip
        seen[cells[0]] = number
    if not seen:
        raise BadTable(
            (f"{path.name} has a header and no rows.", f"{path.name} 只有表头，没有数据。"),
            ("Give one row for each candidate.", "每个候选产业须占一行。"),
        )
    columns = {
        heading: tuple(cells[place] if place < len(cells) else "" for _, cells in body)
        for place, heading in enumerate(header)
        if place and heading
    }
    return CandidateCells(tuple(seen), columns, tuple(seen.values()))


def _demand_header(header: list[str], path: Path) -> None:
    if len([each for each in header[1:] if each]) < 1:
        raise BadTable(
            (f"{path.name} has no column beside the industries.", f"{path.name} 除行业外没有其他列。"),
            ("Give a column for each criterion.", "每项指标须占一列。"),
        )
    twice = sorted({each for each in header if header.count(each) > 1 and each})
    blank = [place for place, each in enumerate(header) if place and not each]
    if twice or blank:
        raise BadTable(
            (f"The heading {twice[0]!r} stands twice.", f"列名 {twice[0]!r} 重复。")
            if twice
            else (f"Column {blank[0] + 1} has no heading.", f"第 {blank[0] + 1} 列没有列名。"),
            ("Give each column a name of its own.", "每列须有不同的名称。"),
        )

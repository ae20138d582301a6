"""Workbooks (XLSX) as rows of text, streamed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - it is a class

from tanlu.errors import BadTable

if TYPE_CHECKING:
    from openpyxl import Workbook


def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets that hold cells, in order.

    Raises
    ------
    BadTable
        If the file is damaged, is no workbook, or holds nothing.
    """
    with _opened(path) as book:
        names = [each.title for each in book.worksheets if any(_filled(row) for row in _first_rows(each))]
    if not names:
        raise BadTable(
            (f"No sheet of {path} holds a table.", f"{path} 的工作表中没有表格。"),
            ("Nothing was changed; save the table again.", "未作任何改动；请重新保存表格。"),
        )
    return names


def read_workbook(path: Path, sheet: str) -> Iterator[list[str]]:
    """Yield the rows of a sheet as text; a cell shown in percent carries its sign."""
    with _opened(path) as book:
        page: Any = book[sheet]
        page.reset_dimensions()  # some writers claim a sheet of one cell
        for row in page.iter_rows():
            cells = [_text(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            yield cells


_BROKEN = (BadZipFile, ZlibError, KeyError, ValueError, TypeError, OSError, EOFError, SyntaxError, IndexError)


@contextmanager
def _opened(path: Path) -> "Iterator[Workbook]":
    """Open a workbook whatever its file is called; what breaks on the way is a damaged workbook."""
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.2 CPU-s that a CSV need not pay

    with path.open("rb") as file:
        try:
            book = load_workbook(file, read_only=True, data_only=True)
            yield book
        except _BROKEN as error:
            raise _damaged(path) from error


def _first_rows(page: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - openpyxl has no public type for it
    page.reset_dimensions()
    yield from islice(page.iter_rows(values_only=True), 50)


def _filled(row: tuple[Any, ...]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in row)


def _text(cell: Any) -> str:  # noqa: ANN401 - a cell of either of openpyxl's two kinds
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if "%" in str(cell.number_format):
            return f"{value * 100:.12g}%"
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return str(value).strip()


def _damaged(path: Path) -> BadTable:
    return BadTable(
        (f"{path} is a damaged workbook, or none at all.", f"{path} 是已损坏的工作簿，或不是工作簿。"),
        ("Fetch or save it again; a download may have been cut short.", "请重新下载或保存；下载可能中断。"),
    )

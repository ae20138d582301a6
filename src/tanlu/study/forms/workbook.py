"""Forms as workbooks, which is what KoboToolbox, ODK and most people open."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from tanlu.errors import BadForm
from tanlu.study.forms.sheets import Sheet, sheet

BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError,
    EOFError, RuntimeError, NotImplementedError,
)  # fmt: skip
"""What the readers of zip files and workbooks raise on a damaged one: they foresee none of it."""


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook (``.xlsx``).

    A number that stands as one in the workbook is read as people see it: 1, not 1.0.

    Raises
    ------
    BadForm
        If it is no workbook.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return tuple(
                sheet(each.title.casefold(), ([cell_text(cell) for cell in line] for line in each.values))
                for each in book.worksheets
            )
        finally:
            book.close()
    except (InvalidFileException, *BROKEN) as error:
        raise BadForm(
            ("The file is no workbook (.xlsx) that can be read.", "文件不是可读取的工作簿（.xlsx）。"),
            ("Save it again as .xlsx.", "请重新另存为 .xlsx。"),
        ) from error


def cell_text(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """Return a cell of a workbook as text.

    Examples
    --------
    >>> cell_text(1.0), cell_text(True), cell_text(None)
    ('1', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if not (value.hour or value.minute or value.second)
            else value.isoformat()
        )
    return value.isoformat() if isinstance(value, date) else str(value)


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook in which every cell is text, so that 1 stays 1 and 01001 keeps its zero."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.active)
    for each in sheets:
        page = book.create_sheet(each.name)
        for at, heading in enumerate(each.headings, start=1):
            _put(page, 1, at, heading)
        for line, row in enumerate(each.rows, start=2):
            for at, heading in enumerate(each.headings, start=1):
                if row(heading):
                    _put(page, line, at, row(heading))
        page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(page: Any, line: int, at: int, said: str) -> None:  # noqa: ANN401 - a worksheet
    cell = page.cell(line, at)
    cell.value = said
    cell.data_type = "s"  # a text that begins with = stays a text
    cell.number_format = "@"

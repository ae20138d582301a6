"""All tables in one workbook: a sheet each, headers in both languages, cells typed, equal bytes for equal tables."""

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from tanlu.brief.folder.tables import Datum, Sheet
from tanlu.registers.units import unit
from tanlu.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_YEAR, _UNIT, _REF = Text("Year", "年份"), Text("Unit", "单位"), Text("Address", "引用地址")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can name: a workbook must not hold the time of its making."""
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
HEAD: Final = 4
"""Rows above the cells: title in each language, headers in each language."""


def grid_of(sheet: Sheet) -> "Iterator[list[tuple[Any, str]]]":
    """Yield the rows of a sheet; each cell with the reference of its number, or nothing.

    A column of numbers is followed by what its cells say besides: the year, the unit where it is not the same in
    all of them, and the address.
    """
    yield [(sheet.title.en, "")]
    yield [(sheet.title.zh, "")]
    extra = [_extra(sheet, place) for place in range(len(sheet.headers))]
    units = [_one_unit(sheet, place) for place in range(len(sheet.headers))]
    for lang in ("en", "zh"):
        row: list[tuple[Any, str]] = []
        for header, kinds, code in zip(sheet.headers, extra, units, strict=True):
            row.append((_headed(header, code)(lang), ""))
            row += [(each(lang), "") for each in kinds]
        yield row
    for cells in sheet.rows:
        row = []
        for cell, kinds in zip(cells, extra, strict=True):
            row.append((cell.shown_both() if cell.value is None else cell.value, cell.ref))
            row += [(_said(cell, each), "") for each in kinds]
        yield row


def _headed(header: Text, code: str) -> Text:
    """Return a header with the unit of its column, where the page wrote it into every cell."""
    if not code:
        return header
    symbol = unit(code).symbol
    if header.en.endswith(f"({symbol.en})"):
        return header
    return Text(f"{header.en} ({symbol.en})", f"{header.zh}（{symbol.zh}）")


def _units(sheet: Sheet, place: int) -> set[str]:
    return {row[place].unit for row in sheet.rows if row[place].value is not None and row[place].unit}


def _one_unit(sheet: Sheet, place: int) -> str:
    found = _units(sheet, place)
    return found.pop() if len(found) == 1 else ""


def _extra(sheet: Sheet, place: int) -> tuple[Text, ...]:
    cells = [row[place] for row in sheet.rows if row[place].value is not None]
    kinds = [
        (_UNIT, len(_units(sheet, place)) > 1),
        (_YEAR, any(each.year for each in cells)),
        (_REF, any(each.ref for each in cells)),
    ]
    return tuple(kind for kind, is_told in kinds if is_told)


def _said(cell: Datum, kind: Text) -> Any:  # noqa: ANN401 - a year, an address or nothing
    if cell.value is None:
        return None
    if kind is _YEAR:
        return cell.year
    if kind is _REF:
        return cell.ref
    symbol = unit(cell.unit).symbol
    return symbol.en if symbol.en == symbol.zh else f"{symbol.en} · {symbol.zh}"


def write_workbook(sheets: tuple[Sheet, ...]) -> bytes:
    """Return the workbook; text stays text even where it begins like a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - 0.2 CPU-s that a page need not pay

    book = Workbook(write_only=True)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.id[:31]), sheet)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _fill(page: "WriteOnlyWorksheet", sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    rows = list(grid_of(sheet))
    for place in range(max(len(row) for row in rows)):
        widest = max((_width(row[place][0]) for row in rows[2:] if place < len(row)), default=8)
        page.column_dimensions[get_column_letter(place + 1)].width = min(max(widest + 2, 8), 44)
    page.freeze_panes = f"B{HEAD + 1}"
    bold = Font(bold=True)
    for number, row in enumerate(rows):
        cells = []
        for value, _ in row:
            made = WriteOnlyCell(page, value=value)
            if isinstance(value, str):
                made.data_type = "s"
            if number < HEAD:
                made.font = bold
            cells.append(made)
        page.append(cells)


def _width(value: object) -> int:
    """Return about how many columns of type a cell takes; a Chinese character takes two."""
    text = f"{value:.6g}" if isinstance(value, float) else "" if value is None else str(value)
    return sum(2 if ord(each) > 0x2E7F else 1 for each in text)


def _timeless(data: bytes) -> bytes:
    """Return an archive without the time of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, content)
    return out.getvalue()

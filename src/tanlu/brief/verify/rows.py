"""Compare tables cell by cell: CSV line by line, the workbook sheet by sheet."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tanlu.brief.folder.tables import Sheet
from tanlu.brief.folder.workbook import grid_of
from tanlu.brief.verify.report import Difference, differs, unreadable
from tanlu.errors import BadFolder
from tanlu.evidence.excerpt import read_csv
from tanlu.text import Text

Named = Sequence[str]


def compare_csv(file: str, found: bytes | None, expected: bytes, key: Named, name: Named) -> list[Difference]:
    """Return where a table differs from what it should be.

    Parameters
    ----------
    file : str
        Its place.
    found : bytes or None
        What lies there.
    expected : bytes
        What the facts give.
    key : sequence of str
        Columns by which rows find each other.
    name : sequence of str
        Columns that name a row to a reader; the first that is not empty does.
    """
    if found is None:
        return [Difference(file, "", Text("is missing", "缺失"))]
    if found == expected:
        return []
    header = expected.decode("utf-8-sig").partition("\n")[0].split(",")
    try:
        ours = _keyed(header, read_csv(found, file, header), key)
    except BadFolder as error:
        return [unreadable(file, error)]
    theirs = _keyed(header, read_csv(expected, file, header), key)
    differences = []
    for place, row in theirs.items():
        if place not in ours:
            differences.append(Difference(file, _name(row, name), Text("is missing", "缺失")))
        else:
            differences += _cells(file, _name(row, name), ours[place], row)
    differences += [
        Difference(file, _name(row, name), Text("does not follow from the facts", "数据中没有依据"))
        for place, row in ours.items()
        if place not in theirs
    ]
    return differences or [Difference(file, "", Text("is written in another way", "写法不同"))]


def _keyed(header: Named, rows: list[list[str]], key: Named) -> dict[tuple[str, ...], dict[str, str]]:
    found: dict[tuple[str, ...], dict[str, str]] = {}
    met = Counter[tuple[str, ...]]()
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        place = tuple(cells[each] for each in key)
        met[place] += 1  # a key that stands twice is a row too many, and must not hide the first
        found[*place, str(met[place])] = cells
    return found


def _name(row: Mapping[str, str], columns: Named) -> str:
    return next((row[each] for each in columns if row.get(each)), "")


def _cells(file: str, name: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> Iterator[Difference]:
    for column, expected in theirs.items():
        if ours[column] != expected:
            found = differs(file, name, ours[column], expected)
            yield Difference(
                file,
                name,
                Text(f"{column}: {found.what.en}", f"{column}：{found.what.zh}"),
                ours[column],
                expected,
            )


def compare_workbook(
    file: str, found: bytes | None, expected: bytes, sheets: Sequence[Sheet]
) -> list[Difference]:
    """Return where the cells of a workbook differ from what they should be."""
    if found is None:
        return [Difference(file, "", Text("is missing", "缺失"))]
    if found == expected or _same_members(found, expected):
        return []
    from openpyxl import load_workbook  # noqa: PLC0415 - only where the bytes differ

    try:
        book = load_workbook(io.BytesIO(found), read_only=True)
        grids = {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}
    except Exception as error:  # noqa: BLE001 - whatever a damaged archive makes of the reader
        return [
            Difference(
                file,
                "",
                Text(
                    f"cannot be read as a workbook ({type(error).__name__})",
                    f"无法作为工作簿读取（{type(error).__name__}）",
                ),
            )
        ]
    differences: list[Difference] = []
    for sheet in sheets:
        name = sheet.id[:31]
        if name in grids:
            differences += _grid(f"{file}, {name}", grids.pop(name), sheet)
        else:
            differences.append(
                Difference(f"{file}, {name}", "", Text("the sheet is missing", "缺少该工作表"))
            )
    differences += [
        Difference(
            f"{file}, {name}",
            "",
            Text("the sheet does not follow from the facts", "该工作表在数据中没有依据"),
        )
        for name in grids
    ]
    return differences


def _same_members(found: bytes, expected: bytes) -> bool:
    """Return whether two archives hold the same, however they were packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(found)) as one, zipfile.ZipFile(io.BytesIO(expected)) as other:
            names = sorted(one.namelist())
            return names == sorted(other.namelist()) and all(
                one.read(each) == other.read(each) for each in names
            )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _grid(file: str, rows: list[list[Any]], sheet: Sheet) -> Iterator[Difference]:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    expected = list(grid_of(sheet))
    for number in range(max(len(rows), len(expected))):
        ours = rows[number] if number < len(rows) else []
        theirs = expected[number] if number < len(expected) else []
        for place in range(max(len(ours), len(theirs))):
            here = ours[place] if place < len(ours) else None
            there, ref = theirs[place] if place < len(theirs) else (None, "")
            if not _same(here, there):
                cell = f"{get_column_letter(place + 1)}{number + 1}"
                yield differs(f"{file}!{cell}", ref or _beside(theirs), _said(here), _said(there))


def _beside(cells: Sequence[tuple[Any, str]]) -> str:
    return next((ref for _, ref in cells if ref), "")


def _same(here: Any, there: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
    if here is None or there is None:
        return (here or None) == (there or None)
    if isinstance(there, float) and isinstance(here, int | float):
        return here == there or here == float(f"{there:.16g}")  # a workbook keeps 16 digits
    return bool(here == there) and isinstance(here, str) == isinstance(there, str)


def _said(cell: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    return "" if cell is None else repr(cell) if isinstance(cell, float) else str(cell)

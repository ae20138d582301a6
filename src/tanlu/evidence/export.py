"""A release as one long table: CSV, XLSX or JSON, in the columns that an import reads."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from tanlu.errors import BadTable
from tanlu.evidence.own_series import cells
from tanlu.evidence.readers.mapping import SOURCE_CELLS
from tanlu.evidence.release import Release

COLUMNS: Final = (
    "series", "dims", "region", "year", "value", "unit", "source", "status", "low", "high", "scope", "locator",
    "note_en", "note_zh", "published",
)  # fmt: skip
_MOST_ROWS: Final = 1_048_575
"""What a sheet holds below its header."""


def rows_of(release: Release) -> Iterator[tuple[Any, ...]]:
    """Yield the facts of a release in their order, cells in the order of :data:`COLUMNS`."""
    import duckdb  # noqa: PLC0415 - 0.2 CPU-s that `tanlu --help` need not pay

    names = ", ".join("period" if name == "year" else name for name in COLUMNS)
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(f"SELECT {names} FROM read_parquet(?)", [str(release.path("facts"))])  # noqa: S608
        while batch := found.fetchmany(10_000):
            yield from batch


def write_csv(release: Release, out: Path) -> int:
    """Write CSV in UTF-8 with a mark, which Excel needs to see Chinese."""
    count = 0
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows_of(release):
            writer.writerow(_written(cell) for cell in row)
            count += 1
    return count


def _written(cell: Any) -> str:  # noqa: ANN401 - text, a number or nothing
    if cell is None:
        return ""
    return repr(cell) if isinstance(cell, float) else str(cell)


def write_xlsx(release: Release, out: Path) -> int:
    """Write a workbook of one sheet; text stays text, even where it begins like a formula.

    Raises
    ------
    BadTable
        If the release has more rows than a sheet holds.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - 0.2 CPU-s that a CSV need not pay
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.append(COLUMNS)
    count = 0
    for count, row in enumerate(rows_of(release), 1):
        if count > _MOST_ROWS:
            raise BadTable(
                (f"A sheet holds {_MOST_ROWS} rows, and {release.id} has more.",
                 f"一个工作表最多容纳{_MOST_ROWS}行，{release.id} 超出此数。"),
                ("Export it as CSV.", "请导出为 CSV。"),
            )  # fmt: skip
        cells = []
        for cell in row:
            exact = repr(cell) if isinstance(cell, float) and float(f"{cell:.16g}") != cell else cell
            made = WriteOnlyCell(sheet, value=exact)  # openpyxl keeps 16 digits of a number; text keeps all
            if isinstance(exact, str):
                made.data_type = "s"
            cells.append(made)
        sheet.append(cells)
    book.save(out)
    return count


def write_json(release: Release, out: Path) -> int:
    """Write one object a figure, and what they need to be understood: own series and descriptions of sources."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(release)]
    whole = {
        "release": release.id,
        "published": release.published,
        "series": [cells(each) for each in release.series],
        "sources": _sources_of(release),
        "figures": rows,
    }
    out.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    return len(rows)


def _sources_of(release: Release) -> list[dict[str, str]]:
    import duckdb  # noqa: PLC0415 - 0.2 CPU-s that `tanlu --help` need not pay

    names = ("id", *SOURCE_CELLS)
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(
            f"SELECT {', '.join(names)} FROM read_parquet(?)",  # noqa: S608
            [str(release.path("sources"))],
        ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


WRITERS: Final[dict[str, Callable[[Release, Path], int]]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "json": write_json,
}

"""Rows as written, on disk rather than in memory, and what each different cell means."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tanlu.evidence.memory import in_memory
from tanlu.evidence.readers.shape import ROW, Row
from tanlu.evidence.vetting import vet
from tanlu.registers.indicators import all_series

if TYPE_CHECKING:
    import duckdb

VETTED: Final = ("series", "dims", "region", "period", "unit", "source", "status", "scope", "published")
"""Fields with few different cells: each is looked up once."""
NUMBERS: Final = ("value", "low", "high")
_PLAIN: Final = r"[+-]?\d{1,200}(\.\d+)?([eE][+-]?\d{1,2})?"
"""What the database reads as a number by itself; longer ones may be beyond what it holds."""


def connect(folder: Path) -> "duckdb.DuckDBPyConnection":
    """Return a database that spills into ``folder`` before it takes half a gigabyte."""
    return in_memory(threads=2, memory_limit="400MB", temp_directory=str(folder / "spill"))


def stage(connection: "duckdb.DuckDBPyConnection", folder: Path, rows: Iterable[Row]) -> int:
    """Write rows into a Parquet file that the view ``staged`` reads; return how many there are."""
    path = folder / "rows.csv"
    count = 0

    def counted() -> Iterable[Sequence[Any]]:
        nonlocal count
        for count, row in enumerate(rows, 1):
            yield (count, *row)

    _write_csv(path, counted())
    numbers = {"n", "row"}
    columns = ", ".join(f"'{name}': '{'BIGINT' if name in numbers else 'VARCHAR'}'" for name in ("n", *ROW))
    texts = ", ".join(f"coalesce({name}, '') AS {name}" for name in ROW if name != "row")
    staged = _quoted(folder / "staged.parquet")
    connection.execute(
        f"COPY (SELECT n, row, {texts} FROM {_csv(path, columns)}) TO '{staged}' (FORMAT parquet)"  # noqa: S608
    )
    path.unlink()
    connection.execute(f"CREATE VIEW staged AS FROM read_parquet('{staged}')")
    return count


def _write_csv(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _csv(path: Path, columns: str) -> str:
    return (
        f"read_csv('{_quoted(path)}', header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"new_line = '\\n', columns = {{{columns}}}, max_line_size = 16777216)"
    )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def load(
    connection: "duckdb.DuckDBPyConnection",
    folder: Path,
    name: str,
    columns: str,
    rows: Iterable[Sequence[Any]],
) -> None:
    """Make a table from rows, by way of a file: a hundred times as fast as one INSERT a row."""
    path = folder / f"{name}.csv"
    _write_csv(path, rows)
    connection.execute(f"CREATE TABLE {name} AS FROM {_csv(path, columns)}")
    path.unlink()


_MAP: Final = "'raw': 'VARCHAR', 'clean': 'VARCHAR', 'en': 'VARCHAR', 'zh': 'VARCHAR'"


def look_up(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Vet every different cell once: tables ``map_FIELD`` and ``numbers`` hold the meaning or the reason."""
    for field in VETTED:
        found = connection.execute(f"SELECT DISTINCT {field} FROM staged").fetchall()  # noqa: S608
        cells = [str(cell) for (cell,) in found]
        load(connection, folder, f"map_{field}", _MAP, ((cell, *vet(field, cell)) for cell in cells))
        _never_null(connection, f"map_{field}")
    odd = " UNION ".join(
        f"SELECT {field} AS cell FROM staged WHERE {field} <> '' AND NOT regexp_full_match({field}, '{_PLAIN}')"  # noqa: S608
        for field in NUMBERS
    )
    cells = [str(cell) for (cell,) in connection.execute(odd).fetchall()]
    load(connection, folder, "map_number", _MAP, ((cell, *vet("number", cell)) for cell in cells))
    _never_null(connection, "map_number")
    scopes = ((each.id, each.scope, each.kind) for each in all_series().values())
    load(connection, folder, "known", "'id': 'VARCHAR', 'scope': 'VARCHAR', 'kind': 'VARCHAR'", scopes)


def _never_null(connection: "duckdb.DuckDBPyConnection", table: str) -> None:
    connection.execute(
        f"UPDATE {table} SET raw = coalesce(raw, ''), clean = coalesce(clean, ''), en = coalesce(en, ''), "  # noqa: S608
        "zh = coalesce(zh, '')"
    )


NO_FIGURE: Final = ("The imported table gives no figure.", "导入的表格没有给出数字。")


def settle(connection: "duckdb.DuckDBPyConnection", folder: Path, today: str) -> None:
    """Write the rows as facts, numbers as numbers and codes as codes, into what the view ``settled`` reads."""
    meant = ", ".join(f"map_{field}.clean AS {field}" for field in VETTED if field not in _SETTLED)
    joins = " ".join(f"JOIN map_{field} ON map_{field}.raw = staged.{field}" for field in VETTED)
    joins += " " + " ".join(
        f"LEFT JOIN map_number AS m_{field} ON m_{field}.raw = staged.{field}" for field in NUMBERS
    )
    numbers = ", ".join(f"{_number(field)} AS {field}" for field in NUMBERS)
    signed = " OR ".join(f"m_{field}.clean LIKE '%\\%' ESCAPE '\\'" for field in NUMBERS)
    absent = "staged.value = '' AND staged.note_en = '' AND staged.note_zh = ''"
    path = _quoted(folder / "settled.parquet")
    connection.execute(
        f"COPY (SELECT n, row, heading, {meant}, {numbers}, staged.value <> '' AS given, staged.unit <> '' AS unit_given, "  # noqa: S608
        f"coalesce({signed}, false) AS signed, "
        "CASE WHEN map_unit.clean = '' AND coalesce(m_value.clean LIKE '%\\%' ESCAPE '\\', false) THEN 'percent' "
        "ELSE map_unit.clean END AS unit, "
        "CASE WHEN map_status.clean = '' AND staged.value <> '' THEN 'reported' ELSE map_status.clean END AS status, "
        "CASE WHEN map_scope.clean = '' THEN coalesce(known.scope, '') ELSE map_scope.clean END AS scope, "
        f"CASE WHEN map_published.clean = '' THEN '{today}' ELSE map_published.clean END AS published, "
        "coalesce(known.kind, '') AS kind, staged.locator AS locator, "
        f"CASE WHEN {absent} THEN '{NO_FIGURE[0]}' ELSE staged.note_en END AS note_en, "
        f"CASE WHEN {absent} THEN '{NO_FIGURE[1]}' ELSE staged.note_zh END AS note_zh "
        f"FROM staged {joins} LEFT JOIN known ON known.id = map_series.clean ORDER BY n) TO '{path}' (FORMAT parquet)"
    )
    connection.execute(f"CREATE VIEW settled AS FROM read_parquet('{path}')")


_SETTLED: Final = ("unit", "status", "scope", "published")


def _number(field: str) -> str:
    return (
        f"CASE WHEN staged.{field} = '' THEN NULL WHEN m_{field}.clean IS NULL THEN TRY_CAST(staged.{field} AS DOUBLE) "
        f"ELSE TRY_CAST(rtrim(m_{field}.clean, '%') AS DOUBLE) END"
    )


FACTS: Final = (
    "SELECT series, dims, region, period, source, value, unit, status, low, high, scope, locator, note_en, note_zh, "
    "published FROM settled ORDER BY n"
)

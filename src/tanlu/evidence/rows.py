"""Rows of release files as facts, preferences and sources."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tanlu.evidence.fact import Fact, Ref
from tanlu.evidence.preference import Preference
from tanlu.evidence.release import Release
from tanlu.evidence.source import LICENCES, Source
from tanlu.text import Text

if TYPE_CHECKING:
    import duckdb

COLUMNS: Final = (
    "release, row, series, dims, region, period, source, value, unit, status, low, high, scope, locator, "
    "note_en, note_zh, published"
)

CELLS: Final[dict[str, tuple[str, ...]]] = {
    "facts": tuple(COLUMNS.split(", ")),
    "sources": (
        "release", "row", "id", "title_en", "title_zh", "publisher_en", "publisher_zh", "published", "url", "accessed",
        "licence", "language", "locator", "note_en", "note_zh",
    ),
    "preferences": ("release", "row", "series", "regions", "years", "prefer", "reason_en", "reason_zh"),
    "policies": (
        "release", "row", "region", "date", "title_en", "title_zh", "kind_en", "kind_zh", "summary_en", "summary_zh",
        "source",
    ),
}  # fmt: skip
"""Columns of each table of a release, its id and the number of the row before them."""
KINDS: Final = {"row": "BIGINT", "value": "DOUBLE", "low": "DOUBLE", "high": "DOUBLE"}
"""Columns that hold numbers; the others hold text."""


def hold(connection: "duckdb.DuckDBPyConnection", table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Make a table of rows in memory, in the columns of :data:`CELLS`."""
    names = CELLS[table]
    columns = [[row[place] for row in rows] for place in range(len(names))]
    parts = ", ".join(f'unnest(?::{KINDS.get(name, "VARCHAR")}[]) AS "{name}"' for name in names)
    connection.execute(f"CREATE TABLE {table} AS SELECT {parts}", columns)


def load(connection: "duckdb.DuckDBPyConnection", table: str, releases: tuple[Release, ...]) -> None:
    """Load a table of every release into memory, with the release and the number of each row."""
    parts = [
        f"SELECT '{each.id}' AS release, file_row_number AS row, * EXCLUDE (file_row_number) "  # noqa: S608
        f"FROM read_parquet('{_quoted(each.path(table))}', file_row_number = true)"
        for each in releases
    ]
    connection.execute(f"CREATE TABLE {table} AS {' UNION ALL BY NAME '.join(parts)}")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def fact(row: tuple[Any, ...]) -> Fact:
    """Build a fact from a row of :data:`COLUMNS`."""
    release, number, series_id, dims, region_code, period, source, value, unit, status, low, high, *rest = row
    scope, locator, note_en, note_zh, published = rest
    return Fact(
        ref=Ref(series_id, region_code, period, dims, source, release),
        value=value,
        unit=unit,
        status=status,
        low=low,
        high=high,
        scope=scope,
        locator=locator,
        note=Text(note_en, note_zh) if note_en else None,
        published=published,
        row=number,
    )


def read_preferences(connection: "duckdb.DuckDBPyConnection", ids: list[str]) -> list[Preference]:
    """Return the rows of every release, those of the newest first."""
    sql = (
        "SELECT series, regions, years, prefer, reason_en, reason_zh FROM preferences "
        "ORDER BY list_position(?, release) DESC, row"
    )
    return [
        Preference.from_cells(series_id, regions, years, prefer, Text(en, zh))
        for series_id, regions, years, prefer, en, zh in connection.execute(sql, [ids]).fetchall()
    ]


def read_sources(connection: "duckdb.DuckDBPyConnection", ids: list[str]) -> dict[str, Source]:
    """Return every source, as the newest release that holds it describes it."""
    sql = (
        "SELECT id, title_en, title_zh, publisher_en, publisher_zh, published, url, accessed, licence, language, "
        "locator, note_en, note_zh FROM sources ORDER BY list_position(?, release), row"
    )
    found = {}
    for row in connection.execute(sql, [ids]).fetchall():
        (
            source_id,
            title_en,
            title_zh,
            by_en,
            by_zh,
            published,
            url,
            accessed,
            licence,
            language,
            locator,
            en,
            zh,
        ) = row
        found[source_id] = Source(
            id=source_id,
            title=Text(title_en, title_zh),
            publisher=Text(by_en, by_zh),
            published=published,
            url=url,
            accessed=accessed,
            licence=LICENCES.get(licence, Text(licence, licence)),
            language=language,
            locator=locator,
            note=Text(en, zh) if en else None,
        )
    return found

"""Write a release: Parquet tables and a Frictionless descriptor with their SHA-256."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tanlu.evidence.checks import CHECKS
from tanlu.evidence.memory import in_memory
from tanlu.evidence.own_series import cells
from tanlu.evidence.release import DESCRIPTOR, digest
from tanlu.registers.indicators import Series

if TYPE_CHECKING:
    import duckdb

FIELDS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "facts": (
        ("series", "string"), ("dims", "string"), ("region", "string"), ("period", "string"), ("source", "string"),
        ("value", "number"), ("unit", "string"), ("status", "string"), ("low", "number"), ("high", "number"),
        ("scope", "string"), ("locator", "string"), ("note_en", "string"), ("note_zh", "string"),
        ("published", "string"),
    ),
    "sources": tuple(
        (name, "string")
        for name in (
            "id", "title_en", "title_zh", "publisher_en", "publisher_zh", "published", "url", "accessed", "licence",
            "language", "locator", "note_en", "note_zh",
        )
    ),
    "preferences": tuple(
        (name, "string") for name in ("series", "regions", "years", "prefer", "reason_en", "reason_zh")
    ),
    "policies": tuple(
        (name, "string")
        for name in (
            "region", "date", "title_en", "title_zh", "kind", "kind_en", "kind_zh", "summary_en", "summary_zh", "source",
        )
    ),
}  # fmt: skip
KEYS: Final = {"facts": ["series", "dims", "region", "period", "source"], "sources": ["id"]}

Rows = Sequence[tuple[Any, ...]]


def write_release(
    folder: Path, tables: Mapping[str, Rows], *, published: str, parser: str, raw: Iterable[Path]
) -> None:
    """Check and write a release folder.

    Parameters
    ----------
    folder : Path
        Named like the release; made if it does not exist.
    tables : mapping of str to rows
        Rows for every table of :data:`FIELDS`, cells in that order.
    published : str
        ISO date of the release.
    parser : str
        Name and version of what made it.
    raw : iterable of Path
        The files it was made from; their SHA-256 goes into the descriptor.

    Raises
    ------
    BrokenRelease
        If a check fails; nothing is written then.
    """
    with in_memory() as connection:
        for name, fields in FIELDS.items():
            fill(connection, name, fields, tables[name])
        write_tables(folder, connection, published=published, parser=parser, raw=raw)


def write_tables(
    folder: Path,
    connection: "duckdb.DuckDBPyConnection",
    *,
    published: str,
    parser: str,
    raw: Iterable[Path],
    series: Sequence[Series] = (),
) -> None:
    """Check and write a release folder from tables or views that a connection holds, for what is too long for rows.

    ``series`` are those of a person's own that the facts use; their declarations go into the descriptor.

    Raises
    ------
    BrokenRelease
        If a check fails; nothing is written then.
    """
    digests = {path.name: digest(path) for path in raw}
    fill(connection, "own_series", (("id", "string"),), [(each.id,) for each in series])
    for check in CHECKS:
        check.demand(connection, folder.name)
    folder.mkdir(parents=True, exist_ok=True)
    for name in FIELDS:
        path = str(folder / f"{name}.parquet").replace("'", "''")
        connection.execute(f"COPY (FROM {name}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    resources = [_resource(folder, name, _count(connection, name)) for name in FIELDS]
    descriptor: dict[str, Any] = {
        "name": folder.name,
        "title": "Tanlu evidence release",
        "created": f"{published}T00:00:00Z",
        "licenses": [{"name": "terms-by-source", "title": "Each figure under the terms of its source"}],
        "resources": resources,
        "tanlu": {"parser": parser, "raw": digests},
    }
    if series:
        descriptor["tanlu"]["series"] = [cells(each) for each in series]
    text = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
    (folder / DESCRIPTOR).write_text(text, "utf-8", newline="\n")


def _count(connection: "duckdb.DuckDBPyConnection", name: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608
    return int(found[0]) if found else 0


def fill(
    connection: "duckdb.DuckDBPyConnection", name: str, fields: tuple[tuple[str, str], ...], rows: Rows
) -> None:
    """Make a table and put rows into it."""
    types = {"string": "VARCHAR", "number": "DOUBLE"}
    columns = ", ".join(f"{field} {types[kind]}" for field, kind in fields)
    connection.execute(f"CREATE TABLE {name} ({columns})")
    if rows:
        lists = ", ".join(f"unnest(?::{types[kind]}[])" for _, kind in fields)
        held = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(f"INSERT INTO {name} SELECT {lists}", held)


def _resource(folder: Path, name: str, count: int) -> dict[str, Any]:
    path = folder / f"{name}.parquet"
    schema: dict[str, Any] = {"fields": [{"name": field, "type": kind} for field, kind in FIELDS[name]]}
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    return {
        "name": name,
        "path": path.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": path.stat().st_size,
        "rows": count,
        "hash": f"sha256:{digest(path)}",
        "schema": schema,
    }

"""What a new release would change, beside what is held: new figures, other figures, the same figures."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tanlu.registers.units import unit

if TYPE_CHECKING:
    import duckdb

    from tanlu.evidence.store import Store

SHOWN: Final = 20
_KEY: Final = "series, dims, region, period"


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that another one stands beside already.

    Parameters
    ----------
    key : str
        ``series/region/year``.
    value, unit : float or None, str
        The new figure; None for an absence.
    held, held_unit, held_by : float or None, str, str
        The figure that is held, and its source and release.
    """

    key: str
    value: float | None
    unit: str
    held: float | None
    held_unit: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How many figures are new, other than what is held, the same, or gone; and the first that are other or gone."""

    new: int
    changed: int
    same: int
    examples: tuple[Changed, ...]
    gone: int = 0
    missed: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class Vintage:
    """The earlier vintage of a source, with which alone a new one is compared, source by source.

    Parameters
    ----------
    release : str
        Its name; empty compares with everything that is held, of which nothing can be gone.
    ending, new_ending : str
        How the ids of its sources end, and those of the new one: what stands before is the same publication.
    years : tuple of int
        First and last year that were asked for; figures of other years are not gone.
    """

    release: str = ""
    ending: str = ""
    new_ending: str = ""
    years: tuple[int, int] = (0, 9999)


_ANY: Final = Vintage()


def differ(store: "Store", folder: Path, before: Vintage = _ANY) -> Difference:
    """Set the facts of a release folder beside what a store holds, in one unit.

    A figure is the same where any held figure under its series, dimensions, region and year has the same value
    after conversion, to one part in a billion.

    Parameters
    ----------
    store : Store
        What is held.
    folder : Path
        The new release.
    before : Vintage
        What it is compared with; its figures that the new release lacks are gone.
    """
    connection = store.connection.cursor()
    path = str(folder / "facts.parquet").replace("'", "''")
    stem, new_stem = (
        f"left(source, length(source) - {len(each)})" if before.release else "''"
        for each in (before.ending, before.new_ending)
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE incoming AS SELECT *, {new_stem} AS stem FROM read_parquet('{path}')"  # noqa: S608
    )
    codes = connection.execute("SELECT unit FROM facts UNION SELECT unit FROM incoming").fetchall()
    connection.execute("CREATE OR REPLACE TEMP TABLE sizes (code VARCHAR, base VARCHAR, factor DOUBLE)")
    connection.executemany(
        "INSERT INTO sizes VALUES (?, ?, ?)",
        [(code, unit(code).base, unit(code).factor) for (code,) in codes],
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE beside AS SELECT new.series || CASE WHEN new.dims = '' THEN '' ELSE '[' || "  # noqa: S608
        "new.dims || ']' END || '/' || new.region || '/' || new.period AS key, new.source AS source, "
        "new.value AS value, new.unit AS unit, held.value AS old, held.unit AS old_unit, "
        "held.source || '@' || held.release AS held_by, held.series IS NULL AS fresh, coalesce(a.base = b.base AND "
        "abs(new.value * a.factor - held.value * b.factor) <= 1e-9 * abs(held.value * b.factor), "
        "new.value IS NULL AND held.value IS NULL) AS same FROM incoming AS new "
        f"LEFT JOIN (SELECT *, {stem} AS stem FROM facts WHERE ? IN ('', release)) AS held USING ({_KEY}, stem) "
        "JOIN sizes AS a ON a.code = new.unit LEFT JOIN sizes AS b ON b.code = held.unit",
        [before.release],
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE verdicts AS SELECT key, source, bool_or(fresh) AS fresh, bool_or(same) AS same "
        "FROM beside GROUP BY key, source"
    )
    counts = connection.execute(
        "SELECT count(*) FILTER (fresh), count(*) FILTER (NOT fresh AND NOT same), count(*) FILTER (NOT fresh AND same) "
        "FROM verdicts"
    ).fetchone()
    examples = connection.execute(
        "SELECT key, any_value(value), any_value(unit), first(old ORDER BY held_by), first(old_unit ORDER BY held_by), "
        "min(held_by) FROM beside SEMI JOIN (FROM verdicts WHERE NOT fresh AND NOT same) USING (key, source) "
        "GROUP BY key, source ORDER BY key, source LIMIT ?",
        [SHOWN],
    ).fetchall()
    new, changed, same = counts or (0, 0, 0)
    lost = _gone(connection, before, stem) if before.release else []
    missed = tuple(Changed(*row) for row in lost[:SHOWN])
    return Difference(new, changed, same, tuple(Changed(*row) for row in examples), len(lost), missed)


def _gone(connection: "duckdb.DuckDBPyConnection", before: Vintage, stem: str) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT series || CASE WHEN dims = '' THEN '' ELSE '[' || dims || ']' END || '/' || region || '/' || period "  # noqa: S608
        "AS key, NULL, unit, value, unit, source || '@' || release FROM facts "
        "WHERE release = ? AND CAST(period AS INTEGER) BETWEEN ? AND ? "
        f"AND ({_KEY}, {stem}) NOT IN (SELECT ({_KEY}, stem) FROM incoming) ORDER BY key",
        [before.release, *before.years],
    ).fetchall()

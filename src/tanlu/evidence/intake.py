"""From a file of somebody's to a checked release in a folder of its own; nothing else is touched."""

from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any, Final

from tanlu.evidence.build import FIELDS, fill, write_tables
from tanlu.evidence.own_series import also, used
from tanlu.evidence.readers.files import open_grid
from tanlu.evidence.readers.layouts import read_table
from tanlu.evidence.readers.mapping import SOURCE_CELLS, Mapping, read_mapping
from tanlu.evidence.readers.shape import Rejected, Taken
from tanlu.evidence.rules import find_rejected
from tanlu.evidence.source import LICENCES, Source
from tanlu.evidence.staging import FACTS, connect, look_up, settle, stage
from tanlu.evidence.store import Store
from tanlu.text import Text

if TYPE_CHECKING:
    import duckdb

PARSER: Final = "own 1"
_UNSTATED: Final = Text(
    "publisher not stated; added by the person who imported it", "未注明发布者；由导入者添加"
)
_AS_GIVEN: Final = Text(
    "Described by the person who imported it; Tanlu has not seen the publication.",
    "由导入者著录，探路未核对原出版物。",
)


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of reading a file.

    Parameters
    ----------
    file : str
        Name of the file, with its sheet or encoding.
    taken : Taken
        Layout, names and what was left out.
    rows : int
        Rows of figures that were read.
    rejected : tuple of Rejected
        Rows that cannot be taken, up to ten thousand of them.
    rejected_count : int
        How many rows cannot be taken.
    release : Path or None
        The finished folder; None where a row was rejected.
    """

    file: str
    taken: Taken
    rows: int
    rejected: tuple[Rejected, ...]
    rejected_count: int
    release: Path | None


def take_in(
    file: Path, mapping_file: Path | None, *, name: str, work: Path, store: Store, today: str
) -> Intake:
    """Read a file, check every row, and write a release folder under ``work``.

    Parameters
    ----------
    file : Path
        The table.
    mapping_file : Path or None
        What its columns are, for a wide table; names and descriptions for any.
    name : str
        Name of the release.
    work : Path
        An empty folder; everything is written inside it.
    store : Store
        What is held already: its source ids are never taken over.
    today : str
        ISO date of the release.

    Raises
    ------
    BadTable
        If the file as a whole cannot be read.
    """
    mapping = read_mapping(mapping_file) if mapping_file else Mapping()
    grid = open_grid(file)
    declared = (*mapping.own_series, *(grid.exported.series if grid.exported else ()))
    raw = [each for each in (file, mapping_file) if each]
    named = " · ".join(each for each in (file.name, grid.sheet, grid.encoding) if each)
    with also(declared):
        taken = read_table(grid, mapping, name)
        if grid.other_sheets:
            listed = grid.other_sheets
            words = Text(f"other sheets: {', '.join(listed)}", f"其他工作表：{'、'.join(listed)}")
            taken.left_out[words] = len(listed)
        parser = f"{PARSER}, {taken.layout}"
        return take_rows(taken, mapping, raw, named, parser, name=name, work=work, store=store, today=today)


def take_rows(
    taken: Taken,
    mapping: Mapping,
    raw: list[Path],
    file: str,
    parser: str,
    *,
    name: str,
    work: Path,
    store: Store,
    today: str,
) -> Intake:
    """Check every row that a reader or a connector found, and write a release folder under ``work``.

    Parameters
    ----------
    taken : Taken
        The rows, and what is known of their sources.
    mapping : Mapping
        Descriptions of sources that a person gave.
    raw : list of Path
        What the rows were read from; copied into the release.
    file, parser : str
        How a person knows it, and which reader it was.
    name, work, store, today
        As for :func:`take_in`.
    """
    with connect(work) as connection:
        count = stage(connection, work, taken.rows)
        look_up(connection, work)
        _set_apart(connection, store, taken)
        settle(connection, work, today)
        rejected, rejected_count = find_rejected(connection, taken, _held_units(store))
        folder = None
        if count and not rejected_count:
            folder = work / name
            sources = _sources(connection, mapping, taken, store, today)
            _write(connection, folder, parser, sources, today=today, raw=raw)
    return Intake(file, taken, count, rejected, rejected_count, folder)


def _held_units(store: Store) -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for series_id, code in store.units():
        held.setdefault(series_id, set()).add(code)
    return {series_id: frozenset(found) for series_id, found in held.items()}


def _set_apart(connection: "duckdb.DuckDBPyConnection", store: Store, taken: Taken) -> None:
    """Give an own source that is called like a packaged one an id of its own, so that it never stands in for it."""
    packaged = store.packaged_sources()
    rows = connection.execute("SELECT raw, clean FROM map_source WHERE clean <> ''").fetchall()
    for raw, clean in rows:
        if clean in packaged:
            connection.execute("UPDATE map_source SET clean = ? WHERE raw = ?", [f"own_{clean}", raw])
            taken.names[f"source {raw}"] = f"own_{clean}"
        elif raw != clean:
            taken.names[f"source {raw}"] = clean


def _write(
    connection: "duckdb.DuckDBPyConnection",
    folder: Path,
    parser: str,
    sources: list[tuple[Any, ...]],
    *,
    today: str,
    raw: list[Path],
) -> None:
    path = str(folder.parent / "facts.parquet").replace("'", "''")
    connection.execute(f"COPY ({FACTS}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    connection.execute(f"CREATE VIEW facts AS FROM read_parquet('{path}')")
    fill(connection, "sources", FIELDS["sources"], sources)
    fill(connection, "preferences", FIELDS["preferences"], [])
    fill(connection, "policies", FIELDS["policies"], [])
    kept = folder / "raw"
    kept.mkdir(parents=True)
    copies = [kept / each.name for each in raw]
    for each, copy in zip(raw, copies, strict=True):
        copyfile(each, copy)
    names = connection.execute("SELECT DISTINCT series FROM facts").fetchall()
    own = used(str(name) for (name,) in names)
    write_tables(folder, connection, published=today, parser=parser, raw=copies, series=own)


def _sources(
    connection: "duckdb.DuckDBPyConnection", mapping: Mapping, taken: Taken, store: Store, today: str
) -> list[tuple[Any, ...]]:
    known = {each.id: each for each in store.sources()}
    rows = connection.execute(
        "SELECT clean, min(raw) FROM map_source WHERE clean <> '' GROUP BY clean ORDER BY clean"
    ).fetchall()
    made = []
    for clean, raw in rows:
        held = known.get(clean) or known.get(clean.removeprefix("own_"))
        given = mapping.sources.get(raw) or taken.sources.get(raw) or {}
        cells = _described(raw, today) | (_cells(held) if held else {}) | _completed(given)
        made.append((clean, *(cells[name] for name in SOURCE_CELLS)))
    return made


def _described(name: str, today: str) -> dict[str, str]:
    return dict.fromkeys(SOURCE_CELLS, "") | {
        "title_en": name,
        "title_zh": name,
        "publisher_en": _UNSTATED.en,
        "publisher_zh": _UNSTATED.zh,
        "published": today,
        "accessed": today,
        "licence": "your own",
        "language": "en,zh",
        "note_en": _AS_GIVEN.en,
        "note_zh": _AS_GIVEN.zh,
    }


def _completed(given: dict[str, str]) -> dict[str, str]:
    """Return the cells that are given, a text of one language standing for both."""
    cells = {key: cell for key, cell in given.items() if cell}
    for stem in ("title", "publisher", "note"):
        either = cells.get(f"{stem}_en") or cells.get(f"{stem}_zh")
        if either:
            cells.setdefault(f"{stem}_en", either)
            cells.setdefault(f"{stem}_zh", either)
    return cells


def _cells(held: Source) -> dict[str, str]:
    terms = {words: name for name, words in LICENCES.items()}
    return {
        "title_en": held.title.en,
        "title_zh": held.title.zh,
        "publisher_en": held.publisher.en,
        "publisher_zh": held.publisher.zh,
        "published": held.published,
        "url": held.url,
        "accessed": held.accessed,
        "licence": terms.get(held.licence, held.licence.en),
        "language": held.language,
        "locator": held.locator,
        "note_en": _AS_GIVEN.en,
        "note_zh": _AS_GIVEN.zh,
    }

"""Agreements and commitments: read a register, tell where each stands, add evidence, take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tanlu.accord.business import SCOPES, WENT, Move, Placement, placements
from tanlu.accord.checking import check
from tanlu.accord.entry import Entry
from tanlu.accord.instrument import Commitment, Instrument, Update
from tanlu.accord.programme import programme
from tanlu.accord.reading import entries, parse, plain, read_update, to_plain
from tanlu.accord.register import Register
from tanlu.accord.status import Standing
from tanlu.actions.register_stores import (
    FILE,
    UPDATE,
    UPDATES,
    RegisterStore,
    as_json,
    load,
    register_at,
    write,
)
from tanlu.brief.editions import PAPERS, Papers
from tanlu.errors import BadFolder, BadRecord, CannotWrite, UnknownName
from tanlu.period import PartialDate
from tanlu.registers.regions import region
from tanlu.registers.tables import nearest

if TYPE_CHECKING:
    from tanlu.accord.network import Network

PAPER: Final = f"{PAPERS}register.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment with where it stands.

    Parameters
    ----------
    commitment : Commitment
        What was promised.
    instrument : Instrument
        Where it stands.
    standing : Standing
        On the day asked about.
    """

    commitment: Commitment
    instrument: Instrument
    standing: Standing


def today() -> str:
    """Return this day as ISO text."""
    return date.today().isoformat()  # noqa: DTZ011 - a calendar day where the person is


def day_of(on: str) -> str:
    """Return the ISO day meant by what a person wrote; this day for nothing.

    Raises
    ------
    BadReference
        If it is no date.
    """
    return PartialDate.parse(on).last_day if on else today()


def open_register(place: Path | RegisterStore | None) -> Register:
    """Read a register: a store's, a folder's, a TOML or JSON file's, or the programme's own for None.

    Raises
    ------
    BadFolder
        If there is none, or it cannot be read.
    BadRecord
        If an entry cannot be taken in as it stands.
    """
    if place is None:
        return programme()
    store = register_at(place)
    return parse(store.load(), store.name)


def add_entry(store: RegisterStore, kind: str, entry: Mapping[str, Any]) -> Register:
    """Add an entry of any kind to a register, and return the register with it.

    Parameters
    ----------
    store : RegisterStore
    kind : str
        ``source``, ``organisation``, ``instrument``, ``commitment`` and the other kinds of a register's file.
    entry : mapping
        Its cells, as in a file.

    Raises
    ------
    BadRecord
        If a cell is missing or wrong, the id stands already, or something is named that is not there; nothing is kept then.
    """
    data = store.load()
    made = parse({**data, kind: [*data.get(kind, ()), dict(entry)]}, store.name)
    store.put(kind, entry)
    return made


def rows(register: Register, on: str) -> tuple[Row, ...]:
    """Return every commitment with where it stands on an ISO day."""
    papers = {each.id: each for each in register.instruments}
    standings = register.standings(on)
    return tuple(Row(each, papers[each.instrument], standings[each.id]) for each in register.commitments)


def about_region(register: Register, code: str, on: str) -> tuple[Row, ...]:
    """Return the commitments whose Chinese texts name a region: there Shanxi and Shaanxi cannot be mistaken.

    Raises
    ------
    UnknownName
        If the region is unknown.
    """
    found = region(code)
    name = found.name.zh.removesuffix("州") if found.parent == "USA" else found.name.zh

    def named(each: Row) -> bool:
        parties = (register.organisations[party.organisation].name.zh for party in each.instrument.parties)
        return any(name in words for words in (each.commitment.text.zh, each.instrument.title.zh, *parties))

    return tuple(each for each in rows(register, on) if named(each))


def one(register: Register, name: str) -> Commitment:
    """Return the commitment of this id.

    Raises
    ------
    UnknownName
        If there is none.
    """
    found = next((each for each in register.commitments if each.id == name), None)
    if found:
        return found
    known = [each.id for each in register.commitments]
    near = ", ".join(nearest(name, known) or known)
    raise UnknownName(
        (f"No commitment is called {name!r}.", f"没有名为 {name!r} 的承诺。"),
        (f"Try: {near}.", f"可试：{near}。") if near else ("The register holds none.", "登记册中没有承诺。"),
    )


def network_of(register: Register, on: str) -> "Network":
    """Return the network of a register on an ISO day."""
    from tanlu.accord.network import network

    countries = {each.id: each.country for each in register.organisations.values()}
    return network(register.instruments, countries, tuple(register.standings(on).values()))


def start(folder: Path) -> Path:
    """Write a register to start from, with an example that is marked as one.

    Raises
    ------
    CannotWrite
        If a register stands there already, or the folder cannot be written.
    """
    path = folder / FILE
    if path.exists():
        raise CannotWrite(
            (f"{path} is there already.", f"{path} 已经存在。"),
            ("Name another folder; nothing was changed.", "请另选文件夹；未作任何改动。"),
        )
    template = (files("tanlu.accord") / "data" / "example.toml").read_text("utf-8")
    write(path, template.encode())
    return path


def add_update(
    place: Path | RegisterStore,
    commitment: str,
    *,
    happened: str,
    says: str,
    text: tuple[str, str],
    source: str,
    by: str = "",
    evidence: Path | str | None = None,
) -> Update:
    """Add dated evidence about a commitment; this is the only way in which anything moves.

    Parameters
    ----------
    place : Path or RegisterStore
        Of the register.
    commitment : str
        Its id.
    happened : str
        A date as precise as it is known.
    says : str
        ``step``, ``done`` or ``ended``.
    text : tuple of str
        What the evidence shows, in English and in Chinese.
    source : str
        Id of a source of the register.
    by : str
        Id of the organisation that says so.
    evidence : Path, str or None
        A file whose SHA-256 is kept with the update, or that hash itself.

    Raises
    ------
    BadRecord, UnknownName, BadFolder, CannotWrite
        If the register, the commitment or the source is not there, or a text is missing; nothing is written then.
    """
    store = register_at(_demand_folder(place))
    update = prepared_update(
        store, commitment, happened=happened, says=says, text=text, source=source, by=by, evidence=evidence
    )
    store.put(UPDATE, plain(update))
    return update


def prepared_update(
    store: RegisterStore,
    commitment: str,
    *,
    happened: str,
    says: str,
    text: tuple[str, str],
    source: str,
    by: str = "",
    evidence: Path | str | None = None,
) -> Update:
    """Return an update as :func:`add_update` would keep it, keeping nothing; raises as that does."""
    register = open_register(store)
    one(register, commitment)
    number = 1 + max((int(each.split("-")[0]) for each in store.added()), default=0)
    data = {
        "id": f"{number:04d}-{commitment}",
        "commitment": commitment,
        "date": happened,
        "says": says,
        "text_en": text[0],
        "text_zh": text[1],
        "source": source,
        "by": by,
        "sha256": _digest(evidence) if isinstance(evidence, Path) else evidence or "",
    }
    update = read_update(Entry(data, f"{UPDATES} {data['id']}"))
    check(
        parse({**to_plain(register), "update": [*map(plain, register.updates), plain(update)]}, store.name),
        store.name,
    )
    return update


def _demand_folder(place: Path | RegisterStore) -> Path | RegisterStore:
    if isinstance(place, Path) and not place.is_dir():
        raise BadFolder(
            (f"{place} is no folder with a register.", f"{place} 不是登记册文件夹。"),
            ("Start one with `tanlu commitments new FOLDER`.", "请用 `tanlu commitments new 文件夹` 新建。"),
        )
    return place


def undo_update(place: Path | RegisterStore) -> str:
    """Take the newest piece of evidence back; it is kept aside, and where is returned.

    Raises
    ------
    BadFolder
        If none was added by a person's act.
    """
    store = register_at(place)
    found = store.added()
    if not found:
        where = place if isinstance(place, Path) else store.name
        raise BadFolder(
            (f"{where} holds no update that was added to it.", f"{where} 中没有添加过的进展。"),
            (
                f"Updates in {store.name} itself are edited there.",
                f"{store.name} 自带的进展请在该文件中编辑。",
            ),
        )
    return store.take_back(found[-1])


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BadFolder(
            (f"{path} cannot be read ({error.strerror}).", f"无法读取 {path}（{error.strerror}）。"),
            ("Name a file that is there.", "请指定存在的文件。"),
        ) from error


def ledger(register: Register, on: str) -> dict[str, Any]:
    """Return the register with where everything stands, as plain data with its provenance."""
    standings = register.standings(on)
    return {
        "format": "tanlu-register",
        "version": 1,
        "on": on,
        "register": to_plain(register),
        "standings": [
            {
                "commitment": name,
                "state": each.state,
                "label": each.label.to_json(),
                "reason": each.reason.to_json(),
                "last_evidence": str(each.last) if each.last else None,
                "evidence": each.evidence.id if each.evidence else None,
                "notes": [one.to_json() for one in each.notes],
                "gates": [gate.id for gate in register.gates_of(name, on)],
            }
            for name, each in standings.items()
        ],
    }


def papers(source: Path | RegisterStore | None, day: str) -> Papers:
    """Return a register as the paper that a brief rests on."""
    return _paper(open_register(source), day)


def papers_from(data: Mapping[str, Any], name: str, day: str) -> Papers:
    """Return the plain data of a register, which nothing keeps yet, as the paper that a brief rests on.

    Raises
    ------
    BadRecord
        If it cannot be taken in as it stands.
    """
    return _paper(parse(data, name), day)


def _paper(register: Register, day: str) -> Papers:
    return {PAPER: as_json({"on": day_of(day), **to_plain(register)})}


def read_moves(path: Path) -> tuple[Placement, ...]:
    """Read where people of coal companies went: a TOML file with ``[[move]]`` entries.

    Raises
    ------
    BadFolder, BadRecord, BadTable
        If it cannot be read, an entry is wrong, or a number of a group is given for one site.
    """
    return placements(entries(load(path), "move", _move, path.name))


def _move(at: Entry) -> Move:
    when, people = at.date("date"), at.whole("people")
    if when is None or people is None:
        raise BadRecord(
            (
                f"A move of {at.word('company')} lacks its date or its people.",
                f"{at.word('company')} 的一条记录缺少日期或人数。",
            ),
            ("Give both; leave the entry out where nobody knows.", "请补全；若不清楚，请删去该条。"),
        )
    return Move(
        at.word("company"), at.word("site", ""), at.one_of("scope", SCOPES), when, at.one_of("went", WENT), people,
        at.word("source"),
    )  # fmt: skip

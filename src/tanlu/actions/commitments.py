"""Agreements and commitments: read a register, tell where each stands, add evidence, take it back."""

import json
import tomllib
from collections.abc import Mapping
from contextlib import suppress
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
from tanlu.brief.editions import PAPERS, Papers
from tanlu.errors import BadFolder, BadRecord, CannotWrite, UnknownName
from tanlu.period import PartialDate
from tanlu.registers.regions import region
from tanlu.registers.tables import nearest

if TYPE_CHECKING:
    from tanlu.accord.network import Network

FILE: Final = "register.toml"
UPDATES: Final = "updates"
UNDONE: Final = "undone"
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


def open_register(place: Path | None) -> Register:
    """Read a register: a folder with ``register.toml``, a TOML or JSON file, or the programme's own for None.

    Raises
    ------
    BadFolder
        If there is none, or it cannot be read.
    BadRecord
        If an entry cannot be taken in as it stands.
    """
    if place is None:
        return programme()
    path = place / FILE if place.is_dir() else place
    data = _load(path)
    if place.is_dir():
        data["update"] = [*data.get("update", ()), *(_load(each) for each in _updates(place))]
    return parse(data, path.name)


def _updates(folder: Path) -> list[Path]:
    return sorted((folder / UPDATES).glob("*.json"))


def _load(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
        data = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except FileNotFoundError as error:
        raise BadFolder(
            (f"{path} is not there.", f"没有 {path}。"),
            (
                "Start a register with `tanlu commitments new FOLDER`, or name the file.",
                "请用 `tanlu commitments new 文件夹` 新建登记册，或指定文件。",
            ),
        ) from error
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise BadFolder(
            (f"{path} cannot be read: {error}.", f"无法读取 {path}：{error}。"),
            (
                "Correct the file at that place; it is TOML in UTF-8.",
                "请改正该处；文件应为 UTF-8 编码的 TOML。",
            ),
        ) from error
    if not isinstance(data, dict):
        raise BadFolder(
            (f"{path} holds no register.", f"{path} 不是登记册。"),
            (
                "Name a file made by `tanlu commitments new` or `export`.",
                "请指定由 new 或 export 生成的文件。",
            ),
        )
    return data


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
    _write(path, template.encode())
    return path


def add_update(
    folder: Path,
    commitment: str,
    *,
    happened: str,
    says: str,
    text: tuple[str, str],
    source: str,
    by: str = "",
    evidence: Path | None = None,
) -> Update:
    """Add dated evidence about a commitment; this is the only way in which anything moves.

    Parameters
    ----------
    folder : Path
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
    evidence : Path or None
        A file whose SHA-256 is kept with the update.

    Raises
    ------
    BadRecord, UnknownName, BadFolder, CannotWrite
        If the register, the commitment or the source is not there, or a text is missing; nothing is written then.
    """
    if not folder.is_dir():
        raise BadFolder(
            (f"{folder} is no folder with a register.", f"{folder} 不是登记册文件夹。"),
            ("Start one with `tanlu commitments new FOLDER`.", "请用 `tanlu commitments new 文件夹` 新建。"),
        )
    register = open_register(folder)
    one(register, commitment)
    number = 1 + max((int(each.stem.split("-")[0]) for each in _updates(folder)), default=0)
    data = {
        "id": f"{number:04d}-{commitment}",
        "commitment": commitment,
        "date": happened,
        "says": says,
        "text_en": text[0],
        "text_zh": text[1],
        "source": source,
        "by": by,
        "sha256": _digest(evidence) if evidence else "",
    }
    update = read_update(Entry(data, f"{UPDATES} {data['id']}"))
    check(parse({**to_plain(register), "update": [*map(plain, register.updates), plain(update)]}, FILE), FILE)
    _write(folder / UPDATES / f"{update.id}.json", _json(plain(update)))
    return update


def undo_update(folder: Path) -> Path:
    """Take the newest piece of evidence back; it is kept under ``undone``.

    Raises
    ------
    BadFolder
        If none was added by a command.
    """
    found = _updates(folder)
    if not found:
        raise BadFolder(
            (f"{folder} holds no update that a command has added.", f"{folder} 中没有由命令添加的进展。"),
            (f"Updates in {FILE} are yours to edit.", f"{FILE} 中的进展请直接编辑。"),
        )
    kept = folder / UNDONE / found[-1].name
    try:
        kept.parent.mkdir(exist_ok=True)
        found[-1].replace(kept)
    except OSError as error:
        raise _not_written(kept, error) from error
    return kept


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BadFolder(
            (f"{path} cannot be read ({error.strerror}).", f"无法读取 {path}（{error.strerror}）。"),
            ("Name a file that is there.", "请指定存在的文件。"),
        ) from error


def _write(path: Path, data: bytes) -> None:
    """Write beside, then put in its place: a half-written entry is never seen."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        (f"{path} cannot be written ({error.strerror}).", f"无法写入 {path}（{error.strerror}）。"),
        ("Choose another folder.", "请另选文件夹。"),
    )


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


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


def papers(source: Path | None, day: str) -> Papers:
    """Return a register as the paper that a brief rests on."""
    register = open_register(source)
    return {PAPER: _json({"on": day_of(day), **to_plain(register)})}


def read_moves(path: Path) -> tuple[Placement, ...]:
    """Read where people of coal companies went: a TOML file with ``[[move]]`` entries.

    Raises
    ------
    BadFolder, BadRecord, BadTable
        If it cannot be read, an entry is wrong, or a number of a group is given for one site.
    """
    return placements(entries(_load(path), "move", _move, path.name))


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

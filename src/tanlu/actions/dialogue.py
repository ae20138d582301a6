"""Plan a dialogue, keep what was said under its rule, and let out what that rule lets out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu import __version__
from tanlu.accord.agenda import Plan, days_of_clock_change, plan
from tanlu.accord.calendar import calendar
from tanlu.accord.dialogue import Dialogue, Place, Session, read_dialogue
from tanlu.accord.event import event, words
from tanlu.accord.holidays import Clashes, clashes_of
from tanlu.accord.inquiry import Inquiry, expired, read_inquiry
from tanlu.accord.pack import pack, written
from tanlu.accord.people import Participant, demand_nameless
from tanlu.accord.record import Note, Record, closed, noted, opened, read_record, record_to_json, with_rule
from tanlu.accord.rules import Audience, Rule
from tanlu.actions.stores import (
    BALLOTS,
    DIALOGUE,
    INQUIRIES,
    PARTICIPANTS,
    RECORD,
    FolderStore,
    Store,
    store_at,
)
from tanlu.errors import BadDialogue, BadFolder, CannotWrite
from tanlu.text import Text

_EXAMPLE: Final = files("tanlu.accord") / "data" / "example"


@dataclass(frozen=True, slots=True)
class Kept:
    """A dialogue as it is kept.

    Parameters
    ----------
    store : Store
    dialogue : Dialogue
    record : Record
    people : tuple of Participant
    """

    store: Store
    dialogue: Dialogue
    record: Record
    people: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A plan with what it meets.

    Parameters
    ----------
    kept : Kept
    plans : tuple of Plan
    clashes : tuple of Clashes
        One a session.
    changes : tuple of tuple of Place
        Places whose clock changes within a week of a session.
    """

    kept: Kept
    plans: tuple[Plan, ...]
    clashes: tuple[Clashes, ...]
    changes: tuple[tuple[Place, ...], ...]


def create(folder: Path, data: Mapping[str, Any] | None) -> Dialogue:
    """Begin a dialogue in a folder, or the fictional example without ``data``.

    Raises
    ------
    CannotWrite
        If a dialogue is there already, or the folder refuses it.
    BadDialogue
        If the data cannot be read.
    """
    store = FolderStore(folder)
    if store.read(DIALOGUE) is not None:
        raise CannotWrite(
            (f"A dialogue is kept in {folder} already.", f"{folder} 中已有一场对话。"),
            ("Choose another folder; nothing was changed.", "请另选文件夹；未作任何更改。"),
        )
    if data is None:
        return _example(store)
    made = read_dialogue(data)
    store.write(DIALOGUE, dict(data))
    store.put_file(PARTICIPANTS, (_EXAMPLE / PARTICIPANTS).read_text("utf-8").splitlines()[0] + "\n")
    return made


def begin(store: Store, data: Mapping[str, Any]) -> Dialogue:
    """Begin a dialogue in a store that holds none.

    Raises
    ------
    CannotWrite
        If one is kept there already.
    BadDialogue
        If the data cannot be read.
    """
    if store.read(DIALOGUE) is not None:
        raise CannotWrite(
            (f"A dialogue is kept in {store.where} already.", f"{store.where} 中已有一场对话。"),
            ("Choose another name; nothing was changed.", "请另取名称；未作任何更改。"),
        )
    made = read_dialogue(data)
    store.write(DIALOGUE, dict(data))
    return made


def add_session(place: Path | Store, session: Mapping[str, Any]) -> Dialogue:
    """Add a session to the plan.

    Raises
    ------
    BadDialogue
        If it cannot be read, or its id stands already.
    """
    store = kept(place).store
    data = store.read(DIALOGUE) or {}
    return _replan(store, {**data, "sessions": [*data.get("sessions", ()), dict(session)]})


def add_item(place: Path | Store, session: str, item: Mapping[str, Any]) -> Dialogue:
    """Add an item to the agenda of a session.

    Raises
    ------
    BadDialogue
        If there is no such session, or the item cannot be read.
    """
    held = kept(place)
    held.dialogue.session(session)
    data = held.store.read(DIALOGUE) or {}
    sessions = [
        {**each, "items": [*each.get("items", ()), dict(item)]} if each.get("id") == session else each
        for each in data["sessions"]
    ]
    return _replan(held.store, {**data, "sessions": sessions})


def _replan(store: Store, data: dict[str, Any]) -> Dialogue:
    made = read_dialogue(data)
    store.write(DIALOGUE, data)
    return made


def _example(store: FolderStore) -> Dialogue:
    import json

    data = json.loads((_EXAMPLE / "dialogue.json").read_text("utf-8"))
    made = read_dialogue(data)
    for name in ("statements.csv", "roster.csv", "groups.csv", "votes.csv"):
        store.put_file(f"{BALLOTS}/{name}", (_EXAMPLE / name).read_text("utf-8"))
    store.put_file(PARTICIPANTS, (_EXAMPLE / PARTICIPANTS).read_text("utf-8"))
    store.write(RECORD, json.loads((_EXAMPLE / "record.json").read_text("utf-8")))
    store.write(DIALOGUE, data)
    return made


def kept(place: Path | Store) -> Kept:
    """Open the dialogue of a folder or store.

    Raises
    ------
    BadFolder
        If there is none.
    BadDialogue
        If it cannot be read.
    """
    store = store_at(place)
    data = store.read(DIALOGUE)
    if not isinstance(data, dict):
        raise BadFolder(
            (f"{store.where} holds no dialogue.", f"{store.where} 中没有对话。"),
            (
                f"Begin one: tanlu dialogue new {store.where}, with --example for a fictional one.",
                f"请先新建：tanlu dialogue new {store.where}；加 --example 可得虚构示例。",
            ),
        )
    record = read_record(store.read(RECORD) or {})
    return Kept(store, read_dialogue(data), record, store.people())


def outlook(place: Path | Store) -> Outlook:
    """Return the plan of a dialogue with interpreted times, holidays and changes of clocks."""
    held = kept(place)
    sessions = held.dialogue.sessions
    return Outlook(
        held,
        tuple(plan(each, len(held.dialogue.languages)) for each in sessions),
        tuple(clashes_of(held.dialogue, each) for each in sessions),
        tuple(days_of_clock_change(held.dialogue, each.starts) if each.starts else () for each in sessions),
    )


def open_segment(place: Path | Store, session: str, topic: Text, rule: Rule) -> Record:
    """Open a segment of a session under a rule; the one that was open is closed.

    Raises
    ------
    BadDialogue
        If there is no such session.
    HeldBack
        If the topic names a participant and the rule is stricter than on the record.
    """
    held = kept(place)
    held.dialogue.session(session)
    if rule is not Rule.ON_THE_RECORD:
        for text in (topic.en, topic.zh):
            demand_nameless(text, held.people, Text("The topic", "主题"))
    return _keep(held, opened(held.record, session, topic, rule))


def change_rule(place: Path | Store, rule: Rule) -> Record:
    """Go on under another rule, in a new segment."""
    held = kept(place)
    return _keep(held, with_rule(held.record, rule))


def close_segment(place: Path | Store) -> Record:
    """Close the segment that is open.

    Raises
    ------
    BadDialogue
        If none is.
    """
    held = kept(place)
    if held.record.current is None:
        raise BadDialogue(
            ("No segment is open.", "目前没有进行中的环节。"), ("Nothing needs to be closed.", "无须关闭。")
        )
    return _keep(held, closed(held.record))


def keep_note(place: Path | Store, text: Text, descriptors: Mapping[str, str], speaker: str = "") -> Record:
    """Keep something that was said in the open segment, if its rule bears it."""
    held = kept(place)
    return _keep(held, noted(held.record, Note(text, dict(descriptors), speaker), held.people))


def undo(place: Path | Store) -> Record:
    """Take back the last change of what was said.

    Raises
    ------
    BadDialogue
        If there is none.
    """
    held = kept(place)
    if not held.store.undo(RECORD):
        raise BadDialogue(
            ("There is no change to take back.", "没有可撤销的更改。"),
            ("What was released stays released.", "已发布的内容不能撤回。"),
        )
    return read_record(held.store.read(RECORD) or {})


def interpreter_pack(place: Path | Store) -> str:
    """Return the interpreter pack as Markdown."""
    held = kept(place)
    return written(pack(held.dialogue, held.people, held.store.statements()))


def to_calendar(place: Path | Store, audience: Audience) -> tuple[str, tuple[Session, ...]]:
    """Return the sessions as iCalendar, and those without a date."""
    return calendar(kept(place).dialogue, audience, stamp=today())


def to_event(place: Path | Store, audience: Audience) -> dict[str, Any]:
    """Return the dialogue as a schema.org Event."""
    return event(kept(place).dialogue, audience)


def to_words(place: Path | Store, audience: Audience) -> dict[str, Any]:
    """Return what an audience may have of the segments, with where it comes from."""
    import json
    from hashlib import sha256

    held = kept(place)
    told = words(held.dialogue, held.record, held.people, audience)
    digest = sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return {"made": {"by": f"tanlu {__version__}", "date": today(), "sha256": digest}, **told}


def inquiries(place: Path | Store) -> tuple[Inquiry, ...]:
    """Return the inquiries that are kept."""
    return tuple(read_inquiry(each) for each in kept(place).store.read(INQUIRIES) or ())


def add_inquiry(place: Path | Store, data: Mapping[str, str]) -> Inquiry:
    """Keep an inquiry with its purpose and expiry.

    Raises
    ------
    BadDialogue
        If it has none.
    """
    held = inquiries(place)
    made = read_inquiry({"received": today(), "id": f"q{len(held) + 1}", **data})
    store_at(place).write(INQUIRIES, [asdict(each) for each in (*held, made)])
    return made


def purge_inquiries(place: Path | Store) -> int:
    """Delete the inquiries whose day has passed; return how many."""
    held = inquiries(place)
    gone = expired(held, today())
    if gone:
        store_at(place).write(INQUIRIES, [asdict(each) for each in held if each not in gone])
    return len(gone)


def today() -> str:
    """Return the day."""
    return datetime.now(UTC).date().isoformat()


def _keep(held: Kept, record: Record) -> Record:
    held.store.write(RECORD, record_to_json(record))
    return record

"""Read a register from plain data (TOML or JSON), and write it as plain data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

from tanlu.accord.checking import check, no_twins
from tanlu.accord.corrections import ACTS as CORRECTIONS
from tanlu.accord.corrections import BY, CELLS, CORRECTABLE, Change, Correction
from tanlu.accord.entry import Entry, Plain
from tanlu.accord.instrument import (
    ACTS,
    BINDING,
    CAPACITIES,
    KINDS,
    PARTS,
    UPDATES,
    Commitment,
    Instrument,
    Party,
    Search,
    Update,
    Wording,
)
from tanlu.accord.register import HELD, Gate, Meeting, Organisation, Origin, Register, Role
from tanlu.accord.status import DORMANT_AFTER
from tanlu.period import PartialDate
from tanlu.registers.tables import rows
from tanlu.text import Text

RULES: Final = ("anyone", "independent")
PREVAILS: Final = ("en", "zh", "both", "not_stated")
_KINDS_OF_MEETING: Final = ("delegation", "dialogue", "study")


def organisations() -> dict[str, Organisation]:
    """Return the organisations of the packaged register."""
    return {
        row["id"]: Organisation(row["id"], Text(row["name_en"], row["name_zh"]), row["country"], row["kind"])
        for row in rows("organisations")
    }


def read_origin(at: Entry) -> Origin:
    """Return one source."""
    return Origin(
        at.word("id"), at.text("title"), at.text("publisher"), at.word("published", ""), at.word("accessed"),
        at.word("url", ""), at.word("language"), at.maybe_text("note"),
    )  # fmt: skip


def _organisation(at: Entry) -> Organisation:
    return Organisation(at.word("id"), at.text("name"), at.word("country"), at.word("kind"))


def _role(at: Entry) -> Role:
    return Role(
        at.word("id"), at.text("person"), at.text("post"), at.word("organisation"), at.date("since"),
        at.date("until"), at.word("source"),
    )  # fmt: skip


def _meeting(at: Entry) -> Meeting:
    return Meeting(
        id=at.word("id"),
        kind=at.one_of("kind", _KINDS_OF_MEETING),
        series=at.word("series", ""),
        title=at.text("title"),
        when=at.text("when"),
        since=at.date("since"),
        until=at.date("until"),
        standing=at.one_of("standing", HELD),
        place=at.maybe_text("place"),
        about=at.maybe_text("about"),
        themes=tuple(each.text("name") for each in at.entries("themes")),
        roles=at.names("roles"),
        claims=at.names("claims"),
        source=at.word("source"),
    )


def _party(at: Entry) -> Party:
    return Party(
        at.word("organisation"),
        at.one_of("part", PARTS, "partner"),
        at.one_of("capacity", CAPACITIES, "not_stated"),
    )


def _wording(at: Entry) -> Wording:
    return Wording(at.one_of("lang", ("en", "zh")), at.word("sha256", ""), at.word("place", ""))


def _instrument(at: Entry) -> Instrument:
    made = Instrument(
        id=at.word("id"),
        kind=at.one_of("kind", KINDS),
        title=at.text("title"),
        theme=at.text("theme"),
        note=at.maybe_text("note"),
        parties=tuple(_party(each) for each in at.entries("parties")),
        dated=at.date("dated"),
        source=at.word("source"),
        locator=at.word("locator", ""),
        term_months=at.whole("term_months"),
        binding=at.one_of("binding", BINDING, "not_stated"),
        prevails=at.one_of("prevails", PREVAILS, "not_stated"),
        texts=tuple(_wording(each) for each in at.entries("texts")),
        supersedes=at.word("supersedes", ""),
        offices=at.names("offices"),
    )
    if not made.parties:
        raise at.bad(
            "names no party", "没有写明各方", "Add [[instrument.parties]].", "请补上 [[instrument.parties]]。"
        )
    return made


def _commitment(at: Entry) -> Commitment:
    return Commitment(
        id=at.word("id"),
        instrument=at.word("instrument"),
        act=at.one_of("act", ACTS),
        text=at.text("text"),
        owner=at.word("owner", ""),
        due=at.date("due"),
        rule=at.one_of("rule", RULES, "anyone"),
        measure=at.maybe_text("measure"),
        baseline=at.maybe_text("baseline"),
        target=at.maybe_text("target"),
        supersedes=at.word("supersedes", ""),
    )


def _needed(at: Entry) -> PartialDate:
    date = at.date("date")
    if date is None:
        raise at.bad(
            "has no date",
            "没有日期",
            "Evidence needs the date on which it happened.",
            "证据必须注明发生日期。",
        )
    return date


def read_update(at: Entry) -> Update:
    """Return one piece of evidence."""
    return Update(
        at.word("id"), at.word("commitment"), _needed(at), at.one_of("says", UPDATES), at.text("text"),
        at.word("source"), at.word("by", ""), at.word("sha256", ""),
    )  # fmt: skip


def _search(at: Entry) -> Search:
    return Search(at.word("commitment"), _needed(at), at.text("where"), at.text("found"))


def _gate(at: Entry) -> Gate:
    return Gate(
        at.word("id"), at.text("title"), at.text("asks"), at.word("jurisdiction"), at.date("since"),
        at.date("until"), at.names("commitments"), at.word("source"),
    )  # fmt: skip


def _correction(at: Entry) -> Correction:
    changes = [
        Change(each.one_of("cell", CELLS), each.text("before"), each.text("after"))
        for each in at.entries("changes")
    ]
    return Correction(
        at.word("id"), at.one_of("act", CORRECTIONS), at.one_of("kind", CORRECTABLE), at.word("entry"), at.text("called"),
        _needed(at), at.one_of("by", BY), at.text("reason"), tuple(changes),
    )  # fmt: skip


def entries(data: Plain, name: str, read: Callable[[Entry], Any], file: str) -> list[Any]:
    """Return the entries of one kind, each read by ``read``.

    Raises
    ------
    BadRecord
        Naming file, entry and cell.
    """
    found = []
    for number, each in enumerate(data.get(name, ()), start=1):
        if not isinstance(each, Mapping):
            raise Entry({}, f"{file}, {name} {number}").bad(
                "is no entry",
                "不是一条记录",
                f"Write [[{name}]] and its cells.",
                f"请写 [[{name}]] 及各项内容。",
            )
        at = Entry(each, f"{file}, {name} {each.get('id', number)!s}")
        found.append(read(at))
        at.close()
    return found


def parse(data: Plain, file: str = "register") -> Register:
    """Return a register from plain data.

    Parameters
    ----------
    data : mapping
        With lists ``source``, ``organisation``, ``role``, ``meeting``, ``instrument``, ``commitment``, ``update``,
        ``search``, ``gate``, ``correction``, and the cells ``title_en``, ``title_zh``.
    file : str
        Its name, for errors.

    Raises
    ------
    BadRecord
        If an entry lacks a cell, names what no entry has, stands twice, or holds a cell that this version does not know.
    """
    head = Entry({key: value for key, value in data.items() if not isinstance(value, list)}, file)

    def all_of(name: str, read: Callable[[Entry], Any]) -> list[Any]:
        return entries(data, name, read, file)

    found = Register(
        title=head.text("title"),
        sources=_by_id(all_of("source", read_origin), file, "source"),
        organisations={
            **organisations(),
            **_by_id(all_of("organisation", _organisation), file, "organisation"),
        },
        roles=_by_id(all_of("role", _role), file, "role"),
        meetings=tuple(all_of("meeting", _meeting)),
        instruments=tuple(all_of("instrument", _instrument)),
        commitments=tuple(all_of("commitment", _commitment)),
        updates=tuple(all_of("update", read_update)),
        searches=tuple(all_of("search", _search)),
        gates=tuple(all_of("gate", _gate)),
        corrections=tuple(all_of("correction", _correction)),
        dormant_after=head.whole("dormant_after") or DORMANT_AFTER,
        fictional=head.word("fictional", "").lower() == "true",
    )
    head.close()
    check(found, file)
    return found


def _by_id(found: Sequence[Any], file: str, kind: str) -> dict[str, Any]:
    no_twins([each.id for each in found], file, kind)
    return {each.id: each for each in found}


def to_plain(register: Register) -> dict[str, Any]:
    """Return a register as plain data that :func:`parse` reads back; organisations that ship with Tanlu are left out."""
    shipped = organisations()
    kinds: dict[str, Sequence[Any]] = {
        "source": tuple(register.sources.values()),
        "organisation": tuple(
            each for name, each in register.organisations.items() if shipped.get(name) != each
        ),
        "role": tuple(register.roles.values()),
        "meeting": register.meetings,
        "instrument": register.instruments,
        "commitment": register.commitments,
        "update": register.updates,
        "search": register.searches,
        "gate": register.gates,
        "correction": register.corrections,
    }
    data: dict[str, Any] = {"title_en": register.title.en, "title_zh": register.title.zh}
    data["dormant_after"] = register.dormant_after
    if register.fictional:
        data["fictional"] = True
    return data | {name: [plain(each) for each in found] for name, found in kinds.items() if found}


def plain(entry: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass of this room
    """Return one entry as plain data, texts as two cells and empty cells left out."""
    data: dict[str, Any] = {}
    for each in fields(entry):
        value = getattr(entry, each.name)
        if isinstance(value, Text):
            data[f"{each.name}_en"], data[f"{each.name}_zh"] = value.en, value.zh
        elif isinstance(value, PartialDate):
            data[each.name] = str(value)
        elif isinstance(value, tuple):
            found = [_inner(one) for one in value]
            data.update({each.name: found} if found else {})
        elif value not in {None, ""}:
            data[each.name] = value
    return data


def _inner(value: Any) -> Any:  # noqa: ANN401 - a word, a text or a part of an entry
    if isinstance(value, Text):
        return {"name_en": value.en, "name_zh": value.zh}
    return plain(value) if is_dataclass(value) else value

"""The plan of the commitments edition."""

from collections.abc import Sequence
from functools import cache

from tanlu.brief.editions.commitments import tables
from tanlu.brief.editions.commitments.gathered import Told, gather, source_of
from tanlu.brief.model import Block, Document, Section, Word
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Bindings, Writer
from tanlu.period import PartialDate
from tanlu.text import Lang, Text

__all__ = ["compose", "gather", "prose"]


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.commitments")


def compose(told: Told, lang: Lang) -> Document:
    """Return the brief in one language."""
    own = {name: source_of(each) for name, each in told.register.sources.items()}
    pen = Writer(told.store, prose(), lang, _bind(told), own=own, day=told.on)
    parts: list[tuple[str, Sequence[Block]]] = [("ledger", _ledger(told, pen)), ("items", _items(told, pen))]
    parts += [("gates", _gates(told, pen)), ("network", _network(told, pen))]
    if told.register.meetings:
        parts.append(("meetings", _meetings(told, pen)))
    parts += [("unknown", _unknown(pen)), ("sources", pen.say("sources.finding"))]
    sections = tuple(Section(name, pen.plain(f"head.{name}"), tuple(blocks)) for name, blocks in parts)
    title = "".join(each.text for each in pen.inlines("title") if isinstance(each, Word))
    return pen.document("commitments", title, _lead(told, pen), sections)


def _bind(told: Told) -> Bindings:
    register, to = told.register, Bindings()
    signed = sum(each.is_signed for each in register.instruments)
    to.words["title"] = register.title
    to.words["instruments"] = _counted(len(register.instruments), "paper", "份文件")
    to.words["commitments"] = _counted(len(register.commitments), "commitment", "项承诺")
    to.words["signed"] = _are(signed)
    to.words["unsigned"] = _are(len(register.instruments) - signed)
    day = PartialDate.parse(told.on)
    to.words["day"] = Text(day.label("en"), day.label("zh"))
    for name, count in (
        ("silent", sum(each.evidence is None for each in told.standings.values())),
        ("heard", told.net.with_evidence),
    ):
        if count:
            to.words[name] = Text(str(count), f"{count}项")
    to.words["evidenced"] = Text(str(told.net.with_evidence), f"{told.net.with_evidence}项")
    if told.net.cut_points:
        to.words["cuts"] = told.names(told.net.cut_points)
    _bind_unknown(told, to)
    return to


def _bind_unknown(told: Told, to: Bindings) -> None:
    register = told.register
    titles = {each.id: each.title for each in register.instruments}
    for name, lost in (
        ("ownerless", [each for each in register.commitments if not each.owner]),
        ("dateless", [each for each in register.commitments if each.due is None]),
    ):
        if lost:
            to.words[name] = _listed([titles[each.instrument] for each in lost])
    if found := register.versions():
        to.words["versions"] = _listed([each.title for pair in found for each in pair])


def _listed(found: Sequence[Text]) -> Text:
    names = tuple(dict.fromkeys(found))
    return Text("; ".join(each.en for each in names), "；".join(each.zh for each in names))


def _counted(count: int, noun: str, measure: str) -> Text:
    return Text(f"{count} {noun}{'' if count == 1 else 's'}", f"{count}{measure}")


def _are(count: int) -> Text:
    return Text(f"{count} {'is' if count == 1 else 'are'}", f"{count}份")


def _lead(told: Told, pen: Writer) -> tuple[Block, ...]:
    warned = pen.say("fictional", "note") if told.register.fictional else ()
    if not told.register.commitments:
        return (*warned, *pen.say("answer.none", "answer"))
    return (*warned, *pen.say("answer.count", "answer"), *pen.say("answer.silent"), *pen.say("answer.heard"))


def _ledger(told: Told, pen: Writer) -> tuple[Block, ...]:
    if not told.register.commitments:
        return pen.say("answer.none")
    return (
        *pen.say("ledger.finding", "finding"),
        tables.ledger(told, pen),
        *pen.say("ledger.note", "note"),
        *pen.picture("time", tables.timeline(told, pen)),
    )


def _items(told: Told, pen: Writer) -> tuple[Block, ...]:
    papers = told.register.instruments
    items = tuple(tables.item(told, pen, each) for each in papers) or pen.say("answer.none")
    found = tables.corrections(told, pen)
    return (*items, found) if found else items


def _gates(told: Told, pen: Writer) -> tuple[Block, ...]:
    found = tables.gates(told, pen)
    return (*pen.say("gates.finding", "finding"), found) if found else pen.say("gates.none")


def _network(told: Told, pen: Writer) -> tuple[Block, ...]:
    if not told.net.ties:
        return pen.say("network.none")
    cuts = len(told.net.cut_points)
    key = "network.sound" if not cuts else "network.finding" if cuts == 1 else "network.several"
    return (
        *pen.say(key, "finding"),
        *pen.picture("ties", tables.ties(told, pen)),
        tables.pairs(told, pen),
        *pen.say("network.share"),
    )


def _meetings(told: Told, pen: Writer) -> tuple[Block, ...]:
    people = tables.people(told, pen)
    return (
        *pen.say("meetings.finding", "finding"),
        tables.meetings(told, pen),
        *((people,) if people else ()),
    )


def _unknown(pen: Writer) -> tuple[Block, ...]:
    return (
        *pen.say("unknown.text", "finding"),
        *pen.say("unknown.owner"),
        *pen.say("unknown.due"),
        *pen.say("unknown.versions"),
    )

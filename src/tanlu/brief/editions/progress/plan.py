"""The plan of the progress edition."""

from collections.abc import Sequence
from functools import cache

from tanlu.brief.editions.progress import tables
from tanlu.brief.editions.progress.gathered import Told, gather
from tanlu.brief.model import Block, Document, Section, Word
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Bindings, Writer
from tanlu.text import Lang, Text

__all__ = ["compose", "gather", "prose"]


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.progress")


def compose(told: Told, lang: Lang) -> Document:
    """Return the brief in one language."""
    pen = Writer(told.store, prose(), lang, _bind(told), day=told.day)
    parts: tuple[tuple[str, Sequence[Block]], ...] = (
        ("coverage", (*pen.say("coverage.finding", "finding"), tables.coverage(told, pen))),
        ("profile", _profiles(told, pen)),
        ("ahead", _ahead(told, pen)),
        ("contested", _contested(told, pen)),
        ("gaps", _gaps(told, pen)),
        ("method", _method(pen)),
        ("sources", _sources(told, pen)),
    )
    sections = tuple(Section(name, pen.plain(f"head.{name}"), tuple(blocks)) for name, blocks in parts)
    title = "".join(each.text for each in pen.inlines("title") if isinstance(each, Word))
    return pen.document("progress", title, _lead(told, pen), sections)


def _bind(told: Told) -> Bindings:
    to, card = Bindings(), told.card
    cells = [each for found in card.profiles for each in found.cells if each.status != "not_applicable"]
    scored = [each for each in cells if each.status == "scored"]
    doubtful = sum(each.is_contested for each in scored)
    to.words["regions"] = Text(str(len(card.profiles)), f"{len(card.profiles)}个地区")
    to.words["cells"] = Text(str(len(cells)), f"{len(cells)}项")
    to.words["scored"] = Text(str(len(scored)), f"{len(scored)}项")
    to.words["draws"] = Text(f"{card.draws:,}", f"{card.draws}次")
    if doubtful:
        to.words["contested"] = Text(f"{doubtful} {'is' if doubtful == 1 else 'are'}", f"{doubtful}项")
    if capped := sum(each.is_capped for each in scored):
        to.words["capped"] = Text(f"{capped}", f"{capped}项")
    return to


def _lead(told: Told, pen: Writer) -> tuple[Block, ...]:
    return (
        *(pen.say("fictional", "note") if told.fictional else ()),
        *pen.say("answer.count", "answer"),
        *(pen.say("answer.contested") or pen.say("answer.calm")),
        *pen.say("answer.capped"),
        *pen.say("answer.total", "note"),
    )


def _profiles(told: Told, pen: Writer) -> tuple[Block, ...]:
    pictures = [
        picture
        for at, each in enumerate(told.card.profiles, 1)
        for picture in pen.picture(f"profile-{at}", tables.profile(each, pen))
    ]
    return (*pen.say("profile.finding", "finding"), *pictures)


def _ahead(told: Told, pen: Writer) -> tuple[Block, ...]:
    table = tables.ahead(told, pen)
    return (*pen.say("ahead.finding", "finding"), table) if table else pen.say("ahead.none")


def _contested(told: Told, pen: Writer) -> tuple[Block, ...]:
    table, agreed = tables.contested(told, pen), tables.agreement(told, pen)
    said: tuple[Block, ...] = (
        (*pen.say("contested.finding", "finding"), table) if table else pen.say("contested.none")
    )
    if agreed is None:
        return said
    moved = tables.severity(told, pen)
    tail: tuple[Block, ...] = (*pen.say("severity.finding"), moved) if moved else ()
    return (*said, *pen.say("agreement.finding"), agreed, *tail)


def _gaps(told: Told, pen: Writer) -> tuple[Block, ...]:
    table = tables.gaps(told, pen)
    return (*pen.say("gaps.finding", "finding"), table) if table else pen.say("gaps.none")


def _sources(told: Told, pen: Writer) -> tuple[Block, ...]:
    table = tables.figures(told, pen)
    if table is None:
        return (*pen.say("sources.finding"), *pen.say("sources.alone"))
    return (*pen.say("sources.finding"), *pen.say("sources.figures"), table)


def _method(pen: Writer) -> tuple[Block, ...]:
    return (
        *pen.say("method.finding", "finding"),
        *pen.say("method.caps"),
        *pen.say("method.draws"),
        tables.ladder(pen),
        tables.framework(pen),
    )

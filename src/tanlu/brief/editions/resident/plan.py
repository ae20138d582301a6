"""The plan of the one-pager: known, decided, unknown, and who said so."""

from functools import cache
from typing import Final

from tanlu.brief.editions.region.plan import Dossier, gather
from tanlu.brief.editions.regions import tables
from tanlu.brief.editions.regions.gathered import Desk
from tanlu.brief.model import Block, Cell, Document, Section, Table, Word
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Bindings, Writer
from tanlu.lineage.derived import Derived
from tanlu.registers.regions import region
from tanlu.text import Lang, Text

__all__ = ["compose", "gather", "prose"]

_KNOWN: Final = (
    ("output", "coal_output"),
    ("jobs", "coal_jobs"),
    ("revenue", "coal_revenue_share"),
    ("power", "generation"),
    ("clean", "wind_solar_capacity"),
)
_NEWEST: Final = 4
"""Rules that fit the page beside the rest."""


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.resident")


def compose(dossier: Dossier, lang: Lang) -> Document:
    """Return the page in one language."""
    pen = Writer(dossier.found.store, prose(), lang, _bind(dossier))
    desk = Desk(dossier.found, lang, pen.ledger)
    known = _known(pen)
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("known", known or pen.say("known.none")),
        ("decided", _decided(dossier, pen)),
        ("unknown", _unknown(pen, desk)),
        ("sources", pen.say("sources.finding")),
    )
    sections = tuple(Section(name, pen.plain(f"head.{name}"), blocks) for name, blocks in parts)
    title = "".join(each.text for each in pen.inlines("title") if isinstance(each, Word))
    return pen.document(f"resident-{dossier.code}", title, pen.say("intro", "note"), sections, role="page")


def _bind(dossier: Dossier) -> Bindings:
    to = Bindings()
    to.words["name"] = region(dossier.code).name
    caveats: list[Text] = []
    for name, topic in _KNOWN:
        made = dossier.found.newest[topic, dossier.code]
        if isinstance(made, Derived):
            to.number(name, made)
            to.year(f"{name}_year", made)
            to.words[f"{name}_by"] = _publishers(made, dossier)
            caveats += made.caveats
    if caveats:
        each = tuple(dict.fromkeys(caveats))
        to.words["caveats"] = Text("; ".join(one.en for one in each), "；".join(one.zh for one in each))
    course = dossier.courses["coal_output"]
    if len(course) > 1:
        to.number("first", course[0])
        to.year("first_year", course[0])
        way = "rise" if course[-1].value > course[0].value else "fall"
        to.words[way] = Text(way, way)
    return to


def _publishers(made: Derived, dossier: Dossier) -> Text:
    found = [dossier.found.store.source(fact.ref.source).publisher for fact in made.facts()]
    return Text(
        "; ".join(dict.fromkeys(each.en for each in found)),
        "；".join(dict.fromkeys(each.zh for each in found)),
    )


def _known(pen: Writer) -> tuple[Block, ...]:
    ways = [way for way in ("rise", "fall") if way in pen.bindings.words]
    keys = ["output", *ways, "jobs", "revenue", "power", "clean"]
    known = tuple(block for key in keys for block in pen.say(f"known.{key}"))
    return (*known, *pen.say("known.caveats", "note")) if known else ()


def _decided(dossier: Dossier, pen: Writer) -> tuple[Block, ...]:
    newest = sorted(dossier.found.policies, key=lambda each: each.date.last_day)[-_NEWEST:]
    if not newest:
        return pen.say("decided.none")
    rows = tuple(
        (
            Cell(each.date.label(pen.lang)),
            Cell(each.title(pen.lang)),
            Cell(f"[{pen.number_of(each.source)}]", link=f"s{pen.number_of(each.source)}"),
        )
        for each in reversed(newest)
    )
    headers = tuple(each(pen.lang) for each in (tables.DATE, tables.RULE, tables.SOURCE))
    return (Table(pen.plain("decided.caption"), headers, rows),)


def _unknown(pen: Writer, desk: Desk) -> tuple[Block, ...]:
    table = tables.unknown(desk, pen.plain("unknown.caption"))
    if table is None:
        return pen.say("unknown.none")
    rows = tuple((row[0], row[2]) for row in table.rows)
    return (*pen.say("unknown.intro"), Table(table.caption, (table.headers[0], table.headers[2]), rows))

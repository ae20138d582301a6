"""The plan of the dialogue edition: what is agreed, where groups differ, what the rule let out and held back."""

from functools import cache
from typing import Final

from tanlu.accord.opinions import LEAST_MAP
from tanlu.accord.rules import AUDIENCE_NAMES, RULE_NAMES
from tanlu.analysis.opinion.labels import Label
from tanlu.brief.editions.dialogue import tables
from tanlu.brief.editions.dialogue.gathered import Dialogue, gather
from tanlu.brief.model import Block, Document, Paragraph, Section, Word
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Bindings, Writer
from tanlu.text import Lang, Text

__all__ = ["compose", "gather", "prose"]

AGREED: Final = frozenset({Label.AGREED, Label.LIKELY_AGREED})
_LISTED: Final = {
    "differ": frozenset({Label.DIFFERS}),
    "rejected": frozenset({Label.REJECTED, Label.LIKELY_REJECTED}),
    "little": frozenset({Label.LITTLE}),
}


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.dialogue")


def compose(found: Dialogue, lang: Lang) -> Document:
    """Return the brief in one language."""
    pen = Writer(found.store, prose(), lang, _bind(found), day=found.day)
    parts = (
        ("agreement", _agreement(found, pen)),
        ("others", _others(found, pen)),
        ("groups", _groups(found, pen)),
        ("rule", _rule(found, pen)),
        ("method", _method(found, pen)),
        ("sources", pen.say("sources.finding")),
    )
    sections = tuple(Section(name, pen.plain(f"head.{name}"), blocks) for name, blocks in parts if blocks)
    title = "".join(each.text for each in pen.inlines("title") if isinstance(each, Word))
    return pen.document("dialogue", title, _lead(found, pen), sections)


def _bind(found: Dialogue) -> Bindings:
    to, first = Bindings(), found.cuts[0]
    given = [first.labels[each] for each in first.order]
    agreed = sum(each in AGREED for each in given)
    to.words["title"] = found.title
    to.words["people"] = Text(str(found.people), f"{found.people}人")
    to.words["statements"] = _counted(len(given), "statement")
    to.words["cut"] = first.title
    to.words["groups"] = _joined(list(first.groups.values()))
    to.words["rule"] = RULE_NAMES[found.rule]
    to.words["audience"] = AUDIENCE_NAMES[found.audience]
    to.words["reason"] = Text(_capital(found.reason.en), found.reason.zh)
    to.words["least"] = Text(str(LEAST_MAP), f"{LEAST_MAP}人")
    chance = f"{found.by_chance:.2f}"
    to.words["chance"] = Text(f"{chance} statements", f"{chance}条陈述")
    hidden, cells = sum(each.low is None for each in found.cells), len(found.cells)
    to.words["cells"], to.words["hidden"] = (
        Text(f"{cells} cells", f"{cells}格"),
        Text(str(hidden), f"{hidden}格"),
    )
    if agreed:
        to.words["agreed"] = Text(f"{agreed} {'is' if agreed == 1 else 'are'}", f"{agreed}条")
    for name, labels in _LISTED.items():
        told = [found.statements[each] for each in first.order if first.labels[each] in labels]
        if told:
            to.words[name] = Text(
                " ".join(f"“{each.en}”" for each in told), "".join(f"“{each.zh}”" for each in told)
            )
    return to


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counted(count: int, noun: str) -> Text:
    return Text(f"{count} {noun}{'' if count == 1 else 's'}", f"{count}条陈述")


def _joined(names: list[Text]) -> Text:
    names = [Text("the United States", each.zh) if each.en == "United States" else each for each in names]
    if len(names) == 1:
        return names[0]
    en = f"{', '.join(each.en for each in names[:-1])} and {names[-1].en}"
    return Text(en, f"{'、'.join(each.zh for each in names[:-1])}和{names[-1].zh}")


def _lead(found: Dialogue, pen: Writer) -> tuple[Block, ...]:
    return (
        *(pen.say("fictional", "note") if found.fictional else ()),
        *(pen.say("answer.count", "answer") or pen.say("answer.none", "answer")),
        *pen.say("answer.room", "note"),
        tables.overview(found, pen),
    )


def _agreement(found: Dialogue, pen: Writer) -> tuple[Block, ...]:
    return (
        *pen.say("agreement.finding", "finding"),
        *pen.picture("spans", tables.chart(found, found.cuts[0], pen)),
        *pen.say("agreement.differ"),
        *pen.say("agreement.rejected"),
        *pen.say("agreement.little"),
    )


def _others(found: Dialogue, pen: Writer) -> tuple[Block, ...]:
    others = found.cuts[1:]
    if not others:
        return ()
    return (*pen.say("others.finding", "finding"), *(tables.of_cut(found, each, pen) for each in others))


def _groups(found: Dialogue, pen: Writer) -> tuple[Block, ...]:
    verdict, *more = found.said
    table = tables.apart(found, pen)
    return (
        Paragraph((Word(verdict(pen.lang)),), "finding"),
        *(Paragraph((Word(each(pen.lang)),)) for each in more),
        *((table,) if table else ()),
        *pen.say("groups.note", "note"),
    )


def _rule(found: Dialogue, pen: Writer) -> tuple[Block, ...]:
    table = tables.withheld(found, pen)
    return (
        *pen.say("rule.finding", "finding"),
        *pen.say("rule.cells"),
        *((table,) if table else ()),
        *pen.say("rule.end", "note"),
    )


def _method(found: Dialogue, pen: Writer) -> tuple[Block, ...]:
    return (*pen.say("method.labels"), tables.meanings(found, pen), *pen.say("method.chance", "note"))

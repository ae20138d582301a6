"""The plan of the survey edition."""

from functools import cache
from typing import Final

from tanlu.brief.editions.survey import tables
from tanlu.brief.editions.survey.gathered import Round, gather
from tanlu.brief.model import Block, Document, Section, Word
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Bindings, Writer
from tanlu.text import Lang, Text

__all__ = ["compose", "gather", "prose"]

METHOD: Final = ("draw", "nobody", "held", "columns")


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.survey")


def compose(told: Round, lang: Lang) -> Document:
    """Return the brief in one language."""
    pen = Writer(told.store, prose(), lang, _bind(told), day=told.day)
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("opinions", _opinions(told, pen)),
        ("estimates", _estimates(told, pen)),
        ("compare", _compare(told, pen)),
        ("silence", (*pen.say("silence.finding", "finding"), tables.silence(told, pen))),
        ("method", tuple(block for name in METHOD for block in pen.say(f"method.{name}"))),
        ("sources", pen.say("sources.finding")),
    )  # fmt: skip
    sections = tuple(Section(name, pen.plain(f"head.{name}"), blocks) for name, blocks in parts)
    title = "".join(each.text for each in pen.inlines("title") if isinstance(each, Word))
    return pen.document("survey", title, _lead(told, pen), sections)


def _bind(told: Round) -> Bindings:
    to = Bindings()
    known = [each for each in told.counts.values() if each is not None]
    hidden = sum(each.value is None for each in told.every)
    to.words["title"] = told.title
    to.words["regions"] = Text(f"{len(told.regions)} regions", f"{len(told.regions)}个地区")
    if len(known) == len(told.counts):
        to.words["people"] = Text(f"About {sum(known):,} people", f"约{sum(known)}人")
    to.words["cells"] = Text(f"{len(told.every)} estimates", f"{len(told.every)}个估计")
    if hidden:
        to.words["hidden"] = Text(f"{hidden} {'is' if hidden == 1 else 'are'}", f"{hidden}个")
    to.words["fewest"] = Text(f"{told.answers} answers", f"{told.answers}个回答")
    to.words["few"] = Text(f"{told.people} people", f"{told.people}人")
    if told.convenience:
        to.words["nobody"] = Text("nobody drew the sample", "样本不是随机抽取的")
    else:
        to.words["clusters"] = Text(
            f"{told.clusters} towns or other clusters", f"{told.clusters}个乡镇或其他群"
        )
    refused = [each.title for each in told.scales if each.allows not in {"means", "ranks"}]
    passed = [each.title for each in told.scales if each.allows in {"means", "ranks"}]
    for name, titles in (("refused", refused), ("passed", passed)):
        if titles:
            to.words[name] = Text(
                ", ".join(f"“{each.en}”" for each in titles), "、".join(f"“{each.zh}”" for each in titles)
            )
    return to


def _lead(told: Round, pen: Writer) -> tuple[Block, ...]:
    return (
        *(pen.say("fictional", "note") if told.fictional else ()),
        *(pen.say("answer.count", "answer") or pen.say("answer.regions", "answer")),
        *pen.say("answer.refused"),
        *pen.say("answer.passed"),
        *pen.say("answer.hidden"),
        *pen.say("answer.nobody", "note"),
    )


def _opinions(told: Round, pen: Writer) -> tuple[Block, ...]:
    pictures = [
        picture
        for at, region in enumerate(told.regions, 1)
        for picture in pen.picture(f"opinions-{at}", tables.opinions(told, region, pen))
    ]
    return (*pen.say("opinions.finding", "finding"), *pictures)


def _estimates(told: Round, pen: Writer) -> tuple[Block, ...]:
    if not (told.shares or told.means):
        return pen.say("estimates.none")
    return (*pen.say("estimates.finding", "finding"), tables.estimates(told, pen))


def _compare(told: Round, pen: Writer) -> tuple[Block, ...]:
    if not told.scales:
        return pen.say("compare.none")
    unweighted = pen.say("compare.unweighted") if any(each.differences for each in told.scales) else ()
    ladders = [
        picture
        for at, each in enumerate(told.scales, 1)
        for picture in pen.picture(f"ladder-{at}", tables.ladder(each, pen))
    ]
    return (
        *pen.say("compare.finding", "finding"),
        tables.gate(told, pen),
        *unweighted,
        *pen.say("compare.ladder"),
        *ladders,
    )

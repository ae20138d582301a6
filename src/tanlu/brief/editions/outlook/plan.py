"""The plan: what may happen, what would break it, how often such bands held, and what they cannot see."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final

from tanlu.brief.editions.outlook import charts, tables
from tanlu.brief.editions.outlook.gathered import BRITISH, DEFAULT, DRAWS, SEED, Ahead, Gathered, gather
from tanlu.brief.editions.regions.tables import policies
from tanlu.brief.model import Block, Document, Section
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Bindings, Writer, cited, year_words
from tanlu.lineage.figure import of_derived
from tanlu.registers.regions import region
from tanlu.text import Lang, Text, grouped

__all__ = ["DEFAULT", "Gathered", "compose", "gather", "prose"]

_NEAR, _FAR = 1, 10
_EXACT: Final = 4


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.outlook")


def compose(found: Gathered, lang: Lang) -> Document:
    """Return the brief in one language."""
    pen = Writer(found.store, prose(), lang, _bind(found))
    lead: tuple[Block, ...] = (
        *(block for each in found.drawn for block in _about(each, pen).say("answer.band", "answer")),
        *(block for each in found.others for block in _without(each, pen)),
        *pen.say("answer.blind", "answer"),
        *pen.say("answer.dated", "note"),
    )
    parts: tuple[tuple[str, Callable[[Gathered, Writer], tuple[Block, ...]]], ...] = (
        ("output", _output), ("jobs", _jobs), ("breaks", _breaks), ("honest", _honest), ("blind", _blind),
        ("policies", _policies), ("unknown", _unknown), ("sources", lambda _found, pen: pen.say("sources.finding")),
    )  # fmt: skip
    sections = [
        Section(name, pen.plain(f"head.{name}"), blocks)
        for name, part in parts
        if (blocks := part(found, pen))
    ]
    codes = "" if found.codes == DEFAULT else "-" + "-".join(found.codes)
    return pen.document(f"outlook{codes}", pen.plain("title"), lead, tuple(sections))


def _output(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for each in found.regions:
        teller = _about(each, pen)
        key = "output.finding" if each.band else "output.policy"
        blocks += teller.say(key, "finding")
        blocks += teller.say("output.kept")
        blocks += pen.picture(f"output-{each.code.lower()}", charts.output(found, each, pen))
    return (*blocks, *(pen.say("output.note", "note") if found.drawn else ()))


def _jobs(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for each in found.regions:
        blocks += _about(each, pen).say("jobs.finding" if each.jobs else "jobs.last", "finding")
        blocks += pen.picture(f"jobs-{each.code.lower()}", charts.jobs(found, each, pen))
    return (*blocks, *(pen.say("jobs.note", "note") if any(each.jobs for each in found.regions) else ()))


def _breaks(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    if not found.drawn:
        return ()
    shown: list[Block] = []
    for each in found.drawn:
        shown += [*_about(each, pen).say("breaks.region"), tables.breaks(each, pen)]
    return (*pen.say("breaks.finding", "finding"), *shown, *pen.say("breaks.note", "note"))


def _honest(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    key = "honest.wider" if found.wider > 1 else "honest.plain"
    return (
        *pen.say("honest.finding", "finding"), *pen.say("honest.low"), tables.card(found, pen), *pen.say(key, "note"),
    )  # fmt: skip


def _blind(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    return (
        *pen.say("blind.finding", "finding"),
        *pen.say("blind.what"),
        tables.british(found, pen),
        *pen.say("blind.note", "note"),
    )


def _policies(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    if not found.policies:
        return ()
    table = policies(found.policies, pen.lang, pen.plain("policies.caption"), pen.number_of)
    finding = pen.say("policies.finding", "finding") if found.drawn and found.others else ()
    return (*finding, table)


def _unknown(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    if not found.others:
        return pen.say("unknown.all", "finding")
    asked = (block for each in found.others for block in _about(each, pen).say("unknown.finding", "finding"))
    return (*asked, tables.unknown(pen), *pen.say("unknown.all"))


def _without(each: Ahead, pen: Writer) -> tuple[Block, ...]:
    """Return why a region has no band, and its target where one is known."""
    teller = _about(each, pen)
    return (
        teller.say("answer.none", "answer")
        or teller.say("answer.bare", "answer")
        or teller.say("answer.nothing", "answer")
    )


def _about(each: Ahead, pen: Writer) -> Writer:
    """Return a writer who speaks of one region, at the same ledger."""
    teller = pen.about({"name": region(each.code).name})
    to = teller.bindings
    if each.past:
        to.number("now", each.past[-1])
        to.year("last", each.past[-1])
        to.words["held"] = _years(len(each.past))
    for name, bands in (("", each.band), ("jobs_", each.jobs)):
        if bands:
            final = bands[max(bands)]
            to.words["end"] = year_words(max(bands))
            for quantile in ("p10", "p50", "p90"):
                to.number(f"{name}{quantile}", final[quantile])
    if each.last_jobs:
        to.number("jobs", each.last_jobs)
        to.year("jobs_year", each.last_jobs)
    _targets(each, to)
    return teller


def _targets(each: Ahead, to: Bindings) -> None:
    if not each.targets:
        return
    newest = each.targets[-1]
    to.numbers["target"] = cited(newest)
    to.words["target_year"] = year_words(newest.year)
    known = {made.year: made for made in each.past}
    for fact in each.targets:
        if fact.year in known:
            # The two may differ by less than three figures show.
            to.numbers["aimed"] = replace(cited(fact), digits=_EXACT)
            to.words["aimed_year"] = year_words(fact.year)
            to.numbers["reached"] = replace(cited(of_derived(known[fact.year])), digits=_EXACT)


def _years(count: int) -> Text:
    return Text(f"{count} year{'' if count == 1 else 's'}", f"{count}年")


def _bind(found: Gathered) -> Bindings:
    to = Bindings()
    first, last = found.origins
    to.words |= {
        "first": year_words(first), "until": year_words(last + 1), "onset": year_words(BRITISH),
        "states": Text(f"{found.states} states", f"{found.states}个州"), "seed": Text(str(SEED), str(SEED)),
        "draws": Text(grouped(str(DRAWS), "en"), grouped(str(DRAWS), "zh")),
        "wider": Text(f"{found.wider:g}", f"{found.wider:g}"),
    }  # fmt: skip
    for name, ahead in (("near", _NEAR), ("far", _FAR)):
        to.number(f"covered_{name}", found.card["covered"][ahead])
        to.number(f"below_{name}", found.card["below"][ahead])
        to.number(f"above_{name}", found.card["above"][ahead])
        to.number(f"cases_{name}", found.card["cases"][ahead])
    for name, fact in zip(("british", "half", "end_jobs"), found.fallen, strict=False):
        to.numbers[name] = cited(fact)
        to.words[f"{name}_year"] = year_words(fact.year)
        if fact.year in found.british:
            to.number(f"{name}_low", found.british[fact.year]["p10"])
    return to

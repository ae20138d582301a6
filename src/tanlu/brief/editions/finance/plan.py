"""The plan of the finance edition."""

from collections.abc import Sequence
from functools import cache

from tanlu.analysis.finance.pipeline import over_funded
from tanlu.brief.editions.finance import tables
from tanlu.brief.editions.finance.gathered import Weighed, gather
from tanlu.brief.model import Block, Document, Section, Word
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Bindings, Writer
from tanlu.text import Lang, Text

__all__ = ["compose", "gather", "prose"]


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.finance")


def compose(found: Weighed, lang: Lang) -> Document:
    """Return the brief in one language."""
    pen = Writer(found.store, prose(), lang, _bind(found), day=found.on)
    parts: tuple[tuple[str, Sequence[Block]], ...] = (
        ("choice", _choice(found, pen)),
        ("floors", _floors(found, pen)),
        ("pipeline", _pipeline(found, pen)),
        ("gain", _gain(found, pen)),
        ("unknown", _unknown(found, pen)),
        ("sources", pen.say("sources.finding")),
    )
    sections = tuple(Section(name, pen.plain(f"head.{name}"), tuple(blocks)) for name, blocks in parts)
    title = "".join(each.text for each in pen.inlines("title") if isinstance(each, Word))
    return pen.document("finance", title, _lead(found, pen), sections)


def _bind(found: Weighed) -> Bindings:
    to, sums, choice = Bindings(), found.sums, found.choice
    budget = sum(sum(each.years.values()) for each in found.plan.budgets)
    told = sum(sums.by_stage.values())
    to.words["title"] = found.plan.pipeline.title
    for name, amount in (
        ("budget", budget), ("benefit", choice.benefit), ("hand", found.hand.benefit), ("told", told),
        ("disbursed", sums.reached["disbursed"]), ("twice", sums.twice), ("climate", sums.climate),
        ("missing", sums.missing),
    ):  # fmt: skip
        to.words[name] = found.money(amount)
    to.words["count"] = _counted(len(choice.starts))
    to.words["unsaid"] = _counted(sums.unsaid)
    to.words["basis"] = found.plan.pipeline.basis.said()
    if sums.leverage is not None:
        to.words["leverage"] = Text(f"{sums.leverage:.2f}", f"{sums.leverage:.2f}")
    if not choice.proven:
        to.words["gap"] = Text(f"{choice.gap:.2%}", f"{choice.gap:.2%}")
    titles = {each.id: each.title for each in found.plan.floors}
    paid = [each for each in found.prices if each.cost > 0]
    if paid:
        parts = [(titles[each.name], found.money(each.cost)) for each in paid]
        to.words["priced"] = Text(
            " ".join(f"The floor “{name.en}” costs {cost.en} of benefit." for name, cost in parts),
            "".join(f"下限“{name.zh}”的代价为{cost.zh}的效益。" for name, cost in parts),
        )
    if over := over_funded(found.plan.pipeline):
        names = [each.title for each, _ in over]
        to.words["over"] = Text("; ".join(each.en for each in names), "；".join(each.zh for each in names))
    return to


def _counted(count: int) -> Text:
    return Text(f"{count} project{'' if count == 1 else 's'}", f"{count}个项目")


def _lead(found: Weighed, pen: Writer) -> tuple[Block, ...]:
    warned = pen.say("fictional", "note") if found.plan.pipeline.fictional else ()
    price = pen.say("answer.price") or (pen.say("answer.free") if found.prices else ())
    told = pen.say("answer.stage") if any(found.sums.by_stage.values()) else ()
    return (
        *warned, *pen.say("answer.choice", "answer"), *price, *told, *pen.say("answer.unproven"), *pen.say("basis", "note"),
    )  # fmt: skip


def _choice(found: Weighed, pen: Writer) -> tuple[Block, ...]:
    return (*pen.say("choice.finding", "finding"), tables.choice(found, pen), tables.spending(found, pen))


def _floors(found: Weighed, pen: Writer) -> tuple[Block, ...]:
    if not found.prices:
        return pen.say("floors.none")
    picture = pen.picture("floors", tables.costs(found, pen))
    return (*pen.say("floors.finding", "finding"), *picture, tables.floors(found, pen))


def _pipeline(found: Weighed, pen: Writer) -> tuple[Block, ...]:
    return (
        *pen.say("pipeline.finding", "finding"),
        *pen.picture("stages", tables.stages(found, pen)),
        *pen.say("pipeline.leverage"),
        *pen.say("pipeline.missing"),
        *pen.say("pipeline.over"),
        tables.pipeline(found, pen),
    )


def _gain(found: Weighed, pen: Writer) -> tuple[Block, ...]:
    table = tables.gainful(found, pen)
    if table is None:
        return pen.say("gain.none")
    return (*pen.say("gain.finding", "finding"), *pen.picture("frontier", tables.frontier(found, pen)), table)


def _unknown(found: Weighed, pen: Writer) -> tuple[Block, ...]:
    table = tables.unknown(found, pen)
    return (*pen.say("unknown.text", "finding"), *((table,) if table else ()))

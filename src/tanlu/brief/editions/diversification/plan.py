"""The plan: what each region lives on, how that changed, what could come next, and how often such lists were right."""

from collections.abc import Callable
from functools import cache
from typing import Final

from tanlu.analysis.economy.breadth import Verdict
from tanlu.brief.editions.diversification import charts, tables
from tanlu.brief.editions.diversification.gathered import FIRST, FROM, JOBS_YEAR, TO, Gathered, gather
from tanlu.brief.editions.regions.tables import policies
from tanlu.brief.model import Block, Document, Section
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Bindings, Writer, cited, year_words
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import figure
from tanlu.registers.industries import groups
from tanlu.registers.regions import region
from tanlu.text import Lang, Text

__all__ = ["Gathered", "compose", "gather", "prose"]

DEFAULT: Final = ("CN-SX", "US-WY", "US-WV")
VERDICTS: Final[dict[Verdict, Text]] = {
    "diversified": Text("diversified by growth", "因增长而更加多元"),
    "broader by loss": Text(
        "did not diversify by growth: it looks broader only because industries shrank",
        "并非靠增长实现多元化，只是因产业萎缩而显得更均衡",
    ),
    "narrower": Text("came to rest on fewer industries", "产业更加集中"),
    "unchanged": Text("is as broad as before", "多样程度与先前相同"),
}
SMALLER: Final = Text(
    "did not diversify by growth: it looks broader, but its economy as a whole shrank",
    "并非靠增长实现多元化，看上去更均衡，但经济总量缩小了",
)
"""Said in place of *broader by loss* where the whole is smaller than before."""
FEWER: Final = Text(
    "did not diversify by growth: it looks broader, but its jobs became fewer",
    "并非靠增长实现多元化，看上去更均衡，但就业减少了",
)
"""The same where the whole is jobs."""


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.diversification")


def compose(found: Gathered, lang: Lang) -> Document:
    """Return the brief in one language."""
    pen = Writer(found.store, prose(), lang, _bind(found))
    lead: tuple[Block, ...] = (
        *_each(found, pen, "answer.shape", "answer", found.accounted),
        *_each(found, pen, "answer.shape.jobs", "answer", found.added),
        *_each(found, pen, "answer.list", "answer"),
        *pen.say("answer.right", "answer"),
        *pen.say("answer.far", "answer"),
        *(pen.say("answer.none", "answer") if found.others else ()),
        *(pen.say("answer.added", "note") if found.added else ()),
        *pen.say("answer.dated", "note"),
        tables.grid(found, pen),
    )
    parts: tuple[tuple[str, Callable[[Gathered, Writer], tuple[Block, ...]]], ...] = (
        ("live", _live), ("change", _change), ("carry", _carry), ("next", _next), ("right", _right), ("policies", _policies),
        ("unknown", _unknown), ("sources", _sources),
    )  # fmt: skip
    sections = [
        Section(name, pen.plain(f"head.{name}"), blocks)
        for name, part in parts
        if (blocks := part(found, pen))
    ]
    codes = "" if found.codes == DEFAULT else "-" + "-".join(found.codes)
    return pen.document(f"diversification{codes}", pen.plain("title"), lead, tuple(sections))


def _live(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    other = [block for code in found.others for block in _about(found, pen, code).say("live.other")]
    if not found.known:
        return tuple(other)
    return (
        *_each(found, pen, "live.finding", "finding", found.accounted),
        *_each(found, pen, "live.finding.jobs", "finding", found.added),
        *_each(found, pen, "live.jobs"),
        *other,
        tables.shared(found, pen),
        *pen.say("live.note", "note"),
        *pen.say("live.two"),
        tables.measures(found, pen),
    )


def _change(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    none = pen.say("change.none") if found.others else ()
    if not found.known:
        return none
    chart = charts.breadth(found, pen)
    return (
        *_each(found, pen, "change.finding", "finding"),
        *_each(found, pen, "change.shift", "", found.accounted),
        *_each(found, pen, "change.shift.jobs", "", found.added),
        *pen.picture("breadth", chart),
        *pen.picture("parts", charts.parts(found, pen)),
        tables.growth(found, pen),
        *pen.say("change.note", "note"),
        *none,
    )


def _carry(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    chinese = any(code not in found.accounted for code in found.codes)
    table = tables.multipliers(found, pen)
    return (
        *(pen.say("carry.china", "finding") if chinese else ()),
        *_each(found, pen, "carry.state", "finding", found.accounted),
        *pen.picture("carry", charts.multipliers(found, pen)),
        *((table,) if table else ()),
        *((tables.national(found, pen),) if chinese else ()),
        *pen.say("carry.note", "note"),
    )


def _next(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    held = [code for code in found.known if found.candidates[code]]
    if not held:
        return ()
    return (
        *_each(found, pen, "answer.list", "finding"),
        *pen.say("next.how", "note"),
        *(block for code in held for block in _candidates(found, code, pen)),
        *pen.say("next.note", "note"),
    )


def _candidates(found: Gathered, code: str, pen: Writer) -> tuple[Block, ...]:
    space = charts.industry_space(found, code, pen) if code in found.accounted else None
    return (
        *pen.picture(f"space-{code.lower()}", space),
        tables.candidates(found, code, pen),
        *pen.picture(f"pareto-{code.lower()}", charts.pareto(found, code, pen)),
    )


def _right(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    return (
        *pen.say("answer.right", "finding"),
        *pen.say("right.finding"),
        *pen.say("right.pairs"),
        *pen.say("answer.far"),
        *pen.picture("test", charts.test(found, pen)),
        tables.test(found, pen),
        *pen.say("right.note", "note"),
    )


def _policies(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    if not found.policies:
        return ()
    return (
        *pen.say("policies.finding", "finding"),
        policies(found.policies, pen.lang, pen.plain("policies.caption"), pen.number_of),
    )


def _unknown(found: Gathered, pen: Writer) -> tuple[Block, ...]:
    return (*pen.say("unknown.finding"), tables.gaps(found, pen))


def _sources(_found: Gathered, pen: Writer) -> tuple[Block, ...]:
    return pen.say("sources.finding")


def _each(
    found: Gathered, pen: Writer, key: str, role: str = "", codes: tuple[str, ...] | None = None
) -> tuple[Block, ...]:
    """Return one paragraph for each region with figures by industry, or for these."""
    wanted = found.known if codes is None else codes
    return tuple(block for code in wanted for block in _about(found, pen, code).say(key, role))


def _about(found: Gathered, pen: Writer, code: str) -> Writer:
    """Return a writer who speaks of one region, at the same ledger."""
    teller = pen.about({"name": region(code).name})
    to = teller.bindings
    span = found.span(code) if code in found.known else None
    if span and code in found.added:
        to.words |= {"from": year_words(span[0]), "to": year_words(span[1])}
    _number(to, "coal_jobs", found.coal_jobs[code], year="coal_year")
    if code in found.known:
        _of_state(found, code, to)
    return teller


def _of_state(found: Gathered, code: str, to: Bindings) -> None:
    for name, recipe, part in (
        ("share", "industry_share", "mining"), ("lq", "industry_lq", "mining"), ("change", "shift_share", "change"),
        ("national", "shift_share", "national"), ("mix", "shift_share", "mix"), ("regional", "shift_share", "regional"),
        ("before", "breadth_change", "before"), ("after", "breadth_change", "after"),
        ("focus", "breadth_change", "focus"), ("losses", "breadth_change", "losses"),
        ("gains", "breadth_change", "gains"), ("low", "mining_multiplier", "low"), ("high", "mining_multiplier", "high"),
        ("nation", "mining_multiplier", "nation"),
    ):  # fmt: skip
        _number(to, name, found.ask(recipe, code, part))
    _number(to, "coal_jobs", found.ask("jobs_share", code, "coal", JOBS_YEAR))
    _number(to, "coal_lq", found.ask("jobs_lq", code, "coal", JOBS_YEAR))
    told, whole = found.verdict(code), found.ask("shift_share", code, "change")
    if told:
        smaller = isinstance(whole, Derived) and whole.value < 0
        lesser = FEWER if code in found.added else SMALLER
        to.words["verdict"] = lesser if told == "broader by loss" and smaller else VERDICTS[told]
    named = [lowered(groups()[each.group].title) for each in found.candidates[code] if each.proposed]
    if named:
        to.words["proposed"] = tables.joined(named)


def _bind(found: Gathered) -> Bindings:
    to = Bindings()
    for name, year in (("first", FIRST), ("from", FROM), ("to", TO)):
        to.words[name] = year_words(year)
    if found.others:
        to.words["names"] = tables.joined([region(code).name for code in found.others])
    years = found.store.years("coal_extraction_output", "CHN")
    if years:
        to.words["io_year"] = year_words(years[-1])
        for name, series in (
            ("io_share", "coal_share_of_output"), ("io_added", "coal_share_of_value_added"),
            ("io_lost", "coal_extraction_output"),
        ):  # fmt: skip
            to.numbers[name] = cited(figure(f"{series}/CHN/{years[-1]}", found.store))
    if found.added:
        to.words["added"] = tables.joined([region(code).name for code in found.added])
    for name, recipe, part in (
        ("hits", "entry_hits", "lq"), ("lot", "entry_lot", ""), ("far", "entry_far", ""),
        ("far_arrived", "entry_far_arrived", ""), ("candidates", "entry_candidates", ""),
        ("arrived", "entry_arrived", ""), ("auc_lq", "entry_auc", "lq"), ("auc_density", "entry_auc", "density"),
    ):  # fmt: skip
        _number(to, name, found.ask(recipe, "USA", part))
    return to


def _number(to: Bindings, name: str, made: Derived | Absence, year: str = "") -> None:
    if isinstance(made, Derived):
        to.number(name, made)
        if year:
            to.year(year, made)


def lowered(title: Text) -> Text:
    """Return a title as it stands inside a sentence."""
    keep = title.en[:2].isupper() or title.en.startswith("R&D")
    return title if keep else Text(title.en[0].lower() + title.en[1:], title.zh)

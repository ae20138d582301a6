"""The plan: which questions the brief asks, in which order, and what answers each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from tanlu.brief.editions.regions import charts, tables
from tanlu.brief.editions.regions.findings import Bindings, bind
from tanlu.brief.editions.regions.gathered import Desk, Gathered, gather
from tanlu.brief.model import (
    Block,
    Cited,
    Claims,
    Document,
    Inline,
    Ledger,
    Paragraph,
    Picture,
    Section,
    Table,
    Word,
)
from tanlu.brief.prose import Prose, load
from tanlu.chart.model import Chart
from tanlu.chart.render import NARROW, WIDE, render
from tanlu.evidence.source import Source
from tanlu.lineage.figure import of_derived
from tanlu.registers.regions import FIVE
from tanlu.text import Lang, Text

__all__ = ["Gathered", "compose", "gather", "prose"]


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.regions")


@dataclass(slots=True)
class _Writer:
    """What composing one language needs at hand."""

    desk: Desk
    bindings: Bindings
    sources: dict[str, int] = field(default_factory=dict)

    def say(self, key: str, role: str = "") -> tuple[Paragraph, ...]:
        """Return a paragraph, or none where the figures it needs are not known."""
        inlines = self.inlines(key)
        return (Paragraph(inlines, role),) if inlines else ()

    def inlines(self, key: str) -> tuple[Inline, ...]:
        """Return a filled text and enter its numbers, or nothing where one is not bound."""
        if not prose().answers(key, self.bindings.numbers, self.bindings.words):
            return ()
        inlines = prose().fill(key, self.desk.lang, self.bindings.numbers, self.bindings.words)
        for each in inlines:
            if isinstance(each, Cited):
                self.desk.ledger.cite(each.figure)
        return inlines

    def plain(self, key: str) -> str:
        """Return a heading or caption."""
        return prose().plain(key, self.desk.lang)

    def both(self, key: str) -> Text:
        """Return a heading or caption in both languages."""
        return Text(prose().plain(key, "en"), prose().plain(key, "zh"))

    def picture(
        self, ident: str, chart: Chart | None, title: str = "", note: str = "", data: Table | None = None
    ) -> tuple[Picture, ...]:
        """Return a chart with its finding as title."""
        if chart is None:
            return ()
        head = self.inlines(title) if title else ()
        return (
            Picture(
                id=ident,
                title=head or (Word(chart.title(self.desk.lang)),),
                subtitle=chart.subtitle(self.desk.lang),
                wide=render(chart, self.desk.lang, width=WIDE, ident=f"{ident}-wide"),
                narrow=render(chart, self.desk.lang, width=NARROW, ident=f"{ident}-narrow"),
                source=chart.source(self.desk.lang),
                note=self.plain(note) if note else "",
                data=data,
            ),
        )

    def number_of(self, source_id: str) -> int:
        """Return the number under which a source is listed."""
        return self.sources.setdefault(source_id, len(self.sources) + 1)


def compose(found: Gathered, lang: Lang) -> Document:
    """Return the brief in one language."""
    to = _Writer(Desk(found, lang, Ledger()), bind(found))
    lead: tuple[Block, ...] = (
        *to.say("answer.output", "answer"),
        *to.say("answer.jobs", "answer"),
        *(to.say("answer.claim", "answer") if set(FIVE[:3]) <= set(found.codes) else ()),
        *to.say("answer.scope", "note"),
        tables.grid(to.desk, to.plain("grid.caption")),
    )
    parts: tuple[tuple[str, Callable[[_Writer], tuple[Block, ...]]], ...] = (
        ("who", _who), ("output", _output), ("jobs", _jobs), ("revenue", _revenue), ("power", _power),
        ("policies", _policies), ("claims", _claims), ("unknown", _unknown), ("sources", _sources),
    )  # fmt: skip
    sections = [
        Section(name, to.plain(f"head.{name}"), blocks) for name, part in parts if (blocks := part(to))
    ]
    for fact in to.desk.ledger.facts.values():
        to.number_of(fact.ref.source)
    codes = "" if found.codes == FIVE else "-" + "-".join(found.codes)
    return Document(
        name=f"regions{codes}",
        lang=lang,
        title=to.plain("title"),
        lead=lead,
        sections=tuple(sections),
        ledger=to.desk.ledger,
        sources=_listed(to),
        publishers={each.id: each.publisher for each in found.store.sources()},
        dated=max(each.published for each in found.store.releases),
        cutoff=found.store.cutoff,
    )


def _listed(to: _Writer) -> tuple[Source, ...]:
    return tuple(to.desk.found.store.source(each) for each in to.sources)


def _who(to: _Writer) -> tuple[Block, ...]:
    twins = to.say("who.twins") if {"CN-SX", "CN-SN"} <= set(to.desk.found.codes) else ()
    return (
        *twins,
        tables.who(to.desk, to.plain("who.caption")),
        *to.say("who.note", "note"),
    )


def _output(to: _Writer) -> tuple[Block, ...]:
    chart = charts.output_chart(to.desk, to.both("output.chart"), to.both("output.measure"))
    places = charts.output_map(to.desk, to.both("map.chart"), to.both("map.measure"))
    names = ("coal_output", "coal_share_of_nation", "coal_share_of_world")
    return (
        *to.say("output.finding", "finding"),
        *to.say("output.rise"),
        *to.say("output.fall"),
        *to.picture("output", chart, "output.both", "output.note"),
        tables.topics(to.desk, names, to.plain("output.caption")),
        *to.picture("map", places, note="map.note"),
    )


def _jobs(to: _Writer) -> tuple[Block, ...]:
    chart = charts.bar_chart(to.desk, "coal_jobs_per_mt", to.both("jobs.chart"), to.both("jobs.measure"))
    names = ("coal_jobs", "coal_jobs_share", "coal_per_hour", "coal_jobs_per_mt")
    return (
        *to.say("jobs.finding", "finding"),
        *to.say("jobs.share"),
        *to.say("jobs.hour"),
        *to.picture("jobs", chart),
        tables.topics(to.desk, names, to.plain("jobs.caption")),
    )


def _revenue(to: _Writer) -> tuple[Block, ...]:
    chart = charts.bar_chart(
        to.desk, "coal_revenue_share", to.both("revenue.chart"), to.both("revenue.measure")
    )
    return (
        *to.say("revenue.finding", "finding"),
        *to.say("revenue.note"),
        *to.picture("revenue", chart),
        tables.topics(to.desk, ("coal_revenue_share",), to.plain("revenue.caption")),
    )


def _power(to: _Writer) -> tuple[Block, ...]:
    desk = to.desk
    shares = desk.found.measured("generation")
    title = "generation.chart" if shares and min(each.value for each in shares) > 50 else "generation.plain"
    co2 = charts.bar_chart(desk, "energy_co2", to.both("co2.chart"), to.both("co2.measure"))
    made = charts.mix_chart(desk, "generation", to.both(title), to.both("generation.measure"))
    ready = charts.mix_chart(desk, "capacity", to.both("capacity.chart"), to.both("capacity.measure"))
    growth = charts.growth_chart(desk, to.both("growth.chart"), to.both("growth.measure"))
    return (
        *to.say("power.finding", "finding"),
        *to.picture("co2", co2),
        *to.say("generation.finding"),
        *to.picture("generation", made, note="power.note"),
        *to.picture("capacity", ready),
        *to.say("growth.finding"),
        *to.picture("growth", growth),
    )


def _policies(to: _Writer) -> tuple[Block, ...]:
    if not to.desk.found.policies:
        return ()
    chart = charts.policy_chart(to.desk, to.both("policies.chart"), to.both("policies.measure"))
    table = tables.policies(to.desk, to.plain("policies.caption"), to.number_of)
    return (*to.say("policies.finding", "finding"), *to.picture("policies", chart, data=table))


def _claims(to: _Writer) -> tuple[Block, ...]:
    if not to.desk.found.claims:
        return ()
    numbers = {}
    for each in to.desk.found.claims:
        for basis in each.bases:
            for year in basis.years:
                if year.made and year.year == each.claim.year:
                    figure = of_derived(year.made)
                    to.desk.ledger.cite(figure)
                    numbers[year.made.address] = Cited(figure, year.made.value, year.made.unit)
    return (*to.say("claims.finding"), Claims(to.desk.found.claims, numbers))


def _unknown(to: _Writer) -> tuple[Block, ...]:
    table = tables.unknown(to.desk, to.plain("unknown.caption"))
    return (*to.say("unknown.finding"), table) if table else ()


def _sources(to: _Writer) -> tuple[Block, ...]:
    return to.say("sources.finding")

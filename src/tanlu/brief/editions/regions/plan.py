"""The plan: which questions the brief asks, in which order, and what answers each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tanlu.brief.editions.regions import charts, tables
from tanlu.brief.editions.regions.findings import bind
from tanlu.brief.editions.regions.gathered import Desk, Gathered, gather
from tanlu.brief.model import Block, Cited, Claims, Document, Section
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Writer
from tanlu.lineage.figure import of_derived
from tanlu.registers.regions import FIVE
from tanlu.text import Lang

__all__ = ["Gathered", "compose", "gather", "prose"]


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.regions")


@dataclass(slots=True)
class _Plan:
    """The writer, and the desk that charts and tables work at; both share one ledger."""

    pen: Writer
    desk: Desk


def compose(found: Gathered, lang: Lang) -> Document:
    """Return the brief in one language."""
    pen = Writer(found.store, prose(), lang, bind(found))
    to = _Plan(pen, Desk(found, lang, pen.ledger))
    lead: tuple[Block, ...] = (
        *to.pen.say("answer.output", "answer"),
        *to.pen.say("answer.jobs", "answer"),
        *(to.pen.say("answer.claim", "answer") if set(FIVE[:3]) <= set(found.codes) else ()),
        *to.pen.say("answer.scope", "note"),
        tables.grid(to.desk, to.pen.plain("grid.caption")),
    )
    parts: tuple[tuple[str, Callable[[_Plan], tuple[Block, ...]]], ...] = (
        ("who", _who), ("output", _output), ("jobs", _jobs), ("revenue", _revenue), ("power", _power),
        ("policies", _policies), ("claims", _claims), ("unknown", _unknown), ("sources", _sources),
    )  # fmt: skip
    sections = [
        Section(name, to.pen.plain(f"head.{name}"), blocks) for name, part in parts if (blocks := part(to))
    ]
    codes = "" if found.codes == FIVE else "-" + "-".join(found.codes)
    return pen.document(f"regions{codes}", pen.plain("title"), lead, tuple(sections))


def _who(to: _Plan) -> tuple[Block, ...]:
    twins = to.pen.say("who.twins") if {"CN-SX", "CN-SN"} <= set(to.desk.found.codes) else ()
    return (
        *twins,
        tables.who(to.desk, to.pen.plain("who.caption")),
        *to.pen.say("who.note", "note"),
    )


def _output(to: _Plan) -> tuple[Block, ...]:
    chart = charts.output_chart(to.desk, to.pen.both("output.chart"), to.pen.both("output.measure"))
    places = charts.output_map(to.desk, to.pen.both("map.chart"), to.pen.both("map.measure"))
    names = ("coal_output", "coal_share_of_nation", "coal_share_of_world")
    alone = len(to.desk.found.measured("coal_output")) == 1
    return (
        *to.pen.say("output.one" if alone else "output.finding", "finding"),
        *to.pen.say("output.grew" if alone else "output.rise"),
        *to.pen.say("output.shrank" if alone else "output.fall"),
        *to.pen.picture("output", chart, "output.both", "output.note"),
        tables.topics(to.desk, names, to.pen.plain("output.caption")),
        *to.pen.picture("map", places, note="map.note"),
    )


def _jobs(to: _Plan) -> tuple[Block, ...]:
    chart = charts.bar_chart(
        to.desk, "coal_jobs_per_mt", to.pen.both("jobs.chart"), to.pen.both("jobs.measure")
    )
    names = ("coal_jobs", "coal_jobs_share", "coal_per_hour", "coal_jobs_per_mt")
    return (
        *to.pen.say("jobs.finding", "finding"),
        *to.pen.say("jobs.share"),
        *to.pen.say("jobs.hour"),
        *to.pen.picture("jobs", chart),
        tables.topics(to.desk, names, to.pen.plain("jobs.caption")),
    )


def _revenue(to: _Plan) -> tuple[Block, ...]:
    chart = charts.bar_chart(
        to.desk, "coal_revenue_share", to.pen.both("revenue.chart"), to.pen.both("revenue.measure")
    )
    several = len(to.desk.found.measured("coal_revenue_share")) > 1
    return (
        *to.pen.say("revenue.finding" if several else "revenue.one", "finding"),
        *(to.pen.say("revenue.note") if several else ()),
        *to.pen.picture("revenue", chart),
        tables.topics(to.desk, ("coal_revenue_share",), to.pen.plain("revenue.caption")),
    )


def _power(to: _Plan) -> tuple[Block, ...]:
    desk = to.desk
    names = ("energy_co2", "generation", "capacity", "wind_solar_capacity")
    shares = desk.found.measured("generation")
    title = "generation.chart" if shares and min(each.value for each in shares) > 50 else "generation.plain"
    co2 = charts.bar_chart(desk, "energy_co2", to.pen.both("co2.chart"), to.pen.both("co2.measure"))
    made = charts.mix_chart(desk, "generation", to.pen.both(title), to.pen.both("generation.measure"))
    ready = charts.mix_chart(desk, "capacity", to.pen.both("capacity.chart"), to.pen.both("capacity.measure"))
    growth = charts.growth_chart(desk, to.pen.both("growth.chart"), to.pen.both("growth.measure"))
    return (
        *to.pen.say(
            "power.one" if len(desk.found.measured("energy_co2")) == 1 else "power.finding", "finding"
        ),
        *to.pen.picture("co2", co2),
        *to.pen.say("generation.finding"),
        *to.pen.picture("generation", made, note="power.note"),
        *to.pen.picture("capacity", ready),
        *to.pen.say("growth.finding"),
        *to.pen.picture("growth", growth),
        tables.topics(desk, names, to.pen.plain("power.caption")),
    )


def _policies(to: _Plan) -> tuple[Block, ...]:
    if not to.desk.found.policies:
        return ()
    chart = charts.policy_chart(to.desk, to.pen.both("policies.chart"), to.pen.both("policies.measure"))
    table = tables.policies(
        to.desk.found.policies, to.desk.lang, to.pen.plain("policies.caption"), to.pen.number_of
    )
    return (*to.pen.say("policies.finding", "finding"), *to.pen.picture("policies", chart, data=table))


def _claims(to: _Plan) -> tuple[Block, ...]:
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
    return (*to.pen.say("claims.finding"), Claims(to.desk.found.claims, numbers))


def _unknown(to: _Plan) -> tuple[Block, ...]:
    table = tables.unknown(to.desk, to.pen.plain("unknown.caption"))
    return (*to.pen.say("unknown.finding"), table) if table else ()


def _sources(to: _Plan) -> tuple[Block, ...]:
    return to.pen.say("sources.finding")

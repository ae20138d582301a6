"""The plan of the dossier: key figures, the place, everything held, rules, gaps, sources."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from tanlu.brief.editions.regions import charts, tables
from tanlu.brief.editions.regions import gathered as side_by_side
from tanlu.brief.editions.regions.findings import in_column
from tanlu.brief.editions.regions.gathered import Desk, Gathered
from tanlu.brief.model import Block, Cell, Cited, Document, Section, Table, Word
from tanlu.brief.prose import Prose, load
from tanlu.brief.writer import Bindings, Writer
from tanlu.chart.sparks import spark
from tanlu.errors import BadReference
from tanlu.evidence.fact import Fact
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import display_unit, of_derived, of_fact
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import series_of
from tanlu.period import spans
from tanlu.registers.indicators import all_series
from tanlu.registers.regions import nation, region
from tanlu.registers.wording import column_unit
from tanlu.text import Lang, Text

KEYS: Final = ("coal_output", "coal_jobs", "coal_revenue_share", "energy_co2", "wind_solar_capacity")
_TWINS: Final = {"CN-SX": "CN-SN", "CN-SN": "CN-SX"}
_THEMES: Final[dict[str, tuple[str, ...]]] = {
    "coal": ("coal_mine", "coal_mining", "coal_production", "raw_coal", "coal_exports", "coal_share"),
    "power": ("generation", "installed", "net_summer", "electricity", "utilisation", "grid", "wind", "solar", "coal_plant"),
    "emissions": ("co2", "ghg"),
    "people": ("population", "employment", "labor", "unemployment", "extractive_jobs", "per_capita"),
    "economy": (
        "gdp", "budget", "tax", "state_", "federal", "coal_severance", "coal_state", "resource", "extractive", "non_",
        "secondary", "cpi", "ppp", "usd",
    ),
}  # fmt: skip
_INDICATOR, _NEWEST = Text("Indicator", "指标"), Text("Newest figure", "最新数字")
_YEARS, _COURSE = Text("Years held", "有数据的年份"), Text("Course", "走势")


@cache
def prose() -> Prose:
    """Return the checked prose of the edition."""
    return load("tanlu.brief.editions.region")


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of one region.

    Parameters
    ----------
    found : Gathered
        The comparison's figures, for this region alone.
    code : str
        Region code.
    courses : dict of str to tuple of Derived
        Every year's answer to the key questions.
    held : dict of str to tuple of Fact
        The preferred figures of every series, by year.
    """

    found: Gathered
    code: str
    courses: dict[str, tuple[Derived, ...]]
    held: dict[str, tuple[Fact, ...]]


def gather(store: Store, codes: tuple[str, ...]) -> Dossier:
    """Collect everything held of one region.

    Raises
    ------
    BadReference
        If not exactly one region is asked for.
    """
    if len(codes) != 1:
        raise BadReference(
            ("This brief is about one region at a time.", "此类简报一次只写一个地区。"),
            (
                "Name one code, such as CN-SX; `tanlu brief regions` compares several.",
                "请给出一个代码，如 CN-SX；比较多个地区请用 `tanlu brief regions`。",
            ),
        )
    code = codes[0]
    held = {
        name: tuple(fact for fact in store.facts(name, code) if fact.value is not None and not fact.ref.dims)
        for name, place, *_ in store.coverage()
        if place == code
    }
    courses = {name: series_of(recipes()[name], store, code) for name in KEYS}
    return Dossier(
        side_by_side.gather(store, codes),
        code,
        courses,
        {name: facts for name, facts in held.items() if facts},
    )


def compose(dossier: Dossier, lang: Lang) -> Document:
    """Return the dossier in one language."""
    pen = Writer(dossier.found.store, prose(), lang, _bind(dossier))
    desk = Desk(dossier.found, lang, pen.ledger)
    answers = (
        block
        for key in ("output", "share", "jobs", "revenue")
        for block in pen.say(f"answer.{key}", "answer")
    )
    lead: tuple[Block, ...] = (
        *answers,
        *pen.say("answer.place", "note"),
        *pen.say("answer.twin", "note"),
        _key_figures(dossier, pen, desk),
        *_place(pen, desk, dossier),
    )
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("evidence", _evidence(dossier, pen)),
        ("policies", _policies(pen, desk)),
        ("unknown", _unknown(pen, desk)),
        ("sources", pen.say("sources.finding")),
    )
    sections = tuple(Section(name, pen.plain(f"head.{name}"), blocks) for name, blocks in parts)
    title = "".join(each.text for each in pen.inlines("title") if isinstance(each, Word))
    return pen.document(f"region-{dossier.code}", title, lead, sections)


def _bind(dossier: Dossier) -> Bindings:
    to, place = Bindings(), region(dossier.code)
    to.words["name"] = place.name
    to.words["other_name"] = Text(place.name.zh, place.name.en)
    if place.statistical_region:
        to.words["statistical"] = place.statistical_region
    if dossier.code in _TWINS:
        twin = region(_TWINS[dossier.code]).name
        to.words["twin"] = Text(f"{twin.en} ({twin.zh})", f"{twin.zh}（{twin.en}）")
    for name, topic in (
        ("output", "coal_output"), ("share", "coal_share_of_world"), ("jobs", "coal_jobs"),
        ("revenue", "coal_revenue_share"),
    ):  # fmt: skip
        made = dossier.found.newest[topic, dossier.code]
        if isinstance(made, Derived):
            to.number(name, made)
            to.year(f"{name}_year", made)
    return to


def _key_figures(dossier: Dossier, pen: Writer, desk: Desk) -> Table:
    rows = []
    for name in KEYS:
        made = dossier.found.newest[name, dossier.code]
        title = Cell(recipes()[name].title(pen.lang))
        if isinstance(made, Absence):
            rows.append((title, Cell(absent=made.reason(pen.lang)), Cell(), Cell()))
            continue
        desk.cite(made)
        number = Cell(
            number=Cited(of_derived(made), made.value, made.unit),
            year=made.year,
            caveats=made.caveats,
            said=True,
        )
        course = [(each.year, each.value) for each in dossier.courses[name]]
        rows.append(
            (
                title,
                number,
                Cell(spans([year for year, _ in course], pen.lang)),
                Cell(spark=spark(course, dossier.code)),
            )
        )
    return Table(pen.plain("key.caption"), _headers(pen.lang), tuple(rows), role="held")


def _headers(lang: Lang) -> tuple[str, ...]:
    return tuple(each(lang) for each in (_INDICATOR, _NEWEST, _YEARS, _COURSE))


def _place(pen: Writer, desk: Desk, dossier: Dossier) -> tuple[Block, ...]:
    chart = charts.output_map(desk, pen.both("map.chart"), pen.both("map.measure"))
    if chart is None or region(dossier.code).kind == "world":
        return ()
    country = nation(dossier.code)
    places = [each for each in dossier.found.everywhere if region(each.region).parent == country]
    if not places or country not in chart.countries:
        return ()
    inside = tuple(each for each in chart.values if region(each.code).parent == country)
    source = charts.source_line(places, dossier.found)
    return pen.picture("map", replace(chart, values=inside, countries=(country,), source=source))


def _theme(name: str) -> str:
    return next((theme for theme, starts in _THEMES.items() if name.startswith(starts)), "other")


def _evidence(dossier: Dossier, pen: Writer) -> tuple[Block, ...]:
    blocks: list[Block] = list(pen.say("evidence.finding"))
    for theme in (*_THEMES, "other"):
        names = [name for name in dossier.held if _theme(name) == theme]
        if names:
            rows = tuple(_row(name, dossier, pen) for name in names)
            blocks.append(Table(pen.plain(f"theme.{theme}"), _headers(pen.lang), rows, role="held"))
    return tuple(blocks)


def _row(name: str, dossier: Dossier, pen: Writer) -> tuple[Cell, ...]:
    facts = dossier.held[name]
    figure = of_fact(dossier.found.store.answer(facts[-1].ref.open()))
    pen.ledger.cite(figure)
    unit = column_unit(display_unit(figure), pen.lang)
    shown = in_column(figure, unit, dossier.found)
    figures = [of_fact(dossier.found.store.answer(fact.ref.open())) for fact in facts]
    course = [(each.year, in_column(each, unit, dossier.found).value) for each in figures]
    return (
        Cell(all_series()[name].title(pen.lang)),
        Cell(number=shown, year=figure.year, said=True),
        Cell(spans([fact.year for fact in facts], pen.lang)),
        Cell(spark=spark(course, dossier.code)),
    )


def _policies(pen: Writer, desk: Desk) -> tuple[Block, ...]:
    chart = charts.policy_chart(desk, pen.both("policies.chart"), pen.both("policies.measure"))
    if chart is None:
        return pen.say("policies.none")
    table = tables.policies(desk.found.policies, pen.lang, pen.plain("policies.caption"), pen.number_of)
    return pen.picture("policies", chart, data=table)


def _unknown(pen: Writer, desk: Desk) -> tuple[Block, ...]:
    table = tables.unknown(desk, pen.plain("unknown.caption"))
    return (*pen.say("unknown.finding"), table) if table else pen.say("unknown.none")

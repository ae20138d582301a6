"""The charts of the comparison, in one language at a time: Chinese axes count in 亿吨 and 万千瓦."""

from tanlu.brief.editions.regions.findings import in_column
from tanlu.brief.editions.regions.gathered import AMOUNT, Desk, Gathered, amount_of
from tanlu.chart.model import (
    Bar,
    BarChart,
    Dumbbell,
    DumbbellChart,
    Lane,
    Line,
    LineChart,
    LinePoint,
    Segment,
    Stack,
    StackedShareChart,
    TileMap,
    TileValue,
    Timeline,
    TimelineEvent,
)
from tanlu.evidence.convert import convert
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import of_derived
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.registers.wording import column_unit
from tanlu.text import Text

_UNSURE = ("provisional", "projected")


def source_line(derived: list[Derived], found: Gathered) -> Text:
    """Return the publishers behind a chart, each once."""
    sources = {fact.ref.source for made in derived for fact in made.facts()}
    publishers = [found.store.source(each).publisher for each in sorted(sources)]
    en = "; ".join(dict.fromkeys(name for each in publishers for name in each.en.split("; ")))
    zh = "；".join(dict.fromkeys(name for each in publishers for name in each.zh.split("、")))
    return Text(f"Sources: {en}", f"来源：{zh}")


def _value(made: Derived, code: str, found: Gathered) -> float:
    return in_column(of_derived(made), code, found).value


def output_chart(desk: Desk, title: Text, measure: Text) -> LineChart | None:
    """Return output over the years."""
    code = column_unit("Mt", desk.lang)
    lines = tuple(
        Line(
            place,
            region(place).name,
            tuple(
                LinePoint(each.year, _value(each, code, desk.found), each.status in _UNSURE, desk.cite(each))
                for each in years
            ),
        )
        for place, years in desk.found.output.items()
        if years
    )
    if not lines:
        return None
    every = [each for years in desk.found.output.values() for each in years]
    return LineChart(title, measure, lines, unit(code).symbol, source_line(every, desk.found))


def output_map(desk: Desk, title: Text, measure: Text) -> TileMap | None:
    """Return the newest output of every state and province held."""
    if not desk.found.everywhere:
        return None
    code = column_unit("Mt", desk.lang)
    values = tuple(
        TileValue(each.region, _value(each, code, desk.found), each.year, desk.cite(each))
        for each in desk.found.everywhere
    )
    return TileMap(
        title,
        measure,
        values,
        unit(code).symbol,
        source_line(list(desk.found.everywhere), desk.found),
        outlined=desk.found.codes,
    )


def bar_chart(desk: Desk, topic: str, title: Text, measure: Text) -> BarChart | None:
    """Return the newest figure of a topic by region, absences included."""
    measured = desk.found.measured(topic)
    if not measured:
        return None
    code = column_unit(measured[0].unit, desk.lang)
    bars = []
    for place in desk.found.codes:
        each = desk.found.newest[topic, place]
        name = region(place).name
        if isinstance(each, Absence):
            bars.append(Bar(place, name, None, each.reason, ""))
        else:
            year = Text(str(each.year), f"{each.year}年")
            bars.append(Bar(place, name, _value(each, code, desk.found), year, desk.cite(each)))
    return BarChart(title, measure, tuple(bars), unit(code).symbol, source_line(measured, desk.found))


def mix_chart(desk: Desk, kind: str, title: Text, measure: Text) -> StackedShareChart | None:
    """Return the sources of power by region."""
    code = column_unit(AMOUNT[kind], desk.lang)
    stacks: list[Stack] = []
    every: list[Derived] = []
    for place in desk.found.codes:
        mix = desk.found.mixes[kind, place]
        segments = []
        for fuel, share in mix.items():
            fact = amount_of(share)
            amount = convert(fact.value or 0.0, fact.unit, code, year=fact.year, store=desk.found.store).value
            segments.append(Segment("gas" if fuel == "natural_gas" else fuel, amount, desk.cite(share)))
        every.extend(mix.values())
        absent = desk.found.newest[kind, place]
        year = next(iter(mix.values())).year if mix else None
        note = absent.reason if isinstance(absent, Absence) else None
        stacks.append(Stack(place, region(place).name, year, tuple(segments), note))
    if not every:
        return None
    return StackedShareChart(title, measure, tuple(stacks), unit(code).symbol, source_line(every, desk.found))


def growth_chart(desk: Desk, title: Text, measure: Text) -> DumbbellChart | None:
    """Return wind and solar capacity in the first and the newest year held."""
    code = column_unit("GW", desk.lang)
    rows: list[Dumbbell] = []
    every: list[Derived] = []
    for place, years in desk.found.growth.items():
        if len(years) < 2:
            continue
        first, last = years[0], years[-1]
        every += [first, last]
        refs = (desk.cite(first), desk.cite(last))
        ends = _value(first, code, desk.found), _value(last, code, desk.found)
        rows.append(Dumbbell(place, region(place).name, *ends, first.year, last.year, refs))
    if not rows:
        return None
    return DumbbellChart(title, measure, tuple(rows), unit(code).symbol, source_line(every, desk.found))


def policy_chart(desk: Desk, title: Text, measure: Text) -> Timeline | None:
    """Return the dated rules in a lane for each region and country."""
    if not desk.found.policies:
        return None
    places = list(dict.fromkeys(each.region for each in desk.found.policies))
    order = [
        *(code for code in desk.found.codes if code in places),
        *(code for code in places if code not in desk.found.codes),
    ]
    events = tuple(
        TimelineEvent(str(each.date).rstrip("?~"), each.region, each.title, each.ref)
        for each in desk.found.policies
    )
    source = Text("Sources: numbered in the table below", "来源：见下表编号")
    return Timeline(title, measure, tuple(Lane(code, region(code).name) for code in order), events, source)

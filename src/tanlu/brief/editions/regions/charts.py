"""The charts of the comparison, in one language at a time: Chinese axes count in 亿吨 and 万千瓦."""

from tanlu.brief.editions.regions.findings import in_column
from tanlu.brief.editions.regions.gathered import AMOUNT, Gathered, amount_of
from tanlu.brief.model import Ledger
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
    Timeline,
    TimelineEvent,
)
from tanlu.evidence.convert import convert
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import of_derived
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.registers.wording import column_unit
from tanlu.text import Lang, Text

_UNSURE = ("provisional", "projected")


def source_line(derived: list[Derived], found: Gathered) -> Text:
    """Return the publishers behind a chart, each once."""
    sources = {fact.ref.source for made in derived for fact in made.facts()}
    publishers = [found.store.source(each).publisher for each in sorted(sources)]
    en = "; ".join(dict.fromkeys(each.en for each in publishers))
    zh = "；".join(dict.fromkeys(each.zh for each in publishers))
    return Text(f"Sources: {en}", f"来源：{zh}")


def _cite(made: Derived, ledger: Ledger) -> str:
    ledger.cite(of_derived(made))
    return made.address


def _value(made: Derived, code: str, found: Gathered) -> float:
    return in_column(of_derived(made), code, found).value


def output_chart(found: Gathered, title: Text, measure: Text, lang: Lang, ledger: Ledger) -> LineChart | None:
    """Return output over the years."""
    code = column_unit("Mt", lang)
    lines = tuple(
        Line(
            place,
            region(place).name,
            tuple(
                LinePoint(each.year, _value(each, code, found), each.status in _UNSURE, _cite(each, ledger))
                for each in years
            ),
        )
        for place, years in found.output.items()
        if years
    )
    if not lines:
        return None
    every = [each for years in found.output.values() for each in years]
    return LineChart(title, measure, lines, unit(code).symbol, source_line(every, found))


def bar_chart(
    found: Gathered, topic: str, title: Text, measure: Text, lang: Lang, ledger: Ledger
) -> BarChart | None:
    """Return the newest figure of a topic by region, absences included."""
    measured = found.measured(topic)
    if not measured:
        return None
    code = column_unit(measured[0].unit, lang)
    bars = []
    for place in found.codes:
        each = found.newest[topic, place]
        name = region(place).name
        if isinstance(each, Absence):
            bars.append(Bar(place, name, None, each.reason, ""))
        else:
            year = Text(str(each.year), f"{each.year}年")
            bars.append(Bar(place, name, _value(each, code, found), year, _cite(each, ledger)))
    return BarChart(title, measure, tuple(bars), unit(code).symbol, source_line(measured, found))


def mix_chart(
    found: Gathered, kind: str, title: Text, measure: Text, lang: Lang, ledger: Ledger
) -> StackedShareChart | None:
    """Return the sources of power by region."""
    code = column_unit(AMOUNT[kind], lang)
    stacks, every = [], []
    for place in found.codes:
        mix = found.mixes[kind, place]
        segments = []
        for fuel, share in mix.items():
            fact = amount_of(share)
            amount = convert(fact.value or 0.0, fact.unit, code, year=fact.year, store=found.store).value
            segments.append(Segment("gas" if fuel == "natural_gas" else fuel, amount, _cite(share, ledger)))
        every.extend(mix.values())
        absent = found.newest[kind, place]
        year = next(iter(mix.values())).year if mix else None
        note = absent.reason if isinstance(absent, Absence) else None
        stacks.append(Stack(place, region(place).name, year, tuple(segments), note))
    if not every:
        return None
    return StackedShareChart(title, measure, tuple(stacks), unit(code).symbol, source_line(every, found))


def growth_chart(found: Gathered, title: Text, measure: Text, lang: Lang, ledger: Ledger) -> DumbbellChart | None:
    """Return wind and solar capacity in the first and the newest year held."""
    code = column_unit("GW", lang)
    rows, every = [], []
    for place, years in found.growth.items():
        if len(years) < 2:
            continue
        first, last = years[0], years[-1]
        every += [first, last]
        refs = (_cite(first, ledger), _cite(last, ledger))
        ends = _value(first, code, found), _value(last, code, found)
        rows.append(Dumbbell(place, region(place).name, *ends, first.year, last.year, refs))
    if not rows:
        return None
    return DumbbellChart(title, measure, tuple(rows), unit(code).symbol, source_line(every, found))


def policy_chart(found: Gathered, title: Text, measure: Text) -> Timeline | None:
    """Return the dated rules in a lane for each region and country."""
    if not found.policies:
        return None
    places = list(dict.fromkeys(each.region for each in found.policies))
    order = [*(code for code in found.codes if code in places), *(code for code in places if code not in found.codes)]
    events = tuple(
        TimelineEvent(str(each.date).rstrip("?~"), each.region, each.title, each.ref) for each in found.policies
    )
    publishers = [found.store.source(each.source).publisher for each in found.policies]
    source = Text(
        "Sources: " + "; ".join(dict.fromkeys(each.en for each in publishers)),
        "来源：" + "；".join(dict.fromkeys(each.zh for each in publishers)),
    )
    return Timeline(title, measure, tuple(Lane(code, region(code).name) for code in order), events, source)

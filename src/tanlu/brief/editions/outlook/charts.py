"""The charts of the brief."""

from collections.abc import Iterable
from typing import Final

from tanlu.brief.editions.outlook.gathered import QUANTILES, Ahead, Bands, Gathered
from tanlu.brief.writer import Writer
from tanlu.chart.relations import Course, FanChart, FanYear
from tanlu.evidence.fact import Fact
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure, of_derived
from tanlu.lineage.tables.breaks import TITLES
from tanlu.registers.regions import region
from tanlu.registers.units import factor, unit
from tanlu.text import Text

HEADS: Final = (
    Text("10% below", "10%低于"), Text("25% below", "25%低于"), Text("half below", "半数低于"), Text("75% below", "75%低于"),
    Text("90% below", "90%低于"),
)  # fmt: skip
KNOWN: Final = Text("as published", "已公布")
TARGET: Final = Text("Target of its government", "政府目标")


def _cite(pen: Writer, made: Derived) -> str:
    pen.ledger.cite(of_derived(made))
    return made.address


def _sources(found: Gathered, every: Iterable[Derived], figures: Iterable[Figure] = ()) -> Text:
    ids = {each.origin.ref.source for each in figures if isinstance(each.origin, Fact)}
    for made in every:
        ids |= {each for panel in made.panels for each in panel.sources}
        ids |= {each.ref.source for each in made.facts()}
    publishers = dict.fromkeys(found.store.source(each).publisher for each in sorted(ids))
    en, zh = "; ".join(each.en for each in publishers), "；".join(each.zh for each in publishers)
    return Text(f"Sources: {en}", f"来源：{zh}")


def _titled(pen: Writer, key: str, code: str) -> Text:
    title, name = pen.both(key), region(code).name
    return Text(f"{name.en}: {title.en}", f"{name.zh}：{title.zh}")


def _fan(pen: Writer, bands: Bands) -> tuple[FanYear, ...]:
    fan = []
    for year, held in bands.items():
        p10, p25, p50, p75, p90 = (held[name] for name in QUANTILES)
        every = (p10, p25, p50, p75, p90)
        values = (p10.value, p25.value, p50.value, p75.value, p90.value)
        refs = (
            _cite(pen, every[0]),
            _cite(pen, every[1]),
            _cite(pen, every[2]),
            _cite(pen, every[3]),
            _cite(pen, every[4]),
        )
        fan.append(FanYear(year, values, refs))
    return tuple(fan)


def output(found: Gathered, each: Ahead, pen: Writer) -> FanChart | None:
    """Return what was mined and what may be, with breaks beside it; of a region without a band its targets."""
    if not each.past:
        return None
    past = Course("past", KNOWN, tuple((made.year, made.value, _cite(pen, made)) for made in each.past))
    lines = [
        Course(name, TITLES[name], tuple((year, made.value, _cite(pen, made)) for year, made in path.items()))
        for name, path in each.breaks.items()
    ]
    if each.targets:
        lines.append(Course("target", TARGET, tuple(_target(one, pen) for one in each.targets)))
    made = [*each.past, *(one for held in each.band.values() for one in held.values())]
    made += [one for path in each.breaks.values() for one in path.values()]
    return FanChart(
        title=_titled(pen, "output.chart" if each.band else "output.plain", each.code),
        subtitle=pen.both("output.measure" if each.band else "output.measured"),
        past=past,
        ahead=_fan(pen, each.band),
        lines=tuple(lines),
        heads=HEADS,
        unit=unit("Mt").symbol,
        source=_sources(found, made, each.targets),
        mark=each.code,
    )


def _target(figure: Figure, pen: Writer) -> tuple[int, float, str]:
    pen.ledger.cite(figure)
    return figure.year, figure.value * factor(figure.unit, "Mt"), figure.address


def jobs(found: Gathered, each: Ahead, pen: Writer) -> FanChart | None:
    """Return the jobs at mines, and what they may be."""
    if not each.jobs or each.last_jobs is None:
        return None
    last = each.last_jobs
    made = [last, *(one for held in each.jobs.values() for one in held.values())]
    return FanChart(
        title=_titled(pen, "jobs.chart", each.code),
        subtitle=pen.both("jobs.measure"),
        past=Course("past", KNOWN, tuple((one.year, one.value, _cite(pen, one)) for one in each.employed)),
        ahead=_fan(pen, each.jobs),
        lines=(),
        heads=HEADS,
        unit=unit("persons").symbol,
        source=_sources(found, made),
        mark=each.code,
    )

"""The charts of the brief."""

from collections.abc import Iterable
from typing import Final

from tanlu.analysis.economy.space import space
from tanlu.brief.editions.diversification.gathered import FROM, TO, Gathered
from tanlu.brief.editions.diversification.tables import CANDIDATE, INDUSTRY, METHOD, SCORE
from tanlu.brief.writer import Writer
from tanlu.chart.model import Bar, BarChart, Dumbbell, DumbbellChart
from tanlu.chart.relations import Dot, ScatterChart
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import of_derived
from tanlu.lineage.panel import Panel
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.tables.change import PARTS
from tanlu.lineage.tables.counties import learnt
from tanlu.registers.industries import groups
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.text import Text

PART: Final = Text("Part of growth", "增长的部分")
DRAWN: Final = {
    "nation": Text("national", "全国系数"), "slq": Text("SLQ", "SLQ法"), "cilq": Text("CILQ", "CILQ法"),
    "flq": Text("FLQ", "FLQ法"), "aflq": Text("AFLQ", "AFLQ法"),
}  # fmt: skip
SHOWN: Final = ("lq", "logistic", "ranks", "density_continuous", "density_relative", "density", "ubiquity")
"""Scores of the chart, the best first."""


def _cite(pen: Writer, made: Derived) -> str:
    pen.ledger.cite(of_derived(made))
    return made.address


def _sources(found: Gathered, every: Iterable[Derived], *more: Panel) -> Text:
    panels = [*(panel for made in every for panel in made.panels), *more]
    ids = sorted({each for panel in panels for each in panel.sources})
    publishers = dict.fromkeys(found.store.source(each).publisher for each in ids)
    en, zh = "; ".join(each.en for each in publishers), "；".join(each.zh for each in publishers)
    return Text(f"Sources: {en}", f"来源：{zh}")


def breadth(found: Gathered, pen: Writer) -> DumbbellChart | None:
    """Return the effective number of industries at both ends, by state."""
    rows, every = [], []
    for code in found.accounted:
        ends = [found.ask("breadth_change", code, each) for each in ("before", "after")]
        first, last = ends
        if isinstance(first, Derived) and isinstance(last, Derived):
            every += [first, last]
            refs = _cite(pen, first), _cite(pen, last)
            rows.append(Dumbbell(code, region(code).name, first.value, last.value, FROM, TO, refs))
    if not rows:
        return None
    title, measure = pen.both("change.chart"), pen.both("change.measure")
    return DumbbellChart(title, measure, tuple(rows), unit("industries").symbol, _sources(found, every))


def parts(found: Gathered, pen: Writer) -> BarChart | None:
    """Return the parts of growth of every state, as bars from zero."""
    bars, every = [], []
    for code in found.accounted:
        for part in ("national", "mix", "regional"):
            made = found.ask("shift_share", code, part)
            if isinstance(made, Derived):
                every.append(made)
                name, words = region(code).name, PARTS[part]
                label = Text(f"{name.en}: {words.en}", f"{name.zh}：{words.zh}")
                bars.append(Bar(f"{code}:{part}", label, made.value, None, _cite(pen, made)))
    if not bars:
        return None
    title, measure = pen.both("change.bars"), pen.both("change.bars.measure")
    return BarChart(title, measure, tuple(bars), unit("percent").symbol, _sources(found, every), PART)


def multipliers(found: Gathered, pen: Writer) -> BarChart | None:
    """Return what mining carries by each method, state by state."""
    bars, every = [], []
    for code in found.accounted:
        for part in DRAWN:
            made = found.ask("mining_multiplier", code, part)
            if isinstance(made, Derived):
                every.append(made)
                name = region(code).name
                label = Text(f"{name.en}: {DRAWN[part].en}", f"{name.zh}：{DRAWN[part].zh}")
                bars.append(Bar(f"{code}:{part}", label, made.value, None, _cite(pen, made)))
    if not bars:
        return None
    title, measure = pen.both("carry.chart"), pen.both("carry.measure")
    return BarChart(title, measure, tuple(bars), unit("times").symbol, _sources(found, every), METHOD)


def test(found: Gathered, pen: Writer) -> BarChart | None:
    """Return how often each score ranks what arrived above what did not, with its interval."""
    bars, every = [], []
    for score in SHOWN:
        made = [found.ask(f"entry_auc{bound}", "USA", score) for bound in ("", "_low", "_high")]
        numbers = [each for each in made if isinstance(each, Derived)]
        if len(numbers) == len(made):
            every += numbers
            value, low, high = (each.value for each in numbers)
            title = numbers[0].recipe.title
            label = Text(title.en.split(": ", 1)[-1], title.zh.split("：", 1)[-1])
            bars.append(Bar(score, label, value, None, _cite(pen, numbers[0]), low, high))
    if not bars:
        return None
    title, measure = pen.both("right.chart"), pen.both("right.measure")
    return BarChart(title, measure, tuple(bars), unit("percent").symbol, _sources(found, every), SCORE)


def pareto(found: Gathered, code: str, pen: Writer) -> ScatterChart | None:
    """Return the candidates of a region on two of their criteria; the full ones are beaten by none in all four."""
    held = [(each, each.numbers[0], each.numbers[3]) for each in found.candidates[code]]
    known = [(each, x, y) for each, x, y in held if isinstance(x, Derived) and isinstance(y, Derived)]
    if not known or len(known) < len(held):
        return None
    order = [each for each, *_ in known if each.proposed] + [
        each for each, *_ in known if each.unbeaten and not each.proposed
    ]
    dots = tuple(
        Dot(
            each.group,
            groups()[each.group].title,
            x.value,
            y.value,
            (_cite(pen, x), _cite(pen, y)),
            number=order.index(each) + 1 if each in order else 0,
            full=each.unbeaten,
            bold=bool(each.proposed),
        )
        for each, x, y in known
    )
    sources = _sources(found, [made for _, x, y in known for made in (x, y)])
    across, up = (CANDIDATE[at] for at in (0, 3))
    return ScatterChart(
        _titled(pen, "pareto.title", code), pen.both("pareto.measure"), dots, across, up, pen.both("pareto.key"),
        INDUSTRY, sources, mark=code,
    )  # fmt: skip


def industry_space(found: Gathered, code: str, pen: Writer) -> ScatterChart | None:
    """Return the industries of the shared list, near where they go together, and which of them a state has."""
    panels = found.tables.panels(table_recipes()["county_nearness"], TO)
    if not panels:
        return None
    near = learnt(panels[0])
    laid = space(near.values)
    names = near.industries
    quotients = [found.ask("industry_lq", code, name) for name in names]
    listed = {each.group: each.proposed for each in found.candidates[code] if each.proposed}
    strong = [name for name, made in zip(names, quotients, strict=True) if _above(made)]
    numbers = {name: at for at, name in enumerate([*sorted(listed, key=listed.__getitem__), *strong], 1)}
    dots = []
    for at, (name, made) in enumerate(zip(names, quotients, strict=True)):
        known = isinstance(made, Derived)
        value, ref = (made.value, _cite(pen, made)) if isinstance(made, Derived) else (None, "")
        x, y = (float(each) for each in laid.places[at])
        dots.append(
            Dot(name, groups()[name].title, x, y, number=numbers.get(name, 0), full=known and _above(made),
                bold=name in listed, value=value, ref=ref)
        )  # fmt: skip
    ties = tuple((names[one], names[other]) for one, other in laid.ties)
    sources = _sources(found, [made for made in quotients if isinstance(made, Derived)], panels[0])
    return ScatterChart(
        _titled(pen, "space.title", code), pen.both("space.measure"), tuple(dots), CANDIDATE[0], CANDIDATE[0],
        pen.both("space.key"), INDUSTRY, sources, mark=code, axes=False, ties=ties,
    )  # fmt: skip


def _titled(pen: Writer, key: str, code: str) -> Text:
    """Return a title with the name of a region before it."""
    title, name = pen.both(key), region(code).name
    return Text(f"{name.en}: {title.en}", f"{name.zh}：{title.zh}")


def _above(made: object) -> bool:
    return isinstance(made, Derived) and made.value >= 1

"""The charts of the brief."""

from collections.abc import Iterable
from typing import Final

from tanlu.brief.editions.diversification.gathered import FROM, TO, Gathered
from tanlu.brief.editions.diversification.tables import SCORE
from tanlu.brief.writer import Writer
from tanlu.chart.model import Bar, BarChart, Dumbbell, DumbbellChart
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import of_derived
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.text import Text

SHOWN: Final = ("lq", "logistic", "ranks", "density_continuous", "density_relative", "density", "ubiquity")
"""Scores of the chart, the best first."""


def _cite(pen: Writer, made: Derived) -> str:
    pen.ledger.cite(of_derived(made))
    return made.address


def _sources(found: Gathered, every: Iterable[Derived]) -> Text:
    ids = sorted({each for made in every for panel in made.panels for each in panel.sources})
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

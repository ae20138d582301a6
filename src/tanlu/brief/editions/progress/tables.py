"""The tables and charts of the progress edition."""

from collections import Counter
from typing import Final

from tanlu.brief.editions.progress.gathered import Told
from tanlu.brief.model import Cell, Table
from tanlu.brief.writer import Writer
from tanlu.chart.relations import Range, RangeChart
from tanlu.study.adjudication import OPEN, OUTCOMES
from tanlu.study.concord import READINGS, Concord
from tanlu.study.framework import LADDER, TOP, dimensions, indicators
from tanlu.study.scorecard import STATUS, Dimension, Profile
from tanlu.study.severity import SMALLEST
from tanlu.text import Text, grouped

_DIMENSION: Final = Text("Dimension", "维度")
_INDICATOR: Final = Text("Indicator", "指标")
_ALL: Final = Text("All together", "全部")
_WHY: Final = Text("Why it has no score", "没有分数的原因")


def _heads(pen: Writer, *heads: Text) -> tuple[str, ...]:
    return tuple(each(pen.lang) for each in heads)


def coverage(told: Told, pen: Writer) -> Table:
    """Return how many indicators of each dimension are scored, region by region."""
    rows = tuple(
        (Cell(title(pen.lang)), *(_covered(each.dimensions[at], pen) for each in told.card.profiles))
        for at, title in enumerate(dimensions().values())
    )
    return Table(
        pen.plain("coverage.caption"),
        _heads(pen, _DIMENSION, *(each.region.title for each in told.card.profiles)),
        rows,
    )


def _covered(each: Dimension, pen: Writer) -> Cell:
    if not each.asked:
        return Cell(Text("none applies", "无适用指标")(pen.lang))
    return Cell(Text(f"{each.scored} of {each.asked}", f"{each.asked}项中的{each.scored}项")(pen.lang))


def profile(region: Profile, pen: Writer) -> RangeChart | None:
    """Return the dimensions of a region that have a score, each with its interval."""
    titles = dimensions()
    ranges = tuple(
        Range(each.id, titles[each.id], each.ends[0], each.ends[1], each.ends[2])
        for each in region.dimensions
        if each.ends is not None
    )
    if not ranges:
        return None
    name = region.region.title
    subtitle = pen.both("profile.subtitle")
    return RangeChart(
        name,
        subtitle,
        ranges,
        Text("0 to 4", "0 至 4"),
        _DIMENSION,
        pen.both("profile.source"),
        axis=(0.0, float(TOP)),
    )


def ahead(told: Told, pen: Writer) -> Table | None:
    """Return where one region is clearly ahead of another."""
    names = {each.region.id: each.region.title for each in told.card.profiles}
    rows = tuple(
        (
            Cell(dimensions()[name](pen.lang)),
            Cell(names[one](pen.lang)),
            Cell(names[other](pen.lang)),
            Cell(f"{share:.0%}"),
        )
        for name, one, other, share in told.card.ahead
    )
    heads = (_DIMENSION, Text("Ahead", "领先"), Text("Behind", "落后"), Text("Of the draws", "占抽样次数"))
    return Table(pen.plain("ahead.caption"), _heads(pen, *heads), rows) if rows else None


def contested(told: Told, pen: Writer) -> Table | None:
    """Return the indicators on which raters lie two steps apart or more, or did, and what came of it."""
    rows = tuple(
        (
            Cell(each.indicator.title(pen.lang)),
            Cell(found.region.title(pen.lang)),
            Cell((OUTCOMES[each.outcome] if each.outcome else OPEN)(pen.lang)),
        )
        for found in told.card.profiles
        for each in found.disputed
    )
    heads = (_INDICATOR, Text("Region", "地区"), Text("What came of it", "进展"))
    return Table(pen.plain("contested.caption"), _heads(pen, *heads), rows, "words") if rows else None


def agreement(told: Told, pen: Writer) -> Table | None:
    """Return how far raters agree, over all and by dimension, where enough was rated."""
    rows = tuple(
        (
            Cell((dimensions()[each.dimension] if each.dimension else _ALL)(pen.lang)),
            Cell(str(each.cells)),
            Cell(grouped(f"{each.raw:.2f}", pen.lang)),
            Cell(_reading(each, pen)),
        )
        for each in told.card.concord
        if each.raw is not None
    )
    heads = (_DIMENSION, Text("Cells", "项数"), Text("Raw", "一致率"), Text("Alpha", "α"))
    return Table(pen.plain("agreement.caption"), _heads(pen, *heads), rows) if rows else None


def _reading(each: Concord, pen: Writer) -> str:
    said = READINGS[each.verdict]
    if each.alpha is None:
        return said(pen.lang)
    number = grouped(f"{each.alpha:.2f}", pen.lang)
    return Text(f"{number}, {said.en}", f"{number}，{said.zh}")(pen.lang)


def severity(told: Told, pen: Writer) -> Table | None:
    """Return the rated dimensions as given and with severity taken out, where that moves them by a tenth or more."""
    names = {each.region.id: each.region.title for each in told.card.profiles}
    rows = tuple(
        (
            Cell(names[each.region](pen.lang)),
            Cell(dimensions()[each.dimension](pen.lang)),
            Cell(f"{each.given:.1f}"),
            Cell(f"{each.adjusted:.1f}"),
        )
        for each in told.card.shifts
        if each.region in names and abs(each.adjusted - each.given) >= SMALLEST
    )
    heads = (
        Text("Region", "地区"),
        _DIMENSION,
        Text("As given", "评定值"),
        Text("With severity taken out", "扣除宽严差异后"),
    )
    return Table(pen.plain("severity.caption"), _heads(pen, *heads), rows) if rows else None


def gaps(told: Told, pen: Writer) -> Table | None:
    """Return which indicators have no score, region by region, and why."""
    rows = []
    for found in told.card.profiles:
        why = Counter(each.status for each in found.cells if each.status != "scored")
        for status in why:
            names = [each.indicator.title(pen.lang) for each in found.cells if each.status == status]
            listed = Text("; ", "；")(pen.lang).join(names)
            rows.append((Cell(found.region.title(pen.lang)), Cell(STATUS[status](pen.lang)), Cell(listed)))
    heads = (Text("Region", "地区"), _WHY, Text("Indicators", "指标"))
    return Table(pen.plain("gaps.caption"), _heads(pen, *heads), tuple(rows), "words") if rows else None


def figures(told: Told, pen: Writer) -> Table | None:
    """Return which indicators were scored by a figure of the evidence, and its address."""
    rows = tuple(
        (Cell(each.indicator.title(pen.lang)), Cell(found.region.title(pen.lang)), Cell(each.address))
        for found in told.card.profiles
        for each in found.cells
        if each.address
    )
    heads = (_INDICATOR, Text("Region", "地区"), Text("Reference of the figure", "数字的引用"))
    return Table(pen.plain("figures.caption"), _heads(pen, *heads), rows, "words") if rows else None


def ladder(pen: Writer) -> Table:
    """Return what each score means."""
    rows = tuple((Cell(str(at)), Cell(each(pen.lang))) for at, each in enumerate(LADDER))
    return Table(
        pen.plain("ladder.caption"), _heads(pen, Text("Score", "分数"), Text("Meaning", "含义")), rows
    )


def framework(pen: Writer) -> Table:
    """Return the framework."""
    kinds = {
        "rated": Text("rated", "评定"),
        "measured": Text("measured", "测算"),
        "perceived": Text("felt", "感受"),
    }
    rows = tuple(
        (
            Cell(each.title(pen.lang)),
            Cell(dimensions()[each.dimension](pen.lang)),
            Cell(kinds[each.kind](pen.lang)),
        )
        for each in indicators().values()
    )
    heads = (_INDICATOR, _DIMENSION, Text("How it is known", "取得方式"))
    return Table(pen.plain("framework.caption"), _heads(pen, *heads), rows, "words")

"""The tables and charts of the finance edition."""

from typing import Final

import numpy as np

from tanlu.analysis.finance.abatement import measures
from tanlu.analysis.finance.pipeline import ANSWERS, CRITERIA, STAGES, Item, funding
from tanlu.brief.editions.finance.gathered import Weighed
from tanlu.brief.editions.finance.reading import UNITS
from tanlu.brief.model import Cell, Table
from tanlu.brief.writer import Writer
from tanlu.chart.model import Bar, BarChart
from tanlu.chart.relations import Dot, ScatterChart
from tanlu.text import Text, exact

UNKNOWN: Final = Text("not known", "不清楚")
_MARKS: Final = {"met": "✓", "unmet": "✕", "unknown": "○"}
_NO: Final = Text("not chosen", "未选")
_MEASURE: Final = Text("Measure", "措施")
_BENEFIT: Final = Text("Benefit", "效益")
_AVOIDED: Final = Text("CO₂ avoided, t a year", "年减排二氧化碳（吨）")
_FEWEST: Final = 3  # two dots are told by the table


def _words(text: Text, pen: Writer) -> Cell:
    return Cell(text(pen.lang))


def _money(found: Weighed, amount: float | None, pen: Writer) -> Cell:
    return _words(UNKNOWN if amount is None else found.money(amount), pen)


def _count(amount: float | None, pen: Writer) -> Cell:
    return _words(UNKNOWN, pen) if amount is None else Cell(exact(amount, pen.lang))


def pipeline(found: Weighed, pen: Writer) -> Table:
    """Return each project with its money and the three elements."""
    funded = funding(each for each in found.plan.pipeline.counted() if each.instrument != "guarantee")
    heads = (
        Text("Project", "项目"),
        Text("Region", "地区"),
        Text("Cost", "费用"),
        Text("Money told", "资金"),
        *CRITERIA.values(),
    )
    rows = tuple(
        (
            _words(each.title, pen), Cell(found.plan.place(each)(pen.lang)), _money(found, each.cost, pen),
            _money(found, funded.get(each.id, 0.0), pen), *(_answer(each, name, pen) for name in CRITERIA),
        )
        for each in found.plan.pipeline.items
    )  # fmt: skip
    return Table(pen.plain("pipeline.caption"), tuple(each(pen.lang) for each in heads), rows, "words")


def _answer(item: Item, name: str, pen: Writer) -> Cell:
    criterion = item.criteria.get(name)
    answer = criterion.answer if criterion else "unknown"
    said = f"{_MARKS[answer]} {ANSWERS[answer](pen.lang)}"
    if criterion and criterion.evidence:
        said += f"{Text(': ', '：')(pen.lang)}{criterion.evidence(pen.lang)}"
    return Cell(said)


def stages(found: Weighed, pen: Writer) -> BarChart | None:
    """Return the money by the furthest stage that it has reached."""
    sums = found.sums.by_stage
    if not any(sums.values()):
        return None
    bars = tuple(Bar(stage, label, float(f"{sums[stage]:.12g}"), None, "") for stage, label in STAGES.items())
    both = pen.both
    return BarChart(
        both("pipeline.title"),
        both("pipeline.subtitle"),
        bars,
        _unit(found),
        both("pipeline.source"),
        Text("Stage", "阶段"),
    )


def _unit(found: Weighed) -> Text:
    en, zh = UNITS[found.plan.unit]
    currency = found.plan.pipeline.basis.currency
    return Text(f"{en}{currency}", f"{zh}{currency}")


def choice(found: Weighed, pen: Writer) -> Table:
    """Return each project, and whether and when it starts."""
    heads = (Text("Project", "项目"), Text("Starts", "启动"), Text("Region", "地区"), Text("Cost", "费用"),
             _BENEFIT, Text("Lasting jobs", "长期岗位"), _AVOIDED)  # fmt: skip
    rows = []
    for each in found.plan.pipeline.items:
        starts = _starts(found, each, pen)
        rows.append(
            (
                _words(each.title, pen), Cell(starts), Cell(found.plan.place(each)(pen.lang)), _money(found, each.cost, pen),
                _money(found, each.benefit, pen), _count(each.jobs, pen), _count(each.tonnes, pen),
            )
        )  # fmt: skip
    return Table(pen.plain("choice.caption"), tuple(each(pen.lang) for each in heads), tuple(rows), "words")


def _starts(found: Weighed, item: Item, pen: Writer) -> str:
    when, why = found.choice.starts.get(item.id), found.plan.why_not(item)
    if when is not None:
        return str(found.plan.years()[when])
    out = Text("left out: ", "未列入：")
    return f"{out(pen.lang)}{why(pen.lang)}" if why else _NO(pen.lang)


def spending(found: Weighed, pen: Writer) -> Table:
    """Return what is spent by year, and what each source has by then."""
    budgets = found.plan.budgets
    heads = [Text("Year", "年份")(pen.lang), Text("Spent", "支出")(pen.lang)]
    heads += [f"{each.title(pen.lang)}{Text(', so far', '（累计）')(pen.lang)}" for each in budgets]
    rows, have = [], dict.fromkeys((each.id for each in budgets), 0.0)
    for at, year in enumerate(found.plan.years()):
        for each in budgets:
            have[each.id] += each.years.get(year, 0.0)
        cells = [_money(found, have[each.id], pen) for each in budgets]
        rows.append((Cell(str(year)), _money(found, float(found.choice.spent[at]), pen), *cells))
    return Table(pen.plain("choice.money"), tuple(heads), tuple(rows))


def floors(found: Weighed, pen: Writer) -> Table:
    """Return each floor: what it costs, what is reached with and without it."""
    heads = (
        Text("Floor", "下限"),
        Text("Benefit given up", "放弃的效益"),
        Text("Reached", "达到"),
        Text("Without it", "不设时"),
    )
    titles = {each.id: each for each in found.plan.floors}
    rows = tuple(
        (
            _words(titles[each.name].title, pen), _money(found, each.cost, pen),
            _reached(found.choice.floors[each.name], titles[each.name].share is not None, pen),
            _reached(each.reached, titles[each.name].share is not None, pen),
        )
        for each in found.prices
    )  # fmt: skip
    return Table(pen.plain("floors.caption"), tuple(each(pen.lang) for each in heads), rows, "words")


def _reached(amount: float, is_share: bool, pen: Writer) -> Cell:  # noqa: FBT001 - two ways to write one number
    return Cell(f"{amount:.1%}") if is_share else _count(float(f"{amount:.6g}"), pen)


def costs(found: Weighed, pen: Writer) -> BarChart | None:
    """Return what each floor costs as bars."""
    titles = {each.id: each.title for each in found.plan.floors}
    if not any(each.cost > 0 for each in found.prices):
        return None
    bars = tuple(
        Bar(each.name, titles[each.name], float(f"{each.cost:.4g}"), None, "") for each in found.prices
    )
    both = pen.both
    return BarChart(
        both("floors.title"),
        both("floors.subtitle"),
        bars,
        _unit(found),
        both("pipeline.source"),
        Text("Floor", "下限"),
    )


def _gainful(found: Weighed) -> list[tuple[Item, bool]]:
    """Return the measures that save money and avoid emissions, and which of them no other beats in both."""
    items = [each for each in found.plan.pipeline.items if each.tonnes and each.benefit is not None]
    if not items:
        return []
    held = measures(
        -np.array([each.benefit or 0.0 for each in items]), np.array([each.tonnes or 0.0 for each in items])
    )
    return [(items[at], bool(free)) for at, free in zip(held.gainful, held.unbeaten, strict=True)]


def frontier(found: Weighed, pen: Writer) -> ScatterChart | None:
    """Return the measures by what they save and what they avoid; the full ones are beaten by none in both."""
    held, both = _gainful(found), pen.both
    if len(held) < _FEWEST:
        return None
    unit = _unit(found)
    dots = tuple(
        Dot(
            each.id,
            each.title,
            float(f"{each.benefit or 0.0:.12g}"),
            each.tonnes or 0.0,
            number=at,
            full=free,
            bold=free,
        )
        for at, (each, free) in enumerate(held, 1)
    )
    return ScatterChart(
        both("gain.title"), both("gain.subtitle"), dots,
        Text(f"{_BENEFIT.en} ({unit.en})", f"{_BENEFIT.zh}（{unit.zh}）"), _AVOIDED, both("gain.key"),
        _MEASURE, both("pipeline.source"),
    )  # fmt: skip


def gainful(found: Weighed, pen: Writer) -> Table | None:
    """Return the measures that save money and avoid emissions, unranked, with those that no other beats marked."""
    held = _gainful(found)
    if not held:
        return None
    heads = (_MEASURE, _BENEFIT, _AVOIDED, Text("Beaten by another in both?", "是否在两方面都被超过？"))
    yes, no = Text("yes", "是"), Text("no", "否")
    rows = tuple(
        (
            _words(each.title, pen),
            _money(found, each.benefit, pen),
            _count(each.tonnes, pen),
            _words(no if free else yes, pen),
        )
        for each, free in held
    )
    return Table(pen.plain("gain.caption"), tuple(each(pen.lang) for each in heads), rows, "words")


def unknown(found: Weighed, pen: Writer) -> Table | None:
    """Return what nobody has said of each project."""
    rows = []
    for each in found.plan.pipeline.items:
        lost = [Text("benefit", "效益")] if each.benefit is None else []
        lost += [Text("lasting jobs", "长期岗位")] if each.jobs is None else []
        lost += [Text("emissions", "排放")] if each.tonnes is None else []
        lost += (
            [Text("whether it is climate finance", "是否属于气候融资")] if each.climate_share is None else []
        )
        lost += [
            label for name, label in CRITERIA.items()
            if name not in each.criteria or each.criteria[name].answer == "unknown"
        ]  # fmt: skip
        if lost:
            rows.append(
                (
                    _words(each.title, pen),
                    Cell(Text("; ", "；")(pen.lang).join(one(pen.lang) for one in lost)),
                )
            )
    heads = (Text("Project", "项目"), Text("Not known", "不清楚的事项"))
    return (
        Table(pen.plain("unknown.caption"), tuple(each(pen.lang) for each in heads), tuple(rows), "words")
        if rows
        else None
    )

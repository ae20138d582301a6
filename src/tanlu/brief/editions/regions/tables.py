"""The tables of the comparison."""

from collections.abc import Callable, Iterable

from tanlu.brief.editions.regions.findings import in_column
from tanlu.brief.editions.regions.gathered import GRID, Desk
from tanlu.brief.model import Cell, Cited, Table
from tanlu.evidence.policy import Policy
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import display_unit, of_derived, of_fact
from tanlu.lineage.recipes import recipes
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.registers.wording import column_unit
from tanlu.text import Lang, Text

TOPICS = {
    "generation": Text("Coal or thermal share of generation", "煤电或火电发电量占比"),
    "capacity": Text("Coal or thermal share of capacity", "煤电或火电装机占比"),
}
REGION = Text("Region", "地区")
OTHER_NAME = Text("Name in Chinese", "英文名称")
CODE = Text("Code", "代码")
PLACE = Text("Statistical region", "统计区域")
PEOPLE = Text("Population", "人口")
GDP = Text("GDP, current prices", "生产总值（现价）")
NONE_HELD = Text("No figure is held", "未收录数字")
TOPIC = Text("Topic", "内容")
REASON = Text("Why", "原因")
DATE = Text("Date", "日期")
RULE = Text("Rule", "政策")
WHAT = Text("What it does", "主要内容")
SOURCE = Text("Source", "来源")


def title_of(topic: str) -> Text:
    """Return the name of a topic of the grid."""
    return TOPICS.get(topic) or recipes()[topic].title


def grid(desk: Desk, caption: str) -> Table:
    """Return what is measured and what is not: newest figure and year, or the reason."""
    rows = []
    for topic in GRID:
        label = Cell(title_of(topic)(desk.lang))
        rows.append((label, *(_said(desk.found.newest[topic, code], desk) for code in desk.found.codes)))
    headers = ("", *(region(code).name(desk.lang) for code in desk.found.codes))
    return Table(caption, headers, tuple(rows), role="grid")


def _said(made: Derived | Absence, desk: Desk) -> Cell:
    if isinstance(made, Absence):
        return Cell(absent=made.reason(desk.lang))
    figure = of_derived(made)
    desk.ledger.cite(figure)
    return Cell(number=Cited(figure, made.value, made.unit), year=made.year, caveats=made.caveats, said=True)


def who(desk: Desk, caption: str) -> Table:
    """Return names, codes, people and economy."""
    other: Lang = "zh" if desk.lang == "en" else "en"
    rows = []
    for code in desk.found.codes:
        place = region(code)
        statistical = place.statistical_region(desk.lang) if place.statistical_region else "–"
        rows.append(
            (
                Cell(place.name(desk.lang)),
                Cell(place.name(other), lang=other),
                Cell(place.code),
                Cell(statistical),
                _held(desk, "population", code),
                _held(desk, "gdp_current", code),
            )
        )
    headers = tuple(each(desk.lang) for each in (REGION, OTHER_NAME, CODE, PLACE, PEOPLE, GDP))
    return Table(caption, headers, tuple(rows))


def _held(desk: Desk, series_id: str, code: str) -> Cell:
    answer = desk.found.people.get((series_id, code))
    if answer is None:
        return Cell(absent=NONE_HELD(desk.lang))
    figure = of_fact(answer)
    desk.ledger.cite(figure)
    shown = in_column(figure, display_unit(figure), desk.found)
    return Cell(number=shown, year=figure.year, said=True)


def topics(desk: Desk, names: tuple[str, ...], caption: str) -> Table:
    """Return several topics by region, a unit for each column, caveats to the foot."""
    units = [_unit_of(desk, name) for name in names]
    rows = []
    for code in desk.found.codes:
        cells = [Cell(region(code).name(desk.lang))]
        for name, column in zip(names, units, strict=True):
            cells.append(_in_column(desk.found.newest[name, code], column, desk))
        rows.append(tuple(cells))
    headers = [_header(title_of(name), column, desk.lang) for name, column in zip(names, units, strict=True)]
    return Table(caption, (REGION(desk.lang), *headers), tuple(rows))


def _unit_of(desk: Desk, name: str) -> str:
    measured = desk.found.measured(name)
    return column_unit(
        measured[0].unit if measured else recipes()[name].unit if name in recipes() else "percent", desk.lang
    )


def _header(title: Text, code: str, lang: Lang) -> str:
    symbol = unit(code).symbol(lang)
    return f"{title(lang)}（{symbol}）" if lang == "zh" else f"{title(lang)} ({symbol})"


def _in_column(made: Derived | Absence, code: str, desk: Desk) -> Cell:
    if isinstance(made, Absence):
        return Cell(absent=made.reason(desk.lang))
    figure = of_derived(made)
    desk.ledger.cite(figure)
    return Cell(number=in_column(figure, code, desk.found), year=made.year, caveats=made.caveats)


def unknown(desk: Desk, caption: str) -> Table | None:
    """Return the gaps with their reasons, regions with one reason together."""
    rows = []
    for topic in GRID:
        reasons: dict[str, list[str]] = {}
        for code in desk.found.codes:
            made = desk.found.newest[topic, code]
            if isinstance(made, Absence):
                reasons.setdefault(made.reason(desk.lang), []).append(region(code).name(desk.lang))
        joiner = "、" if desk.lang == "zh" else ", "
        rows += [
            (Cell(title_of(topic)(desk.lang)), Cell(joiner.join(places)), Cell(reason))
            for reason, places in reasons.items()
        ]
    headers = tuple(each(desk.lang) for each in (TOPIC, REGION, REASON))
    return Table(caption, headers, tuple(rows)) if rows else None


def policies(found: Iterable[Policy], lang: Lang, caption: str, number_of: Callable[[str], int]) -> Table:
    """Return the dated rules in order of date, each with the number of its source."""
    rows = tuple(
        (
            Cell(each.date.label(lang)),
            Cell(region(each.region).name(lang)),
            Cell(each.title(lang)),
            Cell(each.summary(lang)),
            Cell(f"[{number_of(each.source)}]", link=f"s{number_of(each.source)}"),
        )
        for each in found
    )
    headers = tuple(each(lang) for each in (DATE, REGION, RULE, WHAT, SOURCE))
    return Table(caption, headers, rows)

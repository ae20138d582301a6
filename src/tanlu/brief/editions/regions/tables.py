"""The tables of the comparison."""

from collections.abc import Callable

from tanlu.brief.editions.regions.findings import in_column
from tanlu.brief.editions.regions.gathered import GRID, Gathered
from tanlu.brief.model import Cell, Cited, Ledger, Table
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
OTHER_NAME = Text("In the other language", "另一语言名称")
CODE = Text("Code", "代码")
COUNTRY = Text("Country", "国家")
PLACE = Text("Statistical region", "统计区域")
PEOPLE = Text("Population", "人口")
GDP = Text("GDP, current prices", "生产总值（现价）")
NONE_HELD = Text("no figure is held", "未收录数字")
TOPIC = Text("Topic", "内容")
REASON = Text("Why", "原因")
DATE = Text("Date", "日期")
RULE = Text("Rule", "政策")
KIND = Text("Kind", "类别")
WHAT = Text("What it does", "主要内容")
SOURCE = Text("Source", "来源")


def title_of(topic: str) -> Text:
    """Return the name of a topic of the grid."""
    return TOPICS.get(topic) or recipes()[topic].title


def grid(found: Gathered, caption: str, lang: Lang, ledger: Ledger) -> Table:
    """Return what is measured and what is not: newest figure and year, or the reason."""
    rows = []
    for topic in GRID:
        label = Cell(title_of(topic)(lang))
        rows.append((label, *(_said(found.newest[topic, code], lang, ledger, found) for code in found.codes)))
    headers = ("", *(region(code).name(lang) for code in found.codes))
    return Table(caption, headers, tuple(rows), role="grid")


def _said(made: Derived | Absence, lang: Lang, ledger: Ledger, found: Gathered) -> Cell:
    if isinstance(made, Absence):
        return Cell(absent=made.reason(lang))
    figure = of_derived(made)
    ledger.cite(figure)
    return Cell(number=Cited(figure, made.value, made.unit), year=made.year, said=True)


def who(found: Gathered, caption: str, lang: Lang, ledger: Ledger) -> Table:
    """Return names, codes, people and economy."""
    other: Lang = "zh" if lang == "en" else "en"
    rows = []
    for code in found.codes:
        place = region(code)
        parent = region(place.parent).name(lang) if place.parent else "–"
        statistical = place.statistical_region(lang) if place.statistical_region else "–"
        rows.append(
            (
                Cell(place.name(lang)),
                Cell(place.name(other), lang=other),
                Cell(place.code),
                Cell(parent),
                Cell(statistical),
                _held(found, "population", code, lang, ledger),
                _held(found, "gdp_current", code, lang, ledger),
            )
        )
    headers = tuple(each(lang) for each in (REGION, OTHER_NAME, CODE, COUNTRY, PLACE, PEOPLE, GDP))
    return Table(caption, headers, tuple(rows))


def _held(found: Gathered, series_id: str, code: str, lang: Lang, ledger: Ledger) -> Cell:
    answer = found.people.get((series_id, code))
    if answer is None:
        return Cell(absent=NONE_HELD(lang))
    figure = of_fact(answer)
    ledger.cite(figure)
    shown = in_column(figure, display_unit(figure), found)
    return Cell(number=shown, year=figure.year, said=True)


def topics(found: Gathered, names: tuple[str, ...], caption: str, lang: Lang, ledger: Ledger) -> Table:
    """Return several topics by region, a unit for each column, caveats to the foot."""
    units = [_unit_of(found, name, lang) for name in names]
    rows = []
    for code in found.codes:
        cells = [Cell(region(code).name(lang))]
        for name, column in zip(names, units, strict=True):
            cells.append(_in_column(found.newest[name, code], column, lang, ledger, found))
        rows.append(tuple(cells))
    headers = [_header(title_of(name), column, lang) for name, column in zip(names, units, strict=True)]
    return Table(caption, (REGION(lang), *headers), tuple(rows))


def _unit_of(found: Gathered, name: str, lang: Lang) -> str:
    measured = found.measured(name)
    return column_unit(measured[0].unit if measured else recipes()[name].unit, lang)


def _header(title: Text, code: str, lang: Lang) -> str:
    symbol = unit(code).symbol(lang)
    return f"{title(lang)}（{symbol}）" if lang == "zh" else f"{title(lang)} ({symbol})"


def _in_column(made: Derived | Absence, code: str, lang: Lang, ledger: Ledger, found: Gathered) -> Cell:
    if isinstance(made, Absence):
        return Cell(absent=made.reason(lang))
    figure = of_derived(made)
    ledger.cite(figure)
    return Cell(number=in_column(figure, code, found), year=made.year, caveats=made.caveats)


def unknown(found: Gathered, caption: str, lang: Lang) -> Table | None:
    """Return the gaps with their reasons, regions with one reason together."""
    rows = []
    for topic in GRID:
        reasons: dict[str, list[str]] = {}
        for code in found.codes:
            made = found.newest[topic, code]
            if isinstance(made, Absence):
                reasons.setdefault(made.reason(lang), []).append(region(code).name(lang))
        joiner = "、" if lang == "zh" else ", "
        rows += [
            (Cell(title_of(topic)(lang)), Cell(joiner.join(places)), Cell(reason)) for reason, places in reasons.items()
        ]
    headers = tuple(each(lang) for each in (TOPIC, REGION, REASON))
    return Table(caption, headers, tuple(rows)) if rows else None


def policies(found: Gathered, caption: str, lang: Lang, number_of: Callable[[str], int]) -> Table:
    """Return the dated rules in order of date, each with the number of its source."""
    rows = tuple(
        (
            Cell(each.date.label(lang)),
            Cell(region(each.region).name(lang)),
            Cell(each.title(lang)),
            Cell(each.kind(lang)),
            Cell(each.summary(lang)),
            Cell(f"[{number_of(each.source)}]"),
        )
        for each in found.policies
    )
    headers = tuple(each(lang) for each in (DATE, REGION, RULE, KIND, WHAT, SOURCE))
    return Table(caption, headers, rows)

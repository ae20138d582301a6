"""The tables of the brief."""

from typing import Final

from tanlu.brief.editions.outlook.gathered import BRITISH, Ahead, Gathered
from tanlu.brief.model import Cell, Cited, Table
from tanlu.brief.writer import Writer
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure, of_derived
from tanlu.lineage.tables.breaks import TITLES
from tanlu.registers.units import factor, unit
from tanlu.text import Text

YEAR: Final = Text("Year", "年份")
AHEAD: Final = Text("Years ahead", "提前年数")
HELD: Final = {
    "covered": Text("inside (%)", "区间内（%）"), "below": Text("below (%)", "低于区间（%）"),
    "above": Text("above (%)", "高于区间（%）"), "cases": Text("cases", "情形数"),
}  # fmt: skip
BAND: Final = {
    "p10": Text("10% below", "10%低于"), "p25": Text("25% below", "25%低于"), "p50": Text("half below", "半数低于"),
    "p75": Text("75% below", "75%低于"), "p90": Text("90% below", "90%低于"),
}  # fmt: skip
BREAK: Final = Text("Break", "断崖")
INSIDE: Final = Text("within the band of eight in ten?", "是否在八成区间内？")
YES, BELOW, ABOVE = Text("yes", "是"), Text("no, below", "否，低于"), Text("no, above", "否，高于")
WAS: Final = Text("what it was", "实际")
UNKNOWN: Final = ("measure", "mines", "demand", "jobs", "revenue", "target")
QUESTION, WHY = Text("Not known", "不清楚的事项"), Text("Why, and what would help", "原因与所需数据")


def number(pen: Writer, made: Derived, *, said: bool = False) -> Cell:
    """Return a cell with a number, perhaps with its unit, entered in the ledger."""
    figure = of_derived(made)
    pen.ledger.cite(figure)
    return Cell(number=Cited(figure, made.value, made.unit), said=said)


def _in_unit(pen: Writer, figure: Figure, shown: str) -> Cell:
    pen.ledger.cite(figure)
    return Cell(number=Cited(figure, figure.value * factor(figure.unit, shown), shown))


def card(found: Gathered, pen: Writer) -> Table:
    """Return how often past output fell inside the band, below and above it, by years ahead."""
    heads = (AHEAD(pen.lang), *(each(pen.lang) for each in HELD.values()))
    rows = tuple(
        (Cell(str(ahead)), *(number(pen, found.card[name][ahead], said=name == "cases") for name in HELD))
        for ahead in found.card["covered"]
    )
    return Table(pen.plain("honest.caption"), heads, rows)


def breaks(each: Ahead, pen: Writer) -> Table:
    """Return output five and ten years ahead after each break, and whether the band holds it."""
    last = each.past[-1].year
    rows = []
    for name, path in each.breaks.items():
        for year in (last + 5, last + 10):
            if year in path and year in each.band:
                made = path[year]
                rows.append(
                    (
                        Cell(TITLES[name](pen.lang)),
                        Cell(str(year)),
                        number(pen, made),
                        _inside(each, made, pen),
                    )
                )
    heads = (BREAK(pen.lang), YEAR(pen.lang), unit("Mt").symbol(pen.lang), INSIDE(pen.lang))
    return Table(pen.plain("breaks.caption"), heads, tuple(rows))


def _inside(each: Ahead, made: Derived, pen: Writer) -> Cell:
    band = each.band[made.year]
    low, high = band["p10"].value, band["p90"].value
    return Cell((BELOW if made.value < low else ABOVE if made.value > high else YES)(pen.lang))


def british(found: Gathered, pen: Writer) -> Table:
    """Return the band of British jobs as of 1985, beside what they were."""
    names = ("p10", "p50", "p90")
    heads = (YEAR, *(BAND[name] for name in names), WAS)
    rows = tuple(
        (
            Cell(str(fact.year)), *(number(pen, found.british[fact.year][name]) for name in names),
            _in_unit(pen, fact, "persons"),
        )
        for fact in found.fallen
        if fact.year > BRITISH
    )  # fmt: skip
    return Table(pen.plain("blind.caption"), tuple(each(pen.lang) for each in heads), rows)


def unknown(pen: Writer) -> Table:
    """Return what is not known of the regions without a band, and what would help."""
    rows = tuple((Cell(pen.plain(f"gap.{name}")), Cell(pen.plain(f"gap.{name}.why"))) for name in UNKNOWN)
    return Table(pen.plain("unknown.caption"), (QUESTION(pen.lang), WHY(pen.lang)), rows, "words")

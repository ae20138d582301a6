"""The tables and the chart of the brief."""

from collections import Counter
from typing import Final

from tanlu.analysis.opinion.labels import MEANINGS, WORDS
from tanlu.brief.editions.dialogue.gathered import Cell as Told
from tanlu.brief.editions.dialogue.gathered import Cut, Dialogue
from tanlu.brief.model import Cell, Table
from tanlu.brief.writer import Writer
from tanlu.chart.model import Span, SpanChart, SpanRow
from tanlu.text import Text

STATEMENT: Final = Text("Statement", "陈述")
EVERYONE: Final = Text("Everyone", "全体")
LABEL: Final = Text("Label", "结论")
MEANING: Final = Text("What it says", "含义")
WHY: Final = Text("Why it is not shown", "不显示的原因")
CELLS: Final = Text("Cells", "格数")
GROUP: Final = Text("Group", "组")
WAY: Final = Text("Beside all others", "与其他人相比")
MORE: Final = Text("agrees more often", "更多人同意")
LESS: Final = Text("agrees less often", "更少人同意")


def _by(cut: Cut) -> Text:
    return Text(f"By {cut.title.en}", f"按{cut.title.zh}")


def overview(found: Dialogue, pen: Writer) -> Table:
    """Return each statement with its label by each cut, and what everyone said."""
    headers = (STATEMENT, *(_by(cut) for cut in found.cuts), EVERYONE)
    rows = tuple(
        (
            Cell(found.statements[each](pen.lang)),
            *(Cell(WORDS[cut.labels[each]](pen.lang)) for cut in found.cuts),
            Cell(found.everyone[each].words(pen.lang)),
        )
        for each in found.cuts[0].order
    )
    return Table(pen.plain("overview.caption"), tuple(each(pen.lang) for each in headers), rows, role="words")


def of_cut(found: Dialogue, cut: Cut, pen: Writer) -> Table:
    """Return what is told of each group of a cut."""
    headers = (STATEMENT(pen.lang), _by(cut)(pen.lang), *(name(pen.lang) for name in cut.groups.values()))
    rows = tuple(
        (
            Cell(found.statements[each](pen.lang)),
            Cell(WORDS[cut.labels[each]](pen.lang)),
            *(Cell(cell.words(pen.lang)) for cell in cut.cells[each]),
        )
        for each in cut.order
    )
    return Table(pen.plain("cut.caption"), headers, rows, role="words")


def meanings(found: Dialogue, pen: Writer) -> Table:
    """Return what the labels that were met say."""
    met = dict.fromkeys(cut.labels[each] for cut in found.cuts for each in cut.order)
    rows = tuple((Cell(WORDS[each](pen.lang)), Cell(MEANINGS[each](pen.lang))) for each in met)
    return Table(pen.plain("labels.caption"), (LABEL(pen.lang), MEANING(pen.lang)), rows, role="words")


def withheld(found: Dialogue, pen: Writer) -> Table | None:
    """Return what is not shown, by reason."""
    why = Counter(each.words for each in found.cells if each.low is None)
    if not why:
        return None
    rows = tuple((Cell(words(pen.lang)), Cell(str(count))) for words, count in why.items())
    return Table(pen.plain("withheld.caption"), (WHY(pen.lang), CELLS(pen.lang)), rows)


def apart(found: Dialogue, pen: Writer) -> Table | None:
    """Return the statements that set opinion groups apart, where they may be described."""
    if not found.apart:
        return None
    rows = tuple(
        (Cell(found.statements[each](pen.lang)), Cell(str(group)), Cell((MORE if more else LESS)(pen.lang)))
        for each, group, more in found.apart
    )
    headers = tuple(each(pen.lang) for each in (STATEMENT, GROUP, WAY))
    return Table(pen.plain("apart.caption"), headers, rows, role="words")


def chart(found: Dialogue, cut: Cut, pen: Writer) -> SpanChart:
    """Return the spans of a cut."""
    rows = tuple(
        SpanRow(
            each, found.statements[each], WORDS[cut.labels[each]],
            tuple(_span(cell, cut, each) for cell in cut.cells[each]),
        )
        for each in cut.order
    )  # fmt: skip
    return SpanChart(
        pen.both("chart.title"), pen.both("chart.measure"), rows, STATEMENT, pen.both("chart.source")
    )


def _span(cell: Told, cut: Cut, statement: str) -> Span:
    address = f"release.json#{statement}/{cut.id}/{cell.group}"
    return Span(cell.group, cut.groups[cell.group], cell.low, cell.high, cell.words, address)

"""From a chart's data to its drawing, its words and its table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tanlu.chart.alt import alt_of
from tanlu.chart.bars import draw_bars
from tanlu.chart.diverging import draw_opinions
from tanlu.chart.dumbbells import draw_dumbbells
from tanlu.chart.fans import draw_fan
from tanlu.chart.ladders import draw_ladder
from tanlu.chart.lines import draw_lines
from tanlu.chart.measure import wrap
from tanlu.chart.model import BarChart, Chart, DumbbellChart, LineChart, StackedShareChart, TileMap, Timeline
from tanlu.chart.ranges import draw_ranges
from tanlu.chart.relations import (
    FanChart,
    LadderChart,
    OpinionChart,
    RangeChart,
    ScatterChart,
    SpanChart,
    TieChart,
)
from tanlu.chart.scatter import draw_scatter
from tanlu.chart.shares import draw_shares
from tanlu.chart.spans import draw_spans
from tanlu.chart.style import QUIET
from tanlu.chart.svg import Sheet, finish, group, text
from tanlu.chart.table import Table, table_of
from tanlu.chart.ties import draw_ties
from tanlu.chart.tiles import draw_tiles
from tanlu.chart.timelines import draw_timeline
from tanlu.text import Lang, Text

WIDE = 720
NARROW = 360


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG in one language, its text alternative in both, and its data."""

    svg: str
    alt: Text
    table: Table


_DRAW: Final[dict[type[Chart], Callable[[Any, Lang, float], Sheet]]] = {
    LineChart: draw_lines,
    BarChart: draw_bars,
    StackedShareChart: draw_shares,
    DumbbellChart: draw_dumbbells,
    Timeline: draw_timeline,
    TileMap: draw_tiles,
    TieChart: draw_ties,
    ScatterChart: draw_scatter,
    SpanChart: draw_spans,
    RangeChart: draw_ranges,
    FanChart: draw_fan,
    OpinionChart: draw_opinions,
    LadderChart: draw_ladder,
}


def _titled(chart: Chart, sheet: Sheet, lang: Lang) -> Sheet:
    """Put title, subtitle and source on the sheet, for a drawing that stands alone."""
    at = 12.0
    head = []
    for line in wrap(chart.title(lang), sheet.width, 18, lang, bold=True):
        head.append(text(0, at, line, size=18, bold=True))
        at += 24
    for line in wrap(chart.subtitle(lang), sheet.width, 14, lang):
        head.append(text(0, at, line, size=14, colour=QUIET))
        at += 20
    at += 4
    foot = []
    below = at + sheet.height + 16
    for line in wrap(chart.source(lang), sheet.width, 12, lang):
        foot.append(text(0, below, line, colour=QUIET))
        below += 17
    return Sheet(sheet.width, below, (*head, group(sheet.body, dy=at), *foot))


def render(
    chart: Chart, lang: Lang, *, width: float = WIDE, titled: bool = False, ident: str | None = None
) -> Drawing:
    """Draw a chart in one language.

    Parameters
    ----------
    chart : Chart
        The data of any kind of chart.
    lang : {"en", "zh"}
        The language of every word in the drawing.
    width : float
        Width in pixels that the drawing is laid out for, 720 by default and 360 for phones; it scales.
    titled : bool
        Whether title, subtitle and source stand in the drawing; by default the page writes them.
    ident : str, optional
        The stem of the ids, where one drawing is put twice on a page.

    Returns
    -------
    Drawing
        Equal input gives equal bytes.
    """
    sheet = _DRAW[type(chart)](chart, lang, width)
    if titled:
        sheet = _titled(chart, sheet, lang)
    alt = alt_of(chart)
    return Drawing(finish(sheet, chart.title(lang), alt(lang), lang, ident), alt, table_of(chart))

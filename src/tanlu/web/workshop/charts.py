"""Charts drawn apart: the engine that draws them takes as much memory as all pages together."""

from tanlu.chart.model import Chart
from tanlu.chart.render import NARROW, WIDE, Drawing, render
from tanlu.text import Lang


def drawn(chart: Chart, lang: Lang, ident: str) -> tuple[Drawing, Drawing]:
    """Return a chart as it is drawn for wide screens, and for narrow ones."""
    return (
        render(chart, lang, width=WIDE, ident=f"{ident}-wide"),
        render(chart, lang, width=NARROW, ident=f"{ident}-narrow"),
    )

"""Line charts: direct labels at the end, gaps that stay gaps, provisional years dashed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from tanlu.chart.dodge import dodge
from tanlu.chart.figures import brief, decimals_for, number, spans, ticks, year_ticks
from tanlu.chart.measure import width_of, wrap
from tanlu.chart.model import Line, LineChart
from tanlu.chart.style import PROVISIONAL_DASH, QUIET, SHAPES, SIZE, SMALL, ZERO, mark_of
from tanlu.chart.svg import Sheet, element, symbol, text
from tanlu.chart.vega import axis, draw, unchecked
from tanlu.text import Lang

if TYPE_CHECKING:
    import altair as alt

_TOP, _BOTTOM, _LEADING, _WIDE = 34.0, 30.0, 16.0, 600.0


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the plot lies on the sheet, and what its axes span."""

    left: float
    width: float
    height: float
    years: tuple[int, int]
    values: tuple[float, float]
    marks: list[float]

    def x(self, year: float) -> float:
        first, last = self.years
        return self.left + self.width * ((year - first) / (last - first) if last > first else 0.5)

    def y(self, value: float) -> float:
        low, high = self.values
        return _TOP + self.height * (high - value) / (high - low)


def _value_range(chart: LineChart) -> tuple[float, float]:
    values = [point.value for line in chart.lines for point in line.points]
    low, high = min(values), max(values)
    if chart.from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = low - 1, high + 1
    room = (high - low) * 0.04
    return (low if low == 0 else low - room), (high if high == 0 else high + room)


def _end_words(line: Line, last: int, lang: Lang, *, wide: bool) -> list[str]:
    """Return the lines of a direct label: the name, then the latest value and, if it is older, its year."""
    end = line.points[-1]
    value = brief(end.value, lang)
    if end.year < last:
        value = f"{value}（{end.year}年）" if lang == "zh" else f"{value} in {end.year}"
    name = line.label(lang)
    return [*([name] if wide else wrap(name, 76, SMALL, lang, bold=True)), value]


def _lay_out(chart: LineChart, lang: Lang, width: float) -> _Plot:
    every = [point.year for line in chart.lines for point in line.points]
    years = min(every), max(every)
    values = _value_range(chart)
    marks = ticks(*values, 5 if width >= _WIDE else 4)
    decimals = decimals_for(marks)
    left = max(width_of(number(mark, lang, decimals), SMALL, lang) for mark in marks) + 14
    wide = width >= _WIDE
    ends = [_end_words(line, years[1], lang, wide=wide) for line in chart.lines]
    size = SIZE if wide else SMALL
    right = 28 + max(
        max(width_of(words, size, lang, bold=words is not lines[-1]) for words in lines) for lines in ends
    )
    needed = sum(len(lines) * _LEADING + 8 for lines in ends)
    height = max(290.0 if wide else 250.0, needed - 30)
    return _Plot(left, width - left - right, height, years, values, marks)


def _rows(chart: LineChart, *, provisional: bool) -> list[dict[str, Any]]:
    """Return every year of every line, empty where this stroke (solid, or dashed) does not run."""
    rows: list[dict[str, Any]] = []
    for line in chart.lines:
        base = {"key": line.key, "colour": mark_of(line.key).colour}
        before = None
        for point in line.points:
            gap = before is None or point.year - before.year > chart.step
            if gap or point.provisional is not provisional:
                rows.append(base | {"year": point.year, "value": None})
            if (
                before is not None
                and not gap
                and point.provisional is provisional
                and before.provisional is not provisional
            ):
                rows.append(base | {"year": before.year, "value": before.value})
            if point.provisional is provisional:
                rows.append(base | {"year": point.year, "value": point.value})
            before = point
    drawn = any(row["value"] is not None for row in rows)
    return [row | {"order": i} for i, row in enumerate(rows)] if drawn else []


def _symbols(chart: LineChart) -> list[dict[str, Any]]:
    """Return the points that carry their region's shape: the ends of each run, and every fifth year."""
    rows: list[dict[str, Any]] = []
    for line in chart.lines:
        ends = {year for run in spans([p.year for p in line.points], chart.step) for year in run}
        mark = mark_of(line.key)
        rows += [
            {"year": p.year, "value": p.value, "colour": mark.colour, "shape": SHAPES[mark.shape]}
            for p in line.points
            if p.year in ends or p.year % 5 == 0
        ]
    return rows


def _chart(chart: LineChart, plot: _Plot, lang: Lang) -> "alt.LayerChart":
    import altair as alt  # noqa: PLC0415 - 36 MB that who draws no such chart need not carry

    many = 6 if plot.width >= 350 else 4
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=list(plot.years), nice=False, zero=False),
        axis=axis(year_ticks(*plot.years, many), lang, year=True),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=list(plot.values), nice=False, zero=False),
        axis=axis(plot.marks, lang, decimals=decimals_for(plot.marks), grid=True),
    )
    colour = alt.Color("colour:N", scale=None, legend=None)
    layers: list[alt.Chart] = []
    if plot.values[0] <= 0 <= plot.values[1]:
        layers.append(alt.Chart(alt.InlineData([{"value": 0}])).mark_rule(color=ZERO).encode(y=y))
    for provisional in (False, True):
        rows = _rows(chart, provisional=provisional)
        if not rows:
            continue
        mark = alt.MarkDef(
            type="line",
            strokeWidth=2.2,
            strokeJoin="round",
            invalid="break-paths-show-path-domains",
            strokeDash=list(PROVISIONAL_DASH) if provisional else alt.Undefined,
        )
        drawn = alt.Chart(alt.InlineData(rows), mark=mark)
        layers.append(drawn.encode(x=x, y=y, color=colour, detail="key:N", order="order:Q"))
    points = alt.Chart(alt.InlineData(_symbols(chart))).mark_point(
        filled=True, size=64, opacity=1, stroke="white", strokeWidth=0.8
    )
    layers.append(points.encode(x=x, y=y, fill=colour, shape=alt.Shape("shape:N", scale=None, legend=None)))
    return alt.LayerChart(layer=layers)


def _labels(chart: LineChart, plot: _Plot, lang: Lang, *, wide: bool) -> list[Element]:
    """Return the names and latest values beside the ends of the lines, kept apart."""
    words = [_end_words(line, plot.years[1], lang, wide=wide) for line in chart.lines]
    wishes = [plot.y(line.points[-1].value) for line in chart.lines]
    sizes = [len(lines) * _LEADING for lines in words]
    places = dodge(wishes, sizes, _TOP - 18, _TOP + plot.height + 12, gap=4)
    edge, size = plot.left + plot.width, SIZE if wide else SMALL
    drawn: list[Element] = []
    for line, lines, wish, place in zip(chart.lines, words, wishes, places, strict=True):
        start, at = plot.x(line.points[-1].year) + 7, edge + 12
        first = place - _LEADING * (len(lines) - 1) / 2
        if abs(place - wish) > 6 or at - start > 12:
            path = f"M{start},{wish}L{max(start, edge + 2)},{wish}L{at},{place}"
            drawn.append(element("path", d=path, fill="none", stroke=ZERO, stroke_width=0.8))
        drawn.append(symbol(at + 5, first, mark_of(line.key), 4.2))
        for i, each in enumerate(lines):
            bold = i < len(lines) - 1
            drawn.append(text(at + 14, first + i * _LEADING, each, size=size, bold=bold))
    return drawn


@unchecked
def draw_lines(chart: LineChart, lang: Lang, width: float) -> Sheet:
    """Draw a line chart."""
    plot = _lay_out(chart, lang, width)
    marks = draw(_chart(chart, plot, lang), plot.width, plot.height)
    marks.set("transform", f"translate({plot.left},{_TOP})")
    unit = text(0, 9, chart.unit(lang), colour=QUIET)
    words = _labels(chart, plot, lang, wide=width >= _WIDE)
    return Sheet(width, _TOP + plot.height + _BOTTOM, (unit, marks, *words))

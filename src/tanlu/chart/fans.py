"""Fan charts: what was, two bands and the middle of what may come, and lines beside them that carry no probability."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

from tanlu.chart.dodge import dodge
from tanlu.chart.figures import brief, decimals_for, number, ticks, year_ticks
from tanlu.chart.measure import width_of, wrap
from tanlu.chart.relations import Course, FanChart
from tanlu.chart.style import INK, QUIET, RULE, SIZE, SMALL, ZERO, mark_of
from tanlu.chart.svg import Sheet, clear, element, rule, symbol, text
from tanlu.text import Lang, Text

_TOP: Final = 34.0
_WIDE: Final = 600.0
_TALL, _LOW = 330.0, 270.0
_LEADING: Final = 18.0
_EDGE: Final = 44.0
"""Room right of the plot for the numbers of lines."""
_SWATCH: Final = 22.0
_DASHES: Final = ("7 3", "2 3", "9 3 2 3", "4 2", "1 2")
OUTER, INNER = 0.18, 0.34
KEYS: Final = (
    (Text("eight in ten paths", "八成路径所在区间"), OUTER),
    (
        Text("half of the paths", "一半路径所在区间"),
        1 - (1 - OUTER) * (1 - INNER),
    ),  # it lies on the outer one
)
MIDDLE: Final = Text("the middle path of each year", "各年中位数")


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    room: float
    height: float
    years: tuple[int, int]
    most: float

    def x(self, year: float) -> float:
        first, last = self.years
        return self.left + self.room * (year - first) / max(last - first, 1)

    def y(self, value: float) -> float:
        return _TOP + self.height * (1 - value / self.most)

    def path(self, points: list[tuple[float, float]]) -> str:
        """Return a path through years and values."""
        return "M" + "L".join(f"{self.x(year)},{self.y(value)}" for year, value in points)


def _lay_out(chart: FanChart, lang: Lang, width: float) -> _Plot:
    courses = (chart.past, *chart.lines)
    years = [year for each in courses for year, *_ in each.points] + [each.year for each in chart.ahead]
    values = [value for each in courses for _, value, _ in each.points]
    most = 1.05 * max(*values, *(each.values[-1] for each in chart.ahead), 0.0)
    marks = ticks(0, most, 5)
    left = max(width_of(number(each, lang, decimals_for(marks)), SMALL, lang) for each in marks) + 12
    height = _TALL if width >= _WIDE else _LOW
    return _Plot(left, width - left - _EDGE, height, (min(years), max(years)), most or 1.0)


def _axes(plot: _Plot, lang: Lang) -> list[Element]:
    marks = ticks(0, plot.most, 5)
    drawn = []
    for value in marks:
        y = plot.y(value)
        drawn.append(rule(plot.left, y, plot.left + plot.room, y, colour=ZERO if value == 0 else RULE))
        words = number(value, lang, decimals_for(marks))
        drawn.append(text(plot.left - 6, y, words, anchor="end", colour=QUIET))
    bottom = plot.y(0)
    for year in year_ticks(*plot.years, 7 if plot.room >= _WIDE - 100 else 5):
        x = plot.x(year)
        drawn.append(rule(x, bottom, x, bottom + 5))
        drawn.append(text(x, bottom + 15, str(year), anchor="middle", colour=QUIET))
    return drawn


def _bands(chart: FanChart, plot: _Plot) -> list[Element]:
    """Return the outer and the inner band, each an area with an edge, and the middle; all begin at the last year known."""
    if not chart.ahead:
        return []
    year, value, _ = chart.past.points[-1]
    colour = mark_of(chart.mark).colour
    drawn = []
    for low, opacity in ((0, OUTER), (1, INNER)):
        rows: list[tuple[float, float]] = [(year, value)]
        rows += [(each.year, each.values[low]) for each in chart.ahead]
        rows += [(each.year, each.values[4 - low]) for each in reversed(chart.ahead)]
        drawn.append(
            element(
                "path", d=plot.path(rows) + "Z", fill=colour, fill_opacity=opacity, stroke=colour, stroke_width=0.7,
                stroke_opacity=0.6,
            )
        )  # fmt: skip
    middle: list[tuple[float, float]] = [
        (year, value),
        *((each.year, each.values[2]) for each in chart.ahead),
    ]
    drawn.append(element("path", d=plot.path(middle), fill="none", stroke=colour, stroke_width=2.4))
    return drawn


def _runs(course: Course, before: tuple[int, float, str] | None = None) -> list[list[tuple[float, float]]]:
    """Return the years in a row, each run on its own: between years that lie apart nothing is drawn.

    A line that begins in the year after ``before`` begins there.
    """
    first, *rest = course.points
    joins = before is not None and first[0] - before[0] == 1
    runs: list[list[tuple[float, float]]] = [[*([before[:2]] if before and joins else []), first[:2]]]
    for (year, *_), point in pairwise((first, *rest)):
        if point[0] - year > 1:
            runs.append([])
        runs[-1].append(point[:2])
    return runs


def _course(
    course: Course, plot: _Plot, colour: str, dash: str = "", before: tuple[int, float, str] | None = None
) -> list[Element]:
    drawn = []
    for run in _runs(course, before):
        if len(run) > 1:
            made = element("path", d=plot.path(run), fill="none", stroke=colour, stroke_width=1.8)
            if dash:
                made.set("stroke-dasharray", dash)
            drawn.append(made)
        else:
            ((year, value),) = run
            spot = element("circle", cx=plot.x(year), cy=plot.y(value), r=4, fill="none", stroke=colour)
            spot.set("stroke-width", "1.8")
            drawn.append(spot)
    return drawn


def _tags(chart: FanChart, plot: _Plot) -> list[Element]:
    """Return the numbers at the ends of the lines beside the fan, kept apart."""
    wishes = [plot.y(each.points[-1][1]) for each in chart.lines]
    places = dodge(wishes, [15.0] * len(wishes), _TOP, _TOP + plot.height + 6)
    drawn = []
    for at, (course, wish, place) in enumerate(zip(chart.lines, wishes, places, strict=True), 1):
        start, end = plot.x(course.points[-1][0]) + 6, plot.left + plot.room + 16
        if end - start > 24:  # it ends early: its number stands beside its end
            drawn.append(clear(text(start + 2, wish, str(at), size=SIZE, bold=True)))
            continue
        drawn.append(element("path", d=f"M{start},{wish}L{end},{place}", stroke=ZERO, stroke_width=0.8))
        drawn.append(text(end + 4, place, str(at), size=SIZE, bold=True))
    return drawn


def _key(chart: FanChart, at: float, lang: Lang, width: float) -> tuple[list[Element], float]:
    """Return what the areas and lines mean, below the drawing, with the last value of each line."""
    drawn: list[Element] = []
    colour = mark_of(chart.mark).colour
    rows: list[tuple[Element, str]] = []
    if chart.ahead:
        for words, opacity in KEYS:
            box = element("rect", x=0, y=-6, width=_SWATCH, height=12, fill=colour, fill_opacity=opacity)
            box.set("stroke", colour)
            box.set("stroke-width", "0.7")
            rows.append((box, words(lang)))
        stroke = element("path", d=f"M0,0L{_SWATCH},0", stroke=colour, stroke_width=2.4)
        rows.append((stroke, MIDDLE(lang)))
    for place, course in enumerate(chart.lines):
        year, value, _ = course.points[-1]
        if max(map(len, _runs(course))) > 1:
            sample = element("path", d=f"M0,0L{_SWATCH},0", stroke=INK, stroke_width=1.8)
            sample.set("stroke-dasharray", _DASHES[place % len(_DASHES)])
        else:
            sample = element("circle", cx=_SWATCH / 2, cy=0, r=4, fill="none", stroke=INK)
            sample.set("stroke-width", "1.8")
        colon = "：" if lang == "zh" else ": "
        end = f"{year}年为{brief(value, lang)}" if lang == "zh" else f"{brief(value, lang)} in {year}"
        rows.append((sample, f"{place + 1}  {course.label(lang)}{colon}{end}"))
    for sample, said in rows:
        sample.set("transform", f"translate(0,{at})")
        drawn.append(sample)
        for line in wrap(said, width - _SWATCH - 12, SMALL, lang):
            drawn.append(text(_SWATCH + 10, at, line))
            at += _LEADING
        at += 2
    return drawn, at


def draw_fan(chart: FanChart, lang: Lang, width: float) -> Sheet:
    """Draw the past, the bands, the lines beside them, and what they mean."""
    plot = _lay_out(chart, lang, width)
    mark = mark_of(chart.mark)
    body = [text(0, 9, chart.unit(lang), colour=QUIET), *_axes(plot, lang), *_bands(chart, plot)]
    for place, course in enumerate(chart.lines):
        body += _course(course, plot, INK, _DASHES[place % len(_DASHES)], chart.past.points[-1])
    body += _course(chart.past, plot, mark.colour)
    year, value, _ = chart.past.points[-1]
    body.append(symbol(plot.x(year), plot.y(value), mark))
    body += _tags(chart, plot)
    names, end = _key(chart, _TOP + plot.height + 44, lang, width)
    return Sheet(width, end, (*body, *names))

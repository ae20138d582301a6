"""Maps of equal squares: every state and province weighs the same, and none is outlined."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tanlu.chart.figures import brief
from tanlu.chart.measure import width_of
from tanlu.chart.model import TileMap, TileValue
from tanlu.chart.patterns import hatch
from tanlu.chart.style import INK, QUIET, REGIONS, RULE, SMALL, ink_on
from tanlu.chart.svg import Sheet, element, group, hint, text
from tanlu.chart.words import NOT_HELD, NOT_MEASURED
from tanlu.registers.regions import region
from tanlu.registers.tiles import Tile, tiles
from tanlu.text import Lang

CLASSES = ("#d9ecee", "#a9d3d8", "#6fb3bb", "#2c7680", "#0b5e6b")
_GAP, _BESIDE, _MOST = 3.0, 600.0, 34.0


@dataclass(frozen=True, slots=True)
class Breaks:
    """Upper bounds of the classes but the last, in rising order."""

    bounds: tuple[float, ...]

    def place(self, value: float) -> int:
        """Return the class of a value, counted from zero."""
        return bisect_right(self.bounds, value)


def breaks(values: Sequence[float], classes: int = len(CLASSES)) -> Breaks:
    """Return bounds that put about equally many values in each class.

    Fewer distinct values than classes make fewer classes.

    >>> breaks([1.0, 2.0, 3.0, 4.0, 5.0]).bounds
    (2.0, 3.0, 4.0, 5.0)
    >>> breaks([7.0, 7.0]).bounds
    ()
    """
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    count = min(classes, len(distinct))
    cuts = {ordered[len(ordered) * place // count] for place in range(1, count)}
    return Breaks(tuple(sorted(cuts - {distinct[0]})))


def shade(place: int, count: int) -> str:
    """Return the colour of a class: the ends of the scale are used however few classes there are."""
    if count < 2:
        return CLASSES[-2]
    return CLASSES[round(place * (len(CLASSES) - 1) / (count - 1))]


@dataclass(frozen=True, slots=True)
class _Pen:
    """What drawing a square needs: the chart, its values by code, the classes, the language, a square's size."""

    chart: TileMap
    values: dict[str, TileValue]
    scale: Breaks
    lang: Lang
    size: float


def draw_tiles(chart: TileMap, lang: Lang, width: float) -> Sheet:
    """Draw the countries beside each other, or below each other on a narrow page, and the scale."""
    grids = [tiles(country) for country in chart.countries]
    columns = [max(tile.column for tile in grid) + 1 for grid in grids]
    beside = width >= _BESIDE
    across = sum(columns) + len(grids) - 1 if beside else max(columns)
    size = min(_MOST, (width + _GAP) / across - _GAP)
    scale = breaks([each.value for each in chart.values if each.value is not None])
    pen = _Pen(chart, {each.code: each for each in chart.values}, scale, lang, size)
    body: list[Element] = [hatch()]
    left, top, lowest = 0.0, 0.0, 0.0
    for country, grid, count in zip(chart.countries, grids, columns, strict=True):
        body.append(text(left, top + 9, region(country).name(lang), bold=True))
        body.append(group(_squares(grid, pen), dx=left, dy=top + 26))
        lowest = max(lowest, top + 26 + (max(tile.row for tile in grid) + 1) * (size + _GAP))
        if beside:
            left += (count + 1) * (size + _GAP)
        else:
            top = lowest + 16
    key, end = _key(chart, scale, lang, lowest + 14, width)
    return Sheet(width, end, (*body, *key))


def _squares(grid: Sequence[Tile], pen: _Pen) -> list[Element]:
    """Draw the outlined regions last, so that no neighbour covers their edge."""
    return [_square(tile, pen) for tile in sorted(grid, key=lambda tile: tile.code in _outlined(pen.chart))]


def _outlined(chart: TileMap) -> tuple[str, ...]:
    return chart.outlined or tuple(REGIONS)


def _square(tile: Tile, pen: _Pen) -> Element:
    x, y = tile.column * (pen.size + _GAP), tile.row * (pen.size + _GAP)
    known = pen.values.get(tile.code)
    value = known.value if known else None
    fill = "url(#hatch)" if value is None else shade(pen.scale.place(value), len(pen.scale.bounds) + 1)
    asked = tile.code in _outlined(pen.chart)
    box = element("rect", x=x, y=y, width=pen.size, height=pen.size, rx=2, fill=fill)
    colour = REGIONS[tile.code].colour if tile.code in REGIONS else INK
    box.set("stroke", colour if asked else RULE)
    box.set("stroke-width", "3" if asked else "1")
    label = text(x + pen.size / 2, y + pen.size / 2, tile.label(pen.lang), size=11.5, anchor="middle")
    label.set("fill", QUIET if value is None else ink_on(fill))
    made = group([box, label])
    hint(made, _words(tile, known, pen))
    return made


def _words(tile: Tile, known: TileValue | None, pen: _Pen) -> str:
    name = region(tile.code).name(pen.lang)
    if known is None or known.value is None:
        word = NOT_MEASURED if known else NOT_HELD
        return f"{name}：{word.zh}" if pen.lang == "zh" else f"{name}: {word.en}"
    amount, unit = brief(known.value, pen.lang), pen.chart.unit(pen.lang)
    if pen.lang == "zh":
        return f"{name}：{amount}{unit}（{known.year}年）"
    return f"{name}: {amount} {unit} ({known.year})"


def _key(chart: TileMap, scale: Breaks, lang: Lang, top: float, width: float) -> tuple[list[Element], float]:
    """Draw the scale: a square and a range for each class, and the hatch."""
    values = [each.value for each in chart.values if each.value is not None]
    count = len(scale.bounds) + 1
    labels = []
    for place in range(count):
        inside = [value for value in values if scale.place(value) == place]
        low, high = brief(min(inside), lang), brief(max(inside), lang)
        labels.append((shade(place, count), low if low == high else f"{low}–{high}"))
    labels.append(("url(#hatch)", NOT_HELD(lang)))
    drawn: list[Element] = [text(0, top, chart.unit(lang), colour=QUIET)]
    x, y = 0.0, top + 20
    for fill, words in labels:
        room = 22 + width_of(words, SMALL, lang) + 16
        if x and x + room > width:
            x, y = 0.0, y + 20
        drawn.append(element("rect", x=x, y=y - 7, width=14, height=14, rx=2, fill=fill, stroke=RULE))
        drawn.append(text(x + 20, y, words, colour=INK))
        x += room
    return drawn, y + 12

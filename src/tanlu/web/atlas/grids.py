"""The maps of equal squares as links: every state and province leads to its page, by mouse, finger or keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tanlu.actions.maps import Newest
from tanlu.chart.tiles import breaks
from tanlu.registers.regions import FIVE, region
from tanlu.registers.tiles import COUNTRIES, tiles
from tanlu.registers.wording import say
from tanlu.text import Lang
from tanlu.web.shell.words import NOT_HELD

_CLASSES = 5


@dataclass(frozen=True, slots=True)
class Square:
    """One state or province: its place, its class from 1 to 5 (0 without a figure), and what is said of it."""

    code: str
    label: str
    row: int
    column: int
    shade: int
    five: bool
    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The squares of one country."""

    name: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """Both countries and the scale they share."""

    grids: tuple[Grid, ...]
    key: tuple[tuple[int, str], ...]


def mapped(values: dict[str, Newest], unit: str, lang: Lang) -> Mapped:
    """Return the maps of a measure, by its newest figure in each state and province."""
    scale = breaks([each.value for each in values.values()])
    count = len(scale.bounds) + 1

    def shade(value: float) -> int:
        return _CLASSES - 1 if count < 2 else 1 + round(scale.place(value) * (_CLASSES - 1) / (count - 1))

    def square(code: str, label: str, row: int, column: int) -> Square:
        name, held = region(code).name(lang), values.get(code)
        if held is None:
            words, colour = f"{name}: {NOT_HELD.en}" if lang == "en" else f"{name}：{NOT_HELD.zh}", 0
        else:
            number = say(held.value, unit, lang)
            words = (
                f"{name}: {number} ({held.year})" if lang == "en" else f"{name}：{number}（{held.year}年）"
            )
            colour = shade(held.value)
        return Square(code, label, row, column, colour, code in FIVE, words)

    grids = tuple(
        Grid(
            region(country).name(lang),
            tuple(square(each.code, each.label(lang), each.row, each.column) for each in tiles(country)),
        )
        for country in COUNTRIES
    )
    key = tuple(_key(shade, values, unit, lang)) if values else ()
    return Mapped(grids, ((0, NOT_HELD(lang)), *key))


def _key(
    shade: Callable[[float], int], values: dict[str, Newest], unit: str, lang: Lang
) -> Iterator[tuple[int, str]]:
    by_class: dict[int, list[float]] = {}
    for each in values.values():
        by_class.setdefault(shade(each.value), []).append(each.value)
    for place, held in sorted(by_class.items()):
        low, high = say(min(held), unit, lang), say(max(held), unit, lang)
        yield place, low if low == high else f"{low} – {high}"

"""Small areas from a file: estimates by a model, made to add up to a known whole, told as far as their answers allow."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from tanlu.actions.study import demand_column, parse_table, read_table
from tanlu.analysis.survey.areas import Area, Areas, Method, fay_herriot
from tanlu.analysis.survey.asked import Table
from tanlu.analysis.survey.benchmarked import benchmark
from tanlu.analysis.survey.units import unit_level
from tanlu.errors import BadReference, BadTable
from tanlu.text import Text

EXAMPLE: Final = "areas_example.csv"
FICTIONAL: Final = Text(
    "Thirty invented counties of two invented states; nobody was asked.",
    "以下为两个虚构州的三十个虚构县，没有任何真实受访者。",
)
FEW: Final = Text("too few answers: the value is that of the model alone", "回答太少：该值完全来自模型")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AreasAsked:
    """Which columns tell what.

    Parameters
    ----------
    area : str
        Names the area.
    columns : tuple of str
        Known of every area, and of every unit where units are modelled.
    direct, error : str
        Direct estimate and its standard error, where areas are modelled.
    unit : str
        The answer, where units are modelled.
    count : str
        Answers beneath a direct estimate.
    population, within, whole : str
        People of the area, the whole it belongs to, and the known mean of that whole.
    method : str
        How the variance between areas is estimated.
    people, answers : int
        Fewest answers for an area's own to be used, and for its direct estimate to be told.
    level : float
    """

    area: str
    columns: tuple[str, ...]
    direct: str = ""
    error: str = ""
    unit: str = ""
    count: str = ""
    population: str = ""
    within: str = ""
    whole: str = ""
    method: Method = "reml"
    people: int = 10
    answers: int = 30
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class ToldArea:
    """An area as it may be told.

    Parameters
    ----------
    name, within : str
    value, error, low, high : float
        By the model.
    direct, weight : float or None
        None where its answers are too few.
    n : int or None
    ratio, difference : float or None
        Made to add up to the whole.
    note : Text or None
    """

    name: str
    within: str
    value: float
    error: float
    low: float
    high: float
    direct: float | None
    weight: float | None
    n: int | None
    ratio: float | None
    difference: float | None
    note: Text | None


@dataclass(frozen=True, slots=True)
class SmallAreas:
    """A table of areas and the model behind it."""

    file: str
    asked: AreasAsked
    found: Areas
    told: tuple[ToldArea, ...]
    wholes: tuple[tuple[str, float, float], ...]
    fictional: bool

    def to_json(self) -> dict[str, Any]:
        """Return all of it as plain data."""
        found = self.found
        names = ("1", *self.asked.columns)
        return {
            "file": self.file,
            "fictional": self.fictional,
            "model": "unit level" if self.asked.unit else "area level",
            "method": "reml" if self.asked.unit else self.asked.method,
            "level": self.asked.level,
            "coefficients": [
                {"column": name, "value": value, "error": error}
                for name, value, error in zip(names, found.coefficients, found.errors, strict=True)
            ],
            "between": found.between,
            "within": found.within,
            "note": found.note.to_json() if found.note else None,
            "wholes": [
                {"whole": name, "areas": before, "known": known} for name, before, known in self.wholes
            ],
            "rows": [_plain(each) for each in self.told],
        }


def _plain(each: ToldArea) -> dict[str, Any]:
    return {
        "area": each.name, "within": each.within, "estimate": each.value, "error": each.error, "low": each.low,
        "high": each.high, "direct": each.direct, "weight_of_direct": each.weight, "n": each.n,
        "benchmarked_ratio": each.ratio, "benchmarked_difference": each.difference,
        "note": each.note.to_json() if each.note else None,
    }  # fmt: skip


def areas_example() -> str:
    """Return the text of the invented counties."""
    return (files("tanlu.actions") / "data" / EXAMPLE).read_text("utf-8")


def small_areas(path: Path | None, asked: AreasAsked, means: Path | None = None) -> SmallAreas:
    """Return estimates of small areas; of invented counties for None.

    Parameters
    ----------
    path : Path or None
        One row an area with its direct estimate, or one row a unit.
    asked : AreasAsked
    means : Path or None
        One row an area, where units are modelled.

    Raises
    ------
    BadReference
        If what is asked for does not make a model.
    UnknownName
        If a column is not there.
    BadTable
        If the file does not bear the model.
    """
    _demand(asked, means)
    table = read_table(path) if path else parse_table(EXAMPLE, areas_example())
    top = table if means is None else read_table(means)
    for name in filter(None, (asked.area, *asked.columns, asked.direct, asked.error, asked.unit)):
        demand_column(name, table)
    for name in filter(None, (asked.area, *asked.columns, asked.population, asked.within, asked.whole)):
        demand_column(name, top)
    names = _names(asked, top)
    if asked.unit:
        found, direct, counts = _of_units(asked, table, top, names)
    else:
        found, direct, counts = _of_areas(asked, table)
    groups = top.words(asked.within).tolist() if asked.within else [""] * len(names)
    ratio, difference, wholes = _benchmarked(asked, top, found, groups)
    z = float(ndtri((1 + asked.level) / 2))
    told = tuple(
        _told(asked, (each, z * each.error), (name, group), (one, n), (a, b))
        for each, name, group, one, n, a, b in zip(
            found.areas, names, groups, direct, counts, ratio, difference, strict=True
        )
    )
    return SmallAreas(path.name if path else EXAMPLE, asked, found, told, wholes, path is None)


def _demand(asked: AreasAsked, means: Path | None) -> None:
    by_unit, by_area = bool(asked.unit), bool(asked.direct and asked.error)
    if by_unit == by_area or by_unit != (means is not None):
        raise BadReference(
            ("A model needs either --direct and --error, or --unit and --means.",
             "须指定 --direct 和 --error，或指定 --unit 和 --means，二者择一。"),
            ("One row an area: --direct SHARE --error SE. One row a person: --unit Y --means MEANS.csv.",
             "每行一个地区：--direct 估计值 --error 标准误；每行一人：--unit 答案 --means 均值文件.csv。"),
        )  # fmt: skip
    if (asked.whole and not asked.population) or (asked.population and not asked.whole and not by_unit):
        raise BadReference(
            ("To add up to a whole, both its figure and the population of each area are needed.",
             "与总体对齐须同时给出总体数值和各地区人口。"),
            ("Give --whole COLUMN and --population COLUMN.", "请同时指定 --whole 列名 和 --population 列名。"),
        )  # fmt: skip


def _names(asked: AreasAsked, top: Table) -> list[str]:
    names: list[str] = top.words(asked.area).tolist()
    twice = next((each for at, each in enumerate(names) if not each or each in names[:at]), None)
    if twice is not None:
        raise BadTable(
            (f"The area {twice!r} has no name or two rows.", f"地区“{twice}”没有名称或有两行。"),
            ("Give each area one row.", "每个地区只能有一行。"),
        )
    return names


def _with_ones(table: Table, columns: Iterable[str]) -> Floats:
    return np.column_stack([np.ones(table.rows), *(table.numbers(each) for each in columns)])


def _of_areas(asked: AreasAsked, table: Table) -> tuple[Areas, Floats, list[int | None]]:
    direct, errors = table.numbers(asked.direct), table.numbers(asked.error)
    counts: list[int | None] = [None] * table.rows
    used = direct
    if asked.count:
        demand_column(asked.count, table)
        n = np.nan_to_num(table.numbers(asked.count))
        counts = n.astype(int).tolist()
        used = np.where(n >= asked.people, direct, np.nan)
    return fay_herriot(used, errors**2, _with_ones(table, asked.columns), asked.method), direct, counts


def _of_units(
    asked: AreasAsked, table: Table, top: Table, names: list[str]
) -> tuple[Areas, Floats, list[int | None]]:
    places = {name: at for at, name in enumerate(names)}
    own = table.words(asked.area).tolist()
    strange = sorted({each for each in own if each not in places})
    if strange:
        raise BadTable(
            (f"No row of the means is called {strange[0]!r}; such areas: {len(strange)}.",
             f"均值文件中没有“{strange[0]}”；这样的地区共{len(strange)}个。"),
            ("Give the means of every area.", "请提供每个地区的均值。"),
        )  # fmt: skip
    y = table.numbers(asked.unit)
    kept = np.isfinite(y)
    of = np.array([places[each] for each in own], dtype=np.int64)[kept]
    x, y = _with_ones(table, asked.columns)[kept], y[kept]
    counts = np.bincount(of, minlength=len(names))
    population = top.numbers(asked.population) if asked.population else None
    found = unit_level(y, x, of, _with_ones(top, asked.columns), population=population, fewest=asked.people)
    sums = np.bincount(of, y, minlength=len(names))
    direct = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    return found, direct, counts.tolist()


def _benchmarked(
    asked: AreasAsked, top: Table, found: Areas, groups: list[str]
) -> tuple[list[float | None], list[float | None], tuple[tuple[str, float, float], ...]]:
    ratio: list[float | None] = [None] * len(groups)
    difference: list[float | None] = [None] * len(groups)
    wholes = []
    if not asked.whole:
        return ratio, difference, ()
    known, people = top.numbers(asked.whole), top.numbers(asked.population)
    values = np.array([each.value for each in found.areas])
    for group in dict.fromkeys(groups):
        at = [place for place, name in enumerate(groups) if name == group]
        if len(set(known[at].tolist())) != 1:
            raise BadTable(
                (f"The whole {group!r} has more than one known figure, or none.",
                 f"总体“{group}”的已知数值不唯一或缺失。"),
                ("Write the same figure in each of its areas; name the wholes with --within.",
                 "同一总体的各地区须填写相同数值；用 --within 指明所属总体。"),
            )  # fmt: skip
        made = benchmark(values[at], people[at], float(known[at[0]]))
        for place, one, other in zip(at, made.ratio, made.difference, strict=True):
            ratio[place], difference[place] = float(one), float(other)
        wholes.append((group, made.before, float(known[at[0]])))
    return ratio, difference, tuple(wholes)


def _told(
    asked: AreasAsked,
    area: tuple[Area, float],
    names: tuple[str, str],
    own: tuple[float, int | None],
    whole: tuple[float | None, float | None],
) -> ToldArea:
    (each, reach), (direct, n) = area, own
    few = n is not None and n < asked.people
    hidden = not np.isfinite(direct) or (n is not None and n < asked.answers)
    return ToldArea(
        names[0], names[1], each.value, each.error, each.value - reach, each.value + reach,
        None if hidden else float(direct), None if hidden else each.weight,
        None if few else n, whole[0], whole[1], FEW if few and np.isfinite(direct) else each.note,
    )  # fmt: skip

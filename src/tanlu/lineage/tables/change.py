"""How the states changed: by growth or by collapse, with the nation or apart from it."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.analysis.economy.breadth import Breadth, Verdict, breadth_change
from tanlu.analysis.economy.shift_share import shift_share
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values, Wanted, Work
from tanlu.lineage.tables.states import NOWHERE, accounts, table, title_of
from tanlu.registers.industries import groups
from tanlu.text import Text

START: Final = {2007: 1997, 2016: 2007}
"""The year that a later one is compared with."""
FOCUS: Final = "mining"
BREADTH: Final[dict[str, Text]] = {
    "before": Text("at the start", "期初"),
    "after": Text("at the end", "期末"),
    "focus": Text("from mining except oil and gas", "来自采矿业（不含油气）"),
    "losses": Text("from other industries that shrank", "来自其他萎缩的行业"),
    "gains": Text("from other industries that grew", "来自其他增长的行业"),
}
PARTS: Final[dict[str, Text]] = {
    "change": Text("whole change", "总变化"),
    "national": Text("as the nation grew", "随全国增长"),
    "mix": Text("by its mix of industries", "因行业构成"),
    "regional": Text("by its own course", "因自身走势"),
}
_DEFLATED: Final = Text(
    "in constant prices (the deflator of US GDP for all industries)",
    "按不变价计算（各行业统一采用美国国内生产总值平减指数）",
)


def _wants(year: int) -> tuple[Wanted, ...]:
    years = START[year], year
    deflator = tuple((f"gdp_us_{kind}", "USA", ("USA",), years) for kind in ("current", "chained"))
    return (*accounts(*years), *deflator)


def _price(panels: tuple[Panel, ...], year: int) -> float:
    """Return the price level of US GDP in a year."""
    current, chained = (
        next(fact.value for fact in panel.facts if fact.year == year and fact.value is not None)
        for panel in panels[1:]
    )
    return current / chained


def real(panels: tuple[Panel, ...], year: int) -> tuple[dict[str, int], NDArray[np.float64]]:
    """Return the places of the states without a withheld cell, and all levels at both ends in the prices of the end."""
    tables = [table(panels[0], each) for each in (START[year], year)]
    factor = _price(panels, year) / _price(panels, START[year])
    hidden: NDArray[np.bool_] = np.hstack([each.suppressed for each in tables]).max(axis=1)
    known = {code: row for row, code in enumerate(tables[0].regions) if not hidden[row]}
    return known, np.array([tables[0].values * factor, tables[1].values])


@lru_cache(maxsize=4)
def _breadths(panels: tuple[Panel, ...], year: int) -> dict[str, Breadth]:
    states, levels = real(panels, year)
    place = [tuple(groups()).index(FOCUS)]
    return {code: breadth_change(levels[0, row], levels[1, row], focus=place) for code, row in states.items()}


def _breadth(panels: tuple[Panel, ...], year: int) -> Values:
    found = _breadths(panels, year)
    return {(code, part): float(getattr(each, part)) for code, each in found.items() for part in BREADTH}


def verdicts(panels: tuple[Panel, ...], year: int) -> dict[str, Verdict]:
    """Return whether each state diversified by growth, or only looks so."""
    return {code: each.verdict for code, each in _breadths(panels, year).items()}


def _shift(panels: tuple[Panel, ...], year: int) -> Values:
    states, levels = real(panels, year)
    nation = levels.sum(axis=1)
    return {
        (code, part): 100 * float(getattr(found, part).sum()) / float(levels[0, row].sum())
        for code, row in states.items()
        for found in [shift_share(levels[:, row], nation)]
        for part in PARTS
    }


def _growth(panels: tuple[Panel, ...], year: int) -> Values:
    _, levels = real(panels, year)
    start, end = levels.sum(axis=1)
    return {("USA", group): 100 * float(end[at] / start[at] - 1) for at, group in enumerate(groups())}


def _recipe(name: str, unit: str, part: str, work: Work, *words: Text) -> TableRecipe:
    title, method = words
    names = {"part": {**BREADTH, **PARTS}.__getitem__, "industry": title_of}
    return TableRecipe(
        id=name,
        version=1,
        title=title,
        method=Text(f"{method.en}, {_DEFLATED.en}.", f"{method.zh}，{_DEFLATED.zh}。"),
        unit=unit,
        part=part,
        years=tuple(START),
        wants=_wants,
        work=work,
        nowhere=NOWHERE,
        named=names[part],
    )


RECIPES = (
    _recipe(
        "breadth_change",
        "industries",
        "part",
        _breadth,
        Text("Change in the effective number of industries", "有效行业数的变化"),
        Text(
            "The change since the year before in the accounts held, split by the Shapley value between mining, the other "
            "industries that shrank and those that grew",
            "与所收录的上一个年份相比的变化，按沙普利值分解到采矿业、其他萎缩的行业和其他增长的行业",
        ),
    ),
    _recipe(
        "shift_share",
        "percent",
        "part",
        _shift,
        Text("Growth of the state's GDP", "州生产总值的增长"),
        Text(
            "Change of the state's GDP in percent of its start, split after Dunn into what the growth of the nation, the "
            "mix of industries and the state's own course would give",
            "州生产总值变化占期初的百分比，按邓恩方法分解为全国增长、行业构成和自身走势三部分",
        ),
    ),
    _recipe(
        "industry_growth",
        "percent",
        "industry",
        _growth,
        Text("Growth of the industry in all states", "该行业在各州合计的增长"),
        Text(
            "Change of value added in all states together since the year before in the accounts held",
            "各州合计增加值与所收录的上一个年份相比的变化",
        ),
    ),
)

"""Nearness and complexity as counties teach them: many small regions in place of the states themselves."""

from typing import Final

import numpy as np

from tanlu.analysis.economy.relatedness import Proximity, density
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values, Wanted
from tanlu.lineage.tables.nearness import NEIGHBOURS
from tanlu.lineage.tables.states import NOWHERE, YEARS, accounts, cells, table, title_of
from tanlu.text import Text

YEAR: Final = 2014
_WHAT: Final = Text("proximities over counties", "各县的关联度")
CAVEAT: Final = Text(
    "Learnt on jobs in counties, most small cells of which are estimates; on the value added of a state it is indicative",
    "由各县就业得出，其中小单元格多为估计；用于各州增加值只能参照",
)
AXIS: Final = Text(
    "The axis of counties goes with their size, and a second one is nearly as strong: compare groups of ranks only",
    "县级的这条轴与规模高度相关，另有一条轴几乎同样显著，只宜比较大致名次",
)


def learnt(panel: Panel) -> Proximity:
    """Return the proximities of the panel."""
    pairs = {each.ref.dims.removeprefix("pair="): each.value or 0.0 for each in panel.facts}
    names = tuple(dict.fromkeys(name for pair in pairs for name in pair.split("+")))
    values = np.eye(len(names))
    for pair, value in pairs.items():
        one, other = (names.index(name) for name in pair.split("+"))
        values[one, other] = values[other, one] = value / 100
    return Proximity("min_conditional", names, values, _WHAT)


def _only(whole: RegionIndustry, names: tuple[str, ...]) -> RegionIndustry:
    at = [whole.industries.index(name) for name in names]
    return RegionIndustry(
        whole.regions, names, whole.values[:, at], whole.suppressed[:, at], None, whole.period
    )


def _near(panels: tuple[Panel, ...], year: int) -> Values:
    near = learnt(panels[0])
    found = _only(table(panels[1], year), near.industries)
    return cells(found, 100 * density(found, near, neighbours=NEIGHBOURS).values)


def _wants(year: int) -> tuple[Wanted, ...]:
    return (("industry_proximity", "USA", ("USA",), (YEAR,)), *accounts(year))


def _complexity(panels: tuple[Panel, ...], _year: int) -> Values:
    held = {each.ref.dims.removeprefix("industry="): each.value for each in panels[0].facts}
    return {("USA", name): value for name, value in held.items() if value is not None}


def _wants_complexity(_year: int) -> tuple[Wanted, ...]:
    return (("industry_complexity", "USA", ("USA",), (YEAR,)),)


RECIPES = (
    TableRecipe(
        id="county_nearness",
        version=1,
        title=Text(
            "Nearness to what the state has, learnt on counties", "与本州现有行业的接近程度（由各县得出）"
        ),
        method=Text(
            f"Of the {NEIGHBOURS} industries that most often go together with it in counties (minimum conditional "
            "probability, itself left out), the weight of those that the state has more of than the nation; industries of "
            "wider markets without farms.",
            f"在各县中与该行业最常同时出现的{NEIGHBOURS}个行业里（最小条件概率，不含自身），本州比重高于全国的行业所占的权重；"
            "限于服务外部市场的产业，不含农业。",
        ),
        unit="percent",
        part="industry",
        years=YEARS,
        wants=_wants,
        work=_near,
        nowhere=NOWHERE,
        named=title_of,
        grade="C",
        caveat=CAVEAT,
    ),
    TableRecipe(
        id="county_complexity",
        version=1,
        title=Text("Complexity of the industry, from counties", "行业复杂度（由各县得出）"),
        method=Text(
            "Second axis of the presence of industries in counties, where the complex end is that of diverse counties; "
            "standard deviations of the index of counties.",
            "各县行业存在矩阵的第二轴，以多样性高的县一端为复杂；以县指数的标准差为单位。",
        ),
        unit="sd",
        part="industry",
        years=(YEAR,),
        wants=_wants_complexity,
        work=_complexity,
        nowhere=NOWHERE,
        named=title_of,
        grade="C",
        caveat=AXIS,
    ),
)

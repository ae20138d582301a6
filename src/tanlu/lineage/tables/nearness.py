"""How near each industry is to what a state has."""

from functools import cache
from typing import Final

from tanlu.analysis.economy.relatedness import density, proximity
from tanlu.lineage.panel import Panel
from tanlu.lineage.table import TableRecipe, Values
from tanlu.lineage.tables.states import NOWHERE, YEARS, accounts, cells, table, title_of
from tanlu.text import Text

NEIGHBOURS: Final = 10
"""Of thirty-four industries; the nearest third."""


@cache
def _formula() -> Text:
    return Text(
        f"Of the {NEIGHBOURS} industries that most often go together with it in the states (minimum conditional "
        "probability, itself left out), the weight of those that the state has more of than the nation.",
        f"在各州中与该行业最常同时出现的{NEIGHBOURS}个行业里（最小条件概率，不含自身），"
        "本州比重高于全国的行业所占的权重。",
    )


def _near(panels: tuple[Panel, ...], year: int) -> Values:
    found = table(panels[0], year)
    near = proximity(found, "min_conditional")
    return cells(found, 100 * density(found, near, neighbours=NEIGHBOURS, own=False).values)


RECIPES = (
    TableRecipe(
        id="industry_nearness",
        version=1,
        title=Text("Nearness to what the state has", "与本州现有行业的接近程度"),
        method=_formula(),
        unit="percent",
        part="industry",
        years=YEARS,
        wants=accounts,
        work=_near,
        nowhere=NOWHERE,
        named=title_of,
    ),
)

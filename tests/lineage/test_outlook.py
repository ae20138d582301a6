"""Recipes of the outlook: from figures to quantiles, and what is refused."""

import numpy as np
import pytest
from tests.spine import HAN

from tanlu.analysis.coal.coverage import widened
from tanlu.analysis.coal.outlook import draw, start_of
from tanlu.analysis.coal.panel import Panel
from tanlu.errors import NoFigure, UnknownName
from tanlu.lineage.figure import figure
from tanlu.lineage.tables import breaks, outlook, table_recipes
from tanlu.lineage.tables.outlook import DRAWS, HORIZON, SEED, unbroken
from tanlu.registers.regions import regions

SHORT_TON = 0.90718474e-6
YEARS = range(1960, 2020)


def states(store):
    held = {
        code: store.facts("coal_production_energy", code)
        for code, each in regions().items()
        if each.kind == "state"
    }
    names = [code for code, facts in held.items() if facts]
    return Panel.from_output(names, YEARS, [[fact.value for fact in held[code]] for code in names])


def test_a_quantile_is_what_the_engine_draws_from_the_figures(store):
    panel = states(store)
    assert len(panel.names) == 16
    tons = {
        fact.year: fact.value for fact in store.facts("coal_production", "US-WY") if fact.unit == "short_ton"
    }
    tons |= {
        fact.year: 1000 * fact.value
        for fact in store.facts("coal_production", "US-WY")
        if fact.unit == "1e3_short_ton"
    }
    start = start_of("US-WY", [tons[year] * SHORT_TON for year in range(2000, 2025)])
    settings = widened(panel).settings
    draws = draw([start], panel, horizon=HORIZON, draws=DRAWS, seed=SEED, settings=settings)[:, :, 0]
    for name, share in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9)):
        found = figure(f"coal_outlook[quantile={name}]/US-WY/2030", store)
        assert found.value == pytest.approx(np.quantile(draws[:, 5], share), rel=1e-4)
        assert found.status == "projected"
        assert found.grade == "B"


def test_the_state_itself_enters_only_by_its_start(store):
    panel = states(store)
    other = Panel(panel.names, panel.years, panel.logs.copy())
    other.logs[panel.names.index("US-WY")] += np.linspace(0, 5, len(YEARS))
    start = start_of("US-WY", np.linspace(300, 200, 12))
    one, two = (draw([start], each, horizon=5, draws=50, seed=2) for each in (panel, other))
    assert (one == two).all()


def test_years_in_a_row_end_at_a_gap():
    assert unbroken({2000: 1.0, 2001: 2.0, 2003: 3.0, 2004: 1.0}) == (2003, 2004)
    assert unbroken({2000: 1.0, 2001: 0.0, 2002: 3.0}) == (2002,)
    assert unbroken({}) == ()


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("coal_outlook[quantile=p50]/CN-SX/2030", NoFigure),
        ("coal_outlook[quantile=p50]/US-WY/2024", NoFigure),
        ("coal_outlook[quantile=p50]/US-WY/2035", NoFigure),
        ("coal_outlook[quantile=p99]/US-WY/2030", UnknownName),
        ("coal_break[break=british]/US-WY/2030", UnknownName),
        ("coal_outlook_covered[ahead=1]/USA/2010", NoFigure),
    ],
)
def test_what_is_not_told_is_refused_in_both_languages(store, assert_bilingual, address, error):
    with pytest.raises(error) as caught:
        figure(address, store)
    assert_bilingual(caught.value)


@pytest.mark.parametrize("name", [each.id for each in (*outlook.RECIPES, *breaks.RECIPES)])
def test_every_recipe_says_what_it_is_in_chinese(name):
    recipe = table_recipes()[name]
    assert all(HAN.search(each.zh) for each in (recipe.title, recipe.method, recipe.nowhere))
    assert recipe.projected == (recipe.caveat is not None)
    assert recipe.seed == SEED or name == "coal_break"


def test_where_no_year_is_reached_the_command_is_named(store):
    with pytest.raises(NoFigure, match="tanlu outlook"):
        figure("coal_outlook[quantile=p50]/US-WY/2024", store)

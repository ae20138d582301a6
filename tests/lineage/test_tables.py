"""Recipes over whole tables: every number has its way back, and is what the method gives."""

import json

import numpy as np
import pytest
from tests.spine import HAN

from tanlu.actions.evidence import regions_with, show_series
from tanlu.actions.figures import figure_json, show_figure, show_trace
from tanlu.analysis.economy.diversity import diversity
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, NoFigure, UnknownName
from tanlu.evidence.excerpt import take
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import figure
from tanlu.lineage.lookup import lookup
from tanlu.lineage.panel import read_panel
from tanlu.lineage.recipes import recipes
from tanlu.lineage.table import Tables
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.tables.change import PARTS, verdicts
from tanlu.lineage.tables.states import YEARS, states, table
from tanlu.registers.indicators import all_series
from tanlu.registers.industries import groups, industries, of_naics

TO = YEARS[-1]


@pytest.fixture(scope="module")
def tables(store):
    return Tables(store)


def value(tables, name, code, part="", year=TO):
    return tables.answer(table_recipes()[name], code, year, part).value


@pytest.mark.parametrize("name", [name for name, each in table_recipes().items() if each.years])
def test_a_table_recipe_answers_somewhere_and_says_why_elsewhere(tables, name):
    recipe = table_recipes()[name]
    assert HAN.search(recipe.title.zh)
    assert HAN.search(recipe.method.zh)
    held = tables.values(recipe, recipe.years[-1])
    assert held
    assert all(np.isfinite(each) for each in held.values())
    code, part = next(iter(held))
    made = tables.answer(recipe, code, recipe.years[-1], part)
    assert isinstance(made, Derived)
    assert made.panels
    assert made.releases
    absent = tables.answer(recipe, "CN-SX", recipe.years[-1], part)
    assert isinstance(absent, Absence)
    assert HAN.search(absent.reason.zh)


def test_no_table_recipe_is_called_like_a_series_or_recipe():
    assert not table_recipes().keys() & (recipes().keys() | all_series().keys())


def test_the_accounts_add_up_to_the_whole(store):
    panel = read_panel(store, "gdp_by_industry", "US-*", states(), [TO])
    found = table(panel, TO)
    assert len(found.regions) == 51
    assert len(found.industries) == len(groups()) == 34
    wyoming = found.values[found.regions.index("US-WY")].sum()
    held = sum(fact.value or 0 for fact in store.facts("gdp_by_industry", "US-WY") if fact.year == TO)
    assert wyoming == pytest.approx(held)
    nation = store.facts("gdp_by_industry", "USA")
    # the nation's accounts also hold activity abroad, which no state has
    whole = sum(fact.value for fact in nation if fact.year == TO)
    assert found.values.sum() == pytest.approx(whole, rel=0.01)


def test_what_the_states_withhold_is_not_zero(store):
    panel = read_panel(store, "gdp_by_industry", "US-*", states(), YEARS)
    assert len(panel.facts) == 51 * 65 * 3
    assert panel.known == len(panel.facts) - 9
    found = table(panel, 2016)
    place = found.regions.index("US-DC"), found.industries.index("ref")
    assert found.suppressed[place]
    assert found.suppressed.sum() == 4
    shown = Tables(store).values(table_recipes()["industry_share"], 2016)
    assert ("US-DC", "ref") not in shown
    assert ("US-WY", "ref") in shown


def test_shares_make_a_hundred_and_quotients_weigh_to_one(tables):
    shares = [value(tables, "industry_share", "US-WY", each) for each in groups()]
    assert sum(shares) == pytest.approx(100)
    quotients = [value(tables, "industry_lq", "US-WY", each) for each in groups()]
    nation = [share / quotient for share, quotient in zip(shares, quotients, strict=True)]
    assert sum(nation) == pytest.approx(100, rel=1e-3)


def test_the_measures_are_those_of_the_analysis(store, tables):
    panel = read_panel(store, "gdp_by_industry", "US-*", states(), [TO])
    found = table(panel, TO)
    bare = diversity(RegionIndustry.from_arrays(found.regions, found.industries, found.values, levels=True))
    at = found.regions.index("US-WV")
    assert value(tables, "effective_industries", "US-WV") == pytest.approx(bare.effective[at])
    assert value(tables, "likeness_to_nation", "US-WV") == pytest.approx(100 * bare.hachman[at])
    assert value(tables, "share_to_move", "US-WV") == pytest.approx(50 * bare.krugman[at])


def test_wyoming_looks_broader_and_did_not_diversify(tables):
    parts = {
        each: value(tables, "breadth_change", "US-WY", each)
        for each in ("before", "after", "focus", "losses", "gains")
    }
    assert parts["after"] > parts["before"]
    assert parts["focus"] + parts["losses"] + parts["gains"] == pytest.approx(
        parts["after"] - parts["before"]
    )
    assert value(tables, "shift_share", "US-WY", "change") < 0
    found = verdicts(tables.panels(table_recipes()["breadth_change"], TO), TO)
    assert found["US-WY"] == "broader by loss"
    assert found["US-WV"] == "narrower"


def test_the_parts_of_growth_add_up(tables):
    whole, *parts = (value(tables, "shift_share", "US-WV", each) for each in PARTS)
    assert sum(parts) == pytest.approx(whole)


def test_every_group_of_naics_has_one_home(store):
    codes = {fact.ref.dims.removeprefix("naics=") for fact in store.facts("jobs_by_industry", "USA")}
    assert len(codes) == 289
    for code in codes:
        homes = [each for each in industries().values() if each.holds_naics(code)]
        assert len(homes) == 1, code
        assert of_naics(code) is homes[0]


def test_coal_stands_alone_where_jobs_are_counted(tables, store):
    jobs = store.fact("jobs_by_industry[naics=2121]/US-WV/2014").value
    every = [fact.value for fact in store.facts("jobs_by_industry", "US-WV") if fact.value]
    assert value(tables, "jobs_share", "US-WV", "coal", 2014) == pytest.approx(100 * jobs / sum(every))
    assert value(tables, "jobs_lq", "US-WV", "coal", 2014) > 50


def test_pay_is_payroll_over_jobs(tables, store):
    codes = ("3361", "3362", "3363", "3364", "3365", "3366", "3369")
    pay, jobs = (
        sum(store.fact(f"{name}_by_industry[naics={code}]/USA/2014").value for code in codes)
        for name in ("payroll", "jobs")
    )
    assert value(tables, "industry_pay", "USA", "trn", 2014) == pytest.approx(pay / jobs)


def test_the_back_test_of_the_brief(tables):
    assert value(tables, "entry_candidates", "USA") > value(tables, "entry_arrived", "USA") > 50
    assert value(tables, "entry_far_arrived", "USA") < 5 < value(tables, "entry_far", "USA")
    best = value(tables, "entry_auc", "USA", "lq")
    assert value(tables, "entry_auc_low", "USA", "lq") < best < value(tables, "entry_auc_high", "USA", "lq")
    assert best > value(tables, "entry_auc", "USA", "density")
    assert value(tables, "entry_lead_low", "USA", "logistic") < 0
    assert value(tables, "entry_hits", "USA", "lq") > 2 * value(tables, "entry_lot", "USA")


def test_an_address_leads_to_the_number_and_back(store):
    shown = figure("industry_lq[industry=mining]/US-WY/2016", store)
    assert shown.address == "industry_lq[industry=mining]/US-WY/2016"
    assert shown.title.en == "Location quotient: Mining except oil and gas (coal, metals, other minerals)"
    assert lookup(shown.id[:16], store).address == shown.address
    node = show_trace(shown.address, store)
    panel = node.children[0]
    assert panel.kind == "panel"
    assert panel.data["figures"] == 3311
    assert panel.data["withheld"] == 4
    assert [each.kind for each in panel.children] == ["fact"]
    data = figure_json(show_figure(shown.address, store), store)
    assert data["facts"] == []
    assert data["tables"][0]["sha256"] == panel.data["sha256"]
    json.dumps(node.to_json())


@pytest.mark.parametrize(
    ("ref", "error"),
    [
        ("industry_lq/US-WY/2016", BadReference),
        ("industry_lq[line=8]/US-WY/2016", BadReference),
        ("industry_lq[industry=mining]/US-WY/2016~bea_sagdp_2022", BadReference),
        ("effective_industries[industry=mining]/US-WY/2016", BadReference),
        ("industry_lq[industry=none]/US-WY/2016", UnknownName),
        ("industry_lq[industry=mining]/CN-SX/2016", NoFigure),
        ("industry_lq[industry=mining]/US-WY/2015", NoFigure),
        ("industry_lqq[industry=mining]/US-WY/2016", UnknownName),
    ],
)
def test_a_wrong_address_is_answered(store, ref, error, assert_bilingual):
    with pytest.raises(error) as caught:
        figure(ref, store)
    assert_bilingual(caught.value)


def test_the_id_changes_with_any_figure_beneath(store):
    panel = read_panel(store, "gdp_us_current", "USA", ("USA",), [2007, 2016])
    again = read_panel(store, "gdp_us_current", "USA", ("USA",), [2007, 2016])
    other = read_panel(store, "gdp_us_current", "USA", ("USA",), [2007, 2015])
    assert panel.id == again.id != other.id
    assert panel.address == "gdp_us_current/USA/2007+2016"
    assert read_panel(store, "gdp_us_current", "USA", ("USA",), [2007, 1066]) is None


def test_a_table_of_an_earlier_day_has_no_answer(store):
    before = store.as_of("2020-01-01")
    made = Tables(before).answer(table_recipes()["effective_industries"], "US-WY", TO)
    assert isinstance(made, Absence)


def test_what_is_read_can_be_taken_along(store):
    watched = store.watched()
    first = Tables(watched).answer(table_recipes()["likeness_to_nation"], "US-WY", TO)
    inside = Store.of_rows(store.releases, take(watched))
    again = Tables(inside).answer(table_recipes()["likeness_to_nation"], "US-WY", TO)
    assert again.id == first.id
    assert again.value == first.value


def test_listings_know_them(store):
    assert [each.year for each in show_series("effective_industries", store, "US-WY")] == list(YEARS)
    assert "US-WV" in regions_with("effective_industries", store)
    assert show_series("effective_industries", store, "CN-SX") == ()

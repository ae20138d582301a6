"""Every recipe answers somewhere, says why elsewhere, and leads back to rows."""

import dataclasses
import json
import pickle
import re

import pytest
from tests.spine import HAN, OFFICIAL

from tanlu.errors import BadReference, NoFigure, UnknownName
from tanlu.evidence.fact import Fact, Ref
from tanlu.evidence.preference import Answer
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import (
    display_unit,
    fact_json,
    figure,
    in_unit,
    of_derived,
    of_fact,
    related,
)
from tanlu.lineage.lookup import lookup
from tanlu.lineage.recipes import recipe, recipes
from tanlu.lineage.run import attempt, candidate_years, latest, run, series_of
from tanlu.lineage.table import told
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.trace import trace
from tanlu.registers.indicators import all_series
from tanlu.registers.regions import regions
from tanlu.registers.units import codes
from tanlu.text import Text

PAIRS = [(name, code) for name in recipes() for code in regions()]


def latest_of(store, name, code):
    return latest(recipe(name), store, code)


def leaves(node):
    return [node] if not node.children else [leaf for each in node.children for leaf in leaves(each)]


def nodes(node):
    return [node, *(found for each in node.children for found in nodes(each))]


@pytest.mark.parametrize("name", recipes())
def test_a_recipe_answers_somewhere_and_says_why_elsewhere(store, name):
    answers = {code: latest_of(store, name, code) for code in regions()}
    assert any(isinstance(each, Derived) for each in answers.values())
    absent = [each for each in answers.values() if isinstance(each, Absence)]
    absent += [attempt(recipe(name), store, "US-WY", 1901)]
    for each in absent:
        assert each.reason.en
        assert HAN.search(each.reason.zh)
        assert not HAN.search(OFFICIAL.sub("", each.reason.en))


@pytest.mark.parametrize("name", recipes())
def test_a_recipe_stands_on_the_registers(name):
    made = recipe(name)
    assert made.unit in codes()
    assert name not in all_series()
    assert made.version >= 1
    for way in made.ways:
        for _, need in way.needs:
            assert need.series in recipes() or need.series in all_series(), need
            assert need.unit in codes()
        if way.grade != "A":
            assert way.caveat, name


@pytest.mark.parametrize("name", recipes())
def test_every_number_leads_down_to_rows_sources_and_locators(store, name):
    """For the newest answer of every region; no branch ends above a row, a source or a note."""
    for code in regions():
        made = latest_of(store, name, code)
        if isinstance(made, Absence):
            continue
        tree = trace(of_derived(made), store)
        facts = [each for each in nodes(tree) if each.kind == "fact"]
        assert {each.data["ref"] for each in facts} == {str(each.ref) for each in made.facts()}
        assert {each.kind for each in leaves(tree)} <= {"row", "source", "note"}
        for each in facts:
            row, source = each.children[:2]
            assert (row.kind, source.kind) == ("row", "source")
            held = store.fact(each.data["ref"])
            assert row.data["row"] == held.row
            assert row.data["sha256"] == store.release(held.ref.release).sha256["facts"]
            assert source.data["url"] or source.data["locator"] or store.source(held.ref.source).note
        for each in nodes(tree):
            assert each.label.en != each.label.zh
            assert not re.search(r"\bnan\b", each.label.en)
        json.dumps(tree.to_json(), allow_nan=False)


@pytest.mark.parametrize("name", recipes())
def test_a_number_is_its_function_over_its_inputs(store, name):
    for code in regions():
        for made in series_of(recipe(name), store, code):
            needs = tuple(each.name for each in made.inputs)
            ways = [way for way in made.recipe.ways if tuple(key for key, _ in way.needs) == needs]
            values = {each.name: each.value for each in made.inputs}
            assert made.value in [way.function(**values) for way in ways]
            for each in made.inputs:
                value = each.origin.value
                for step in each.steps:
                    value *= step.factor
                assert each.value == pytest.approx(value)


def test_ids_are_stable_and_distinct(store):
    made = [each for name, code in PAIRS for each in series_of(recipe(name), store, code)]
    ids = {each.id for each in made}
    assert len(ids) == len(made) > 4000
    assert all(re.fullmatch(r"[0-9a-f]{64}", each) for each in ids)
    fresh = Store.open()
    for each in made[::500]:
        assert run(each.recipe, fresh, each.region, each.year).id == each.id


def test_any_change_changes_the_id(store):
    made = run(recipe("coal_share_of_world"), store, "US-WY", 2023)
    first = made.inputs[0]
    others = [
        dataclasses.replace(made, recipe=dataclasses.replace(made.recipe, version=2)),
        dataclasses.replace(made, recipe=dataclasses.replace(made.recipe, id="other")),
        dataclasses.replace(made, recipe=dataclasses.replace(made.recipe, unit="fraction")),
        dataclasses.replace(made, region="US-WV"),
        dataclasses.replace(made, year=2022),
        dataclasses.replace(made, formula="a / b"),
        dataclasses.replace(made, releases=("2026-11 0",)),
        dataclasses.replace(made, inputs=made.inputs[::-1]),
        dataclasses.replace(
            made, inputs=(dataclasses.replace(first, value=first.value + 1e-9), made.inputs[1])
        ),
        dataclasses.replace(made, inputs=(dataclasses.replace(first, unit="kt"), made.inputs[1])),
        dataclasses.replace(made, inputs=(made.inputs[1], made.inputs[1])),
    ]
    ids = {each.id for each in others}
    assert len(ids) == len(others)
    assert made.id not in ids
    words = dataclasses.replace(made.recipe, title=Text("other words", "另一种说法"))
    assert dataclasses.replace(made, recipe=words).id == made.id


def test_the_weakest_input_decides_status_and_grade(store):
    made = run(recipe("coal_share_of_world"), store, "CN-SX", 2023)
    assert made.grade == "C"
    assert made.caveats[0].en.startswith("The region's coal as it counts it over the world")
    assert any("before washing" in each.en for each in made.caveats)
    assert made.status == "reported"
    estimated = dataclasses.replace(
        made.inputs[1], origin=dataclasses.replace(made.inputs[1].origin, status="estimated")
    )
    assert dataclasses.replace(made, inputs=(made.inputs[0], estimated)).status == "estimated"
    assert dataclasses.replace(made, inputs=()).status == "reported"


def test_ways_are_tried_in_order(store):
    assert run(recipe("coal_output"), store, "US-WY", 2023).grade == "A"
    assert (
        run(recipe("coal_output"), store, "CN-SX", 2023).inputs[0].origin.ref.series
        == "raw_coal_output_above_scale"
    )
    balance = run(recipe("coal_output"), store, "CN-SX", 2010)
    assert [each.name for each in balance.inputs] == ["tce", "tce_per_t"]
    assert balance.inputs[1].origin.year == 2016


def test_stated_absences_and_recipes_own_words(store, assert_bilingual):
    hours = latest_of(store, "coal_per_hour", "CN-SX")
    assert isinstance(hours, Absence)
    assert hours.reason == store.absence("coal_mine_labor_hours", "CN-SX").note
    assert latest_of(store, "coal_share_of_nation", "WORLD").reason == recipe("coal_share_of_nation").nowhere
    with pytest.raises(NoFigure, match="Coal output of Wyoming in 1901 is not measured") as caught:
        run(recipe("coal_output"), store, "US-WY", 1901)
    assert_bilingual(caught.value)
    assert "tanlu evidence show coal_output --region US-WY" in caught.value.do[0]


def test_latest_and_years(store):
    assert latest_of(store, "coal_share_of_world", "US-WY").year == 2023
    assert latest(recipe("coal_share_of_world"), store, "US-WY", until=2021).year == 2021
    nothing = latest(recipe("coal_share_of_world"), store, "US-WY", until=1999)
    assert (nothing.year, nothing.region) == (None, "US-WY")
    assert candidate_years(recipe("coal_revenue_share"), store, "WORLD") == ()
    assert [each.year for each in series_of(recipe("coal_share_of_world"), store, "US-WY")] == [
        2019,
        2020,
        2021,
        2022,
        2023,
    ]


def test_recipes_by_name(assert_bilingual):
    with pytest.raises(UnknownName, match="Did you mean coal_output") as caught:
        recipe("coal_outptu")
    assert_bilingual(caught.value)
    with pytest.raises(UnknownName, match="tanlu evidence list --recipes") as caught:
        recipe("zzzzzzzzzz")
    assert_bilingual(caught.value)


# one view of any number


def test_a_figure_of_a_source(store):
    found = figure("coal_production/us-wy/2023", store)
    assert found.address == found.id == "coal_production/US-WY/2023~eia_coalpublic@2026-11"
    assert (found.value, found.unit, found.year, found.region) == (237261496.0, "short_ton", 2023, "US-WY")
    assert (found.grade, found.status, display_unit(found)) == ("A", "reported", "Mt")
    assert found.facts() == (found.origin,)
    assert in_unit(found, "Mt", store).value == pytest.approx(215.24, abs=0.001)


def test_a_computed_figure(store):
    found = figure("coal_output/US-WY/2023", store)
    assert found.address == "coal_output/US-WY/2023"
    assert found.id == found.origin.id
    assert found.answer is None
    assert display_unit(found) == "Mt"
    assert [str(each.ref) for each in found.facts()] == ["coal_production/US-WY/2023~eia_coalpublic@2026-11"]


def test_money_is_shown_in_its_own_currency(store):
    assert (
        display_unit(figure("gdp_current/CN-SX/2023", store)) == figure("gdp_current/CN-SX/2023", store).unit
    )


def test_a_fact_as_plain_data(store):
    found = figure("raw_coal_output_above_scale/CN-SX/2023", store)
    cells = fact_json(found.origin, store)
    assert cells["scope"]["code"] == "above_scale"
    assert cells["source"]["id"] == "jiejinghe_2023"
    assert cells["note"]["zh"]
    assert (cells["value"], cells["unit"]) == (13.57, "1e8_t")
    json.dumps(cells, allow_nan=False)


def test_other_scopes_are_related_and_not_rivals(store):
    found = figure("raw_coal_output_above_scale/CN-SX/2023", store)
    assert {each.ref.series for each in related(found, store)} == {"raw_coal_output_total"}
    assert related(figure("coal_output/CN-SX/2023", store), store) == ()


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("coal_output/CN-SX/2023~x", BadReference, "coal_output is computed"),
        ("coal_output/CN-SX/2023@2026-11", BadReference, "cannot name a source or release"),
        ("coal_output[a=b]/CN-SX/2023", BadReference, "coal_output is computed"),
        ("coal_output/CN-XX/2023", UnknownName, "No region has the code 'CN-XX'"),
        ("coal_output/Shanxi/2023", UnknownName, "No region has the code 'Shanxi'"),
        ("coal_output/CN-SX/1901", NoFigure, "Coal output of Shanxi in 1901 is not measured"),
        ("raw_coal_output_above_scale/CN-SN/2020", NoFigure, "is not measured"),
        ("deadbeef", NoFigure, "No number has an id that begins with deadbeef"),
        ("claim_nothing/WORLD/2023", UnknownName, "No series is called 'claim_nothing'"),
        ("claim_us_china_share_of_co2/WORLD/1901", UnknownName, "No series is called"),
    ],
)
def test_what_is_not_there(store, text, kind, what, assert_bilingual):
    with pytest.raises(kind) as caught:
        lookup(text, store)
    assert_bilingual(caught.value)
    assert what in caught.value.what[0]


def test_numbers_are_found_by_address_and_by_id(store):
    made = figure("coal_jobs_per_mt/US-WY/2023", store)
    assert lookup(made.id, store) == made
    assert lookup(made.id[:12], store) == made
    assert lookup("coal_jobs_per_mt/US-WY/2023", store) == made
    claim = lookup("claim_us_china_share_of_co2/WORLD/2023", store)
    assert claim.value == pytest.approx(44.49, abs=0.01)
    assert lookup(claim.id[:10], store) == claim
    assert trace(claim, store).data["address"] == "claim_us_china_share_of_co2/WORLD/2023"
    assert lookup("claim_two_thirds_of_china_2/WORLD/2023", store).value == pytest.approx(70.68, abs=0.01)


def test_an_exchange_rate_is_part_of_the_trace(store):
    """A conversion between currencies rests on a figure, which the trace and the list of facts both show."""
    money = Store.find(store, "gdp_current", "CN-SX", 2020)
    need = dataclasses.replace(
        recipe("coal_output").ways[0].needs[0][1], series="gdp_current", unit="1e9_USD"
    )
    way = dataclasses.replace(recipe("coal_output").ways[0], needs=(("value", need),))
    made = run(
        dataclasses.replace(recipe("coal_output"), id="gdp_usd", unit="1e9_USD", ways=(way,)),
        store,
        "CN-SX",
        2020,
    )
    assert [each.ref.series for each in made.facts()] == ["gdp_current", "usd_cny_annual_average"]
    assert made.facts()[0] == money
    tree = trace(of_derived(made), store)
    (conversion,) = [each for each in tree.children if each.kind == "conversion"]
    assert [each.data["ref"].split("/")[0] for each in conversion.children] == [
        "gdp_current",
        "usd_cny_annual_average",
    ]
    assert conversion.data["factor"] == pytest.approx(0.1 / made.facts()[1].value)


def test_an_absent_fact_can_be_traced_but_not_shown_as_a_number(store, assert_bilingual):
    fact = store.fact("raw_coal_output_above_scale/CN-SN/2020")
    assert isinstance(fact, Fact)
    with pytest.raises(NoFigure) as caught:
        of_fact(Answer(dataclasses.replace(fact, note=None), (), Text("x", "甲")))
    assert_bilingual(caught.value)
    shown = dataclasses.replace(of_fact(store.answer("coal_production/US-WY/2023")), origin=fact)
    assert trace(shown, store).label.en.startswith("– ")
    assert Ref.parse(str(fact.ref)) == fact.ref


def test_the_world_has_no_nation_to_ask(store):
    way = recipe("coal_share_of_nation").ways[0]
    turned = dataclasses.replace(way, needs=way.needs[::-1])
    made = dataclasses.replace(recipe("coal_share_of_nation"), ways=(turned,))
    assert candidate_years(made, store, "WORLD") == ()
    assert isinstance(attempt(made, store, "WORLD", 2023), Absence)
    assert candidate_years(made, store, "US-WY") == candidate_years(recipe("coal_output"), store, "USA")


def test_a_recipe_passes_from_one_process_to_another():
    """Briefs are worked out in processes of their own, and bring their recipes with them."""
    for each in (*recipes().values(), *table_recipes().values()):
        there = pickle.loads(pickle.dumps(each))
        assert there.id == each.id
        assert there.title == each.title
    part = told(table_recipes()["coal_outlook"], "p50")
    assert pickle.loads(pickle.dumps(part)) == part

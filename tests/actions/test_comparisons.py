"""Side by side: caveats carried, unlike things refused, vintages never joined in silence."""

import pytest

from tanlu.actions.compare import compare_figures, compared_rows
from tanlu.errors import BadReference, NoFigure, NotComparable, UnknownName
from tanlu.evidence.store import Store


@pytest.fixture(scope="module")
def store():
    return Store.open()


def test_short_tons_beside_raw_coal_carry_their_caveat(store):
    found = compare_figures(
        store, ("coal_production", "raw_coal_output_above_scale"), ("US-WY", "CN-SX"), (2023,)
    )
    assert "[C]" in found.caveats[0].en
    assert "before washing" in found.caveats[0].en
    assert "原煤" in found.caveats[0].zh
    us, china = found.columns
    assert us.cells["US-WY", 2023].value == pytest.approx(215.24, abs=0.001)
    assert china.cells["CN-SX", 2023].value == pytest.approx(1357)
    assert (us.unit, china.unit) == ("Mt", "Mt")


def test_a_level_beside_a_growth_rate_is_refused_with_both_definitions(store):
    with pytest.raises(NotComparable) as caught:
        compare_figures(store, ("gdp_current", "cpi_inflation"), ("USA",), ())
    for sentence in caught.value.what:
        assert "gdp_current" in sentence
        assert "cpi_inflation" in sentence
    assert "current prices" in caught.value.what[0]


def test_vintages_of_one_province_are_never_joined_silently(store):
    found = compare_figures(store, ("gdp_current",), ("CN-SX",), (2005, 2006, 2023))
    caveat = found.columns[0].caveats[0]
    assert "nbs_gdp_v4 2005" in caveat.en
    assert "nbs_gdp_v5 2006, 2023" in caveat.en
    one = compare_figures(store, ("gdp_current",), ("CN-SX",), (2006, 2023))
    assert not one.columns[0].caveats


def test_unlike_currencies_share_no_scale(store):
    found = compare_figures(store, ("gdp_current",), ("CN-SX", "US-WY"), (2023,))
    assert found.columns[0].unit == ""
    assert "Units differ" in found.columns[0].caveats[0].en
    same = compare_figures(store, ("gdp_current",), ("CN-SX", "US-WY"), (2023,), "ppp")
    assert same.columns[0].unit == "1e9_intl_USD"


def test_different_things_stand_in_columns_of_their_own(store):
    found = compare_figures(store, ("coal_output", "population", "energy_co2"), ("US-WY",), (2020,))
    assert [column.unit for column in found.columns] == ["Mt", "persons", "MtCO2"]
    assert not found.caveats


def test_a_recipe_carries_the_caveat_of_the_way_taken(store):
    found = compare_figures(store, ("coal_output",), ("CN-SX", "US-WY"), (2012, 2023))
    assert any("energy balance" in caveat.en for caveat in found.columns[0].caveats)
    assert any("designated size" in caveat.en for caveat in found.columns[0].caveats)


def test_what_a_transformation_lacks_is_left_out_not_zero(store):
    found = compare_figures(store, ("coal_output",), ("US-WY",), (2023, 2024), "per_head")
    assert sorted(found.columns[0].cells) == [("US-WY", 2023)]


def test_rows_for_programs_name_sources_and_references(store):
    rows = compared_rows(compare_figures(store, ("coal_output",), ("US-WY", "CN-SX"), (2023,), "index_2020"))
    assert {row["region"] for row in rows} == {"US-WY", "CN-SX"}
    assert all(row["ref"].startswith("coal_output_index_2020/") and row["sources"] for row in rows)


@pytest.mark.parametrize(
    ("names", "codes", "years", "error"),
    [
        ((), ("US-WY",), (), BadReference),
        (("coal_output",), (), (), BadReference),
        (("coal_outputs",), ("US-WY",), (), UnknownName),
        (("coal_output",), ("Shanxi",), (), UnknownName),
        (("coal_output",), ("US-WY",), (1950,), NoFigure),
    ],
)
def test_mistakes_are_said_in_both_languages(store, names, codes, years, error):
    with pytest.raises(error) as caught:
        compare_figures(store, names, codes, years)
    assert all(caught.value.lines("en"))
    assert any("一" <= char <= "鿿" for char in caught.value.lines("zh")[0])

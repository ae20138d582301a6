"""Per head, per worker, indexes, prices of one year, purchasing power: against the same sums done by hand."""

import pytest

from tanlu.errors import NoFigure, NotComparable
from tanlu.lineage.figure import figure
from tanlu.lineage.lookup import lookup
from tanlu.lineage.trace import trace
from tanlu.lineage.transform import split, transform


def value(address, store):
    return store.fact(address).value


def test_names_are_split_only_where_they_end_in_a_transformation():
    assert split("coal_output_per_head") == ("coal_output", "per_head")
    assert split("gdp_current_real_2017") == ("gdp_current", "real_2017")
    assert split("coal_output_index_2010") == ("coal_output", "index_2010")
    assert split("coal_output") is None
    assert split("cpi_u_index") is None


def test_per_head_is_tonnes_over_residents(store):
    found = lookup("coal_production_per_head/US-WY/2023", store)
    assert found.unit == "t_per_person"
    tonnes = value("coal_production/US-WY/2023", store) * 0.90718474
    assert found.value == pytest.approx(tonnes / value("population/US-WY/2023", store))
    assert {fact.ref.series for fact in found.facts()} == {"coal_production", "population"}


def test_per_worker_is_over_all_jobs(store):
    found = lookup("gdp_current_per_worker/US-WV/2020", store)
    dollars = value("gdp_current/US-WV/2020", store) * 1e6
    assert found.value == pytest.approx(dollars / value("employment_total/US-WV/2020", store))
    assert found.unit == "USD_per_person"


def test_an_index_has_its_base_year_at_100(store):
    assert lookup("coal_output_index_2010/US-WY/2010", store).value == 100
    found = lookup("coal_output_index_2010/US-WY/2023", store)
    ratio = value("coal_production/US-WY/2023", store) / value("coal_production/US-WY/2010", store)
    assert found.value == pytest.approx(100 * ratio)


def test_an_index_across_scopes_carries_both_caveats(store):
    found = lookup("coal_output_index_2010/CN-SX/2023", store)
    assert found.grade == "C"
    assert len(found.caveats) == 2


def test_dollars_go_by_the_deflator(store):
    found = lookup("gdp_current_real_2017/US-WY/2020", store)
    deflator = {
        year: value(f"gdp_us_current/USA/{year}", store) / value(f"gdp_us_chained/USA/{year}", store)
        for year in (2017, 2020)
    }
    assert found.value == pytest.approx(
        value("gdp_current/US-WY/2020", store) * deflator[2017] / deflator[2020]
    )
    assert "National prices" in found.caveats[0].en
    assert lookup("gdp_current_real_2020/US-WY/2020", store).value == value("gdp_current/US-WY/2020", store)


def test_yuan_go_by_chained_consumer_prices_in_both_directions(store):
    first, last = (1 + value(f"cpi_inflation/CHN/{year}", store) / 100 for year in (2019, 2020))
    own = value("gdp_current/CN-SX/2018", store)
    assert lookup("gdp_current_real_2020/CN-SX/2018", store).value == pytest.approx(own * first * last)
    later = value("gdp_current/CN-SX/2020", store)
    assert lookup("gdp_current_real_2018/CN-SX/2020", store).value == pytest.approx(later / first / last)


def test_purchasing_power(store):
    found = lookup("gdp_current_ppp/CN-SX/2023", store)
    yuan, rate = value("gdp_current/CN-SX/2023", store) * 1e8, value("ppp_gdp/CHN/2023", store)
    assert (found.unit, found.value) == ("1e9_intl_USD", pytest.approx(yuan / rate / 1e9))
    assert lookup("gdp_current_ppp/US-WY/2023", store).value == pytest.approx(
        value("gdp_current/US-WY/2023", store) / 1e3
    )


@pytest.mark.parametrize("change", ["per_head", "real_2020", "ppp"])
def test_a_share_cannot_be_transformed(store, assert_bilingual, change):
    with pytest.raises(NotComparable) as caught:
        transform(figure("coal_share_of_world/US-WY/2023", store), change, store)
    assert_bilingual(caught.value)


def test_a_missing_base_names_the_years_there_are(store, assert_bilingual):
    with pytest.raises(NoFigure, match="population/US-WY/2024") as caught:
        lookup("coal_production_per_head/US-WY/2024", store)
    assert_bilingual(caught.value)
    assert "2023" in caught.value.do[0]


def test_a_transformed_figure_traces_to_its_rows(store):
    node = trace(lookup("coal_output_per_head/CN-SX/2023", store), store)
    kinds = []

    def walk(each):
        kinds.append(each.kind)
        for child in each.children:
            walk(child)

    walk(node)
    assert kinds.count("row") == kinds.count("source") == 2

"""Published answers: what these methods gave when they were worked out by hand, printed here."""

import pytest

from tanlu.lineage.figure import figure, in_unit
from tanlu.lineage.recipes import recipe
from tanlu.lineage.run import run
from tanlu.registers.units import factor

PROVINCES = ("CN-SX", "CN-NM", "CN-SN")
STATES = ("US-WY", "US-WV")


def output(store, region, year):
    return figure(f"coal_output/{region}/{year}", store).value


def test_wyoming_2023(store):
    found = figure("coal_production/US-WY/2023", store)
    assert (found.value, found.unit) == (237261496.0, "short_ton")
    assert round(in_unit(found, "Mt", store).value, 2) == 215.24
    assert found.origin.ref.source == "eia_coalpublic"


def test_shanxi_2023(store):
    found = figure("raw_coal_output_above_scale/CN-SX/2023", store)
    assert (found.value, found.unit) == (13.57, "1e8_t")
    assert in_unit(found, "Mt", store).value == pytest.approx(1357)
    assert [each.ref.source for each in found.answer.rivals] == ["jpnews_sx2023"]
    assert found.origin.scope == "above_scale"


# year, SX+NM+SN 亿吨, China EI 亿吨, share, China above scale 亿吨, share, WY+WV Mt, world EI Mt, five/world, three/world
TABLE = [
    (2019, 26.40, 38.46, 68.6, 37.5, 70.4, 335.8, 8135.7, 36.6, 32.4),
    (2021, 29.32, 41.26, 71.1, None, None, 287.8, 8169.1, 39.4, 35.9),
    (2022, 32.27, 45.59, 70.8, 45.0, 71.7, 297.7, 8821.3, 40.0, 36.6),
    (2023, 33.29, 47.10, 70.7, None, None, 292.0, 9095.6, 39.8, 36.6),
]


@pytest.mark.parametrize("row", TABLE, ids=[str(row[0]) for row in TABLE])
def test_the_headline_table(store, row):
    year, three, china, of_china, above, of_above, states, world, five_share, three_share = row
    provinces = [output(store, region, year) for region in PROVINCES]
    american = [output(store, region, year) for region in STATES]
    total = in_unit(figure(f"coal_production/WORLD/{year}", store), "Mt", store).value
    nation = in_unit(figure(f"coal_production/CHN/{year}", store), "Mt", store).value
    assert sum(provinces) / 100 == pytest.approx(three, abs=0.005)
    assert nation / 100 == pytest.approx(china, abs=0.005)
    assert 100 * sum(provinces) / nation == pytest.approx(of_china, abs=0.05)
    assert sum(american) == pytest.approx(states, abs=0.06)
    assert total == pytest.approx(world, abs=0.06)
    assert 100 * (sum(provinces) + sum(american)) / total == pytest.approx(five_share, abs=0.05)
    assert 100 * sum(provinces) / total == pytest.approx(three_share, abs=0.05)
    if above is not None:
        shares = [figure(f"coal_share_of_nation/{region}/{year}", store) for region in PROVINCES]
        assert sum(each.value for each in shares) == pytest.approx(of_above, abs=0.05)
        whole = shares[0].origin.inputs[1]
        assert whole.value / 100 == pytest.approx(above, abs=0.05)


def test_2023_against_the_national_figure_of_the_same_scope(store):
    """Published beside it: 46.63亿吨 from 41.31/0.886 (71.4%); the sum of monthly reports held here is 46.58 (71.5%)."""
    shares = [figure(f"coal_share_of_nation/{region}/2023", store) for region in PROVINCES]
    assert sum(each.value for each in shares) == pytest.approx(71.4, abs=0.1)
    assert shares[0].origin.inputs[1].value / 100 == pytest.approx(46.63, abs=0.05)


@pytest.mark.parametrize(
    ("year", "share"), [(2000, 37.9), (2005, 40.6), (2010, 42.9), (2019, 43.1), (2023, 44.5)]
)
def test_the_share_of_two_nations_in_fossil_co2(store, year, share):
    usa, china, world = (figure(f"co2_fossil/{code}/{year}", store).value for code in ("USA", "CHN", "WORLD"))
    assert 100 * (usa + china) / world == pytest.approx(share, abs=0.05)


def test_the_short_ton_and_the_chinese_multiples():
    assert factor("short_ton", "t") == 0.90718474
    assert factor("1e8_t", "Mt") == 100
    assert factor("1e4_t", "Mt") == pytest.approx(0.01, rel=1e-15)


# Mt from the provincial energy balance, 0.714 tce a tonne
BALANCE = {
    "CN-SX": {2000: 251.5, 2005: 554.3, 2010: 741.0, 2012: 913.3, 2013: 921.7, 2014: 927.9, 2021: 1203.5},
    "CN-NM": {2000: 72.5, 2005: 256.1, 2010: 786.6, 2012: 1041.9, 2013: 990.5, 2014: 993.9, 2021: 1069.9},
    "CN-SN": {2000: 37.7, 2005: 152.5, 2010: 361.6, 2012: 467.7, 2013: 503.2, 2014: 522.3, 2021: 701.9},
}


@pytest.mark.parametrize(
    ("region", "year"), [(region, year) for region in BALANCE for year in BALANCE[region]]
)
def test_tonnes_from_the_energy_balance(store, region, year):
    mtce = store.find("raw_coal_output_energy_balance", region, year)
    content = store.find("unit_lbl_raw_coal_tce", "CHN", 2016)
    assert content.value == 0.714
    assert mtce.value / content.value == pytest.approx(BALANCE[region][year], abs=0.05)
    if year != 2021 and not store.find("raw_coal_output_total", region, year):
        made = run(recipe("coal_output"), store, region, year)
        assert [each.name for each in made.inputs] == ["tce", "tce_per_t"]
        assert made.value == pytest.approx(BALANCE[region][year], abs=0.05)


def test_labour_in_wyoming_2023(store):
    """5,012 people moved 215.24 Mt; both from the mine-level file."""
    jobs = figure("coal_jobs/US-WY/2023", store)
    assert jobs.value == store.fact("coal_mine_employees/US-WY/2023").value
    each = figure("coal_jobs_per_mt/US-WY/2023", store).value
    assert each == pytest.approx(jobs.value / 215.24, rel=1e-4)
    hours = store.fact("coal_mine_labor_hours/US-WY/2023").value
    assert figure("coal_per_hour/US-WY/2023", store).value == pytest.approx(215.24e6 / hours, rel=1e-4)


def test_inner_mongolia_2023_lives_of_coal(store):
    assert figure("coal_revenue_share/CN-NM/2023", store).value == pytest.approx(42.4)

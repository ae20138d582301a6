"""Complexity against other implementations' answers, and on the states and counties of the United States."""

import csv
import gzip
import math

import numpy as np
import pytest
from tests import needs

from tanlu.analysis.economy.complexity import complexity, complexity_by
from tanlu.analysis.economy.fitness import fitness
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import NotIdentified

pytestmark = pytest.mark.prove


def rows(name):
    path = needs.shared() / "data" / name
    whole = path.read_bytes()
    text = (gzip.decompress(whole) if path.suffix == ".gz" else whole).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def states():
    found = rows("us_state_naics4_cbp_2012_2016/state_naics4.csv")
    return RegionIndustry.from_long(
        [row["state"] for row in found], [row["naics2012"] for row in found], [float(row["emp"]) for row in found],
        suppressed=[float(row["emp"]) == 0 < float(row["estab"]) for row in found],
    )  # fmt: skip


@pytest.fixture(scope="module")
def income(states):
    gdp = {
        row["stabbr"]: float(row["gdp"])
        for row in rows("us_state_gdp_bea_1997_2016/state_gdp.csv.gz")
        if (row["line"], row["year"]) == ("1", "2014")
    }
    sizes = states.values.sum(axis=1)
    return [math.log(gdp[each] / size) for each, size in zip(states.regions, sizes, strict=True)]


def test_world_trade_equals_ecomplexity_and_the_r_package():
    """ECI of ecomplexity 0.5.3; fitness of economiccomplexity (R) after 19 updates; 31,951 presences."""
    trade = rows("world_trade_sitc4_1998_2000/trade.csv.gz")
    columns = [[row[name] for row in trade] for name in ("country", "product", "value")]
    table = RegionIndustry.from_long(columns[0], columns[1], [float(each) for each in columns[2]])
    expected = {row["country"]: row for row in rows("world_trade_sitc4_1998_2000/expected_country.csv")}
    found, strength = complexity(table, sign="diversity"), fitness(table, updates=19)
    assert found.diversity.sum() == 31951
    assert found.eigenvalues == pytest.approx((0.179134, 0.120949), abs=1e-6)
    for result, column in ((found, "eci_ecomplexity_0_5_3"), (strength, "fitness20")):
        printed = [float(expected[each][column]) for each in result.regions]
        assert np.abs(result.of_regions - printed).max() < 1e-9  # the file prints nine digits


def test_the_naive_sign_of_the_states_is_warned_of_and_refused_beside_income(states, income):
    naive = complexity(states, sign="diversity")
    order = [naive.regions[at] for at in np.argsort(-naive.of_regions)]
    assert order.index("KY") < 5  # upside down
    assert order.index("MA") > 40
    assert "sign_by_diversity" in [each.code for each in naive.cautions]
    with pytest.raises(NotIdentified, match="contradict"):
        complexity(states, sign="diversity", reference=income)
    with pytest.raises(NotIdentified, match="Nothing says"):
        complexity(states)


def test_with_the_scores_of_counties_the_states_come_out_as_known(states):
    found = rows("us_county_naics4_cbp_2012_2016/county_naics4.csv.gz")
    counties = RegionIndustry.from_long(
        [row["fips"] for row in found], [row["naics2012"] for row in found],
        [max(float(row["emp_est"]), 0.0) for row in found],
    )  # fmt: skip
    small = complexity(counties, sign="diversity")
    assert {"eigen_gap", "size"} <= {each.code for each in small.cautions}
    scores = dict(zip(small.industries, small.of_industries, strict=True))
    result = complexity_by(states, scores)
    order = [result.regions[at] for at in np.argsort(-result.of_regions)]
    assert {"MA", "CA"} <= set(order[:5])
    assert {"WV", "WY"} <= set(order[-10:])

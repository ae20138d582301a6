"""Complexity against other implementations' answers, and on the states and counties of the United States."""

import csv
import gzip
import math

import numpy as np
import pytest
from tests import needs

from tanlu.analysis.economy.complexity import complexity, complexity_by
from tanlu.analysis.economy.fitness import fitness
from tanlu.analysis.economy.landscape import landscape
from tanlu.analysis.economy.relatedness import density, presence, proximity
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import NotIdentified
from tanlu.registers.industries import groups, of_naics

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


@pytest.fixture(scope="module")
def trade():
    found = rows("world_trade_sitc4_1998_2000/trade.csv.gz")
    columns = [[row[name] for row in found] for name in ("country", "product", "value")]
    return RegionIndustry.from_long(columns[0], columns[1], [float(each) for each in columns[2]])


@pytest.mark.filterwarnings("ignore")  # theirs
def test_fitness_of_world_trade_equals_fermi_to_twelve_digits(trade):
    theirs = needs.module("fermi").efc().load(trade.values).compute_rca().binarize()
    strength, quality = theirs.get_fitness_complexity(max_iteration=19, min_distance=0)
    ours = fitness(trade, updates=19)
    assert strength / strength.mean() == pytest.approx(ours.of_regions, abs=1e-12)
    assert quality / quality.mean() == pytest.approx(ours.of_industries, abs=1e-12)


def test_world_trade_equals_ecomplexity_and_the_r_package(trade):
    """ECI of ecomplexity 0.5.3; fitness of economiccomplexity (R) after 19 updates; 31,951 presences."""
    table = trade
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


@pytest.fixture(scope="module")
def invented():
    """A table on which the peers' rule of the sign happens to be right: the able regions have more industries."""
    draw = np.random.default_rng(5)
    able, asked = np.sort(draw.random(60)), draw.random(40)
    held = draw.random((60, 40)) < 0.15 + 0.8 * (able[:, None] > asked - 0.15)
    return np.exp(draw.standard_normal((60, 40))) * held, able


def labelled(values):
    return [f"r{at:02}" for at in range(values.shape[0])], [f"i{at:02}" for at in range(values.shape[1])]


def standard(values):
    return (values - values.mean()) / values.std()


@pytest.mark.filterwarnings("ignore")  # theirs
def test_ecomplexity_gives_the_same_where_it_is_right(invented):
    """RCA, presence, proximity, density (itself included there), both complexities, COI and COG without second term."""
    pandas, peer = needs.module("pandas"), needs.module("ecomplexity")
    values, able = invented
    regions, industries = labelled(values)
    long = pandas.DataFrame([
        {"time": 1, "region": r, "industry": i, "value": values[a, b]}
        for a, r in enumerate(regions) for b, i in enumerate(industries)
    ])  # fmt: skip
    columns = {"time": "time", "loc": "region", "prod": "industry", "val": "value"}
    theirs = peer.ecomplexity(long, columns).set_index(["region", "industry"]).sort_index()

    def wide(name):
        return theirs[name].unstack("industry").to_numpy()

    table = RegionIndustry.from_arrays(regions, industries, values)
    found = landscape(table, reference=able)
    assert found.regions == tuple(regions)
    assert (wide("mcp") == found.present).all()
    assert wide("rca") == pytest.approx(found.rca, rel=1e-6)
    assert wide("eci")[:, 0] == pytest.approx(found.of_regions, abs=1e-9)
    assert standard(wide("pci")[0]) == pytest.approx(standard(found.of_industries), abs=1e-9)
    near = proximity(table)
    assert wide("density") == pytest.approx(density(table, near, own=True).values.filled(-1), abs=1e-9)


@pytest.mark.filterwarnings("ignore")  # theirs
def test_fermi_gives_the_same_where_it_is_right(invented):
    """ECI, fitness and its complexity, proximity; its PCI has the wrong sign, as the notes say."""
    fermi, metrics = needs.module("fermi"), needs.module("fermi.relatedness_metrics")
    values, able = invented
    regions, industries = labelled(values)
    table = RegionIndustry.from_arrays(regions, industries, values)
    theirs = fermi.efc().load(values).compute_rca().binarize()
    eci, pci = theirs.get_eci_pci()
    found = complexity(table, reference=able)
    assert standard(eci) == pytest.approx(found.of_regions, abs=1e-9)
    assert standard(pci) == pytest.approx(-standard(found.of_industries), abs=1e-9)
    m = theirs.get_matrix()
    assert (m.toarray() > 0).tolist() == presence(table).tolist()
    held = metrics.RelatednessMetrics(m).get_projection(rows=False, projection_method="proximity").toarray()
    assert held == pytest.approx(proximity(table).values, abs=1e-12)
    held = metrics.RelatednessMetrics(m).get_projection(rows=False, projection_method="taxonomy").toarray()
    assert held == pytest.approx(proximity(table, "taxonomy").values, abs=1e-12)
    for updates in (1, 19):
        strength, quality = theirs.get_fitness_complexity(max_iteration=updates, min_distance=0, force=True)
        ours = fitness(table, updates=updates)
        assert strength / strength.mean() == pytest.approx(ours.of_regions, rel=1e-12)
        assert quality / quality.mean() == pytest.approx(ours.of_industries, rel=1e-12)


def test_the_packaged_proximities_and_complexities_are_those_of_the_counties(store):
    """Worked out again from the cells, by loops and another way to weigh; no figure of a county is packaged."""
    found = rows("us_county_naics4_cbp_2012_2016/county_naics4.csv.gz")
    jobs, wanted = {}, ("wood", "eln", "mining")
    names = [each for each in groups() if not groups()[each].local and each != "agr"]
    for row in found:
        home = of_naics(row["naics2012"])
        if home and home.group in names:
            key = row["fips"], home.group
            jobs[key] = jobs.get(key, 0.0) + max(float(row["emp_est"]), 0.0)
    sizes = {}
    for (place, _), count in jobs.items():
        sizes[place] = sizes.get(place, 0.0) + count
    kept = [place for place, size in sizes.items() if size >= 1000]
    nation = {name: sum(jobs.get((place, name), 0.0) for place in kept) for name in names}
    total = sum(nation.values())
    has = {
        name: {p for p in kept if jobs.get((p, name), 0.0) / sizes[p] >= nation[name] / total}
        for name in wanted
    }
    held = {each.ref.dims: each.value for each in store.facts("industry_proximity", "USA")}
    order = list(groups())
    for pair in (("wood", "eln"), ("mining", "wood"), ("mining", "eln")):
        one, other = sorted(pair, key=order.index)
        expected = len(has[one] & has[other]) / max(len(has[one]), len(has[other]))
        assert held[f"pair={one}+{other}"] == pytest.approx(100 * expected, abs=0.00501)

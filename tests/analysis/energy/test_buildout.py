"""The build-out: by hand on small systems, warm as cold, near-optimal ranges, rules that cannot hold, bad input."""

from dataclasses import replace

import numpy as np
import pytest

from tanlu.analysis.energy.avoided import Response, avoided
from tanlu.analysis.energy.buildout import Model
from tanlu.analysis.energy.system import Link, Rules, Source, Storage, System, grouped
from tanlu.errors import BadTable, NotIdentified

HOURS = np.ones(4)
WIND = Source("wind", "a", 100.0, 0.0, available=np.array([1.0, 0.5, 0.0, 0.5]), jobs=0.2)
GAS = Source("gas", "a", 40.0, 30.0, 0.4, jobs=0.1)
COAL = Source("coal", "a", 0.0, 10.0, 1.0, standing=20.0, potential=0.0, jobs=0.5, coal=True)
DEMAND = np.array([[10.0, 20.0, 15.0, 10.0]])


def system(**given):
    given = {"sources": (WIND, GAS, COAL), "demand": DEMAND} | given
    return System(given.pop("zones", ("a",)), given.pop("demand"), given.pop("hours", HOURS), **given)


def test_what_stands_runs_first():
    found = Model(system()).solve()
    assert found.cost == pytest.approx(10 * 55)
    assert found.energy["coal"] == pytest.approx(55)
    assert found.co2 == pytest.approx(55)
    assert found.co2_price == 0
    assert found.prices == pytest.approx(np.full((1, 4), 10.0))


def test_a_cap_has_its_price():
    tight = Model(system(rules=Rules(co2=30.0))).solve()
    assert tight.co2 == pytest.approx(30)
    less = Model(system(rules=Rules(co2=29.0))).solve()
    assert tight.co2_price > 0
    assert less.cost - tight.cost == pytest.approx(tight.co2_price, rel=0.2)


def test_storage_moves_power_and_returns_to_where_it_was():
    store = Storage("battery", "a", 1.0, 4.0, into=0.9, out=0.9)
    clean = system(sources=(WIND,), storages=(store,))
    found = Model(clean).solve()
    assert found.built["battery"] > 0
    assert found.built["wind"] * 2 >= 55
    with pytest.raises(NotIdentified):
        Model(system(sources=(WIND,))).solve()


def test_a_link_lets_one_zone_serve_another():
    there = replace(COAL, zone="b")
    both = system(
        zones=("a", "b"),
        demand=np.vstack([DEMAND, np.zeros(4)]),
        sources=(GAS, there),
        links=(Link("line", "b", "a", 5.0),),
    )
    found = Model(both).solve()
    assert found.energy["coal"] == pytest.approx(20)
    assert found.energy["gas"] == pytest.approx(35)


def test_a_connection_carries_no_more_than_it_did():
    shared = system(
        sources=(replace(WIND, site="plant", capital=0.1), replace(COAL, site="plant"), GAS),
        rules=Rules(sites={"plant": 12.0}),
    )
    found = Model(shared).solve()
    assert found.energy["wind"] + found.energy["coal"] <= 48 + 1e-6
    assert found.energy["gas"] > 0


def test_floors_and_ceilings_on_coal_and_jobs():
    no_coal = Model(system(rules=Rules(coal_most=5.0))).solve()
    assert no_coal.energy["coal"] == pytest.approx(20)
    jobs = Model(system(rules=Rules(jobs=10.0))).solve()
    assert 0.2 * jobs.built["wind"] + 0.1 * jobs.built["gas"] == pytest.approx(10)
    assert jobs.shadow["jobs"] != 0


def test_warm_is_cold():
    model = Model(system(rules=Rules(co2=30.0)))
    model.solve()
    for price in (5.0, 25.0, 60.0):
        warm = model.again(running={"coal": price}, co2=20.0)
        cold = Model(system(sources=(WIND, GAS, replace(COAL, running=price)), rules=Rules(co2=20.0))).solve()
        assert warm.cost == pytest.approx(cold.cost, rel=1e-9)


def test_near_optimal_ranges_hold_the_optimum_and_leave_the_model_as_it_was():
    model = Model(system(rules=Rules(co2=30.0)))
    best = model.solve()
    low, high = model.near({"wind": 1.0})
    assert low <= best.built["wind"] + 1e-6 <= high + 2e-6
    assert high > low
    assert model.near({"wind": 1.0}, slack=0.0) == pytest.approx((best.built["wind"],) * 2, abs=1e-4)
    assert model.solve().cost == pytest.approx(best.cost, rel=1e-9)


def test_groups_keep_hours_and_energy():
    coarse = grouped(system(), 2)
    assert coarse.hours.tolist() == [2, 2]
    assert float((coarse.demand * coarse.hours).sum()) == 55
    assert coarse.sources[0].available.tolist() == [0.75, 0.25]
    assert grouped(system(), 3).hours.tolist() == [3, 1]


def test_rules_in_conflict_are_named_and_a_cost_without_bottom(assert_bilingual):
    with pytest.raises(NotIdentified) as caught:
        Model(system(sources=(replace(GAS, potential=0.0), COAL), rules=Rules(co2=10.0, jobs=-1.0))).solve()
    assert_bilingual(caught.value)
    assert "co2" in caught.value.what[0]
    assert "jobs" not in caught.value.what[0]
    with pytest.raises(NotIdentified) as caught:
        Model(system(sources=(replace(WIND, capital=-1.0), GAS))).solve()
    assert "no bottom" in caught.value.what[0]


@pytest.mark.parametrize(
    "given",
    [
        {"demand": np.array([[1.0, 2.0]])},
        {"demand": np.array([[1.0, np.nan, 2.0, 2.0]])},
        {"demand": -DEMAND},
        {"hours": np.zeros(4)},
        {"sources": (replace(WIND, available=np.array([50.0, 20.0, 0.0, 10.0])),)},
        {"sources": (replace(WIND, available=np.ones(3)),)},
        {"sources": (replace(GAS, zone="c"),)},
        {"sources": (replace(GAS, site="nowhere"),)},
        {"sources": (GAS, GAS)},
    ],
)
def test_what_is_no_system_is_refused(given, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        system(**given)
    assert_bilingual(caught.value)


def test_avoided_emissions_lie_between_the_slopes():
    held = Response(np.array([0.0, 100.0, 200.0]), np.array([0.0, 50.0, 150.0]))
    assert avoided([50.0], [10.0], held) == 0.5
    assert avoided([150.0], [10.0], held) == 1.0
    assert avoided([105.0], [10.0], held) == 0.75
    for load, saved in (([10.0], [20.0]), ([10.0], [0.0]), ([10.0], [-1.0]), ([10.0, 1.0], [1.0])):
        with pytest.raises(BadTable):
            avoided(load, saved, held)
    with pytest.raises(BadTable):
        Response(np.array([1.0, 1.0]), np.array([0.0, 0.0]))

"""Portfolios: against enumeration on small cases, prices of floors, conflicts named, twins, risk, limits."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from tanlu.analysis.finance.portfolio import choose, greedy, prices
from tanlu.analysis.finance.programme import Risk
from tanlu.analysis.finance.projects import Floor, Projects
from tanlu.errors import BadTable, NotIdentified


def drawn(count, periods=2, sources=1, seed=0):
    draw = np.random.default_rng(seed)
    cost = draw.uniform(1, 9, count).round(2)
    benefit = (cost * draw.uniform(0.5, 2, count))[:, None] * 0.9 ** np.arange(periods)
    eligible = draw.random((count, sources)) < 0.6 if sources > 1 else np.full((count, 1), True)
    eligible[:, 0] |= ~eligible.any(axis=1)
    budget = np.full((sources, periods), 0.5 * cost.sum() / periods / sources)
    return Projects(tuple(f"p{at}" for at in range(count)), cost, benefit, budget, eligible)


def can_pay(projects, starts):
    """Return whether the sources can pay: a flow by linear programming over whole periods, by hand for one source."""
    spent = np.zeros(projects.periods)
    for name, period in starts.items():
        spent[period] += projects.cost[projects.place(name)]
    return bool((np.cumsum(spent) <= np.cumsum(projects.budget.sum(axis=0)) + 1e-9).all())


def is_allowed(projects, starts):
    if not can_pay(projects, starts):
        return False
    if any(
        one in starts and (other not in starts or starts[other] > starts[one])
        for one, other in projects.needs
    ):
        return False
    if any(sum(each in starts for each in group) > 1 for group in projects.exclusive):
        return False
    rows = [projects.place(each) for each in starts]
    for floor in projects.floors:
        if floor.share is None and floor.amounts[rows].sum() < floor.least - 1e-9:
            return False
        spent = projects.cost[rows]
        if floor.share is not None and (floor.amounts[rows] * spent).sum() < floor.share * spent.sum() - 1e-9:
            return False
    return True


def best_by_hand(projects):
    best = -1.0
    for when in itertools.product(range(-1, projects.periods), repeat=len(projects.ids)):
        starts = {name: at for name, at in zip(projects.ids, when, strict=True) if at >= 0}
        if is_allowed(projects, starts):
            best = max(best, sum(projects.benefit[projects.place(each), at] for each, at in starts.items()))
    return best


@pytest.mark.parametrize("seed", range(12))
def test_the_choice_is_the_best_of_all(seed):
    draw = np.random.default_rng(100 + seed)
    made = drawn(6, seed=seed)
    needs = (("p0", "p1"), ("p2", "p1")) if seed % 2 else ()
    exclusive = (("p3", "p4", "p5"),) if seed % 3 else ()
    floors = (
        Floor("jobs", draw.uniform(0, 5, 6), least=3.0),
        Floor("north", (draw.random(6) < 0.5) * 1.0, share=0.3),
    )
    whole = replace(made, needs=needs, exclusive=exclusive, floors=floors[: seed % 3])
    best = best_by_hand(whole)
    if best < 0:
        with pytest.raises(NotIdentified):
            choose(whole, gap=0.0)
        return
    found = choose(whole, gap=0.0)
    assert found.benefit == pytest.approx(best, rel=1e-6)
    assert is_allowed(whole, found.starts)
    assert found.proven


def test_a_source_pays_only_for_what_it_may():
    made = drawn(8, sources=3, seed=3)
    found = choose(made)
    assert found.by_source is not None
    assert (np.cumsum(found.by_source, axis=1) <= np.cumsum(made.budget, axis=1) + 1e-6).all()
    assert found.by_source.sum(axis=0) == pytest.approx(found.spent)
    alone = replace(made, eligible=np.column_stack([np.full(8, True), np.full((8, 2), False)]))
    assert choose(alone).benefit <= found.benefit + 1e-6


def test_the_price_of_a_floor_is_what_it_costs():
    made = drawn(10, seed=5)
    poor = np.argsort(made.benefit[:, 0] / made.cost)[:4]
    there = np.isin(np.arange(10), poor).astype(float)
    floored = replace(made, floors=(Floor("poor region", there, share=0.6),))
    found = choose(floored, gap=0.0)
    (price,) = prices(floored, found, gap=0.0)
    assert price.cost == pytest.approx(choose(made, gap=0.0).benefit - found.benefit)
    assert price.cost > 0
    assert found.floors["poor region"] >= 0.6 - 1e-9
    assert price.reached < 0.6


def test_rules_that_cannot_hold_together_are_named_and_no_others(assert_bilingual):
    made = drawn(5, seed=1)
    much = Floor("jobs", np.ones(5), least=5.0)
    little = Floor("tonnes", np.ones(5), least=1.0)
    with pytest.raises(NotIdentified) as caught:
        choose(replace(made, floors=(much, little)))
    assert_bilingual(caught.value)
    assert "jobs" in caught.value.what[0]
    assert "budget 1" in caught.value.what[0]
    assert "tonnes" not in caught.value.what[0]


def test_a_thousand_twins_are_one_kind():
    twins = Projects(
        tuple(f"t{at}" for at in range(1000)), np.full(1000, 2.0), np.full((1000, 3), 3.0), np.full((1, 3), 101.0),
        np.full((1000, 1), True),
    )  # fmt: skip
    found = choose(twins)
    assert len(found.starts) == 151
    assert found.proven


def test_a_portfolio_is_no_worse_than_what_is_picked_by_hand():
    for seed in range(5):
        made = drawn(30, periods=4, seed=seed)
        assert choose(made, gap=1e-6).benefit >= greedy(made).benefit - 1e-6


def test_greed_keeps_prerequisites_and_exclusions():
    made = replace(drawn(6, seed=2), needs=(("p0", "p1"),), exclusive=(("p2", "p3"),))
    assert is_allowed(made, greedy(made).starts)


def test_risk_gives_up_worth_for_a_better_tail():
    draw = np.random.default_rng(7)
    made = drawn(12, periods=1, seed=7)
    scenarios = made.benefit[:, 0] * (1 + draw.normal(0, np.linspace(0.01, 1.5, 12), (200, 12)))
    mean = choose(made, risk=Risk(scenarios, worst=0.1, weight=0.0), gap=0.0)
    careful = choose(made, risk=Risk(scenarios, worst=0.1, weight=1.0), gap=0.0)
    assert careful.tail > mean.tail
    assert careful.benefit <= mean.benefit + 1e-9
    with pytest.raises(BadTable):
        choose(made, risk=Risk(scenarios[:, :3]))


def test_a_solver_that_stops_tells_its_gap():
    made = drawn(400, periods=5, seed=9)
    draw = np.random.default_rng(9)
    floors = tuple(Floor(f"g{at}", (draw.random(400) < 0.3) * 1.0, share=0.35) for at in range(3))
    hard = replace(made, floors=floors)
    found = choose(hard, gap=0.0, seconds=2.0)
    assert found.proven == (found.gap <= 1e-9)
    with pytest.raises(NotIdentified) as caught:
        choose(hard, gap=0.0, seconds=1e-4)
    assert "0.0001 s" in caught.value.what[0]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"needs": (("p0", "p0"),)}, "p0 → p0"),
        ({"needs": (("p0", "p1"), ("p1", "p2"), ("p2", "p0"))}, "p0 → p1 → p2 → p0"),
        ({"needs": (("p0", "nobody"),)}, "nobody"),
        ({"ids": ("p0", "p0", "p2", "p3")}, "p0"),
        ({"cost": np.array([1.0, 0.0, 1.0, 1.0])}, "p1"),
        ({"cost": np.array([1.0, np.nan, 1.0, 1.0])}, "number"),
        ({"budget": np.full((1, 2), -1.0)}, "budget"),
        ({"budget": np.full((1, 3), 1.0)}, "fit"),
    ],
)
def test_what_is_no_set_of_projects_is_refused(part, words, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        replace(drawn(4), **part)
    assert_bilingual(caught.value)
    assert words in caught.value.what[0]

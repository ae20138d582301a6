"""Invariance: planted differences are found where they are, and what cannot be fitted is not judged."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import check_grad

from tanlu.analysis.scales import factors
from tanlu.analysis.scales.invariance import NOT_SETTLED, STEPS, invariance
from tanlu.errors import BadTable

SIX = (0, 0, 0, 1, 1, 1)


def answers(*, loadings=(1.0,) * 6, intercepts=(0.0,) * 6, noise=(0.7,) * 6, people=600, seed=1):
    """Two groups with two correlated factors; the second group has its own numbers and a higher mean."""
    rng = np.random.default_rng(seed)
    base = np.array([1.0, 0.8, 0.7, 1.0, 0.9, 0.6])
    found = []
    for group in range(2):
        lam = base * (np.array(loadings) if group else 1.0)
        latent = rng.multivariate_normal([0.5 * group, 0.3 * group], [[1, 0.4], [0.4, 1]], people)
        errors = rng.normal(size=(people, 6)) * (np.array(noise) if group else 0.7)
        found.append(3 + latent[:, list(SIX)] * lam + errors + (np.array(intercepts) if group else 0.0))
    return np.concatenate(found), ["en"] * people + ["zh"] * people


@pytest.mark.parametrize(
    ("planted", "reached"),
    [
        ({}, "strict"),
        ({"noise": (0.7, 1.3, 0.7, 0.7, 1.3, 0.7)}, "scalar"),
        ({"intercepts": (0, 0.8, 0, 0, -0.8, 0)}, "metric"),
        ({"loadings": (1, 0.2, 1, 1, 0.2, 1)}, "configural"),
    ],
    ids=str,
)
def test_a_planted_difference_stops_the_ladder(planted, reached):
    values, groups = answers(**planted)
    found = invariance(values, np.ones(values.shape, dtype=bool), groups, SIX)
    assert (found.reached, found.people, found.why) == (reached, (600, 600), None)
    assert [each.step for each in found.fits] == list(STEPS)
    for before, after in pairwise(found.fits):
        assert after.df > before.df
        assert after.chi_square >= before.chi_square - 1e-6
    assert ("means compared" in found.may_say.en) == (reached == "scalar")


def test_items_that_do_not_belong_together_reach_nothing():
    values, groups = answers()
    mixed = (0, 1, 0, 1, 0, 1)
    found = invariance(values, np.ones(values.shape, dtype=bool), groups, mixed)
    assert found.reached == "none"
    assert found.fits == () or not found.fits[0].holds


def test_units_of_answers_and_order_of_items_do_not_matter():
    values, groups = answers(intercepts=(0, 0.3, 0, 0, 0, 0))
    seen = np.ones(values.shape, dtype=bool)
    one = invariance(values, seen, groups, SIX)
    two = invariance((100 + 25 * values)[:, ::-1], seen, groups, SIX[::-1])
    for a, b in zip(one.fits, two.fits, strict=True):
        assert a.chi_square == pytest.approx(b.chi_square, abs=1e-4)
        assert a.holds == b.holds


def test_who_lacks_an_answer_is_left_out_and_counted():
    values, groups = answers()
    seen = np.ones(values.shape, dtype=bool)
    seen[:10, 2] = False
    found = invariance(np.where(seen, values, np.nan), seen, groups, SIX)
    assert (found.left_out, found.people) == (10, (590, 600))


def test_slopes_are_those_of_differences():
    values, _groups = answers(people=80)
    held = factors.moments([values[:80], values[80:]], SIX, least=2)
    pattern = np.eye(2)[list(SIX)]
    for step, free in [*((each, frozenset()) for each in STEPS), ("scalar", frozenset({1, 3}))]:
        places, size = factors._places(2, SIX, step, free)
        at = np.random.default_rng(1).normal(size=size) * 0.3 + 0.5
        wrong = check_grad(
            lambda x, places=places: factors._loss(x, held, places, pattern)[0],
            lambda x, places=places: factors._loss(x, held, places, pattern)[1],
            at,
        )
        assert wrong < 1e-4


def test_a_residual_that_vanishes_is_not_judged():
    rng = np.random.default_rng(3)
    latent = rng.normal(size=(400, 1))
    values = latent * [1.0, 0.8, 0.8, 0.8] + rng.normal(size=(400, 4)) * [1e-5, 0.6, 0.6, 0.6]
    found = invariance(values, np.ones(values.shape, dtype=bool), ["a", "b"] * 200, (0, 0, 0, 0))
    assert (found.fits, found.reached, found.why) == ((), "none", NOT_SETTLED)


@pytest.mark.parametrize("spoil", ["one group", "few items", "few people", "constant", "infinite", "settled"])
def test_what_cannot_bear_a_model_is_refused(spoil):
    values, groups = answers(people=50)
    held = list(SIX)
    if spoil == "one group":
        groups = ["en"] * 100
    if spoil == "few items":
        values, held = values[:, :3], [0, 0, 0]
    if spoil == "few people":
        groups = ["en"] * 96 + ["zh"] * 4
    if spoil == "constant":
        values[50:, 1] = 3.0
    if spoil == "infinite":
        values[0, 0] = np.inf
    if spoil == "settled":
        values[:, 1] = values[:, 0] + values[:, 2]
    with pytest.raises(BadTable):
        invariance(values, np.ones(values.shape, dtype=bool), groups, held)

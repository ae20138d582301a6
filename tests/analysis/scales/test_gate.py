"""The gate: what passes, what does not, which step is named; item bias and partial invariance on planted shifts."""

import numpy as np
import pytest

from tanlu.analysis.scales.bias import item_bias, mantel
from tanlu.analysis.scales.gate import gate
from tanlu.analysis.scales.invariance import invariance, partial
from tanlu.analysis.scales.vignettes import ranks, standing
from tanlu.errors import BadTable, HeldBack

ITEMS = ("a", "b", "c", "d", "e")


def planted(shifts, *, loadings=(1.0,) * 5, seed=4, n=500):
    """Two groups; in the second, items have other intercepts or loadings."""
    chance = np.random.default_rng(seed)
    groups = np.repeat(["en", "zh"], n)
    second = groups == "zh"
    factor = chance.normal(0.3 * second, 1)
    slope = np.where(second[:, None], np.array(loadings), 1.0)
    return slope * factor[:, None] + second[:, None] * np.array(shifts) + chance.normal(
        0, 0.7, (2 * n, 5)
    ), groups


def judged(values, groups, standings=()):
    seen, factors = np.isfinite(values), [0] * 5
    ladder = invariance(values, seen, groups.tolist(), factors)
    partly = partial(values, seen, groups.tolist(), factors) if ladder.reached == "metric" else None
    return gate(ladder, partly, standings, ITEMS)


def test_equal_items_let_means_pass():
    found = judged(*planted((0, 0, 0, 0, 0)))
    assert (found.allows, found.ground) == ("means", "scalar")
    found.demand()


def test_two_shifted_items_are_freed_and_named():
    found = judged(*planted((0, 0.8, 0, -0.8, 0)))
    assert (found.allows, found.ground) == ("means", "partial")
    assert "b" in found.why.en
    assert "d" in found.why.en


def test_where_most_items_shift_no_mean_leaves_and_the_step_is_named():
    found = judged(*planted((0, 0.9, -0.9, 0.7, -0.5)))
    assert found.allows == "slopes"
    with pytest.raises(HeldBack, match="equal intercepts") as caught:
        found.demand()
    assert "截距相等" in caught.value.what[1]
    assert "情境题" in caught.value.do[1]


def test_unequal_loadings_let_nothing_pass():
    found = judged(*planted((0, 0, 0, 0, 0), loadings=(1.0, 0.2, 1.8, 0.3, 1.6)))
    assert found.allows == "alone"
    with pytest.raises(HeldBack, match="equal loadings"):
        found.demand()


def test_few_people_let_nothing_pass():
    found = judged(*planted((0, 0, 0, 0, 0), n=90))
    assert found.allows == "alone"
    assert "fewer than 100" in found.why.en


def stood(first, second, count=100):
    """Two groups among two stories."""
    own = np.repeat([3.0, 2.0], count)
    found = ranks(own, np.vstack([np.tile(first, (count, 1)), np.tile(second, (count, 1))]).astype(float))
    inside = np.repeat([True, False], count)
    return standing(found, inside), standing(found, ~inside)


def test_vignettes_in_order_let_ranks_pass():
    values, groups = planted((0, 0.9, -0.9, 0.7, -0.5))
    assert judged(values, groups, stood((2, 4), (1, 3))).allows == "ranks"
    turned = judged(values, groups, stood((2, 4), (3, 1)))
    assert turned.allows == "slopes"
    assert "100%" in turned.why.en


def test_few_people_among_vignettes_are_not_compared():
    values, groups = planted((0, 0.9, -0.9, 0.7, -0.5))
    assert judged(values, groups, stood((2, 4), (1, 3), count=20)).allows == "slopes"
    small = planted((0, 0, 0, 0, 0), n=90)
    assert judged(*small, stood((2, 4), (1, 3))).allows == "ranks"


def test_nobody_stands_where_nobody_answered():
    assert standing(ranks(np.array([np.nan]), np.array([[1.0]])), np.array([True])) is None
    with pytest.raises(BadTable, match="no vignette"):
        ranks(np.array([1.0]), np.empty((1, 0)))


def test_b_counts_stories_beneath_and_leaves_out_disorder():
    found = ranks(np.array([1.0, 3.0, 5.0, 3.0]), np.array([[2, 4], [2, 4], [2, 4], [4, 2]], dtype=float))
    assert found.b.tolist() == [1, 2, 3, 0]


def test_a_biased_item_is_flagged_and_the_others_are_not():
    values, groups = planted((0, 1.2, 0, 0, 0), n=400)
    codes = np.digitize(values, [-1, -0.3, 0.4, 1.2]).astype(float)
    found = [item_bias(codes[:, at], np.delete(codes, at, 1).sum(axis=1), groups == "zh") for at in range(5)]
    assert [each.is_flagged for each in found] == [False, True, False, False, False]
    assert found[1].shift > 1
    assert [each.size for each in found] == ["A", "C", "A", "A", "A"]


def test_ets_classes_of_two_valued_items():
    chance = np.random.default_rng(3)
    score = chance.integers(0, 8, 4000).astype(float)
    second = chance.integers(0, 2, 4000) == 1
    sizes = []
    for shift in (0.0, 0.55, 1.1):
        item = (chance.random(4000) < 1 / (1 + np.exp(-(score - 4) / 2 + shift * second))).astype(float)
        found = item_bias(item, score, second).mantel
        sizes.append(found.size)
        assert found.delta == pytest.approx(-2.35 * shift, abs=0.45)
    assert sizes == ["A", "B", "C"]


def test_what_cannot_be_estimated_says_why():
    assert mantel([[[3, 0], [2, 0]]]) is None
    constant = item_bias(np.ones(50), np.arange(50.0), np.arange(50) % 2 == 0)
    assert constant.rise is None
    assert constant.why is not None
    told = item_bias((np.arange(60.0) > 30) * 1.0, np.arange(60.0), np.arange(60) % 2 == 0)
    assert told.rise is None
    assert told.why is not None

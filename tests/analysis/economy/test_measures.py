"""AUC, precision and their intervals: against pairs counted one by one, and against a world that is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.analysis.economy.logistic import fit
from tanlu.analysis.economy.measures import Cells, auc, estimate, measures, precision, resampled, weighted
from tanlu.errors import BadTable, NotIdentified

ORDERS = st.lists(st.tuples(st.integers(-3, 3), st.booleans()), min_size=2, max_size=40).filter(
    lambda cells: len({hit for _, hit in cells}) == 2
)


def pairs(score, hit):
    """Count pairs one by one: the definition."""
    won = [(a > b) + (a == b) / 2 for a, i in zip(score, hit, strict=True) if i
           for b, j in zip(score, hit, strict=True) if not j]  # fmt: skip
    return sum(won) / len(won)


@given(ORDERS)
def test_auc_is_the_share_of_pairs_in_order_and_a_tie_is_half(cells):
    score, hit = zip(*cells, strict=True)
    assert auc(score, hit) == pytest.approx(pairs(score, hit), abs=1e-12)


@given(ORDERS, st.randoms(use_true_random=False))
def test_auc_knows_order_only(cells, shuffled):
    score, hit = (np.array(each) for each in zip(*cells, strict=True))
    assert auc(np.exp(score) * 7 - 1, hit) == auc(score, hit)
    assert auc(-score, hit) == pytest.approx(1 - auc(score, hit), abs=1e-12)
    shuffled.shuffle(cells)
    assert auc(*zip(*cells, strict=True)) == pytest.approx(auc(score, hit), abs=1e-12)


def test_auc_by_hand():
    """Hits at 2 and 3, misses at 1, 2 and 3: 1 + .5 and 1 + 1 + .5 of six pairs."""
    assert auc([2, 3, 1, 2, 3], [True, True, False, False, False]) == pytest.approx(4 / 6)


@pytest.mark.parametrize(
    ("score", "hit"),
    [([1.0, float("nan")], [True, False]), ([1.0, 2.0], [True, True]), ([1.0, 2.0], [False, False])],
)
def test_an_order_that_cannot_be_judged_is_refused(score, hit):
    with pytest.raises(BadTable, match="hits and misses"):
        auc(score, hit)


def test_precision_takes_the_expected_value_of_a_tie():
    score, hit = np.array([3.0, 2, 2, 2, 1]), np.array([False, True, True, False, True])
    assert precision(score, hit, 1) == 0
    assert precision(score, hit, 3) == pytest.approx((0 + 2 * 2 / 3) / 3)
    assert precision(score, hit, 5) == pytest.approx(3 / 5)


def made(seed, regions=12, industries=9):
    generator = np.random.default_rng(seed)
    score = np.round(generator.normal(size=(regions, industries)), 1)
    hit = generator.random((regions, industries)) < 1 / (1 + np.exp(1 - score))
    rows, columns = np.nonzero(generator.random((regions, industries)) < 0.8)
    return score[rows, columns], Cells(hit[rows, columns], rows, columns, 9, 3)


def test_measures_are_those_of_their_definitions():
    score, cells = made(3)
    found = measures(score, cells, np.ones((1, 12)))[0]
    groups = [
        [pairs(score[own], cells.hit[own]) for own in (group == at for at in range(group.max() + 1))
         if 0 < cells.hit[own].sum() < own.sum()]
        for group in (cells.region, cells.industry)
    ]  # fmt: skip
    lists = [
        precision(score[own], cells.hit[own], 3)
        for own in (cells.region == at for at in range(12))
        if own.sum() > 2
    ]
    expected = [
        pairs(score, cells.hit), *map(np.mean, groups), precision(score, cells.hit, 9), np.mean(lists),
    ]  # fmt: skip
    assert found == pytest.approx(expected, abs=1e-12)


def test_a_weight_of_two_is_the_region_twice():
    score, cells = made(4)
    weights = np.array([2, 0, 1, 3] + [1] * 8, dtype=float)
    at = np.repeat(np.arange(len(score)), weights[cells.region].astype(int))
    twice = Cells(cells.hit[at], cells.region[at], cells.industry[at], round(len(at) * 9 / len(score)), 3)
    found = measures(score, cells, weights[None])[0]
    again = measures(score[at], twice, np.ones((1, 12)))[0]
    assert found[[0, 2]] == pytest.approx(
        again[[0, 2]], abs=1e-12
    )  # the others count a region's list or top anew
    square = (score - cells.hit) ** 2
    assert weighted(square, cells.region, weights[None])[0] == pytest.approx(square[at].mean())


def test_the_top_under_weights_is_the_top_of_the_repeated_cells():
    """Twelve regions of equal weight two: the same share of the top, ties and all."""
    score, cells = made(5)
    assert measures(score, cells, np.full((1, 12), 2.0)) == pytest.approx(
        measures(score, cells, np.ones((1, 12)))
    )


def test_intervals_cover_the_truth_about_as_often_as_they_say():
    """Regions differ in level and in size; the AUC within regions of the whole world is known by a large sample."""

    def world(generator, regions):
        rows = np.repeat(np.arange(regions), 30)
        score = generator.normal(size=rows.size) + generator.normal(size=regions)[rows]
        chance = 1 / (1 + np.exp(1 - score - generator.normal(size=regions)[rows]))
        return score, Cells(generator.random(rows.size) < chance, rows, np.zeros_like(rows), 20, 5)

    score, cells = world(np.random.default_rng(0), 3000)
    truth = measures(score, cells, np.ones((1, 3000)))[0]
    inside = []
    for seed in range(80):
        generator = np.random.default_rng(1000 + seed)
        score, cells = world(generator, 60)
        draws = measures(score, cells, resampled(60, 100, generator))
        found = [estimate(0.5, draws[:, at]) for at in (0, 1, 4)]
        inside.append([each.low <= truth[at] <= each.high for each, at in zip(found, (0, 1, 4), strict=True)])
    assert (np.mean(inside, axis=0) > 0.87).all()  # 95 % less three standard errors of 80 trials


def test_the_model_finds_the_weights_of_the_world_and_predicts_chances():
    generator = np.random.default_rng(2)
    x = generator.normal(size=(20_000, 2)) * [1, 5] + [0, 3]
    hit = generator.random(20_000) < 1 / (1 + np.exp(1 - 0.8 * x[:, 0] + 0.1 * x[:, 1]))
    model = fit(x, hit)
    assert model.weights[1:] == pytest.approx([0.8, -0.5], abs=0.06)
    assert model.predict(x).mean() == pytest.approx(
        hit.mean(), abs=1e-9
    )  # the first equation of the likelihood
    held = fit(x, hit, ridge=1e6)
    assert np.abs(held.weights[1:]).max() < 0.02


def test_the_model_bears_separation_and_a_feature_that_does_not_vary():
    x = np.column_stack((np.arange(40.0), np.full(40, 7.0)))
    model = fit(x, np.arange(40) >= 20)
    assert np.isfinite(model.weights).all()
    assert model.weights[2] == 0
    assert np.isfinite(model.predict([[1e9, 7.0]])).all()
    with pytest.raises(NotIdentified, match="too few"):
        fit(x, np.arange(40) >= 35)

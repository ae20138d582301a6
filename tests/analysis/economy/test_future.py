"""Candidates by several criteria: the frontier, and an order that does not depend on rows, units or luck."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tanlu.analysis.economy.future import frontier
from tanlu.errors import BadReference, BadTable

TABLES = st.tuples(st.integers(1, 9), st.integers(1, 4)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 4))
)


def test_a_small_case_by_hand():
    """A (3, 1), B (1, 3), C (1, 1), D (2, 2): only C is beaten, by all; of those D has the highest score with A and B."""
    found = frontier([[3, 1], [1, 3], [1, 1], [2, 2]])
    assert found.unbeaten.tolist() == [True, True, False, True]
    # midranks from 0 to 1: first column 1, 1/6, 1/6, 2/3
    assert found.score == pytest.approx([(1 + 1 / 6) / 2, (1 + 1 / 6) / 2, 1 / 6, 2 / 3])
    assert found.beaten_by == (None, None, 3, None)
    assert found.order.tolist() == [3, 0, 1, 2]
    assert found.place.tolist() == [2, 2, 4, 1]


def test_weights_move_the_order_and_directions_turn_it():
    table = [[3, 1], [1, 3], [2, 2]]
    assert frontier(table, weights=[9, 1]).order.tolist() == [0, 2, 1]
    assert frontier(table, weights=[1, 9]).order.tolist() == [1, 2, 0]
    turned = frontier([[3, 1], [1, 1]], less_is_better=[True, False])
    assert turned.unbeaten.tolist() == [False, True]
    assert turned.beaten_by == (1, None)


def test_shares_of_draws_by_hand():
    """Two criteria that rank two candidates against each other: each leads in about half of uniform draws."""
    found = frontier([[1, 0], [0, 1]], first=1, draws=20_000)
    assert found.among_first == pytest.approx([0.5, 0.5], abs=0.02)
    assert found.among_first.sum() == pytest.approx(1)
    assert (found.low.tolist(), found.high.tolist()) == ([1, 1], [2, 2])
    # weights drawn around 3 : 1 put the first candidate first far more often
    assert frontier([[1, 0], [0, 1]], weights=[3, 1], first=1).among_first[0] > 0.95


def test_equal_candidates_share_every_place():
    found = frontier([[1, 2], [1, 2], [0, 0]], first=1)
    assert found.unbeaten.tolist() == [True, True, False]
    assert found.place.tolist() == [1, 1, 3]
    assert found.among_first.tolist() == [1, 1, 0]
    assert found.low.tolist() == found.high.tolist() == [1, 1, 3]


def test_one_candidate_is_unbeaten_and_first():
    found = frontier([[7, -2, 0]])
    assert (found.unbeaten.tolist(), found.beaten_by, found.place.tolist()) == ([True], (None,), [1])
    assert (found.score.tolist(), found.among_first.tolist()) == ([0.5], [1.0])


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(table, random):
    order = list(range(len(table)))
    random.shuffle(order)
    one, other = frontier(table, draws=50), frontier(table[order], draws=50)
    for name in ("unbeaten", "score", "place", "among_first", "low", "high"):
        assert np.array_equal(getattr(one, name)[order], getattr(other, name)), name
    for at, was in enumerate(order):
        mine, theirs = other.beaten_by[at], one.beaten_by[was]
        assert (mine is None) == (theirs is None)
        assert mine is None or other.score[mine] == one.score[theirs]


@given(TABLES)
def test_only_the_order_within_a_criterion_counts(table):
    one, other = frontier(table, draws=50), frontier(np.exp(table / 2) * 1000 + 3, draws=50)
    assert one.beaten_by == other.beaten_by
    for name in ("unbeaten", "score", "place", "among_first", "low", "high"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


@given(TABLES)
def test_whoever_leads_by_any_weights_is_unbeaten_or_equal_to_one_who_is(table):
    found = frontier(table, draws=50)
    best = np.flatnonzero(found.place == 1)
    assert found.unbeaten[best].any()
    for at, by in enumerate(found.beaten_by):
        if by is not None:
            assert (table[by] >= table[at]).all()
            assert (table[by] > table[at]).any()
            assert found.score[by] >= found.score[at]


def test_draws_can_be_repeated():
    table = np.random.default_rng(3).normal(size=(12, 4))
    one, same, other = (frontier(table, seed=seed) for seed in (5, 5, 6))
    assert np.array_equal(one.among_first, same.among_first)
    assert not np.array_equal(one.among_first, other.among_first)
    assert np.array_equal(one.place, other.place)


@pytest.mark.parametrize(
    "words",
    [
        {"weights": [1, 0]}, {"weights": [2, -1]}, {"weights": [0, 0]}, {"weights": [1]},
        {"weights": [1, float("nan")]}, {"weights": [1, float("inf")]}, {"less_is_better": [True]},
        {"first": 0}, {"draws": 0},
    ],
    ids=str,
)  # fmt: skip
def test_options_that_do_not_fit_are_refused(words, assert_bilingual):
    with pytest.raises(BadReference) as caught:
        frontier([[1, 2], [3, 4]], **words)
    assert_bilingual(caught.value)


@pytest.mark.parametrize("table", [[], [[]], [1, 2], [[1, float("nan")]], [[float("inf")]]], ids=str)
def test_a_table_that_cannot_be_judged_is_refused(table, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        frontier(table)
    assert_bilingual(caught.value)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom, boschloo_exact, fisher_exact

from tanlu.analysis.opinion.declared import Rules, declared, predictive
from tanlu.analysis.opinion.exact import benjamini_hochberg, boschloo, fisher
from tanlu.analysis.opinion.labels import MEANINGS, WORDS, Label
from tanlu.analysis.opinion.votes import Counts
from tanlu.errors import BadTable


def told(agree, disagree, passed, roster, rules=None):
    """Return the label of one statement from a column of counts each."""
    held = Counts(*(np.array(each)[:, None] for each in (agree, disagree, passed)), np.array(roster))
    return declared(held, [f"g{at}" for at in range(len(roster))], ["1"], rules).labels[0]


@pytest.mark.parametrize(
    ("counts", "label"),
    [
        (([4, 12], [0, 0], [0, 0]), Label.TOO_FEW),
        (([8, 12], [4, 0], [0, 0]), Label.AGREED),
        (([7, 12], [1, 0], [0, 0]), Label.LIKELY_AGREED),
        (([0, 1], [12, 9], [0, 2]), Label.REJECTED),
        (([0, 1], [7, 9], [1, 2]), Label.LIKELY_REJECTED),
        (([0, 0], [0, 0], [12, 12]), Label.PASSED_OVER),
        (([5, 12], [0, 0], [7, 0]), Label.NO_OBJECTION),
        (([12, 3], [0, 9], [0, 0]), Label.DIFFERS),
        (([6, 6], [6, 6], [0, 0]), Label.DIVIDED),
    ],
)
def test_one_label_by_the_first_rule_that_holds(counts, label):
    assert told(*counts, [12, 12]) == label


def test_two_thirds_of_twelve_are_eight():
    assert told([8], [4], [0], [12]) == Label.AGREED
    assert told([7], [5], [0], [12]) != Label.AGREED


def test_every_label_has_words_in_both_languages():
    assert set(WORDS) == set(MEANINGS) == set(Label)


def test_certain_agreement_holds_whatever_the_silent_think():
    assert told([8, 8], [0, 0], [0, 0], [12, 12]) == Label.AGREED


def test_nobody_voted_and_everybody_agrees():
    none = np.zeros((2, 1), int)
    empty = declared(Counts(none, none, none, np.array([12, 12])), ["a", "b"], ["1"])
    assert (empty.labels, empty.agree.low.tolist(), empty.agree.high.tolist()) == (
        (Label.TOO_FEW,), [[0.0], [0.0]], [[1.0], [1.0]],
    )  # fmt: skip
    assert empty.by_chance == 0
    full = declared(Counts(none + 12, none, none, np.array([12, 12])), ["a", "b"], ["1"])
    assert full.labels == (Label.AGREED,)
    assert full.p_fisher.tolist() == [1.0]


def test_no_statement_and_one_person():
    nothing = np.zeros((1, 0), int)
    assert declared(Counts(nothing, nothing, nothing, np.array([3])), ["a"], []).labels == ()
    one = np.array([[1]])
    assert declared(Counts(one, 0 * one, 0 * one, np.array([1])), ["a"], ["1"]).labels == (Label.TOO_FEW,)


def test_a_group_of_more_voters_than_its_roster_is_refused():
    one = np.array([[3]])
    with pytest.raises(BadTable, match="'China' more people voted"):
        declared(Counts(one, 0 * one, 0 * one, np.array([2])), ["China"], ["1"])


@pytest.mark.parametrize(
    "bad", [{"theta": 0.4}, {"theta": 1.2}, {"quorum": -1}, {"likely": 1.0}, {"least": 0}]
)
def test_thresholds_out_of_range(bad):
    with pytest.raises(BadTable):
        Rules(**bad)


def test_doubt_of_one_group_is_not_bought_by_the_other():
    agree = np.array([[12, 9], [3, 9]])
    found = declared(Counts(agree, 12 - agree, 0 * agree, np.array([12, 12])), ["a", "b"], ["1", "2"])
    assert found.order.tolist() == [1, 0]
    assert found.rank.tolist() == [2, 1]


def test_statements_that_cannot_be_told_apart_share_a_rank():
    agree = np.array([[10, 9], [10, 9]])
    found = declared(Counts(agree, 12 - agree, 0 * agree, np.array([12, 12])), ["a", "b"], ["1", "2"])
    assert found.rank.tolist() == [1, 1]


def test_of_three_groups_the_pair_that_differs_most_counts():
    agree = np.array([[12], [12], [3]])
    held = declared(Counts(agree, 12 - agree, 0 * agree, np.array([12] * 3)), list("abc"), ["1"])
    assert held.p_fisher[0] == pytest.approx(3 * fisher_exact([[12, 3], [0, 9]])[1])


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_fisher_is_scipys(a, b, c, d):
    found = fisher(*(np.array([each]) for each in (a, a + b, c, c + d)))[0]
    assert found == pytest.approx(fisher_exact([[a, c], [b, d]])[1], rel=1e-9)


@pytest.mark.parametrize("table", [(12, 0, 7, 5), (3, 9, 10, 1), (0, 5, 5, 0), (6, 6, 6, 6), (20, 4, 3, 2)])
def test_boschloo_is_scipys(table):
    a, b, c, d = table
    found = boschloo(*(np.array([each]) for each in (a, a + b, c, c + d)))[0]
    assert found == pytest.approx(boschloo_exact([[a, c], [b, d]], n=64).pvalue, rel=1e-4)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 40))
def test_predictive_is_beta_binomial(hits, misses, silent, needed):
    found = predictive(*(np.array([each]) for each in (hits, hits + misses, silent, needed)))[0]
    assert found == pytest.approx(betabinom.sf(needed - hits - 1, silent, hits + 0.5, misses + 0.5), abs=1e-9)


def test_adjusted_values_never_fall():
    chances = np.random.default_rng(1).random(50) ** 2
    adjusted = benjamini_hochberg(chances)
    assert (np.diff(adjusted[np.argsort(chances)]) >= 0).all()
    assert (adjusted >= chances).all()
    assert benjamini_hochberg(np.zeros(0)).size == 0

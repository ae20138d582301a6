"""Polis' formulae on printed counts, and Q-method beside an independent rotation."""

import json
from pathlib import Path

import numpy as np
import pytest

from tanlu.analysis.opinion.declared import Rules, above_half, declared
from tanlu.analysis.opinion.exact import fisher
from tanlu.analysis.opinion.polis_statistics import group_informed_consensus, majority, representatives
from tanlu.analysis.opinion.q_method import q_method
from tanlu.analysis.opinion.votes import Counts

HERE = Path(__file__).parent


def printed(name):
    return json.loads((HERE / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def polis():
    return printed("polis_counts.json")


@pytest.fixture(scope="module")
def counts(polis):
    agree, disagree, passed = (np.array(polis[name]) for name in ("agree", "disagree", "passed"))
    return Counts(agree, disagree, passed, np.array([106, 91]))


def test_group_informed_consensus(polis, counts):
    found = group_informed_consensus(counts.agree, counts.voted)
    wanted = [polis["consensus"][each] for each in polis["statements"]]
    assert found == pytest.approx(wanted, abs=1e-9)


def test_representative_statements(polis, counts):
    for group, wanted in zip(
        representatives(counts, tuple(polis["statements"])), polis["representatives"], strict=True
    ):
        assert [
            [each.statement, each.direction, each.successes, each.trials, each.best_agree] for each in group
        ] == [[*row[:4], row[8]] for row in wanted]
        numbers = [[each.p, each.p_test, each.ratio, each.ratio_test] for each in group]
        assert numbers == [pytest.approx(row[4:8], abs=1e-9) for row in wanted]


@pytest.mark.parametrize("side", ["agree", "disagree"])
def test_majority(polis, side):
    whole = polis["everyone"]
    found = majority(np.array(whole[side]), np.array(whole["seen"]), tuple(polis["statements"]))
    wanted = polis["majority"][side]
    assert [[each.statement, each.successes, each.trials] for each in found] == [row[:3] for row in wanted]
    assert [[each.p, each.p_test] for each in found] == [pytest.approx(row[3:], abs=1e-9) for row in wanted]


# How many of n must agree so that the 5th percentile of the Jeffreys interval exceeds tau; None: not even all.
NEEDED = {
    5: (5, 5, 5, None), 6: (5, 6, 6, None), 8: (7, 7, 8, 8), 12: (9, 10, 11, 12), 20: (14, 16, 17, 19), 30: (20, 23, 25, 27),
}  # fmt: skip


@pytest.mark.parametrize("size", NEEDED)
def test_agreement_needed_in_one_delegation(size):
    for tau, wanted in zip((0.5, 0.6, 2 / 3, 0.75), NEEDED[size], strict=True):
        hits = np.arange(size + 1)[None]
        each = Counts(hits, size - hits, 0 * hits, np.array([size]))
        enough = np.flatnonzero(above_half(each, tau) < 0.05)
        assert (int(enough[0]) if len(enough) else None) == wanted


def test_a_difference_of_delegations():
    twelve = np.full(13, 12)
    chance = fisher(twelve, twelve, np.arange(13), twelve)
    assert np.flatnonzero(chance < 0.05).max() == 7
    assert np.flatnonzero(chance < 0.05 / 30).max() == 4


def test_predictive_probabilities():
    held = Counts(np.array([[7, 5]]), np.array([[2, 0]]), np.zeros((1, 2), int), np.array([12]))
    found = declared(held, ["all"], ["1", "2"])
    assert found.agree.low.round(2).tolist() == [[0.58, 0.42]]
    assert found.agree.high.round(2).tolist() == [[0.83, 1.0]]
    assert found.agree.chance.round(2).tolist() == [[0.97, 0.99]]
    assert [str(each) for each in found.labels] == ["likely_agreed", "too_few"]


@pytest.mark.parametrize(("size", "share"), [(12, 0.038), (20, 0.003)])
def test_agreement_by_the_toss_of_a_coin(size, share):
    hits = np.zeros((2, 1), int)
    held = Counts(hits + size, hits, hits, np.array([size, size]))
    assert declared(held, ["a", "b"], ["1"], Rules()).by_chance == pytest.approx(share, abs=5e-4)


def test_q_method_beside_an_independent_rotation():
    case = printed("q_method.json")
    sorts = np.array(case["sorts"], float)
    people = [f"p{at}" for at in range(sorts.shape[1])]
    found = q_method(sorts, people, [str(at) for at in range(len(sorts))], 3)
    back = [people.index(each) for each in found.people]
    assert found.eigenvalues == pytest.approx(case["eigenvalues"], abs=1e-9)
    assert found.loadings == pytest.approx(np.array(case["loadings"])[back], abs=1e-8)
    assert found.flagged.tolist() == np.array(case["flagged"])[back].tolist()
    assert found.scores == pytest.approx(np.array(case["scores"]), abs=1e-8)
    assert found.reliability == pytest.approx(case["reliability"])
    assert [[each.kind, list(each.factors)] for each in found.contrasts] == case["contrasts"]

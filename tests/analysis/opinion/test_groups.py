from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.opinion.drawn import votes

from tanlu.analysis.opinion.groups import Groups, Verdict, opinion_groups
from tanlu.analysis.opinion.k_means import adjusted_rand
from tanlu.analysis.opinion.space import Space
from tanlu.analysis.opinion.votes import Votes


def same(one, other):
    """Return whether two results are the same to the bit."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.tobytes() == other.tobytes()
    if isinstance(one, Groups | Space):
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    return one == other


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.8, 1.5]), st.sampled_from([(24, 12), (31, 20)]))
def test_no_order_of_people_or_statements_changes_a_bit(seed, apart, size):
    held = votes(*size, apart, seed)
    draw = np.random.default_rng(seed)
    turned = held.keep(draw.permutation(size[0]), draw.permutation(size[1]))
    assert same(opinion_groups(held, permutations=99), opinion_groups(turned, permutations=99))


def test_planted_groups_are_found_and_are_the_planted_ones():
    held = votes(60, 30, 1.5, 3)
    found = opinion_groups(held, permutations=199)
    assert found.verdict == Verdict.SHOWN
    planted = np.array([int(each[1:]) < 30 for each in found.people], int)
    assert adjusted_rand(found.member, planted) > 0.8
    assert found.distinct


def test_noise_is_not_grouped():
    verdicts = [opinion_groups(votes(24, 30, 0, seed), permutations=199) for seed in range(20)]
    assert not [each for each in verdicts if each.verdict == Verdict.SHOWN]
    assert sum(len({one.statement for one in each.distinct}) for each in verdicts) / 20 <= 0.5


def rows(lines):
    return Votes.from_rows(
        [(f"p{p}", f"s{s}", v) for p, line in enumerate(lines) for s, v in enumerate(line)]
    )


@pytest.mark.parametrize(
    ("held", "verdict"),
    [
        (Votes.from_rows([]), Verdict.TOO_FEW),
        (Votes.from_rows([], people=[str(at) for at in range(30)], statements=["1"]), Verdict.TOO_FEW),
        (rows([[1, 0, -1] * 3]), Verdict.TOO_FEW),
        (rows([[1] * 8] * 30), Verdict.NONE),
        (rows([[0] * 8] * 30), Verdict.NONE),
        (rows([[1]] * 15 + [[-1]] * 15), Verdict.NONE),
    ],
)
def test_poor_input_is_answered_with_a_reason(held, verdict):
    assert opinion_groups(held, permutations=99).verdict == verdict


def test_two_opposing_blocs():
    found = opinion_groups(rows([[1] * 8] * 12 + [[-1] * 8] * 12), permutations=99)
    assert np.bincount(found.member).tolist() == [12, 12]
    assert found.verdict == Verdict.SHOWN
    assert abs(found.yes_saying) == pytest.approx(1)


def test_yes_saying_is_reported():
    draw = np.random.default_rng(2)
    keen = draw.random((40, 1))
    values = np.where(draw.random((40, 20)) < keen, 1, -1).astype(np.int8)
    names = tuple(map(str, range(40))), tuple(map(str, range(20)))
    found = opinion_groups(Votes(*names, values, np.ones(values.shape, bool)), permutations=99)
    assert abs(found.yes_saying) > 0.9
    assert found.agreeing == pytest.approx((values > 0).mean())


def test_of_very_many_people_a_sample_is_looked_at():
    found = opinion_groups(votes(700, 12, 0, 1), permutations=99)
    assert len(found.people) == 600
    assert found.gates[0].value > 600
    assert found.verdict != Verdict.SHOWN

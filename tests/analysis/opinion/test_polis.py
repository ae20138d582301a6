import numpy as np
import pytest
from tests.analysis.opinion.drawn import votes

from tanlu.analysis.opinion.polis import LABEL, polis
from tanlu.analysis.opinion.polis_statistics import priorities, shares
from tanlu.analysis.opinion.votes import Votes
from tanlu.errors import BadTable


def grid(lines):
    return Votes.from_rows(
        [(f"p{p}", f"s{s}", v) for p, line in enumerate(lines) for s, v in enumerate(line)]
    )


def test_it_finds_groups_in_noise_which_is_why_it_is_labelled():
    found = polis(votes(24, 30, 0, 1))
    assert found.member.max() >= 1
    assert "noise" in LABEL.en
    assert "随机" in LABEL.zh


def test_one_vote_of_one_passes_its_test():
    assert shares(np.array([[1], [0]]), np.array([[1], [0]])).p_test[0, 0] > 1.2816


def test_the_order_of_voting_changes_groups_and_nothing_else_does():
    held = votes(40, 20, 0.8, 5)
    draw = np.random.default_rng(1)
    members = set()
    for _ in range(10):
        order = draw.permutation(40)
        turned = polis(held.keep(order))
        assert turned.priority.shape == (20,)
        members.add(tuple(turned.member[np.argsort(order)].tolist()))
    assert len(members) > 1


def test_both_of_two_opposing_blocs_are_represented():
    found = polis(grid([[1] * 8] * 5 + [[-1] * 8] * 5))
    assert [each[0].direction for each in found.representatives] == ["agree", "disagree"]


def test_fewer_than_seven_statements_and_people_are_grouped_all_the_same():
    found = polis(grid([[1, -1, 1]] * 6 + [[-1, 1, -1]] * 6))
    assert np.bincount(found.member).tolist() == [6, 6]


@pytest.mark.parametrize(
    "held",
    [
        Votes.from_rows([]),
        Votes.from_rows([], people=["a"], statements=["1", "2"]),
        Votes.from_rows([("a", "1", 1)]),
        grid([[1] * 8] * 20),
        grid([[0] * 8] * 20),
        grid([[1]] * 10 + [[-1]] * 10),
    ],
)
def test_poor_input_has_a_result_and_no_number_that_is_none(held):
    found = polis(held)
    assert np.isfinite(found.priority).all()
    assert np.isfinite(found.space.people).all()
    assert (found.consensus is None) == (found.member.max(initial=-1) < 0)


def test_moderated_statements_count_as_seen_by_all_and_are_not_shown():
    held = votes(30, 12, 1.2, 2)
    found = polis(held, out={"s0"}, meta={"s1"})
    assert found.out.tolist() == [True, True, *[False] * 10]
    assert found.priority[1] == 49
    assert found.space.extremity[0] == 0
    assert not {"s0", "s1"} & {each.statement for group in found.representatives for each in group}


def test_groups_that_do_not_fit_are_refused():
    with pytest.raises(BadTable, match="do not fit"):
        polis(votes(10, 8, 0, 1), groups=np.zeros(3, int))


def test_who_voted_on_nothing_is_weighed_as_new():
    assert priorities(*(np.array([0]) for _ in range(3)), np.array([0.0]))[0] == pytest.approx(5.0625)

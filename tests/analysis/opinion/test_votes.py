import numpy as np
import pytest

from tanlu.analysis.opinion.votes import Votes, count
from tanlu.errors import BadTable


def test_the_last_vote_counts_however_often_one_votes():
    rows = [("a", "s", 1), ("b", "s", 1), ("a", "s", -1), ("a", "s", 0), ("b", "s", -1), ("a", "s", 1)]
    held = Votes.from_rows(rows)
    assert held.values.tolist() == [[1], [-1]]


def test_ids_are_any_text_and_people_without_a_vote_stay():
    held = Votes.from_rows([("甲", "s11", 1)], people=["乙", "甲"], statements=["s2"])
    assert (held.people, held.statements) == (("乙", "甲"), ("s2", "s11"))
    assert held.seen.tolist() == [[False, False], [False, True]]


@pytest.mark.parametrize("vote", [2, -2, 7])
def test_a_vote_that_is_none_of_the_three_is_refused(vote):
    with pytest.raises(BadTable, match="agree, pass or disagree"):
        Votes.from_rows([("a", "1", vote)])


def test_shapes_and_ids_are_checked():
    with pytest.raises(BadTable, match="shape"):
        Votes(("a",), ("1",), np.zeros((2, 1), np.int8), np.ones((2, 1), bool))
    with pytest.raises(BadTable, match="twice"):
        Votes(("a", "a"), ("1",), np.zeros((2, 1), np.int8), np.ones((2, 1), bool))


def test_canonical_order_knows_votes_and_ids_only():
    held = Votes.from_rows([("x", "10", 1), ("y", "2", -1), ("z", "2", -1), ("z", "10", 0)])
    turned = held.keep(np.array([2, 0, 1]), np.array([1, 0]))
    assert turned.canonical().people == held.canonical().people
    assert held.canonical().statements == ("2", "10")


def test_counts_leave_out_who_is_in_no_group():
    held = Votes.from_rows([("a", "1", 1), ("b", "1", 1), ("c", "1", 0)])
    found = count(held, np.array([0, -1, 0]), 1, np.array([5]))
    assert (found.agree.tolist(), found.passed.tolist(), found.roster.tolist()) == ([[1]], [[1]], [5])

"""What is said of agreement follows from the release alone, and settles nobody's vote."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanlu.accord.agreement import agreement
from tanlu.accord.opinions import opinions
from tanlu.accord.poll import poll
from tanlu.accord.releases import Ledger, release
from tanlu.accord.rules import Audience, Rule
from tanlu.analysis.opinion.declared import Rules
from tanlu.analysis.opinion.groups import opinion_groups
from tanlu.analysis.opinion.labels import Label
from tanlu.analysis.opinion.told import Bounds, told
from tanlu.analysis.opinion.votes import Votes
from tanlu.errors import BadTable, HeldBack

KEY = b"k" * 32


def room(agree, size=12, audience=Audience.ROOM):
    """Return a release of one statement: of each group of a country how many agree, all others disagree."""
    people = [f"{country}{at}" for country in agree for at in range(size)]
    values = [[1 if int(each[3:]) < agree[each[:3]] else -1] for each in people]
    votes = Votes(tuple(people), ("1",), np.array(values, np.int8), np.ones((len(people), 1), bool))
    roster = {each: {"country": each[:3]} for each in people}
    asked = poll("d", votes, roster, ["country"], rule=Rule.CHATHAM_HOUSE, closed=True)
    return release(asked, audience, Ledger(), key=KEY, date="2026-11-20")[0]


@pytest.mark.parametrize(
    ("agree", "label"),
    [
        ({"CHN": 12, "USA": 9}, Label.AGREED),
        ({"CHN": 12, "USA": 1}, Label.DIFFERS),
        ({"CHN": 0, "USA": 3}, Label.REJECTED),
        ({"CHN": 12, "USA": 6}, Label.DIVIDED),
    ],
)
def test_labels_from_what_the_room_is_told(agree, label):
    assert agreement(room(agree), "country").label("1") is label


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 12), st.integers(0, 12))
def test_all_that_is_said_is_a_function_of_the_release(china, america):
    """Every count that the room cannot tell from another gets the very same answer."""
    one = room({"CHN": china, "USA": america})
    for other_china in range(13):
        other = room({"CHN": other_china, "USA": america})
        if other == one:
            both = (agreement(each, "country").to_json(Audience.ROOM) for each in (one, other))
            assert next(both) == next(both)


@pytest.mark.parametrize("size", [3, 5, 8])
def test_of_small_groups_nothing_is_said(size):
    assert agreement(room({"CHN": size, "USA": size}, size), "country").label("1") is Label.WITHHELD


def test_only_a_release_for_the_room_and_a_declared_cut_will_do():
    with pytest.raises(HeldBack):
        agreement(room({"CHN": 12, "USA": 9}, audience=Audience.PUBLIC), "country")
    with pytest.raises(HeldBack):
        agreement(room({"CHN": 12, "USA": 9}), "sector")


def test_a_label_holds_for_every_count_within_the_bounds():
    draw = np.random.default_rng(4)
    for _ in range(300):
        roster = draw.integers(9, 31, 2)
        voted = np.array([draw.integers(9, each + 1) for each in roster])[:, None]
        ends = np.sort(draw.integers(0, voted + 1, (2, 2)), axis=1)
        low, high = ends[:, :1], ends[:, 1:]
        found = told(Bounds(low, high, voted, roster), ["1"])
        inside = low + draw.integers(0, high - low + 1)
        exact = told(Bounds(inside, inside, voted, roster), ["1"])
        if found.labels[0] in {Label.AGREED, Label.LITTLE, Label.DIFFERS, Label.TOO_FEW, Label.DIVIDED}:
            allowed = {found.labels[0]} | (
                {Label.LITTLE, Label.DIFFERS} if found.labels[0] is Label.DIVIDED else set()
            )
            assert exact.labels[0] in allowed
        assert found.q_all[0] >= exact.q_all[0] - 1e-12
        assert found.q_differ[0] >= exact.q_differ[0] - 1e-12
        assert found.room_low[0, 0] <= exact.room_low[0, 0] <= exact.room_high[0, 0] <= found.room_high[0, 0]


def test_without_a_word_of_those_against_nothing_is_rejected():
    low, high, voted = (np.array([[each], [each]]) for each in (0, 2, 9))
    silent = Bounds(low, high, voted, np.array([12, 12]))
    assert told(silent, ["1"]).labels[0] is Label.LITTLE
    assert told(replace(silent, against=np.array([[8], [7]])), ["1"]).labels[0] is Label.LIKELY_REJECTED
    assert told(replace(silent, against=np.array([[7], [3]])), ["1"]).labels[0] is Label.LITTLE


def test_bounds_that_do_not_fit_are_refused():
    one = np.array([[5]])
    with pytest.raises(BadTable):
        told(Bounds(one, one, one, np.array([9]), against=one), ["1"], Rules())
    with pytest.raises(BadTable):
        told(Bounds(one, one - 1, one, np.array([9])), ["1"], Rules())


def opinionated(people, seed=3):
    draw = np.random.default_rng(seed)
    side = np.repeat([1, -1], [people // 2, people - people // 2])
    rate = 1 / (1 + np.exp(-np.outer(side, draw.normal(0, 2, 30))))
    values = np.where(draw.random(rate.shape) < rate, 1, -1).astype(np.int8)
    names = tuple(map(str, range(people))), tuple(map(str, range(30)))
    return opinion_groups(Votes(*names, values, np.ones(values.shape, bool)), permutations=199)


def test_below_fifty_people_groups_are_not_described():
    few, many = opinions(opinionated(40)), opinions(opinionated(60))
    assert few.groups == many.groups == 2
    assert few.apart == ()
    assert many.apart
    assert "Below 50 people" in " ".join(each.en for each in few.sentences())
    assert not {"member", "people", "counts"} & set(many.to_json())

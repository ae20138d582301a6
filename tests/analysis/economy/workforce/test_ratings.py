"""Ratings refuse what cannot be rated; similarity keeps its own laws."""

import numpy as np
import pytest

from tanlu.analysis.economy.workforce.matches import Known, matches
from tanlu.analysis.economy.workforce.ratings import Ratings
from tanlu.analysis.economy.workforce.similarity import MEASURES, similarity
from tanlu.analysis.economy.workforce.transitions import Group, Weights, transitions
from tanlu.errors import BadReference, BadTable, NotIdentified, UnknownName

NAMES = [f"o{each}" for each in range(12)]


@pytest.fixture(scope="module")
def held():
    draw = np.random.default_rng(3)
    importance, level = draw.uniform(1, 5, (12, 7)), draw.uniform(0, 7, (12, 7))
    return Ratings.from_arrays(NAMES, list("abcdefg"), importance=importance, level=level)


@pytest.mark.parametrize("kind", MEASURES)
def test_laws_of_every_measure(held, kind):
    found = similarity(held, kind)
    assert np.isfinite(found.values).all()
    best = {"euclid": 0, "gap": 0}.get(kind, 1)
    assert np.diag(found.values) == pytest.approx(best)
    assert (found.values <= best).all()
    assert np.allclose(found.values, found.values.T) == (kind != "gap")
    assert len(found.pairs) == (132 if kind == "gap" else 66)
    between = found.percentile(found.pairs)
    assert between.mean() == pytest.approx(50)
    assert 0 < between.min() < between.max() < 100


@pytest.mark.parametrize("kind", MEASURES)
def test_the_order_of_occupations_does_not_matter(held, kind):
    turned = Ratings.from_arrays(
        NAMES[::-1], list("abcdefg"), importance=held.importance[::-1], level=held.level[::-1]
    )
    assert similarity(turned, kind).values[::-1, ::-1] == pytest.approx(similarity(held, kind).values)


def test_units_of_an_element_do_not_matter_once_standardised(held):
    wide = 1 + (held.importance - 1) * [0.5, 1, 1, 1, 1, 1, 0.1]
    again = Ratings.from_arrays(NAMES, list("abcdefg"), importance=wide)
    assert similarity(again).values == pytest.approx(similarity(held).values)


def test_gap_and_euclid_of_an_occupation_that_asks_for_less():
    held = Ratings.from_arrays(["a", "b", "c"], ["x", "y"], level=[[4, 4], [1, 1], [7, 7]])
    assert similarity(held, "gap").values[0].tolist() == [0, 0, -3]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"importance": [[1, 6], [1, 2], [2, 3]]}, "importance 6 is off the scale"),
        ({"level": [[1, -1], [1, 2], [2, 3]]}, "level -1 is off the scale"),
        ({"level": [[1, np.inf], [1, 2], [2, 3]]}, "off the scale"),
        ({"importance": [[1, 2], [1, 2]]}, "shape"),
        ({"importance": [[1, np.nan], [1, 2], [2, 3]]}, "2 occupations are rated"),
        ({}, "no ratings"),
    ],
)
def test_bad_ratings_are_refused(given, said):
    with pytest.raises(BadTable, match=said):
        Ratings.from_arrays(["a", "b", "c"], ["x", "y"], **given)


def test_an_occupation_that_is_partly_rated_is_left_out_and_named():
    values = [[1, 2], [3, np.nan], [2, 2], [5, 1]]
    held = Ratings.from_arrays(list("abcd"), ["x", "y"], importance=values, titles={"b": "Borer"})
    assert held.occupations == ("a", "c", "d")
    assert "Borer" in held.cautions[0].what.en


def test_labels_stand_once():
    with pytest.raises(BadTable, match="twice: a"):
        Ratings.from_arrays(["a", "a", "c"], ["x"], importance=[[1], [2], [3]])


def test_occupations_are_found_by_code_title_or_soc_code():
    codes = ["47-5041.00", "47-5042.00", "47-5042.01"]
    titles = {"47-5041.00": "Continuous Mining Machine Operators"}
    held = Ratings.from_arrays(codes, ["x"], importance=[[1], [2], [3]], titles=titles)
    for each in ("47-5041.00", "47-5041", "continuous mining machine operators"):
        assert held.place(each) == 0
    for each, offered in (
        ("47-5042", "47-5042.01"),
        ("Continuous Mining Operators", "47-5041.00"),
        ("", "47-5041.00"),
    ):
        with pytest.raises(UnknownName, match=offered):
            held.place(each)


def test_what_cannot_be_answered_is_refused(held):
    same = Ratings.from_arrays(["a", "b", "c"], ["x", "y"], importance=[[2, 3]] * 3)
    with pytest.raises(BadTable, match="same ratings"):
        similarity(same)
    with pytest.raises(BadReference, match="no level"):
        similarity(same, "euclid")
    with pytest.raises(BadReference, match="no measure"):
        similarity(held, "manhattan")
    with pytest.raises(BadReference, match="no wage"):
        matches(held, "o1", kind="gap")
    with pytest.raises(NotIdentified, match="No destination"):
        matches(held, "o1", kind="gap", known=Known(wage={"o1": 1.0}))


@pytest.mark.parametrize(
    ("people", "jobs", "weights"),
    [
        ([], [Group("o1", 1)], Weights()),
        ([Group("o1", 0)], [Group("o1", 1)], Weights()),
        ([Group("o1", -1)], [Group("o1", 1)], Weights()),
        ([Group("o1", 1, 0.0)], [Group("o1", 1)], Weights()),
        ([Group("o1", 1, None, "", (91, 0))], [Group("o1", 1)], Weights()),
        ([Group("o1", 1)], [Group("o1", 1)], Weights(within=0)),
        ([Group("o1", 1)], [Group("o1", 1)], Weights(least=101)),
        ([Group("o1", 1)], [Group("o1", 1)], Weights(wage=float("nan"))),
    ],
)
def test_a_bad_allocation_is_refused(held, people, jobs, weights):
    with pytest.raises((BadTable, BadReference)):
        transitions(held, people, jobs, weights=weights)


def test_nobody_placed_is_an_answer(held):
    far = similarity(held).values[0].argmin()
    found = transitions(held, [Group("o0", 5, 10)], [Group(f"o{far}", 5, 10)], weights=Weights(least=100))
    assert found.moves == ()
    assert found.shares["left"] == 1
    assert found.left[0][1] == 5

"""Answers of the workforce measures, each worked out by hand."""

import math

import numpy as np
import pytest

from tanlu.analysis.economy.workforce.matches import Known, matches
from tanlu.analysis.economy.workforce.ratings import Ratings
from tanlu.analysis.economy.workforce.similarity import similarity
from tanlu.analysis.economy.workforce.transitions import Group, Weights, kilometres, transitions
from tanlu.analysis.economy.workforce.transport import ship

IMPORTANCE = [[1, 2], [3, 2], [2, 5]]
LEVEL = [[0, 4], [3, 0], [3, 4]]


@pytest.fixture
def held():
    return Ratings.from_arrays(["a", "b", "c"], ["x", "y"], importance=IMPORTANCE, level=LEVEL)


@pytest.mark.parametrize(
    ("kind", "ab", "ac", "bc"),
    [
        # (1·3 + 2·2) / sqrt(5·13), (1·2 + 2·5) / sqrt(5·29), (3·2 + 2·5) / sqrt(13·29)
        ("cosine", 7 / math.sqrt(65), 12 / math.sqrt(145), 16 / math.sqrt(377)),
        # x has mean 2 and variance 2/3, y mean 3 and variance 2: a (-√1.5, -√.5), b (√1.5, -√.5), c (0, √2)
        ("standardised", -0.5, -0.5, -0.5),
        ("euclid", -5, -3, -4),
        # columns sum to 6 and 9 of 15: x above .4, y from .6; a 1/3 2/3 has y, b 3/5 2/5 has x, c 2/7 5/7 has y
        ("jaccard", 0, 1, 0),
        ("gap", -1.5, -1.5, -2),
    ],
)
def test_measures_by_hand(held, kind, ab, ac, bc):
    found = similarity(held, kind).values
    assert [found[0, 1], found[0, 2], found[1, 2]] == pytest.approx([ab, ac, bc])


def test_the_gap_has_a_direction(held):
    found = similarity(held, "gap").values
    assert (found[1, 0], found[2, 0], found[2, 1]) == (-2, 0, 0)  # b to a: 4 of y over two elements


def test_percentiles_by_hand(held):
    """Euclid: pairs -5, -4, -3; the best has two of three below it and half of itself."""
    found = similarity(held, "euclid")
    assert found.percentile(np.array([-5.0, -4.0, -3.0])) == pytest.approx([100 / 6, 50, 500 / 6])


def test_reasons_by_hand(held):
    known = Known(wage={"a": 100, "b": 90, "c": 89}, zone={"a": 2, "c": 4}, industry={"c": 7})
    found = {each.occupation: each for each in matches(held, "a", kind="euclid", known=known).rows}
    assert [(each.element, each.here, each.there) for each in found["b"].asks] == [("x", 0, 3)]
    assert (found["b"].cut, found["c"].cut) == (False, True)  # a tenth is no cut, eleven hundredths are
    assert found["c"].wage_change == pytest.approx(-0.11)
    assert (found["c"].zone_change, found["b"].zone_change) == (2, None)
    assert (found["b"].industry, found["c"].industry) == (0, 7)
    assert [each.occupation for each in matches(held, "a", kind="gap", known=known).rows] == ["b"]


def test_the_transportation_problem_of_dantzig():
    """Dantzig (1963), Linear Programming and Extensions, 3-3: canneries to warehouses, $153.675 (thousands)."""
    cost = np.array([[2.5, 1.7, 1.8], [2.5, 1.8, 1.4]]) * 0.09
    flow = ship(cost, np.array([350, 600]), np.array([325, 300, 275]), np.full((2, 3), True))
    assert flow.sum() == 900
    assert (flow * cost).sum() == pytest.approx(153.675)


def test_an_allocation_by_hand(held):
    """Of three a, two find openings as a: one beside them, one a quarter of the way round the Earth."""
    here, far = (0.0, 0.0), (0.0, 90.0)
    people = [Group("a", 3, 100, "here", here)]
    jobs = [Group("a", 1, 100, "here", here), Group("a", 1, 80, "far", far)]
    found = transitions(held, people, jobs, weights=Weights(least=0))
    assert [(each.target.place, each.people, each.percentile) for each in found.moves] == [
        ("here", 1, 100),
        ("far", 1, 100),
    ]
    assert found.moves[1].distance == pytest.approx(math.pi / 2 * 6371.0088)
    assert found.shares == pytest.approx(
        {"placed": 2 / 3, "left": 1 / 3, "near": 1 / 3, "no_cut": 1 / 3, "near_no_cut": 1 / 3}
    )


def test_a_known_distance():
    """Beijing to Taiyuan, about 400 km."""
    assert kilometres((39.9042, 116.4074), (37.8706, 112.5489)) == pytest.approx(404, abs=3)

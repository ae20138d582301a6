from itertools import product

import pytest

from tanlu.evidence.comparability import (
    NEW_MEASURE,
    OTHER_SCOPE,
    OTHER_THING,
    SAME,
    UNLIKE,
    _table,
    compare,
    compare_in_ratio,
)
from tanlu.registers.indicators import all_series


def test_every_reviewed_pair_is_held_both_ways():
    for pair, reviewed in _table().items():
        a, b = pair
        assert {a, b} <= set(all_series())
        assert compare(a, b) == compare(b, a) == reviewed
        assert reviewed.grade in "ABCX"


@pytest.mark.parametrize(
    ("a", "b", "grade", "reason"),
    [
        ("coal_production", "coal_production", "A", SAME),
        ("coal_production", "population", "X", OTHER_THING),
        ("coal_mine_employees", "coal_production", "X", OTHER_THING),
    ],
)
def test_classes(a, b, grade, reason):
    found = compare(a, b)
    assert (found.grade, found.reason) == (grade, reason)


def of_kind(*kinds):
    return [each for each in all_series().values() if each.kind in kinds]


def test_levels_never_stand_beside_changes_targets_or_projections():
    pairs = list(product(of_kind("level", "count"), of_kind("growth", "target", "projection")))
    assert pairs
    for level, other in pairs:
        assert compare(level.id, other.id).grade == "X", (level.id, other.id)
        assert compare(level.id, other.id).reason == UNLIKE


def test_one_concept_in_two_scopes_is_indicative():
    by_concept: dict[str, list[str]] = {}
    for each in of_kind("level"):
        by_concept.setdefault(each.concept, []).append(each.id)
    pairs = [ids[:2] for ids in by_concept.values() if len(ids) > 1 and frozenset(ids[:2]) not in _table()]
    assert pairs
    for a, b in pairs:
        assert (compare(a, b).grade, compare(a, b).reason) == ("C", OTHER_SCOPE), (a, b)


def test_a_ratio_of_two_things_is_indicative_and_of_two_kinds_refused():
    assert compare("coal_mine_employees", "coal_production").reason == OTHER_THING
    found = compare_in_ratio("coal_mine_employees", "coal_production")
    assert (found.grade, found.reason) == ("C", NEW_MEASURE)
    assert compare_in_ratio("gdp_current", "cpi_inflation").grade == "X"
    assert compare_in_ratio("coal_production", "raw_coal_output_above_scale").grade == "C"
    assert compare_in_ratio("coal_production", "coal_production").grade == "A"

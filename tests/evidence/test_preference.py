import pytest

from tanlu.errors import BadReference
from tanlu.evidence.fact import Fact, Ref
from tanlu.evidence.preference import NEWEST, ONLY, PACKAGED, Preference, choose
from tanlu.text import Text

WHY = Text("because", "因为")


def fact(source, published="2024-01-01", release="ours", status="reported"):
    value = None if status == "missing" else 1.0
    ref = Ref("coal_production", "US-WY", "2023", "", source, release)
    return Fact(ref, value, "Mt", status, None, None, "all_mines", "", None, published, 0)


def order(found, table=()):
    answer = choose(found, list(table), frozenset({"ours"}))
    return [answer.fact.ref.source, *(each.ref.source for each in answer.rivals)], answer.reason


def test_cells():
    assert Preference.from_cells("a_*", "*", "*", "x y", WHY) == Preference("a_*", (), (), ("x", "y"), WHY)
    rule = Preference.from_cells("coal_*", "US-WY US-WV", "2000-2002 2023", "x", WHY)
    assert rule.years == (2000, 2001, 2002, 2023)
    assert rule.covers(Ref("coal_production", "US-WV", "2001"))
    assert not rule.covers(Ref("coal_production", "US-WV", "2003"))
    assert not rule.covers(Ref("coal_production", "US-PA", "2001"))
    assert not rule.covers(Ref("wind", "US-WV", "2001"))
    with pytest.raises(BadReference):
        Preference.from_cells("a", "*", "someday", "x", WHY)


def test_order():
    a, b, c = fact("a"), fact("b", "2025-06-01"), fact("c", "2026-01-01", "theirs")
    assert order([a]) == (["a"], ONLY)
    assert order([a, b]) == (["b", "a"], NEWEST)
    assert order([c, a, b]) == (["b", "a", "c"], PACKAGED)
    rule = Preference("coal_*", (), (), ("c", "a"), WHY)
    assert order([a, b, c], [rule]) == (["c", "a", "b"], WHY)


def test_the_first_row_that_names_a_source_decides():
    a, b = fact("a"), fact("b")
    elsewhere = Preference("coal_*", ("US-WV",), (), ("b",), Text("x", "甲"))
    nobody = Preference("coal_*", (), (), ("q",), Text("y", "乙"))
    first, second = Preference("*", (), (), ("a",), WHY), Preference("*", (), (), ("b",), Text("z", "丙"))
    assert order([b, a], [elsewhere, nobody, first, second]) == (["a", "b"], WHY)


def test_an_absence_never_stands_against_a_figure():
    gap = fact("gap", "2026-01-01", status="missing")
    assert order([gap, fact("a")]) == (["a"], ONLY)
    assert order([gap]) == (["gap"], ONLY)

"""Expressions: read, refused with their place, evaluated as ODK does, and never a crash of another kind."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanlu.errors import BadForm
from tanlu.study.forms.expression.evaluate import Scene, evaluate, holds
from tanlu.study.forms.expression.functions import FUNCTIONS
from tanlu.study.forms.expression.parser import parse
from tanlu.study.forms.expression.syntax import plain, references
from tanlu.study.forms.expression.values import Day, days_since, text
from tests.study.forms.expressions import ANSWERS, CASES, TODAY


@pytest.mark.parametrize(("written", "meant"), CASES)
def test_it_says_what_odk_says(written, meant):
    scene = Scene(ANSWERS, here=20.0, today=TODAY, now=Day(TODAY.days + 0.5), position=2)
    assert text(evaluate(parse(written), scene)) == meant


@pytest.mark.parametrize(
    ("written", "at"),
    [
        (". < ${age} +", 13),
        ("1 = = 2", 5),
        ("(1", 3),
        ("age > 3", 1),
        ("${age} ＞ 3", 8),
        ("", 1),
        ("1 2", 3),
        ("'a", 1),
    ],
)
def test_what_cannot_be_read_names_the_place(written, at, assert_bilingual):
    with pytest.raises(BadForm) as caught:
        parse(written)
    assert_bilingual(caught.value)
    assert f"character {at}:" in caught.value.lines("en")[0]


def test_deep_nesting_is_refused_not_a_crash():
    with pytest.raises(BadForm, match="nested deeper"):
        parse("(" * 500 + "1" + ")" * 500)


def test_an_unknown_function_and_a_bad_pattern_are_ours():
    for written in ("uuid()", "selected(1)", "regex('a', '(')"):
        with pytest.raises(BadForm):
            evaluate(parse(written), Scene({}))


def test_names_are_found_once():
    assert references(parse("${a} + ${b} + ${a}")) == ("a", "b")
    assert plain(parse("-${a}")) == ["minus", ["ref", "a"]]


def test_a_filter_reads_bare_words_as_columns():
    tree = parse("region = ${region} and name != 'x'", bare=True)
    assert holds(tree, Scene({"region": "CN-SX"}, columns={"region": "CN-SX", "name": "a"}))
    assert not holds(tree, Scene({"region": "CN-SX"}, columns={"region": "US-WY"}))
    assert plain(tree)[2] == ["op", "=", ["column", "region"], ["ref", "region"]]
    with pytest.raises(BadForm, match="bare word"):
        parse("region = ${region}")


def test_days():
    assert days_since(date(1970, 1, 11)) == Day(10.0)
    assert text(Day(1e12)) == ""
    assert holds(parse("today() > date('2026-01-01')"), Scene({}, today=days_since(date(2026, 1, 2))))


LEAVES = st.one_of(
    st.sampled_from(
        [
            "${a}",
            "${b}",
            "${many}",
            ".",
            "''",
            "'x y'",
            "today()",
            "now()",
            "position(..)",
            "true()",
            "'2026-02-30'",
        ]
    ),
    st.floats(min_value=0, max_value=1e300, allow_nan=False).map(lambda each: f"{each:f}"),
)


def grown(inner):
    signs = st.sampled_from(["+", "-", "*", " div ", " mod ", "=", "!=", "<", ">=", " and ", " or "])
    names = st.sampled_from(sorted(set(FUNCTIONS) - {"regex"}))
    called = st.tuples(names, inner, inner, inner).map(
        lambda each: f"{each[0]}({', '.join(each[1 : 1 + min(FUNCTIONS[each[0]].least, 3)])})"
    )
    return st.one_of(
        st.tuples(inner, signs, inner).map(lambda each: f"({''.join(each)})"),
        called,
        inner.map("-({})".format),
    )


VALUES = st.one_of(st.text(max_size=6), st.floats(), st.booleans(), st.floats(-1e9, 1e9).map(Day))


@settings(max_examples=150, deadline=None)
@given(st.recursive(LEAVES, grown, max_leaves=8), VALUES, VALUES, st.lists(VALUES, max_size=3).map(tuple))
def test_whatever_can_be_read_can_be_evaluated(written, a, b, many):
    found = evaluate(
        parse(written), Scene({"a": a, "b": b, "many": many}, here=a, today=Day(20000.0), position=1)
    )
    assert isinstance(found, str | float | bool | Day)
    assert isinstance(text(found), str)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="${}ab.()'\"+-*<>=!, 1２。selctd", max_size=30))
def test_whatever_is_written_is_read_or_refused(written):
    with suppress(BadForm):
        parse(written)

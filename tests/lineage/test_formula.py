import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.errors import BadClaim, NotComparable
from tanlu.lineage.formula import LONGEST, evaluate, names, parse

MT = {
    "a": (3.0, "Mt"),
    "b": (1.0, "1e6_short_ton"),
    "c": (2.0, "1e8_t"),
    "p": (50.0, "percent"),
    "n": (10.0, "persons"),
}


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("a", "Mt", 3.0),
        ("a + b", "Mt", 3.90718474),
        ("a + b", "1e4_t", 390.718474),
        ("c - a", "Mt", 197.0),
        ("(a + a) / c", "percent", 3.0),
        ("a * 2 - a / 3", "Mt", 5.0),
        ("n / a", "persons_per_Mt", 10 / 3),
        ("a * p", "Mt", 1.5),
        ("1 - p", "percent", 50.0),
        ("a / a", "fraction", 1.0),
        (" a\t+ a ", "Mt", 6.0),
    ],
)
def test_arithmetic_with_units(text, unit, value):
    assert evaluate(text, MT, unit) == pytest.approx(value)


@given(st.floats(0.1, 1e6), st.floats(0.1, 1e6), st.floats(0.1, 1e6))
def test_it_computes_what_python_does(a, b, c):
    values = {"a": (a, "Mt"), "b": (b, "Mt"), "c": (c, "Mt")}
    assert evaluate("(a + b - c) / c * 3", values, "fraction") == pytest.approx((a + b - c) / c * 3, abs=1e-6)


def test_names_in_order_of_first_use():
    assert names("(usa + chn) / world - usa") == ("usa", "chn", "world")
    assert names("1 + 2") == ()


@pytest.mark.parametrize(
    "text",
    ["", "a +", "a.real", "f(a)", "a ** 2", "a // 2", "a % 2", "1.5 * a", "1e3", "'a'", "b'a'", "True", "None", "...",
     "lambda: a", "a if a else b", "[a]", "{a}", "a, b", "a == b", "a and b", "not a", "-a", "+a", "a[0]", "a := 1",
     "__import__('os')", "a @ b", "a | b", "a << 2", "f'{a}'", "a; b", "a\nb", "1j", "*a", "await a", "(yield)",
     "a\0", "(" * 300 + "a" + ")" * 300, "a" + " + a" * 400, "９"],
)  # fmt: skip
def test_nothing_but_arithmetic(text, assert_bilingual):
    with pytest.raises(BadClaim, match="cannot be read") as caught:
        parse(text)
    assert_bilingual(caught.value, text)
    with pytest.raises(BadClaim):
        evaluate(text, MT, "Mt")


def test_a_long_formula_is_not_repeated_in_full():
    with pytest.raises(BadClaim) as caught:
        parse("a" * (LONGEST + 1))
    assert len(caught.value.what[0]) < 100


@pytest.mark.parametrize(
    ("text", "unit", "what"),
    [
        ("a + n", "Mt", "measure different things"),
        ("a + 1", "Mt", "measure different things"),
        ("a / n", "percent", "measure different things"),
        ("a", "MtCO2", "measure different things"),
        ("a * a", "Mt", "measure different things"),
        ("a / (a - a)", "percent", "divides by zero"),
        ("a / 0", "Mt", "divides by zero"),
        ("a * 1" + "0" * 400, "Mt", "no finite number"),
        ("a * 1" + "0" * 200 + " * 1" + "0" * 200, "Mt", "no finite number"),
    ],
)
def test_what_does_not_go_together(text, unit, what, assert_bilingual):
    with pytest.raises(NotComparable, match=what) as caught:
        evaluate(text, MT, unit)
    assert_bilingual(caught.value)
    assert "tonne" not in caught.value.what[1]


def test_a_name_without_input(assert_bilingual):
    with pytest.raises(BadClaim, match="uses 'z', which has no input") as caught:
        evaluate("a + z", MT, "Mt")
    assert_bilingual(caught.value)

"""Numbers, years and dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.errors import BadTable
from tanlu.evidence.readers.text import excel_date, is_year, parse_number, parse_period, plain, squeezed

FULL_WIDTH = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")
finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite)
def test_what_python_writes_is_read_back_exactly(value):
    assert parse_number(repr(value)).value == value


@given(st.integers(-(10**15), 10**15), st.sampled_from([",", " ", "，", "\u00a0", "\u2009", "\u202f"]))
def test_thousands_may_be_parted_by_either_kind(value, mark):
    assert parse_number(f"{value:,}".replace(",", mark)).value == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_full_width_means_the_same(value):
    assert parse_number(f"{value:,}".translate(FULL_WIDTH)).value == float(value)


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_a_clear_refusal(text):
    try:
        value = parse_number(text).value
    except BadTable:
        return
    assert abs(value) < float("inf")


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("44.5%", 44.5, True), ("44.5 ％", 44.5, True), ("\u22125", -5, False), (" 7 ", 7, False), ("1e3", 1000, False),
        ("+3.", 3, False), (".5", 0.5, False), ("1,234,567.8", 1234567.8, False), ("0", 0, False),
    ],
)  # fmt: skip
def test_numbers(text, value, percent):
    found = parse_number(text)
    assert (found.value, found.percent) == (value, percent)


@pytest.mark.parametrize("text", ["1,5", "12,34", "1,234 567", "1234,567", "1 23", "1.234,5"])
def test_a_separator_that_parts_no_thousands_is_refused(text, assert_bilingual):
    with pytest.raises(BadTable, match=r"groups of three|not a number") as caught:
        parse_number(text)
    assert_bilingual(caught.value, text)


@pytest.mark.parametrize(
    "text", ["", "abc", "3.5亿", "(5)", "1e999", "nan", "inf", "--", "5①", "1/2", "#DIV/0!"]
)
def test_other_text_is_no_number(text, assert_bilingual):
    with pytest.raises(BadTable, match="is not a number") as caught:
        parse_number(text)
    assert_bilingual(caught.value, repr(text))


@pytest.mark.parametrize("text", ["2023", "２０２３", "2023年", "2023.0", " 2023 ", "2023年度", "2023 年"])
def test_years(text):
    assert parse_period(text) == "2023"
    assert is_year(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1200", "out of range"), ("2300", "out of range"), ("45292", "If the year is meant, write 2024"),
        ("2023-01-01", "If the year is meant, write 2023"), ("2023/12/31 00:00", "write 2023"),
        ("2023年5月", "write 2023"), ("23", "is not a year"), ("FY2023", "is not a year"), ("2023-13-41", "is not a year"),
        ("2020-2023", "is not a year"),
    ],
)  # fmt: skip
def test_what_is_no_year_is_refused(text, says, assert_bilingual):
    with pytest.raises(BadTable, match=says) as caught:
        parse_period(text)
    assert_bilingual(caught.value, repr(text))


def test_excel_serials():
    assert excel_date("45292") == date(2024, 1, 1)
    assert excel_date("45291.5") == date(2023, 12, 31)
    assert excel_date("12") is None


def test_spaces():
    assert squeezed("山　西 省") == "山西省"
    assert plain(" Ａ\u00a0 B ") == "A B"

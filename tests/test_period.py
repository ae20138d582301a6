import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.errors import BadReference
from tanlu.period import PartialDate, parse_year, parse_years, spans

YEARS = st.integers(1500, 2199)


@pytest.mark.parametrize(
    ("text", "en", "zh", "last"),
    [
        ("2021", "2021", "2021年", "2021-12-31"),
        ("2021-04", "April 2021", "2021年4月", "2021-04-30"),
        ("2021-04-08", "8 April 2021", "2021年4月8日", "2021-04-08"),
        ("2023-02", "February 2023", "2023年2月", "2023-02-28"),
        ("2024-02", "February 2024", "2024年2月", "2024-02-29"),
        ("2021~", "about 2021", "约2021年", "2021-12-31"),
        ("2021-12?", "December 2021 (uncertain)", "2021年12月（待核）", "2021-12-31"),
        (" 1999-01-31 ", "31 January 1999", "1999年1月31日", "1999-01-31"),
    ],
)
def test_partial_dates(text, en, zh, last):
    date = PartialDate.parse(text)
    assert (date.label("en"), date.label("zh"), date.last_day) == (en, zh, last)
    assert str(date) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "23", "2021-13", "2021-00", "2021-04-00", "2021-04-31", "2023-02-29", "2021-4-8", "2021/04", "0000",
     "2021-04-08T00:00", "二〇二一", "２０２１", "2021-04-08!"],
)  # fmt: skip
def test_what_is_no_date(text, assert_bilingual):
    with pytest.raises(BadReference, match="is not a date") as caught:
        PartialDate.parse(text)
    assert_bilingual(caught.value, text)


def test_leap_day_and_order():
    assert PartialDate.parse("2024-02-29").last_day == "2024-02-29"
    dates = [PartialDate.parse(text) for text in ("2021-04-08", "2020", "2021", "2021-04")]
    assert [str(each) for each in sorted(dates)] == ["2020", "2021", "2021-04", "2021-04-08"]


@given(st.dates(), st.sampled_from(["", "?", "~"]), st.integers(1, 3))
def test_a_date_is_written_as_it_is_read(date, mark, precision):
    text = "-".join(date.isoformat().split("-")[:precision])
    assert str(PartialDate.parse(text + mark)) == text + mark
    assert PartialDate.parse(text).last_day >= date.isoformat()


@pytest.mark.parametrize("text", ["1499", "2200", "23", "20231", "", "2O23", "２０２３", "-2023"])
def test_what_is_no_year(text, assert_bilingual):
    with pytest.raises(BadReference, match="is not a year") as caught:
        parse_year(text)
    assert_bilingual(caught.value)


def test_years_and_ranges():
    assert parse_year("2199") == 2199
    assert parse_years("2018 2020-2022, 2018") == (2018, 2020, 2021, 2022)
    assert parse_years("2019-2019") == (2019,)


@pytest.mark.parametrize("text", ["", "2019,", "2019--2021", "2019-next", "2019–2021"])
def test_years_that_cannot_be_read(text, assert_bilingual):
    with pytest.raises(BadReference) as caught:
        parse_years(text)
    assert_bilingual(caught.value)


def test_a_range_that_runs_backwards_is_no_empty_range(assert_bilingual):
    with pytest.raises(BadReference, match=r"'2023-2019' run backwards\. Write 2019-2023") as caught:
        parse_years("2001 2023-2019")
    assert_bilingual(caught.value)


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ([], ""),
        ([2000], "2000"),
        ([2001, 2000], "2000–2001"),
        ([2005, 2000, 2001, 2002, 2005], "2000–2002, 2005"),
    ],
)
def test_spans(years, text):
    assert spans(years) == text


@given(st.lists(YEARS, min_size=1, max_size=30))
def test_spans_and_parse_years_are_inverse(years):
    text = spans(years)
    assert parse_years(text.replace("–", "-")) == tuple(sorted(set(years)))
    assert not re.search(r"(\d{4})–\1", text)

"""Dates that are not settled keep what is certain of them, and nothing more."""

import pytest

from tanlu.accord.dates import UNDATED, read_when
from tanlu.accord.holidays import clashes
from tanlu.errors import BadDialogue


@pytest.mark.parametrize(
    ("said", "first", "last", "edtf"),
    [
        ("2025-12-03", "2025-12-03", "2025-12-03", "2025-12-03"),
        ("2025-12~", "2025-12-01", "2025-12-31", "2025-12~"),
        ("2025-12-XX", "2025-12-01", "2025-12-31", "2025-12-XX"),
        ("2025-XX-XX", "2025-01-01", "2025-12-31", "2025-XX-XX"),
        ("2025-12-01/2025-12-05", "2025-12-01", "2025-12-05", "2025-12-01/2025-12-05"),
        ("2025-12/..", "2025-12-01", "", "2025-12/.."),
        ("../2025-12", "", "2025-12-31", "../2025-12"),
        ("Early December 2025 TBD", "2025-12-01", "2025-12-10", "2025-12-01~/2025-12-10~"),
        ("late Feb. 2024", "2024-02-21", "2024-02-29", "2024-02-21~/2024-02-29~"),
        ("3 December 2025", "2025-12-03", "2025-12-03", "2025-12-03"),
        ("December 3, 2025 (TBC)", "2025-12-03", "2025-12-03", "2025-12-03?"),
        ("2025年12月上旬", "2025-12-01", "2025-12-10", "2025-12-01~/2025-12-10~"),
        ("2025年12月3日", "2025-12-03", "2025-12-03", "2025-12-03"),
        ("2025年2月底", "2025-02-21", "2025-02-28", "2025-02-21~/2025-02-28~"),
        ("202X", "2020-01-01", "2029-12-31", "202X"),
    ],
)
def test_what_is_certain(said, first, last, edtf):
    found = read_when(said)
    assert (found.first, found.last, found.edtf) == (first, last, edtf)
    assert found.settled == (found.why is None)


def test_the_first_ten_days_are_not_the_first_day():
    assert not read_when("2025年12月上旬").settled
    assert read_when("12月上旬", 2025).first == read_when("Early December TBD", 2025).first == "2025-12-01"


@pytest.mark.parametrize("said", ["12月上旬", "Early December TBD", "3 December", "12月3日"])
def test_a_missing_year_is_not_guessed(said):
    found = read_when(said)
    assert (found.first, found.last, found.edtf) == ("", "", "")
    assert found.why.zh == "未写明年份"


@pytest.mark.parametrize("said", ["", "TBD", "To be scheduled", "待定", "时间待定"])
def test_no_date_at_all(said):
    assert read_when(said) == UNDATED


@pytest.mark.parametrize(
    "said",
    ["soon", "2025-13", "2025-02-30", "2025-12-05/2025-12-01", "31 February 2025", "a/b"],
)
def test_what_is_no_date_is_refused(said):
    with pytest.raises(BadDialogue):
        read_when(said)


def names(said):
    return [each.name.en for each in clashes(read_when(said)).holidays]


def test_american_holidays_follow_the_law():
    """Days published by the Office of Personnel Management for 2021 and 2026."""
    assert names("2026-01-19") == ["Birthday of Martin Luther King, Jr."]
    assert names("2026-05-25") == ["Memorial Day"]
    assert names("2026-07-03") == ["Independence Day (observed)"], "the fourth is a Saturday"
    assert names("2026-09-07") == ["Labor Day"]
    assert names("2026-11-26") == ["Thanksgiving Day"]
    assert names("2021-12-24") == ["Christmas Day (observed)"]
    assert names("2021-06-18") == ["Juneteenth National Independence Day (observed)"]
    assert names("2020-06-19") == [], "no federal holiday before 2021"


def test_chinese_holidays_follow_the_notice():
    assert names("2026-02-20") == ["Spring Festival"]
    found = clashes(read_when("2026-02-14")).holidays
    assert [(each.works, each.name.zh) for each in found] == [(True, "春节调休上班")]
    assert "2025-11-04" in found[0].source


def test_a_year_without_a_notice_is_named():
    assert clashes(read_when("2031-05")).unknown == (("CN", 2031),)
    assert clashes(UNDATED).holidays == ()

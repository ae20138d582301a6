"""The shared list of industries: every code once, titles in both languages, groups that add up."""

import csv
from collections import Counter

import pytest
from tests.needs import ROOT

from tanlu.errors import UnknownName
from tanlu.registers.industries import RELIABILITY, groups, industries, industry, of_gbt, of_naics


def test_thirty_eight_industries_with_titles_in_both_languages():
    assert len(industries()) == 38
    assert len({each.title.en for each in industries().values()}) == 38
    assert len({each.title.zh for each in industries().values()}) == 38
    assert {each.reliability for each in industries().values()} <= RELIABILITY.keys()


def test_every_division_of_the_chinese_standard_stands_once():
    held = Counter(code for each in industries().values() for code in each.gbt)
    assert sorted(held) == [f"{number:02}" for number in range(1, 98)]
    assert set(held.values()) == {1}


def test_every_line_of_the_state_accounts_stands_once():
    with (ROOT / "tools" / "release" / "bea_lines.csv").open(encoding="utf-8", newline="") as file:
        lines = sorted(row["line"] for row in csv.DictReader(file))
    assert sorted(line for each in groups().values() for line in each.lines) == lines


def test_what_is_known_to_leak_is_said():
    assert all(each.leak for each in industries().values() if each.reliability == "C")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2121", "coal"), ("2122", "min"), ("2131", "msup"), ("3254", "pha"), ("3259", "chem"), ("4841", "tpt"),
        ("4921", "tpt"), ("5415", "inf"), ("5418", "bus"), ("5629", "rcy"), ("5621", "env"), ("7121", "env"),
        ("7131", "art"), ("8113", "rcy"), ("8111", "oth"), ("4451", "trd"), ("5321", "bus"), ("1133", "agr"),
    ],
)  # fmt: skip
def test_a_naics_group_falls_where_it_should(code, name):
    assert of_naics(code).id == name


def test_chinese_divisions_fall_where_they_should():
    assert [of_gbt(code).id for code in ("06", "25", "38", "86")] == ["coal", "ref", "ele", "inf"]
    assert of_gbt("98") is None


def test_coal_is_published_with_other_mining_in_the_states():
    assert groups()["mining"].members == ("coal", "min")
    assert "rcy" not in {member for each in groups().values() for member in each.members}


def test_an_unknown_industry_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match="coal"):
        industry("cole")

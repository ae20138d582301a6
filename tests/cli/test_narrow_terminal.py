"""A terminal of eighty cells: nothing is cut, and no number is torn in two."""

import re

import pytest
from rich.console import Console

from tanlu.cli import tables
from tests.cli.running import run


@pytest.fixture
def narrow(monkeypatch):
    monkeypatch.setattr(tables, "console", lambda: Console(width=80, highlight=False, soft_wrap=False))


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(("lang", "name"), [("en", "Virginia"), ("zh", "西弗吉尼亚州")])
def test_codes_and_years_of_a_listing_stay_whole(capsys, monkeypatch, lang, name):
    out = run(capsys, monkeypatch, "evidence", "list", "--region", "US-WV", lang=lang).out
    first = next(line for line in out.splitlines() if "budget_revenue" in line)
    assert re.search(r"US-WV .* 2 +2022 +2023", first)
    assert name in out


@pytest.mark.usefixtures("narrow")
def test_a_number_in_chinese_is_not_torn_in_two(capsys, monkeypatch):
    out = run(capsys, monkeypatch, "claims", "check", lang="zh").out
    assert "宾夕法尼亚州3870万" in out
    assert "2019年" in out
    assert not re.findall(r"^.* {2}[，。；：、）].*$", out, re.MULTILINE)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(("lang", "middle"), [("en", "middle"), ("zh", "中位数")])
def test_the_ten_columns_of_an_outlook_keep_their_headings(capsys, monkeypatch, lang, middle):
    assert middle in run(capsys, monkeypatch, "outlook", "US-WY", lang=lang).out.split("2025")[0]

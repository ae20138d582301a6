"""``tanlu economy workforce``: for people in both languages, and for programs; the page of the documentation is run."""

import csv
import io
import re
import tomllib

import pytest

from tests.contract.test_docs import BLOCK, plain, shows, told
from tests.contract.tree import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
PAGE = (ROOT / "docs" / "en" / "workforce.md").read_text("utf-8")
NAMES = ("ratings.csv", "wages.csv", "displaced.csv", "openings.csv")
TABLES = [block for kind, block in BLOCK.findall(PAGE) if kind == "csv"]
RATINGS = TABLES[0]
STAFFING = "naics,naics_title,occ_code,occ_title,occ_group,tot_emp\n1,Wind,6301,T,detailed,50\n1,Wind,6300,T,major,90\n"
MEET = ("--displaced", "displaced.csv", "--openings", "openings.csv")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, block in zip(NAMES, TABLES, strict=True):
        (tmp_path / name).write_text(block, encoding="utf-8")
    (tmp_path / "staffing.csv").write_text(STAFFING, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("lang", "words"), [("en", "not the chance of a move"), ("zh", "不等于能够转岗")])
@pytest.mark.parametrize("more", [("--from", "6101"), MEET])
def test_every_answer_says_that_alike_is_not_a_chance(tanlu, here, lang, words, more):
    found = tanlu("economy", "workforce", "ratings.csv", *more, lang=lang)
    assert found.code == 0
    assert words in found.out
    assert bool(HAN.search(found.out)) == (lang == "zh")
    assert "O*NET" not in found.out


def test_json_and_csv_say_the_same(tanlu, here):
    asked = (
        "economy",
        "workforce",
        "ratings.csv",
        "--from",
        "coal miner",
        "--wages",
        "wages.csv",
        "--format",
    )
    data = tanlu(*asked, "json").data
    rows = list(csv.DictReader(io.StringIO(tanlu(*asked, "csv").out)))
    assert [row["occupation"] for row in rows] == [row["occupation"] for row in data["destinations"]]
    assert [float(row["percentile"]) for row in rows] == [row["percentile"] for row in data["destinations"]]
    assert [row["cut"] for row in data["destinations"]] == [False, False, True, True]
    assert rows[0]["asks"].startswith("Operating machines 4>4.5")
    asked = ("economy", "workforce", "ratings.csv", *MEET, "--format")
    data = tanlu(*asked, "json").data
    rows = list(csv.DictReader(io.StringIO(tanlu(*asked, "csv").out)))
    assert sum(int(row["people"]) for row in rows) == data["displaced"] == 200
    assert data["shares"]["no_cut"] is None  # no wages were given
    assert [row["people"] for row in data["left_over"]] == [50, 20]


def test_the_staffing_of_an_industry_stands_beside_or_leaves_out(tanlu, here):
    asked = (
        "economy",
        "workforce",
        "ratings.csv",
        "--from",
        "6101",
        "--staffing",
        "staffing.csv",
        "--industry",
        "1",
    )
    rows = tanlu(*asked, "--format", "json").data["destinations"]
    assert {row["occupation"]: row["industry"] for row in rows}["6301"] == 50
    assert sum(row["industry"] for row in rows) == 50
    only = tanlu(*asked, "--only-industry", "--format", "json").data["destinations"]
    assert [row["occupation"] for row in only] == ["6301"]


def test_results_from_onet_carry_its_notice(tanlu, here):
    codes = RATINGS
    for each in ("6101", "6201", "6301", "4101", "4201"):
        codes = codes.replace(f"{each},", f"{each[:2]}-{each}.00,")
    (here / "onet.csv").write_text(codes, encoding="utf-8")
    for lang in ("en", "zh"):
        found = tanlu("economy", "workforce", "onet.csv", "--from", "61-6101", lang=lang)
        assert "CC BY 4.0" in found.out
        assert "USDOL/ETA" in found.out
    asked = ("economy", "workforce", "onet.csv", "--from", "61-6101", "--format")
    assert "trademark" in tanlu(*asked, "json").data["notice"]["en"]
    assert "trademark" in tanlu(*asked, "csv").out


SWAPS = {
    "twice": ("6101,Coal miner,Repairing", "6101,Coal miner,Safety"),
    "off the scale": ("4.5,4.0", "5.5,4.0"),
    "NaN": ("4.5,4.0", "NaN,4.0"),
    "a share": ("4.5,4.0", "90%,4.0"),
    "no element": ("Coal miner,Safety", "Coal miner,"),
    "no scale": ("importance,level", "weight,height"),
    "no element column": ("title,element,", "title,thing,"),
    "too many cells": ("6101,Coal miner,Safety", "6101,Coal, miner,Safety"),
    "no level": (",importance,level", ",importance,height"),
    "a header only": (RATINGS[RATINGS.index("\n") + 1 :], ""),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("what", SWAPS)
def test_bad_ratings_are_two_lines_in_the_users_language(tanlu, here, what, lang):
    (here / "bad.csv").write_text(RATINGS.replace(*SWAPS[what]), encoding="utf-8")
    more = ("--measure", "euclid") if what == "no level" else ()
    found = tanlu("economy", "workforce", "bad.csv", "--from", "6101", *more, lang=lang)
    assert found.code == 2, found.out
    assert found.out == ""
    assert len(found.lines) == 2
    assert bool(HAN.search(found.err)) == (lang == "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--from", "miner"),
        ("--from", "6101", "--measure", "gap"),
        ("--from", "6101", "--staffing", "staffing.csv"),
        ("--from", "6101", "--staffing", "staffing.csv", "--industry", "9"),
        ("--from", "6101", "--only-industry"),
        ("--from", "6101", "--wages", "ratings.csv"),
        ("--from", "6101", "--wages", "nothing.csv"),
        ("--displaced", "displaced.csv"),
        (*MEET, "--from", "6101"),
        (*MEET, "--within", "0"),
        (*MEET, "--measure", "gap"),
        ("--displaced", "displaced.csv", "--openings", "wages.csv"),
    ],
    ids=" ".join,
)
def test_mistakes_are_two_lines_in_the_users_language(tanlu, here, words, lang):
    found = tanlu("economy", "workforce", "ratings.csv", *words, lang=lang)
    assert found.code == 2, found.out
    assert found.out == ""
    assert len(found.lines) == 2
    assert bool(HAN.search(found.err)) == (lang == "zh")


def test_an_unknown_occupation_offers_the_nearest_titles(tanlu, here):
    found = tanlu("economy", "workforce", "ratings.csv", "--from", "mine")
    assert "nearest: 6101 Coal miner" in found.lines[1]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_true(tanlu, here, lang):
    page = (ROOT / "docs" / lang / "workforce.md").read_text("utf-8")
    assert [block for kind, block in BLOCK.findall(page) if kind == "csv"] == TABLES
    ran = 0
    for kind, block in BLOCK.findall(page):
        if kind == "python":
            exec(compile(block, "workforce.md", "exec"), {})
        for line, expected in told(block) if kind == "console" else ():
            words = [each.strip('"') for each in re.findall(r'"[^"]+"|\S+', line)]
            printed = [plain(each) for each in tanlu(*words[1:], lang=lang).out.splitlines()]
            ran += 1
            for each in expected:
                assert any(shows(one, each) for one in printed), (line, each, printed)
    assert ran == 2


def test_the_examples_of_the_reference_run(tanlu, here):
    told_ = tomllib.loads((ROOT / "tools" / "reference" / "commands.toml").read_text("utf-8"))
    for line in told_["commands"]["economy workforce"]["examples"]:
        assert tanlu(*line.split()[1:]).code == 0, line

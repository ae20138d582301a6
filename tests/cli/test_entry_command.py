"""``tanlu economy entry`` and ``relatedness``: for people in both languages, and for programs."""

import csv
import io
import re

import pytest

from tests.cli.zones import write_zones

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def zones(tmp_path):
    return write_zones(tmp_path / "zones.csv")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("2010–2020: ", "baseline", "fitted on 2000–2010", "Brier score", "industries so proposed", "R03 · 2020",
             "Of what such lists named")),
     ("zh", ("2010—2020年：", "基线", "2000—2010年", "布赖尔分数", "如此列出的", "R03 · 2020", "此类清单所列行业"))],
)  # fmt: skip
def test_a_back_test_is_told_with_its_baselines_and_how_often_lists_were_right(tanlu, zones, lang, words):
    found = tanlu("economy", "entry", zones, "--region", "R03", "--top", "3", "--draws", "50", lang=lang)
    assert found.code == 0
    assert all(each in found.out for each in words), found.out
    assert bool(HAN.search(found.out)) == (lang == "zh")


def test_json_and_csv_say_the_same_and_so_does_the_list(tanlu, zones):
    asked = ("economy", "entry", zones, "--top", "3", "--draws", "50", "--format")
    data = tanlu(*asked, "json").data
    rows = list(csv.DictReader(io.StringIO(tanlu(*asked, "csv").out)))
    assert [row["score"] for row in rows] == [row["score"] for row in data["rows"]]
    assert [float(row["pooled"]) for row in rows] == [row["pooled"]["value"] for row in data["rows"]]
    assert rows[0]["ahead_at"] == ""
    assert data["rows"][0]["ahead"] is None
    assert data["fitted"] == ["2000", "2010"]
    assert data["proposal"] is None
    named = tanlu(*asked, "json", "--region", "R03").data
    proposal, chosen = (
        named["proposal"],
        next(row for row in data["rows"] if row["score"] == data["recommended"]),
    )
    assert proposal["right"] == chosen["at"]
    assert len(proposal["industries"]) == 3
    listed = list(csv.DictReader(io.StringIO(tanlu(*asked, "csv", "--region", "R03").out)))
    assert [row["industry"] for row in listed] == [row["industry"] for row in proposal["industries"]]
    assert float(listed[0]["right"]) == chosen["at"]["value"]


def test_two_years_are_tested_on_folds_and_years_can_be_named(tanlu, zones, tmp_path):
    asked = ("--top", "3", "--draws", "0", "--format", "json")
    data = tanlu("economy", "entry", zones, "--from", "2000", "--to", "2010", *asked).data
    assert (data["fitted"], data["tested"]) == (None, ["2000", "2010"])
    assert data["rows"][0]["pooled"]["low"] is None
    two = write_zones(tmp_path / "two.csv", years=("2000", "2010"))
    again = tanlu("economy", "entry", two, *asked).data
    assert again == data
    three = tanlu("economy", "entry", zones, "--fit-from", "2000", "--from", "2010", *asked).data
    assert three == tanlu("economy", "entry", zones, *asked).data


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ("entry", "--region", "R99"),
        ("entry", "--from", "2020", "--to", "2010"),
        ("entry", "--from", "1999"),
        ("entry", "--fit-from", "2010", "--from", "2000"),
        ("entry", "--reference", "US"),
        ("relatedness", "--period", "2020", "--region", "R99"),
        ("relatedness",),
        ("relatedness", "--period", "2020", "--source", "nothing.csv"),
    ],
    ids=" ".join,
)
def test_mistakes_are_two_lines_in_the_users_language(tanlu, zones, words, lang):
    found = tanlu("economy", words[0], zones, *words[1:], lang=lang)
    assert found.code == 2
    assert found.out == ""
    assert len(found.lines) == 2
    assert bool(HAN.search(found.err)) == (lang == "zh")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ("itself left out", "is no forecast")), ("zh", ("不含自身", "远近不等于预测"))]
)
def test_relatedness_is_told_with_its_definition(tanlu, zones, lang, words):
    found = tanlu("economy", "relatedness", zones, "--period", "2020", "--neighbours", "5", lang=lang)
    assert found.code == 0
    assert all(each in found.out for each in words)


def test_relatedness_lists_what_a_region_lacks_the_closest_first(tanlu, zones, tmp_path):
    asked = ("economy", "relatedness", zones, "--period", "2020", "--format", "json")
    data = tanlu(*asked).data["density"]
    own = [row for row in data if row["region"] == "R03"]
    assert all(row["lq"] < 1 for row in data)
    assert [row["rank"] for row in own] == list(range(1, len(own) + 1))
    assert [row["density"] for row in own] == sorted((row["density"] for row in own), reverse=True)
    assert tanlu(*asked, "--region", "R03").data["density"] == own
    assert tanlu(*asked, "--region", "R03", "--top", "2").data["density"] == own[:2]
    other = write_zones(tmp_path / "other.csv", years=("2000",))
    learnt = tanlu(*asked, "--source", other).data
    assert "other.csv" in learnt["method"]["en"]
    assert learnt["density"] != data

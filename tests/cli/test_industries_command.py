"""``tanlu economy bridge`` and ``industries``: codes side by side, and candidates without a magic score."""

import csv
import io
import re
import shlex
import tomllib

import pytest

from tests.cli.test_economy_command import write_page
from tests.contract.tree import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
CANDIDATES = """industry,growth,pay,nearness,distance,water,policy
Batteries,9,80,0.42,120,30,yes
Coal chemicals,2,70,0.61,40,95,yes
Data centres,12,110,0.20,60,20,no
Wood products,1,45,0.35,150,10,no
Tourism,5,40,0.30,80,,no
Glass,1,44,0.30,160,12,yes
"""
ASKED = ("--less", "distance", "--limit", "water<=50", "--label", "policy")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "candidates.csv"
    path.write_text(CANDIDATES, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("lang", "words"), [("en", "small known leaks"), ("zh", "有少量已知差异")])
def test_the_whole_bridge(tanlu, lang, words):
    found = tanlu("economy", "bridge", lang=lang)
    assert found.code == 0
    assert words in found.out
    data = tanlu("economy", "bridge", "--format", "json").data["industries"]
    rows = list(csv.DictReader(io.StringIO(tanlu("economy", "bridge", "--format", "csv").out)))
    assert len(data) == len(rows) == 38
    assert [row["gbt"] for row in rows] == ["|".join(each["gbt"]) for each in data]
    assert next(row for row in rows if row["id"] == "coal")["leak_zh"] == data[1]["leak"]["zh"]


@pytest.mark.parametrize(
    ("code", "ids"),
    [("2121", ["coal"]), ("06", ["coal"]), ("B06", ["coal"]), ("coal", ["coal"]), ("325", ["chem", "pha"]),
     ("22", ["pap"]), ("221", ["utl"]), ("212", ["coal", "min"]), ("8113", ["rcy"])],
)  # fmt: skip
def test_a_code_falls_where_it_should(tanlu, code, ids):
    data = tanlu("economy", "bridge", code, "--format", "json").data
    assert [each["id"] for each in data["industries"]] == ids


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("code", "near"), [("cole", "coal"), ("2129", "2122"), ("98", "97"), ("煤炭", "coal"), ("qqq", "2121")]
)
def test_an_unknown_code_is_answered_with_the_nearest(tanlu, code, near, lang):
    found = tanlu("economy", "bridge", code, lang=lang)
    assert found.code == 2
    assert len(found.lines) == 2
    assert near in found.lines[1]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_candidates_are_told_with_their_stability(tanlu, table, lang):
    found = tanlu("economy", "industries", table, *ASKED, "--weight", "growth=2", "--top", "1", lang=lang)
    assert found.code == 0
    one = {"en": ("unbeaten", "breaks water ≤ 50 (95)", "lacks water", "Pareto"),
           "zh": ("未被超越", "不满足 water ≤ 50（实为 95）", "缺少：water", "帕累托")}[lang]  # fmt: skip
    assert all(each in found.out for each in one)
    assert found.out.index("Data centres") < found.out.index("Glass") < found.out.index("Coal chemicals")


def test_candidates_as_json_and_csv(tanlu, table):
    data = tanlu("economy", "industries", table, *ASKED, "--format", "json").data
    held = {each["industry"]: each for each in data["candidates"]}
    # by hand: of Data centres, Batteries, Wood products and Glass the latter two are beaten by Batteries
    assert {name: each["beaten_by"] for name, each in held.items()} == {
        "Data centres": None, "Batteries": None, "Wood products": "Batteries", "Glass": "Batteries",
    }  # fmt: skip
    assert all(
        each["place_low"] <= each["place_high"] and 0 <= each["among_first"] <= 1 for each in held.values()
    )
    assert [each["column"] for each in data["criteria"]] == ["growth", "pay", "nearness", "distance"]
    assert data["constraints"] == ["water ≤ 50"]
    assert {each["industry"]: (each["breaks"], each["lacks"]) for each in data["apart"]} == {
        "Coal chemicals": (["water ≤ 50"], []), "Tourism": ([], ["water"]),
    }  # fmt: skip
    rows = list(
        csv.DictReader(io.StringIO(tanlu("economy", "industries", table, *ASKED, "--format", "csv").out))
    )
    assert len(rows) == 6
    assert [row["place"] for row in rows[-2:]] == ["", ""]
    assert rows[0]["label:policy"] == held[rows[0]["industry"]]["labels"]["policy"]


def test_a_label_is_never_used(tanlu, table, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text(CANDIDATES.replace(",yes", ",?").replace(",no", ",yes"), encoding="utf-8")
    one, two = (
        tanlu("economy", "industries", each, *ASKED, "--format", "json").data["candidates"]
        for each in (table, str(other))
    )
    for each in (*one, *two):
        each.pop("labels")
    assert one == two


def test_a_column_with_a_limit_counts_only_if_it_is_named(tanlu, table):
    asked = ("economy", "industries", table, *ASKED, "--less", "water", "--format", "json")
    data = tanlu(*asked).data
    assert {"column": "water", "less_is_better": True, "weight": None} in data["criteria"]
    assert next(each for each in data["candidates"] if each["industry"] == "Wood products")["unbeaten"]


def test_draws_follow_the_seed(tanlu, table):
    runs = [
        tanlu("economy", "industries", table, *ASKED, "--top", "1", "--seed", seed, "--format", "csv").out
        for seed in ("1", "1", "2")
    ]
    assert runs[0] == runs[1] != runs[2]


def test_one_candidate_is_told_that_the_share_says_nothing(tanlu, tmp_path):
    path = tmp_path / "one.csv"
    path.write_text("industry,growth\nGlass,3\n", encoding="utf-8")
    assert "▲ Ranked: 1, so all are among the first 3" in tanlu("economy", "industries", str(path)).out


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("3 / 4", "Beaten by: Batteries, Wood products.", "kept (12)", "Context, not used: policy: yes.")),
     ("zh", ("3 / 4", "超越它的有：Batteries、Wood products。", "满足（12）", "说明（不参与计算）：policy：yes。"))],
)  # fmt: skip
def test_a_card(tanlu, table, lang, words):
    found = tanlu("economy", "industries", table, *ASKED, "--card", "Glass", lang=lang)
    assert all(each in found.out for each in words)
    data = tanlu("economy", "industries", table, *ASKED, "--card", "Glass", "--format", "json").data
    assert [each["place"] for each in data["criteria"]] == [3, 4, 3, 4]
    assert (
        len(
            tanlu(
                "economy", "industries", table, *ASKED, "--card", "Glass", "--format", "csv"
            ).out.splitlines()
        )
        == 5
    )


@pytest.mark.parametrize(("name", "words"), [("Coal chemicals", "broken (95)"), ("Tourism", "not known")])
def test_a_card_of_one_that_is_not_ranked(tanlu, table, name, words):
    found = tanlu("economy", "industries", table, *ASKED, "--card", name)
    assert "Not ranked: " in found.out
    assert words in found.out
    assert (
        tanlu("economy", "industries", table, *ASKED, "--card", name, "--format", "json").data["standing"]
        is None
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("words", "told_of"),
    [
        ((), "policy"), (("--label", "policies"), "policy"), ((*ASKED, "--less", "far"), "far"),
        ((*ASKED, "--weight", "growth"), "growth"), ((*ASKED, "--weight", "growth=0"), "growth"),
        ((*ASKED, "--weight", "growth=-1"), "growth"), ((*ASKED, "--weight", "growth=2", "--weight", "growth=3"), "growth"),
        ((*ASKED, "--weight", "policy=2"), "policy"), ((*ASKED, "--limit", "water<50"), "water<50"),
        ((*ASKED, "--limit", "water<=wet"), "water<=wet"), ((*ASKED, "--limit", "pay>=900"), "6"),
        ((*ASKED, "--card", "Glas"), "Glass"),
    ],
    ids=str,
)  # fmt: skip
def test_mistakes_are_two_lines(tanlu, table, words, told_of, lang):
    found = tanlu("economy", "industries", table, *words, lang=lang)
    assert (found.code, found.out, len(found.lines)) == (2, "", 2)
    assert told_of in found.err
    assert bool(HAN.search(found.err)) == (lang == "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("industry\nGlass\n", "table.csv"), ("industry,growth\n", "table.csv"),
        ("industry,growth,growth\nGlass,1,2\n", "growth"),
        ("industry,growth,\nGlass,1,2\n", "3"), ("industry,growth\nGlass,1\nGlass,2\n", "2"),
        ("industry,growth\n,1\n", "2"), ("industry,growth\nGlass,1,2\n", "2"), ("industry,growth\nGlass,fast\n", "fast"),
        ("industry,growth\nGlass,1%\nWood,2\n", "growth"), ("industry,growth\nGlass,\n", "1"),
    ],
)  # fmt: skip
def test_tables_that_cannot_be_judged(tanlu, tmp_path, text, words, lang):
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    found = tanlu("economy", "industries", str(path), lang=lang)
    assert (found.code, len(found.lines)) == (2, 2)
    assert words in found.err
    assert bool(HAN.search(found.err)) == (lang == "zh")


@pytest.mark.parametrize("noun", ["bridge", "industries"])
def test_the_examples_of_the_reference_run(tanlu, tmp_path, monkeypatch, noun):
    monkeypatch.chdir(tmp_path)
    write_page(tmp_path, "en")
    told_ = tomllib.loads((ROOT / "tools" / "reference" / "commands.toml").read_text("utf-8"))
    for line in told_["commands"][f"economy {noun}"]["examples"]:
        assert tanlu(*shlex.split(line)[1:]).code == 0, line

"""``tanlu economy``: for people in both languages, and for programs."""

import csv
import io
import re
import shlex
import tomllib
from itertools import pairwise

import pytest

from tests.cli.zones import write_zones
from tests.contract.test_docs import BLOCK, plain, shows, told
from tests.contract.tree import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
SYNTHETIC = """region,industry,year,value
North,2121,2010,900
North,3311,2010,200
North,6221,2010,300
South,2121,2010,50
South,3311,2010,400
South,6221,2010,800
North,2121,2020,300
North,3311,2020,180
North,6221,2020,320
South,2121,2020,20
South,3311,2020,450
South,6221,2020,1100
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "jobs.csv"
    path.write_text(SYNTHETIC, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("Hachman", "Method: Hachman index", "2 regions × 3 industries", "Next: --region")),
     ("zh", ("哈克曼", "算法：哈克曼指数", "2 个地区 × 3 个行业", "下一步：用 --region"))],
)  # fmt: skip
def test_structure_is_told_with_its_definition(tanlu, table, lang, words):
    found = tanlu("economy", "structure", table, "--period", "2020", lang=lang)
    assert found.code == 0
    assert all(each in found.out for each in words)
    assert bool(HAN.search(found.out)) == (lang == "zh")


def test_one_region_shows_its_industries_the_strongest_first(tanlu, table):
    found = tanlu("economy", "structure", table, "--period", "2020", "--region", "North")
    assert found.out.index("2121") < found.out.index("3311") < found.out.index("6221")
    assert "Method: location quotient" in found.out
    assert "interval: 95 %" in found.out


def test_json_and_csv_say_the_same(tanlu, table):
    asked = ("economy", "structure", table, "--period", "2020", "--region", "North", "--groups", "2")
    data = tanlu(*asked, "--format", "json").data
    rows = list(csv.DictReader(io.StringIO(tanlu(*asked, "--format", "csv").out)))
    assert [float(row["value"]) for row in rows] == [each["value"] for each in data["quotients"]]
    assert rows[0]["method_zh"] == data["quotients_method"]["zh"]
    assert data["diversity"][0]["related"] == 0
    assert data["audit"]["suppressed"] == 0
    assert data["period"] == "2020"


@pytest.mark.parametrize(("lang", "words"), [("en", "Not diversified"), ("zh", "并非多元化")])
def test_a_region_that_lost_coal_jobs_is_not_called_diversified(tanlu, table, lang, words):
    found = tanlu("economy", "shiftshare", table, "--region", "North", "--focus", "2121", lang=lang)
    assert found.code == 0
    assert words in found.out


def test_shift_share_as_json_adds_up(tanlu, table):
    data = tanlu("economy", "shiftshare", table, "--region", "North", "--format", "json").data
    totals = data["totals"]
    parts = sum(totals[name] for name in ("national", "mix", "regional", "allocation", "new"))
    assert parts == pytest.approx(totals["change"]) == pytest.approx(-600)
    assert data["breadth"]["verdict"] == "broader by loss"
    assert (data["from"], data["to"]) == ("2010", "2020")
    text = tanlu("economy", "shiftshare", table, "--region", "North", "--format", "csv").out
    assert len(text.splitlines()) == 4


def test_a_nation_in_the_table_is_the_reference(tanlu, tmp_path):
    nation = "US,2121,2010,{}\nUS,3311,2010,{}\nUS,6221,2010,{}\nUS,2121,2020,{}\nUS,3311,2020,{}\nUS,6221,2020,{}\n"
    sums = nation.format(950, 600, 1100, 320, 630, 1420)
    more = nation.format(5000, 9000, 90000, 4000, 8000, 99000)
    for rows, code in ((sums, 2), (more, 0)):
        path = tmp_path / "nation.csv"
        path.write_text(SYNTHETIC + rows, encoding="utf-8")
        alone = tanlu("economy", "structure", str(path), "--period", "2010")
        assert alone.code == code
        with_it = (
            "economy",
            "structure",
            str(path),
            "--period",
            "2010",
            "--reference",
            "US",
            "--format",
            "json",
        )
        data = tanlu(*with_it).data
        assert {row["region"] for row in data["diversity"]} == {"North", "South"}
        assert "outside" in data["quotients_method"]["en"]
        assert tanlu("economy", "shiftshare", str(path), "--region", "North", "--reference", "US").code == 0


def test_suppressed_cells_are_told(tanlu, tmp_path):
    path = tmp_path / "hidden.csv"
    path.write_text(SYNTHETIC.replace("2020,180", "2020,D"), encoding="utf-8")
    found = tanlu("economy", "structure", str(path), "--period", "2020", "--region", "North", lang="zh")
    assert "▲" in found.out
    assert "保密" in found.out
    refused = tanlu("economy", "shiftshare", str(path), "--region", "North")
    assert refused.code == 2
    assert "suppressed" in refused.lines[0]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ("structure",),
        ("structure", "--period", "1999"),
        ("structure", "--period", "2020", "--region", "West"),
        ("structure", "--period", "2020", "--measure", "rpop"),
        ("structure", "--period", "2020", "--column", "nonsense"),
        ("structure", "--period", "2020", "--column", "value=emp"),
        ("structure", "--period", "2020", "--reference", "US"),
        ("shiftshare", "--region", "West"),
        ("shiftshare", "--region", "North", "--from", "2020", "--to", "2010"),
        ("shiftshare", "--region", "North", "--focus", "coal"),
        ("shiftshare", "--region", "North", "--reference", "US"),
    ],
    ids=" ".join,
)
def test_mistakes_are_two_lines_in_the_users_language(tanlu, table, words, lang):
    found = tanlu("economy", words[0], table, *words[1:], lang=lang)
    assert found.code == 2
    assert found.out == ""
    assert len(found.lines) == 2
    assert bool(HAN.search(found.err)) == (lang == "zh")


def write_many(path, column="income"):
    """Write a synthetic table: richer regions do rarer things beside the common ones."""
    lines = [f"region,industry,value,{column}"]
    for r in range(12):
        shown = [p for p in range(16) if p <= r + 3 + (r * p) % 3]
        lines += [f"R{r:02},I{p:02},{100 if p in shown else 1},{10_000 + 2_000 * r}" for p in range(16)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("rises with the reference", "Eigenvalues")), ("zh", ("随给定的参照变量上升", "特征值"))],
)
def test_complexity_says_where_its_sign_is_from(tanlu, tmp_path, lang, words):
    table = write_many(tmp_path / "many.csv")
    found = tanlu("economy", "complexity", table, lang=lang)
    assert found.code == 0
    assert all(each in found.out for each in words)
    data = tanlu("economy", "complexity", table, "--format", "json").data
    assert data["with_reference"] > 0.5
    first = data["regions"][0]
    assert first["rank_low"] <= first["rank"] <= first["rank_high"]
    by = [(row["complexity"], row["rank"]) for row in data["regions"]]
    assert all(b == a if x == pytest.approx(y, abs=1e-9) else b > a for (x, a), (y, b) in pairwise(by))


def test_scores_of_industries_go_from_one_table_to_another(tanlu, tmp_path):
    table = write_many(tmp_path / "many.csv")
    scores = tanlu("economy", "complexity", table, "--of", "industries", "--format", "csv").out
    (tmp_path / "scores.csv").write_text(scores, encoding="utf-8")
    asked = ("economy", "complexity", table, "--format", "json")
    own = {row["region"]: row["complexity"] for row in tanlu(*asked).data["regions"]}
    data = tanlu(*asked, "--scores", str(tmp_path / "scores.csv")).data
    assert data["kind"] == "external"
    assert {row["region"]: row["complexity"] for row in data["regions"]} == pytest.approx(own)
    assert tanlu(*asked, "--kind", "fitness").data["kind"] == "fitness"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_complexity_without_a_sign_is_refused(tanlu, tmp_path, lang):
    table = write_many(tmp_path / "many.csv", "other")
    (tmp_path / "bad.csv").write_text("industry,score\nI01,1\n", encoding="utf-8")
    for more in ((), ("--sign", "diversity"), ("--scores", str(tmp_path / "bad.csv"))):
        found = tanlu("economy", "complexity", table, *more, lang=lang)
        assert found.code == 2
        assert len(found.lines) == 2
        assert bool(HAN.search(found.err)) == (lang == "zh")


def write_page(folder, lang):
    """Write the tables that the page shows, under the names it gives them, and return the page."""
    page = (ROOT / "docs" / lang / "economy.md").read_text("utf-8")
    for name, block in re.findall(r"`(\w+\.csv)`[^`]*```csv\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        (folder / name).write_text(block, encoding="utf-8")
    return page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_true(tanlu, tmp_path, monkeypatch, lang):
    """The table, commands and Python of the page are run as they stand there."""
    monkeypatch.chdir(tmp_path)
    page = write_page(tmp_path, lang)
    assert (tmp_path / "jobs.csv").read_text("utf-8") == SYNTHETIC
    ran = 0
    for kind, block in BLOCK.findall(page):
        if kind == "python":
            exec(compile(block, "economy.md", "exec"), {})
        for line, expected in told(block) if kind == "console" else ():
            printed = [plain(each) for each in tanlu(*shlex.split(line)[1:], lang=lang).out.splitlines()]
            ran += 1
            for each in expected:
                assert any(shows(one, each) for one in printed), (line, each, printed)
    assert ran >= 9


@pytest.mark.parametrize("noun", ["structure", "shiftshare", "complexity", "entry", "relatedness"])
def test_the_examples_of_the_reference_run(tanlu, table, tmp_path, monkeypatch, noun):
    monkeypatch.chdir(tmp_path)
    write_page(tmp_path, "en")
    write_many(tmp_path / "regions.csv")
    write_zones(tmp_path / "zones.csv")
    (tmp_path / "scores.csv").write_text(
        "industry,complexity\n" + "".join(f"I{p:02},{p}\n" for p in range(16)), encoding="utf-8"
    )
    told_ = tomllib.loads((ROOT / "tools" / "reference" / "commands.toml").read_text("utf-8"))
    for line in told_["commands"][f"economy {noun}"]["examples"]:
        assert tanlu(*line.split()[1:]).code == 0, line

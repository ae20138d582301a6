"""``tanlu economy io``: for people in both languages, and for programs; the page of the documentation is run."""

import csv
import io
import re
import tomllib

import pytest

from tests.contract.test_docs import BLOCK, plain, shows, told
from tests.contract.tree import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
PAGE = (ROOT / "docs" / "en" / "input-output.md").read_text("utf-8")
TABLE, REGION = (block for kind, block in BLOCK.findall(PAGE) if kind == "csv")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "region.csv").write_text(REGION, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("lang", "words"), [("en", "upper bound"), ("zh", "上限")])
@pytest.mark.parametrize("more", [(), ("--extract", "coal"), ("--weights", "region.csv", "--sector", "coal")])
def test_every_answer_says_that_it_is_gross(tanlu, here, lang, words, more):
    found = tanlu("economy", "io", "table.csv", *more, lang=lang)
    assert found.code == 0
    assert words in found.out
    assert bool(HAN.search(found.out)) == (lang == "zh")


def test_the_range_comes_first_and_says_why(tanlu, here):
    found = tanlu("economy", "io", "table.csv", "--weights", "region.csv", "--sector", "coal").out
    assert found.index("1.11 to 1.27") < found.index("read the range") < found.index("SLQ  ")


def test_json_and_csv_say_the_same(tanlu, here):
    for more, key in (
        ((), "output_1"),
        (("--extract", "coal"), "lost"),
        (("--weights", "region.csv"), "low_1"),
    ):
        asked = ("economy", "io", "table.csv", *more)
        data = tanlu(*asked, "--format", "json").data
        rows = list(csv.DictReader(io.StringIO(tanlu(*asked, "--format", "csv").out)))
        found = {row["code"]: float(row[key]) for row in rows}
        assert found == {row["code"]: row[key] for row in data["sectors"]}
        assert rows[0]["method_zh"]
        assert "upper bound" in data["gross"]["en"]
    data = tanlu("economy", "io", "table.csv", "--weights", "region.csv", "--format", "json").data
    assert {row["way"] for row in data["sectors"][0]["methods"]} >= {"SLQ", "CILQ", "FLQ δ=0.25", "nation"}


def test_sectors_are_joined_where_a_figure_covers_several(tanlu, here):
    (here / "region.csv").write_text(
        "部门,地区,全国\ncoal,80,200\nsteel+services,45,1400\n", encoding="utf-8"
    )
    data = tanlu("economy", "io", "table.csv", "--weights", "region.csv", "--format", "json").data
    assert [row["code"] for row in data["sectors"]] == ["coal", "steel+services"]


def test_type_one_asks_for_no_households(tanlu, here):
    (here / "plain.csv").write_text("部门,a,b,总产出\na,150,500,1000\nb,200,100,2000\n", encoding="utf-8")
    data = tanlu("economy", "io", "plain.csv", "--type", "I", "--format", "json").data
    assert [round(row["output_1"], 3) for row in data["sectors"]] == [1.518, 1.452]
    assert data["sectors"][0]["output_2"] is None
    assert tanlu("economy", "io", "plain.csv").code == 0


SWAPS = {
    "no output": ("output\n", "sales\n"),
    "a column without a row": ("sector,coal,steel", "sector,coal,iron"),
    "not a number": ("coal,20,120", "coal,20,n/a"),
    "a row that does not add up": ("coal,20,120", "coal,20,220"),
    "a sector twice": ("steel,30", "coal,30"),
    "no label": ("steel,30", ",30"),
    "a header only": (TABLE[TABLE.index("\n") + 1 :], ""),
    "negative imports": ("30,20,200", "-10,-20,200"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("what", SWAPS)
def test_bad_files_are_two_lines_in_the_users_language(tanlu, here, what, lang):
    (here / "bad.csv").write_text(TABLE.replace(*SWAPS[what]), encoding="utf-8")
    found = tanlu("economy", "io", "bad.csv", lang=lang)
    assert found.code == 2
    assert found.out == ""
    assert len(found.lines) == 2
    assert bool(HAN.search(found.err.replace("output / 总产出", ""))) == (lang == "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ("--sector", "zinc"),
        ("--extract", "zinc"),
        ("--extract", "coal", "--share", "2"),
        ("--extract", "coal", "--sector", "coal"),
        ("--make", "table.csv"),
        ("--weights", "table.csv"),
        ("--weights", "nothing.csv"),
    ],
    ids=" ".join,
)
def test_mistakes_are_two_lines_in_the_users_language(tanlu, here, words, lang):
    found = tanlu("economy", "io", "table.csv", *words, lang=lang)
    assert found.code == 2
    assert found.out == ""
    assert len(found.lines) == 2


def test_type_two_without_households_is_refused(tanlu, here):
    (here / "plain.csv").write_text("部门,a,b,总产出\na,150,500,1000\nb,200,100,2000\n", encoding="utf-8")
    found = tanlu("economy", "io", "plain.csv", "--type", "II")
    assert found.code == 2
    assert "no wages" in found.lines[0]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_true(tanlu, here, lang):
    page = (ROOT / "docs" / lang / "input-output.md").read_text("utf-8")
    assert [block for kind, block in BLOCK.findall(page) if kind == "csv"] == [TABLE, REGION]
    ran = 0
    for kind, block in BLOCK.findall(page):
        if kind == "python":
            exec(compile(block, "input-output.md", "exec"), {})
        for line, expected in told(block) if kind == "console" else ():
            printed = [plain(each) for each in tanlu(*line.split()[1:], lang=lang).out.splitlines()]
            ran += 1
            for each in expected:
                assert any(shows(one, each) for one in printed), (line, each, printed)
    assert ran == 3


def test_the_examples_of_the_reference_run(tanlu, here):
    told_ = tomllib.loads((ROOT / "tools" / "reference" / "commands.toml").read_text("utf-8"))
    for line in told_["commands"]["economy io"]["examples"]:
        assert tanlu(*line.split()[1:]).code == 0, line

"""``tanlu study agree``: for people in both languages, and for programs; the page of the documentation is run."""

import csv
import io
import re
import tomllib

import pytest

from tests.contract.test_docs import BLOCK, plain, shows, told
from tests.contract.tree import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
PAGE = (ROOT / "docs" / "en" / "agreement.md").read_text("utf-8")
(TABLE,) = [block for kind, block in BLOCK.findall(PAGE) if kind == "csv"]
PEOPLE = ("Zhang Wei", "Mary Smith")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "codings.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def write(folder, *lines, name="r.csv", encoding="utf-8"):
    (folder / name).write_text("\n".join(lines) + "\n", encoding=encoding)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_true(tanlu, here, lang):
    page = (ROOT / "docs" / lang / "agreement.md").read_text("utf-8")
    assert [block for kind, block in BLOCK.findall(page) if kind == "csv"] == [TABLE]
    ran = 0
    for kind, block in BLOCK.findall(page):
        if kind == "python":
            exec(compile(block, "agreement.md", "exec"), {})
            ran += 1
        for line, expected in told(block) if kind == "console" else ():
            printed = [plain(each) for each in tanlu(*line.split()[1:], lang=lang).out.splitlines()]
            ran += 1
            for each in expected:
                assert any(shows(one, each) for one in printed), (line, each, printed)
    assert ran == 3


def test_the_examples_of_the_reference_run(tanlu, here):
    held = tomllib.loads((ROOT / "tools" / "reference" / "commands.toml").read_text("utf-8"))
    for line in held["commands"]["study agree"]["examples"]:
        assert tanlu(*line.split()[1:]).code == 0, line


def test_both_shapes_give_the_same(tanlu, here):
    rows = list(csv.DictReader(io.StringIO(TABLE)))
    names = ("first", "second", "third")
    long = [f"{row['unit']},{name},{row[name]},{row['language']}" for row in rows for name in names]
    write(here, "单元,评定者,取值,language", *reversed(long), encoding="gb18030")
    one = tanlu("study", "agree", "codings.csv", "--by", "language", "--format", "json").data
    two = tanlu("study", "agree", "r.csv", "--by", "language", "--format", "json").data
    assert one == two
    assert [each["group"] for each in one["groups"]] == [None, "en", "zh"]
    assert one["groups"][0]["alpha"]["low"] < one["groups"][0]["alpha"]["value"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_no_rater_and_no_unit_is_named(tanlu, here, lang, form):
    write(here, f"unit,{','.join(PEOPLE)}", *(f"Interview Li {at},{at % 3},{at % 2}" for at in range(20)))
    rows = [f"Interview Li {at},{who},{at % 2}" for at in range(20) for who in PEOPLE]
    write(here, "unit,rater,value", *rows, name="l.csv")
    for name in ("r.csv", "l.csv"):
        found = tanlu("study", "agree", name, "--format", form, lang=lang)
        assert found.code == 0
        assert not any(each in found.out + found.err for each in (*PEOPLE, "Li"))


NAMED = {
    "rated twice": ("unit,rater,value", "Li,Zhang Wei,1", "Li,Zhang Wei,1"),
    "no unit": ("unit,Zhang Wei,Mary Smith", ",1,2"),
    "a mark": ("unit,Zhang Wei,Mary Smith", "Li,1,NA"),
    "not a rater": ("unit,Zhang Wei,Mary Smith", "Li,1,a", "Li2,2,b"),
    "too many cells": ("unit,Zhang Wei,Mary Smith", "Li,1,2,3"),
    "no ratings": ("unit", "Li"),
    "order not known": ("unit,Zhang Wei,Mary Smith", "Li,low,high", "Li2,high,low"),
    "two ways": ("unit,Zhang Wei,Mary Smith", "Li,1,1", "Li2,1.0,1"),
    "no such column": ("unit,Zhang Wei,Mary Smith", "Li,1,1"),
    "by rater": ("unit,rater,value", "Li,Zhang Wei,1"),
    "empty": ("",),
    "unknown value": ("unit,Zhang Wei,Mary Smith", "Li,1,1", "Li2,9,1"),
}
MORE = {
    "order not known": ("--level", "ordinal"),
    "two ways": ("--level", "interval"),
    "no such column": ("--by", "wave"),
    "by rater": ("--by", "rater"),
    "unknown value": ("--values", "1,2"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", NAMED)
def test_mistakes_are_two_lines_and_name_nobody(tanlu, here, case, lang):
    write(here, *NAMED[case])
    found = tanlu("study", "agree", "r.csv", *MORE.get(case, ()), lang=lang)
    assert (found.code, found.out, len(found.lines)) == (2, "", 2), found
    assert bool(HAN.search(found.err)) == (lang == "zh")
    assert not any(each in found.err for each in (*PEOPLE, "Li"))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "lines",
    [("unit,a", "1,x", "2,y"), ("unit,a,b", *(f"{at},x,x" for at in range(12))), ("unit,a,b", "1,x,", "2,,x"),
     ("unit,a,b", "1,,")],
)  # fmt: skip
def test_what_cannot_be_estimated_is_said_and_why(tanlu, here, lines, lang):
    write(here, *lines)
    found = tanlu("study", "agree", "r.csv", lang=lang)
    assert found.code == 0
    assert {"en": "not estimable", "zh": "无法估计"}[lang] in found.out
    assert "nan" not in found.out.lower()
    data = tanlu("study", "agree", "r.csv", "--format", "json").data
    assert data["groups"][0]["alpha"]["value"] is None
    assert data["groups"][0]["alpha"]["why"]["zh"]


def test_marks_that_are_said_to_be_missing(tanlu, here):
    write(here, "unit,a,b,c", *(f"{at},{at % 2},{at % 2},{'NA' if at % 3 else '*'}" for at in range(12)))
    data = tanlu("study", "agree", "r.csv", "--missing", "NA", "--missing", "*", "--format", "json").data
    assert (data["groups"][0]["raters"], data["groups"][0]["ratings"]) == (2, 24)
    assert data["groups"][0]["kappa"]["value"] == 1
    kept = tanlu("study", "agree", "r.csv", "--values", "0,1,NA,*", "--format", "json").data
    assert kept["groups"][0]["ratings"] == 36


def test_words_have_the_order_that_is_given(tanlu, here):
    words = ("low", "mid", "high")
    rows = [f"{at},{words[at % 3]},{words[(at + (at == 3)) % 3]}" for at in range(12)]
    write(here, "unit,a,b", *rows)
    ask = ("study", "agree", "r.csv", "--level", "ordinal", "--format", "json", "--values")
    right, wrong = (
        tanlu(*ask, each).data["groups"][0]["alpha"]["value"] for each in ("low,mid,high", "low,high,mid")
    )
    assert right > wrong


def test_too_many_groups_are_refused(tanlu, here):
    write(here, "unit,who,a,b", *(f"{at},{at},1,2" for at in range(30)))
    found = tanlu("study", "agree", "r.csv", "--by", "who")
    assert (found.code, len(found.lines)) == (2, 2)


@pytest.mark.parametrize("more", [("--values", "pay,other"), ("--level", "ordinal")])
def test_a_name_taken_for_a_rating_is_not_repeated(tanlu, tmp_path, more):
    path = tmp_path / "c.csv"
    path.write_text("unit,a,b\n1,Zhang San,pay\n2,pay,pay\n", "utf-8")
    ran = tanlu("study", "agree", str(path), *more)
    assert ran.code == 2
    assert "line 2" in ran.err
    assert "Zhang" not in ran.err

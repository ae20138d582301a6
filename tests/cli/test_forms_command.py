"""``tanlu study form``: the page of the documentation and the examples are true, in both languages."""

import re
import tomllib

import pytest

from tests.contract.test_docs import BLOCK, plain, shows, told
from tests.contract.tree import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_true(tanlu, here, lang):
    page = (ROOT / "docs" / lang / "forms.md").read_text("utf-8")
    ran = 0
    for kind, block in BLOCK.findall(page):
        for line, expected in told(block) if kind == "console" else ():
            said = tanlu(*line.split()[1:], lang=lang)
            assert said.code in {0, 1}, (line, said.err)
            printed = [plain(each) for each in said.out.splitlines()]
            ran += 1
            for each in expected:
                assert any(shows(one, each) for one in printed), (line, each, printed)
    assert ran == 6


def test_the_examples_of_the_reference_run(tanlu, here):
    held = tomllib.loads((ROOT / "tools" / "reference" / "commands.toml").read_text("utf-8"))["commands"]
    ran = 0
    for name in ("new", "check", "convert", "field", "web"):
        for line in held[f"study form {name}"]["examples"]:
            if line.endswith(".xml"):
                continue  # pyxform is an extra: tests/against/test_forms.py
            said = tanlu(*line.split()[1:])
            assert said.code == (1 if " field" in line else 0), (line, said.err)
            ran += 1
    assert ran == 10


def test_a_form_with_defects_is_told_in_both_languages(tanlu, here):
    text = (ROOT / "tests" / "study" / "forms" / "clean.md").read_text("utf-8")
    (here / "f.md").write_text(text.replace("培训课程", "", 1), "utf-8")
    en, zh = (tanlu("study", "form", "check", "f.md", lang=lang) for lang in ("en", "zh"))
    assert en.code == zh.code == 1
    assert "choices line 12, label course" in en.out
    assert "choices 第12行" in zh.out
    assert not HAN.search(en.out)
    assert "Fill the cell" not in zh.out
    data = tanlu("study", "form", "check", "f.md", "--format", "json").data
    assert [each["class"] for each in data["defects"]] == ["translation_missing"]


def test_the_gate_names_the_rule_and_its_source(tanlu, here):
    tanlu("study", "form", "new", "p.toml", "--permit")
    text = (here / "p.toml").read_text("utf-8").replace('jurisdiction = ""', 'jurisdiction = "CN-SX"')
    (here / "p.toml").write_text(text.replace("# foreign_related", "foreign_related"), "utf-8")
    said = tanlu("study", "form", "field", "--permit", "p.toml", lang="zh").out
    assert "批准文号" in said
    assert "国家统计局令第7号" in said
    assert "2004-10-13" in said
    assert "https://jszd.stats.gov.cn" in said
    assert "不构成法律意见" in said


def test_mistakes_are_two_lines(tanlu, here):
    for line in (
        ["check", "none.xlsx"],
        ["convert", "none.xlsx", "x.md"],
        ["field", "--permit", "none.toml"],
    ):
        said = tanlu("study", "form", *line, lang="zh")
        assert said.code == 2
        assert len(said.lines) == 2
        assert HAN.search(said.err)

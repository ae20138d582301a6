"""``tanlu study answers``: the page of the documentation and the examples are true, in both languages."""

import re
import shlex
import tomllib

import pytest

from tests.contract.test_docs import BLOCK, plain, shows, told
from tests.contract.tree import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def answers(tanlu, here):
    tanlu("study", "answers", "new", "answers.csv")
    return here / "answers.csv"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_true(tanlu, here, lang):
    page = (ROOT / "docs" / lang / "answers.md").read_text("utf-8")
    ran = 0
    for kind, block in BLOCK.findall(page):
        for line, expected in told(block) if kind == "console" else ():
            said = tanlu(*shlex.split(line)[1:], lang=lang)
            printed = [plain(each) for each in (said.out + said.err).splitlines()]
            assert said.code == (2 if " export " in line else 0), (line, said.err)
            ran += 1
            for each in expected:
                assert any(shows(one, each) for one in printed), (line, each, printed)
    assert ran == 4


def test_the_examples_of_the_reference_run(tanlu, here, answers):
    tanlu("study", "form", "new", "permit.toml", "--permit")
    text = (here / "permit.toml").read_text("utf-8")
    text += (
        '[rows]\ngranted_by = "A committee"\nrecipient = "A university"\nuntil = 2099-01-01\nabroad = false\n'
    )
    (here / "permit.toml").write_text(text, "utf-8")
    held = tomllib.loads((ROOT / "tools" / "reference" / "commands.toml").read_text("utf-8"))["commands"]
    for name in ("read", "summary", "export"):
        told_of = held[f"study answers {name}"]
        for line in told_of["examples"]:
            said = tanlu(*shlex.split(line)[1:])
            assert said.code == 0, (line, said.err)
            if "json" in line:
                assert set(said.data) == set(told_of["keys"])
    written = (here / "out" / "rows" / "tanlu_core16.csv").read_text("utf-8-sig")
    head = written.splitlines()[0].split(",")
    assert "A3" in head
    assert "A1" not in head


def test_both_languages_speak_their_own(tanlu, answers):
    for command in ("read", "summary"):
        en, zh = (tanlu("study", "answers", command, "answers.csv", lang=lang) for lang in ("en", "zh"))
        assert not HAN.search(en.out)
        assert HAN.search(zh.out)
        assert "held back" not in zh.out


def test_mistakes_are_two_lines(tanlu, here, answers):
    text = answers.read_text("utf-8-sig").replace(",mine,", ",Someone works at a mine,")
    (here / "labels.csv").write_text(text, "utf-8")
    for lang, word in (("en", "is a label, not a code"), ("zh", "是选项文字，不是代码")):
        said = tanlu("study", "answers", "read", "labels.csv", lang=lang)
        assert said.code == 2
        assert len(said.lines) == 2
        assert word in said.err
    assert tanlu("study", "answers", "read", "none.csv").code == 2

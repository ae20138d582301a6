"""``tanlu commitments correct``, ``withdraw`` and ``restore``: the same action as on the site."""

import json
import shlex
import tomllib

import pytest

from tests.cli.running import run
from tests.contract import tree

WHY = ("--why-en", "Misread", "--why-zh", "误读")


@pytest.fixture
def folder(capsys, monkeypatch, tmp_path):
    place = str(tmp_path / "ours")
    run(capsys, monkeypatch, "commitments", "new", place)
    return place


def test_an_entry_is_corrected_withdrawn_and_put_back(capsys, monkeypatch, folder):
    def asked(*words, lang="en"):
        return run(capsys, monkeypatch, "commitments", *words, lang=lang)

    name = json.loads(asked("export", folder).out)["standings"][0]["commitment"]
    said = asked("correct", folder, "commitment", name, "due=2031", *WHY, lang="zh")
    assert said.code == 0
    assert "登记册管理者更正：误读（更正前，期限：" in said.out
    assert "2031" in asked("status", name, folder).out
    assert "Misread" in asked("status", name, folder).out
    told = asked("status", name, folder, "--format", "json").data["corrections"]
    assert "before this, due" in told[0]["en"]
    held = json.loads(asked("export", folder).out)["register"]["correction"]
    assert held[0]["by"] == "keeper"
    for each in json.loads(asked("export", folder).out)["register"].get("update", ()):
        asked("withdraw", folder, "update", each["id"], *WHY)
    assert asked("withdraw", folder, "commitment", name, *WHY).code == 0
    assert asked("status", name, folder).code != 0
    assert asked("restore", folder, "commitment", name, *WHY, "--by", "party").code == 0
    assert "2031" in asked("status", name, folder).out


def test_what_cannot_be_done_is_told_in_two_lines(capsys, monkeypatch, folder):
    for words in (
        ("commitment", "nobody", "due=2031"),
        ("source", "nobody", "url=x"),
        ("commitment", "nobody", "="),
    ):
        ran = run(capsys, monkeypatch, "commitments", "correct", folder, *words, *WHY)
        assert ran.code == 2
        assert len(ran.err.strip().splitlines()) == 2


def test_the_documented_examples_run_one_after_the_other(capsys, monkeypatch, folder, tmp_path):
    told = tomllib.loads((tree.ROOT / "tools/reference/commands.toml").read_text("utf-8"))["commands"]
    monkeypatch.chdir(tmp_path)
    for name in ("correct", "withdraw", "restore"):
        for line in told[f"commitments {name}"]["examples"]:
            assert run(capsys, monkeypatch, *shlex.split(line)[1:]).code == 0, line

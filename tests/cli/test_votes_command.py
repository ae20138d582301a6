"""``tanlu votes``: for people in both languages, and for programs."""

import re

import pytest

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def here(tanlu, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert tanlu("dialogue", "new", "kept", "--example").code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("agreed in every group", "Everything in this dialogue is invented", "No reliable opinion groups")),
     ("zh", ("各组均同意", "均为虚构", "分不出可靠的意见组"))],
)  # fmt: skip
def test_a_round_in_both_languages(tanlu, here, lang, words):
    found = tanlu("votes", "analyse", "kept", "--permutations", "99", lang=lang)
    assert found.code == 0
    assert all(each in found.out for each in words)
    assert bool(HAN.search(found.out)) == (lang == "zh")


def test_the_room_is_told_counts_and_the_public_is_not(tanlu, here):
    assert re.search(r"\d+ of \d+ agree", tanlu("votes", "analyse", "kept", "--to", "room").out)
    assert not re.search(r"\d+ of \d+ agree", tanlu("votes", "analyse", "kept").out)


def test_json_has_labels_and_the_reason_why_it_may_be_told(tanlu, here):
    data = tanlu("votes", "analyse", "kept", "--format", "json").data
    assert {each["label"] for each in data["agreement"][0]["statements"]} >= {"agreed", "rejected"}
    assert "may reach the public" in data["allowed_because"]["en"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_mistakes_have_two_lines(tanlu, here, lang):
    for words in (("none",), ("kept", "--to", "press")):
        found = tanlu("votes", "analyse", *words, lang=lang)
        assert (found.code, len(found.lines)) == (2, 2)


def test_an_export_of_polis_asks_for_its_rule(tanlu, here):
    folder = here / "polis"
    folder.mkdir()
    rows = [f"{at},{s},{at},{1 if (at + s) % 3 else -1}" for at in range(100) for s in range(10)]
    (folder / "votes.csv").write_text("timestamp,comment-id,voter-id,vote\n" + "\n".join(rows), "utf-8")
    (folder / "comments.csv").write_text("comment-id,moderated\n0,1\n", "utf-8")
    assert tanlu("votes", "analyse", "polis").code == 2
    for lang, label in (("en", "Polis-compatible"), ("zh", "Polis 兼容模式")):
        found = tanlu(
            "votes", "analyse", "polis", "--rule", "on-the-record", "--permutations", "99", lang=lang
        )
        assert (found.code, label in found.out) == (0, True)
    data = tanlu("votes", "analyse", "polis", "--rule", "on-the-record", "--format", "json").data
    assert data["mode"] == "polis"

"""tanlu dialogue and tanlu disclose, as a person runs them."""

import json

import pytest
from click.testing import CliRunner

from tanlu.cli.root import tanlu
from tanlu.errors import BadDialogue, BadFolder, BadReference, CannotWrite, HeldBack, TanluError


def run(*args, lang="en"):
    result = CliRunner().invoke(
        tanlu, [str(each) for each in args], env={"TANLU_LANG": lang, "COLUMNS": "140"}
    )
    if isinstance(result.exception, TanluError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def example(tmp_path):
    run("dialogue", "new", tmp_path / "d", "--example")
    return tmp_path / "d"


def ballots(folder, name):
    return folder / "private" / "ballots" / name


def test_the_example_is_planned_in_both_languages(example):
    assert "5 minutes too long with interpretation" in run("dialogue", "plan", example)
    assert "08:40（12月3日）" in run("dialogue", "plan", example, lang="zh")
    plan = json.loads(run("dialogue", "plan", example, "--format", "json"))
    assert plan["fictional"] is True
    assert plan["sessions"][0]["items"][0]["clocks"]["Asia/Shanghai"] == "2026-12-03T08:30:00+08:00"
    assert plan["sessions"][2]["unknown"] == [{"country": "CN", "year": 2027}]


def test_an_empty_dialogue_says_what_to_do(tmp_path):
    run("dialogue", "new", tmp_path / "d", "--title-en", "Coal", "--title-zh", "煤炭", "--when", "12月上旬")
    assert "No session yet" in run("dialogue", "plan", tmp_path / "d")
    assert "年份未注明" in run("dialogue", "plan", tmp_path / "d", lang="zh")
    shown = run("disclose", "check", tmp_path / "d")
    assert "Nothing that was said is kept yet." in shown
    assert "No ballots are kept here." in shown
    assert "No inquiries." in run("dialogue", "inquiries", tmp_path / "d")
    assert "No one is on the roster yet." in run("dialogue", "pack", tmp_path / "d")


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("dialogue", "new", "{d}", "--example"), CannotWrite),
        (("dialogue", "new", "{d}x", "--title-en", "One language"), BadReference),
        (("dialogue", "new", "{d}x", "--title-en", "a", "--title-zh", "甲", "--when", "soon"), BadDialogue),
        (("dialogue", "plan", "{d}x"), BadFolder),
        (("disclose", "check", "{d}x"), BadFolder),
        (("dialogue", "rule", "{d}", "closed"), BadDialogue),
        (("dialogue", "close", "{d}"), BadDialogue),
        (("dialogue", "undo", "{d}"), BadDialogue),
        (("dialogue", "note", "{d}", "--en", "a", "--zh", "甲"), BadDialogue),
        (
            ("dialogue", "segment", "{d}", "s9", "--rule", "closed", "--topic-en", "a", "--topic-zh", "甲"),
            BadDialogue,
        ),
        (
            ("dialogue", "segment", "{d}", "s1", "--rule", "open", "--topic-en", "a", "--topic-zh", "甲"),
            BadDialogue,
        ),
        (("dialogue", "inquiries", "{d}", "--add", "name=A"), BadDialogue),
    ],
)
def test_bad_input_is_refused_in_words(example, args, error):
    with pytest.raises(error):
        run(*(each.replace("{d}", str(example)) for each in args))


def test_a_meeting_is_kept_under_its_rules(example):
    run(
        "dialogue",
        "segment",
        example,
        "s1",
        "--rule",
        "chatham-house",
        "--topic-en",
        "Land",
        "--topic-zh",
        "土地",
    )
    run(
        "dialogue",
        "note",
        example,
        "--en",
        "It takes ten years.",
        "--zh",
        "需要十年。",
        "--describe",
        "country=US",
    )
    with pytest.raises(HeldBack) as refused:
        run("dialogue", "note", example, "--en", "As Lin Qiubai said.", "--zh", "如前所述。")
    assert "Lin" not in str(refused.value)
    assert "closed" in run("dialogue", "rule", example, "closed")
    with pytest.raises(HeldBack):
        run(
            "dialogue",
            "segment",
            example,
            "s1",
            "--rule",
            "closed",
            "--topic-en",
            "Land",
            "--topic-zh",
            "贺山岳的方案",
        )
    assert "s1.3" in run("dialogue", "note", example, "--en", "Not yet.", "--zh", "还不行。")
    told = json.loads(run("dialogue", "export", example, "--to", "public", "--format", "json"))
    said = json.dumps(told, ensure_ascii=False)
    assert "It takes ten years." in said
    assert "Not yet." not in said
    run("dialogue", "undo", example)
    run("dialogue", "close", example)


def test_what_leaves_names_nobody_who_has_not_agreed(example):
    """Every export of the example to the public, searched for every name, employer and ballot code."""
    left = [
        run("dialogue", "export", example, "--format", "event"),
        run("dialogue", "export", example, "--format", "json"),
        run("dialogue", "ics", example, "--to", "public"),
        run("disclose", "release", example),
    ]
    roster = (example / "private" / "participants.csv").read_text("utf-8").splitlines()[1:]
    codes = [
        line.split(",")[0] for line in ballots(example, "roster.csv").read_text("utf-8").splitlines()[1:]
    ]
    text = "\n".join(left)
    speaker = {"Lin Qiubai", "林秋柏"}  # on the record
    names = {cell for line in roster for cell in line.split(",")[1:3]} - speaker
    employers = {cell for line in roster for cell in line.split(",")[4:6] if cell}
    assert len(names) == 50
    assert not [each for each in (*names, *employers, *codes) if each in text]


def test_tables_are_released_once_and_other_ballots_refused(example):
    first = json.loads(run("disclose", "release", example, "--to", "room"))
    assert first["made"]["export"] == 1
    assert first["groups"]["country=CN"]["zh"] == "中国"
    assert json.loads(run("disclose", "release", example))["made"]["export"] == 2
    votes = ballots(example, "votes.csv")
    before = votes.read_text("utf-8")
    voter = ballots(example, "roster.csv").read_text("utf-8").splitlines()[1].split(",")[0]
    for vote in ("agree", "disagree", "pass"):
        votes.write_text(before + f"{voter},1,{vote}\n", "utf-8")
        if f"{voter},1,{vote}\n" not in before:
            with pytest.raises(HeldBack):
                run("disclose", "release", example)
            assert "told before" in run("disclose", "check", example)
    votes.write_text(before, "utf-8")
    plan = example / "dialogue.json"
    plan.write_text(plan.read_text("utf-8").replace('"id": "example"', '"id": "anew"'), "utf-8")
    with pytest.raises(HeldBack):
        run("disclose", "release", example)


def test_nothing_is_released_while_the_vote_is_open_or_its_segment_closed(example):
    plan = example / "dialogue.json"
    text = plan.read_text("utf-8")
    for old, new in (
        ('"closed": true', '"closed": false'),
        ('"s1.1"', '"s2.2"'),
        ('"segments": [\n      "s1.1"', '"segments": ['),
    ):
        assert old in text
        plan.write_text(text.replace(old, new), "utf-8")
        with pytest.raises((HeldBack, BadDialogue)):
            run("disclose", "release", example)


def test_a_broken_ledger_lets_nothing_out(example):
    run("disclose", "release", example)
    (example / "private" / "ledger.json").write_text('[{"dialogue": 1}]')
    with pytest.raises(BadDialogue):
        run("disclose", "release", example)


def test_check_lets_nothing_leave_and_says_why_not(example):
    shown = run("disclose", "check", example, lang="zh")
    assert "不显示：不足9票" in shown
    assert "符合该描述的不足5人，可能指向个人" in shown
    assert "此前已发布：0次" in shown
    assert not (example / "private" / "ledger.json").exists()
    data = json.loads(run("disclose", "check", example, "--to", "room", "--format", "json"))
    assert data["exports_before"] == 0
    assert data["tables"]


def test_inquiries_are_kept_for_a_purpose_and_deleted(example):
    fields = (
        "name=Somebody",
        "purpose=invitation",
        "country=US",
        "expires=2028-01-01",
        "received=2026-11-01",
    )
    run("dialogue", "inquiries", example, *(part for each in fields for part in ("--add", each)))
    old = ("name=Gone", "purpose=invitation", "expires=2020-02-01", "received=2020-01-01")
    run("dialogue", "inquiries", example, *(part for each in old for part in ("--add", each)))
    assert "Deleted: 1" in run("dialogue", "inquiries", example, "--purge")
    assert "Gone" not in (example / "private" / "inquiries.json").read_text("utf-8")


def test_files_for_few_eyes_are_for_their_owner(example, tmp_path):
    out = tmp_path / "pack.md"
    assert "Written" in run("dialogue", "pack", example, "--out", out)
    assert out.stat().st_mode & 0o077 == 0
    run("dialogue", "ics", example, "--out", tmp_path / "d.ics")
    assert b"\r\n" in (tmp_path / "d.ics").read_bytes()

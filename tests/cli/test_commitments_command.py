"""``tanlu commitments`` and ``tanlu practices``: what a person and a program read, and what bad input gets."""

import json

import pytest

from tests.cli.running import run

FOUR = ["wind_assess", "office_establish", "wutai_exchange", "xinzhou_replicate"]


def test_the_programme_is_listed_with_an_honest_status(capsys, monkeypatch):
    ran = run(capsys, monkeypatch, "commitments", "list", "--on", "2026-11-28")
    assert ran.code == 0
    assert ran.out.count("no evidence found") == 4
    zh = run(capsys, monkeypatch, "commitments", "list", "--on", "2026-11-28", lang="zh")
    assert zh.out.count("2016年以来未发现证据") == 4


def test_json_and_csv_hold_the_same(capsys, monkeypatch):
    data = run(capsys, monkeypatch, "commitments", "list", "--on", "2026-11-28", "--format", "json").data
    assert [each["id"] for each in data["commitments"]][:4] == FOUR
    assert {each["kind"] for each in data["commitments"]} == {"mou", "letter_of_interest", "agenda"}
    told = run(capsys, monkeypatch, "commitments", "list", "--on", "2026-11-28", "--format", "csv").out
    assert all(each in told for each in FOUR)


def test_a_status_tells_why_and_which_laws_bear(capsys, monkeypatch):
    data = run(capsys, monkeypatch, "commitments", "status", "office_establish", "--format", "json").data
    assert data["status"]["en"].startswith("no evidence found since 2016")
    assert data["gates"][0]["standing"]["en"] == "open; seek counsel"
    text = run(capsys, monkeypatch, "commitments", "status", "office_establish").out
    assert "has left that post" in text


def test_a_register_lives_in_a_folder(capsys, monkeypatch, tmp_path):
    folder = str(tmp_path / "ours")
    assert run(capsys, monkeypatch, "commitments", "new", folder).code == 0
    assert "invented" in run(capsys, monkeypatch, "commitments", "list", folder).out
    again = run(capsys, monkeypatch, "commitments", "new", folder)
    assert again.code == 2
    assert "already" in again.lines[0]
    words = ("--en", "Two trainers came", "--zh", "两名培训人员到访", "--source", "minutes_2026")
    asked = (
        "commitments",
        "update",
        folder,
        "exchange_trainers",
        "--date",
        "2026-09-10",
        "--says",
        "done",
        *words,
    )
    assert run(capsys, monkeypatch, *asked).code == 0
    state = ("commitments", "status", "exchange_trainers", folder, "--on", "2026-12-01", "--format", "json")
    assert (
        run(capsys, monkeypatch, *state).data["state"] == "active"
    )  # the rule asks for somebody else's word
    assert run(capsys, monkeypatch, *asked, "--by", "east_river").code == 0
    assert run(capsys, monkeypatch, *state).data["state"] == "fulfilled"
    assert run(capsys, monkeypatch, "commitments", "undo", folder).code == 0
    assert run(capsys, monkeypatch, *state).data["state"] == "active"
    assert [each.name for each in (tmp_path / "ours" / "undone").iterdir()] == ["0002-exchange_trainers.json"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["update", "{folder}", "nothing", "--source", "minutes_2026"], "exchange_trainers"),
        (["update", "{folder}", "exchange_trainers", "--source", "nowhere"], "nowhere"),
        (["update", "{folder}", "exchange_trainers", "--source", "minutes_2026", "--date", "soon"], "soon"),
        (["update", "{folder}/none", "exchange_trainers", "--source", "minutes_2026"], "new FOLDER"),
    ],
)
def test_a_mistaken_update_changes_nothing(capsys, monkeypatch, tmp_path, words, said):
    folder = tmp_path / "ours"
    run(capsys, monkeypatch, "commitments", "new", str(folder))
    asked = [each.format(folder=folder) for each in words]
    asked += ["--date", "2026-09-10"] if "--date" not in asked else []
    ran = run(capsys, monkeypatch, "commitments", *asked, "--en", "E", "--zh", "中")
    assert ran.code == 2
    assert len(ran.lines) == 2
    assert said in ran.err
    assert not (folder / "updates").exists()


@pytest.mark.parametrize("place", ["none", "broken.toml", "list.json"])
def test_what_is_no_register_is_refused(capsys, monkeypatch, tmp_path, place):
    (tmp_path / "broken.toml").write_text("title_en = ", "utf-8")
    (tmp_path / "list.json").write_text("[]", "utf-8")
    ran = run(capsys, monkeypatch, "commitments", "list", str(tmp_path / place))
    assert ran.code == 2
    assert len(ran.lines) == 2


def test_nothing_to_undo_is_said(capsys, monkeypatch, tmp_path):
    run(capsys, monkeypatch, "commitments", "new", str(tmp_path / "ours"))
    ran = run(capsys, monkeypatch, "commitments", "undo", str(tmp_path / "ours"))
    assert ran.code == 2


def test_an_export_is_a_register_again(capsys, monkeypatch, tmp_path):
    ran = run(capsys, monkeypatch, "commitments", "export", "--on", "2026-11-28")
    path = tmp_path / "again.json"
    path.write_text(json.dumps(ran.data["register"], ensure_ascii=False), "utf-8")
    one = run(capsys, monkeypatch, "commitments", "list", "--on", "2026-11-28", "--format", "json").data
    other = run(
        capsys, monkeypatch, "commitments", "list", str(path), "--on", "2026-11-28", "--format", "json"
    ).data
    assert one["commitments"] == other["commitments"]
    assert {each["state"] for each in ran.data["standings"]} == {"no_evidence", "overdue"}


def test_meetings_and_network(capsys, monkeypatch):
    data = run(capsys, monkeypatch, "commitments", "meetings", "--format", "json").data
    assert [each["standing"] for each in data["meetings"]].count("open") == 2
    ties = run(capsys, monkeypatch, "commitments", "network", "--format", "json").data
    assert ties["cut_points"] == ["jhcga"]
    assert "Without whom" in run(capsys, monkeypatch, "commitments", "network").out


def test_placements_keep_coal_jobs_apart(capsys, monkeypatch, tmp_path):
    path = tmp_path / "moves.toml"
    entry = '[[move]]\ncompany = "Invented Coal"\nscope = "group"\ndate = "2016"\nsource = "s"\n'
    moves = f'{entry}went = "in_coal"\npeople = 80\n{entry}went = "not_separated"\npeople = 20\n'
    path.write_text(moves, "utf-8")
    data = run(capsys, monkeypatch, "commitments", "business", str(path), "--format", "json").data
    assert data["placements"][0]["out_of_coal_high"] == 0.2
    assert "0%–20%" in run(capsys, monkeypatch, "commitments", "business", str(path)).out
    path.write_text("", "utf-8")
    assert "[[move]]" in run(capsys, monkeypatch, "commitments", "business", str(path)).out


def test_practices_have_no_score(capsys, monkeypatch):
    data = run(
        capsys, monkeypatch, "practices", "joint_efficiency", "--for", "US-WY", "--format", "json"
    ).data
    assert [each["answer"] for each in data["practices"][0]["needs"]] == ["met"] * 3
    text = run(capsys, monkeypatch, "practices", "--for", "CN-SX").out
    assert "measures no success" in text
    one = run(capsys, monkeypatch, "practices", "coding_school").out
    assert "did not" in one
    assert run(capsys, monkeypatch, "practices", "--theme", "magic").code == 2
    assert run(capsys, monkeypatch, "practices", "coding_scool").code == 2

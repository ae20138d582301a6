"""A folder of votes: what is told, what is kept, and that nothing names who voted what."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tanlu.accord.rules import Audience
from tanlu.actions.dialogue import create
from tanlu.actions.votes import analyse_polis, analyse_votes, papers, to_json
from tanlu.cli.ballots import conversation_json
from tanlu.errors import BadDialogue, BadFolder, BadTable, HeldBack

BALLOTS = Path("private") / "ballots"


@pytest.fixture
def folder(tmp_path):
    create(tmp_path / "kept", None)
    return tmp_path / "kept"


def test_no_output_holds_a_code_or_a_count_outside_the_room(folder):
    codes = re.findall(r"^b\d+", (folder / BALLOTS / "roster.csv").read_text("utf-8"), re.MULTILINE)
    assert len(codes) == 24
    for audience in Audience:
        written = json.dumps(to_json(analyse_votes(folder, audience)), ensure_ascii=False)
        assert not re.search(r"\b[bc]\d{2,}\b", written)
        assert ('"agree":' in written) == (audience is Audience.ROOM)
        assert ('"share_of_roster":' in written) == (audience is Audience.ROOM)


def test_what_was_told_is_kept_and_cannot_be_undone(folder):
    first = analyse_votes(folder)
    assert to_json(analyse_votes(folder)) == to_json(first)
    ledger = json.loads((folder / "private" / "ledger.json").read_text("utf-8"))
    assert [each["audience"] for each in ledger] == ["public", "public"]
    votes = folder / BALLOTS / "votes.csv"
    votes.write_text(votes.read_text("utf-8").replace(",pass", ",agree"), "utf-8")
    with pytest.raises(HeldBack, match="told before"):
        analyse_votes(folder, Audience.ROOM)


def test_nothing_is_told_while_voting_is_open_or_the_rule_forbids_it(folder):
    path = folder / "dialogue.json"
    held = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(held | {"voting": held["voting"] | {"closed": False}}), "utf-8")
    with pytest.raises(HeldBack, match="still open"):
        analyse_votes(folder)
    # Without a segment there is no rule, and then it is closed: for the room only.
    path.write_text(json.dumps(held | {"voting": {"closed": True}}), "utf-8")
    with pytest.raises(HeldBack):
        analyse_votes(folder, Audience.PUBLIC)
    assert analyse_votes(folder, Audience.ROOM).people == 24


@pytest.mark.parametrize("kind", ["nobody", "one person", "one statement", "all pass", "all agree"])
def test_no_votes_one_voter_one_statement_all_pass_all_agree(folder, kind):
    people = re.findall(r"^b\d+", (folder / BALLOTS / "roster.csv").read_text("utf-8"), re.MULTILINE)
    statements, word = [str(at) for at in range(1, 9)], "pass" if kind == "all pass" else "agree"
    people = {"nobody": [], "one person": people[:1]}.get(kind, people)
    statements = statements[:1] if kind == "one statement" else statements
    rows = [f"{person},{each},{word}" for person in people for each in statements]
    (folder / BALLOTS / "votes.csv").write_text("\n".join(["voter,statement,vote", *rows]), "utf-8")
    found = to_json(analyse_votes(folder, Audience.ROOM))
    assert len(found["agreement"][0]["statements"]) == 8
    assert found["opinion_groups"]["verdict"] in {"none", "too_few"}
    assert "NaN" not in json.dumps(found)


def test_nobody_and_nothing(folder):
    (folder / BALLOTS / "votes.csv").write_text("voter,statement,vote\n", "utf-8")
    (folder / BALLOTS / "statements.csv").write_text("id,en,zh\n", "utf-8")
    with pytest.raises(BadTable, match="no statement"):
        analyse_votes(folder)


def test_a_folder_without_a_dialogue_and_a_dialogue_without_ballots(tmp_path, folder):
    with pytest.raises(BadFolder):
        analyse_votes(tmp_path / "nothing")
    shutil.rmtree(folder / BALLOTS)
    with pytest.raises(BadDialogue, match="no ballots"):
        analyse_votes(folder)


def test_a_brief_without_a_folder_is_of_the_invented_dialogue():
    data = json.loads(papers(None)["papers/release.json"])
    assert data["fictional"]
    assert data["release"]["audience"] == "public"


def polis_folder(tmp_path, people):
    rows = [f"{at},{s},{at},{1 if (at + s) % 3 else -1}" for at in range(people) for s in range(10)]
    (tmp_path / "votes.csv").write_text("timestamp,comment-id,voter-id,vote\n" + "\n".join(rows), "utf-8")
    (tmp_path / "comments.csv").write_text("comment-id,moderated\n0,1\n", "utf-8")
    return tmp_path


def test_lists_of_polis_are_for_public_conversations_of_a_hundred(tmp_path):
    with pytest.raises(HeldBack, match="99 ballots"):
        analyse_polis(polis_folder(tmp_path, 99), "on-the-record", permutations=99)
    with pytest.raises(HeldBack):
        analyse_polis(polis_folder(tmp_path, 100), "chatham-house", permutations=99)
    assert analyse_polis(polis_folder(tmp_path, 100), "on-the-record", permutations=99).people == 100
    with pytest.raises(BadTable, match="no vote"):
        analyse_polis(polis_folder(tmp_path, 0), "on-the-record")


def test_what_rests_on_a_group_of_fewer_than_five_is_held_back(tmp_path):
    folder = polis_folder(tmp_path, 100)
    head = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0"
    rows = [f"{at},{0 if at > 3 else 1},0,1,1,0,1" for at in range(100)]
    (folder / "participants-votes.csv").write_text("\n".join([head, *rows]), "utf-8")
    found = analyse_polis(folder, "on-the-record", permutations=99)
    assert found.small
    assert found.polis.consensus is None
    assert [bool(each) for each in found.polis.representatives] == [True, False]
    told = conversation_json(found)
    assert (told["priorities"], told["group_sizes"]) == (None, [96, "<5"])
    assert "fewer than 5" in told["held_back"]["en"]

"""A folder of votes: what is told, what is kept, and that nothing names who voted what."""

import json
import re

import pytest

from tanlu.actions.votes import analyse_polis, analyse_votes, papers, to_json, write_example
from tanlu.errors import BadTable, CannotWrite, HeldBack


@pytest.fixture
def folder(tmp_path):
    write_example(tmp_path / "round")
    return tmp_path / "round"


def test_no_output_holds_a_code_or_a_count_outside_the_room(folder):
    codes = re.findall(r"^b\d+", (folder / "roster.csv").read_text("utf-8"), re.MULTILINE)
    assert len(codes) == 60
    for audience in ("room", "programme", "public"):
        written = json.dumps(to_json(analyse_votes(folder, audience)), ensure_ascii=False)
        assert not re.search(r"\bb\d\d\b", written)
        assert ('"agree":' in written) == (audience == "room")
        assert ('"share_of_roster":' in written) == (audience == "room")


def test_what_was_told_is_kept_and_cannot_be_undone(folder):
    first = analyse_votes(folder)
    assert to_json(analyse_votes(folder)) == to_json(first)
    ledger = json.loads((folder / ".told" / "ledger.json").read_text("utf-8"))
    assert [each["audience"] for each in ledger] == ["public", "public"]
    votes = folder / "votes.csv"
    votes.write_text(votes.read_text("utf-8") + "b01,s1,disagree\n", "utf-8")
    with pytest.raises(HeldBack, match="told before"):
        analyse_votes(folder, "room")


def test_nothing_is_told_while_voting_is_open_or_the_rule_forbids_it(folder):
    path = folder / "round.json"
    held = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(held | {"closed": ""}), "utf-8")
    with pytest.raises(HeldBack, match="still open"):
        analyse_votes(folder)
    path.write_text(json.dumps(held | {"rule": "closed"}), "utf-8")
    with pytest.raises(HeldBack):
        analyse_votes(folder, "public")
    assert analyse_votes(folder, "room").people == 60


@pytest.mark.parametrize(
    "votes",
    [
        "",
        "b01,s1,agree\n",
        "".join(f"b{at:02d},s1,agree\n" for at in range(1, 61)),
        "".join(f"b{at:02d},s{s},pass\n" for at in range(1, 61) for s in range(1, 9)),
        "".join(f"b{at:02d},s{s},agree\n" for at in range(1, 61) for s in range(1, 9)),
    ],
)
def test_no_votes_one_voter_one_statement_all_pass_all_agree(folder, votes):
    (folder / "votes.csv").write_text("voter,statement,vote\n" + votes, "utf-8")
    found = to_json(analyse_votes(folder, "room"))
    assert len(found["agreement"][0]["statements"]) == 8
    assert found["opinion_groups"]["verdict"] in {"none", "too_few"}
    assert "NaN" not in json.dumps(found)


def test_nobody_and_nothing(folder):
    (folder / "votes.csv").write_text("voter,statement,vote\n", "utf-8")
    (folder / "statements.csv").write_text("id,en,zh\n", "utf-8")
    with pytest.raises(BadTable, match="no statement"):
        analyse_votes(folder)


def test_the_example_is_not_written_over_anything(folder):
    with pytest.raises(CannotWrite, match="not empty"):
        write_example(folder)


def test_a_brief_of_the_invented_round_keeps_no_ledger():
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

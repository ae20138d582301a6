"""What is withdrawn is gone to the last byte of the folder, and no copy brings it back."""

import json
import re
from dataclasses import replace

import pytest
from tests.actions.talking import agreed, at, everything
from tests.study.interviews.making import guid

from tanlu.actions.interview_exports import send
from tanlu.actions.interview_files import bring
from tanlu.actions.interviews import INTERVIEWS, add, held, keep, record_consent, withdraw
from tanlu.actions.quotations import Asked, find, put_quote
from tanlu.errors import UnknownName
from tanlu.study.interviews.model import Note
from tanlu.study.interviews.refi.write import write_qdpx


def planted(talks, tmp_path):
    """Put words of P05 wherever they can stand."""
    project = held(talks).project
    text = project.said_by("P05")[0]
    coding = next(each for each in project.codings if each.transcript == text.guid)
    notes = (
        Note(guid(51), "hers", "it matters", "", (coding.selection,)),
        Note(guid(52), "quote", "she said: You could ask anything, and they wrote it down.", ""),
        Note(guid(53), "named", "ask Dolores again", ""),
        Note(guid(54), "other", "compare with P05", ""),
        Note(guid(55), "kept", "nothing to do with it", ""),
    )
    codes = tuple(
        replace(each, example="I got hired before I finished, which is how it should be.")
        if each.name == "retraining"
        else each
        for each in project.codes
    )
    others = tuple(
        replace(each, text=each.text + "I know [P05] from the pit.\n") if each.who == "P06" else each
        for each in project.transcripts
    )
    keep(held(talks).store, replace(project, notes=notes, codes=codes, transcripts=others))
    start, end = at(talks, "P05", "The severance was fair, eight weeks.")
    put_quote(talks, Asked("P05", start, end, translation="补偿还算公道，八周。"), tmp_path / "quote.md")
    send(talks, tmp_path / "before.qdpx")
    send(talks, talks / "inside.qdpx")
    record_consent(talks, ["P05"], agreed("analysis"))


def signs(talks):
    text = held(talks).project.said_by("P05")[0]
    lines = [each for each in re.split(r"(?<=[.])\s", text.text) if len(each) > 8]
    return [text.guid, "P05", "Dolores", "Archuleta", "补偿还算公道", *lines]


def test_what_is_withdrawn_is_gone_to_the_last_byte(talks, tmp_path):
    planted(talks, tmp_path)
    sought = signs(talks)
    assert len(sought) > 12
    before = b"\n".join(everything(talks).values())
    assert all(each.encode() in before for each in sought)
    (talks / "private" / ".left.tmp").write_text(sought[-1], "utf-8")
    found = withdraw(talks, "P05")
    for path, data in everything(talks).items():
        for each in sought:
            for how in ("utf-8", "utf-16-le", "gb18030"):
                assert each.encode(how) not in data, (path, each)
    assert found.left == ()
    assert found.deleted == ("inside.qdpx",)
    assert {each.file for each in found.loss.sent} == {"quote.md", "before.qdpx", "inside.qdpx"}
    project = held(talks).project
    assert {each.guid for each in project.notes} == {guid(55)}
    assert all(each.recall for each in project.sent)
    assert (found.loss.quoted, found.loss.mentions, found.loss.translations) == (1, 1, 1)


def test_the_tombstone_says_only_that_and_when(talks, tmp_path):
    planted(talks, tmp_path)
    withdraw(talks, "P05")
    (stone,) = json.loads((talks / "private" / INTERVIEWS).read_text("utf-8"))["removed"]
    assert set(stone) == {"on", "seals"}
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in stone["seals"])


def test_the_others_stay_as_they_were(talks, tmp_path):
    planted(talks, tmp_path)
    before = held(talks).project
    withdraw(talks, "P05")
    after = held(talks).project
    gone = before.said_by("P05")[0].guid
    assert after.codings == tuple(each for each in before.codings if each.transcript != gone)
    assert [len(each.text) for each in after.transcripts] == [
        len(each.text) for each in before.transcripts if each.guid != gone
    ]
    assert find(talks, "severance").hits == ()


def test_a_copy_does_not_bring_it_back(talks, tmp_path):
    planted(talks, tmp_path)
    withdraw(talks, "P05")
    before = everything(talks)
    found = bring(talks, tmp_path / "before.qdpx")
    assert (found.removed_before, found.transcripts, found.codings, found.notes) == (1, 0, 0, 0)
    after = everything(talks)
    assert b"Dolores" not in b"".join(after.values())
    assert after.keys() == before.keys()
    assert b"severance was fair" not in b"".join(after.values())


def test_a_copy_under_another_guid_does_not_either(talks, tmp_path):
    project = held(talks).project
    text = project.said_by("P05")[0]
    other = replace(project, transcripts=(replace(text, guid=guid(9)),), codings=(), notes=())
    (tmp_path / "x.qdpx").write_bytes(write_qdpx(other, "x"))
    withdraw(talks, "P05")
    assert bring(talks, tmp_path / "x.qdpx").removed_before == 1


def test_files_that_it_cannot_clear_are_named(talks):
    (talks / "raw").mkdir()
    (talks / "raw" / "five.txt").write_bytes("Dolores Archuleta".encode("utf-16-le"))
    assert withdraw(talks, "P05").left == ("raw/five.txt",)


def test_a_dry_run_changes_nothing(talks):
    before = everything(talks)
    assert withdraw(talks, "P05", dry_run=True).loss.codings == 20
    assert everything(talks) == before


def test_whoever_is_not_there_cannot_be_withdrawn(talks):
    with pytest.raises(UnknownName):
        withdraw(talks, "P99")


def test_the_number_of_whoever_withdrew_is_not_given_again(talks, tmp_path):
    withdraw(talks, "P06")
    (tmp_path / "x.txt").write_text("新的一份。", "utf-8")
    assert add(talks, tmp_path / "x.txt", names={}, descriptors={}).who == "P07"
    withdraw(talks, "P07")
    (tmp_path / "x.txt").write_text("又一份。", "utf-8")
    assert add(talks, tmp_path / "x.txt", names={}, descriptors={}).who == "P08"

"""Corrections: the entry as it stands, and what stood there, from a folder."""

import json

import pytest

from tanlu.accord.reading import parse, to_plain
from tanlu.actions.briefs import hold_brief
from tanlu.actions.commitments import add_update, ledger, open_register, papers, start, undo_update
from tanlu.actions.corrections import correct, restore, withdraw
from tanlu.errors import BadFolder, BadRecord
from tanlu.text import Text

WHY = Text("A slip of the pen", "笔误")


@pytest.fixture
def folder(tmp_path):
    """A register to start from."""
    start(tmp_path)
    return tmp_path


def commitment(folder):
    return open_register(folder).commitments[0]


def test_an_entry_is_corrected_and_its_old_wording_told(folder):
    before = commitment(folder)
    file = (folder / "register.toml").read_bytes()
    told = correct(
        folder, "commitment", before.id, {"due": "2031", "text_en": "New", "text_zh": "新"}, reason=WHY
    )
    now = commitment(folder)
    assert (str(now.due), now.text.zh) == ("2031", "新")
    assert (folder / "register.toml").read_bytes() == file
    assert told == open_register(folder).corrections[0]
    assert before.text.en in told.was.en
    assert before.text.zh in told.was.zh
    assert "A slip of the pen." in told.said.en
    assert told.said.zh.endswith("由登记册管理者更正：笔误。")


def test_what_is_told_survives_being_written_and_read_again(folder):
    name = commitment(folder).id
    correct(folder, "commitment", name, {"due": "2031"}, reason=WHY)
    correct(folder, "commitment", name, {"due": "2032"}, reason=WHY)
    register = open_register(folder)
    assert parse(json.loads(json.dumps(to_plain(register)))) == register
    assert [each.changes[0].after.en for each in register.corrections] == ["2031", "2032"]
    held = ledger(register, "2026-11-28")["register"]["correction"]
    assert held[1]["changes"][0]["before_en"] == "2031"


def test_a_correction_is_undone_by_a_further_one(folder):
    before = commitment(folder)
    due = str(before.due) if before.due else None
    correct(folder, "commitment", before.id, {"due": "2031"}, reason=WHY)
    correct(folder, "commitment", before.id, {"due": due}, reason=Text("It was right", "原本正确"))
    assert commitment(folder) == before
    assert len(open_register(folder).corrections) == 2


def test_what_others_rest_on_is_not_withdrawn_and_what_is_withdrawn_can_be_put_back(folder):
    before = open_register(folder)
    paper = before.instruments[0]
    with pytest.raises(BadRecord, match="Other entries rest on"):
        withdraw(folder, "instrument", paper.id, reason=WHY)
    for each in before.updates:
        withdraw(folder, "update", each.id, reason=WHY)
    name = before.commitments[0].id
    withdraw(folder, "commitment", name, reason=WHY)
    now = open_register(folder)
    assert name not in {each.id for each in now.commitments}
    assert before.commitments[0].text in [each.called for each in now.withdrawn()]
    with pytest.raises(BadRecord, match="no commitment called"):
        correct(folder, "commitment", name, {"due": "2031"}, reason=WHY)
    restore(folder, "commitment", name, reason=Text("It was right", "原本正确"))
    assert before.commitments[0] in open_register(folder).commitments
    with pytest.raises(BadRecord, match="is not withdrawn"):
        restore(folder, "commitment", name, reason=WHY)


def test_evidence_that_is_taken_back_takes_its_corrections_with_it(folder):
    name, source = commitment(folder).id, next(iter(open_register(folder).sources))
    made = add_update(
        folder, name, happened="2026", says="step", text=("One came", "来了一人"), source=source
    )
    correct(folder, "update", made.id, {"date": "2026-05"}, reason=WHY)
    undo_update(folder)
    assert open_register(folder).corrections == ()


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("commitment", {}),
        ("commitment", {"id": "other"}),
        ("commitment", {"due": "soon"}),
        ("commitment", {"owner": "nobody"}),
        ("commitment", {"text_en": "", "text_zh": "新"}),
        ("gate", {"since": "2026"}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(folder, kind, cells):
    with pytest.raises(BadRecord):
        correct(folder, kind, commitment(folder).id, cells, reason=WHY)
    assert not (folder / "corrections").exists()


def test_the_programmes_own_file_keeps_none(tmp_path):
    start(tmp_path)
    with pytest.raises(BadFolder):
        correct(
            tmp_path / "register.toml", "commitment", commitment(tmp_path).id, {"due": "2031"}, reason=WHY
        )


def test_the_brief_tells_the_corrected_wording_and_the_correction(folder, store):
    name = commitment(folder).id
    correct(folder, "commitment", name, {"due": "2031"}, reason=WHY)
    documents, held = hold_brief(store, "commitments", papers=papers(folder, "2026-11-28"))
    assert held.errors == ()
    for lang, words in (("en", "A slip of the pen (before this, due"), ("zh", "笔误（更正前，期限：")):
        cells = [
            cell.text
            for section in documents[lang].sections
            for block in section.blocks
            for row in getattr(block, "rows", ())
            for cell in row
        ]
        assert any(words in each for each in cells)

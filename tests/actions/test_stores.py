"""A folder keeps a document whole or not at all, people apart, and what may be taken back."""

import json
import stat

import pytest

from tanlu.actions.stores import INQUIRIES, LEDGER, RECORD, FolderStore
from tanlu.errors import BadFolder, CannotWrite


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_is_read_and_the_one_before_comes_back(tmp_path):
    store = FolderStore(tmp_path / "d")
    assert store.read(RECORD) is None
    for number in range(12):
        store.write(RECORD, {"n": number})
    assert store.undo(RECORD)
    assert store.read(RECORD) == {"n": 10}
    assert [store.undo(RECORD) for _ in range(11)] == [True] * 10 + [False]
    assert store.read(RECORD) == {"n": 0}


def test_people_and_words_are_for_their_owner_alone(tmp_path):
    store = FolderStore(tmp_path)
    store.write("dialogue", {"id": "d"})
    store.write(RECORD, {})
    store.write(RECORD, {"segments": []})
    store.put_file("ballots/votes.csv", "voter,statement,vote\n")
    store.key()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dialogue.json", "private"]
    for path in [store.private, *store.private.rglob("*")]:
        assert mode(path) == (0o700 if path.is_dir() else 0o600)
    assert (store.private / ".gitignore").read_text() == "*\n"


def test_nothing_is_left_of_deleted_people_and_a_ledger_is_not_undone(tmp_path):
    store = FolderStore(tmp_path)
    store.write(INQUIRIES, [{"name": "A"}])
    store.write(INQUIRIES, [])
    store.write(LEDGER, [{"date": "2026-01-01"}])
    store.write(LEDGER, [{"date": "2026-01-01"}, {"date": "2026-01-02"}])
    assert not store.undo(INQUIRIES)
    assert not store.undo(LEDGER)
    assert not any("A" in path.read_text() for path in store.private.rglob("*.json"))


def test_an_export_made_meanwhile_is_not_forgotten(tmp_path):
    store = FolderStore(tmp_path)
    store.write(LEDGER, [{"by": "one"}])
    for shorter in ([], [{"by": "other"}]):
        with pytest.raises(CannotWrite):
            store.write(LEDGER, shorter)
    assert store.read(LEDGER) == [{"by": "one"}]


def test_a_write_that_fails_leaves_the_document_as_it_was(tmp_path):
    store = FolderStore(tmp_path)
    store.write("dialogue", {"id": "d"})
    with pytest.raises(TypeError):
        store.write("dialogue", {"id": object()})
    assert store.read("dialogue") == {"id": "d"}
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_the_key_stays_the_same_and_is_not_guessable(tmp_path):
    store, other = FolderStore(tmp_path / "a"), FolderStore(tmp_path / "b")
    assert store.key() == store.key() != other.key()
    assert len(store.key()) == 32


def test_a_file_that_is_no_json_is_named_with_its_place(tmp_path):
    (tmp_path / "dialogue.json").write_text('{"id": "d",\n "title" 1}')
    with pytest.raises(BadFolder) as told:
        FolderStore(tmp_path).read("dialogue")
    assert "line 2" in str(told.value)


def test_a_place_that_cannot_hold_a_folder_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        FolderStore(tmp_path / "file" / "d").write("dialogue", {})


def test_a_file_saved_by_windows_is_read(tmp_path):
    (tmp_path / "dialogue.json").write_bytes("\ufeff".encode() + json.dumps({"id": "d"}).encode())
    assert FolderStore(tmp_path).read("dialogue") == {"id": "d"}

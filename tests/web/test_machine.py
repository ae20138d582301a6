"""A machine that takes nothing: a locked database, a full disk. It is said, and nothing is half-done."""

import errno
import os
import sqlite3
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from tanlu.actions.home import home
from tanlu.web.audit.operations import prove
from tanlu.web.ballots import keys
from tanlu.web.ballots import operations as rounds
from tanlu.web.ballots.models import SealedBallot
from tanlu.web.people import operations as people
from tanlu.web.people.models import Invitation, Person
from tests.web.network import Visitor, staff, token
from tests.web.room import invited, opened

pytestmark = pytest.mark.usefixtures("site_db")


def test_an_invitation_is_not_used_up_where_no_session_can_be_kept(monkeypatch):
    code = invited()
    with monkeypatch.context() as broken:
        broken.setattr("tanlu.web.people.sessions.Database.save", _full)
        broken.setattr("tanlu.web.people.sessions.Database.cycle_key", _full)
        visitor = Visitor()
        visitor.go("join/")
        page = visitor.send("join/", status=503, code=code)
    assert "Nothing was changed" in page
    assert Invitation.objects.get().used is False
    assert "Ann" in Visitor().come_in(code)


def _full(*_, **__):
    raise OperationalError("database or disk is full")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database is locked"), "too busy"),
        (OperationalError("database or disk is full"), "disk takes no more"),
        (OperationalError("disk I/O error"), "disk takes no more"),
        (OperationalError("connection to server failed: refused"), "too busy"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk takes no more"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_machine_that_takes_nothing_says_so(monkeypatch, error, said, lang):
    asked, _, voters = opened()
    visitor = Visitor(lang)
    visitor.come_in(people.invite(voters[0], by=None))
    visitor.go("dialogues/d/rounds/1/vote/")

    def refuse(*_):
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(rounds, "seal", refuse)
        answer = visitor.client.post(
            f"/{lang}/dialogues/d/rounds/1/vote/", {"at": "1", "answer": "agree", **token(visitor)}
        )
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert said in page if lang == "en" else "未作任何改动" in page
    assert "Traceback" not in page
    assert str(home()) not in page
    assert rounds.mine(asked, voters[0]).choices == (None, None, None)


def test_a_fault_of_ours_is_no_busy_machine(monkeypatch):
    visitor = staff("secretariat")
    visitor.client.raise_request_exception = False
    monkeypatch.setattr("tanlu.web.people.views.dialogues_of", _no_table)
    assert "the fault is ours" in visitor.go("desk/", status=500)


def _no_table(_):
    raise OperationalError("no such table: nothing")


def test_a_key_that_cannot_be_kept_opens_no_round(monkeypatch):
    asked, keeper, _ = opened()
    draft = rounds.begin_round(asked.dialogue, asked.title, attribute="country", segments=[], by=keeper)
    rounds.review_statement(rounds.put_statement(draft, asked.title, by=keeper), "reviewed", by=keeper)

    def refuse(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(keys.os, "fsync", refuse)
        visitor = Visitor()
        visitor.come_in(people.invite(keeper, by=None))
        visitor.go("dialogues/d/rounds/2/")
        page = visitor.send("dialogues/d/rounds/2/open/", status=503)
    assert "disk takes no more" in page
    assert str(home()) not in page
    draft.refresh_from_db()
    assert (draft.state, SealedBallot.objects.filter(round=draft).count()) == ("draft", 0)
    assert rounds.open_round(draft, by=keeper).state == "open"


@contextmanager
def held_by_another(table="ballots_round"):
    """Another process holds what a vote writes; who waits for it does so a moment only."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout = 50")
            other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
        else:
            cursor.execute("SET lock_timeout = 50")
            other = connection.copy()
            other.set_autocommit(False)
            other.cursor().execute(f"SELECT * FROM {table} FOR UPDATE")
    yield
    other.close()
    connection.close()


def test_a_lock_that_another_holds_is_told_and_nothing_is_half_done():
    asked, _, voters = opened()
    visitor = Visitor()
    visitor.come_in(people.invite(voters[0], by=None))
    visitor.go("dialogues/d/rounds/1/vote/")
    with held_by_another():
        page = visitor.send(status=503, at="1", answer="agree")
    assert "too busy" in page
    assert rounds.mine(asked, voters[0]).choices == (None,) * 3
    visitor.go("dialogues/d/rounds/1/vote/")
    visitor.send(at="1", answer="agree")
    assert rounds.mine(asked, voters[0]).choices == (1, None, None)


DISK_FULL = """
CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER disk_full BEFORE INSERT ON people_invitation FOR EACH ROW EXECUTE FUNCTION disk_full()
"""


@contextmanager
def full():
    """SQLite may not grow any more, as on a disk without a free block; PostgreSQL says what it says then."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        else:
            cursor.execute(DISK_FULL)
    yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER disk_full ON people_invitation; DROP FUNCTION disk_full")
    connection.close()


def test_a_database_that_is_full_is_told_and_nothing_is_half_done():
    visitor = staff("administrator")
    visitor.go("desk/people/")
    before, kept = prove(), 0
    typed = {"name_en": "X" * 120, "name_zh": "十" * 120, "role": "auditor"}
    with full():
        while (
            answer := visitor.client.post("/en/desk/people/", {**typed, **token(visitor)})
        ).status_code == 200:
            kept += 1
    assert answer.status_code == 503
    assert "disk takes no more" in answer.content.decode()
    now = prove()
    assert (now.broken, now.length) == (
        None,
        before.length + 3 * kept,
    )  # entered, given a role, invited: all or none
    assert Person.objects.count() == 1 + kept == Invitation.objects.count()
    visitor.go("desk/people/")
    assert "Invitation for" in visitor.send("desk/people/", **typed)

"""What goes wrong in a room: everyone at once, twice, too late, a machine that takes nothing. Nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from tanlu.actions.home import home
from tanlu.errors import HeldBack
from tanlu.web.audit.models import Event
from tanlu.web.audit.operations import prove, record
from tanlu.web.ballots import operations as rounds
from tanlu.web.ballots.models import Ballot, SealedBallot
from tanlu.web.keep.backup import back_up, restore
from tanlu.web.people import operations as people
from tanlu.web.people.models import Person
from tests.web.network import Visitor, token
from tests.web.room import entered, invited, opened

pytestmark = pytest.mark.usefixtures("site_db")


def at_once(jobs):
    """Run every job at the same moment, each on a connection of its own; return what each gave or raised."""
    gate = Barrier(len(jobs))

    def run(job):
        try:
            gate.wait(30)
            return job()
        except Exception as error:  # noqa: BLE001 - what was raised is looked at
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def come(code):
    visitor = Visitor()
    visitor.go("join/")
    return lambda: (
        visitor.client.post(
            "/en/join/", {"code": code, "csrfmiddlewaretoken": visitor.client.cookies["tanlu_form"].value}
        ).status_code
    )


def test_an_invitation_opens_once():
    code = invited()
    assert Visitor().come_in(code)
    before = (Event.objects.count(), Session.objects.count())
    second = Visitor()
    second.go("join/")
    page = second.send("join/", status=400, code=code)
    assert "does not open anything" in page
    assert (Event.objects.count(), Session.objects.count()) == before


def test_a_vote_after_close_and_a_close_twice_change_nothing():
    asked, keeper, voters = opened()
    rounds.cast(asked, voters[0], 1, 1)
    closed = rounds.close_round(asked, by=keeper)
    counted = sorted(Ballot.objects.values_list("id", flat=True))
    visitor = Visitor()
    visitor.come_in(people.invite(voters[0], by=None))
    visitor.go("desk/")
    assert "not open" in visitor.send("dialogues/d/rounds/1/vote/", status=403, at="1", answer="disagree")
    assert rounds.close_round(asked, by=keeper).manifest == closed.manifest
    assert sorted(Ballot.objects.values_list("id", flat=True)) == counted


def test_a_statement_is_frozen_once_somebody_may_have_voted():
    _, keeper, _ = opened()
    visitor = Visitor()
    visitor.come_in(people.invite(keeper, by=None))
    visitor.go("dialogues/d/rounds/1/")
    page = visitor.send("dialogues/d/rounds/1/", status=400, text_en="Other", text_zh="别的")
    assert "frozen" in page


def test_sessions_of_whoever_is_removed_end_and_their_passkeys_go():
    _, keeper, voters = opened()
    first, second = Visitor(), Visitor("zh")
    first.come_in(people.invite(voters[0], by=None))
    second.come_in(people.invite(voters[0], by=None))
    voters[0].passkeys.create(credential="c", public_key=b"k", name="phone")
    waiting = people.invite(voters[0], by=None)
    people.remove(voters[0], by=keeper)
    for visitor in (first, second):
        answer = visitor.client.get("/en/dialogues/d/rounds/1/vote/")
        assert answer["Location"] == "/en/join/"
    third = Visitor()
    third.go("join/")
    third.send("join/", status=400, code=waiting)
    assert not voters[0].passkeys.exists()


def test_a_clock_set_back_opens_no_invitation_and_turns_back_no_day(monkeypatch):
    person = entered("Ann")
    code = people.invite(person, by=None, days=1)
    real = timezone.now()
    _clock(monkeypatch, real + timedelta(days=3))
    record(None, "test.later", "x")
    _clock(monkeypatch, real - timedelta(days=300))
    record(None, "test.earlier", "x")
    days = list(Event.objects.values_list("day", flat=True))
    assert days == sorted(days)
    assert prove().broken is None
    with pytest.raises(HeldBack):
        people.accept(SimpleNamespace(), code)


def _clock(monkeypatch, at):
    monkeypatch.setattr(timezone, "now", lambda: at)


def test_a_backup_taken_during_votes_is_whole(tmp_path):
    asked, _, voters = opened(8, 2)
    for at, person in enumerate(voters):
        rounds.cast(asked, person, 1, 1)
        back_up(tmp_path / f"{at}.zip")
    rows = {model: model.objects.count() for model in (Person, SealedBallot, Event)}
    _emptied()
    restore(tmp_path / "7.zip")
    assert {model: model.objects.count() for model in rows} == rows
    assert prove().broken is None
    assert rounds.mine(asked, voters[3]).choices == (1, None)  # the key never left this machine


def _emptied():
    from django.core.management import call_command

    from tests.web.conftest import _guards

    _guards(standing=False)
    call_command("flush", interactive=False, verbosity=0)
    _guards(standing=True)


@pytest.mark.parametrize(
    "path",
    [
        "/en/files/resident/CN-SX/..%2f..%2fsecret", "/en/help/..%2f..%2fsite%2fsecret/", "/en/help/%2e%2e/",
        "/assets/x/../site.js", "/en/figures/../../etc/passwd/", "/en/regions/..%5c..%5c/", "/en/briefs/%00/",
        "/en//etc/passwd", "/en/help/site%0d%0aX: 1/",
    ],
)  # fmt: skip
def test_tricks_in_addresses_reach_nothing(path):
    answer = Client().get(path)
    assert answer.status_code in (400, 404), path
    assert b"root:" not in answer.content
    assert str(home()).encode() not in answer.content
    assert "X" not in answer.headers


@pytest.mark.parametrize("field", ["q", "code", "i", "r"])
def test_no_header_is_made_by_what_is_asked(field):
    evil = "x\r\nSet-Cookie: evil=1\r\n\r\n<script>"
    for place in ("search/", "join/", "compare/", "claims/own/", "dialogues/d/rounds/1/receipt/"):
        answer = Client().get(f"/en/{place}", {field: evil})
        assert "evil" not in answer.cookies
        assert not any("\n" in value for value in answer.headers.values())
        assert b"<script>" not in answer.content.replace(b"<script src", b"")


SQL = (
    "' OR '1'='1",
    "'; DROP TABLE people_person; --",
    "1) UNION SELECT digest FROM people_invitation --",
    "\\",
    "%",
)


@pytest.mark.parametrize("evil", SQL)
def test_no_database_is_spoken_to_by_what_is_asked(evil):
    asked, _, voters = opened()
    visitor = Visitor()
    visitor.come_in(people.invite(voters[0], by=None))
    visitor.go("dialogues/d/rounds/1/vote/")
    for data in ({"at": evil, "answer": "agree"}, {"at": "1", "answer": evil}):
        answer = visitor.client.post("/en/dialogues/d/rounds/1/vote/", {**data, **token(visitor)})
        assert answer.status_code in (400, 404)
    assert "No counted" not in visitor.go(f"dialogues/d/rounds/1/receipt/?code={evil}".replace("#", ""))
    other = Visitor()
    other.go("join/")
    other.send("join/", status=400, code=evil)
    assert Person.objects.count() == len(voters) + 1
    assert rounds.mine(asked, voters[0]).choices == (None,) * 3


def test_everyone_at_once_on_one_invitation():
    code = invited()
    events, sessions = Event.objects.count(), Session.objects.count()
    statuses = at_once([come(code) for _ in range(100)])
    assert sorted(statuses) == [302] + [400] * 60 + [429] * 39
    assert (Event.objects.count(), Session.objects.count()) == (events + 1, sessions + 1)
    assert prove().broken is None


def test_two_tabs_at_once_lose_no_vote():
    asked, _, voters = opened(4, 12)
    jobs = [
        lambda person=person, number=number: rounds.cast(asked, person, number, 1)
        for person in voters
        for number in range(1, 13)
    ]
    assert set(at_once(jobs)) == {None}
    assert all(rounds.mine(asked, each).choices == (1,) * 12 for each in voters)
    assert SealedBallot.objects.count() == 4


def test_a_backup_taken_while_all_vote_holds_every_box_whole(tmp_path):
    asked, _, voters = opened(10, 2)

    def vote(person, number):
        return lambda: rounds.cast(asked, person, number, 1)

    jobs = [vote(person, number) for person in voters for number in (1, 2)]
    told = at_once([*jobs[:10], lambda: back_up(tmp_path / "b.zip"), *jobs[10:]])
    assert told[:10] + told[11:] == [None] * 20
    _emptied()
    assert restore(tmp_path / "b.zip") == told[10]
    assert SealedBallot.objects.count() == 10
    for person in voters:
        assert set(rounds.mine(asked, person).choices) <= {
            None,
            1,
        }  # each box opens: none was caught half-written


def test_a_close_during_votes_counts_what_was_kept():
    asked, keeper, voters = opened(12, 2)

    def vote(person):
        return lambda: rounds.cast(asked, person, 1, 1)

    told = at_once([*map(vote, voters), lambda: rounds.close_round(asked, by=keeper).state])
    kept = [each for each in told[:-1] if each is None]
    assert all(isinstance(each, HeldBack) for each in told[:-1] if each is not None)
    assert told[-1] == "closed"
    counted = [each.choices[0] for each in Ballot.objects.all()]
    assert (len(counted), counted.count(1)) == (12, len(kept))
    assert SealedBallot.objects.count() == 0
    assert not (home() / "site" / "keys" / rounds.key_name(asked)).exists()

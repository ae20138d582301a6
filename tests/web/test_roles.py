"""Roles for a time: from a day to a day, ended at once, told afterwards, and never opened again by a clock set back."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tanlu.errors import BadDialogue, HeldBack
from tanlu.text import Text
from tanlu.web.audit.operations import behind, today
from tanlu.web.ballots.operations import cast, mine
from tanlu.web.dialogues import operations as dialogues
from tanlu.web.dialogues.store import DatabaseStore
from tanlu.web.people import operations as people
from tanlu.web.people.models import Person, Seat
from tanlu.web.people.operations import invite
from tanlu.web.people.policy import may
from tanlu.web.people.seats import AFTER, end_role, last_until, seat
from tanlu.web.people.told import by_time
from tanlu.web.shell.words import written
from tests.web.network import Visitor, code_on, staff, token
from tests.web.room import entered, opened

pytestmark = pytest.mark.usefixtures("site_db")
DAY = timedelta(days=1)


@pytest.fixture
def place():
    keeper = entered("Keeper")
    seat(keeper, "secretariat", by=None)
    return dialogues.begin("d", Text("D", "丁"), ("America/Denver",), by=keeper), keeper


def sees(person, dialogue, on):
    return may(Person.objects.get(pk=person.pk), "dialogue.see", dialogue=dialogue.pk, state="open", on=on)


def test_a_role_holds_from_its_first_day_to_its_last(place):
    dialogue, keeper = place
    ann, now = entered("Ann"), today()
    seat(ann, "interpreter", by=keeper, dialogue=dialogue, since=now + 2 * DAY, until=now + 4 * DAY)
    held = [sees(ann, dialogue, now + at * DAY) for at in range(7)]
    assert held == [False, False, True, True, True, False, False]


def test_a_role_that_is_ended_gives_nothing_from_that_moment_and_the_end_can_be_taken_back(place):
    dialogue, keeper = place
    ann, now = entered("Ann"), today()
    made = seat(ann, "interpreter", by=keeper, dialogue=dialogue)
    assert sees(ann, dialogue, now)
    end_role(made, by=keeper)
    assert not sees(ann, dialogue, now)
    with pytest.raises(BadDialogue, match="ended already"):
        end_role(made, by=keeper)
    last_until(made, now + 9 * DAY, by=keeper)
    assert sees(ann, dialogue, now + 9 * DAY)
    assert not sees(ann, dialogue, now + 10 * DAY)


def test_what_was_held_stays_told_and_may_be_held_again(place, monkeypatch):
    dialogue, keeper = place
    ann, now = entered("Ann"), today()
    first = seat(ann, "interpreter", by=keeper, dialogue=dialogue, until=now + DAY)
    with pytest.raises(BadDialogue, match="some of these days already"):
        seat(ann, "interpreter", by=keeper, dialogue=dialogue, since=now + DAY)
    seat(ann, "interpreter", by=keeper, dialogue=dialogue, since=now + 2 * DAY)
    with pytest.raises(BadDialogue, match="meet another role"):
        last_until(first, None, by=keeper)
    monkeypatch.setattr(timezone, "localdate", lambda: now + 3 * DAY)
    times = by_time(Seat.objects.filter(person=ann), "en")
    assert ([len(times.now), len(times.later), len(times.before)]) == [1, 0, 1]
    assert times.before[0].days == f"{written(now, 'en')} to {written(now + DAY, 'en')}"
    with pytest.raises(BadDialogue, match="is over"):
        last_until(first, now + 9 * DAY, by=keeper)


def test_days_that_cannot_be_are_refused(place):
    dialogue, keeper = place
    ann, now = entered("Ann"), today()
    for since, until in ((now - DAY, None), (now + 2 * DAY, now + DAY)):
        with pytest.raises(BadDialogue):
            seat(ann, "interpreter", by=keeper, dialogue=dialogue, since=since, until=until)
    made = seat(ann, "interpreter", by=keeper, dialogue=dialogue)
    with pytest.raises(BadDialogue, match="passed"):
        last_until(made, now - DAY, by=keeper)


def test_nobody_has_two_votes_in_a_dialogue(place):
    dialogue, keeper = place
    ann = entered("Ann")
    seat(ann, "participant", by=keeper, dialogue=dialogue, votes=True)
    with pytest.raises(BadDialogue, match="has a vote"):
        seat(ann, "lead", by=keeper, dialogue=dialogue, votes=True)
    seat(ann, "lead", by=keeper, dialogue=dialogue)
    assert Seat.objects.filter(person=ann, votes=True).count() == 1


def test_a_clock_set_back_opens_no_role_again(place, monkeypatch):
    dialogue, keeper = place
    ann, now = entered("Ann"), today()
    seat(ann, "interpreter", by=keeper, dialogue=dialogue, until=now + DAY)
    visitor = Visitor()
    visitor.come_in(invite(ann, by=None))
    visitor.go("dialogues/d/")
    monkeypatch.setattr(timezone, "localdate", lambda: now + 5 * DAY)
    keep = staff("secretariat")  # its lines in the audit hold the later day
    visitor.go("dialogues/d/", status=404)
    monkeypatch.setattr(timezone, "localdate", lambda: now)
    assert behind()
    visitor.go("dialogues/d/", status=404)
    assert visitor.client.get("/en/desk/").status_code == 404
    assert "clock of this machine" in keep.go("dialogues/d/people/")
    assert "of this machine" not in keep.go("dialogues/d/")


def test_a_vote_ends_with_its_role():
    asked, keeper, voters = opened()
    person = voters[0]
    visitor = Visitor()
    visitor.come_in(invite(person, by=None))
    visitor.go("dialogues/d/rounds/1/vote/")
    cast(asked, person, 1, 1)
    end_role(person.seats.get(), by=keeper)
    sent = {"at": "1", "answer": "disagree"} | token(visitor)
    assert visitor.client.post("/en/dialogues/d/rounds/1/vote/", sent).status_code == 404
    assert mine(asked, person).choices[0] == 1


def test_roles_end_some_days_after_their_dialogue(place):
    dialogue, keeper = place
    ann, bea, now = entered("Ann"), entered("Bea"), today()
    open_end = seat(ann, "interpreter", by=keeper, dialogue=dialogue)
    bounded = seat(bea, "interpreter", by=keeper, dialogue=dialogue, until=now + DAY)
    dialogues.close(dialogue, by=keeper)
    open_end.refresh_from_db()
    bounded.refresh_from_db()
    assert (open_end.until, bounded.until) == (now + AFTER * DAY, now + DAY)
    assert sees(ann, dialogue, now + AFTER * DAY)
    assert not sees(ann, dialogue, now + (AFTER + 1) * DAY)


def test_who_has_left_is_named_as_little_as_who_is_there(place):
    dialogue, keeper = place
    noon = datetime(2026, 12, 3, 12)  # noqa: DTZ001 - a civil time, as a form has it
    dialogues.add_session(dialogue, Text("S", "会"), noon, 60, "none", by=keeper)
    dialogues.open_segment(dialogue, "s1", Text("T", "题"), "chatham_house", by=keeper)
    ann = entered("Annika")
    held = seat(ann, "participant", by=keeper, dialogue=dialogue, votes=True)
    assert [each.votes for each in DatabaseStore(dialogue).people() if each.id == ann.handle] == [True]
    end_role(held, by=keeper)
    assert [each.votes for each in DatabaseStore(dialogue).people() if each.id == ann.handle] == [False]
    with pytest.raises(HeldBack):
        dialogues.keep_note(dialogue, Text("As Annika put it", "如前所述"), by=keeper)
    people.remove(ann, by=keeper)
    with pytest.raises(HeldBack):
        dialogues.keep_note(dialogue, Text("As Annika put it", "如前所述"), by=keeper)


def test_the_last_administrator_stays():
    ann, bea = entered("Ann"), entered("Bea")
    first = seat(ann, "administrator", by=None)
    with pytest.raises(BadDialogue, match="last administrator"):
        end_role(first, by=ann)
    seat(bea, "administrator", by=ann)
    end_role(first, by=ann)


def test_whoever_is_removed_holds_nothing_and_is_told_as_having_held_it(place):
    dialogue, keeper = place
    ann = entered("Ann")
    seat(ann, "interpreter", by=keeper, dialogue=dialogue, until=today() + 9 * DAY)
    people.remove(ann, by=keeper)
    times = by_time(Seat.objects.filter(person=ann), "zh")
    assert (times.now, times.later) == ([], [])
    assert "当日终止" in times.before[0].days


def test_the_desk_gives_changes_and_ends_roles(place):
    keep, last = staff("secretariat"), (today() + 30 * DAY).isoformat()
    keep.go("dialogues/d/people/")
    fields = {
        "name_en": "Li Ming",
        "name_zh": "李明",
        "family": "Li",
        "country": "CHN",
        "sector": "",
        "since": "",
    }
    keep.send(**fields, organisation="", role="interpreter", until=last)
    code = code_on(keep.page)
    made = Seat.objects.get(person__name_en="Li Ming")
    assert f"to {written(last, 'en')}" in keep.go("dialogues/d/people/")
    visitor = Visitor("zh")
    visitor.come_in(code)
    visitor.go("dialogues/d/")
    keep.go(f"dialogues/d/roles/{made.pk}/")
    keep.send(f"dialogues/d/roles/{made.pk}/end/")
    assert "Held before" in keep.page
    visitor.go("dialogues/d/", status=404)
    keep.go(f"dialogues/d/roles/{made.pk}/")
    assert "ended today" in keep.page
    keep.send(until="")
    visitor.go("dialogues/d/")
    keep.go("dialogues/d/roles/")
    keep.send(person=made.person.handle, role="participant", since="", until="2020-01-01", status=400)
    keep.send(person=made.person.handle, role="participant", votes="on", since="", until=last)
    assert Seat.objects.get(person=made.person, role="participant").votes
    keep.go("desk/people/", status=404)


def test_roles_of_the_whole_site_have_days_too():
    admin = staff("administrator")
    admin.go("desk/people/")
    admin.send(name_en="Rae", name_zh="雷", role="rater", since="", until=(today() + DAY).isoformat())
    made = Seat.objects.get(role="rater")
    assert made.until == today() + DAY
    admin.go("desk/people/roles/")
    admin.send(person=made.person.handle, role="auditor", since=(today() + DAY).isoformat(), until="")
    assert "To come" in admin.page
    admin.go(f"desk/people/roles/{made.pk}/")
    admin.send(f"desk/people/roles/{made.pk}/end/")
    assert Seat.objects.get(pk=made.pk).ended
    admin.go(f"dialogues/d/roles/{made.pk}/", status=404)

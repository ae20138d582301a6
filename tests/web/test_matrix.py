"""Every address, every role, every state of the dialogue: what is not allowed by name looks like nothing."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from tanlu.actions.votes import papers
from tanlu.text import Text
from tanlu.web.ballots.models import Round, Statement
from tanlu.web.challenges.models import Challenge
from tanlu.web.delegations.models import Delegation, Wanted
from tanlu.web.dialogues import operations as dialogues
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.ledger.models import Entered
from tanlu.web.people.models import SITE_WIDE, Seat
from tanlu.web.people.operations import Named, enter_person, invite, remove, seat
from tanlu.web.people.policy import ACTS, ANY_STATE, may
from tanlu.web.proposals.models import Proposal, Version
from tanlu.web.ratings.models import RatingRound
from tanlu.web.results.models import Release
from tanlu.web.suggestions.models import Suggestion
from tests.web.network import Visitor

pytestmark = pytest.mark.usefixtures("site_db")
ROOM = {"participant", "lead", "interpreter", "facilitator"}
EVERYONE = ROOM | {"secretariat", "rater", "auditor", "administrator"}
LIVE = {"planned", "open"}
WRITTEN_AGAIN = {  # a hole in the table must not be a hole in the test
    "begin_dialogue": ({"secretariat"}, set(ANY_STATE)),
    "staff": ({"administrator"}, set(ANY_STATE)),
    "build_brief": ({"facilitator", "secretariat"}, set(ANY_STATE)),
    "brief_folder": ({"facilitator", "secretariat"}, set(ANY_STATE)),
    "desk": (EVERYONE, set(ANY_STATE)),
    "passkeys": (EVERYONE, set(ANY_STATE)),
    "ask_to_keep_passkey": (EVERYONE, set(ANY_STATE)),
    "keep_passkey": (EVERYONE, set(ANY_STATE)),
    "take_back_passkey": (EVERYONE, set(ANY_STATE)),
    "code_sheet": ({"facilitator", "secretariat", "administrator"}, LIVE),
    "audit": ({"auditor", "administrator"}, set(ANY_STATE)),
    "dialogue": (ROOM | {"secretariat"}, set(ANY_STATE)),
    "people": ({"facilitator", "secretariat", "administrator"}, set(ANY_STATE)),
    "invite_again": ({"facilitator", "secretariat", "administrator"}, LIVE),
    "remove_person": ({"secretariat", "administrator"}, set(ANY_STATE)),
    "give_role": ({"secretariat", "administrator"}, set(ANY_STATE)),
    "change_role": ({"secretariat", "administrator"}, set(ANY_STATE)),
    "stop_role": ({"secretariat", "administrator"}, set(ANY_STATE)),
    "give_staff_role": ({"administrator"}, set(ANY_STATE)),
    "change_staff_role": ({"administrator"}, set(ANY_STATE)),
    "stop_staff_role": ({"administrator"}, set(ANY_STATE)),
    "delegations": ({"lead", "facilitator", "secretariat"}, set(ANY_STATE)),
    "delegation": ({"lead", "facilitator", "secretariat"}, set(ANY_STATE)),
    "begin_delegation": ({"facilitator", "secretariat"}, LIVE),
    "change_delegation": ({"facilitator", "secretariat"}, LIVE),
    "remove_delegation": ({"facilitator", "secretariat"}, LIVE),
    "ask_for": ({"lead"}, LIVE),
    "ask_again": ({"lead"}, LIVE),
    "take_member": ({"facilitator", "secretariat"}, LIVE),
    "decline_member": ({"facilitator", "secretariat"}, LIVE),
    "wording": ({"interpreter", "facilitator"}, LIVE),
    "reword_statement": ({"interpreter", "facilitator"}, LIVE),
    "correct_entry": ({"secretariat"}, set(ANY_STATE)),
    "withdraw_entry": ({"secretariat"}, set(ANY_STATE)),
    "restore_entry": ({"secretariat"}, set(ANY_STATE)),
    "add_session": ({"facilitator", "secretariat"}, LIVE),
    "add_item": ({"facilitator", "secretariat"}, LIVE),
    "open_segment": ({"facilitator"}, LIVE),
    "notes": ({"facilitator"}, LIVE),
    "undo_note": ({"facilitator"}, LIVE),
    "close_segment": ({"facilitator"}, LIVE),
    "close_dialogue": ({"facilitator"}, {"open"}),
    "begin_round": ({"facilitator"}, LIVE),
    "round": ({"interpreter", "facilitator"}, LIVE),
    "review": ({"interpreter", "facilitator"}, LIVE),
    "open_round": ({"facilitator"}, LIVE),
    "close_round": ({"facilitator"}, LIVE),
    "vote": ({"participant", "lead"}, LIVE),
    "problem": ({"participant", "lead"}, LIVE),
    "receipt": (ROOM, set(ANY_STATE)),
    "result": (ROOM, set(ANY_STATE)),
    "release": ({"facilitator"}, set(ANY_STATE)),
    "programme_results": (EVERYONE, set(ANY_STATE)),
    "programme_told": (EVERYONE, set(ANY_STATE)),
    "programme_file": (EVERYONE, set(ANY_STATE)),
    "suggest": ({"participant", "lead", "facilitator"}, LIVE),
    "suggestions": ({"facilitator"}, LIVE),
    "take": ({"facilitator"}, LIVE),
    "set_aside": ({"facilitator"}, LIVE),
    "ratings": ({"secretariat", "rater"}, set(ANY_STATE)),
    "begin_ratings": ({"secretariat"}, set(ANY_STATE)),
    "rate": ({"rater"}, set(ANY_STATE)),
    "close_ratings": ({"secretariat"}, set(ANY_STATE)),
    "own": ({"secretariat"}, set(ANY_STATE)),
    "own_import": ({"secretariat"}, set(ANY_STATE)),
    "own_remove": ({"secretariat"}, set(ANY_STATE)),
    "on_paper": ({"facilitator"}, LIVE),
    "mark_paper": ({"facilitator"}, LIVE),
    "sheets": ({"facilitator"}, LIVE),
    "sheet": ({"facilitator"}, LIVE),
    "challenges": ({"secretariat"}, set(ANY_STATE)),
    "answer_challenge": ({"secretariat"}, set(ANY_STATE)),
    "leave_aside": ({"secretariat"}, set(ANY_STATE)),
    "register": ({"secretariat"}, set(ANY_STATE)),
    "enter": ({"secretariat"}, set(ANY_STATE)),
    "add_update": ({"secretariat", "lead"}, set(ANY_STATE)),
    "undo_update": ({"secretariat"}, set(ANY_STATE)),
    "propose": ({"lead", "facilitator"}, LIVE),
    "reword": ({"lead", "facilitator"}, LIVE),
    "proposal": (ROOM | {"secretariat"}, set(ANY_STATE)),
    "agree": ({"secretariat"}, set(ANY_STATE)),
}
OPEN_TO_ALL = {
    "door", "asset", "home", "regions", "region", "compare", "compare_csv", "card", "figure", "indicators", "indicator",
    "sources", "claims", "own_claim", "briefs", "brief", "brief_of", "brief_file", "brief_file_of", "industries", "outlook",
    "scorecard", "agreements_told", "agreements", "agreement", "search", "help", "help_page", "api", "openapi",
    "api_regions", "api_indicators", "api_years", "api_figure", "api_claims", "api_agreements", "join", "leave",
    "evidence_file", "results", "told", "told_file", "thread", "challenge", "rated",
    "passkey_ask", "open_with_passkey",
    "own_outlook", "job_state", "job_stop", "help_picture", "study",
}  # fmt: skip


def names(patterns=None):
    for each in patterns or get_resolver().url_patterns:
        if hasattr(each, "url_patterns"):
            yield from names(each.url_patterns)
        else:
            yield each.name


def test_every_address_is_either_public_or_in_the_matrix():
    assert set(names()) == OPEN_TO_ALL | set(WRITTEN_AGAIN)


@pytest.fixture
def place():
    """A dialogue with everything that an address can be about, and a person of every role."""
    keeper = enter_person(Named(Text("Keeper", "管理")), None)
    seat(keeper, "secretariat", by=None)
    dialogue = dialogues.begin("d", Text("D", "丁"), ("America/Denver",), by=keeper)
    other = dialogues.begin("e", Text("E", "戊"), ("America/Denver",), by=keeper)
    asked = Round.objects.create(dialogue=dialogue, number=1, title_en="R", title_zh="轮")
    Statement.objects.create(round=asked, number=1, text_en="S", text_zh="句")
    release = json.loads(papers(None)["papers/release.json"])
    Release.objects.create(round=asked, audience="programme", day=timezone.localdate(), paper=release)
    Suggestion.objects.create(id="0" * 32, dialogue=dialogue, text_en="S")
    RatingRound.objects.create(slug="d", title_en="R", title_zh="评", regions=["CN-SX"])
    Challenge.objects.create(pk=1, address="a", day=timezone.localdate(), text="T")
    proposal = Proposal.objects.create(dialogue=dialogue, number=1)
    Version.objects.create(
        proposal=proposal,
        number=1,
        day=timezone.localdate(),
        title_en="P",
        title_zh="案",
        text_en="P",
        text_zh="案",
    )
    people = {}
    for role in sorted(EVERYONE):
        people[role] = enter_person(Named(Text(role, role)), None)
        seat(people[role], role, by=None, dialogue=None if role in SITE_WIDE else dialogue)
    made = Delegation.objects.create(
        dialogue=dialogue,
        number=1,
        name_en="D",
        name_zh="团",
        since=timezone.localdate(),
        lead=people["lead"],
    )
    Wanted.objects.create(pk=1, delegation=made, name_en="W", name_zh="王")
    gone = {"id": "gone", "name_en": "G", "name_zh": "无", "country": "CHN", "kind": "ngo"}
    Entered.objects.create(kind="organisation", name="gone", data=gone)
    why = {
        "id": "0001-gone",
        "act": "withdraw",
        "date": "2026",
        "by": "secretariat",
        "reason_en": "R",
        "reason_zh": "因",
    }
    Entered.objects.create(
        kind="correction",
        name="0001-gone",
        data={**why, "kind": "organisation", "entry": "gone", "cells": {}},
    )
    outsider = enter_person(Named(Text("Out", "外")), None)
    seat(outsider, "facilitator", by=None, dialogue=other)
    return dialogue, people, outsider


def what_of(name):
    """What an address is about where the usual things do not fit; the number of a role counts over the whole site."""
    if name in ("add_update", "correct_entry", "withdraw_entry"):
        return {"kind": "commitment", "name": "office_establish"}
    if name == "restore_entry":
        return {"kind": "organisation", "name": "gone"}
    if name not in ("change_role", "stop_role", "change_staff_role", "stop_staff_role"):
        return {}
    return {
        "number": Seat.objects.filter(dialogue__isnull="staff" in name)
        .exclude(role="administrator")
        .first()
        .pk
    }


def address(name):
    parts = {
        "name": "d",
        "kind": "source",
        "form": "html",
        "lang": "en",
        "slug": "d",
        "session": "s1",
        "number": 1,
        "statement": 1,
        "handle": "0" * 16,
        "ident": "0" * 32,
        "wanted": 1,
    }
    for keys in (
        (),
        ("number",),
        ("slug",),
        ("slug", "session"),
        ("slug", "number"),
        ("slug", "number", "statement"),
        ("slug", "number", "handle"),
        ("slug", "number", "wanted"),
        ("slug", "handle"),
        ("kind",),
        ("kind", "name"),
        ("slug", "ident"),
        ("number",),
        ("name", "number"),
        ("name", "number", "form"),
        ("name",),
    ):
        try:
            more = what_of(name)
            return reverse(name, kwargs={key: (parts | more)[key] for key in ("lang", *keys)})
        except Exception:  # noqa: BLE001 - the next shape is tried
            continue
    raise AssertionError(name)


def signed_in(person):
    visitor = Visitor()
    visitor.come_in(invite(person, by=None))
    return visitor.client


def refused(client, name):
    """Whether the address looks like nothing: by GET, and by POST where there is a form to send."""
    answer = client.get(address(name))
    return answer.status_code == 404 and b"There is no page" in answer.content


@pytest.mark.parametrize("state", ANY_STATE)
def test_roles_reach_what_the_table_gives_and_nothing_else(place, state):
    dialogue, people, outsider = place
    Dialogue.objects.filter(pk=dialogue.pk).update(state=state)
    clients = {role: signed_in(person) for role, person in people.items()}
    for name, (roles, states) in WRITTEN_AGAIN.items():
        about_one = "/dialogues/" in address(name)
        for role, client in clients.items():
            fits = role in roles and (not about_one or state in states)
            post = name in (
                "invite_again",
                "remove_person",
                "undo_note",
                "close_segment",
                "close_dialogue",
                "review",
                "open_round",
                "close_round",
                "problem",
                "release",
                "undo_update",
                "set_aside",
                "leave_aside",
                "close_ratings",
                "own_import",
                "own_remove",
                "mark_paper",
                "code_sheet",
                "ask_to_keep_passkey",
                "keep_passkey",
                "take_back_passkey",
                "stop_role",
                "remove_delegation",
                "ask_again",
                "decline_member",
                "stop_staff_role",
            )
            if post:
                assert client.get(address(name)).status_code == 405, name
                continue
            assert refused(client, name) != fits, (name, role, state)
        if about_one and name not in ("invite_again",):
            stranger = signed_in(outsider)
            assert stranger.get(address(name)).status_code in (404, 405), name


@pytest.mark.parametrize("name", sorted(WRITTEN_AGAIN))
def test_the_public_is_led_to_the_door(place, name):
    answer = Client().get(address(name))
    assert answer.status_code == 405 or answer["Location"] == "/en/join/"


@pytest.mark.parametrize(
    "name",
    [
        each
        for each in sorted(WRITTEN_AGAIN)
        if each
        in (
            "open_round",
            "close_round",
            "review",
            "problem",
            "close_dialogue",
            "remove_person",
            "release",
            "undo_update",
            "set_aside",
            "leave_aside",
            "close_ratings",
            "own_import",
            "own_remove",
            "mark_paper",
            "code_sheet",
            "stop_role",
            "remove_delegation",
            "ask_again",
            "decline_member",
            "stop_staff_role",
        )
    ],
)
def test_what_is_sent_without_the_right_is_refused(place, name):
    _, people, outsider = place
    for role in sorted(EVERYONE - WRITTEN_AGAIN[name][0]):
        client = signed_in(people[role])
        client.handler.enforce_csrf_checks = False
        assert client.post(address(name)).status_code == 404, role
    if "/dialogues/" in address(name):
        client = signed_in(outsider)
        client.handler.enforce_csrf_checks = False
        assert client.post(address(name)).status_code == 404


def test_a_role_that_has_ended_gives_nothing(place):
    dialogue, people, _ = place
    today = timezone.localdate()
    person = people["facilitator"]
    assert may(person, "dialogue.plan", dialogue=dialogue.pk, state="open", on=today)
    person.seats.update(since=today - timedelta(days=9), until=today - timedelta(days=1))
    assert not may(person, "dialogue.plan", dialogue=dialogue.pk, state="open", on=today)
    person.seats.update(since=today + timedelta(days=1), until=None)
    assert not may(person, "dialogue.plan", dialogue=dialogue.pk, state="open", on=today)


def test_whoever_is_removed_is_out_at_once(place):
    _, people, _ = place
    client = signed_in(people["facilitator"])
    assert client.get(address("notes")).status_code == 200
    remove(people["facilitator"], by=people["secretariat"])
    assert client.get(address("notes"))["Location"] == "/en/join/"


def test_an_unknown_act_is_refused(place):
    _, people, _ = place
    for person in people.values():
        assert not may(person, "everything", on=timezone.localdate())
    assert not may(None, "desk.see", on=timezone.localdate())
    assert "vote" in ACTS

"""Every state that a model knows is in the matrix, and what is open to all is shown in its own state alone."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from tanlu.text import Text
from tanlu.web.dialogues import operations as dialogues
from tanlu.web.people.models import SITE_WIDE
from tanlu.web.people.operations import invite, seat
from tanlu.web.people.policy import ACTS, may
from tests.web.asking import address, askers
from tests.web.every import ROUNDS, entered, held, once_in, states_of
from tests.web.network import Visitor

pytestmark = pytest.mark.usefixtures("site_db")
VARIED = {
    "ledger.Entered": {"kind", "undone"},
    "people.Person": {"is_active"},
    "people.Seat": {"role", "dialogue", "until", "votes", "ended"},
    "delegations.Delegation": {"lead"},
    "delegations.Member": {"asked"},
    "people.Invitation": {"used", "printed"},
    "dialogues.Dialogue": {"state", "fictional"},
    "ballots.Round": {"state", "closed_on"},
    "ballots.Statement": {"translation"},
    "results.Release": {"audience"},
    "proposals.Proposal": {"instrument"},
    "challenges.Challenge": {"state", "question_en", "question_zh", "answer_en", "answer_zh"},
    "ratings.RatingRound": {"state", "fictional", "paper"},
    "ratings.Given": {"outside"},
    "jobs.Job": {"state", "cancel"},
}
"""Fields by which rows differ in what may be done with them; the site above holds a row for each of their values."""
NO_STATE = {
    "people.Person": {
        "family",
        "organisation",
        "country",
        "sector",
        "listed",
    },  # what somebody is, not what may be done
    "delegations.Delegation": {
        "region",
        "organisation",
        "visit",
        "until",
    },  # what it is called and for whom it speaks
    "delegations.Wanted": {"family"},
    "wordings.BackTranslation": {
        "original",
        "by",
    },  # whether it counts is a matter of the wording: test_wordings
    "audit.Event": {"actor", "subject"},  # lines are only added
    "ballots.Ballot": {"group"},  # no address is about a ballot
    "suggestions.Suggestion": {"text_en", "text_zh"},  # in which language somebody wrote
    "ratings.Given": {"grade", "locator"},  # what a rater wrote
    "jobs.Job": {"worker", "beat", "begun"},  # set and empty with the state; whose a job is: test_begun
}
"""Fields that can be empty, or chosen, and decide nothing."""


def test_every_state_that_a_model_knows_is_varied(place):
    """A state that is added to a model must be put into the site of the matrix, and answered for by hand."""
    askers(place)
    known = {}
    for model in apps.get_models():
        if not model.__module__.startswith("tanlu.web"):
            continue
        label = model._meta.label
        fields = dict(states_of(model))
        if fields:
            known[label] = set(fields)
        for name in VARIED.get(label, ()):
            assert fields[name] == held(model, name), (label, name)
    told = {label: VARIED.get(label, set()) | NO_STATE.get(label, set()) for label in {**VARIED, **NO_STATE}}
    assert known == told


def test_a_role_that_is_not_yet_gives_nothing():
    today = timezone.localdate()
    keeper, person = entered("Keeper"), entered("Ann")
    dialogue = dialogues.begin("d", Text("D", "丁"), ("America/Denver",), by=keeper)
    seat(person, "facilitator", by=None, dialogue=dialogue)
    assert may(person, "dialogue.plan", dialogue=dialogue.pk, state="open", on=today)
    person.seats.update(since=today + timedelta(days=1), until=None)
    assert not may(person, "dialogue.plan", dialogue=dialogue.pk, state="open", on=today)


def test_an_unknown_act_is_refused():
    person = entered("Ann")
    for role in SITE_WIDE:
        seat(person, role, by=None)
    assert not may(person, "everything", on=timezone.localdate())
    assert not may(None, "desk.see", on=timezone.localdate())
    assert "vote" in ACTS


PUBLIC_WHEN = {
    "told": {"public"},
    "told_file": {"public"},
    "rated": {"over"},
    "thread": {"agreed"},
    "evidence_file": set(),
}


def _public(place):
    """Addresses that are open to all and yet depend on a state: the state, what it is shown in, the address."""
    for state, number in ROUNDS.items():
        parts = {"slug": "open", "number": number, "form": "html"}
        yield "told", state, address("told", parts)
        yield "told_file", state, address("told_file", parts)
    for state in ("empty", "going", "over"):
        yield "rated", state, address("rated", {"name": state})
    yield "thread", "agreed", address("thread", {"name": place.instrument})
    yield "thread", "put", address("thread", {"name": "one_letter"})
    yield "evidence_file", "none", address("evidence_file", {"sha256": "0" * 64, "ending": "txt"})


def test_what_everyone_may_see_is_shown_in_its_state_alone(place):
    for name, (client, _) in askers(place).items():
        for what, state, where in _public(place):
            if what == "told_file" and name not in ("public", "stranger", "administrator"):
                continue  # each takes long to write, and asks nobody who they are
            shown = client.get(where).status_code == 200
            assert shown == (state in PUBLIC_WHEN[what]), (name, what, state)


def test_a_code_opens_only_while_it_waits(place):
    person = place.people["auditor"]
    void = invite(person, by=None)
    ran_out, removed = (
        invite(place.people["rater"], by=None, days=-1),
        invite(place.people["removed"], by=None),
    )
    used = invite(person, by=None)
    Visitor().come_in(used)
    once_in(place)
    for code in (void, used, ran_out, removed, "none"):
        visitor = Visitor()
        visitor.go("join/")
        visitor.send("join/", status=400, code=code)

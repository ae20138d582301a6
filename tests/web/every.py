"""A site that holds every kind of thing in every state it can be in, and somebody of every role who asks for it."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from tanlu.actions.votes import papers
from tanlu.text import Text
from tanlu.web.ballots import operations as rounds
from tanlu.web.challenges.models import Challenge
from tanlu.web.delegations.models import Delegation, Member, Wanted
from tanlu.web.dialogues import operations as dialogues
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.jobs.models import STATES as JOB_STATES
from tanlu.web.jobs.models import Job
from tanlu.web.ledger import operations as ledger
from tanlu.web.ledger.register import joined
from tanlu.web.paper import operations as paper
from tanlu.web.people import operations as people
from tanlu.web.people.models import SITE_WIDE, Passkey, Seat
from tanlu.web.people.operations import Named, enter_person
from tanlu.web.people.seats import end_role, seat
from tanlu.web.proposals.models import Proposal, Version
from tanlu.web.ratings import operations as ratings
from tanlu.web.results.models import Release
from tanlu.web.suggestions.models import Suggestion
from tanlu.web.wordings.operations import enter_back, wording_of

ROOM = ("participant", "lead", "interpreter", "facilitator")
STATES = ("planned", "open", "closed")
ROUNDS = {"draft": 1, "ready": 2, "open": 3, "closed": 4, "told": 5, "public": 6}
"""Rounds of each dialogue by number: `ready` is a draft whose translations were read, the last two were released."""
PROPOSALS = {"put": 1, "agreed": 2}
VOTERS = 10
WORDING = Text("S", "句")
DELEGATIONS = {"own": 1, "other": 2}
"""Of each dialogue: the one that its lead leads, and one that nobody does."""


@dataclass
class Place:
    """Everything that an address can be about."""

    dialogues: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    seats: dict = field(default_factory=dict)
    roles: dict = field(default_factory=dict)
    wanted: dict = field(default_factory=dict)
    held: dict = field(default_factory=dict)
    passkey: int = 0
    keeper: object = None
    update: str = ""
    instrument: str = ""


def entered(name, **more):
    return enter_person(Named(Text(name, name), **more), None)


def everything():
    """Build the site; what was told and what was agreed lies in each of three dialogues, one in each state."""
    place, keeper = Place(), entered("Keeper")
    seat(keeper, "secretariat", by=None)
    voters = [entered(f"P{at}", country="CHN" if at % 2 else "USA") for at in range(VOTERS)]
    place.people = {role: entered(role) for role in (*ROOM, *SITE_WIDE)}
    for role in SITE_WIDE:
        seat(place.people[role], role, by=None)
    place.keeper, place.instrument = keeper, joined().instruments[0].id
    for state in STATES:
        place.dialogues[state] = _dialogue(state, keeper, voters, place)
    elsewhere = dialogues.begin("elsewhere", Text("E", "戊"), ("America/Denver",), by=keeper, fictional=True)
    for name in ("stranger", "ended", "removed"):
        place.people[name] = entered(name)
        for role in ROOM:
            at = elsewhere if name == "stranger" else place.dialogues["open"]
            seat(place.people[name], role, by=None, dialogue=at, votes=role == "participant")
    _site(place, keeper)
    for state, dialogue in place.dialogues.items():
        Dialogue.objects.filter(pk=dialogue.pk).update(state=state)
        dialogue.refresh_from_db()
    return place


def _dialogue(state, keeper, voters, place):
    made = dialogues.begin(state, Text("D", "丁"), ("America/Denver",), by=keeper)
    noon = datetime(2026, 12, 3, 12)  # noqa: DTZ001 - a civil time, as a form has it
    dialogues.add_session(made, Text("S", "会"), noon, 60, "none", by=keeper)
    dialogues.open_segment(made, "s1", Text("T", "题"), "not_for_attribution", by=keeper)
    dialogues.keep_note(made, Text("N", "记"), by=keeper)
    if state == "planned":
        dialogues.close_segment(made, by=keeper)
    for each in (*voters, place.people["participant"], place.people["lead"]):
        role = "lead" if each == place.people["lead"] else "participant"
        place.seats[state] = seat(each, role, by=keeper, dialogue=made, votes=True)
    for role in ("interpreter", "facilitator"):
        seat(place.people[role], role, by=keeper, dialogue=made)
    place.roles[state] = _roles("participant", keeper, made)
    place.wanted[state] = _delegations(made, place)
    paper.mark(made.seats.get(person=voters[0]), on_paper=True, by=keeper)
    for each, number in ROUNDS.items():
        assert _round(made, each, keeper, voters).number == number
    Suggestion.objects.create(id=str(made.pk % 10) * 32, dialogue=made, text_en="S")
    for at, instrument in enumerate(("", place.instrument), 1):
        told = {
            "day": timezone.localdate(),
            "title_en": "P",
            "title_zh": "案",
            "text_en": "P",
            "text_zh": "案",
        }
        proposal = Proposal.objects.create(dialogue=made, number=at, instrument=instrument)
        Version.objects.create(proposal=proposal, number=1, **told)
    return made


def _roles(role, keeper, dialogue=None):
    """A role that holds, one to come, one that is over, and one that was ended today."""
    today, found = timezone.localdate(), {}
    for each in ("now", "later", "over", "ended"):
        first = today + timedelta(days=3) if each == "later" else None
        found[each] = seat(entered(each), role, by=keeper, dialogue=dialogue, since=first)
    end_role(found["ended"], by=keeper)
    Seat.objects.filter(pk=found["over"].pk).update(
        since=today - timedelta(days=9), until=today - timedelta(days=1)
    )
    return {each: held_.pk for each, held_ in found.items()}


def _delegations(dialogue, place):
    for each, number in DELEGATIONS.items():
        made = Delegation.objects.create(
            dialogue=dialogue, number=number, name_en="D", name_zh="团", since=timezone.localdate(),
            lead=place.people["lead"] if each == "own" else None,
        )  # fmt: skip
        if each == "own":
            for person, again in ((place.people["participant"], False), (place.people["lead"], True)):
                Member.objects.create(delegation=made, person=person, asked=again)
            wanted = Wanted.objects.create(delegation=made, name_en="W", name_zh="王")
    return wanted.pk


def _round(dialogue, state, keeper, voters):
    made = rounds.begin_round(dialogue, Text("R", "轮"), attribute="country", segments=["s1.1"], by=keeper)
    for checked in ("draft" if state == "draft" else "reviewed", "back_translated"):
        one = rounds.put_statement(made, WORDING, by=keeper)
        if checked == "back_translated":
            enter_back(one, "en", "S", by=keeper, wording=wording_of(one))
        else:
            rounds.review_statement(one, checked, by=keeper)
    if state in ("draft", "ready"):
        return made
    rounds.open_round(made, by=keeper)
    if state == "open":
        return made
    for each in voters[1:]:
        rounds.cast(made, each, 1, 1)
    made = rounds.close_round(made, by=keeper)
    release = json.loads(papers(None)["papers/release.json"])
    for audience in {"told": ["programme"], "public": ["programme", "public"]}.get(state, ()):
        Release.objects.create(round=made, audience=audience, day=timezone.localdate(), paper=release)
    return made


def _site(place, keeper):
    """What belongs to no dialogue."""
    for at, state in enumerate(("new", "answered", "aside"), 1):
        words = {f"{name}_{lang}": "W" for name in ("question", "answer") for lang in ("en", "zh")}
        Challenge.objects.create(
            pk=at, address="a", day=timezone.localdate(), text="T", state=state, **(words if at == 2 else {})
        )
    judged = {
        "region": "CN-SX",
        "indicator": "GOV2",
        "outside": True,
        "score": "3",
        "grade": "B",
        "sources": 2,
        "locator": "p",
    }
    for slug, given in (("empty", ()), ("going", (True,)), ("over", (True, False))):
        asked = ratings.begin(slug, Text("R", "评"), ["CN-SX"], by=keeper, fictional=slug == "empty")
        for outside in given:
            rater = place.people["rater"] if slug == "going" else entered("Rater")
            ratings.give(asked, rater, {**judged, "outside": outside})
        if slug == "over":
            ratings.close(asked, by=keeper)
    for at, state in enumerate(JOB_STATES):
        Job.objects.create(id=str(at) * 32, kind="x", state=state, cancel=state == "cancelled")
    source = ledger.enter("source", "One source", _SOURCE, by=keeper)
    home = ledger.enter("organisation", "One office", _OFFICE, by=keeper)
    paper_ = ledger.enter(
        "instrument", "One letter", {**_LETTER, "source": source, "parties": [{"organisation": home, "part": "partner"}]},
        by=keeper,
    )  # fmt: skip
    place.update = ledger.enter(
        "commitment", "One thing", {"instrument": paper_, "act": "exchange", "text_en": "One thing", "text_zh": "一件事"},
        by=keeper,
    )  # fmt: skip
    step, _ = [
        ledger.add_update(place.update, "2026-11", "step", Text("A step", "已有进展"), source, by=keeper)
        for _ in range(2)
    ]
    ledger.undo_update(by=keeper)
    place.held = {"source": source, "organisation": home, "instrument": paper_, "commitment": place.update,
                  "update": step.id}  # fmt: skip
    for name in ("Loose office", "Gone office"):
        made = ledger.enter(
            "organisation", name, {**_OFFICE, "name_en": name, "name_zh": "另一机构"}, by=keeper
        )
    ledger.change("withdraw", "organisation", made, {}, Text("Entered twice", "重复录入"), by=keeper)
    place.roles[""] = _roles("rater", keeper)
    waiting = entered("Waiting")
    people.invite(waiting, by=None, printed=True)
    people.invite(entered("Asked"), by=None)


_SOURCE = {"title_en": "One source", "title_zh": "一个来源", "publisher_en": "One office", "publisher_zh": "一家机构",
           "language": "en", "accessed": "2026-11-01"}  # fmt: skip
_OFFICE = {"name_en": "One office", "name_zh": "一家机构", "country": "USA", "kind": "government"}
_LETTER = {"kind": "letter_of_interest", "title_en": "One letter", "title_zh": "一封信", "theme_en": "mines",
           "theme_zh": "矿山", "dated": "2026-11", "prevails": "both", "binding": "not_stated"}  # fmt: skip


def once_in(place):
    """Make what is made after people came in: a passkey, roles that ended yesterday, somebody who was removed."""
    auditor = place.people["auditor"]
    place.passkey = Passkey.objects.create(
        person=auditor, credential="AAAA", public_key=b"k", name="telephone"
    ).pk
    today = timezone.localdate()
    place.people["ended"].seats.update(since=today - timedelta(days=9), until=today - timedelta(days=1))
    people.remove(place.people["removed"], by=place.people["secretariat"])


def states_of(model):
    """Every state that a row of a table can be in, by its fields: what may be chosen, yes or no, there or not."""
    for each in model._meta.get_fields():
        if not getattr(each, "concrete", False) or each.primary_key:
            continue
        if each.choices:
            yield each.name, {value for value, _ in each.choices}
        elif isinstance(each, models.BooleanField):
            yield each.name, {True, False}
        elif each.null or (each.blank and isinstance(each, models.CharField | models.TextField)):
            yield each.name, {"empty", "set"}


def held(model, name):
    """The states of one field that rows of the table are in now."""
    kind = model._meta.get_field(name)
    values = list(model.objects.values_list(name, flat=True))
    if kind.choices or isinstance(kind, models.BooleanField):
        return set(values)
    return {"empty" if value in (None, "") else "set" for value in values}

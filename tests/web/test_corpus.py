"""Every field of every form, and every other word that a request can carry, is given what would harm: none is left out."""

import json
import re

import pytest
from django import forms
from django.test import Client
from django.urls import get_resolver

from tanlu.web.ballots.forms import ReviewForm
from tanlu.web.people.operations import invite
from tanlu.web.shell import limits
from tanlu.web.shell.forms import BilingualForm, WordsField
from tanlu.web.suggestions.models import Suggestion
from tests.contract import tree
from tests.web.asking import address, askers, body, things
from tests.web.network import Visitor
from tests.web.test_evil import EVIL, Page
from tests.web.test_matrix import WHEN

pytestmark = pytest.mark.usefixtures("site_db")
RAW = (
    "x-evil\0",
    "9" * 5000,
    "9" * 30,
    "-1",
    "１２",
    "\ud7ff\uffff",
    "x\r\nSet-Cookie: evil=1",
    "../../secret",
    "' OR 1=1 --",
)
"""What is no number, no name and no text, beside what would run in a page."""
KNOWN = {
    "CodeForm": "join", "StaffForm": "staff", "PersonForm": "people", "DialogueForm": "begin_dialogue",
    "SessionForm": "add_session", "ItemForm": "add_item", "SegmentForm": "open_segment", "NoteForm": "notes",
    "ballots.RoundForm": "begin_round", "StatementForm": "round", "ReviewForm": "review", "SuggestForm": "suggest",
    "TakeForm": "take", "ChallengeForm": "challenge", "AnswerForm": "answer_challenge", "ProposalForm": "propose",
    "ratings.RoundForm": "begin_ratings", "GiveForm": "rate", "SheetForm": "sheet", "SheetsForm": "sheets", "OwnForm": "own",
    "SourceForm": "enter", "OrganisationForm": "enter", "InstrumentForm": "enter", "CommitmentForm": "enter",
    "UpdateForm": "add_update", "RoleForm": "give_role", "LastDayForm": "change_role", "DelegationForm": "begin_delegation",
    "WantedForm": "ask_for", "BackForm": "wording", "ReasonForm": "withdraw_entry",
    **{f"Correct{kind}Form": "correct_entry" for kind in ("Source", "Organisation", "Instrument", "Commitment", "Update")},
}  # fmt: skip
"""Where each form stands."""


def every_form(base=BilingualForm):
    """Every class of forms that asks for something; all are there once every address was read."""
    list(get_resolver().url_patterns)
    for each in base.__subclasses__():
        if each.base_fields or each.__name__ == "SheetForm":
            yield each
        yield from every_form(each)


def name_of(kind):
    return f"{kind.__module__.split('.')[-2]}.RoundForm" if kind.__name__ == "RoundForm" else kind.__name__


def test_every_form_has_its_place_here():
    assert {name_of(each) for each in every_form()} == set(KNOWN)


@pytest.fixture
def met(monkeypatch):
    """The fields that what would harm came to, and those that any form has shown."""
    come, known = set(), {(name_of(each), name) for each in every_form() for name in each.base_fields}
    begin = BilingualForm.__init__

    def watched(self, *args, **options):
        begin(self, *args, **options)
        known.update((name_of(type(self)), name) for name in self.fields)
        for name in self.fields if args else ():
            if args[0].get(name) in EVIL:
                come.add((name_of(type(self)), name))

    monkeypatch.setattr(BilingualForm, "__init__", watched)
    return come, known


def places(place):
    """Where each form stands in a dialogue that is open, and what is right to send there."""
    extra = {"join": ({}, {"code": "x"}), "challenge": ({}, {"text": "x"})}
    for name in dict.fromkeys(KNOWN.values()):
        if name in extra:
            there = address(name, {})
            yield name, there + ("?of=coal_output/CN-SX/2023" if name == "challenge" else ""), extra[name][1]
            continue
        done = WHEN[name][2]
        for in_state, state, parts in things(place, WHEN[name][0]):
            if in_state in (None, "open") and (done is True or (done and state in done)):
                yield name, address(name, parts), body(name, place, state)
            elif name == "own":
                yield name, address(name, parts), {"name": "new"}


NOT_NEEDED = ("family", "sector", "country", "votes", "published", "url", "owner", "due", "by", "grade", "evidence", "table",
              "statements", "since", "until", "lead", "members", "visit", "organisation", "region")  # fmt: skip
"""Fields that may be left empty, and files."""


def harmless(answer, where):
    assert answer.status_code in (200, 302, 400, 403, 404, 405, 413, 429), (where, answer.status_code)
    assert "evil" not in answer.cookies, where
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        assert Page(answer.content.decode()).harm == [], where
    assert not any("\n" in value or "\r" in value for value in answer.headers.values())


def spoken(where, lang):
    return where.replace("/en/", f"/{lang}/", 1)


@pytest.mark.parametrize(
    "evils", [EVIL[2:5:2], pytest.param(EVIL, marks=pytest.mark.prove)], ids=("two", "all")
)
def test_no_field_of_any_form_runs_what_is_typed(place, met, evils):
    """All texts of a form at once, so that it is kept and shown again; then each field alone, the others being right."""
    come, known = met
    who = _everyone(askers(place), place)
    for number, (name, where, right) in enumerate(places(place)):
        client = Client() if name == "join" else who
        for at, sent in enumerate(_filled(right, evils)):
            limits.forget()
            if name == "take":
                Suggestion.objects.get_or_create(id=where.rstrip("/")[-32:], dialogue=place.dialogues["open"])
            harmless(client.post(spoken(where, ("en", "zh")[(at + number) % 2]), _again(sent)), where)
    come.update(
        ("ReviewForm", name) for name in ReviewForm.base_fields
    )  # its field is sent without the form: below
    files = {(name_of(each), name) for each in every_form() for name, field in each.base_fields.items()
             if isinstance(field, forms.FileField)}  # fmt: skip
    assert known - come - files == set()
    assert len(known) > 90
    shown = 0
    for lang in ("en", "zh"):
        starts = [f"/{lang}/desk/", f"/{lang}/dialogues/open/", f"/{lang}/dialogues/open/people/",
                  f"/{lang}/dialogues/open/rounds/1/", f"/{lang}/desk/register/", f"/{lang}/desk/challenges/",
                  f"/{lang}/agreements/", f"/{lang}/desk/audit/", f"/{lang}/desk/ratings/"]  # fmt: skip
        for where in starts:
            text = who.get(where).content.decode()
            assert Page(text).harm == [], where
            shown += "x-evil" in text
    assert shown >= 14


def _filled(right, evils):
    """What is sent: every text at once, then every field alone."""
    for evil in evils:
        yield {**right, **dict.fromkeys((name for name in right if name.endswith(("_en", "_zh"))), evil)}
    for at, name in enumerate(sorted({*right, *NOT_NEEDED})):
        for evil in (evils[at % len(evils)], evils[-at % len(evils)])[: len(evils) - 1]:
            yield {**right, name: evil}


def _again(sent):
    """What can be sent once more: a file is read from its beginning."""
    for each in sent.values():
        if hasattr(each, "seek"):
            each.seek(0)
    return sent


def _everyone(browsers, place):
    """One browser that may do everything in the open dialogue."""
    from tanlu.web.people.operations import seat

    person = place.people["participant"]
    for role in ("lead", "interpreter", "facilitator"):
        seat(person, role, by=None, dialogue=place.dialogues["open"])
    for role in ("secretariat", "rater", "auditor", "administrator"):
        seat(person, role, by=None)
    visitor = Visitor()
    visitor.come_in(invite(person, by=None))
    visitor.client.handler.enforce_csrf_checks = False
    return visitor.client


POSTED = {
    "back": "job_stop", "translation": "review", "at": "vote", "answer": "vote", "kept": "own_import", "name": "own_import",
    "seat": "mark_paper", "paper": "mark_paper", "audience": "release",
}  # fmt: skip
"""What is read of a form without a form class, and an address that reads it."""
ASKED = {
    "at": "vote", "flagged": "vote", "code": "receipt", "page": "audit", "q": "search", "unit": "figure",
    "measure": "regions", "of": "challenge", "r": "compare", "i": "compare", "change": "compare", "base": "compare",
    "y": "compare", "kept": "suggest", "since": "own_claim", "how": "own_claim", "other": "own_claim",
    "edition": "build_brief", "to": "give_role", "role": "give_role",
    "langs": "build_brief", "region": "own_outlook", "cut": "own_outlook",
}  # fmt: skip
"""What is read of an address, and an address that reads it."""


def read_by_the_site():
    """Every word that a view reads of what was sent, or of an address, as the source has it."""
    source = "".join(each.read_text("utf-8") for each in (tree.ROOT / "src/tanlu/web").rglob("*.py"))
    posted = set(re.findall(r'POST\.get(?:list)?\(\s*"(\w+)"', source))
    asked = set(re.findall(r'(?:GET|query|ask)\.get(?:list)?\(\s*"(\w+)"', source))
    return posted, asked


def test_every_word_that_a_view_reads_is_here():
    assert read_by_the_site() == (set(POSTED), set(ASKED))


def test_nothing_that_is_read_without_a_form_does_harm(place):
    who = _everyone(askers(place), place)
    parts = {"slug": "open", "number": 3, "statement": 1, "name": place.update, "job": "0" * 32, "kind": "instrument",
             "address": "coal_output/CN-SX/2023"}  # fmt: skip
    also = {"name": ("own_remove", "keep_passkey"), "answer": ("keep_passkey", "open_with_passkey")}
    for name, where in POSTED.items():
        for there in (where, *also.get(name, ())):
            for evil in (*EVIL, *RAW):
                right = body(there, place, "open") if there != "mark_paper" else {"seat": "1"}
                harmless(who.post(address(there, parts), {**right, name: evil}), (there, name, evil))
    for name, where in [*ASKED.items(), ("of", "enter"), ("r", "build_brief"), ("code", "join")]:
        for at, evil in enumerate((EVIL[0], EVIL[2], *RAW)):
            limits.forget()
            harmless(
                who.get(spoken(address(where, parts), ("en", "zh")[at % 2]), {name: evil}),
                (where, name, evil),
            )


def test_no_program_is_told_what_was_asked_as_a_page():
    client = Client()
    for place in ("regions", "indicators", "claims", "agreements", "openapi.json", "figures/{}", "indicators/{}/CN-SX",
                  "indicators/coal_output/{}", "figures/coal_output/CN-SX/{}", "{}"):  # fmt: skip
        for evil in (EVIL[1], EVIL[4], *RAW):
            where = "/api/v1/" + place.format(evil.replace("?", "").replace("#", ""))
            for answer in (
                client.get(where, {"unit": evil, "q": evil}),
                client.get(where + "/", {"unit": evil}),
            ):
                harmless(answer, where)
                if not answer.headers["Content-Type"].startswith("text/html"):
                    assert answer["X-Content-Type-Options"] == "nosniff"
                    json.loads(answer.content)
    for place in ("regions/", "figures/coal_output/CN-SX/2023/"):
        for sent in (json.dumps({"q": EVIL[0]}), EVIL[0], "\0", "[" * 9999):
            harmless(client.post(f"/api/v1/{place}", sent, content_type="application/json"), place)


@pytest.mark.parametrize(
    "kind", [each for each in every_form() if issubclass(each, BilingualForm)], ids=name_of
)
def test_no_field_takes_a_text_without_end(kind):
    for name, field in kind.base_fields.items():
        if isinstance(field, forms.CharField) and not isinstance(field, WordsField):
            assert field.max_length or isinstance(field, forms.URLField), name


HEADERS = (
    "Accept-Language",
    "Cookie",
    "X-Forwarded-For",
    "Accept-Encoding",
    "Host",
    "Referer",
    "User-Agent",
    "Content-Length",
)


@pytest.mark.parametrize("name", HEADERS)
def test_no_header_does_harm(name):
    client = Client()
    for evil in (
        *EVIL[:5],
        "9" * 5000,
        "tanlu_lang=<x-evil>; tanlu_session=x; tanlu_began=<x-evil>",
        "a" * 9000,
    ):
        for where in ("/", "/en/", "/zh/search/?q=x", "/en/join/"):
            answer = client.get(where, headers={name: evil.encode("ascii", "ignore").decode()})
            harmless(answer, (name, evil))

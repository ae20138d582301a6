"""Who has read the code, and holds a role, tries to learn how somebody voted or who proposed what; and does not."""

import logging
import re

import pytest
from django.test import Client
from django.urls import get_resolver

from tanlu.errors import HeldBack
from tanlu.text import Text
from tanlu.web.audit.models import Event
from tanlu.web.ballots import operations as rounds
from tanlu.web.ballots.models import Ballot, Round, Statement
from tanlu.web.challenges.models import Challenge
from tanlu.web.dialogues.models import Document
from tanlu.web.paper import operations as paper
from tanlu.web.people import operations as people
from tanlu.web.people.models import Person
from tanlu.web.proposals.models import Proposal, Version
from tanlu.web.search.views import _held
from tanlu.web.suggestions.models import Suggestion
from tests.web.asking import address, askers, things
from tests.web.every import ROUNDS
from tests.web.network import Visitor, code_on, token
from tests.web.room import entered, opened
from tests.web.test_matrix import OPEN_TO_ALL, WHEN

pytestmark = pytest.mark.usefixtures("site_db")
VOTE = "dialogues/d/rounds/1/vote/"


def signed_in(person):
    visitor = Visitor()
    visitor.come_in(people.invite(person, by=None))
    return visitor


def another_facilitator(dialogue):
    """Somebody who may invite, and holds no role of the whole site."""
    made = entered("Facilitator")
    people.seat(made, "facilitator", by=None, dialogue=dialogue)
    return made


def again(visitor, person):
    """Hand out another way in for somebody, by the button beside their name."""
    visitor.go("dialogues/d/people/")
    return visitor.send(f"dialogues/d/people/{person.handle}/invite/")


def test_whoever_invites_somebody_again_and_comes_in_as_them_sees_no_vote():
    asked, _, voters = opened()
    victim, facilitator = signed_in(voters[0]), signed_in(another_facilitator(asked.dialogue))
    for number, answer in ((1, "agree"), (2, "disagree")):
        victim.go(VOTE)
        victim.send(at=str(number), answer=answer)
    receipt = rounds.mine(asked, voters[0]).receipt
    handed = again(facilitator, voters[0])
    assert "ends every other session" in handed
    thief = Visitor()
    thief.come_in(code_on(handed))
    page = thief.go(f"{VOTE}?at=4")
    assert page.count("not answered") >= 3
    assert receipt not in page
    assert rounds.mine(asked, voters[0]).choices == (None,) * 3
    assert victim.client.get(f"/en/{VOTE}")["Location"] == "/en/join/"  # so it is noticed
    voters[0].passkeys.create(credential="AAAA", public_key=b"k", name="the thief's")
    rightful = Visitor()
    rightful.come_in(code_on(again(facilitator, voters[0])))
    rightful.go(VOTE)
    rightful.send(at="1", answer="disagree")
    assert thief.client.get(f"/en/{VOTE}")["Location"] == "/en/join/"
    assert not voters[0].passkeys.exists()
    acts = list(Event.objects.values_list("act", flat=True))
    assert acts.count("person.accept") == 4
    assert "vote" not in " ".join(acts)


def test_whoever_comes_in_for_the_first_time_loses_nothing():
    asked, _, voters = opened()
    voters[1].passkeys.create(credential="AAAA", public_key=b"k", name="mine")
    rounds.cast(asked, voters[0], 1, 1)
    signed_in(voters[0])
    assert rounds.mine(asked, voters[0]).choices == (1, None, None)
    rounds.cast(asked, voters[1], 1, 1)
    signed_in(voters[1])  # who had come in by a passkey had come in before
    assert rounds.mine(asked, voters[1]).choices == (None, None, None)


def test_a_facilitator_hands_out_no_role_beyond_the_dialogue():
    asked, keeper, _ = opened()
    facilitator = another_facilitator(asked.dialogue)
    elsewhere = opened(slug="e")[0].dialogue
    both = entered("Both")
    for dialogue in (asked.dialogue, elsewhere):
        people.seat(both, "participant", by=None, dialogue=dialogue)
    with pytest.raises(HeldBack, match="cannot hand out"):
        people.invite_again(keeper, by=facilitator)  # of the secretariat
    with pytest.raises(HeldBack, match="cannot hand out"):
        people.invite_again(both, by=facilitator)  # in another dialogue
    named = {person.pk for person, _ in people.invite_waiting(asked.dialogue, by=facilitator)}
    assert keeper.pk not in named
    assert both.pk not in named
    administrator = entered("Administrator")
    people.seat(administrator, "administrator", by=None)
    assert people.invite_again(keeper, by=administrator)
    people.seat(facilitator, "facilitator", by=None, dialogue=elsewhere)
    assert people.invite_again(both, by=facilitator)


def plain(answer):
    """What a page says, without the token of its forms."""
    text = answer.content.decode(errors="replace")
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


LOOKING = ("participant", "interpreter", "facilitator", "secretariat", "auditor", "administrator")
"""Who looks twice; a participant sees what a lead sees, and who sees less learns less."""


def seen(place, browsers):
    """Every page that anybody may open, as each sees it; but not the voter's own."""
    found = {}
    for name, (over, shown, _) in WHEN.items():
        if shown is None or name in (
            "vote",
            "brief_folder",
            "programme_told",
            "programme_file",
            "build_brief",
        ):
            continue
        for in_state, state, parts in things(place, over):
            for who in LOOKING:
                client, _ = browsers[who]
                if in_state in (None, "open"):
                    where = address(name, parts)
                    found[name, who, state] = plain(client.get(where))
    return found


def test_no_page_of_anybody_changes_while_others_vote(place):
    """Else somebody who looks twice learns what was said between the two looks: not even how many have answered is told."""
    browsers = askers(place)
    asked = place.dialogues["open"].rounds.get(number=ROUNDS["open"])
    before = seen(place, browsers)
    for seat in place.dialogues["open"].seats.filter(votes=True, on_paper__isnull=True)[:9]:
        for number in (1, 2):
            rounds.cast(asked, seat.person, number, -1)
    assert len(before) > 100
    assert seen(place, browsers) == before


def test_a_round_that_is_closed_after_one_answer_tells_nothing_of_it():
    told = []
    for slug, choice in (("d", 1), ("e", -1)):
        asked, keeper, voters = opened(12, slug=slug)
        rounds.cast(asked, voters[0], 1, choice)
        rounds.close_round(asked, by=keeper)
        keeper_s = signed_in(keeper)
        text = keeper_s.go(f"dialogues/{slug}/rounds/1/result/")
        told.append(re.sub(r'<code>[0-9a-f]+</code>|value="[^"]+"|/dialogues/[de]/', "", text))
    assert told[0] == told[1]


def test_sheets_of_paper_are_shown_to_nobody_again():
    asked, keeper, voters = opened(6, 2)
    draft = rounds.begin_round(
        asked.dialogue, Text("R", "轮"), attribute="country", segments=["s1.1"], by=keeper
    )
    rounds.review_statement(rounds.put_statement(draft, Text("E", "句"), by=keeper), "reviewed", by=keeper)
    for each in voters[:2]:
        paper.mark(asked.dialogue.seats.get(person=each), on_paper=True, by=keeper)
    now = rounds.open_round(draft, by=keeper)
    pages = []
    for choice in (1, -1):
        paper.keep(now, 1, (choice,), by=keeper)
        visitor = signed_in(keeper)
        shown = [visitor.go(f"dialogues/d/rounds/2/sheets/{each}") for each in ("", "1/", "2/")]
        pages.append([re.sub(r'value="[^"]{20,}"', "", each) for each in shown])
    assert pages[0] == pages[1]
    with pytest.raises(HeldBack):
        rounds.mine(now, voters[0])


def test_no_log_names_a_voter_or_an_answer(caplog, monkeypatch):
    asked, keeper, voters = opened()
    visitor = signed_in(voters[0])
    visitor.go(VOTE)
    visitor.client.raise_request_exception = False
    caplog.set_level(logging.DEBUG)

    def refuse(*_):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(rounds, "seal", refuse)
        assert (
            visitor.client.post(f"/en/{VOTE}", {"at": "1", "answer": "agree", **token(visitor)}).status_code
            == 500
        )
    visitor.go(VOTE)
    visitor.send(at="1", answer="agree")
    rounds.close_round(asked, by=keeper)
    said = "\n".join(logging.Formatter().format(each) for each in caplog.records)
    assert "RuntimeError" in said  # it was logged
    for secret in (
        voters[0].handle,
        voters[0].name_en + " ",
        "agree",
        *Ballot.objects.values_list("id", flat=True),
    ):
        assert secret not in said


MARK = "Zqx{}"
WRITTEN_OF_EVIDENCE = {
    "brief", "brief_of", "brief_file", "brief_file_of", "told_file", "study", "outlook", "scorecard", "industries",
    "agreements_told", "help_picture",
}  # fmt: skip
"""Briefs: they read no table that is private, and take long."""


def hidden():
    """Give every text that is not for the public a word of its own; return the words."""
    texts = {
        Round: ("title_en", "title_zh"),
        Statement: ("text_en", "text_zh"),
        Suggestion: ("text_en", "text_zh"),
        Person: ("name_en", "name_zh", "sector", "handle"),
    }
    words, rows = [], [(each, texts[model]) for model in texts for each in model.objects.all()]
    rows += [(each, ("text",)) for each in Challenge.objects.all()]
    put = Proposal.objects.filter(instrument="")
    rows += [(each, ("title_en", "text_zh")) for each in Version.objects.filter(proposal__in=put)]
    for row, names in rows:
        if isinstance(row, Round) and row.releases.filter(audience="public").exists():
            continue
        for name in names:
            words.append(MARK.format(len(words)))
            setattr(row, name, words[-1])
        row.save()
    for each in Document.objects.filter(name="record"):
        each.data = {**each.data, "hidden": "Zqxnote"}
    return words


def test_no_page_of_the_public_and_no_search_holds_what_is_said_in_a_room(place):
    words = hidden()
    assert len(words) > 80
    _held.cache_clear()
    client, parts = Client(), {
        "lang": "en", "slug": "open", "name": place.instrument, "number": ROUNDS["public"], "form": "html", "kind": "source",
        "code": "CN-SX", "address": "coal_output/CN-SX/2023", "job": "0" * 32, "digest": "x", "sha256": "0" * 64,
        "ending": "txt",
    }  # fmt: skip
    asked = 0
    for name in sorted(OPEN_TO_ALL - WRITTEN_OF_EVIDENCE):
        wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
        answer = client.get(address(name, parts | ({"code": "x"} if "digest" in wanted else {})))
        asked += answer.status_code == 200
        assert "Zqx" not in answer.content.decode(errors="replace"), name
    assert asked > 20
    for word in (*words[:3], *words[-3:], "Zqx"):
        for lang in ("en", "zh"):
            found, none = (client.get(f"/{lang}/search/", {"q": q}).content.decode() for q in (word, "Yqy"))
            assert found.replace(word, "Yqy") == none
    for place_ in ("regions", "agreements", "claims", "indicators"):
        assert "Zqx" not in client.get(f"/api/v1/{place_}").content.decode()

"""Delegations: what a lead sees and may ask for, and that nothing of them points at anybody."""

import json
import re

import pytest

from tanlu.errors import BadDialogue, HeldBack
from tanlu.text import Text
from tanlu.web.ballots.operations import begin_round, cast, close_round
from tanlu.web.delegations import operations as delegations
from tanlu.web.delegations.models import Delegation, Wanted
from tanlu.web.dialogues import operations as dialogues
from tanlu.web.dialogues.store import DatabaseStore
from tanlu.web.people.models import Person
from tanlu.web.people.operations import invite
from tanlu.web.people.seats import end_role, seat
from tanlu.web.results.operations import release
from tests.web.network import Visitor, code_on
from tests.web.room import entered, opened

pytestmark = pytest.mark.usefixtures("site_db")
NAME = Text("Delegation of Shanxi", "山西代表团")


def inside(person, lang="en"):
    visitor = Visitor(lang)
    visitor.come_in(invite(person, by=None))
    return visitor


@pytest.fixture
def place():
    """A dialogue with an open round, a delegation of all voters of one country, and its lead."""
    asked, keeper, voters = opened(voters=12)
    lead = entered("Lead")
    held = seat(lead, "lead", by=keeper, dialogue=asked.dialogue)
    members = [each for each in voters if each.country == "CHN"]
    plan = delegations.Plan(NAME, region="CN-SX", lead=lead, members=members)
    return asked, keeper, voters, lead, held, delegations.put(asked.dialogue, plan, by=keeper)


def test_a_lead_sees_the_own_delegation_and_no_other(place):
    asked, keeper, voters, lead, held, _made = place
    other_lead = entered("Other")
    seat(other_lead, "lead", by=keeper, dialogue=asked.dialogue)
    plan = delegations.Plan(Text("West", "西部"), region="US-WY", lead=other_lead, members=[voters[0]])
    other = delegations.put(asked.dialogue, plan, by=keeper)
    visitor = inside(lead)
    page = visitor.go("dialogues/d/delegations/")
    assert (NAME.en in page, "West" in page) == (True, False)
    visitor.go(f"dialogues/d/delegations/{other.number}/", status=404)
    visitor.go(f"dialogues/d/delegations/{other.number}/ask/", status=404)
    assert "Has come in" in visitor.go("dialogues/d/delegations/1/")
    both = inside(keeper).go("dialogues/d/delegations/")
    assert NAME.en in both
    assert "West" in both
    end_role(held, by=keeper)
    visitor.go("dialogues/d/delegations/1/", status=404)


def plain(page):
    """What a page says, without what every form carries anew."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_the_page_of_a_delegation_is_the_same_whoever_has_voted(place):
    asked, _, voters, lead, _, _ = place
    visitor = inside(lead)
    before = plain(visitor.go("dialogues/d/delegations/1/"))
    cast(asked, next(each for each in voters if each.country == "CHN"), 1, 1)
    assert plain(visitor.go("dialogues/d/delegations/1/")) == before


def test_who_has_come_in_is_told(place):
    _, _, voters, lead, _, _ = place
    visitor = inside(lead)
    assert visitor.go("dialogues/d/delegations/1/").count('<td data-head="Has come in">yes') == 0
    inside(next(each for each in voters if each.country == "CHN"))
    assert visitor.go("dialogues/d/delegations/1/").count('<td data-head="Has come in">yes') == 1


def test_a_lead_asks_and_the_secretariat_invites_or_declines(place):
    _, keeper, _, lead, _, made = place
    visitor, desk = inside(lead, "zh"), inside(keeper)
    for name in ("Wang Fang", "Zhao Lei"):
        visitor.go("dialogues/d/delegations/1/ask/")
        visitor.send(name_en=name, name_zh="王芳", family="")
    first, second = Wanted.objects.all()
    visitor.go(f"dialogues/d/delegations/1/wanted/{first.pk}/", status=404)
    desk.go(f"dialogues/d/delegations/1/wanted/{first.pk}/")
    fields = {"family": "", "country": "CHN", "sector": "", "organisation": "", "since": "", "until": ""}
    desk.send(name_en="Wang Fang", name_zh="王芳", role="participant", votes="on", **fields)
    code = code_on(desk.page)
    desk.go("dialogues/d/delegations/1/")
    desk.send(f"dialogues/d/delegations/1/wanted/{second.pk}/decline/")
    assert not Wanted.objects.exists()
    person = Person.objects.get(name_en="Wang Fang")
    assert person in made.members.all()
    assert not Person.objects.filter(name_en="Zhao Lei").exists()
    Visitor().come_in(code)
    visitor.go("dialogues/d/delegations/1/")
    visitor.send(f"dialogues/d/delegations/1/ask/{person.handle}/")
    assert "已请求新邀请" in visitor.page
    assert "a new invitation is asked for" in desk.go("dialogues/d/delegations/1/")
    invite(person, by=keeper)
    assert "asked for" not in desk.go("dialogues/d/delegations/1/")


def test_a_plan_that_cannot_be_is_refused(place):
    asked, keeper, voters, _lead, _, _ = place
    stranger = entered("Stranger")
    bad = (
        delegations.Plan(Text("N", "名")),
        delegations.Plan(Text("N", "名"), region="US-WY", lead=voters[0]),
        delegations.Plan(Text("N", "名"), region="US-WY", members=[stranger]),
        delegations.Plan(Text("N", "名"), region="US-WY", members=[voters[1]]),
    )
    for plan in bad:
        with pytest.raises(BadDialogue):
            delegations.put(asked.dialogue, plan, by=keeper)
    assert Delegation.objects.count() == 1


def test_the_name_of_a_delegation_is_in_no_note_that_may_not_tell_who_spoke(place):
    asked, keeper, *_ = place
    for en, zh in (("As the delegation of Shanxi put it", "如前所述"), ("It was said", "山西代表团认为")):
        with pytest.raises(HeldBack):
            dialogues.keep_note(asked.dialogue, Text(en, zh), by=keeper)
    dialogues.keep_note(asked.dialogue, Text("Mines in Shanxi close.", "山西的煤矿在关闭。"), by=keeper)


def test_votes_are_never_told_apart_by_delegation(place):
    asked, keeper, voters, *_ = place
    with pytest.raises(BadDialogue):
        begin_round(asked.dialogue, Text("R", "轮"), attribute="delegation", segments=[], by=keeper)
    for each in voters:
        cast(asked, each, 1, 1)
    closed = close_round(asked, by=keeper)
    told = release(closed, "public", by=keeper)
    text = json.dumps(told.paper, ensure_ascii=False)
    assert NAME.en not in text
    assert NAME.zh not in text
    assert all("delegation" not in each.descriptors for each in DatabaseStore(asked.dialogue).people())


def test_a_delegation_is_made_changed_and_dissolved_at_the_desk(place):
    _asked, keeper, voters, *_ = place
    desk = inside(keeper)
    desk.go("dialogues/d/delegations/new/")
    fields = {
        "name_en": "West",
        "name_zh": "西部",
        "organisation": "",
        "visit": "",
        "lead": "",
        "since": "",
        "until": "",
    }
    desk.send(**fields, region="", status=400)
    assert "region or an organisation" in desk.page
    desk.send(**fields, region="US-WY", members=[voters[0].handle])
    assert "P0" in desk.page
    desk.go("dialogues/d/delegations/2/change/")
    desk.send(**{**fields, "name_en": "Far West"}, region="US-WY", members=[])
    assert "Far West" in desk.page
    assert "Nobody yet" in desk.page
    desk.send("dialogues/d/delegations/2/remove/")
    assert "Far West" not in desk.go("dialogues/d/delegations/")
    assert voters[0].seats.exists()

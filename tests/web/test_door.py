"""The door: passkeys, printed sheets, limits, sessions and their ends."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tanlu.web.audit.models import Event
from tanlu.web.people import operations as people
from tanlu.web.people import passkeys
from tanlu.web.people.models import Passkey
from tanlu.web.shell import limits
from tests.web.device import Device
from tests.web.network import Visitor, staff
from tests.web.room import entered, opened

pytestmark = pytest.mark.usefixtures("site_db")


@pytest.fixture
def ann():
    """Somebody who came in by an invitation, and her browser."""
    person = entered("Ann")
    people.seat(person, "secretariat", by=None)
    visitor = Visitor()
    visitor.come_in(people.invite(person, by=None))
    return person, visitor


def post(visitor, address, **fields):
    token = visitor.client.cookies["tanlu_form"].value
    return visitor.client.post(f"/en/{address}", {**fields, "csrfmiddlewaretoken": token})


def kept(visitor, device):
    visitor.go("desk/passkeys/")
    asked = post(visitor, "desk/passkeys/ask/").json()
    return post(visitor, "desk/passkeys/keep/", answer=device.make(asked), name="Phone")


def came(device, asked=None):
    visitor = Visitor()
    visitor.go("join/")
    options = asked or post(visitor, "join/passkey/ask/").json()
    return visitor, post(visitor, "join/passkey/", answer=device.use(options))


def test_a_passkey_opens_the_door_again_and_counts(ann):
    person, visitor = ann
    device = Device()
    assert kept(visitor, device).json() == {"to": "/en/desk/passkeys/"}
    assert "Phone" in visitor.go("desk/passkeys/")
    other, answer = came(device)
    assert answer.json() == {"to": "/en/desk/"}
    assert answer["Cache-Control"].find("no-store") >= 0
    assert "Ann" in other.go("desk/")
    assert Passkey.objects.get().count == device.count
    assert Event.objects.filter(act="passkey.keep", subject=person.handle).count() == 1


def test_a_challenge_is_used_once_and_belongs_to_its_session(ann):
    _, visitor = ann
    device = Device()
    kept(visitor, device)
    third = Visitor()
    third.go("join/")
    options = post(third, "join/passkey/ask/").json()
    answer = device.use(options)
    assert came(device, options)[1].status_code == 403  # another session was asked
    assert post(third, "join/passkey/", answer="{}").status_code == 403
    assert post(third, "join/passkey/", answer=answer).status_code == 403  # it is used up by the first try


def test_an_old_challenge_opens_nothing(ann, monkeypatch):
    _, visitor = ann
    device = Device()
    kept(visitor, device)
    other = Visitor()
    other.go("join/")
    options = post(other, "join/passkey/ask/").json()
    late = time.time() + passkeys.SECONDS + 1
    monkeypatch.setattr(passkeys.time, "time", lambda: late)
    assert post(other, "join/passkey/", answer=device.use(options)).status_code == 403


@pytest.mark.parametrize(
    "bent",
    [
        {"origin": "http://evil.example"}, {"house": "evil.example"}, {"count": 0}, {"flags": 1},
        {"id": b"0" * 16}, {"key": Device().key},
    ],
)  # fmt: skip
def test_another_site_another_device_a_copy_or_no_lock_open_nothing(ann, bent):
    _, visitor = ann
    device = Device(count=40)
    kept(visitor, device)
    for name, value in bent.items():
        setattr(device, name, value)
    other, answer = came(device)
    assert answer.status_code == 403
    assert "does not open anything" in answer.json()["said"]
    assert other.client.get("/en/desk/")["Location"] == "/en/join/"


@pytest.mark.parametrize("bent", [{"origin": "http://evil.example"}, {"verified": False}])
def test_what_is_kept_was_made_for_this_site_by_its_owner(ann, bent):
    assert kept(ann[1], Device(**bent)).status_code == 403
    assert not Passkey.objects.exists()


@pytest.mark.parametrize(
    "junk", ["", "[]", "null", "{", '{"id": 1}', '{"id": "x", "response": []}', "1" * 30_000]
)
def test_junk_is_refused_in_words(ann, junk):
    visitor = ann[1]
    visitor.go("desk/passkeys/")
    post(visitor, "desk/passkeys/ask/")
    assert post(visitor, "desk/passkeys/keep/", answer=junk).status_code == 403
    other = Visitor()
    other.go("join/")
    post(other, "join/passkey/ask/")
    assert post(other, "join/passkey/", answer=junk).status_code == 403


def test_a_passkey_is_taken_back_by_its_owner_alone(ann):
    _, visitor = ann
    device = Device()
    kept(visitor, device)
    number = Passkey.objects.get().pk
    stranger = staff("auditor")
    stranger.go("desk/passkeys/")
    assert post(stranger, f"desk/passkeys/{number}/remove/").status_code == 404
    assert post(visitor, f"desk/passkeys/{number}/remove/").status_code == 302
    assert came(device)[1].status_code == 403


def test_whoever_is_removed_has_no_passkey(ann):
    person, visitor = ann
    device = Device()
    kept(visitor, device)
    people.remove(person, by=person)
    assert came(device)[1].status_code == 403


def test_a_sheet_has_a_code_for_each_who_never_came_in():
    _, keeper, voters = opened(5)
    first = Visitor()
    first.come_in(people.invite(voters[0], by=None))
    old = people.invite(voters[1], by=None)
    visitor = Visitor()
    visitor.come_in(people.invite(keeper, by=None))
    assert "4 have not come in yet" in visitor.go("dialogues/d/people/")
    page = visitor.send("dialogues/d/people/sheet/")
    codes = re.findall(r'<p class="code">([A-Z0-9-]+)</p>', page)
    assert len(set(codes)) == 4
    assert page.count("<svg") == 4
    for code in codes:
        assert "P" in Visitor().come_in(code)
        again = Visitor()
        again.go("join/")
        again.send("join/", status=400, code=code)
    late = Visitor()
    late.go("join/")
    late.send("join/", status=400, code=old)
    visitor.go("dialogues/d/people/")
    assert "Everyone has come in already" in visitor.send("dialogues/d/people/sheet/")


def test_a_session_is_another_one_after_the_door_and_tells_no_hour():
    person = entered("Ann")
    people.seat(person, "auditor", by=None)
    visitor = Visitor()
    visitor.go("join/")
    post(visitor, "join/passkey/ask/")  # which begins a session without anybody
    before = visitor.client.session.session_key
    visitor.come_in(people.invite(person, by=None))
    assert visitor.client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()
    for each in Session.objects.all():
        ends = each.expire_date
        assert (ends.hour, ends.minute, ends.second, ends.microsecond) == (0, 0, 0, 0)
        assert not re.search(r"\d{4}-\d\d|17\d{8}", str(each.get_decoded()))


def test_staff_who_were_away_have_to_come_in_again(monkeypatch):
    visitor = staff("administrator")
    assert visitor.go("desk/people/")
    real = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: real + 29 * 60)
    assert visitor.go("desk/people/")
    monkeypatch.setattr("django.core.signing.time.time", lambda: real + 58 * 60)
    assert visitor.go("desk/people/")  # every page begins the half hour anew
    monkeypatch.setattr("django.core.signing.time.time", lambda: real + 89 * 60)
    assert visitor.client.get("/en/desk/people/")["Location"] == "/en/join/"
    assert not Session.objects.exists()


def test_a_voter_is_not_sent_away_during_a_long_session(monkeypatch):
    _, _, voters = opened()
    visitor = Visitor()
    visitor.come_in(people.invite(voters[0], by=None))
    assert "tanlu_seen" not in visitor.client.cookies
    real = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: real + 5 * 3600)
    assert visitor.go("dialogues/d/rounds/1/vote/")


def test_wrong_codes_are_limited_and_a_right_one_always_opens(monkeypatch):
    person = entered("Ann")
    people.seat(person, "auditor", by=None)
    code = people.invite(person, by=None)
    stranger = Visitor()
    stranger.go("join/")
    for _ in range(limits.WRONG_CODES.turns):
        assert post(stranger, "join/", code="wrong").status_code == 400
    refused = post(stranger, "join/", code="wrong")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) in range(1, 6)
    assert "This was asked too often" in refused.content.decode()
    assert "Ann" in Visitor().come_in(code)  # the same address
    later = time.monotonic() + 6
    monkeypatch.setattr(limits.time, "monotonic", lambda: later)
    assert post(stranger, "join/", code="wrong").status_code == 400


@pytest.mark.parametrize("address", ["search/?q=coal", "compare/?i=coal_output", "claims/own/?i=x"])
def test_what_costs_work_is_limited_for_each_and_not_for_all(address, monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", dict.fromkeys(limits.LIMITS, limits.Limit(2, 10)))
    client = Client()
    found = [client.get(f"/zh/{address}").status_code for _ in range(4)]
    assert found[2:] == [429, 429]
    assert 429 not in found[:2]
    assert Client(REMOTE_ADDR="192.0.2.9").get(f"/zh/{address}").status_code != 429
    assert client.get("/zh/search/").status_code == 200  # the bare page is no question
    signed = staff("auditor")
    assert signed.client.get(f"/zh/{address}").status_code != 429  # a person is not their address
    assert "请求过于频繁" in client.get(f"/zh/{address}").content.decode()


def test_receipts_are_limited_by_person_and_votes_never(monkeypatch):
    asked, _, voters = opened(4)
    monkeypatch.setattr(limits, "LIMITS", {"receipt": limits.Limit(2, 10)})
    visitors = []
    for person in voters[:2]:
        visitors.append(Visitor())
        visitors[-1].come_in(people.invite(person, by=None))
    for visitor in visitors:
        codes = [visitor.client.get("/en/dialogues/d/rounds/1/receipt/?code=0").status_code for _ in range(3)]
        assert codes == [200, 200, 429]
    visitors[0].go("dialogues/d/rounds/1/vote/")
    for _ in range(150):
        assert post(visitors[0], "dialogues/d/rounds/1/vote/", at="1", answer="agree").status_code == 302
    assert asked.sealed.count() == 4


def test_the_proxy_says_who_asks_and_nobody_else(settings, rf):
    settings.BEHIND_TLS = True
    request = rf.get("/", headers={"x-forwarded-for": "1.1.1.1, 192.0.2.7"}, REMOTE_ADDR="127.0.0.1")
    assert limits.address(request) == "192.0.2.7"
    settings.BEHIND_TLS = False
    assert limits.address(request) == "127.0.0.1"
    six = [rf.get("/", REMOTE_ADDR=f"2001:db8:1:2::{each}") for each in (1, 9)]
    assert len({limits.address(each) for each in six}) == 1


def test_buckets_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(limits, "_MOST", 50)
    for each in range(200):
        limits.take("x", str(each), limits.Limit(1, 1))
    assert len(limits._BUCKETS) == 50


def test_what_is_too_large_is_refused_before_it_is_read():
    visitor = Visitor()
    visitor.go("join/")
    assert post(visitor, "join/", code="x" * 2_100_000).status_code == 413
    large = visitor.client.generic("POST", "/en/join/", b"", CONTENT_LENGTH="40000000")
    assert large.status_code == 413
    assert "too large" in large.content.decode()
    assert visitor.client.generic("POST", "/en/join/", b"", CONTENT_LENGTH="x").status_code in (400, 403)


def test_an_invitation_that_ran_out_is_shut(monkeypatch):
    person = entered("Ann")
    people.seat(person, "auditor", by=None)
    code = people.invite(person, by=None)
    late = timezone.now() + timedelta(days=people.DAYS, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: late)
    visitor = Visitor()
    visitor.go("join/")
    assert "does not open anything" in visitor.send("join/", status=400, code=code)

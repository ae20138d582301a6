"""The whole site is killed without warning, during votes and during a close; afterwards nothing is lost or half-done."""

import os
import secrets
import time
from contextlib import suppress
from http.client import HTTPException
from threading import Thread

import pytest
from benchmarks.served import BOXES, ROOM, Site

pytestmark = [pytest.mark.prove, pytest.mark.database]
GONE = (OSError, HTTPException)
VOTE = "/en/dialogues/d/rounds/1/vote/"


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path / "house", _own(os.environ.get("TANLU_DATABASE_URL", "")))
    yield made
    made.end()


def _own(address):
    """A database of its own beside the one of the tests."""
    if not address:
        return ""
    import psycopg

    name = f"killed_{secrets.token_hex(4)}"
    folder = address.partition("?host=")[2]
    with psycopg.connect(f"host={folder} user=tanlu dbname=postgres", autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
    return f"postgresql://tanlu@/{name}?host={folder}"


def test_a_vote_that_was_answered_survives_and_no_other_is_half_there(site):
    room = site.do(ROOM.format(voters=12, statements=40))
    site.start()
    browsers = {handle: site.browser().come_in(code) for handle, code in room["voters"]}
    kept, begun = {handle: [] for handle in browsers}, dict.fromkeys(browsers, 0)

    def vote(handle):
        for number in range(1, 41):
            begun[handle] = number
            try:
                if browsers[handle].post(VOTE, at=str(number), answer="agree")[0] != 302:
                    return
            except GONE:
                return
            kept[handle].append(number)

    threads = [Thread(target=vote, args=(handle,)) for handle in browsers]
    for each in threads:
        each.start()
    while sum(map(len, kept.values())) < 60:
        time.sleep(0.01)
    site.kill()
    for each in threads:
        each.join(30)
    assert sum(map(len, kept.values())) < 480  # it was killed before all was said
    found = site.do(BOXES)
    assert (found["state"], found["boxes"], found["broken"]) == ("open", 12, None)
    for handle, choices in found["said"].items():
        said = [number for number, choice in enumerate(choices, 1) if choice is not None]
        assert set(choices) <= {1, None}
        assert said[: len(kept[handle])] == kept[handle]
        assert len(said) <= begun[handle]


def test_a_close_that_is_killed_is_all_or_nothing_and_leaves_no_key(site):
    room = site.do(ROOM.format(voters=60, statements=60))
    closed, delay, codes = False, 0.002, [room["keeper"]]
    for _ in range(14):
        site.start()
        keeper = site.browser().come_in(codes.pop())
        keeper.get("/en/dialogues/d/rounds/1/")
        sent = Thread(target=_send, args=(keeper,))
        sent.start()
        time.sleep(delay)
        site.kill()
        sent.join(30)
        site.end()
        found = site.do(BOXES)  # which starts the site's code, and so finishes what was left
        assert found["broken"] is None
        if found["state"] == "closed":
            closed = True
            assert (found["boxes"], found["ballots"], found["keys"]) == (0, 60, [])
            break
        assert (found["boxes"], found["ballots"], found["receipts"]) == (60, 0, 0)
        assert found["key"] in found["keys"]
        delay *= 1.8
        codes.append(
            site.do(
                "from tanlu.web.people.models import Person\n"
                "from tanlu.web.people.operations import invite\n"
                "told = invite(Person.objects.get(name_en='Keeper'), by=None)"
            )
        )
    assert closed


def _send(keeper):
    with suppress(*GONE):
        keeper.post("/en/dialogues/d/rounds/1/close/")

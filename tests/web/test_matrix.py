"""Every address, every role, every state of what it is about: what is not allowed by name looks like nothing."""

import pytest
from django.urls import get_resolver

from tanlu.web.people.policy import ANY_STATE
from tests.web.asking import EACH, EVERYONE, address, asked, askers, body, things, told
from tests.web.every import DELEGATIONS, PROPOSALS, ROOM, ROUNDS, STATES

pytestmark = pytest.mark.usefixtures("site_db")
IN_ROOM = set(ROOM)
LIVE = {"planned", "open"}
ALL = set(ROUNDS)
CLOSED = {"closed", "told", "public"}
DRAFT = {"draft", "ready"}
SEATS = set(EACH["seat"])
HELD = {"source", "organisation", "instrument", "commitment", "update"}
STATEMENTS = set(EACH["statement"])
UNFROZEN = {"draft draft", "draft back_translated", "ready reviewed", "ready back_translated"}
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
    "dialogue": (IN_ROOM | {"secretariat"}, set(ANY_STATE)),
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
    "receipt": (IN_ROOM, set(ANY_STATE)),
    "result": (IN_ROOM, set(ANY_STATE)),
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
    "proposal": (IN_ROOM | {"secretariat"}, set(ANY_STATE)),
    "agree": ({"secretariat"}, set(ANY_STATE)),
}
"""Who may, in which states of the dialogue."""
OPEN_TO_ALL = {
    "door", "asset", "home", "regions", "region", "compare", "compare_csv", "card", "figure", "indicators", "indicator",
    "sources", "claims", "own_claim", "briefs", "brief", "brief_of", "brief_file", "brief_file_of", "industries", "outlook",
    "scorecard", "agreements_told", "agreements", "agreement", "search", "help", "help_page", "api", "openapi",
    "api_regions", "api_indicators", "api_years", "api_figure", "api_claims", "api_agreements", "join", "leave",
    "evidence_file", "results", "told", "told_file", "thread", "challenge", "rated",
    "passkey_ask", "open_with_passkey",
    "own_outlook", "job_state", "job_stop", "help_picture", "study",
}  # fmt: skip
WHEN = {  # what the address is about; in which of its states it is shown, and in which what is sent is done
    "begin_dialogue": ("", True, True),
    "staff": ("", True, True),
    "build_brief": ("", True, None),
    "brief_folder": ("", False, None),  # an edition must be named, and none is
    "desk": ("", True, None),
    "passkeys": ("", True, None),
    "ask_to_keep_passkey": ("", None, True),
    "keep_passkey": ("", None, False),  # without a device nothing is kept
    "audit": ("", True, None),
    "ratings": ("", True, None),
    "begin_ratings": ("", True, True),
    "own": ("", True, False),
    "own_import": ("", None, False),  # a table that nobody sent
    "own_remove": ("", None, False),
    "challenges": ("", True, None),
    "register": ("", True, None),
    "programme_results": ("", True, None),
    "code_sheet": ("dialogue", None, LIVE),
    "dialogue": ("dialogue", set(STATES), None),
    "people": ("dialogue", set(STATES), LIVE),
    "add_session": ("dialogue", LIVE, LIVE),
    "add_item": ("dialogue", LIVE, LIVE),
    "open_segment": ("dialogue", LIVE, LIVE),
    "notes": ("dialogue", LIVE, {"open"}),  # where a segment is open
    "undo_note": ("dialogue", None, LIVE),
    "close_segment": ("dialogue", None, {"open"}),
    "close_dialogue": ("dialogue", None, set()),  # a round is open in it
    "begin_round": ("dialogue", LIVE, LIVE),
    "suggest": ("dialogue", LIVE, LIVE),
    "suggestions": ("dialogue", LIVE, None),
    "on_paper": ("dialogue", LIVE, None),
    "mark_paper": ("dialogue", None, LIVE),
    "propose": ("dialogue", LIVE, LIVE),
    "invite_again": ("person", None, {"member", "staff"}),
    "remove_person": ("person", None, {"member", "staff"}),
    "give_staff_role": ("", True, True),
    "change_staff_role": ("staff seat", SEATS, {"now", "later", "ended"}),
    "stop_staff_role": ("staff seat", None, {"now", "later"}),
    "give_role": ("dialogue", set(STATES), set(STATES)),
    "change_role": ("seat", SEATS, {"now", "later", "ended"}),  # what was ended today can be taken back today
    "stop_role": ("seat", None, {"now", "later"}),
    "delegations": ("dialogue", set(STATES), None),
    "begin_delegation": ("dialogue", LIVE, LIVE),
    "delegation": ("delegation", set(DELEGATIONS), None),
    "change_delegation": ("delegation", set(DELEGATIONS), set(DELEGATIONS)),
    "remove_delegation": ("delegation", None, set(DELEGATIONS)),
    "ask_for": ("delegation", {"own"}, {"own"}),
    "ask_again": ("delegation", None, {"own"}),
    "take_member": ("wanted", {"own"}, {"own"}),
    "decline_member": ("wanted", None, {"own"}),
    "wording": ("statement", STATEMENTS, UNFROZEN),
    "reword_statement": ("statement", STATEMENTS, UNFROZEN),
    "correct_entry": ("corrected", HELD, HELD),
    "withdraw_entry": ("register", {"held"}, {"held"}),
    "restore_entry": ("register", {"withdrawn"}, {"withdrawn"}),
    "round": ("round", ALL, DRAFT),
    "open_round": ("round", None, {"ready"}),
    "close_round": ("round", None, {"open", *CLOSED}),  # once more ends the key where a close was cut off
    "vote": ("round", {"open"}, {"open"}),
    "receipt": ("round", ALL, None),
    "result": ("round", ALL, None),
    "release": ("round", None, {"closed", "told"}),
    "sheets": ("round", ALL, {"open"}),
    "sheet": ("round", ALL, {"open"}),
    "problem": ("statement", None, {"open reviewed", "open back_translated"}),
    "review": ("statement", None, UNFROZEN),
    "programme_told": ("release", {"told", "public"}, None),
    "programme_file": ("release", {"told", "public"}, None),
    "take": ("suggestion", {"waiting"}, {"waiting"}),
    "set_aside": ("suggestion", None, {"waiting"}),
    "proposal": ("proposal", set(PROPOSALS), None),
    "reword": ("proposal", set(PROPOSALS), {"put"}),
    "agree": ("proposal", set(PROPOSALS), {"put"}),
    "rate": ("ratings", {"empty", "going", "over"}, {"empty"}),  # in `going` this was judged before
    "close_ratings": ("ratings", None, {"going", "over"}),
    "answer_challenge": ("challenge", {"new", "answered"}, {"new", "answered"}),  # put aside it is nothing
    "leave_aside": ("challenge", None, {"new"}),
    "enter": (
        "entry",
        {"source", "organisation", "instrument", "commitment"},
        {"source", "organisation", "instrument", "commitment"},
    ),
    "add_update": ("commitment", {"held"}, {"held"}),
    "undo_update": ("commitment", None, {"held"}),
    "take_back_passkey": ("passkey", None, {"own"}),
}
GONE = {
    "programme_told", "programme_file", "take", "set_aside", "enter", "take_back_passkey", "invite_again", "remove_person",
    "take_member", "decline_member", "correct_entry", "withdraw_entry", "restore_entry",
}  # fmt: skip
"""Where the wrong state looks like nothing; elsewhere it is told in two sentences."""
ONLY = {"invite_again": ("staff", "administrator"), "take_back_passkey": ("own", "auditor")}
"""What one role alone may do, though others reach the address: a way in for somebody with a role of the whole site, and \
to let one's own passkey go."""


def names(patterns=None):
    for each in patterns or get_resolver().url_patterns:
        if hasattr(each, "url_patterns"):
            yield from names(each.url_patterns)
        else:
            yield each.name


def test_every_address_is_either_public_or_in_the_matrix():
    assert set(names()) == OPEN_TO_ALL | set(WRITTEN_AGAIN)
    assert set(WHEN) == set(WRITTEN_AGAIN)


def expected(name, who, when, method):
    """The answer by hand: roles first, then the dialogue, then the thing itself."""
    _, shown, done = WHEN[name]
    if method == "get" and shown is None:
        return "post only"
    if who[1] is None:
        return "door"
    if not _has_a_right(name, who, when[0]):
        return "nothing"
    return _in_its_state(name, who[0], when[1], shown if method == "get" else done)


def _has_a_right(name, who, in_state):
    (asker, roles), (allowed, states) = who, WRITTEN_AGAIN[name]
    there = in_state is None or (asker != "stranger" and in_state in states)
    return there and bool(roles & allowed)


def _in_its_state(name, asker, state, found):
    if name in ONLY and state == ONLY[name][0] and asker != ONLY[name][1]:
        return "refused" if name == "invite_again" else "nothing"
    if asker == "lead" and state == "other":
        return "nothing"  # somebody else's delegation
    if found is True or (found and state in found):
        return "done"
    lost = name in GONE or (name == "people" and found) or state == "aside"
    return "nothing" if lost else "refused"


@pytest.mark.parametrize("part", range(4))
def test_every_address_every_role_every_state(place, part):
    browsers = askers(place)
    wrong = []
    for name in sorted(WHEN)[part::4]:
        over, _, done = WHEN[name]
        for in_state, state, parts in things(place, over):
            where = address(name, parts)
            for method in ("get", "post") if done is not None else ("get",):
                for who, (client, roles) in browsers.items():
                    answer, changed = asked(client, where, method, body(name, place, state))
                    want = expected(name, (who, roles), (in_state, state), method)
                    if told(answer) != want or (changed and (want != "done" or method == "get")):
                        wrong.append((name, method, who, in_state, state, want, told(answer), changed))
    assert wrong == []

"""Who asks on the site that holds everything, what for, with what in hand, and what they are told."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tanlu.web.ballots.models import Statement
from tanlu.web.people.operations import invite
from tanlu.web.shell import limits
from tanlu.web.wordings.operations import wording_of
from tests.web.every import DELEGATIONS, PROPOSALS, ROOM, ROUNDS, once_in
from tests.web.network import Visitor

EVERYONE = {*ROOM, "secretariat", "rater", "auditor", "administrator"}


def came_in(person):
    visitor = Visitor()
    visitor.come_in(invite(person, by=None))
    visitor.client.handler.enforce_csrf_checks = False
    return visitor.client


def askers(place):
    """A browser for everybody who may ask, with the roles that hold today; None for who is not known."""
    clients = {name: came_in(person) for name, person in place.people.items()}
    once_in(place)
    roles = {name: {name} for name in EVERYONE} | {"stranger": set(ROOM), "ended": set(), "removed": None}
    return {"public": (Client(), None)} | {name: (clients[name], roles[name]) for name in clients}


ABOUT = {
    "round": lambda state: {"number": ROUNDS[state]},
    "statement": lambda state: {
        "number": ROUNDS[state.split()[0]],
        "statement": 2 if state.endswith("back_translated") else 1,
    },
    "proposal": lambda state: {"number": PROPOSALS[state]},
}
"""What a thing inside a dialogue is called in its address."""
EACH = {
    "round": tuple(ROUNDS),
    "statement": tuple(
        f"{each} {checked}"
        for each in ROUNDS
        for checked in ("draft" if each == "draft" else "reviewed", "back_translated")
    ),
    "proposal": tuple(PROPOSALS),
    "suggestion": ("waiting", "gone"),
    "person": ("member", "staff", "outside"),
    "seat": ("now", "later", "over", "ended"),
    "delegation": tuple(DELEGATIONS),
    "wanted": tuple(DELEGATIONS),
}


def things(place, over):
    """Every thing of a kind: the state of its dialogue, its own state, what its address is made of."""
    if over in ALONE:
        yield from ((None, state, parts) for state, parts in ALONE[over](place))
        return
    for state, dialogue in place.dialogues.items():
        base = {"slug": dialogue.slug}
        if over == "dialogue":
            yield state, state, {**base, "session": "s1"}
        for each in EACH.get(over, ()):
            if over == "person":
                of = {
                    "member": place.people["participant"],
                    "staff": place.keeper,
                    "outside": place.people["stranger"],
                }
                parts = {"handle": of[each].handle}
            elif over == "seat":
                parts = {"number": place.roles[state][each]}
            elif over in ("delegation", "wanted"):
                parts = {
                    "number": DELEGATIONS[each],
                    "handle": place.people["participant"].handle,
                    "wanted": place.wanted[state],
                }
            elif over == "suggestion":
                parts = {"ident": str(dialogue.pk % 10) * 32 if each == "waiting" else "f" * 32}
            else:
                parts = ABOUT[over](each)
            yield state, each, base | parts


ALONE = {
    "release": lambda _: [
        (each, {"name": "open", "number": number, "form": "html"}) for each, number in ROUNDS.items()
    ],
    "challenge": lambda _: [
        (each, {"number": at}) for at, each in enumerate(("new", "answered", "aside"), 1)
    ],
    "entry": lambda _: [
        (each, {"kind": each}) for each in ("source", "organisation", "instrument", "commitment", "update")
    ],
    "staff seat": lambda place: [(each, {"number": place.roles[""][each]}) for each in EACH["seat"]],
    "register": lambda _: [
        (each, {"kind": "organisation", "name": name})
        for each, name in (("held", "loose_office"), ("withdrawn", "gone_office"), ("nowhere", "none"))
    ],
    "corrected": lambda place: [
        *((kind, {"kind": kind, "name": place.held[kind]}) for kind in place.held),
        ("withdrawn", {"kind": "organisation", "name": "gone_office"}),
        ("nowhere", {"kind": "organisation", "name": "none"}),
    ],
    "ratings": lambda _: [(each, {"name": each}) for each in ("empty", "going", "over")],
    "commitment": lambda place: [("held", {"name": place.update})],
    "passkey": lambda place: [("own", {"number": place.passkey})],
    "": lambda _: [(True, {})],
}
"""What belongs to no dialogue, in each of its states."""


def address(name, parts):
    """The address of a thing, with the parts of it that this address has."""
    for each in get_resolver().reverse_dict.getlist(name):
        wanted = each[0][0][1]
        more = {"statement": 1} if "statement" in wanted and "statement" not in parts else {}
        return reverse(name, kwargs={key: ({"lang": "en"} | parts | more)[key] for key in wanted})
    raise AssertionError(name)


TITLES = {"title_en": "New", "title_zh": "新"}
TEXTS = {"text_en": "New", "text_zh": "新"}
REASON = {"reason_en": "A slip", "reason_zh": "笔误"}
JUDGED = {
    "region": "CN-SX",
    "indicator": "GOV2",
    "outside": "on",
    "score": "3",
    "grade": "B",
    "sources": "2",
    "locator": "p",
}
LETTER = {"kind": "mou", **TITLES, "theme_en": "mines", "theme_zh": "矿山", "dated": "2026", "prevails": "both",
          "binding": "not_stated"}  # fmt: skip


def body(name, place, state):
    """What somebody sends who knows the form: everything in it is right, so that only role and state decide."""
    named = {"name_en": "New", "name_zh": "新", "country": "CHN", "kind": "government"}
    parties = {"source": "one_source", "parties": ["one_office"]}
    enter = {
        "source": {**TITLES, "publisher_en": "New", "publisher_zh": "新", "language": "en"},
        "organisation": named,
        "instrument": {**LETTER, **parties},
        "commitment": {**TEXTS, "instrument": "one_letter", "act": "exchange"},
    }
    update = {"date": "2026-11", "says": "step", **TEXTS, "source": "one_source"}
    sponsored = {**TITLES, **TEXTS, "sponsors": ["one_office"]}
    bodies = {
        "begin_dialogue": {"slug": "new", **TITLES, "here": "America/Denver", "there": "Asia/Shanghai"},
        "staff": {**named, "role": "auditor"},
        "people": {**named, "role": "participant"},
        "begin_ratings": {"slug": "new", **TITLES, "regions": ["CN-SX"]},
        "own_import": {"kept": f"{'0' * 64}.csv", "name": "new"},
        "own_remove": {"name": "new"},
        "add_session": {**TITLES, "starts": "2026-12-04T12:00", "minutes": "60", "interpretation": "none"},
        "add_item": {**TITLES, "minutes": "20", "rule": "chatham_house"},
        "open_segment": {**TITLES, "rule": "chatham_house"},
        "begin_round": {**TITLES, "attribute": "country"},
        "give_role": {"person": place.people["participant"].handle, "role": "interpreter"},
        "give_staff_role": {"person": place.people["participant"].handle, "role": "rater"},
        "begin_delegation": {**named, "region": "CN-SX"},
        "change_delegation": {**named, "region": "CN-SX"},
        "ask_for": named,
        "take_member": {**named, "role": "participant"},
        "wording": {
            "original": "en",
            "text": "New",
            "wording": wording_of(Statement(text_en="S", text_zh="句")),
        },
        "correct_entry": {**enter.get(state, update), **REASON},
        "withdraw_entry": REASON,
        "restore_entry": REASON,
        "mark_paper": {"seat": place.seats[state].pk if state in place.seats else 0, "paper": "1"},
        "vote": {"at": "1", "answer": "agree"},
        "release": {"audience": "public"},
        "sheet": {"s1": "agree", "s2": ""},
        "review": {"translation": "reviewed"},
        "take": {**TEXTS, "round": "1"},
        "propose": sponsored,
        "reword": sponsored,
        "agree": {**LETTER, **parties},
        "rate": JUDGED,
        "answer_challenge": {
            f"{part}_{lang}": "New" for part in ("question", "answer") for lang in ("en", "zh")
        },
        "enter": enter.get(state, {}),
        "add_update": update,
    }
    if name == "sheets":
        return {"table": SimpleUploadedFile("s.csv", b"sheet,1,2\n1,agree,\n")}
    return bodies.get(name, TEXTS)


def told(answer):
    """What an answer says to who asked."""
    if answer.status_code == 405:
        return "post only"
    if answer.status_code == 302:
        return "door" if answer["Location"] == "/en/join/" else "done"
    if answer.status_code == 404 and b"There is no page" in answer.content:
        return "nothing"
    if answer.status_code == 200:
        return "done"
    assert answer.status_code in (400, 403, 404), (answer.status_code, answer.content[-2000:])
    return "refused"


def asked(client, where, method, data):
    """Ask, and take back whatever came of it; return the answer and whether anything was written."""
    limits.forget()
    with transaction.atomic():
        before = _rows()
        answer = client.post(where, data) if method == "post" else client.get(where)
        changed = _rows() != before
        transaction.set_rollback(True)
    return answer, changed


def _rows():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT COUNT(*) FROM audit_event), (SELECT COUNT(*) FROM suggestions_suggestion), "
            "(SELECT SUM(problems) FROM ballots_statement)"
        )
        return cursor.fetchone()

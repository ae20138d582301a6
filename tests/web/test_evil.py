"""What people type is shown and never run: every form of every page is filled with what would harm, in both languages."""

import re
from collections import deque
from html.parser import HTMLParser

import pytest
from django.test import Client

from tanlu.web.people import operations as people
from tests.web.network import Visitor
from tests.web.room import entered, opened

pytestmark = pytest.mark.usefixtures("site_db")
EVIL = (
    "<x-evil onx=1>",
    "\"><x-evil onx='1'>",
    "' autofocus onx=alert(1) x='<x-evil>",
    "</textarea></title></script><x-evil>",
    "<script>x_evil()</script>",
    "<img src=x onx=1>煤",
    "javascript:x_evil()//<x-evil>",
    "{{ 7*7 }}{% raw %}<x-evil>",
    "&lt;x-evil&gt;<x-evil/>",
    "<svg/onx=1><x-evil>\u2028\u202e",
)
KNOWN = {"slug": "evil", "starts": "2026-12-03T17:30", "minutes": "20", "interpretation": "none"}
ENDS = ("/leave/", "/close/", "/remove/", "/segment/close/", "/undo/", "/sheet/", "/join/", "/rounds/1/open/")


class Page(HTMLParser):
    """What a browser would see: elements, handlers, forms with their fields, links."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.harm, self.links, self.forms, self.choice = [], [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag == "x-evil" or (tag == "script" and "src" not in held):
            self.harm.append(tag)
        self.harm += [name for name in held if name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            value = (held.get(name) or "").strip().lower()
            if value.startswith(("javascript:", "http:", "//")) or (
                value.startswith("data:") and value != "data:,"
            ):
                self.harm.append(value)
        if tag == "a" and held.get("href", "").startswith("/"):
            self.links.append(held["href"].partition("#")[0])
        self._fields(tag, held)

    def _fields(self, tag, held):
        if tag == "form":
            self.forms.append((held.get("method", "get").lower(), held.get("action"), {}))
        elif not self.forms:
            return
        elif tag == "select":
            self.choice = held.get("name")
            self.forms[-1][2][self.choice] = ("select", "")
        elif tag == "option" and self.choice and ("selected" in held or held.get("value")):
            kind, value = self.forms[-1][2][self.choice]
            self.forms[-1][2][self.choice] = (kind, value or held.get("value", ""))
        elif tag in ("input", "textarea") and held.get("name"):
            kind = held.get("type", "text") if tag == "input" else "text"
            self.forms[-1][2][held["name"]] = (kind, held.get("value") or "")


def filled(fields, evil):
    made = {}
    for name, (kind, value) in fields.items():
        if kind in ("hidden", "select", "submit", "radio"):
            made[name] = value
        elif kind == "checkbox":
            made[name] = "on"
        elif kind != "file":
            made[name] = KNOWN.get(name, evil)
    return made


def pages_of(client, start, most=400):
    """Every page that somebody can come to by links inside what is private, and its address."""
    waiting, met = deque(start), set(start)
    while waiting and len(met) < most:
        address = waiting.popleft()
        answer = client.get(address, follow=True)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = Page(answer.content.decode())
        yield address, answer.request["PATH_INFO"], page, answer.content.decode()
        for link in page.links:
            if link not in met and re.match(r"/(en|zh)/(desk|dialogues|instruments|commitments)/", link):
                met.add(link)
                waiting.append(link)


def starts(lang):
    return [f"/{lang}/desk/", f"/{lang}/dialogues/d/", f"/{lang}/dialogues/d/rounds/1/", f"/{lang}/dialogues/d/notes/",
            f"/{lang}/dialogues/d/people/", f"/{lang}/desk/people/"]  # fmt: skip


def forms_of(visitor):
    """Every form that can be sent without ending what the others need, by where it goes."""
    found = {}
    for address, here, page, _ in pages_of(visitor.client, starts(visitor.lang), most=40):
        assert page.harm == [], address
        for method, action, fields in page.forms:
            where = action or here
            if method == "post" and not where.endswith(ENDS):
                found.setdefault(where, fields)
    return found


def send(client, where, fields, evil):
    """Send a form; return whether what it said was taken."""
    answer = client.post(where, filled(fields, evil))
    assert answer.status_code in (200, 302, 400, 403, 404), (where, answer.status_code)
    if answer.headers["Content-Type"].startswith("text/html"):
        assert Page(answer.content.decode()).harm == [], (where, evil)
    return answer.status_code in (200, 302)


@pytest.mark.parametrize(("lang", "evils"), [("en", EVIL[::2]), ("zh", EVIL[1::2])])
def test_no_form_of_any_page_runs_what_is_typed(lang, evils):
    asked, _, voters = opened()
    everyone = entered("All")
    for role in ("secretariat", "administrator", "rater", "auditor"):
        people.seat(everyone, role, by=None)
    for role in ("facilitator", "interpreter", "lead"):
        people.seat(everyone, role, by=None, dialogue=asked.dialogue)
    visitor, voter = Visitor(lang), Visitor("zh" if lang == "en" else "en")
    visitor.come_in(people.invite(everyone, by=None))
    voter.come_in(people.invite(voters[0], by=None))
    forms = forms_of(visitor)
    taken = {
        where
        for where, fields in forms.items()
        for evil in evils
        if send(visitor.client, where, fields, evil)
    }
    assert len(taken) >= 7, sorted(taken)
    shown = 0
    for each in (visitor, voter):
        for address, _, page, text in pages_of(each.client, starts(each.lang), most=60):
            assert page.harm == [], address
            shown += "x-evil" in text
    assert shown >= 4


@pytest.mark.parametrize("evil", EVIL)
def test_what_the_public_asks_is_shown_and_never_run(evil):
    client = Client()
    for place, names in {
        "search/": ("q",), "join/": ("code",), "compare/": ("i", "r", "y", "change", "base"),
        "claims/own/": ("en", "zh", "i", "r", "year", "stated", "unit", "hedge_en", "hedge_zh"),
        "regions/": ("measure",), "figures/coal_output/CN-SX/2023/": ("unit",), "agreements/": ("q", "state"),
    }.items():  # fmt: skip
        for lang in ("en", "zh"):
            answer = client.get(f"/{lang}/{place}", dict.fromkeys(names, evil))
            assert answer.status_code in (200, 400, 404), place
            assert Page(answer.content.decode()).harm == [], place


def test_the_page_reader_sees_harm():
    for each in EVIL[:2] + EVIL[3:6]:
        assert Page(f"<p>{each}</p>").harm, each
    assert Page('<a href="javascript:x()">').harm
    assert not Page("<p>&lt;x-evil onx=1&gt;</p>").harm

"""People who use the site by its forms, as a browser does."""

import re
from html import unescape

from django.test import Client

from tanlu.text import Text
from tanlu.web.people.operations import Named, enter_person, invite, seat


class Visitor:
    """A browser with somebody in front of it; every page is asked of by what it shows."""

    def __init__(self, lang="en"):
        self.client = Client(enforce_csrf_checks=True)
        self.lang = lang
        self.page, self.token = "", ""
        self.address = ""

    def go(self, address, status=200):
        answer = self.client.get(f"/{self.lang}/{address}", follow=True)
        assert answer.status_code == status, (address, answer.status_code, answer.content.decode()[-3000:])
        self.page, self.address = answer.content.decode(), answer.request["PATH_INFO"]
        return self.page

    def send(self, address="", status=200, **fields):
        """Send a form of the page that is open; its token comes from the page."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        self.token = token[1] if token else self.token
        data = {**fields, "csrfmiddlewaretoken": self.token}
        where = f"/{self.lang}/{address}" if address else self.address
        answer = self.client.post(where, data, follow=True)
        assert answer.status_code == status, (where, answer.status_code, answer.content.decode()[-3000:])
        self.page, self.address = answer.content.decode(), answer.request["PATH_INFO"]
        return self.page

    def come_in(self, code):
        self.go("join/")
        return self.send("join/", code=code)


def staff(*roles, lang="en"):
    """Somebody with roles in the whole site, signed in."""
    person = enter_person(Named(Text("Staff", "工作人员")), None)
    for role in roles:
        seat(person, role, by=None)
    visitor = Visitor(lang)
    visitor.come_in(invite(person, by=None))
    return visitor


def code_on(page):
    """The code of the invitation that a page hands out."""
    return unescape(re.search(r'<span class="code">([^<]+)</span>', page)[1])


def receipt_on(page):
    return re.search(r'<p class="code">([0-9a-f]+)</p>', page)[1]


def token(visitor):
    """What every form carries, so that no other site can send it."""
    return {"csrfmiddlewaretoken": visitor.client.cookies["tanlu_form"].value}

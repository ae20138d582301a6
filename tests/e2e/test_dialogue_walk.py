"""A dialogue in a real browser: a convenor with invitations of the pages, participants on phones in both languages."""

import re
from contextlib import ExitStack

import pytest

from tests.e2e.browser import launched, violations
from tests.e2e.served import DESK, PHONE, WIDER, served, strayed, visiting

pytestmark = pytest.mark.prove
STATEMENTS = [
    ("Retrain before the mine closes.", "先培训，后关矿。"),
    ("Pay for what is left behind.", "为遗留问题付费。"),
]
VOTERS = 6


class Person:
    """Somebody before a browser of their own, looked after at every page."""

    def __init__(self, watched, site, lang):
        self.watched, self.page, self.site, self.lang = watched, watched.page, site, lang

    def go(self, address):
        assert self.page.goto(f"/{self.lang}/{address}").status == 200, address
        self.sound()

    def sound(self):
        self.page.wait_for_load_state()
        assert violations(self.page) == [], self.page.url
        assert self.page.evaluate(WIDER) == [], self.page.url
        assert strayed(self.watched, self.site) == []
        assert self.watched.complaints == [], self.page.url

    def send(self, **fields):
        """Fill in the form of the page and send it by the keyboard."""
        form = self.page.locator("#main-form")
        for name, value in fields.items():
            field = form.locator(f'[name="{name}"]')
            if value is True:
                field.check()
            elif field.evaluate("(each) => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        form.locator("button.main").focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.sound()

    def press(self, action):
        with self.page.expect_navigation():
            self.page.locator(f'form[action$="{action}"] button').first.click()
        self.sound()

    def code(self):
        return self.page.locator("span.code").first.inner_text().strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.fixture
def room(site):
    """Whoever comes gets a browser of their own; all are shut at the end."""
    with launched() as browser, ExitStack() as held:

        def come(code, lang, size, scheme="light"):
            watched = held.enter_context(visiting(browser, site, size, scheme))
            person = Person(watched, site, lang)
            person.go("join/")
            person.send(code=code)
            return person

        yield come


def invited(keeper, room):
    """Participants of two countries, on phones, half of them reading Chinese."""
    found = []
    for at in range(VOTERS):
        country, lang = ("CHN", "zh") if at % 2 else ("USA", "en")
        keeper.go("dialogues/track2/people/")
        keeper.send(
            name_en=f"Person {at}", name_zh=f"某人{at}", country=country, role="participant", votes=True
        )
        found.append(room(keeper.code(), lang, PHONE, "dark" if at > 3 else "light"))
    return found


def prepared(keeper):
    """Begin a dialogue with a session and a segment under its rule."""
    keeper.go("desk/begin/")
    keeper.send(
        slug="track2",
        title_en="After coal",
        title_zh="煤炭之后",
        here="America/Denver",
        there="Asia/Shanghai",
    )
    keeper.go("dialogues/track2/sessions/")
    keeper.send(
        title_en="Miners",
        title_zh="矿工",
        starts="2026-12-03T17:30",
        minutes="120",
        interpretation="consecutive",
    )
    keeper.go("dialogues/track2/sessions/s1/items/")
    keeper.send(title_en="Retraining", title_zh="再培训", minutes="20", rule="chatham_house")
    keeper.go("dialogues/track2/sessions/s1/segment/")
    keeper.send(title_en="Retraining", title_zh="再培训", rule="chatham_house")


def switched(keeper):
    """The switch in the corner shows the form in the other language with all that was typed."""
    keeper.go("dialogues/track2/rounds/")
    page = keeper.page
    page.locator('[name="title_en"]').fill("First round")
    page.locator('[name="title_zh"]').fill("第一轮")
    page.locator("button.switch").click()
    page.wait_for_url("**/zh/**")
    assert page.locator('[name="title_en"]').input_value() == "First round"
    page.locator("button.switch").click()
    page.wait_for_url("**/en/**")
    assert page.locator('[name="title_zh"]').input_value() == "第一轮"


def voted(person, at):
    """Vote with fingers or keys on a phone; return the receipt."""
    page = person.page
    person.go("dialogues/track2/rounds/1/vote/")
    assert STATEMENTS[0][person.lang == "zh"] in page.locator("blockquote").first.inner_text()
    for button in page.locator(".choices button").all():
        assert button.bounding_box()["height"] >= 48
    page.locator('.choices button[value="agree"]').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    person.sound()
    with page.expect_navigation():
        page.locator(f'.choices button[value="{"agree" if at % 3 else "disagree"}"]').click()
    person.sound()
    return page.locator("p.code").first.inner_text()


def test_a_dialogue_from_invitation_to_result(site, room):
    keeper = room(site.invitation("Ann Lee", "李安"), "en", DESK)
    prepared(keeper)
    people = invited(keeper, room)
    switched(keeper)
    keeper.send()
    for en, zh in STATEMENTS:
        keeper.send(text_en=en, text_zh=zh)
    for number in (1, 2):
        keeper.page.locator(f"#t{number}").select_option("reviewed")
        keeper.press(f"/review/{number}/")
    keeper.press("/open/")
    receipts = [voted(person, at) for at, person in enumerate(people)]
    keeper.go("dialogues/track2/rounds/1/")
    keeper.press("/close/")
    for person, receipt in zip(people, receipts, strict=True):
        person.go(f"dialogues/track2/rounds/1/receipt/?code={receipt}")
        assert re.search("was counted|选票已计入", person.page.locator("main").inner_text())
        person.go("dialogues/track2/rounds/1/result/")

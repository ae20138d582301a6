"""Every page that a role can reach by links, with the invented dialogue: sound, in both languages, on phone and desk."""

import os
import re

import pytest

from tests.e2e.browser import launched, violations
from tests.e2e.served import DESK, PHONE, WIDER, Site, served, strayed, visiting

pytestmark = pytest.mark.prove
ROLES = (
    "participant", "delegation lead", "interpreter", "facilitator", "secretariat", "rater", "auditor", "administrator",
)  # fmt: skip
PRIVATE = re.compile(r"^/(en|zh)/(desk|dialogues)/")
FILES = re.compile(r"\.(csv|json|zip|pdf|docx|html|ics|txt)$|/(pdf|docx|html|evidence)/?$")
WAYS = {"en-desk": ("en", DESK, "light"), "zh-phone": ("zh", PHONE, "dark")}
MOST = 60
ALIKE = re.compile(
    r"(?<=/roles/)\d+(?=/)|(?<=/register/)(?:source|organisation)/[^/]+(?=/(?:correct|withdraw)/)"
)
"""Pages of one kind, as many as people or entries; one of each is walked."""


@pytest.fixture(scope="module")
def browser():
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site with the invented dialogue, and a code for each role."""
    home = tmp_path_factory.mktemp("house")
    filled = Site(0, {**os.environ, "TANLU_HOME": str(home), "TANLU_LANG": "en"})
    codes = dict(line.split("\t") for line in filled.tanlu("demo").splitlines() if "\t" in line)
    with served(home) as running:
        yield running, codes


@pytest.fixture(scope="module", params=ROLES)
def inside(request, browser, site):
    """The session of a role: its invitation opens once, so its cookie goes from browser to browser."""
    running, codes = site
    with visiting(browser, running) as watched:
        watched.page.goto("/en/join/")
        watched.page.locator('#main-form [name="code"]').fill(codes[request.param])
        with watched.page.expect_navigation():
            watched.page.locator("#main-form button.main").click()
        yield request.param, running, watched.page.context.cookies()


@pytest.mark.parametrize("way", WAYS)
def test_every_page_of_a_role_is_sound(browser, inside, way):
    role, running, cookies = inside
    lang, size, scheme = WAYS[way]
    with visiting(browser, running, size, scheme) as watched:
        page = watched.page
        page.context.add_cookies(cookies)
        waiting, met, bad = [f"/{lang}/desk/"], {f"/{lang}/desk/"}, []
        while waiting and len(met) <= MOST:
            address = waiting.pop(0)
            answer = page.goto(address)
            bad += [(address, answer.status)] if answer.status != 200 else []
            bad += [
                (address, each) for each in (*violations(page), *page.evaluate(WIDER), *watched.complaints)
            ]
            watched.complaints.clear()
            for link in page.eval_on_selector_all(
                "a[href]", "all => all.map(each => each.getAttribute('href'))"
            ):
                there = link.partition("#")[0].partition("?")[0]
                if (
                    PRIVATE.match(there)
                    and there.startswith(f"/{lang}/")
                    and ALIKE.sub("one", there) not in met
                    and not FILES.search(there)
                ):
                    met.add(ALIKE.sub("one", there))
                    waiting.append(there)
        assert bad == [], role
        assert waiting == []
        assert strayed(watched, running) == []
        assert len(met) > 1 or role in ("rater", "auditor", "administrator")

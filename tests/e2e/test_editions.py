"""Every other edition in a real browser: axe finds nothing, a phone scrolls one way, nothing is asked of elsewhere."""

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.home import open_store
from tests.e2e.browser import PHONE, WIDE, launched, opened, violations

pytestmark = pytest.mark.prove
EDITIONS = ("outlook", "finance", "commitments", "progress", "survey", "diversification")


@pytest.fixture(scope="module")
def browser():
    with launched() as found:
        yield found


@pytest.fixture(scope="module", params=EDITIONS)
def written(request, tmp_path_factory):
    return write_brief(open_store(), (request.param,), out=tmp_path_factory.mktemp(request.param)).paths


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (WIDE, "dark")])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_sound(browser, written, lang, size, scheme):
    with opened(browser, written[lang], size, scheme) as watched:
        page = watched.page
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert violations(page) == []
        assert watched.left_the_machine(written[lang].as_uri()) == []
        assert watched.complaints == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

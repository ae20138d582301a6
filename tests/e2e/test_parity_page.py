"""The side-by-side page in a real browser: alone, reachable and readable, wide and narrow, light and dark."""

import pytest

from tanlu.actions.parity import write_view
from tests.e2e.browser import PHONE, WIDE, launched, opened, violations
from tests.parity import pairs
from tests.parity.judging import SECOND
from tests.parity.pairs import EN, ZH

pytestmark = pytest.mark.prove
LANGS = ("en", "zh")
SIZES = {"wide": WIDE, "phone": PHONE}


@pytest.fixture(scope="module")
def browser():
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A long pair with every kind of mark: errors, warnings, a missing side."""
    folder = tmp_path_factory.mktemp("view")
    lost = next(each for each in SECOND.defects if each["class"] == "segment_missing")
    found = SECOND.edited(lost)
    assert {each.severity for each in found.findings} == {"error", "warning"}
    return {lang: write_view(found, folder / f"{lang}.html", lang) for lang in LANGS}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing(browser, written, lang, size, scheme):
    with opened(browser, written[lang], SIZES[size], scheme) as watched:
        assert violations(watched.page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_where_nothing_was_found(browser, tmp_path, lang):
    path = write_view(pairs.checked(EN, ZH), tmp_path / "quiet.html", lang)
    with opened(browser, path, PHONE, "dark") as watched:
        assert violations(watched.page) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_it_stays_on_the_machine_and_scrolls_one_way(browser, written, lang, size):
    with opened(browser, written[lang], SIZES[size]) as watched:
        assert watched.left_the_machine(written[lang].as_uri()) == []
        assert watched.complaints == []
        assert watched.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", LANGS)
def test_a_finding_leads_to_its_row_and_back(browser, written, lang):
    with opened(browser, written[lang]) as watched:
        link = watched.page.locator(".findings a.id").first
        target = link.get_attribute("href")
        link.click()
        assert watched.page.url.endswith(target)
        row = watched.page.locator(target)
        assert row.is_visible()
        row.click()
        assert watched.page.url.endswith(target.replace("#r-", "#f-"))


def test_wide_texts_stand_side_by_side(browser, written):
    with opened(browser, written["en"], WIDE) as watched:
        boxes = watched.page.evaluate(
            "Array.from(document.querySelector('.row').querySelectorAll(':scope > p')).slice(0, 2)"
            ".map((each) => each.getBoundingClientRect().toJSON())"
        )
        assert boxes[1]["x"] >= boxes[0]["x"] + boxes[0]["width"]


def test_what_the_texts_hold_does_not_run(browser, tmp_path):
    evil = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script> "
    path = write_view(
        pairs.checked([evil + each for each in EN], [evil + each for each in ZH]), tmp_path / "e.html", "en"
    )
    with opened(browser, path) as watched:
        assert "run" not in watched.page.title()
        assert "onerror" in watched.page.inner_text("main")

"""The brief in a real browser: alone, reachable, readable, and every number back to its source."""

import math
import re
import subprocess

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.home import open_store
from tests import needs
from tests.brief import reading
from tests.e2e.browser import PHONE, WIDE, launched, opened, violations

pytestmark = pytest.mark.prove
LANGS = ("en", "zh")
SIZES = {"wide": WIDE, "phone": PHONE}
OTHERS = [
    ("region", "US-WY"),
    ("region", "CN-NM"),
    ("resident", "CN-SX"),
    ("CN-SX",),
    ("US-WY",),
    ("USA", "CHN"),
    ("CN-SX", "CN-SN"),
    ("US-PA", "US-KY", "CN-XJ"),
]


@pytest.fixture(scope="module")
def browser():
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def store():
    return open_store()


@pytest.fixture(scope="module")
def brief(store, tmp_path_factory):
    """The default brief in both languages."""
    return write_brief(store, out=tmp_path_factory.mktemp("brief")).paths


@pytest.fixture(scope="module")
def pages(brief):
    return {lang: reading.read(path) for lang, path in brief.items()}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_no_request_leaves_the_machine_and_nothing_complains(browser, brief, lang, size):
    with opened(browser, brief[lang], SIZES[size]) as watched:
        watched.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        watched.page.emulate_media(media="print")
        watched.page.locator("a.n").first.focus()
        watched.page.wait_for_timeout(200)
        assert watched.asked, "not even the file was asked for"
        assert watched.left_the_machine(brief[lang].as_uri()) == []
        assert watched.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing(browser, brief, lang, size, scheme):
    with opened(browser, brief[lang], SIZES[size], scheme) as watched:
        watched.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert violations(watched.page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_with_a_card_open(browser, brief, lang):
    with opened(browser, brief[lang]) as watched:
        watched.page.locator("main a.n").first.focus()
        assert watched.page.locator("#card").is_visible()
        assert violations(watched.page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_leads_to_its_source(pages, lang):
    assert len(pages[lang].cited()) > 100
    assert reading.lost(pages[lang]) == []


@pytest.mark.parametrize("codes", OTHERS, ids="-".join)
def test_every_number_leads_to_its_source_for_any_regions(browser, store, tmp_path, codes):
    written = write_brief(store, codes, out=tmp_path)
    for path in written.paths.values():
        page = reading.read(path)
        assert page.cited()
        assert reading.lost(page) == []
        with opened(browser, path, PHONE) as watched:
            assert watched.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
            assert watched.left_the_machine(path.as_uri()) == []
            assert watched.complaints == []
            assert violations(watched.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_dialogue_is_as_sound_and_cites_no_figure(browser, store, tmp_path, lang, scheme):
    path = write_brief(store, ("dialogue",), out=tmp_path).paths[lang]
    assert reading.read(path).cited() == []
    for size in SIZES.values():
        with opened(browser, path, size, scheme) as watched:
            watched.page.evaluate(
                "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
            )
            assert watched.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
            assert watched.left_the_machine(path.as_uri()) == []
            assert watched.complaints == []
            assert violations(watched.page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_shows_its_value(pages, lang):
    found = pages[lang].root.all("data")
    assert found
    for each in found:
        assert each.attrs["data-ref"]
        assert _shows(each.text, float(each.attrs["value"])), (each.text, each.attrs["value"])


def _shows(text: str, value: float) -> bool:
    """Whether the digits of a text are those of a value, to the precision shown and in any power of ten.

    A unit's prefix (Mt, GW) and the words million, 万 and 亿 only move the point.
    """
    match = re.match(r"\D*?(−?[\d,]+(?:\.\d+)?)", text)
    if not match:
        return False
    digits = match[1].replace("−", "-").replace(",", "")
    shown = float(digits)
    if shown == 0 or value == 0:
        return shown == 0 and abs(value) < 0.5
    precise = len(digits.replace("-", "").replace(".", "").lstrip("0"))
    if "." not in digits:
        precise = len(digits.replace("-", "").rstrip("0"))
    exponent = math.floor(math.log10(abs(value)))
    for power in (exponent, exponent + 1):
        mantissa = value / 10**power
        own = shown / 10 ** math.floor(math.log10(abs(shown)))
        if abs(mantissa - own) <= 0.5001 * 10 ** (1 - precise):
            return True
    return False


@pytest.mark.parametrize(
    ("text", "value", "agrees"),
    [("1.27 billion t", 1268.7, True), ("12.7亿吨", 1268.7, True), ("1.28 billion t", 1268.7, False),
     ("939,000 people", 939300.0, True), ("0.843%", 0.8434, True), ("10.0%", 9.996, True), ("t", 1.0, False)],
)  # fmt: skip
def test_the_check_of_shown_values_itself(text, value, agrees):
    assert _shows(text, value) is agrees


@pytest.mark.parametrize("lang", LANGS)
def test_a_card_tells_of_a_number(browser, brief, lang):
    with opened(browser, brief[lang]) as watched:
        link, card = watched.page.locator("main a.n").first, watched.page.locator("#card")
        assert card.is_hidden()
        link.hover()
        assert card.is_visible()
        words = card.inner_text()
        assert "tanlu trace coal_output/" in words
        row = watched.page.locator("#" + link.get_attribute("data-row"))
        assert row.locator("td").nth(1).inner_text().strip() in words
        watched.page.keyboard.press("Escape")
        assert card.is_hidden()
        watched.page.mouse.move(1, 1)
        link.focus()
        assert card.is_visible()
        watched.page.keyboard.press("Escape")
        assert card.is_hidden()
        watched.page.keyboard.press("Shift+Tab")
        watched.page.keyboard.press("Tab")
        assert card.is_visible()
        watched.page.keyboard.press("Enter")
        assert watched.page.url.endswith("#" + link.get_attribute("data-row"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_every_card_stays_on_the_page(browser, brief, lang, size):
    """At the edges of the page and of the window the card turns; it never makes the page wider."""
    with opened(browser, brief[lang], SIZES[size]) as watched:
        links = watched.page.locator("main p a.n, .grid a.n")
        for place in range(links.count()):
            links.nth(place).focus()
            box = watched.page.locator("#card").bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= SIZES[size][0]
        assert watched.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", LANGS)
def test_the_switch_goes_to_the_other_file_and_keeps_the_section(browser, brief, lang):
    other = next(each for each in LANGS if each != lang)
    with opened(browser, brief[lang]) as watched:
        watched.page.locator("h2#revenue").scroll_into_view_if_needed()
        watched.page.evaluate("document.getElementById('revenue').scrollIntoView()")
        watched.page.evaluate("document.querySelector('.switch').click()")
        watched.page.wait_for_url("**/*." + other + ".html#revenue")
        assert watched.page.url == brief[other].as_uri() + "#revenue"
        assert watched.page.evaluate("document.documentElement.lang").startswith(other)
        top = watched.page.evaluate("document.getElementById('revenue').getBoundingClientRect().top")
        assert 0 <= top < WIDE[1]


@pytest.mark.parametrize("lang", LANGS)
def test_a_phone_scrolls_one_way_only(browser, brief, lang):
    with opened(browser, brief[lang], PHONE) as watched:
        page = watched.page
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        out = page.evaluate(
            "Array.from(document.querySelectorAll('p, h1, h2, h3, figcaption, svg, .card, li'))"
            ".filter((each) => !each.closest('.scroll') && each.getBoundingClientRect().right > innerWidth + 1)"
            ".map((each) => each.textContent.slice(0, 60))"
        )
        assert out == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_is_small_and_opens_with_the_grid(pages, brief, lang):
    assert brief[lang].stat().st_size < 2_000_000
    order = [each for each in pages[lang].root.walk() if each.tag in ("h1", "h2") or each.has("grid")]
    assert [order[0].tag, order[1].tag, order[2].tag] == ["h1", "table", "h2"]


@pytest.mark.parametrize("lang", LANGS)
def test_paper_has_everything_open_and_nothing_cut_off(browser, brief, tmp_path, lang):
    with opened(browser, brief[lang]) as watched:
        page = watched.page
        shut = "document.querySelectorAll('details:not([open])').length"
        assert page.evaluate(shut) > 0
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate(shut) == 0
        page.emulate_media(media="print")
        # 160 mm of paper between margins of 30 and 20 mm, at 96 pixels an inch
        page.set_viewport_size({"width": 605, "height": 900})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 605
        wide = page.evaluate(
            "Array.from(document.querySelectorAll('table, svg, p, .card'))"
            ".filter((each) => each.getBoundingClientRect().right > innerWidth + 1)"
            ".map((each) => each.outerHTML.slice(0, 80))"
        )
        assert wide == []
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate(shut) > 0
        page.pdf(path=tmp_path / "brief.pdf", prefer_css_page_size=True, print_background=True)
    pypdf = needs.module("pypdf")
    printed = pypdf.PdfReader(tmp_path / "brief.pdf")
    width, height = (float(each) for each in printed.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    assert len(printed.pages) < 40


def test_chinese_is_drawn_with_chinese_glyphs(browser, brief):
    needs.chinese_fonts()
    with opened(browser, brief["zh"]) as watched:
        family = watched.page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
        assert family.startswith('"Noto Sans SC"')
        styles = "Array.from(document.querySelectorAll('*')).map((each) => getComputedStyle(each))"
        assert watched.page.evaluate(f"{styles}.every((each) => each.fontStyle !== 'italic')")
        assert watched.page.evaluate(
            f"{styles}.every((each) => ['normal', '0px'].includes(each.letterSpacing))"
        )


def test_chromium_is_the_systems_own():
    listed = subprocess.run([needs.chromium(), "--version"], capture_output=True, text=True, check=True)
    assert "Chrom" in listed.stdout

"""The site in a real browser: every persona's way, both languages, phone and desk, and nothing from elsewhere."""

import re
from contextlib import contextmanager

import pytest

from tests.e2e.browser import launched, violations
from tests.e2e.served import DESK, PHONE, SIZES, WIDER, served, strayed, visiting

pytestmark = pytest.mark.prove
LANGS = ("en", "zh")
KINDS = (
    "", "regions/", "regions/CN-SX/", "compare/?i=coal_output&i=coal_jobs&r=CN-SX&r=US-WY&y=2010-2023",
    "figures/coal_output/CN-SX/2023/", "indicators/", "indicators/coal_output/", "sources/", "claims/",
    "claims/own/?i=coal_output&r=CN-SX&year=2023&stated=1300&hedge_en=about&en=About+1.3+billion+t", "briefs/",
    "briefs/resident/CN-SX/", "briefs/finance/", "briefs/dialogue/", "briefs/survey/", "agreements/",
    "agreements/office_establish/", "industries/", "outlook/", "scorecard/", "search/?q=coal", "help/", "help/claims/",
    "data/", "join/", "study/", "outlook/own/", "help/for-planners/",
    "claims/own/?i=coal_output&r=CN-SX&year=1&stated=1&en=x",
)  # fmt: skip
UNLIKE = {  # each combination of language, size and scheme meets every kind of page or, the second pair, a third of them
    "en-desk-dark": ("en", DESK, "dark", 1),
    "zh-phone-light": ("zh", PHONE, "light", 1),
    "zh-desk-dark": ("zh", DESK, "dark", 3),
    "en-phone-light": ("en", PHONE, "light", 3),
}


@pytest.fixture(scope="module")
def browser():
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("house")) as found:
        yield found


@contextmanager
def watched(browser, site, lang="en", size="desk", **more):
    """A reader whose requests and complaints are looked at when they leave."""
    with visiting(browser, site, SIZES[size], **more) as found:
        yield Reader(found.page, lang)
        assert found.asked
        assert strayed(found, site) == []
        assert found.complaints == []


class Reader:
    """Somebody before the browser, who reads one language and finds their way by words."""

    def __init__(self, page, lang):
        self.page, self.lang = page, lang

    def go(self, address):
        answer = self.page.goto(f"/{self.lang}/{address}")
        assert answer.status == 200, address
        return self

    def says(self, en, zh):
        return en if self.lang == "en" else zh

    def follow(self, en, zh):
        """Choose the first link that begins with these words."""
        words = re.compile("^" + re.escape(self.says(en, zh)))
        self.page.get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state()
        assert self.page.evaluate(WIDER) == []
        return self

    def sees(self, en, zh):
        assert self.says(en, zh) in self.page.locator("main").inner_text()
        return self

    def at(self, part):
        assert part in self.page.url, self.page.url
        return self


@pytest.mark.parametrize("way", UNLIKE)
def test_every_kind_of_page_is_sound(browser, site, way):
    lang, size, scheme, every = UNLIKE[way]
    with visiting(browser, site, size, scheme) as found:
        for address in KINDS[::every]:
            answer = found.page.goto(f"/{lang}/{address}")
            found.page.evaluate(
                "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
            )
            assert violations(found.page) == [], address
            assert found.page.evaluate(WIDER) == [], address
            if answer.status != 200:
                found.complaints.clear()  # the browser tells of every answer that is no page
            assert found.complaints == [], address
        assert strayed(found, site) == []


everyone = pytest.mark.parametrize("size", SIZES)
spoken = pytest.mark.parametrize("lang", LANGS)


@everyone
@spoken
def test_a_resident_learns_what_was_promised_and_whom_to_ask(browser, site, lang, size):
    with watched(browser, site, lang, size) as reader:
        reader.go("").page.locator(".tiles a.of-CN-SX").click()
        reader.at("/regions/CN-SX/").sees("What was promised here", "在这里作出的承诺")
        reader.follow("One page for residents", "居民一页纸").at("/briefs/resident/CN-SX/")
        with reader.page.expect_download() as taken:
            reader.page.get_by_role("link", name="PDF").click()
        assert taken.value.suggested_filename.endswith(f".{lang}.pdf")


@everyone
@spoken
def test_a_planner_compares_and_shortlists(browser, site, lang, size):
    with watched(browser, site, lang, size) as reader:
        reader.go("").follow("Industries", "产业").at("/industries/")
        reader.follow("Compare", "比较")
        reader.page.locator("#i").select_option("coal_revenue_share")
        reader.page.locator("main button.main").click()
        reader.at("i=coal_revenue_share")
        assert reader.page.locator("main table").count() == 1
        with reader.page.expect_download() as taken:
            reader.page.get_by_role("link", name=re.compile("CSV")).click()
        assert taken.value.suggested_filename == "tanlu-compare.csv"


@everyone
@spoken
def test_a_researcher_follows_a_number_to_its_source(browser, site, lang, size):
    with watched(browser, site, lang, size) as reader:
        reader.go("compare/?i=coal_output&r=CN-SX&r=US-WY&y=2020-2023")
        assert reader.page.locator(".caveats li").count() > 0
        reader.page.locator("main td a.n").first.click()
        reader.at("/figures/coal_output/").sees("Where it comes from", "数字从哪里来")
        reader.sees("SHA-256", "SHA-256").follow("As JSON", "JSON 格式").at("/api/v1/figures/")


@everyone
@spoken
def test_a_funder_screens_and_an_invented_pipeline_says_that_it_is(browser, site, lang, size):
    with watched(browser, site, lang, size) as reader:
        reader.go("").follow("Briefs", "简报")
        reader.page.locator('main a[href$="/briefs/finance/"]').click()
        reader.at("/briefs/finance/").sees("is invented", "虚构")


@everyone
@spoken
def test_a_municipal_energy_manager_finds_what_another_city_did(browser, site, lang, size):
    with watched(browser, site, lang, size) as reader:
        reader.go("").page.locator("#seek").fill(reader.says("energy", "节能"))
        reader.page.locator(".seek button").click()
        reader.at("/search/")
        assert reader.page.locator("main .plain a").count() > 0


@everyone
@spoken
def test_a_manufacturer_and_a_park_manager_see_where_their_memoranda_stand(browser, site, lang, size):
    with watched(browser, site, lang, size) as reader:
        reader.go("").follow("Agreements", "协议")
        rows = reader.page.locator("main tbody th a")
        for words in (reader.says("wind tower", "风塔"), reader.says("park", "公园")):
            rows.filter(has_text=re.compile(words, re.IGNORECASE)).first.click()
            reader.at("/agreements/").sees("Evidence", "证据")
            reader.page.go_back()


@spoken
def test_a_chart_gives_its_table_away(browser, site, lang):
    with watched(browser, site, lang) as reader:
        reader.go("outlook/")
        link = reader.page.locator("main .download a[download], main a[download$='.csv']").first
        link.evaluate("(each) => { const box = each.closest('details'); if (box) box.open = true; }")
        with reader.page.expect_download() as taken:
            link.click()
        assert taken.value.suggested_filename.endswith(".csv")
        assert taken.value.failure() is None


@everyone
@spoken
def test_the_switch_keeps_the_place_and_what_was_asked(browser, site, lang, size):
    with watched(browser, site, lang, size) as reader:
        reader.go("compare/?i=coal_jobs&r=CN-SX&y=2010-2020")
        reader.page.locator("#part-1").evaluate("(each) => each.scrollIntoView()")
        reader.page.locator("a.switch").evaluate("(each) => each.click()")
        other = "zh" if lang == "en" else "en"
        reader.page.wait_for_url(f"**/{other}/compare/?i=coal_jobs&r=CN-SX&y=2010-2020#part-1")
        assert reader.page.locator("#i").input_value() == "coal_jobs"
        reader.page.goto("/")
        assert f"/{other}/" in reader.page.url


@spoken
def test_the_keyboard_is_enough(browser, site, lang):
    with watched(browser, site, lang) as reader:
        page = reader.go("").page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.wait_for_url("**#main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.tiles') !== null")
        page.keyboard.press("Enter")
        page.wait_for_url("**/regions/**")
        reader.go("compare/")
        page.locator("#y").focus()
        page.keyboard.type("2020-2023")
        page.keyboard.press("Enter")
        page.wait_for_url("**y=2020-2023**")
        assert page.locator("main table").count() == 1


@everyone
@spoken
@pytest.mark.parametrize("script", [True, False])
def test_sliders_run_the_recipe_and_the_page_waits_for_it(browser, site, lang, size, script):
    """Without a script the page asks again by itself too."""
    with watched(browser, site, lang, size, script=script) as reader:
        page = reader.go("outlook/own/").page
        moved = {"desk": "End", "phone": "Home"}[size]
        page.locator("#wider").focus()
        page.keyboard.press(moved)
        if script:
            told = page.locator('output[for="wider"]').inner_text()
            assert told == page.locator("#wider").input_value()
        page.locator("main form button.main").click()
        page.locator("#result").wait_for(timeout=60_000)
        assert page.locator("main tbody tr").count() == 10
        assert violations(page) == [] if script else True
        assert f"wider={200 if size == 'desk' else 50}" in page.url


@everyone
def test_a_card_stays_in_the_window(browser, site, size):
    with watched(browser, site, "en", size) as reader:
        reader.go("")
        links = reader.page.locator("main a[data-card]")
        for place in range(0, links.count(), 4):
            links.nth(place).focus()
            card = reader.page.locator("#card")
            card.wait_for()
            box = card.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= SIZES[size][0]
            reader.page.keyboard.press("Escape")
            assert card.is_hidden()


@spoken
@pytest.mark.parametrize("address", ["regions/CN-SX/", "briefs/regions/"])
def test_paper_shows_the_page_and_not_the_site(browser, site, lang, address):
    with watched(browser, site, lang) as reader:
        page = reader.go(address).page
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 605, "height": 900})
        assert page.locator(".seek").is_hidden()
        assert page.locator("footer").is_hidden()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 605


@spoken
def test_nothing_needs_a_script(browser, site, lang):
    with watched(browser, site, lang, script=False) as reader:
        reader.go("regions/").page.locator("#measure").select_option("coal_jobs")
        reader.page.locator("main form button").click()
        reader.at("measure=coal_jobs")
        reader.go("compare/?i=coal_output&r=CN-SX").page.locator("main td a.n").first.click()
        reader.sees("Where it comes from", "数字从哪里来")

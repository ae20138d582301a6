"""The comparison, for any regions: one, many, twice, and those of which nothing is held."""

import re
from functools import cache

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.home import open_store
from tanlu.brief.editions import EDITIONS, edition
from tanlu.brief.html import render_html
from tanlu.errors import UnknownName
from tests.brief import reading

LANGS = ("en", "zh")
EMPTY = [("CN-YN",), ("US-HI",), ("CN-YN", "US-HI")]
SOME = [
    ("region", "US-WY"),
    ("resident", "CN-SX"),
    ("region", "CN-YN"),
    ("CN-SX",),
    ("US-WY",),
    ("USA", "CHN"),
    ("CN-SX", "CN-SN"),
    ("US-WV", "CN-GS", "US-PA"),
    ("CHN",),
]


@pytest.fixture(scope="module")
def read_both(store, tmp_path_factory):
    """The pages of a brief in both languages, each brief made once."""

    @cache
    def read(codes):
        written = write_brief(store, codes, out=tmp_path_factory.mktemp("read"))
        return {lang: reading.read(path) for lang, path in written.paths.items()}

    return read


@pytest.mark.parametrize("codes", SOME + EMPTY, ids="-".join)
def test_any_regions_make_a_sound_page(read_both, codes):
    for page in read_both(codes).values():
        assert reading.lost(page) == []
        assert all(each in page.ids for each in reading.links_within(page.root))
        for each in page.root.all("p", "h1", "h2", "h3", "li", "td", "th"):
            assert not re.search(r"\b(?:nan|None|inf)\b|\{[#@]", each.text), each.text
        for each in page.root.all("section", "nav", "figcaption", "caption"):
            assert each.text.strip()
        for each in page.root.all("svg"):
            assert each.all("rect", "path", "text")


@pytest.mark.parametrize("codes", EMPTY, ids="-".join)
def test_where_nothing_is_held_no_chart_is_drawn_and_every_gap_has_a_reason(read_both, codes):
    for page in read_both(codes).values():
        drawn = {each.attrs["id"] for each in page.root.all("figure")}
        assert drawn <= {"chart-map", "chart-policies"}
        grid = next(each for each in page.root.all("table") if each.has("grid"))
        assert not grid.all("data")
        assert len([each for each in grid.all("td") if each.has("gap")]) == 12 * len(codes)
        for row in page.sections()["unknown"].all("tr")[1:]:
            assert row.all("td")[-1].text.strip()


@pytest.mark.parametrize("code", ["US-WY", "CN-SX"])
def test_one_region_is_not_ranked(read_both, code):
    pages = read_both((code,))
    words = {lang: " ".join(each.text for each in page.root.all("p")) for lang, page in pages.items()}
    for superlative in (
        "leads with",
        "grew most",
        "fell most",
        "emits the most",
        "must not be ranked",
        "No two places",
    ):
        assert superlative not in words["en"]
    for superlative in ("居首", "增幅最大", "降幅最大", "最多"):
        assert superlative not in words["zh"]


def test_order_is_kept_and_a_region_named_twice_stands_once(store, tmp_path):
    written = write_brief(store, ("US-WV", "CN-SX", "us-wv"), out=tmp_path)
    assert written.codes == ("US-WV", "CN-SX")
    assert {path.name for path in written.paths.values()} == {
        "regions-US-WV-CN-SX.en.html",
        "regions-US-WV-CN-SX.zh.html",
    }
    grid = next(each for each in reading.read(written.paths["en"]).root.all("table") if each.has("grid"))
    assert [each.text for each in grid.all("thead")[0].all("th")] == ["West Virginia", "Shanxi"]


def test_the_five_are_what_is_written_unless_said_otherwise(written):
    assert written.codes == ("CN-SX", "CN-NM", "CN-SN", "US-WY", "US-WV")
    assert {lang: path.name for lang, path in written.paths.items()} == {
        "en": "regions.en.html",
        "zh": "regions.zh.html",
    }
    assert len(written.claims) == 8


def test_a_dated_brief_says_so_and_holds_nothing_newer(tmp_path):
    written = write_brief(open_store("2020"), (), out=tmp_path)
    page = reading.read(written.paths["en"])
    dated = next(each for each in page.root.all("p") if each.has("dated"))
    assert dated.text.endswith("only what was published by 31 December 2020")
    assert reading.lost(page) == []
    for fact in written.documents["en"].ledger.facts.values():
        assert fact.published <= "2020-12-31"


def test_a_dated_brief_says_so_in_chinese():
    store = open_store("2020")
    page = reading.read(render_html(edition("regions").prepare(store, ("US-WY",)).write("zh")))
    assert "仅使用2020年12月31日前（含当日）发布的数据" in page.root.text


def test_an_unknown_edition_is_told_the_known_ones(assert_bilingual):
    with pytest.raises(UnknownName) as caught:
        edition("regional")
    assert_bilingual(caught.value)
    assert all(name in caught.value.do[0] for name in EDITIONS)

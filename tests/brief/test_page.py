"""The page, read with the standard library: self-contained, both languages alike, every number with its row."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from tanlu.brief.html import render_html
from tests.brief import reading

LANGS = ("en", "zh")
# Words of a paragraph that are names of things, not figures: years, dates, codes and chemistry.
YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DATE = re.compile(r"\d{1,2} (?=[A-Z][a-z]+ )|(?<=年)\d{1,2}月(?:\d{1,2}日)?")


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_leads_to_a_source(pages, lang):
    assert len(pages[lang].cited()) > 100
    assert reading.lost(pages[lang]) == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_names_its_value_and_reference(pages, lang):
    for each in pages[lang].root.all("data"):
        assert re.fullmatch(r"-?[\d.]+(?:e[-+]\d+)?", each.attrs["value"])
        assert re.fullmatch(r"[\w]+(?:\[.+\])?/[A-Z-]+/\d{4}.*", each.attrs["data-ref"])
        assert len(each.all("a")) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_no_bare_number_stands_in_prose(pages, lang):
    for each in pages[lang].root.all("p"):
        if each.inside("section") is None and not each.has("answer"):
            continue
        if any(each.has(name) for name in ("source", "download", "basis", "holds", "recomputed")):
            continue
        rest = YEARS.sub("", DATE.sub("", each.text_without("data")))
        assert not re.search(r"[0-9０-９]", rest), each.text


def references(element):
    return Counter(each.attrs["data-ref"] for each in element.all("data"))


def test_both_languages_cite_the_same_in_every_section(pages):
    en, zh = pages["en"].sections(), pages["zh"].sections()
    assert list(en) == list(zh)
    for name in en:
        assert references(en[name]) == references(zh[name]), name


def test_both_languages_have_the_same_figures_rows_and_publications(pages):
    def shape(page):
        return [
            (each.tag, each.attrs["id"])
            for each in page.ids.values()
            if each.tag in ("tr", "li", "h2", "figure")
        ]

    assert shape(pages["en"]) == shape(pages["zh"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_self_contained(pages, lang):
    root = pages[lang].root
    allowed = root.all("ol")[-1]
    assert allowed.has("publications")
    publications = {id(each) for each in allowed.all("a")}
    for each in root.walk():
        for name in ("src", "href", "srcset", "action", "poster", "xlink:href"):
            address = each.attrs.get(name)
            if address is None:
                continue
            if address.startswith(("http:", "https:")):
                assert id(each) in publications, address
            else:
                assert address.startswith(("#", "data:")) or each.has("switch"), address
    assert not re.search(r"@import|url\((?!#|&quot;#)", pages[lang].source)
    assert "fetch(" not in pages[lang].source
    assert len(pages[lang].source.encode()) < 2_000_000


@pytest.mark.parametrize("lang", LANGS)
def test_every_inner_link_leads_somewhere(pages, lang):
    for each in reading.links_within(pages[lang].root):
        assert each in pages[lang].ids, each


@pytest.mark.parametrize("lang", LANGS)
def test_every_gap_says_why(pages, lang):
    grid = next(each for each in pages[lang].root.all("table") if each.has("grid"))
    gaps = [each for each in grid.all("td") if each.has("gap")]
    assert gaps
    for each in gaps:
        assert each.all("span")[0].attrs["title"].strip()
        assert each.text.strip() in ("not measured", "无数据")


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_has_words_data_and_a_download(pages, lang):
    figures = pages[lang].root.all("figure")
    assert len(figures) >= 6
    for each in figures:
        svg = each.all("svg")[0]
        assert svg.attrs["role"] == "img"
        assert all(name in pages[lang].ids for name in svg.attrs["aria-labelledby"].split())
        assert len(each.all("details")) == 1
        assert each.all("table")
        downloads = [link for link in each.all("a") if "download" in link.attrs]
        assert downloads[0].attrs["href"].startswith("data:text/csv")


@pytest.mark.parametrize("lang", LANGS)
def test_headings_do_not_skip(pages, lang):
    levels = [int(each.tag[1]) for each in pages[lang].root.walk() if re.fullmatch("h[1-6]", each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(levels) <= 3
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_other_language_is_marked(pages):
    for lang, other in (("en", "zh-Hans"), ("zh", "en")):
        root = pages[lang].root
        html = root.all("html")[0]
        assert html.attrs["lang"].startswith(lang)
        switch = next(each for each in root.all("a") if each.has("switch"))
        assert switch.attrs["lang"] == switch.attrs["hreflang"] == other
    for each in pages["en"].root.all("p", "h1", "h2", "h3", "caption", "figcaption"):
        assert not re.search(r"[\u4e00-\u9fff]", each.text), each.text


def test_the_five_are_never_confused(pages):
    rows = {
        lang: {row.all("th")[0].text: row.text for row in page.sections()["who"].all("tr")}
        for lang, page in pages.items()
    }
    assert "CN-SX" in rows["en"]["Shanxi"]
    assert "CN-SN" in rows["en"]["Shaanxi"]
    assert "CN-SX" in rows["zh"]["山西"]
    assert "CN-SN" in rows["zh"]["陕西"]


def test_a_page_alone_has_no_switch(written):
    alone = reading.read(render_html(written.documents["zh"]))
    assert not [each for each in alone.root.all("a") if each.has("switch")]


def test_markup_in_words_is_escaped(written):
    from dataclasses import replace

    odd = replace(written.documents["en"], title="<script>alert(1)</script> & co")
    page = reading.read(render_html(odd))
    assert page.root.all("h1")[0].text == "<script>alert(1)</script> & co"
    assert len(page.root.all("script")) == 1


def test_the_same_evidence_makes_the_same_bytes(store, written):
    from tanlu.brief.editions import edition

    again = edition("regions").prepare(store, written.codes).write("en")
    assert render_html(again, twin="regions.zh.html") == written.paths["en"].read_text("utf-8")


@pytest.mark.parametrize("wrong", ["<p><b></p>", "<p>", '<p id="a"></p><p id="a"></p>'])
def test_the_reader_of_these_tests_is_strict(wrong):
    with pytest.raises(ValueError, match=r"closes|closed|called"):
        reading.read(wrong)

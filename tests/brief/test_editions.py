"""The dossier and the one-pager: complete, honest about gaps, the same figures in both languages."""

import re

import pytest

from tanlu.brief.editions import EDITIONS, edition
from tanlu.brief.html import render_html
from tanlu.brief.model import Cited, Paragraph, Table
from tanlu.errors import BadReference, UnknownName
from tanlu.evidence.store import Store
from tanlu.registers.indicators import all_series

SINGLE = ("region", "resident")


@pytest.fixture(scope="module")
def store():
    return Store.open()


@pytest.fixture(scope="module")
def written(store):
    found = {}
    for name in SINGLE:
        for code in ("CN-SX", "US-WY", "CN-GS"):
            prepared = edition(name).prepare(store, (code,))
            found[name, code] = {lang: prepared.write(lang) for lang in ("en", "zh")}
    return found


def cited(document):
    return sorted([*document.ledger.facts, *document.ledger.derived])


def test_both_languages_cite_the_same_figures(written):
    for documents in written.values():
        assert cited(documents["en"]) == cited(documents["zh"])
        assert [each.id for each in documents["en"].sections] == [
            each.id for each in documents["zh"].sections
        ]


def test_every_number_leads_to_a_row(written):
    for documents in written.values():
        for document in documents.values():
            page = render_html(document)
            rows = set(re.findall(r'<tr id="([fd]\d+)"', page))
            links = set(re.findall(r'data-row="([^"]*)"', page))
            assert links <= rows
            assert links or document.name.endswith("CN-GS")


def test_the_dossier_lists_every_series_held(store, written):
    for code in ("CN-SX", "US-WY"):
        document = written["region", code]["en"]
        evidence = next(each for each in document.sections if each.id == "evidence")
        listed = {row[0].text for block in evidence.blocks if isinstance(block, Table) for row in block.rows}
        held = {name for name, place, *_ in store.coverage() if place == code}
        titles = {
            all_series()[name].title.en
            for name in held
            if any(fact.value is not None and not fact.ref.dims for fact in store.facts(name, code))
        }
        assert listed == titles


def test_the_dossier_says_that_shanxi_is_not_shaanxi(written):
    notes = [block for block in written["region", "CN-SX"]["zh"].lead if isinstance(block, Paragraph)]
    said = "".join(each.text for note in notes for each in note.inlines if not isinstance(each, Cited))
    assert "陕西" in said
    assert "陕西" not in "".join(
        each.text
        for block in written["region", "US-WY"]["zh"].lead
        if isinstance(block, Paragraph)
        for each in block.inlines
        if not isinstance(each, Cited)
    )


def test_sparklines_repeat_what_the_cells_say(written):
    key = next(block for block in written["region", "US-WY"]["en"].lead if isinstance(block, Table))
    output = key.rows[0]
    assert output[2].text == "2000–2024"
    assert output[3].spark.count("L") == 24
    assert 'aria-hidden="true"' in output[3].spark


def test_the_one_pager_is_one_page_and_names_who_said_so(written):
    document = written["resident", "US-WY"]["en"]
    assert document.role == "page"
    known = next(each for each in document.sections if each.id == "known")
    words = "".join(
        each.text for block in known.blocks for each in block.inlines if not isinstance(each, Cited)
    )
    assert "US Energy Information Administration" in words
    assert "Today less is mined than then." in words


def test_the_one_pager_carries_caveats(written):
    known = next(each for each in written["resident", "CN-SX"]["zh"].sections if each.id == "known")
    note = known.blocks[-1]
    assert note.role == "note"
    assert "城镇非私营单位" in note.inlines[-1].text or "城镇非私营单位" in "".join(
        each.text for each in note.inlines
    )


def test_a_place_of_which_little_is_held_still_reads(written):
    page = render_html(written["resident", "CN-GS"]["en"])
    assert "What nobody could tell us" in page
    assert "None" not in page.split("<main>")[1].split('<section aria-labelledby="sources"')[0]


def test_an_edition_about_one_place_refuses_several(store):
    for name in SINGLE:
        for codes in ((), ("CN-SX", "US-WY")):
            with pytest.raises(BadReference) as caught:
                edition(name).prepare(store, codes)
            assert "一次只写一个地区" in caught.value.what[1]


def test_editions_are_named_in_both_languages():
    assert set(EDITIONS) == {
        "regions", "region", "resident", "diversification", "commitments", "dialogue", "finance", "outlook",
        "progress", "survey",
    }  # fmt: skip
    with pytest.raises(UnknownName):
        edition("weekly")


def test_every_indicative_figure_of_the_grid_carries_its_caveat(store):
    document = edition("regions").prepare(store, ("CN-SX", "US-WY")).write("en")
    grid = next(block for block in document.lead if isinstance(block, Table))
    cells = [cell for row in grid.rows for cell in row if cell.number and cell.number.figure.grade == "C"]
    assert len(cells) > 5
    assert all(cell.caveats for cell in cells)

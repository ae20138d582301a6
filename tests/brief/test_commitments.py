"""The brief of commitments: the items of 2016 with type, parties, theme, evidence and status, verified from its register."""

import json

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.commitments import start
from tanlu.actions.verify import verify_folder
from tanlu.brief.html import render_html
from tanlu.brief.model import Picture, Table
from tanlu.errors import BadReference
from tests.brief.folders import copied


@pytest.fixture(scope="module")
def sent(store, tmp_path_factory):
    return write_brief(store, ("commitments",), out=tmp_path_factory.mktemp("commitments"))


def section(document, name):
    return next(each for each in document.sections if each.id == name)


def cells(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_every_item_of_2016_has_type_theme_and_status(sent):
    for lang, silent, kinds in (
        ("en", "no evidence found since 2016", ["Memorandum of understanding"] * 3 + ["Letters of interest"]),
        ("zh", "2016年以来未发现证据", ["谅解备忘录"] * 3 + ["意向函"]),
    ):
        ledger = next(
            each for each in section(sent.documents[lang], "ledger").blocks if isinstance(each, Table)
        )
        rows = cells(ledger)
        assert [row[1] for row in rows[:4]] == kinds
        assert all(row[2] and silent in row[4] for row in rows[:4])
        items = [each for each in section(sent.documents[lang], "items").blocks if isinstance(each, Table)]
        assert len(items) == 5
        assert any(
            "JHCGA" in cell or "杰克逊霍尔" in cell or "Jackson Hole" in cell
            for row in cells(items[0])
            for cell in row
        )


def test_it_has_a_timeline_and_ties_across_the_border(sent):
    names = [
        block.id
        for each in sent.documents["en"].sections
        for block in each.blocks
        if isinstance(block, Picture)
    ]
    assert names == ["time", "ties"]


def test_every_source_that_is_named_is_listed(sent):
    for document in sent.documents.values():
        page = render_html(document)
        assert document.day
        assert "As of" in page or "截至" in page
        assert 'id="s7"' in page
        assert 'href="#s7"' in page


def test_the_folder_holds_its_register_and_is_verified_from_it(sent):
    held = json.loads((sent.folder / "papers" / "register.json").read_text("utf-8"))
    assert held["on"] == sent.documents["en"].day
    report = verify_folder(sent.folder)
    assert report.is_verified
    assert not [each for each in report.notes if "papers/" in each.en]


def test_an_edited_status_is_found(sent, tmp_path):
    folder = copied(sent.folder, tmp_path / "copy")
    page = folder / "commitments.en.html"
    page.write_text(page.read_text("utf-8").replace("no evidence found since 2016", "fulfilled", 1), "utf-8")
    assert not verify_folder(folder).is_verified


def test_an_edited_register_is_found(sent, tmp_path):
    folder = copied(sent.folder, tmp_path / "copy")
    paper = folder / "papers" / "register.json"
    paper.write_text(paper.read_text("utf-8").replace('"mou"', '"agreement"', 1), "utf-8")
    assert not verify_folder(folder).is_verified


def test_ones_own_register_makes_a_brief_that_says_it_is_invented(store, tmp_path):
    start(tmp_path / "ours")
    sent = write_brief(store, ("commitments",), out=tmp_path / "out", source=tmp_path / "ours")
    assert "invented example" in render_html(sent.documents["en"])
    assert "虚构示例" in render_html(sent.documents["zh"])
    assert verify_folder(sent.folder).is_verified


def test_an_edition_of_figures_takes_no_register(store, tmp_path, assert_bilingual):
    with pytest.raises(BadReference) as caught:
        write_brief(store, ("regions", "US-WY"), out=tmp_path, source=tmp_path)
    assert_bilingual(caught.value)

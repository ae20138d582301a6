"""Briefs for Word: what an editor, a screen reader and another office find in them."""

import io
import re
import subprocess
import sys
from dataclasses import replace

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from PIL import Image

from tanlu.actions.briefs import write_brief
from tanlu.brief.docx import render_docx
from tanlu.brief.editions import edition
from tanlu.brief.model import Cell, Paragraph, Picture, Section, Table, Word
from tanlu.brief.paper import Sheet
from tanlu.errors import NoGlyph, NotInstalled
from tests import needs

LANGS = ("en", "zh")


@pytest.fixture(scope="module")
def raws(written):
    return {lang: render_docx(document) for lang, document in written.documents.items()}


@pytest.fixture(scope="module")
def opened(raws):
    return {lang: docx.Document(io.BytesIO(raw)) for lang, raw in raws.items()}


@pytest.fixture(scope="module")
def small(store):
    return edition("resident").prepare(store, ("US-WY",)).write("en")


def part(file, ending):
    (found,) = [each for each in file.part.package.iter_parts() if str(each.partname).endswith(ending)]
    return found


def words(node):
    return "".join(each.text or "" for each in node.iter(qn("w:t")))


def plain(text):
    """Words without what setting them on a line adds, and without the numbers that a list or note is given."""
    return re.sub(r"\s+", "", text)


def shown(document):
    blocks = [*document.lead, *(block for section in document.sections for block in section.blocks)]
    return [each for each in blocks if isinstance(each, Picture) and each.data is None]


@pytest.mark.parametrize("lang", LANGS)
def test_headings_are_styles_in_order(opened, written, lang):
    document = written.documents[lang]
    heads = [each.text for each in opened[lang].paragraphs if each.style.name == "Heading 1"]
    assert heads == [each.heading for each in document.sections]
    assert [each.text for each in opened[lang].paragraphs if each.style.name == "Title"] == [document.title]
    assert sum(each.style.name == "Caption" for each in opened[lang].paragraphs) >= len(shown(document))


@pytest.mark.parametrize(("lang", "tag"), [("en", "en-GB"), ("zh", "zh-CN")])
def test_the_file_names_its_language_and_the_fonts_of_both_scripts(opened, written, lang, tag):
    file = opened[lang]
    assert file.core_properties.language == tag
    assert file.core_properties.title == written.documents[lang].title
    defaults = file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    used = {each.style.name for each in file.paragraphs}
    for name in used:
        fonts = file.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert fonts.get(qn("w:ascii")) == "Arial"
        assert not [each for each in fonts.attrib if each.endswith("Theme")]


@pytest.mark.parametrize("lang", LANGS)
def test_every_picture_has_its_words(opened, written, lang):
    shapes = opened[lang].inline_shapes
    alts = [each._inline.docPr.get("descr") for each in shapes]
    assert alts == [each.wide.alt(lang) for each in shown(written.documents[lang])]
    assert len(alts) >= 5


def test_pictures_have_a_white_ground(opened):
    for shape in opened["en"].inline_shapes:
        ident = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        with Image.open(io.BytesIO(opened["en"].part.related_parts[ident].blob)) as image:
            assert image.convert("RGBA").getpixel((image.width - 1, image.height - 1)) == (255, 255, 255, 255)


@pytest.mark.parametrize("lang", LANGS)
def test_footnotes_are_real_and_hold_the_sources(opened, written, lang):
    notes = Sheet(written.documents[lang], "").data()["notes"]
    held = parse_xml(part(opened[lang], "/footnotes.xml").blob)
    texts = {each.get(qn("w:id")): words(each).strip() for each in held if each.get(qn("w:type")) is None}
    assert list(texts.values()) == list(notes.values())
    asked = [each.get(qn("w:id")) for each in opened[lang].element.body.iter(qn("w:footnoteReference"))]
    assert set(asked) == set(texts)
    assert sorted(asked, key=int)[0] == "1"


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_leads_somewhere(opened, lang):
    body = opened[lang].element.body
    anchors = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    asked = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))}
    assert len(anchors) == len(set(anchors))
    assert asked <= set(anchors)
    assert len(asked) > 50
    assert all(len(each) <= 40 for each in anchors)


@pytest.mark.parametrize("lang", LANGS)
def test_tables_repeat_their_heads_and_have_names(opened, lang):
    tables = opened[lang].tables
    assert len(tables) >= 8
    for table in tables:
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert len({len(row.tc_lst) for row in table._tbl.tr_lst}) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_equal_documents_are_equal_bytes(raws, written, lang):
    assert render_docx(written.documents[lang]) == raws[lang]


def test_words_are_never_read_as_markup(small):
    evil = '</w:t><w:br/> & <b>"bold"</b> \' {field} ]]>'
    section = Section(
        "x", evil, (Paragraph((Word(evil),)), Table(evil, (evil, "b"), ((Cell(evil), Cell("c")),)))
    )
    file = docx.Document(io.BytesIO(render_docx(replace(small, title=evil, sections=(section,)))))
    assert words(file.element.body).count(evil) == 6
    assert file.core_properties.title == evil


def test_a_character_that_a_drawing_cannot_show_is_refused(store):
    document = edition("region").prepare(store, ("US-WY",)).write("en")
    picture = shown(document)[0]
    wide = replace(picture.wide, svg=picture.wide.svg.replace("</text>", "&#x6C2B;</text>", 1))
    with pytest.raises(NoGlyph, match="U\\+6C2B"):
        render_docx(replace(document, lead=(replace(picture, wide=wide),)))


def test_without_the_extra_nothing_is_written(store, tmp_path, monkeypatch, assert_bilingual):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(NotInstalled) as caught:
        write_brief(store, ("resident", "US-WY"), out=tmp_path, forms="docx")
    assert_bilingual(caught.value, "tanlu[paper]")
    assert list(tmp_path.iterdir()) == []


def test_a_word_file_stands_beside_the_page(store, tmp_path):
    written = write_brief(store, ("resident", "US-WY"), out=tmp_path, forms="docx,html", langs="zh")
    assert {".docx", ".html"} <= {each.suffix for each in written.folder.iterdir()}
    assert docx.Document(str(written.files["zh", "docx"])).paragraphs


@pytest.mark.prove
@pytest.mark.parametrize("lang", LANGS)
def test_another_office_opens_it_and_finds_the_same_words(raws, opened, lang, tmp_path):
    path = tmp_path / "brief.docx"
    path.write_bytes(raws[lang])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    office = [needs.tool("soffice"), "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*office, "--outdir", tmp_path, path], capture_output=True, check=True, timeout=300)
    found = plain((tmp_path / "brief.txt").read_text("utf-8-sig"))
    at = 0
    for paragraph in opened[lang].paragraphs:
        runs = [words(each) for each in paragraph._p.iter(qn("w:r"))]
        for each in runs:
            at = found.index(plain(each), at)
    for table in opened[lang].tables:
        for cell in table._tbl.iter(qn("w:tc")):
            assert plain(words(cell)) in found

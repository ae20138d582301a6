"""Briefs on paper: what a screen reader, a search and a printer find in them."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
import typst
from pypdf import PdfReader

from tanlu.actions.briefs import usual_formats, write_brief
from tanlu.brief import pdf
from tanlu.brief.editions import edition
from tanlu.brief.model import Cell, Cited, Paragraph, Picture, Section, Table, Word
from tanlu.brief.paper import Sheet
from tanlu.brief.pdf import characters, demand_glyphs, render_pdf
from tanlu.errors import NoGlyph, NotInstalled, OurFault
from tanlu.registers.regions import FIVE
from tests import needs

LANGS = ("en", "zh")


class Paper:
    """A PDF as its readers take it: the tags in reading order, the words, the catalogue."""

    def __init__(self, raw):
        self.raw = raw
        self.reader = PdfReader(io.BytesIO(raw))
        self.root = self.reader.trailer["/Root"]
        self.tags = list(self._walk(self.root["/StructTreeRoot"]))

    def _walk(self, node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                yield from self._walk(each)
        elif hasattr(node, "get"):
            if "/S" in node and node.get("/Type") != "/MCR":
                yield node
            if "/K" in node:
                yield from self._walk(node["/K"])

    def kind(self, name):
        return [each for each in self.tags if each["/S"] == name]

    def words(self, *pages):
        chosen = [self.reader.pages[at] for at in pages] or self.reader.pages
        return plain("\n".join(each.extract_text() for each in chosen))

    def fonts(self):
        found = set()
        for page in self.reader.pages:
            for each in page["/Resources"].get("/Font", {}).values():
                found.add(each.get_object()["/BaseFont"].split("+")[-1])
        return found


def plain(words):
    """Words without what setting them on a line adds: space, breaks, joiners."""
    return re.sub(r"[\s\u2060\u200b]+", "", words)


@pytest.fixture(scope="module")
def papers(written):
    return {lang: Paper(render_pdf(document)) for lang, document in written.documents.items()}


@pytest.fixture(scope="module")
def small(store):
    """A document of one sheet, for what need not be tried on thirty."""
    return edition("resident").prepare(store, ("US-WY",)).write("en")


def pictures(document):
    blocks = [*document.lead, *(block for section in document.sections for block in section.blocks)]
    return [each for each in blocks if isinstance(each, Picture)]


def cited(document):
    blocks = [*document.lead, *(block for section in document.sections for block in section.blocks)]
    prose = [each.inlines for each in blocks if isinstance(each, Paragraph)]
    return [each for inlines in prose for each in inlines if isinstance(each, Cited)]


def mappings(data):
    """Every mapping in nested data."""
    if isinstance(data, dict):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from mappings(each)


@pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("zh", "zh-CN")])
def test_the_file_says_its_language_its_title_and_its_standard(papers, written, lang, tag):
    paper = papers[lang]
    assert paper.root["/Lang"] == tag
    assert paper.root["/MarkInfo"]["/Marked"]
    assert paper.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.reader.metadata.title == written.documents[lang].title
    assert "<pdfuaid:part>1</pdfuaid:part>" in paper.reader.xmp_metadata.rdf_root.toxml()


@pytest.mark.parametrize("lang", LANGS)
def test_tags_tell_headings_tables_notes_and_contents(papers, written, lang):
    paper, document = papers[lang], written.documents[lang]
    assert len(paper.kind("/H1")) == 1
    assert len(paper.kind("/H2")) == len(document.sections) + 1  # and the contents
    assert len(paper.kind("/TOCI")) == len(document.sections)
    assert len(paper.kind("/THead")) == len(paper.kind("/Table"))
    assert len(paper.kind("/Note")) == len(Sheet(document, "").data()["notes"])
    assert len(paper.kind("/Note")) >= 20


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_has_its_words(papers, written, lang):
    shown = [each for each in pictures(written.documents[lang]) if each.data is None]
    assert len(shown) >= 5
    alts = [each.get("/Alt") for each in papers[lang].kind("/Figure")]
    assert alts == [each.wide.alt(lang) for each in shown]


@pytest.mark.no_cover  # the time goes into the reader
@pytest.mark.parametrize("lang", LANGS)
def test_words_are_extracted_in_reading_order(papers, written, lang):
    document, paper = written.documents[lang], papers[lang]
    words, at = paper.words(), 0
    for section in document.sections:
        heading = plain(section.heading)
        # The contents come first, so the section's own heading is found behind the one before it.
        at = words.index(heading, at if at else words.index(heading) + 1)
    first = paper.words(0)
    answer = next(each for each in document.lead if isinstance(each, Paragraph))
    said = [plain(each.said(lang) if isinstance(each, Cited) else each.text) for each in answer.inlines]
    at = first.index(plain(document.title))
    for each in said:
        at = first.index(each, at)


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_a_sentence_has_its_footnote(written, lang):
    document = written.documents[lang]
    sheet = Sheet(document, "")
    data = sheet.data()
    noted = {each["note"] for each in mappings(data) if "first" in each}
    assert noted == set(data["notes"])
    for each in cited(document):
        assert any(key.endswith(f":{each.figure.address}") for key in noted)
        note = sheet.note(each)
        assert ("Scope: " if lang == "en" else "口径：") in note
        assert re.search(r"\[\d+(, \d+)*\]", note)
        assert re.search(r"(?:19|20)\d\d", note)


def test_only_the_shipped_fonts_are_set(papers):
    for paper in papers.values():
        names = {name.split("-")[0] for name in paper.fonts()}
        assert names <= {"TanluSans", "TanluSansSC"}
        assert "TanluSansSC" in names


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", FIVE)
def test_the_sheet_for_residents_is_one_page(store, code, lang):
    document = edition("resident").prepare(store, (code,)).write(lang)
    assert len(Paper(render_pdf(document)).reader.pages) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_equal_documents_are_equal_bytes(papers, written, lang):
    assert render_pdf(written.documents[lang]) == papers[lang].raw


def test_the_default_brief_is_long_and_the_sheet_is_one_page(papers, store):
    assert all(20 <= len(paper.reader.pages) <= 32 for paper in papers.values())
    prepared = edition("resident").prepare(store, ("US-WY",))
    for lang in LANGS:
        assert len(Paper(render_pdf(prepared.write(lang))).reader.pages) == 1


@pytest.mark.parametrize(
    ("name", "codes"), [("region", ("CN-SX",)), ("region", ("US-WY",)), ("resident", ("CN-SX",))]
)
def test_every_edition_can_be_set(store, name, codes):
    prepared = edition(name).prepare(store, codes)
    for lang in LANGS:
        document = prepared.write(lang)
        assert plain(document.title) in Paper(render_pdf(document)).words(0)


@pytest.mark.parametrize(
    ("character", "code"),
    [("氫", "U+6C2B"), ("𰻝", "U+30EDD"), ("☃", "U+2603 snowman"), ("\u04c2", "U+04C2 cyrillic")],
)
def test_a_character_outside_the_fonts_is_refused_by_name(small, character, code, assert_bilingual):
    with pytest.raises(NoGlyph) as caught:
        render_pdf(replace(small, title=f"Coal and {character} here"))
    assert_bilingual(caught.value, code)
    assert code in caught.value.what[0]
    assert f"Coal and {character}" in caught.value.what[1]


def test_a_character_in_a_drawing_is_refused_too(written):
    picture = pictures(written.documents["en"])[0]
    wide = replace(picture.wide, svg=picture.wide.svg.replace("</text>", "&#x6C2B;</text>", 1))
    data = {"blocks": [{"svg": wide.svg}]}
    with pytest.raises(NoGlyph, match="U\\+6C2B"):
        demand_glyphs(data)
    demand_glyphs({"blocks": [{"svg": picture.wide.svg}]})


def test_the_typesetter_itself_finds_no_box(small, monkeypatch):
    """Were the list of characters wrong, the standard would still refuse the page."""
    monkeypatch.setattr(pdf, "characters", lambda: characters() | {"氫"})
    with pytest.raises(OurFault, match="氫"):
        render_pdf(replace(small, title="Coal and 氫"))


def test_words_are_never_read_as_markup(small):
    evil = '#emph[loud] $x^2$ *bold* _low_ = Heading #import "/etc/passwd" `code` @ref <label> // gone \\ #panic()'
    block = Paragraph((Word(evil),))
    table = Table(evil, (evil, "b"), ((Cell(evil), Cell("c")),))
    section = Section("x", evil, (block, table))
    paper = Paper(render_pdf(replace(small, title=evil, sections=(section, *small.sections))))
    assert paper.words().count(plain(evil)) >= 5
    assert paper.reader.metadata.title == evil


def test_without_the_extra_nothing_is_written(store, tmp_path, monkeypatch, assert_bilingual):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NotInstalled) as caught:
        write_brief(store, ("resident", "US-WY"), out=tmp_path, forms="html,pdf")
    assert_bilingual(caught.value, "tanlu[paper]")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("spec", "formats"), [(None, "html"), (SimpleNamespace(), "html,pdf")])
def test_pdf_is_usual_where_it_can_be_made(monkeypatch, spec, formats):
    monkeypatch.setattr("tanlu.actions.briefs.find_spec", lambda _name: spec)
    assert usual_formats() == formats


def test_both_formats_stand_side_by_side(store, tmp_path):
    written = write_brief(store, ("resident", "US-WY"), out=tmp_path, forms="pdf, html")
    assert {
        "resident-US-WY.en.html", "resident-US-WY.en.pdf", "resident-US-WY.zh.html", "resident-US-WY.zh.pdf",
    } <= {each.name for each in written.folder.iterdir()}  # fmt: skip
    assert written.paths["zh"].name == "resident-US-WY.zh.html"
    assert written.files["zh", "pdf"].read_bytes().startswith(b"%PDF-1.7")


def test_a_fault_of_the_typesetter_is_ours(small, monkeypatch, assert_bilingual):
    def fail(*_args, **_options):
        raise typst.TypstError("no such thing")

    monkeypatch.setattr(typst, "compile", fail)
    with pytest.raises(OurFault) as caught:
        render_pdf(small)
    assert_bilingual(caught.value, "no such thing")


def told(name, *arguments):
    return subprocess.run([needs.tool(name), *arguments], capture_output=True, text=True, check=True).stdout


@pytest.mark.prove
@pytest.mark.parametrize("lang", LANGS)
def test_another_reader_finds_the_tags_and_the_words(papers, written, lang, tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(papers[lang].raw)
    about = told("pdfinfo", path)
    assert re.search(r"^Tagged: +yes$", about, re.MULTILINE)
    words = plain(told("pdftotext", path, "-"))
    assert plain(papers[lang].reader.metadata.title) in words
    assert plain(written.documents[lang].sections[0].heading) in words

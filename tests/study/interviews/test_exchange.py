"""REFI-QDA: what is written is sound, comes back whole, and what others wrote is read as they meant it."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.errors import BadDocument, BadRecord
from tanlu.study.interviews.codebook import Code
from tanlu.study.interviews.model import Coding, Note, Transcript
from tanlu.study.interviews.refi import archive
from tanlu.study.interviews.refi.archive import PROJECT, packed
from tanlu.study.interviews.refi.codes import read_qdc, write_qdc
from tanlu.study.interviews.refi.offsets import READINGS, Reading, plain
from tanlu.study.interviews.refi.read import read_qdpx
from tanlu.study.interviews.refi.rules import departures
from tanlu.study.interviews.refi.write import write_qdpx
from tanlu.study.interviews.refi.xml import parse
from tanlu.text import Text
from tests.study.interviews.making import TEXT, WORDS, foreign, guid, project, renamed

NAMED = [each for each in READINGS if not each.mark]


def inside(data, name=PROJECT):
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def test_a_project_comes_back_whole():
    held = project()
    data = write_qdpx(held, "Tanlu")
    back = read_qdpx(data, "x.qdpx")
    assert back.codes == held.codes
    assert back.codings == held.codings
    assert back.notes == held.notes
    assert back.sources[0].text == TEXT
    assert back.sources[0].descriptors == {"country": "CN"}
    assert (back.lost, back.departures) == ((), ())
    assert data == write_qdpx(held, "Tanlu")


def test_what_leaves_names_no_coder_and_no_consent():
    document = inside(write_qdpx(project(), "Tanlu")).decode()
    assert "Ann" not in document
    assert 'name="Coder 1"' in document


def test_whole_transcripts_and_notes_on_the_project_come_back():
    held = project()
    whole = Coding(guid(150), "", guid(10), 0, len(TEXT), guid(2), guid(3))
    notes = (
        Note(guid(5), "all", "of it", guid(3)),
        Note(guid(6), "code", "wide", guid(4), (guid(2), guid(10))),
    )
    held = replace(held, codings=(*held.codings, whole), notes=notes)
    back = read_qdpx(write_qdpx(held, "Tanlu"), "x.qdpx")
    assert set(back.codings) == set(held.codings)
    assert [(each.guid, set(each.about)) for each in back.notes] == [
        (each.guid, set(each.about)) for each in notes
    ]


_letters = st.text(st.sampled_from("关停转型𠮷𡈽 a.é\n"), min_size=1, max_size=60).filter(str.strip)
_prose = st.text(st.sampled_from("ab工资[]\\\n zhen"), max_size=30)


@given(_letters, st.data())
def test_any_text_and_any_passage_come_back(text, data):
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    codings = tuple(
        Coding(guid(100 + at), guid(200 + at), guid(10), min(span), max(span), guid(2), guid(3))
        for at, span in enumerate(spans)
    )  # fmt: skip
    held = replace(
        project(), transcripts=(Transcript(guid(10), "P01", "zh", text),), codings=codings, notes=()
    )
    back = read_qdpx(write_qdpx(held, "x"), "x.qdpx", Reading())
    assert back.sources[0].text == text
    assert back.codings == codings


@given(
    st.lists(_prose, min_size=5, max_size=5), st.text(st.sampled_from("pay 工资(x)"), min_size=1, max_size=9)
)
def test_any_codebook_comes_back(texts, name):
    code = Code(guid(1), name.strip() or "pay", "工资 x", "", *texts)
    assert read_qdc(write_qdc((code,), "x"), "x.qdc") == ((code,), 0)


@pytest.mark.parametrize("reading", NAMED, ids=lambda each: each.id)
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_each_way_of_counting_is_recognised(reading, breaks):
    raw = TEXT.replace("\n", breaks)
    back = read_qdpx(foreign(raw, WORDS, reading), "x.qdpx")
    assert (back.chosen.reading, back.chosen.basis) == (reading, "quoted")
    assert (back.chosen.fits, back.chosen.quoted) == (4, 4)
    text = back.sources[0].text
    assert text == plain(raw)
    assert tuple(text[each.start : each.end] for each in back.codings) == WORDS


@pytest.mark.parametrize("counted", [False, True])
def test_a_byte_order_mark_counts_or_not(counted):
    reading = Reading(wide=True, breaks=True, mark=counted)
    back = read_qdpx(foreign("\ufeff" + TEXT.replace("\n", "\r\n"), WORDS, reading), "x.qdpx")
    assert back.chosen.reading == reading
    assert not back.sources[0].text.startswith("\ufeff")


@pytest.mark.parametrize("reading", NAMED, ids=lambda each: each.id)
def test_where_nothing_is_quoted_words_decide(reading):
    words = ("The pay fell by a third", "没有人问过我们", "Nobody asked us first")
    back = read_qdpx(foreign(TEXT + " That is all I say.", words, reading, named=False), "x.qdpx")
    assert (back.chosen.reading, back.chosen.basis) == (reading, "plausible")


def test_where_only_one_reading_stays_inside_it_is_taken():
    words = ("The pay fell by a third", "没有人问过我们", "Nobody asked us first.")
    back = read_qdpx(foreign(TEXT, words, Reading(wide=True, breaks=True), named=False), "x.qdpx")
    assert (back.chosen.reading, back.chosen.basis) == (Reading(wide=True, breaks=True), "only")


def test_what_cannot_be_told_is_not_guessed():
    data = foreign(
        "𠮷关停以后去学焊接技术没有人问过", ("以后去学", "技术没有", "没有人"), Reading(), named=False
    )
    with pytest.raises(BadDocument, match="cannot be told") as caught:
        read_qdpx(data, "x.qdpx")
    assert "--offsets" in caught.value.do[0]
    assert read_qdpx(data, "x.qdpx", Reading()).chosen.basis == "told"


def test_a_plain_text_needs_no_decision():
    assert read_qdpx(foreign("no such thing", ("such",), Reading(), named=False), "x").chosen.basis == "same"


def test_passages_outside_of_the_text_are_refused():
    broken = renamed(foreign(TEXT, WORDS, Reading()), 'endPosition="', 'endPosition="9')
    with pytest.raises(BadDocument, match="no reading fits"):
        read_qdpx(broken, "x.qdpx")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f'CodeRef targetGUID="{guid(2)}"', f'CodeRef targetGUID="{guid(77)}"', "CodeRef leads nowhere"),
        (f'creatingUser="{guid(3)}"', f'creatingUser="{guid(77)}"', "creatingUser is no user"),
        (f'Coding guid="{guid(101)}"', f'Coding guid="{guid(100)}"', "stands twice"),
        (f'CodeRef targetGUID="{guid(2)}"', f'CodeRef targetGUID="{guid(3)}"', "CodeRef leads nowhere"),
        (f'internal://{guid(10)}.txt', "internal://lost.txt", "is not in x.qdpx"),
        (f'internal://{guid(10)}.txt', "relative:///etc/passwd", "is not in x.qdpx"),
    ],
)  # fmt: skip
def test_broken_links_are_refused(old, new, said):
    with pytest.raises(BadDocument, match=said):
        read_qdpx(renamed(foreign(TEXT, WORDS, Reading()), old, new), "x.qdpx")


def test_what_is_not_kept_is_told():
    extra = (
        f'<PictureSource guid="{guid(60)}" name="p"/><AudioSource guid="{guid(61)}" name="a"/>'
        f'<TextSource guid="{guid(62)}" name="r" richTextPath="internal://r.docx"/>'
    )
    back = read_qdpx(foreign(TEXT, WORDS, Reading(), extra=extra), "x.qdpx")
    assert {each.what.en: each.count for each in back.lost} == {
        "pictures, with their codings": 1, "sound, with its codings and transcripts": 1,
        "sources in rich text only, with their codings": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><Project name="&a;"/>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><Project/>',
    ],
)
def test_entities_are_refused(document):
    with pytest.raises(BadDocument, match="document type or entities"):
        read_qdpx(packed({PROJECT: document}), "x.qdpx")


def zipped(name, data, **entry):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr(PROJECT, b"<Project/>")
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        for key, value in entry.items():
            setattr(info, key, value)
        held.writestr(info, data)
    return out.getvalue()


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x", "sources/../../x", "C:/x", "a\\..\\..\\x"])
def test_paths_out_of_the_archive_are_refused(name):
    with pytest.raises(BadDocument, match="leads out"):
        read_qdpx(zipped(name, b"x"), "x.qdpx")


def test_links_inside_are_refused():
    with pytest.raises(BadDocument, match="leads out"):
        read_qdpx(zipped("sources/x", b"/etc/passwd", external_attr=0o120777 << 16), "x.qdpx")


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr(PROJECT, b" " * (archive._SMALL * 4))
    with pytest.raises(BadDocument, match="unpacks to more"):
        read_qdpx(out.getvalue(), "x.qdpx")


def test_a_bomb_that_lies_about_its_size_is_cut_off(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 1000)
    data = bytearray(packed({PROJECT: b" " * 5000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(BadDocument):
        read_qdpx(bytes(data), "x.qdpx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", b"<Project/>"])
def test_what_is_no_zip_is_refused(data):
    with pytest.raises(BadDocument, match="not a ZIP"):
        read_qdpx(data, "x.qdpx")


def test_deep_nesting_is_refused():
    with pytest.raises(BadDocument, match="nested"):
        parse(b"<a>" * 500 + b"</a>" * 500, "x")


SOUND = write_qdpx(project(), "Tanlu")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Users>", "<Sources/><Users>"),
        ('isCodable="true"', 'isCodable="yes"'),
        (' isCodable="true"', ""),
        (f'<Code guid="{guid(1)}"', '<Code guid="1"'),
        ('color="#0b5e6b"', 'color="teal"'),
        ('startPosition="', 'startPosition="x'),
        ('typeOfVariable="Text"', 'typeOfVariable="Words"'),
        ("urn:QDA-XML:project:1.0", "urn:QDA-XML:project:9.0"),
        (f'<SourceRef targetGUID="{guid(10)}"/>', f'<SourceRef targetGUID="{guid(99)}"/>'),
        ("<TextValue>", "<IntegerValue>1</IntegerValue><TextValue>"),
        (f' plainTextPath="internal://{guid(10)}.txt"', ""),
        ("<Case ", "<Thing/><Case "),
    ],
)  # fmt: skip
def test_each_rule_of_the_schema_can_fail(old, new):
    assert departures(parse(inside(SOUND), "x")) == ()
    assert departures(parse(inside(renamed(SOUND, old, new)), "x"))


def test_a_codebook_of_another_kind_is_refused():
    with pytest.raises(BadDocument, match="no REFI-QDA codebook"):
        read_qdc(inside(SOUND), "x.qdc")
    with pytest.raises(BadRecord, match="stands twice"):
        write_qdc((Code(guid(1), "pay"), Code(guid(2), "pay")), "x")
    with pytest.raises(BadRecord, match="hangs under itself"):
        write_qdc((Code(guid(1), "a", parent=guid(2)), Code(guid(2), "b", parent=guid(1))), "x")


def test_characters_that_xml_cannot_hold_do_not_break_the_file():
    held = replace(project(), title=Text("a\x00b", "丙"))
    assert "�" in inside(write_qdpx(held, "x")).decode()

"""The publish gate: a brief whose languages differ is not written."""

from dataclasses import replace

import pytest

from tanlu.actions import briefs
from tanlu.actions.briefs import write_brief
from tanlu.brief.editions import EDITIONS, edition
from tanlu.brief.gate import compare, demand_parity, reading
from tanlu.brief.model import Paragraph, Picture, Table, Word
from tanlu.errors import BadText
from tests import needs

PLACES = {"regions": (("CN-SX", "CN-NM", "CN-SN", "US-WY", "US-WV"), ("US-PA", "CN-XJ")),
          "region": (("CN-SX",), ("US-WY",), ("CN-GZ",)), "resident": (("CN-SX",), ("US-WV",)),
          "diversification": (("CN-SX", "US-WY", "US-WV"), ("US-KY", "CN-NM")),
          "outlook": (("US-WY", "CN-SX"), ("CN-SN",), ("US-WV", "US-AL"))}  # fmt: skip
ALL = [(name, codes) for name, each in PLACES.items() for codes in each]


def both(store, name, codes):
    prepared = edition(name).prepare(store, codes)
    return prepared.write("en"), prepared.write("zh")


@pytest.fixture(scope="module")
def pair(store):
    return both(store, "resident", ("US-WY",))


def with_words(document, add):
    """Return a document with a paragraph more in its first section."""
    first, *rest = document.sections
    changed = replace(first, blocks=(*first.blocks, Paragraph((Word(add),))))
    return replace(document, sections=(changed, *rest))


def test_every_edition_is_judged_here():
    """Those about papers pass it when they are written, in tests of their own."""
    assert set(PLACES) == {each.id for each in EDITIONS.values() if not each.rests_on_papers}


@pytest.mark.parametrize(
    ("name", "codes"), ALL, ids=lambda each: each if isinstance(each, str) else "-".join(each)
)
def test_every_edition_passes(store, name, codes):
    en, zh = both(store, name, codes)
    assert demand_parity(en, zh).errors == ()
    assert [each.to_json() for each in compare(en, zh).errors] == []


def test_the_gate_reads_all_that_is_printed(store):
    en, zh = both(store, "regions", PLACES["regions"][0])
    for document in (en, zh):
        said = [each.text for each in reading(document).segments]
        blocks = [block for section in document.sections for block in section.blocks] + list(document.lead)
        assert {Table, Picture, Paragraph} <= {type(each) for each in blocks}
        assert document.title in said
        assert all(section.heading in said for section in document.sections)
        for block in blocks:
            if isinstance(block, Table):
                assert " | ".join(block.headers) in said
                assert block.caption in said or not block.caption
            elif isinstance(block, Picture):
                assert block.subtitle in said or not block.subtitle
    assert len(reading(en).segments) == len(reading(zh).segments)


@pytest.mark.parametrize(
    ("en_more", "zh_more", "kind"),
    [
        ("About 300 people moved to Casper in 2021.", "2021年约有400人迁往卡斯珀。", "number"),
        ("The fund opened on 4 May 2021.", "该基金于2021年5月14日启用。", "date"),
        ("Shanxi has 20 such towns.", "陕西省有20个这样的城镇。", "name"),
        ("The fund holds 30 million dollars and serves 12 towns.", "", "segment_missing"),
    ],
    ids=["number", "date", "name", "missing"],
)
def test_a_planted_difference_is_refused_with_both_places(pair, en_more, zh_more, kind):
    en = with_words(pair[0], en_more)
    zh = with_words(pair[1], zh_more) if zh_more else pair[1]
    # A paragraph that one language lacks may also be read as numbers that the other lacks beside it.
    wanted = {kind, "number"} if kind == "segment_missing" else {kind}
    assert wanted & {each.kind for each in compare(en, zh).errors}
    with pytest.raises(BadText) as caught:
        demand_parity(en, zh)
    for side in (0, 1):
        told = caught.value.what[side]
        assert en_more in told
        assert zh_more in told
        assert en.name in told
    assert "nothing was written" in caught.value.do[0]
    assert "未写入任何文件" in caught.value.do[1]


@pytest.mark.parametrize("forms", ["html", "html,docx"])
def test_nothing_is_written(store, tmp_path, monkeypatch, forms):
    if "docx" in forms:
        needs.module("docx")
    kind = edition("resident")
    prepared = kind.prepare(store, ("US-WY",))

    class Planted:
        claims = prepared.claims

        def write(self, lang):
            document = prepared.write(lang)
            said = {"en": "About 300 people moved.", "zh": "约有400人迁出。"}
            return with_words(document, said[lang])

    class Kind:
        id = kind.id

        def prepare(self, *_):
            return Planted()

    monkeypatch.setattr(briefs, "edition", lambda _: Kind())
    out = tmp_path / "out"
    with pytest.raises(BadText, match="do not say the same") as caught:
        write_brief(store, ("resident", "US-WY"), out=out, forms=forms)
    assert "About 300 people moved." in caught.value.what[0]
    assert "约有400人迁出。" in caught.value.what[0]
    assert "中英文有" in caught.value.what[1]
    assert not out.exists()
    # One language alone is refused as well: the tables of its folder are in both.
    with pytest.raises(BadText):
        write_brief(store, ("resident", "US-WY"), out=out, forms="html", langs="en")
    assert not out.exists()


def test_an_old_brief_stays_when_a_new_one_is_refused(store, tmp_path, monkeypatch):
    written = write_brief(store, ("resident", "US-WY"), out=tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert set(written.paths.values()) <= set(before)

    def refuse(*_):
        raise BadText(("No.", "不。"), ("No.", "不。"))

    monkeypatch.setattr(briefs, "demand_parity", refuse)
    with pytest.raises(BadText):
        write_brief(store, ("resident", "US-WY"), out=tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before

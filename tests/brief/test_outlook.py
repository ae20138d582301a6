"""The brief of the outlook: different mechanisms, what no band saw, and its verification."""

import pytest

from tanlu.actions.briefs import write_brief
from tanlu.actions.verify import verify_folder
from tanlu.brief.editions.outlook.gathered import gather
from tanlu.brief.html import render_html
from tanlu.brief.model import Cited, Paragraph, Picture, Table, Word
from tanlu.errors import UnknownName
from tests.brief.folders import copied


@pytest.fixture(scope="module")
def sent(store, tmp_path_factory):
    return write_brief(store, ("outlook",), out=tmp_path_factory.mktemp("outlook"))


@pytest.fixture(scope="module")
def found(store):
    return gather(store, ())


def blocks(document):
    return [*document.lead, *(each for section in document.sections for each in section.blocks)]


def said(document):
    def words(each):
        return each.text if isinstance(each, Word) else each.said(document.lang)

    return " ".join(
        "".join(words(each) for each in block.inlines if isinstance(each, Word | Cited))
        for block in blocks(document)
        if isinstance(block, Paragraph)
    )


def test_wyoming_has_a_band_and_shanxi_a_target_and_what_is_unknown(sent):
    pictures = [each.id for each in blocks(sent.documents["en"]) if isinstance(each, Picture)]
    assert pictures == ["output-us-wy", "output-cn-sx", "jobs-us-wy"]
    en, zh = said(sent.documents["en"]), said(sent.documents["zh"])
    assert "For Shanxi no band is drawn" in en
    assert "山西不绘制区间" in zh
    assert "1.30 billion t" in en
    assert "the page that says so is not held" in en
    assert "13.0亿吨" in zh
    captions = [each.caption for each in blocks(sent.documents["en"]) if isinstance(each, Table)]
    assert "Open questions, and what would answer them" in captions


def test_the_collapse_lies_below_the_band_and_both_languages_say_so(sent, found):
    half, last = found.fallen[1:]
    for each in (half, last):
        assert each.value * 1000 < found.british[each.year]["p10"].value
    assert (half.year, last.year) == (1990, 1995)
    assert "below the band in both years" in said(sent.documents["en"])
    assert "it claims nothing for a collapse of the British kind" in said(sent.documents["en"])
    assert "两个年份都低于区间" in said(sent.documents["zh"])
    assert "对英国式的崩塌不作任何保证" in said(sent.documents["zh"])


def test_the_card_covers_what_it_should_and_misses_below(found):
    covered = [each.value for each in found.card["covered"].values()]
    assert len(covered) == 10
    assert all(70 <= each <= 88 for each in covered)
    assert found.wider == 1.0
    for ahead in range(1, 11):
        parts = [found.card[name][ahead].value for name in ("covered", "below", "above")]
        assert sum(parts) == pytest.approx(100)
        assert parts[1] > parts[2]


def test_bands_widen_and_what_is_ahead_is_projected(found):
    wyoming = found.regions[0]
    widths = [band["p90"].value / band["p10"].value for band in wyoming.band.values()]
    assert widths == sorted(widths)
    assert [*wyoming.band] == [*range(2025, 2035)]
    assert {made.status for band in wyoming.band.values() for made in band.values()} == {"projected"}
    assert {each.status for each in wyoming.past} <= {"reported", "provisional", "revised", "estimated"}
    assert set(wyoming.breaks) == {"halving", "appalachia", "basin", "british"}
    assert wyoming.breaks["halving"][2029].value == pytest.approx(wyoming.past[-1].value / 2)
    assert [*wyoming.breaks["british"]] == [2029, 2034]


def test_it_is_verified_and_an_edited_output_is_found(sent, tmp_path):
    assert verify_folder(sent.folder).is_verified
    folder = copied(sent.folder, tmp_path / "copy")
    page = folder / "outlook.en.html"
    text = page.read_text("utf-8")
    assert "76.8" in text
    page.write_text(text.replace("76.8", "96.8"), "utf-8")
    assert not verify_folder(folder).is_verified


def test_a_region_without_a_target_still_has_an_answer(store, tmp_path):
    made = write_brief(store, ("outlook", "CN-NM", "CN-BJ"), out=tmp_path)
    text = said(made.documents["en"])
    assert "For Inner Mongolia no band is drawn" in text
    assert "No target of its government is held" in text
    assert "For Beijing no band is drawn: no figure of its coal output is held." in text
    assert "American states sell" not in text
    assert "北京" in render_html(made.documents["zh"])


def test_evidence_of_an_earlier_day_draws_nothing(packaged, assert_bilingual):
    from tanlu.actions.home import open_store

    with pytest.raises(UnknownName) as caught:
        gather(open_store("2010-01-01"), ())
    assert_bilingual(caught.value)

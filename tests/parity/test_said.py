"""What is read out of a sentence in each language: numbers, dates, clock times, hedges, negation."""

import pytest

from tanlu.parity.check import check
from tanlu.parity.readers.plain import read_plain
from tanlu.parity.said.chinese_numbers import chinese_numbers
from tanlu.parity.said.concepts import _english_table, _forms, heard
from tanlu.parity.said.dates import dates, without_dates
from tanlu.parity.said.english_numbers import english_numbers
from tanlu.parity.said.negation import denies
from tanlu.parity.said.number import same
from tanlu.parity.segment import Reading
from tanlu.registers.contrasts import concepts


def said(text, lang):
    read = english_numbers if lang == "en" else chinese_numbers
    return read(without_dates(text, dates(text, lang), lang))


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("1.27 billion tonnes", "12.7亿吨"),
        ("50 million dollars", "5000 万美元"),
        ("173 million t", "1.73 亿吨"),
        ("3 kW", "3 千瓦"),
        ("12,345 workers", "１２３４５名工人"),
        ("two thirds of output", "产量的三分之二"),
        ("66 per cent", "百分之六十六"),
        ("70%", "七成"),
        ("6 in 10 households", "六成家庭"),
        ("15–20 million tonnes", "1500万至2000万吨"),
        ("3.5 percentage points", "3.5个百分点"),
        ("300 MW", "30万千瓦"),
        ("12 hectares", "180亩"),
        ("79.2 Mt", "7920万吨"),
        ("US$3.2 billion", "32亿美元"),
        ("twenty-five mines", "二十五座煤矿"),
        ("a dozen experts", "十二名专家"),
        ("the seventh dialogue", "第七次对话"),
        ("−17%", "−17%"),
        ("minus 15 °C", "零下15摄氏度"),
        ("at 4.30 p.m.", "下午4时30分"),
        ("at 09:00", "上午9时"),
        ("several hundred people", "数百人"),
        ("twice as many", "两倍"),
    ],
)
def test_both_languages_say_the_same_number(en, zh):
    here, there = said(en, "en"), said(zh, "zh")
    assert here
    assert len(here) == len(there)
    assert all(same(one, other) for one, other in zip(here, there, strict=True)), (here, there)


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("191 million short tons", "1.91亿吨"),
        ("1.27 billion tonnes", "12.7万吨"),
        ("7%", "7个百分点"),
        ("94 million yuan", "9400万美元"),
        ("94 million dollars", "940 万美元"),
        ("4.30 p.m.", "下午4时"),
        ("5 °C", "零下5摄氏度"),
    ],
)
def test_what_only_looks_alike_is_not_the_same(en, zh):
    assert not same(said(en, "en")[0], said(zh, "zh")[0])


@pytest.mark.parametrize(
    "text", ["一煤独大", "进一步推进", "“十四五”规划", "二氧化碳", "第二轨对话", "五台山", "统一管理"]
)
def test_set_phrases_hold_no_number(text):
    assert [each for each in said(text, "zh") if each.value != 5] == []


@pytest.mark.parametrize(
    ("en", "zh", "found"),
    [
        ("3 September 2024", "2024年9月3日", (2024, 9, 3, "")),
        ("September 3–11, 2016", "2016年9月3日至11日", (2016, 9, 3, "")),
        ("early December", "12月上旬", (None, 12, None, "early")),
        ("the second half of 2026", "2026年下半年", (2026, None, None, "H2")),
        ("the 1990s", "20世纪90年代", (1990, None, None, "decade")),
        ("in 2016", "二〇一六年", (2016, None, None, "")),
        ("the end of 2024", "2024年底", (2024, None, None, "late")),
    ],
)
def test_dates_of_both_languages(en, zh, found):
    for text, lang in ((en, "en"), (zh, "zh")):
        first = dates(text, lang)[0]
        assert (first.year or first.given, first.month, first.day, first.part) == found


@pytest.mark.parametrize("text", ["Notice 2023-29", "Federal Register 2024-25230"])
def test_numbers_of_documents_are_no_years(text):
    assert dates(text, "en") == []


@pytest.mark.parametrize(
    ("text", "lang", "answer"),
    [
        ("It is not binding.", "en", True), ("不具有约束力。", "zh", True), ("not only jobs", "en", None),
        ("不断完善", "zh", None), ("The plan was signed.", "en", False), ("双方签署了计划。", "zh", False),
        ("尚未答复", "zh", True),
    ],
)  # fmt: skip
def test_denial(text, lang, answer):
    assert denies(text, lang) is answer


def kinds(en, zh):
    sides = Reading("en", "e", read_plain(en)), Reading("zh", "z", read_plain(zh))
    return {each.kind for each in check(*sides).findings}


@pytest.mark.parametrize(
    ("en", "zh", "right", "kind"),
    [
        ("The LIPF signed in 2023.", "LIFP于2023年签署。", "LIPF于2023年签署。", "name"),
        ("Dr Hargrove spoke about training.", "哈里森博士介绍了培训情况。", "哈格罗夫博士介绍了培训情况。", "name"),
        ("More mines may close after 2027.", "2027年以后必将有更多煤矿关闭。", "2027年以后可能有更多煤矿关闭。", "hedge"),
        ("A carbon tax was discussed.", "会议讨论了碳排放权交易体系。", "会议讨论了碳税。", "term"),
        ("It covers joint research only.", "该协议涵盖联合研究。", "该协议仅涵盖联合研究。", "scope"),
        ("Mines close before 2030.", "2030年之后关闭煤矿。", "2030年之前关闭煤矿。", "date"),
    ],
)  # fmt: skip
def test_a_slip_is_found_and_its_correction_is_quiet(en, zh, right, kind):
    assert kind in kinds(en, zh)
    assert kinds(en, right) == set()


def test_words_of_concepts_are_found_by_their_first_letters():
    """Tables are cut by the first two letters; whatever form a phrase takes stands in the table of its own."""
    for concept in concepts():
        for phrase in (*concept.en, *concept.en_also):
            for form in _forms(phrase):
                named = [each for each in _english_table(form[0][:2])[form[0]] if each.form == form]
                assert len(named) == 1
                assert concept in named[0].all
        for phrase in (*concept.zh, *concept.zh_also):
            found = heard(phrase, "zh").present | heard(f"在{phrase}", "zh").present
            assert concept.number in found, phrase

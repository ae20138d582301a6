"""Concepts exchanged for others of their set, with evidence on both sides; and what explains a word."""

import pytest

from tanlu.parity.said.concepts import heard
from tests.parity.pairs import checked


def told(en, zh):
    return [(each.kind, each.severity) for each in checked([en], [zh]).findings]


@pytest.mark.parametrize(
    ("en", "right", "wrong", "kind"),
    [
        ("The nurses asked for a new ward.", "护士要求新建病房。", "教师要求新建病房。", "term"),
        ("The council rejected the plan.", "市议会否决了该计划。", "市议会批准了该计划。", "polarity"),
        ("The deputy mayor opened the pool.", "副市长为泳池揭幕。", "市长为泳池揭幕。", "name"),
        ("The lease ends in 2030.", "租约于2030年到期。", "条约于2030年到期。", "instrument"),
        ("Ferries do not run in winter.", "渡轮冬季停航。", "渡轮夏季停航。", "date"),
    ],
)
def test_an_exchange_is_told_and_its_correction_is_quiet(en, right, wrong, kind):
    assert told(en, right) == []
    assert kind in {each for each, _ in told(en, wrong)}


def test_one_side_alone_tells_nothing():
    assert told("The nurses asked for a new ward.", "他们要求新建病房。") == []


def test_a_heading_about_something_else_is_of_another_scope():
    found = checked(["Help for teachers"], ["对渔民的帮助"])
    assert {each.kind for each in found.findings} <= {"scope", "term"}


def test_a_word_within_a_longer_one_of_its_set_is_not_said():
    names = {each.accusing[0].en[0] for each in heard("副市长会见渔民", "zh").hits if each.accusing}
    assert names == {"vice mayor", "fisherman"}
    mayor = next(each for each in heard("the mayor", "en").hits if each.accusing)
    assert not heard("副市长会见渔民", "zh").explains(mayor)


def test_a_list_that_lost_one_thing_is_told():
    zh = "市场出售鱼、蔬菜、水果和茶叶。"
    en = "The old market sells fish, vegetables, fruit and tea."
    assert told(en, zh) == []
    assert told(en, zh.replace("水果和", "")) != []


def test_a_clause_that_is_not_told_is_missed():
    en = "The clinic opens at eight. Parking is free for patients and their families."
    assert told(en, "诊所八点开门。患者和家属可免费停车。") == []
    assert ("segment_missing", "warning") in told(en, "诊所八点开门。")


def test_a_phrase_named_otherwise_once_is_told():
    en = [
        "The sea wall was built in 1990.",
        "The sea wall is 3 km long.",
        "Storms damaged the sea wall twice.",
    ]
    zh = ["防潮堤建于1990年。", "防潮堤全长3公里。", "风暴曾两次损坏防潮堤。"]
    assert checked(en, zh).findings == ()
    found = checked(en, [*zh[:2], "风暴曾两次损坏防浪墙。"]).findings
    assert [each.kind for each in found] == ["term_consistency"]

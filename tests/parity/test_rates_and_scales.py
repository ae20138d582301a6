"""How often, in which scale, and characters that are right in other words only."""

import pytest

from tanlu.parity.check import check
from tanlu.parity.readers.plain import read_plain
from tanlu.parity.segment import Reading


def kinds(en, zh):
    found = check(Reading("en", "en.txt", read_plain(en)), Reading("zh", "zh.txt", read_plain(zh)))
    return [each.kind for each in found.findings]


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("The council meets twice a year.", "理事会每年开会两次。"),
        ("The ferry sails every other day.", "渡轮每两天开行一次。"),
        (
            "The pupils are examined three times a term and once every quarter.",
            "学生每学期接受三次检查，每季度一次。",
        ),
        ("The report appears every six months.", "报告每半年发布一次。"),
    ],
)
def test_a_rate_said_alike_is_quiet(en, zh):
    assert "number" not in kinds(en, zh)


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("The council meets twice a year.", "理事会每两年开会一次。"),
        ("The filters are changed once a month.", "滤网每季度更换一次。"),
        ("The ferry sails every other day.", "渡轮每天开行一次。"),
    ],
)
def test_another_rate_is_found(en, zh):
    assert "number" in kinds(en, zh)


def test_the_scale_of_a_label():
    right = "Catch (thousand tonnes)\n\nCost (EUR million)", "渔获量（千吨）\n\n费用（百万欧元）"
    assert "unit" not in kinds(*right)
    assert "unit" in kinds(right[0], right[1].replace("百万欧元", "万欧元"))


@pytest.mark.parametrize("words", ["位於河边", "乾旱严重", "徵收费用", "瞭解情况", "合夥经营"])
def test_a_traditional_form_that_is_standard_elsewhere_is_found(words):
    assert "variant_character" in kinds("It lies there.", f"{words}。")


@pytest.mark.parametrize("words", ["乾隆年间", "慰藉", "瞭望塔", "於先生", "狼藉"])
def test_where_it_is_right_it_is_left_alone(words):
    assert "variant_character" not in kinds("It lies there.", f"{words}。")


def test_a_city_for_another_is_found_where_the_right_one_is_said_too():
    en = "Guests came from Hegang. The Hegang museum lent the lamps."
    zh = "客人来自鹤壁。鹤岗博物馆借出了矿灯。"
    assert "name" in kinds(en, zh)
    assert "name" not in kinds(en, zh.replace("鹤壁", "鹤岗"))

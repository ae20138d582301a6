"""The Chinese standard: 20 sections, 97 divisions, and the titles that tables print."""

import pytest

from tanlu.registers.gbt import by_label, classes, find, find_all
from tanlu.registers.industries import industries


def test_twenty_sections_and_ninety_seven_divisions():
    sections = [each.code for each in classes().values() if each.is_section]
    divisions = [each.code for each in classes().values() if not each.is_section]
    assert sections == list("ABCDEFGHIJKLMNOPQRST")
    assert divisions == [f"{number:02}" for number in range(1, 98)]
    assert len(by_label()) == 117


def test_sections_hold_runs_of_divisions():
    """GB/T 4754-2017: A 01-05, B 06-12, C 13-43, D 44-46 ... T 97."""
    order = [each.section for each in classes().values() if not each.is_section]
    assert order == sorted(order)
    assert {letter: order.count(letter) for letter in "ABCDST"} == {
        "A": 5,
        "B": 7,
        "C": 31,
        "D": 3,
        "S": 6,
        "T": 1,
    }


def test_the_shared_list_speaks_of_the_same_divisions():
    assert {code for each in industries().values() for code in each.gbt} == {
        each.code for each in classes().values() if not each.is_section
    }


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("采矿业", "B"), ("采 矿 业", "B"), ("采掘业", "B"), ("农林牧渔业", "A"), ("农、林、牧、渔业", "A"), ("农业", "01"),
        ("电力、热力、燃气及水生产和供应业", "D"), ("电力、热力、燃气和水的生产和供应业", "D"),
        ("信息传输、软件和信息技术服务业", "I"), ("公共管理和社会组织", "S"), ("煤炭开采和洗选业", "06"),
        ("B 采矿业", "B"), ("06 煤炭开采和洗选业", "06"), ("B06", "06"), ("b", "B"), ("Mining", "B"),
        ("coal mining and washing", "06"), ("卫生", "84"), ("卫生和社会工作", "Q"),
    ],
)  # fmt: skip
def test_titles_are_recognised(title, code):
    assert [each.code for each in find(title)] == [code]


@pytest.mark.parametrize("title", ["", "矿", "98", "U", "煤", "工业"])
def test_nothing_is_guessed(title):
    assert find(title) == ()


def test_a_shared_title_goes_by_the_level_of_the_others():
    assert [each.code for each in find_all(["制造业", "房地产业"])] == ["C", "K"]
    assert [each.code for each in find_all(["批发业", "房地产业"])] == ["51", "70"]
    assert find_all(["工业"]) == [None]

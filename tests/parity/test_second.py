"""The second judging set, of another genre and hand than the first, is itself sound."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.parity.test_fixtures import ASCII_MARK_BESIDE_HAN, CLASSES, HAN, SIDES, kinds

HERE = Path(__file__).parent / "second"
FIRST = Path(__file__).parent / "fixtures"
DEFECTS = tomllib.loads((HERE / "defects.toml").read_text(encoding="utf-8"))["defect"]
STYLE = tomllib.loads((HERE / "second_zh_style.toml").read_text(encoding="utf-8"))["style"]
WITHIN_A_PARAGRAPH = {"missing-no-severance-tax", "extra-satisfied"}


def clean(side: str) -> str:
    return (HERE / f"clean_{side}.md").read_text(encoding="utf-8")


def edited(defect: dict) -> str:
    return clean(defect["side"]).replace(defect["find"], defect["replace"])


def test_the_clean_pair_has_the_same_blocks_in_the_same_order():
    assert kinds(clean("en")) == kinds(clean("zh"))
    assert len(kinds(clean("en"))) > 50
    assert set(kinds(clean("en"))) >= {
        "heading1",
        "heading2",
        "heading3",
        "paragraph",
        "bullet",
        "numbered",
        "row7",
    }


def test_the_clean_pair_is_as_long_as_a_brief():
    words = re.findall(r"[A-Za-z0-9][^\s|]*", clean("en"))
    assert 1300 <= len(words) <= 1800
    assert 2000 <= len(HAN.findall(clean("zh"))) <= 3500


def test_the_pair_says_that_it_is_fictional():
    assert "fictional test document" in clean("en").splitlines()[2]
    assert "虚构的测试文档" in clean("zh").splitlines()[2]


@pytest.mark.parametrize("name", ["clean_zh.md", "defects.toml", "second_zh_style.toml"])
def test_chinese_punctuation_is_full_width(name):
    assert ASCII_MARK_BESIDE_HAN.findall((HERE / name).read_text(encoding="utf-8")) == []


def test_the_clean_chinese_holds_no_look_alike_character():
    # Radicals and compatibility ideographs are planted on purpose, and only there.
    assert not re.search(r"[\u2e80-\u2fdf\uf900-\ufaff]", clean("zh"))


def test_english_holds_no_chinese():
    assert not HAN.search(clean("en"))


@pytest.mark.parametrize("defect", DEFECTS, ids=[defect["id"] for defect in DEFECTS])
def test_every_defect_is_one_edit_at_one_place(defect):
    assert set(defect) - {"also"} == {"id", "class", "side", "find", "replace", "why"}
    assert defect["side"] in SIDES
    assert clean(defect["side"]).count(defect["find"]) == 1
    assert defect["find"] != defect["replace"]
    assert defect["why"].strip()
    assert {defect["class"], *defect.get("also", [])} <= CLASSES
    assert defect["class"] not in defect.get("also", [])


def test_there_are_three_defects_of_every_class():
    assert Counter(defect["class"] for defect in DEFECTS) == dict.fromkeys(CLASSES, 3)
    assert len({defect["id"] for defect in DEFECTS}) == len(DEFECTS)
    assert {defect["side"] for defect in DEFECTS} == set(SIDES)


def test_drift_is_an_edit_of_the_source_after_review():
    assert {defect["side"] for defect in DEFECTS if defect["class"] == "drift"} == {"en"}


def test_missing_and_extra_blocks_change_the_count_where_they_say_so():
    grown = {d["id"]: len(kinds(edited(d))) - len(kinds(clean(d["side"]))) for d in DEFECTS}
    expected = {"segment_missing": -1, "segment_extra": 1}
    assert grown == {
        d["id"]: 0 if d["id"] in WITHIN_A_PARAGRAPH else expected.get(d["class"], 0) for d in DEFECTS
    }


def test_nothing_is_taken_from_the_first_set():
    first = tomllib.loads((FIRST / "defects.toml").read_text(encoding="utf-8"))["defect"]
    for key in ("id", "find", "replace"):
        seen = {defect[key] for defect in first} - {""}
        assert not seen & {defect[key] for defect in DEFECTS}


@pytest.mark.parametrize("style", STYLE, ids=[style["zh"] for style in STYLE])
def test_every_turn_of_style_stands_once_in_both_clean_texts(style):
    assert set(style) == {"en", "zh", "why"}
    assert all(clean(side).count(style[side]) == 1 for side in SIDES)


@pytest.mark.parametrize("style", STYLE, ids=[style["zh"] for style in STYLE])
def test_every_turn_of_style_stands_in_blocks_of_the_same_place(style):
    places = []
    for side in SIDES:
        lines = [line for line in clean(side).splitlines() if line.strip()]
        places.append(next(i for i, line in enumerate(lines) if style[side] in line))
    assert places[0] == places[1]

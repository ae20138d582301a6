"""The fixtures that judge the parity guard are themselves sound."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "fixtures"
CLASSES = {
    "segment_missing", "segment_extra", "number", "unit", "date", "hedge", "polarity", "name", "instrument", "term",
    "term_consistency", "machine_translation", "scope", "variant_character", "drift",
}  # fmt: skip
SIDES = ("en", "zh")
DEFECTS = tomllib.loads((HERE / "defects.toml").read_text(encoding="utf-8"))["defect"]
INSTANCES = tomllib.loads((HERE / "instances.toml").read_text(encoding="utf-8"))["instance"]
HAN = re.compile(r"[\u4e00-\u9fff]")
ASCII_MARK_BESIDE_HAN = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")


def clean(side: str) -> str:
    return (HERE / f"clean_{side}.md").read_text(encoding="utf-8")


def kinds(text: str) -> list[str]:
    """Return the kind of every block in order: heading, row, bullet, numbered, paragraph."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        if line.startswith("#"):
            found.append("heading" + str(len(line) - len(line.lstrip("#"))))
        elif line.startswith("|"):
            found.append(f"row{line.count('|')}")
        elif line.startswith("- "):
            found.append("bullet")
        elif re.match(r"[0-9]+\. ", line):
            found.append("numbered")
        else:
            found.append("paragraph")
    return found


def test_the_clean_pair_has_the_same_blocks_in_the_same_order():
    assert kinds(clean("en")) == kinds(clean("zh"))
    assert len(kinds(clean("en"))) > 60
    assert set(kinds(clean("en"))) >= {
        "heading1",
        "heading2",
        "heading3",
        "paragraph",
        "bullet",
        "numbered",
        "row6",
    }


def test_the_clean_pair_is_long_enough_to_fill_three_pages():
    assert 1200 <= len(clean("en").split()) <= 1800
    assert 2300 <= len(HAN.findall(clean("zh"))) <= 4000


def test_the_held_out_pair_has_the_same_paragraphs():
    texts = [(HERE / f"held_out_{side}.txt").read_text(encoding="utf-8") for side in SIDES]
    shapes = [[len(block.splitlines()) for block in text.strip().split("\n\n")] for text in texts]
    assert shapes[0] == shapes[1]
    assert 450 <= len(texts[0].split()) <= 600


@pytest.mark.parametrize("name", ["clean_zh.md", "held_out_zh.txt", "instances.toml", "defects.toml"])
def test_chinese_punctuation_is_full_width(name):
    assert ASCII_MARK_BESIDE_HAN.findall((HERE / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", ["clean_en.md", "held_out_en.txt"])
def test_english_holds_no_chinese(name):
    assert not HAN.search((HERE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("defect", DEFECTS, ids=[defect["id"] for defect in DEFECTS])
def test_every_defect_is_one_edit_at_one_place(defect):
    assert set(defect) - {"also"} == {"id", "class", "side", "find", "replace", "why"}
    assert defect["side"] in SIDES
    assert clean(defect["side"]).count(defect["find"]) == 1
    assert defect["find"] != defect["replace"]
    assert defect["why"].strip()
    assert {defect["class"], *defect.get("also", [])} <= CLASSES
    assert defect["class"] not in defect.get("also", [])


def test_defects_are_many_and_of_every_class():
    counted = Counter(defect["class"] for defect in DEFECTS)
    assert set(counted) == CLASSES
    assert min(counted.values()) >= 2
    assert len(DEFECTS) >= 34
    assert len({defect["id"] for defect in DEFECTS}) == len(DEFECTS)
    assert {defect["side"] for defect in DEFECTS} == set(SIDES)


def test_drift_is_an_edit_of_the_source_after_review():
    assert {defect["side"] for defect in DEFECTS if defect["class"] == "drift"} == {"en"}


def test_missing_and_extra_blocks_change_the_count_where_they_say_so():
    changed = {}
    for defect in DEFECTS:
        text = clean(defect["side"])
        edited = text.replace(defect["find"], defect["replace"])
        changed[defect["id"]] = len(kinds(edited)) - len(kinds(text))
    by_class = {defect["id"]: defect["class"] for defect in DEFECTS}
    assert {i for i, n in changed.items() if n < 0} == {
        i for i, c in by_class.items() if c == "segment_missing" and i != "missing-sentence"
    }
    assert {i for i, n in changed.items() if n > 0} == {
        i for i, c in by_class.items() if c == "segment_extra"
    }


def test_every_known_kind_has_one_new_instance_and_its_correction():
    assert [instance["like"] for instance in INSTANCES] == [f"P{n}" for n in range(1, 15)]
    assert len({instance["id"] for instance in INSTANCES}) == len(INSTANCES)


@pytest.mark.parametrize("instance", INSTANCES, ids=[instance["id"] for instance in INSTANCES])
def test_an_instance_and_its_correction_differ(instance):
    assert {instance["class"], *instance.get("also", [])} <= CLASSES
    before = (instance["en"], instance["zh"])
    after = (instance["corrected_en"], instance["corrected_zh"])
    assert before != after
    assert HAN.search(instance["zh"])
    assert not HAN.search(instance["en"])
    assert len(after[0].splitlines()) == len(after[1].splitlines())

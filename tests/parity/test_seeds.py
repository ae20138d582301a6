"""The programme's two public pages: the known defects are found in the right class, and every finding has a verdict."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tanlu.parity.check import check
from tanlu.parity.findings import CLASSES
from tanlu.parity.readers.files import read_bilingual
from tests import needs

LISTED = tomllib.loads((Path(__file__).parent / "seeds.toml").read_text("utf-8"))["finding"]
FILES = ("delegation_2016.txt", "track2_dialogues.txt")
CLASS_OF = {
    "P1": "name", "P2": "name", "P3": "machine_translation", "P4": "machine_translation", "P5": "segment_missing",
    "P6": "machine_translation", "P7": "name", "P8": "instrument", "P9": "drift", "P10": "scope", "P11": "scope",
    "P12": "hedge", "P13": "date", "P14": "term_consistency",
}  # fmt: skip


@cache
def findings(name):
    return check(*read_bilingual(needs.shared() / "seeds" / name)).findings


def is_listed_as(row, found):
    return (row["class"], row["en_line"], row["zh_line"]) == (
        found.kind,
        found.en_line,
        found.zh_line,
    ) and row["about"] in found.why.en


def test_the_list_is_sound():
    for row in LISTED:
        assert row["file"] in FILES
        assert row["class"] in CLASSES
        assert row["verdict"] in {"true", "false", "arguable"}
        assert row["why"].endswith(".")
        assert row["reason"].endswith(".")
        assert row.get("defect") is None or CLASS_OF[row["defect"]] == row["class"]
    assert {row["defect"] for row in LISTED if "defect" in row} <= set(CLASS_OF)
    assert len({tuple(row.values())[:5] for row in LISTED}) == len(LISTED)


def test_at_most_six_are_false():
    assert Counter(row["verdict"] for row in LISTED)["false"] <= 6


@pytest.mark.prove
@pytest.mark.parametrize("defect", CLASS_OF)
def test_a_known_defect_is_found_in_its_class(defect):
    rows = [row for row in LISTED if row.get("defect") == defect]
    assert rows
    for row in rows:
        assert [each for each in findings(row["file"]) if is_listed_as(row, each)], row


@pytest.mark.prove
@pytest.mark.parametrize("name", FILES)
def test_every_finding_has_a_verdict(name):
    rows = [row for row in LISTED if row["file"] == name]
    unlisted = [
        (each.kind, each.en_line, each.zh_line, each.why.en)
        for each in findings(name)
        if sum(is_listed_as(row, each) for row in rows) != 1
    ]
    assert unlisted == []


@pytest.mark.prove
@pytest.mark.parametrize("name", FILES)
def test_every_verdict_is_about_a_finding(name):
    """A row whose finding is gone would count for nothing."""
    gone = [
        row
        for row in LISTED
        if row["file"] == name and sum(is_listed_as(row, each) for each in findings(name)) != 1
    ]
    assert gone == []

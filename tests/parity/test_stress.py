"""Single sentences of other genres, each right and with one defect planted: what mechanisms do, and no blind measure."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

from tanlu.parity.check import check
from tanlu.parity.findings import CLASSES
from tanlu.parity.readers.markdown import read_markdown
from tanlu.parity.segment import Reading
from tests.parity.judging import allowed

CASES = tomllib.loads((Path(__file__).parent / "stress.toml").read_text("utf-8"))["case"]
TOGETHER = 12
"""Cases that are read as one text: a check may ask what the rest of it does."""
FLOOR, ALARMS = 65, 1


def found(first, planted=None):
    """Return what is found in a text of some cases, one of them with its defect."""
    group = CASES[first : first + TOGETHER]
    en = "\n\n".join(each["en"] for each in group)
    zh = "\n\n".join(each["wrong" if each is planted else "zh"] for each in group)
    return check(
        Reading("en", "en.md", read_markdown(en)), Reading("zh", "zh.md", read_markdown(zh))
    ).findings


@cache
def alarms(first):
    return found(first)


@cache
def missed():
    lost = []
    for at, case in enumerate(CASES):
        first = at - at % TOGETHER
        known = {each.id for each in alarms(first)}
        new = {each.kind for each in found(first, case) if each.id not in known}
        if not allowed(case) & new:
            lost.append(case["id"])
    return lost


def test_the_cases_are_sound():
    assert len(CASES) >= 60
    assert len({each["id"] for each in CASES}) == len(CASES)
    assert {each["class"] for each in CASES} == set(CLASSES) - {"segment_extra"}
    assert all(
        set(each) == {"id", "class", "en", "zh", "wrong"} and each["wrong"] != each["zh"] for each in CASES
    )
    assert min(Counter(each["class"] for each in CASES).values()) >= 2


def test_most_planted_defects_are_found_in_their_class():
    assert len(CASES) - len(missed()) >= FLOOR, missed()


def test_sentences_that_are_right_stay_quiet():
    told = [each.why.en for first in range(0, len(CASES), TOGETHER) for each in alarms(first)]
    assert len(told) <= ALARMS, told

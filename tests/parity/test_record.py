"""What people reviewed rests until either side changes; a changed source under a reviewed translation is told."""

import json
import re
from datetime import date

import pytest

from tanlu.actions.parity import Texts, accept, check_texts, review, withdraw
from tanlu.errors import BadDocument, CannotWrite
from tanlu.parity.record import Record, read_record, write_record
from tests.parity import pairs
from tests.parity.pairs import EN, WRONG, ZH

DAY = date(2026, 3, 4)


def write(texts, en=None, zh=None):
    for path, held in ((texts.first, en), (texts.second, zh)):
        if held:
            path.write_text("\n\n".join(held) + "\n", "utf-8")


@pytest.fixture
def texts(tmp_path):
    made = Texts(tmp_path / "en.md", tmp_path / "zh.md")
    write(made, EN, WRONG)
    return made


@pytest.fixture
def right(texts):
    write(texts, zh=ZH)
    return texts


def kinds(texts):
    return [each.kind for each in check_texts(texts).findings]


def first(texts):
    return next(each for each in check_texts(texts).findings if each.kind == "number")


def test_the_pair_itself_is_judged(texts, right):
    assert kinds(right) == []
    write(texts, zh=WRONG)
    assert sorted(kinds(texts)) == ["date", "number"]


def test_an_accepted_finding_rests_with_who_when_and_why(texts):
    found = first(texts)
    accept(texts, [found.id], " Li Hua ", "the yearbook was corrected", DAY)
    after = check_texts(texts)
    assert [each.id for each in after.rested] == [found.id]
    assert kinds(texts) == ["date"]
    (kept,) = json.loads(texts.kept.read_text("utf-8"))["accepted"]
    assert kept == {
        "id": found.id,
        "by": "Li Hua",
        "when": "2026-03-04",
        "why": "the yearbook was corrected",
        "said": found.why.en,
    }


@pytest.mark.parametrize("side", ["en", "zh"])
def test_it_speaks_again_when_either_side_changes(texts, side):
    accept(texts, [first(texts).id], "Li Hua", "reason", DAY)
    write(texts, en=[each.replace("mined", "dug") for each in EN] if side == "en" else None,
          zh=[each.replace("原煤", "煤炭") for each in WRONG] if side == "zh" else None)  # fmt: skip
    assert "number" in kinds(texts)


def test_it_rests_where_another_paragraph_changes_or_the_place_moves(texts):
    accept(texts, [first(texts).id], "Li Hua", "reason", DAY)
    write(texts, en=("Coal towns", *EN), zh=("煤炭城镇", *WRONG))
    assert "number" not in kinds(texts)


def test_an_exception_is_taken_back(texts):
    found = first(texts)
    accept(texts, [found.id], "Li Hua", "reason", DAY)
    (gone,) = withdraw(texts, [found.id])
    assert gone.id == found.id
    assert "number" in kinds(texts)
    with pytest.raises(BadDocument, match="holds no exception"):
        withdraw(texts, [found.id])


@pytest.mark.parametrize(("by", "why"), [("", "reason"), ("Li Hua", ""), ("  ", "reason"), ("Li Hua", " \n")])
def test_nobody_and_no_reason_are_refused(texts, by, why):
    with pytest.raises(BadDocument, match="needs a person and a reason"):
        accept(texts, [first(texts).id], by, why)
    assert not texts.kept.exists()


def test_an_unknown_id_keeps_nothing_of_the_others(texts):
    with pytest.raises(BadDocument, match="no finding 00000000"):
        accept(texts, [first(texts).id, "00000000"], "Li Hua", "reason")
    assert not texts.kept.exists()


def test_an_id_is_eight_digits_and_does_not_depend_on_the_line(texts):
    before = {each.id for each in check_texts(texts).findings}
    assert all(re.fullmatch(r"[0-9a-f]{8}", each) for each in before)
    texts.first.write_text("\n\n\n" + texts.first.read_text("utf-8"), "utf-8")
    assert {each.id for each in check_texts(texts).findings} == before


def test_a_review_is_quiet_on_what_it_reviewed(right):
    assert review(right, "Li Hua", DAY) == len(EN)
    assert kinds(right) == []  # 背景 is right for Background and for Context


def test_a_changed_source_is_drift_until_it_is_reviewed_again(right):
    review(right, "Li Hua", DAY)
    write(right, en=[each.replace("network met", "network's members met") for each in EN])
    (found,) = check_texts(right).findings
    assert (found.kind, found.severity, found.en_line) == ("drift", "error", 5)
    assert "Li Hua" in found.why.en
    assert "2026-03-04" in found.why.zh
    assert "The network met in Taiyuan" in found.why.en
    review(right, "Wang Fang", DAY)
    assert kinds(right) == []
    write(right, en=EN)
    assert kinds(right) == ["drift"]  # the latest review counts


def test_a_translation_that_follows_is_no_drift(right):
    review(right, "Li Hua", DAY)
    write(
        right,
        en=[each.replace("14 May", "15 May") for each in EN],
        zh=[each.replace("14日", "15日") for each in ZH],
    )
    assert kinds(right) == []


def test_a_review_does_not_cover_up_errors(texts):
    with pytest.raises(BadDocument, match="would cover them up"):
        review(texts, "Li Hua")
    with pytest.raises(BadDocument, match="needs a person"):
        review(texts, " ")
    assert not texts.kept.exists()


def test_a_record_reads_as_it_was_written(tmp_path):
    seen = pairs.checked(EN, ZH).comparison
    record = Record()
    record.review(seen, "Li Hua", "2026-03-04")
    write_record(tmp_path / "r.json", record)
    assert read_record(tmp_path / "r.json") == record
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


@pytest.mark.parametrize("held", ["", "{}", "[]", '{"accepted": [{"id": "1"}], "reviewed": []}', b"\xff\xfe"])
def test_a_damaged_record_is_refused_and_left_alone(texts, held):
    raw = held if isinstance(held, bytes) else held.encode()
    texts.kept.write_bytes(raw)
    with pytest.raises(BadDocument, match="no review record") as caught:
        check_texts(texts)
    assert "不是可读取的审校记录" in caught.value.what[1]
    assert texts.kept.read_bytes() == raw


def test_a_record_that_cannot_be_written_says_so(texts, tmp_path):
    elsewhere = Texts(texts.first, texts.second, record=tmp_path / "absent" / "r.json")
    with pytest.raises(CannotWrite, match="cannot be written"):
        accept(elsewhere, [first(texts).id], "Li Hua", "reason")

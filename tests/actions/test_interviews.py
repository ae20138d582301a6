"""Interviews in a folder: nothing unagreed leaves, and what is withdrawn is gone to the last byte."""

import json
from dataclasses import replace

import pytest
from tests.actions.talking import agreed, at, everything
from tests.study.interviews.making import TEXT, WORDS, foreign, guid, renamed

from tanlu.actions.interview_codes import codebook, take_codebook, write_codebook
from tanlu.actions.interview_exports import send
from tanlu.actions.interview_files import bring
from tanlu.actions.interviews import INTERVIEWS, KEYS, add, create, held, keep, record_consent, withdraw
from tanlu.actions.quotations import Asked, agree, find, quote
from tanlu.errors import BadDocument, BadFolder, BadRecord, CannotWrite, HeldBack, UnknownName
from tanlu.study.interviews.model import Translated
from tanlu.study.interviews.refi.offsets import Reading
from tanlu.study.interviews.refi.read import read_qdpx
from tanlu.study.interviews.refi.write import write_qdpx
from tanlu.text import Text


def test_search_never_shows_what_is_not_agreed(talks):
    assert {each.who for each in find(talks, "工资").hits} == {"P01", "P02", "P03"}
    record_consent(talks, ["P02"], agreed())
    record_consent(talks, ["P03"], replace(agreed("analysis"), until="2026-01-02"))
    found = find(talks, "工资")
    assert {each.who for each in found.hits} == {"P01"}
    assert (found.searched, found.held_back) == (4, 2)
    assert agree(talks, draws=0).transcripts == 4


def test_both_languages_are_found_by_one_term(talks):
    assert {each.language for each in find(talks, "公正转型", both=True).hits} == {"en", "zh"}


def test_names_and_numbers_are_replaced_before_anyone_codes(talks, tmp_path):
    file = tmp_path / "raw.txt"
    file.write_text(
        "\ufeff我叫高永福，电话13912345678。\r\n钱守田也在。高永福在晋北矿务局上班。\r\n", "utf-8"
    )
    names = {"name_zh": "高永福", "name_en": "Gao Yongfu", "family": "Gao", "organisation_zh": "晋北矿务局"}
    found = add(talks, file, names=names, descriptors={"country": "CN"})
    assert found.who == "P07"
    assert (
        held(talks).project.said_by("P07")[0].text
        == "我叫[P07]，电话[号码]。\n[P01]也在。[P07]在[单位]上班。\n"
    )
    assert {what.en: count for what, count in found.replaced} == {
        "a person of the key file": 3, "a telephone number": 1, "where one of them works": 1
    }  # fmt: skip
    assert "高永福" not in (talks / "private" / INTERVIEWS).read_text("utf-8")
    assert "高永福" in (talks / "private" / KEYS).read_text("utf-8")
    with pytest.raises(BadRecord, match="kept already"):
        add(talks, file, names=names, descriptors={})


def test_a_new_name_is_replaced_in_older_transcripts_and_codings_stay(talks, tmp_path):
    file = tmp_path / "one.txt"
    file.write_text("高永福说过，工资拖了。", "utf-8")
    add(talks, file, "P10", names={}, descriptors={})
    project = held(talks).project
    text = project.said_by("P10")[0]
    start = text.text.index("工资拖了")
    coding = replace(
        project.codings[0], guid=guid(1), selection=guid(2), transcript=text.guid, start=start, end=start + 4
    )
    keep(held(talks).store, replace(project, codings=(*project.codings, coding)))
    file.write_text("另一份。", "utf-8")
    add(talks, file, "P11", names={"name_zh": "高永福"}, descriptors={})
    project = held(talks).project
    moved = next(each for each in project.codings if each.guid == guid(1))
    assert project.said_by("P10")[0].text == "[P11]说过，工资拖了。"
    assert project.said_by("P10")[0].text[moved.start : moved.end] == "工资拖了"


@pytest.mark.parametrize("who", ["高永福", "gao", "P", "P12345"])
def test_a_pseudonym_is_no_name(talks, tmp_path, who):
    (tmp_path / "x.txt").write_text("话", "utf-8")
    with pytest.raises(BadRecord):
        add(talks, tmp_path / "x.txt", who, names={}, descriptors={})


def test_a_file_that_is_no_utf8_is_refused_and_nothing_kept(talks, tmp_path):
    (tmp_path / "x.txt").write_bytes("工资".encode("gb18030"))
    before = everything(talks)
    with pytest.raises(BadDocument, match="no UTF-8"):
        add(talks, tmp_path / "x.txt", names={}, descriptors={})
    assert everything(talks) == before


def test_exports_hold_only_what_was_agreed_and_are_on_record(talks, tmp_path):
    gone = send(talks, tmp_path / "team.qdpx")
    assert (gone.transcripts, gone.held_back) == (6, 0)
    public = send(talks, tmp_path / "public.qdpx", publish=True)
    back = read_qdpx((tmp_path / "public.qdpx").read_bytes(), "x")
    assert {each.name for each in back.sources} == {"P01", "P04"}
    assert public.held_back == 4
    assert [each.file for each in held(talks).project.sent] == ["team.qdpx", "public.qdpx"]
    data = (tmp_path / "team.qdpx").read_bytes()
    for row in held(talks).keys:
        assert (row["name_zh"] or "钱守田").encode() not in data
        assert row["name_en"].encode() not in data


def test_examples_that_quote_somebody_left_out_are_left_out(talks, tmp_path):
    project = held(talks).project
    example = next(each.example for each in project.codes if "没有厂子要人" in each.example)
    record_consent(talks, ["P01"], agreed())
    send(talks, tmp_path / "team.qdpx")
    assert all(
        each.example != example for each in read_qdpx((tmp_path / "team.qdpx").read_bytes(), "x").codes
    )


def test_chinese_interviews_go_abroad_only_with_a_permission(talks, tmp_path):
    assert send(talks, tmp_path / "west.qdpx", abroad=True).transcripts == 3
    record_consent(talks, ["P01"], agreed("analysis", "abroad", "quote"))
    with pytest.raises(HeldBack, match="permission on record"):
        send(talks, tmp_path / "all.qdpx", abroad=True)
    assert not (tmp_path / "all.qdpx").exists()
    assert send(talks, tmp_path / "all.qdpx", abroad=True, permission="No. 12").sent.permission == "No. 12"
    with pytest.raises(HeldBack, match="permission on record"):
        quote(talks, Asked("P01", 0, 10, abroad=True))


def test_nothing_is_sent_when_nobody_agreed(talks, tmp_path):
    record_consent(talks, [f"P0{each}" for each in range(1, 7)], agreed())
    with pytest.raises(HeldBack, match="Nobody agreed"):
        send(talks, tmp_path / "x.qdpx")
    assert held(talks).project.sent == ()


@pytest.mark.parametrize("name", ["P04.qdpx", "talk-P04.qdpx", "Walt Terhune.qdpx"])
def test_a_file_name_tells_nobody(talks, tmp_path, name):
    with pytest.raises(CannotWrite, match="tells who"):
        send(talks, tmp_path / name)


def test_a_file_that_is_there_is_not_overwritten(talks, tmp_path):
    (tmp_path / "x.qdpx").write_text("mine")
    with pytest.raises(CannotWrite, match="already"):
        send(talks, tmp_path / "x.qdpx")
    assert (tmp_path / "x.qdpx").read_text() == "mine"
    assert held(talks).project.sent == ()


def test_an_import_is_whole_or_nothing_and_never_twice(talks, tmp_path):
    (tmp_path / "f.qdpx").write_bytes(foreign(TEXT, WORDS, Reading(wide=True, breaks=True)))
    before = everything(talks)
    assert bring(talks, tmp_path / "f.qdpx", dry_run=True).codings == 4
    assert everything(talks) == before
    found = bring(talks, tmp_path / "f.qdpx")
    assert (found.transcripts, found.codings, found.codes, found.coders) == (1, 4, 1, 2)
    assert found.without_consent == ("P07",)
    assert "Zhang" not in (talks / "private" / INTERVIEWS).read_text("utf-8")
    again = bring(talks, tmp_path / "f.qdpx")
    assert (again.transcripts, again.codings, again.codes, again.coders) == (0, 0, 0, 0)
    assert {each.who for each in find(talks, "焊接").hits} == {"P01"}


def test_a_broken_import_changes_nothing(talks, tmp_path):
    data = foreign(TEXT, WORDS, Reading()).replace(b"PK\x05\x06", b"PK\x00\x00")
    (tmp_path / "f.qdpx").write_bytes(data)
    before = everything(talks)
    with pytest.raises(BadDocument):
        bring(talks, tmp_path / "f.qdpx")
    assert everything(talks) == before


def test_names_in_an_import_are_replaced_and_its_codings_move_along(talks, tmp_path):
    raw = "钱守田说，没有人问过我们。13912345678"
    (tmp_path / "f.qdpx").write_bytes(foreign(raw, ("没有人问过我们",), Reading()))
    bring(talks, tmp_path / "f.qdpx")
    project = held(talks).project
    text = project.said_by("P07")[0]
    assert text.text == "[P01]说，没有人问过我们。[号码]"
    (coding,) = [each for each in project.codings if each.transcript == text.guid]
    assert text.text[coding.start : coding.end] == "没有人问过我们"


def test_a_changed_transcript_is_refused(talks, tmp_path):
    project = held(talks).project
    first = project.transcripts[0]
    other = replace(
        project, transcripts=(replace(first, text="新加一句。" + first.text),), codings=(), notes=()
    )
    (tmp_path / "f.qdpx").write_bytes(write_qdpx(other, "x"))
    with pytest.raises(BadDocument, match="another one"):
        bring(talks, tmp_path / "f.qdpx")


def test_a_second_coder_comes_back_and_is_counted(talks, tmp_path):
    send(talks, tmp_path / "out.qdpx")
    create(tmp_path / "other", Text("Other", "另一个"))
    bring(tmp_path / "other", tmp_path / "out.qdpx")
    ours, theirs = held(talks).project, held(tmp_path / "other").project
    assert theirs.codings == ours.codings
    assert [each.text for each in theirs.transcripts] == [each.text for each in ours.transcripts]
    assert theirs.transcripts[0].descriptors == ours.transcripts[0].descriptors
    assert agree(tmp_path / "out.qdpx", draws=0).rows == agree(talks, draws=0).rows


def test_a_quotation_leaves_without_traces(talks, tmp_path):
    start, end = at(talks, "P05", "I was forty-nine and the youngest by far was my son's age.")
    found = quote(talks, Asked("P05", start, end, describe=("role",)))
    assert found.speaker.zh == "一位受访者，矿工"
    assert "P05" not in json.dumps(found.to_json())
    assert found.sides[1].told.en == "not translated yet"


def test_a_translation_carries_its_state(talks):
    start, end = at(talks, "P04", "We found out from the radio.")
    told = Asked("P04", start, end, translation="我们是从收音机里听说的。", status=Translated.MACHINE)
    assert quote(talks, told).sides[1].told.zh == "机器翻译，未经审校"
    later = quote(talks, Asked("P04", start, end))
    assert later.sides[1].words == "我们是从收音机里听说的。"
    short = Asked("P04", start, end, omit=((start + 3, start + 8),))
    assert quote(talks, short).sides[1].words == ""
    assert (
        quote(talks, replace(short, translation="是从收音机里听说的。")).sides[1].words
        == "是从收音机里听说的。"
    )
    assert quote(talks, Asked("P04", start, end)).sides[1].words == "我们是从收音机里听说的。"


def test_omissions_and_names_are_marked(talks, tmp_path):
    (tmp_path / "x.txt").write_text("张师傅说，工资拖了三个月，我今年43岁，住在柳沟村。", "utf-8")
    add(talks, tmp_path / "x.txt", names={}, descriptors={})
    record_consent(talks, ["P07"], agreed("analysis", "quote"))
    start, end = at(talks, "P07", "工资拖了三个月，")
    size = len(held(talks).project.said_by("P07")[0].text)
    found = quote(talks, Asked("P07", 0, size, omit=((start, end),)))
    assert "张师傅" not in found.sides[0].words
    assert "43" not in found.sides[0].words
    assert "柳沟村" not in found.sides[0].words
    assert "[……]" in found.sides[0].words
    assert "工资" not in found.sides[0].words
    assert {what.en for what, _ in found.removed} >= {
        "somebody addressed by name",
        "an age",
        "a village or town",
    }


def test_a_name_is_told_only_where_it_was_agreed(talks):
    assert quote(talks, Asked("P04", 0, 20, by_name=True)).speaker.en == "Walt Terhune"
    with pytest.raises(HeldBack, match="quote by name"):
        quote(talks, Asked("P05", 0, 20, by_name=True))
    with pytest.raises(HeldBack, match="quote without a name"):
        quote(talks, Asked("P03", 0, 10))


def test_codebooks_come_and_go(talks, tmp_path):
    assert write_codebook(talks, tmp_path / "book.qdc") == 4
    assert "没有厂子要人" not in (tmp_path / "book.qdc").read_text("utf-8")
    write_codebook(talks, tmp_path / "book.csv")
    assert take_codebook(talks, tmp_path / "book.csv")[0] == 0
    (tmp_path / "own.csv").write_text(
        "name,name_zh,parent,definition\nhealth,健康,,Lungs and sleep.\ndust,粉尘,health,\n", "utf-8"
    )
    assert take_codebook(talks, tmp_path / "own.csv")[:2] == (2, 0)
    codes, _ = codebook(talks)
    dust, health = (next(each for each in codes if each.name == name) for name in ("dust", "health"))
    assert dust.parent == health.guid


def test_folders_that_are_none_say_what_to_do(tmp_path, talks):
    with pytest.raises(BadFolder, match="holds no interviews"):
        held(tmp_path / "empty")
    with pytest.raises(CannotWrite, match="already"):
        create(talks, None)
    (talks / "private" / INTERVIEWS).write_text('{"title": {"en": "x"}}', "utf-8")
    with pytest.raises(BadFolder, match="changed or cut short"):
        held(talks)


def test_everything_lies_for_its_owner_alone(talks):
    for path in (talks / "private").iterdir():
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_pseudonym_of_another_project_is_another_person(talks, tmp_path):
    data = foreign(TEXT, WORDS, Reading())
    (tmp_path / "f.qdpx").write_bytes(renamed(data, "Interview Zhang", "P01"))
    assert bring(talks, tmp_path / "f.qdpx").without_consent == ("P07",)
    assert find(talks, "焊接").held_back == 1
    assert next(each for each in held(talks).keys if each["pseudonym"] == "P07")["known_as"] == "P01 (x)"


def test_a_pseudonym_that_nobody_has_is_kept(talks, tmp_path):
    (tmp_path / "f.qdpx").write_bytes(renamed(foreign(TEXT, WORDS, Reading()), "Interview Zhang", "CN31"))
    assert bring(talks, tmp_path / "f.qdpx").without_consent == ("CN31",)


def test_harmless_gaps_in_a_file_are_read_and_counted(talks, tmp_path):
    (tmp_path / "f.qdpx").write_bytes(renamed(foreign(TEXT, WORDS, Reading()), ' isCodable="true"', ""))
    found = bring(talks, tmp_path / "f.qdpx")
    assert found.foreign.departures == ("Code lacks isCodable",)
    assert found.codings == 4


def test_pseudonyms_of_others_do_not_stand_in_a_quotation(talks, tmp_path):
    (tmp_path / "x.txt").write_text("钱守田也在场，话是他说的。", "utf-8")
    add(talks, tmp_path / "x.txt", names={}, descriptors={})
    record_consent(talks, ["P07"], agreed("analysis", "quote"))
    assert quote(talks, Asked("P07", 0, 9)).sides[0].words == "[姓名]也在场，"


def test_two_interviews_of_one_person_are_told_apart(talks, tmp_path):
    (tmp_path / "x.txt").write_text("第二次谈话，说的还是工资。", "utf-8")
    add(talks, tmp_path / "x.txt", "P01", names={}, descriptors={})
    assert {each.who for each in find(talks, "工资").hits} == {"P01/1", "P01/2", "P02", "P03"}
    with pytest.raises(UnknownName, match="not one transcript"):
        quote(talks, Asked("P01", 0, 5))
    assert quote(talks, Asked("P01/2", 0, 5)).sides[0].words == "第二次谈话"
    assert withdraw(talks, "P01").loss.transcripts == 2


def test_what_may_still_tell_who_speaks_is_told(talks, tmp_path):
    (tmp_path / "x.txt").write_text("我今年43岁，在红岩煤矿干。", "utf-8")
    add(talks, tmp_path / "x.txt", names={}, descriptors={})
    record_consent(talks, ["P07"], agreed("analysis"))
    seen = {what.en: count for what, count in send(talks, tmp_path / "team.qdpx").seen}
    assert seen == {"an age": 1, "a mine, works or company": 1}

"""Whatever tool handed the answers over, the tables of codes are the same; what cannot be taken is refused."""

import json

import pytest

from tanlu.actions.answers import read
from tanlu.errors import BadAnswers
from tanlu.study.answers.model import Missing
from tests.study.answers import sample
from tests.study.forms.sample import CLEAN, edited

NOT_ASKED, NOT_COLLECTED = Missing.NOT_ASKED, Missing.NOT_COLLECTED
TRUTH = [
    ["44", "miner", "20", "4", Missing.DONT_KNOW, "pay course", "54"],
    ["31", "teacher", NOT_ASKED, NOT_ASKED, NOT_ASKED, "family", "41"],
    ["58", Missing.REFUSED, NOT_ASKED, NOT_ASKED, NOT_ASKED, NOT_COLLECTED, "68"],
    ["29", "miner", NOT_COLLECTED, "1", NOT_COLLECTED, "course", "39"],
]
FILES = {
    "kobo.json": (sample.kobo_json, CLEAN), "kobo.xlsx": (sample.kobo_xlsx, CLEAN), "central.zip": (sample.central, CLEAN),
    "plain.csv": (sample.plain, sample.FLAT), "qualtrics.csv": (sample.qualtrics, sample.FLAT),
    "limesurvey.csv": (sample.limesurvey, sample.FLAT),
}  # fmt: skip


def taken(folder, name, data, text=CLEAN, version=""):
    (folder / "form.md").write_text(text, "utf-8")
    (folder / name).write_bytes(data)
    return read(folder / name, folder / "form.md", version)


def table(found, level=0):
    return [list(row.values.values()) for row in found.answers.levels[level].rows]


@pytest.mark.parametrize("name", FILES)
def test_every_tool_gives_the_same_table(tmp_path, name):
    make, form = FILES[name]
    found = taken(tmp_path, name, make(), form)
    assert table(found) == TRUTH
    assert [row.language for row in found.answers.levels[0].rows] == sample.LANGUAGES
    if form == CLEAN:
        assert table(found, 1) == [["driver", "4200.5"], ["=cmd()", NOT_COLLECTED], ["保安", "3000"]]
        keys = [row.key for row in found.answers.levels[0].rows]
        assert [row.parent for row in found.answers.levels[1].rows] == [keys[0], keys[0], keys[1]]
    missing = found.to_json()["levels"][0]["missing"]
    assert missing == {"not_asked": 6, "dont_know": 1, "refused": 1, "not_collected": 3}


def test_files_that_a_page_saved_give_the_same(tmp_path):
    (tmp_path / "form.md").write_text(CLEAN, "utf-8")
    found = read(sample.own(tmp_path / "files"), tmp_path / "form.md")
    assert table(found) == TRUTH
    assert found.answers.notes == ()
    one = read(tmp_path / "files" / "1.json", tmp_path / "form.md")
    assert table(one) == TRUTH[:1]


def test_a_table_saved_by_excel_in_china(tmp_path):
    data = sample.plain("utf-8").replace(b"r1", "王".encode()).decode().encode("gb18030")
    found = taken(tmp_path, "a.csv", data, sample.FLAT)
    assert table(found) == TRUTH
    assert "GB 18030" in found.answers.notes[0].en


def nobody():
    return (",".join(sample.NAMES) + "\n,,,,,,\n").encode()


BAD = {
    "a label for a code": (
        lambda: sample.plain().replace(b"teacher", b"Teacher"),
        sample.FLAT,
        "is a label, not a code",
    ),
    "a Chinese label": (
        lambda: sample.plain().replace(b"teacher", "教师".encode()),
        sample.FLAT,
        "line 3, role: '教师' is a label",
    ),
    "labels joined": (
        lambda: sample.plain().replace(b"pay course", b'"A higher wage, My family"'),
        sample.FLAT,
        "is a label",
    ),
    "a code of no list": (
        lambda: sample.plain().replace(b"teacher", b"pilot"),
        sample.FLAT,
        "no code of role",
    ),
    "words for a number": (
        lambda: sample.plain().replace(b"44", "四十四".encode()),
        sample.FLAT,
        "is no number",
    ),
    "labels as headings": (
        lambda: sample.plain(names=("How old are you?", *(f"x{at}" for at in range(6)))),
        sample.FLAT,
        "headings are labels",
    ),
    "two versions": (lambda: sample.kobo_json(("v1", "v1", "v2", "v1")), CLEAN, "v1 (3), v2 (1)"),
    "another version": (
        sample.central,
        edited("| after_mine | 1 |", "| after_mine | 2 |"),
        "The form is version 2",
    ),
    "a repeat flattened": (
        lambda: sample.plain().replace(b"respondent_id", b"job[1]/title"),
        CLEAN,
        "repeat job is flattened",
    ),
    "a repeat in the main table": (
        lambda: sample.plain().replace(b"respondent_id", b"title"),
        CLEAN,
        "repeat job is flattened",
    ),
    "all answers missing": (nobody, sample.FLAT, ""),
    "no answers": (lambda: sample.plain().split(b"\r\n")[0], sample.FLAT, "holds no answers"),
    "a row twice": (
        lambda: sample.plain().replace(b"r2", b"r1"),
        sample.FLAT,
        "Two rows have the key r1: line 2 and line 3",
    ),
    "a page of several": (
        lambda: sample.kobo_json().replace(b"null", b'"https://x/?start=4"'),
        CLEAN,
        "is one page: 4 of 4",
    ),
    "a turn without its person": (
        lambda: sample.kobo_json().replace(b'"_uuid": "u1"', b'"_uuid": "u2"'),
        CLEAN,
        "Two rows have the key",
    ),
    "ragged lines": (lambda: sample.plain() + b"1,2\r\n", sample.FLAT, "line 6 has 2 cells"),
    "no JSON": (lambda: b"{", CLEAN, "it is no JSON"),
    "JSON of something else": (lambda: b'{"a": 1}', CLEAN, "holds no list of answers"),
    "a zip of nothing": (lambda: b"PK\x05\x06" + b"\x00" * 18, CLEAN, "no zip of CSV files"),
    "another form": (
        lambda: json.dumps({"tanlu_answers": 1, "form": "x", "answers": {}}).encode(),
        CLEAN,
        "answers the form 'x'",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_taken_is_refused_with_its_place(tmp_path, what, assert_bilingual):
    make, form, said = BAD[what]
    with pytest.raises(BadAnswers) as caught:
        taken(tmp_path, "a.txt", make(), form)
    assert_bilingual(caught.value, "教师", "四十四")
    assert said in caught.value.lines("en")[0]


def test_one_of_two_versions_can_be_read(tmp_path):
    data = sample.kobo_json(("v1", "v2", "v1", "v1"))
    found = taken(tmp_path, "a.json", data, version="v2")
    assert table(found) == [TRUTH[1]]
    assert table(found, 1) == [["保安", "3000"]]
    with pytest.raises(BadAnswers, match="No answer is to version v3"):
        taken(tmp_path, "a.json", data, version="v3")


def test_all_answers_of_all_rows_missing(tmp_path):
    names = ",".join((*sample.NAMES, "lang", "respondent_id"))
    data = f"{names}\n,,,,,,,en,r1\n,,,,,,,zh,r2\n".encode()
    with pytest.raises(BadAnswers, match="All answers of all 2 rows are missing"):
        taken(tmp_path, "a.csv", data, sample.FLAT)


def test_what_the_form_would_not_allow_is_noted_not_dropped(tmp_path):
    data = sample.plain().replace(b"44,miner,20", b"17,teacher,20")
    found = taken(tmp_path, "a.csv", data, sample.FLAT)
    notes = " ".join(each.en for each in found.answers.notes)
    assert "age: 1 do not fit the constraint" in notes
    assert "years: 1 answered though the form would not ask" in notes
    assert table(found)[0][2] == "20"


def test_a_form_with_defects_reads_nothing(tmp_path):
    from tanlu.errors import BadForm

    with pytest.raises(BadForm):
        taken(tmp_path, "a.csv", sample.plain(), edited("培训课程", "", sample.FLAT))

"""What leaves of answers: nothing without authority, no names, no formulas, nobody whom few resemble."""

import csv
import io
from datetime import date

import pytest

from tanlu.actions.answers import Request, export, read, summary
from tanlu.errors import CannotWrite, HeldBack
from tanlu.study.answers.export import safe
from tests.study.answers import sample
from tests.study.forms.sample import CLEAN, edited

DAY = date(2026, 11, 28)
PERMIT = """
form_id = "after_mine"
form_version = "1"
jurisdiction = "CN-SX"
may_leave_country = false
[rows]
granted_by = "The committee"
recipient = "A university"
until = 2027-01-01
abroad = false
quasi = ["role", "title"]
"""


@pytest.fixture
def here(tmp_path):
    (tmp_path / "form.md").write_text(CLEAN, "utf-8")
    (tmp_path / "permit.toml").write_text(PERMIT, "utf-8")
    many = sample.kobo_json()
    (tmp_path / "few.json").write_bytes(many)
    (tmp_path / "many.csv").write_bytes(crowd())
    (tmp_path / "flat.md").write_text(sample.FLAT, "utf-8")
    return tmp_path


def crowd(count=80):
    """Invented people, forty of either language; miners answer the scale, and half of the Chinese leave it."""
    rows = [[*sample.NAMES, "lang", "respondent_id"]]
    for at in range(count):
        lang = "zh" if at % 2 else "en"
        heard = "" if lang == "zh" and at % 4 == 1 else "5"
        rows.append(
            [
                "40",
                "miner",
                "10",
                heard,
                "4" if at % 3 else "refused",
                "pay" if at % 5 else "",
                "50",
                lang,
                f"r{at}",
            ]
        )
    return sample.lines(rows).replace("refused,", "dk,").encode()


def out(here, file="few.json", form="form.md", permit="permit.toml", to="A university"):
    asked = Request(here / permit if permit else None, to, here / "out")
    return export(here / file, here / form, asked, today=DAY)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('granted_by = "The committee"', "", "nobody granted it"),
        ('recipient = "A university"', 'recipient = "Another"', "granted to Another, not to A university"),
        ('recipient = "A university"', "", "granted to nobody"),
        ("2027-01-01", "2026-11-27", "it ran out"),
        ("until = 2027-01-01", "", "no day is given"),
        ("abroad = false", "", "does not say whether the rows leave the country"),
        ("abroad = false", "abroad = true", "may not leave the country"),
        ('form_version = "1"', 'form_version = "2"', "another form or version"),
    ],
)
def test_rows_are_refused_without_authority(here, old, new, said, assert_bilingual):
    (here / "permit.toml").write_text(PERMIT.replace(old, new), "utf-8")
    with pytest.raises(HeldBack) as caught:
        out(here)
    assert said in caught.value.lines("en")[0]
    assert_bilingual(caught.value)
    assert not (here / "out").exists()


def test_no_record_lets_nothing_out(here):
    with pytest.raises(HeldBack, match="no record of permission"):
        out(here, permit=None)


def test_what_few_share_stays(here):
    with pytest.raises(HeldBack, match="fewer than 5 people share role = "):
        out(here)


def test_rows_leave_without_names_keys_or_order(here):
    made = out(here, "many.csv", "flat.md")
    (path,) = made.files
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert set(rows[0]) == {
        "key",
        "lang",
        "form_version",
        "role",
        "heard",
        "fair",
        "help",
        "heard.missing",
        "fair.missing",
        "help.missing",
    }
    assert {"age", "years", "later"} <= set(made.kept)
    assert len({row["key"] for row in rows}) == 80
    assert not any(row["key"].startswith("r") for row in rows)
    assert {row["fair.missing"] for row in rows} == {"", "dont_know"}
    assert {row["heard.missing"] for row in rows if row["heard"] == ""} == {"not_collected"}
    again = export(
        here / "many.csv",
        here / "flat.md",
        Request(here / "permit.toml", "A university", here / "b"),
        today=DAY,
    )
    assert again.files[0].read_bytes() != raw
    with pytest.raises(CannotWrite):
        out(here, "many.csv", "flat.md")


def test_a_column_that_names_people_never_leaves(here):
    (here / "permit.toml").write_text(PERMIT.replace('"role", "title"', '"title"'), "utf-8")
    made = out(here)
    assert "title" in made.kept
    jobs = next(each for each in made.files if each.name.endswith("-job.csv")).read_text("utf-8-sig")
    assert jobs.splitlines()[0] == "key,parent,lang,form_version,pay,pay.missing"
    main = next(each for each in made.files if not each.name.endswith("-job.csv")).read_text("utf-8-sig")
    assert {row["parent"] for row in csv.DictReader(io.StringIO(jobs))} <= {
        row["key"] for row in csv.DictReader(io.StringIO(main))
    }


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-cmd", "@x", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_taken_for_a_formula(cell):
    assert safe(cell) == f"'{cell}"


def test_a_text_that_may_leave_is_made_safe(here):
    (here / "form.md").write_text(edited("| WRK.title |  | direct |", "| WRK.title |  | none |"), "utf-8")
    (here / "permit.toml").write_text(PERMIT.replace('"role", "title"', ""), "utf-8")
    jobs = next(each for each in out(here).files if each.name.endswith("-job.csv")).read_text("utf-8-sig")
    assert "'=cmd()" in jobs
    assert ",=cmd()" not in jobs
    assert "保安" in jobs


def test_the_summary_tells_no_small_cell(here):
    found = summary(here / "many.csv", here / "flat.md")
    told = {(each.row.variable, each.row.category): each for each in found.told}
    assert told["heard", "5"].row.found.value == 1.0
    assert told["heard", "5"].row.found.error is None
    few = summary(here / "few.json", here / "form.md")
    assert all(each.held_back or each.row.found.value is None for each in few.told)
    assert all(each.share is None for each in few.silences)


def test_the_summary_notices_a_language_that_leaves_a_question_out(here):
    found = summary(here / "many.csv", here / "flat.md")
    assert found.apart == ("heard",)
    shares = {(each.question, each.language): each.share for each in found.silences}
    assert shares["heard", "en"] == 0.0
    assert shares["heard", "zh"] == 0.5
    assert (
        next(each.dont_know for each in found.silences if each.question == "fair" and each.language == "en")
        > 0.3
    )


def test_a_question_that_nobody_answered_says_so(here):
    data = sample.plain().replace(b"pay course", b"").replace(b"family", b"").replace(b"course", b"")
    (here / "a.csv").write_bytes(data)
    assert summary(here / "a.csv", here / "flat.md").unanswered == ("fair", "help")


def test_what_came_in_shows_no_answer(here):
    said = str(read(here / "few.json", here / "form.md").to_json())
    assert "driver" not in said
    assert "保安" not in said

"""Forms on the way out and back, and through the gate."""

import csv
import io
from datetime import date

import pytest

from tanlu.actions.forms import compiled, convert, gate, new, read_form, web
from tanlu.errors import BadForm, CannotWrite
from tanlu.study.forms.fielding import permission_blocks, rules, status_blocks
from tanlu.study.forms.limesurvey import limesurvey_codes, write_limesurvey
from tanlu.study.forms.markdown import read_markdown, write_markdown
from tanlu.study.forms.permission import EXAMPLE, read_permit
from tests.study.forms.sample import CLEAN, FLAT, edited, made

DAY = date(2026, 11, 28)
FULL = """
form_id = "after_mine"
form_version = "1"
jurisdiction = "CN-SX"
collection_authority = "A university"
data_location = "Taiyuan"
foreign_related = true
licensed_body = "A licensed body"
approval_ref = "No. 1"
overseas_ngo = false
"""


@pytest.mark.parametrize("ending", [".xlsx", ".md"])
def test_a_form_survives_the_way_out_and_back(tmp_path, ending):
    text = edited("| 家人 |", "| =1+1 \\| 家人<br>二 |", CLEAN)
    source = tmp_path / "form.md"
    source.write_text(text, "utf-8")
    form = read_form(source)
    assert form.by_name["age"].row("constraint") == ". >= 18 and . <= 110"
    back = read_form(convert(source, tmp_path / f"out{ending}"))
    assert [each.headings for each in back.sheets] == [each.headings for each in form.sheets]
    assert [[row.cells for row in each.rows] for each in back.sheets] == [
        [row.cells for row in each.rows] for each in form.sheets
    ]
    assert form.lists["help"][2].row("label::中文 (zh)") == "=1+1 | 家人\n二"


def test_unknown_sheets_and_columns_survive():
    text = (
        CLEAN.replace("| tr_note |", "| tr_note | own thing |", 1)
        + "| entities |\n| | list_name |\n| | x |\n"
    )
    assert read_markdown(write_markdown(made(text).sheets)) == made(text).sheets


@pytest.mark.parametrize(
    "text", ["", "no table", "| survey |\n| | type | type |\n", "| survey |\n| | type |\n| | note | x |\n"]
)
def test_what_is_no_form_is_refused_in_both_languages(tmp_path, text, assert_bilingual):
    path = tmp_path / "form.md"
    path.write_text(text, "utf-8")
    with pytest.raises(BadForm) as caught:
        read_form(path)
    assert_bilingual(caught.value)


@pytest.mark.parametrize("data", [b"PK\x03\x04 no workbook", b"\xff\xfe\x00", "中".encode("gbk")])
def test_files_of_another_kind_are_refused(tmp_path, data):
    path = tmp_path / "form.xlsx"
    path.write_bytes(data)
    with pytest.raises(BadForm):
        read_form(path)


def test_the_core_may_not_be_fielded_and_says_why():
    found = gate(None, None, DAY)
    assert not found.open
    assert found.checked.defects == ()
    said = " ".join(each.why.en for each in found.blocked)
    assert "it is a draft" in said
    assert "No record of permission" in said


def test_a_reviewed_form_with_permission_may_be_fielded(tmp_path):
    (tmp_path / "form.md").write_text(CLEAN, "utf-8")
    (tmp_path / "permit.toml").write_text(FULL, "utf-8")
    assert gate(tmp_path / "form.md", tmp_path / "permit.toml", DAY).open


@pytest.mark.parametrize("status", ["machine", "draft", "translated", ""])
def test_one_cell_that_nobody_reviewed_blocks(status):
    text = edited("培训课程 |  | reviewed |", f"培训课程 |  | {status} |")
    blocked = list(status_blocks(made(text)))
    assert len(blocked) == 1
    assert "1 cells" in blocked[0].why.en


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('approval_ref = "No. 1"', "", "approval_ref"),
        ("foreign_related = true", "", "foreign_related"),
        ("overseas_ngo = false", "overseas_ngo = true", "ngo_filing_ref"),
        ('collection_authority = "A university"', "", "collection_authority"),
        ('form_version = "1"', 'form_version = "0"', "the form is after_mine 1"),
        ('jurisdiction = "CN-SX"', "", "jurisdiction"),
        ("overseas_ngo = false", "overseas_ngo = false\nvalid_until = 2026-11-27", "ran out"),
    ],
)
def test_what_the_record_lacks_blocks_with_its_source(old, new, told):
    blocked = list(permission_blocks(made(), read_permit(FULL.replace(old, new), "p"), DAY))
    assert told in " ".join(each.why.en for each in blocked)
    for each in blocked:
        assert each.why.zh
        assert each.rule is None or each.rule.source.startswith("http")


def test_a_rule_applies_from_its_day_on_and_elsewhere_only_the_house_asks():
    without = FULL.replace("foreign_related = true", "")
    assert not list(permission_blocks(made(), read_permit(without, "p"), date(2004, 10, 12)))
    american = without.replace("CN-SX", "US-WY")
    assert not list(permission_blocks(made(), read_permit(american, "p"), DAY))
    assert {each.jurisdiction for each in rules()} == {"CN"}


def test_an_empty_record_is_a_record():
    text = EXAMPLE.format(form_id="after_mine", version="1")
    assert len(list(permission_blocks(made(), read_permit(text, "p"), DAY))) == 3


def test_nothing_is_written_over(tmp_path):
    out = new(tmp_path / "core.xlsx")
    assert read_form(out).id == "tanlu_core16"
    with pytest.raises(CannotWrite):
        new(out)


@pytest.mark.parametrize("ending", [".xml", ".txt"])
def test_a_form_with_a_defect_is_not_compiled(tmp_path, ending):
    (tmp_path / "form.md").write_text(edited("${role} = 'miner'", "${rolle} = 'miner'"), "utf-8")
    with pytest.raises(BadForm, match="No question is named rolle"):
        convert(tmp_path / "form.md", tmp_path / f"out{ending}")


def flat():
    """Without the repeat, which LimeSurvey cannot hold."""
    return made(FLAT)


def test_limesurvey_has_every_row_in_both_languages():
    rows = list(csv.DictReader(io.StringIO(write_limesurvey(flat()).lstrip("\ufeff")), delimiter="\t"))
    by_lang = {
        lang: [row for row in rows if row["language"] == lang and row["class"] != "SL"]
        for lang in ("en", "zh-Hans")
    }
    assert [(row["class"], row["type/scale"]) for row in by_lang["en"]] == [
        (row["class"], row["type/scale"]) for row in by_lang["zh-Hans"]
    ]
    questions = {row["name"]: row for row in by_lang["en"] if row["class"] == "Q"}
    assert questions["age"]["em_validation_q"] == "((age.NAOK >= 18) and (age.NAOK <= 110))"
    assert questions["help"]["em_validation_q"] == "(count(that.help.NAOK) <= 2)"
    groups = [row for row in by_lang["en"] if row["class"] == "G"]
    assert '(role.NAOK == "miner")' in {row["relevance"] for row in groups}
    codes = limesurvey_codes(flat())
    assert codes.answers["role", "refused"] == "A3"
    assert codes.answers["role", "miner"] == "miner"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("| | note | bye |", "| | geopoint | bye |"),
        ("| yes |  | . >= 18", "| ${role} = 'miner' |  | . >= 18"),
        ("round(${age} + 10, 0)", "position(..)"),
        ("round(${age} + 10, 0)", "format-date(today(), '%Y')"),
    ],
)
def test_limesurvey_refuses_what_it_cannot_hold(assert_bilingual, old, new):
    form = made(edited(old, new, FLAT)) if old else made()
    with pytest.raises(BadForm) as caught:
        write_limesurvey(form)
    assert_bilingual(caught.value)


def test_a_group_in_a_group_keeps_the_logic_of_both():
    group = "| | begin_group | mine | The mine | 煤矿 |  |  |  | ${role} = 'miner' |"
    outer = group.replace("mine |", "outer |", 1).replace("${role} = 'miner'", "${age} > 30")
    text = edited(group, f"{outer}\n{group}", FLAT)
    text = edited("| | end_group |", "| | end_group |\n| | end_group |", text)
    rows = csv.DictReader(io.StringIO(write_limesurvey(made(text)).lstrip("\ufeff")), delimiter="\t")
    assert '(age.NAOK > 30) and (role.NAOK == "miner")' in {row["relevance"] for row in rows}


def test_the_page_holds_nothing_that_could_end_its_script(tmp_path):
    evil = "</script><script>alert(1)</script>"
    path = tmp_path / "form.md"
    path.write_text(edited("| My family | 家人 |", f"| My family {evil} | 家人{evil} |"), "utf-8")
    page, found = web(path, tmp_path / "page.html")
    assert not found.open
    text = page.read_text("utf-8")
    assert text.count("</script>") == 2
    assert "http" not in text.replace("http-equiv", "")


@pytest.mark.parametrize(
    ("heading", "row", "said"),
    [
        ("", "geopoint", "geopoint"),
        ("repeat_count", "| job | Jobs since then |", "repeat_count"),
        ("readonly", "| title |", "readonly"),
        ("default", "| title |", "default"),
    ],
)
def test_the_page_refuses_what_it_would_pass_over(tmp_path, heading, row, said):
    path = tmp_path / "form.md"
    if heading:
        lines = CLEAN.splitlines()
        value = {"repeat_count": "2", "readonly": "yes", "default": "string(today())"}[heading]
        text = "\n".join(
            f"{line} {heading} |" if at == 1 else f"{line} {value} |" if row in line else line
            for at, line in enumerate(lines)
        )
    else:
        text = edited("| | text | title |", "| | geopoint | title |")
    path.write_text(text, "utf-8")
    with pytest.raises(BadForm, match=said):
        web(path, tmp_path / "page.html")


def test_without_pyxform_it_says_what_to_install(monkeypatch):
    import sys

    from tanlu.errors import NotInstalled

    monkeypatch.setitem(sys.modules, "pyxform.errors", None)
    with pytest.raises(NotInstalled):
        compiled(made())

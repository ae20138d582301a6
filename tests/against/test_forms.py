"""Our forms beside pyxform, which compiles for ODK and KoboToolbox."""

import re
from xml.etree import ElementTree

import pytest
from tests import needs
from tests.study.forms.sample import CLEAN, edited, made

from tanlu.actions.forms import compiled, convert, core_form

pytestmark = pytest.mark.prove
ITEXT = "{http://www.w3.org/2002/xforms}translation"


@pytest.fixture(scope="module")
def pyxform():
    needs.module("pyxform")
    return needs.module("pyxform.xls2xform").convert


@pytest.mark.parametrize("form", [made(), core_form()], ids=["clean", "core"])
def test_pyxform_accepts_a_clean_form_in_both_languages(pyxform, form):
    tree = ElementTree.fromstring(compiled(form))
    languages = {each.get("lang"): len(list(each)) for each in tree.iter(ITEXT)}
    assert set(languages) == {"English (en)", "中文 (zh)"}
    assert len(set(languages.values())) == 1


def test_the_workbook_compiles_to_the_same(pyxform, tmp_path):
    (tmp_path / "form.md").write_text(CLEAN, "utf-8")
    book = convert(tmp_path / "form.md", tmp_path / "form.xlsx")
    found = pyxform(xlsform=str(book))
    assert found.warnings == []
    assert found.xform == compiled(made())


def test_every_question_is_in_it(pyxform):
    form = made()
    bound = set(re.findall(r'nodeset="/[^"]*?/([\w-]+)"', compiled(form)))
    assert {each.name for each in form.questions} <= bound


def test_what_pyxform_lets_pass_is_blocked_here(pyxform):
    """An empty Chinese cell and an expression that cannot be read: pyxform compiles both without a warning."""
    from tests.study.forms.sample import kinds

    for old, new, kind in (
        (
            "| help | course | A training course | 培训课程 |",
            "| help | course | A training course |  |",
            "translation_missing",
        ),
        (". >= 18 and . <= 110", ". >= 18 and", "expression"),
    ):
        text = edited(old, new)
        assert pyxform(xlsform=text, file_type=".md").xform
        assert kinds(text) == {kind}


def test_a_heading_that_makes_pyxform_fail_is_named_here(pyxform):
    from tests.study.forms.sample import kinds

    head, tail = CLEAN.split("| choices |")
    text = f"{head}| choices |{tail.replace('tr_status_zh', 'tr_status::zh', 1)}"
    with pytest.raises(Exception, match="nodeType"):
        pyxform(xlsform=text, file_type=".md")
    assert "mark_unknown" in kinds(text)

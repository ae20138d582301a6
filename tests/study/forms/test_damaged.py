"""Forms that were damaged are linted or refused in two languages; nothing else ever happens."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanlu.actions.forms import read_form
from tanlu.errors import BadForm
from tanlu.study.forms.limesurvey import write_limesurvey
from tanlu.study.forms.lint import lint
from tanlu.study.forms.markdown import read_markdown
from tanlu.study.forms.model import form_of
from tanlu.study.forms.web import page
from tanlu.study.forms.workbook import write_workbook
from tests.study.forms.sample import CLEAN, FLAT, made

BOOK = write_workbook(made().sheets)
WORDS = [
    "|",
    "\n",
    " ",
    "::",
    "(zh)",
    "${",
    "}",
    "begin_repeat",
    "end_group",
    "name",
    "select_one ",
    "'",
    "., ",
    "(",
    "一般",
    "\\|",
    "",
]


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([CLEAN, FLAT]),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(WORDS), st.integers(0, 30)), max_size=3),
)
def test_a_damaged_text_is_linted_or_refused(text, damage):
    for cut, put, length in damage:
        at = int(cut * len(text))
        text = text[:at] + put + text[at + length :]
    with suppress(BadForm):
        form = form_of(read_markdown(text), "form.md")
        if not lint(form):
            for carry in (write_limesurvey, lambda each: page(each, draft=True)):
                with suppress(BadForm):
                    carry(form)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1), put=st.binary(max_size=4), length=st.integers(0, 20))
def test_a_damaged_workbook_is_read_or_refused(tmp_path, cut, put, length):
    at = int(cut * len(BOOK))
    path = tmp_path / "form.xlsx"
    path.write_bytes(BOOK[:at] + put + BOOK[at + length :])
    with suppress(BadForm):
        lint(read_form(path))

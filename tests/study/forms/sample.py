"""A clean form in both languages with everything a form may hold, and the same with one thing wrong."""

from pathlib import Path

from tanlu.actions.forms import check_form
from tanlu.study.forms.markdown import read_markdown
from tanlu.study.forms.model import form_of

CLEAN = (Path(__file__).parent / "clean.md").read_text("utf-8")

START, END = CLEAN.index("| | begin_repeat"), CLEAN.index("| | end_repeat")
FLAT = CLEAN[:START] + CLEAN[CLEAN.index("\n", END) + 1 :]
"""The same without its repeat."""


def made(text=CLEAN):
    return form_of(read_markdown(text), "form.md")


def edited(old, new, text=CLEAN):
    assert old in text, old
    return text.replace(old, new, 1)


def checked(text=CLEAN):
    return check_form(made(text), "form.md")


def kinds(text):
    return {each.kind for each in checked(text).defects}

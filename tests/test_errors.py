"""The exception tree is the one its docstring draws."""

import re

import pytest

from tanlu import errors

TREE = re.findall(r"(?:├──|└──) (\w+)", errors.__doc__ or "")


def test_the_docstring_draws_every_error():
    made = {name for name, each in vars(errors).items() if isinstance(each, type)}
    assert {*TREE, "TanluError"} == made


@pytest.mark.parametrize("name", TREE)
def test_exit_codes_say_whose_mistake_it_is(name, assert_bilingual):
    kind = getattr(errors, name)
    theirs = issubclass(kind, errors.UserMistake)
    assert kind.exit_code == (2 if theirs else 3)
    assert issubclass(kind, errors.OurFault) != theirs
    error = kind(("A line is wrong.", "有一行不对。"), ("Correct it.", "请改正。"))
    assert_bilingual(error)
    assert error.lines("zh") == ("有一行不对。", "请改正。")
    assert str(error) == "A line is wrong. Correct it."

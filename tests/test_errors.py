"""The exception tree is the one its docstring draws."""

import ast
import re
from pathlib import Path

import pytest

import tanlu
from tanlu import errors
from tests.spine import HAN

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


ROOMS = sorted(
    path
    for path in Path(tanlu.__file__).parent.rglob("*.py")
    if path.parent.name
    in {
        "tanlu",
        "registers",
        "evidence",
        "lineage",
        "recipes",
        "analysis",
        "coal",
        "economy",
        "input_output",
        "workforce",
    }
)


def literals(node):
    """Return the text that stands in the code of an expression, whatever is filled in."""
    return "".join(
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def raised():
    """Yield every error built in these rooms with a literal pair: where, and the English and Chinese expressions."""
    for path in ROOMS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TREE:
                for pair in node.args:
                    if isinstance(pair, ast.Tuple):
                        yield f"{path.name}:{node.lineno}", pair.elts


def test_every_error_is_written_in_both_languages():
    sites = list(raised())
    assert len(sites) > 50
    for where, pair in sites:
        assert len(pair) == 2, where
        en, zh = pair
        if isinstance(en, ast.Attribute):  # a rule, which is a Text of its own
            continue
        assert not HAN.search(literals(en)), where
        assert re.search("[\u3001-\u9fff\uff00-\uffef]", literals(zh)), where  # at least our punctuation

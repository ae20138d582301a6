"""The list of faults in the documentation is true: each test is there, alike in both languages, on both databases."""

import ast
import re
from functools import cache

import pytest

from tests.contract import tree

HEADS = {"en": "## Faults, and the test of each", "zh": "## 故障与对应的测试"}
ROW = re.compile(r"^\| (.+?) \| (.+?) \|$", re.MULTILINE)


def listed(lang):
    """The tests of each fault, in the order of the page."""
    page = (tree.ROOT / "docs" / lang / "security.md").read_text("utf-8")
    part = page.partition(HEADS[lang])[2].partition("\n## ")[0]
    rows = ROW.findall(part)[1:]
    return [re.findall(r"`(test_\w+\.py)::(test_\w+)`", tests) for _, tests in rows]


@cache
def held(name):
    """The tests of a file, and what marks them: the file's own marks, and those of each."""
    parsed = ast.parse((tree.ROOT / "tests/web" / name).read_text("utf-8"))
    marks = next(
        (ast.unparse(each.value) for each in parsed.body if ast.unparse(each).startswith("pytestmark")), ""
    )
    return {
        each.name: marks
        + " ".join(ast.unparse(one) for one in each.decorator_list if "param(" not in ast.unparse(one))
        for each in parsed.body
        if isinstance(each, ast.FunctionDef)
    }


def test_both_languages_list_the_same_tests():
    assert len(listed("en")) > 20
    assert all(listed("en"))
    assert listed("en") == listed("zh")


@pytest.mark.parametrize(
    ("name", "test"), sorted({each for row in listed("en") for each in row}), ids=lambda each: each
)
def test_each_is_there_and_runs_on_both_databases(name, test):
    """PostgreSQL runs every test of the site that is not `prove`, and those of `prove` that are `database`."""
    marks = held(name)[test]
    assert "mark.prove" not in marks or "mark.database" in marks
    assert "skip" not in marks

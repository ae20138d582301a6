"""A missing tool is a skip with a reason for a person, and a failure in CI; both are counted."""

import re

import pytest

pytest_plugins = ["pytester"]

NEEDY_TESTS = """
from tests import needs

def test_fine():
    pass

def test_tool_one():
    needs.tool("no-such-program")

def test_tool_two():
    needs.tool("no-such-program")

def test_module():
    needs.module("no_such_module")
"""


@pytest.fixture
def needy(pytester, monkeypatch):
    conftest = (pytester.path / "conftest.py").resolve()
    conftest.write_text("from tests.conftest import *\n")
    pytester.makepyfile(NEEDY_TESTS)
    monkeypatch.setenv("TANLU_TALLY", str(pytester.path / "tally"))
    monkeypatch.delenv("CI", raising=False)
    return pytester


def test_the_last_line_counts_skips_by_reason(needy):
    result = needy.runpytest_inprocess("-p", "no:django")
    result.assert_outcomes(passed=1, skipped=3)
    last = [line for line in result.outlines if line][-1]
    assert last == (
        "skips by reason: 2 no-such-program is not installed · 1 the module no_such_module is not installed"
    )


def test_in_ci_an_absence_fails(needy, monkeypatch):
    monkeypatch.setenv("CI", "true")
    result = needy.runpytest_inprocess("-p", "no:django")
    result.assert_outcomes(passed=1, failed=3)
    assert [line for line in result.outlines if line][-1] == "skips by reason: none"


def test_the_tally_adds_up_over_runs(needy):
    needy.runpytest_inprocess("-p", "no:django")
    needy.runpytest_inprocess("-p", "no:django")
    lines = (needy.path / "tally").read_text(encoding="utf-8").splitlines()
    assert lines.count("passed\t1") == 2
    assert lines.count("failed\t0") == 2
    assert sum(int(re.match(r"skipped\t(\d+)", line).group(1)) for line in lines if "skipped" in line) == 6


def test_shared_is_found_by_its_name(monkeypatch, tmp_path):
    from tests import needs

    monkeypatch.setenv("TANLU_SHARED", str(tmp_path))
    assert needs.shared() == tmp_path


def test_workers_leave_the_counting_to_their_controller(needy):
    result = needy.runpytest_inprocess("-p", "no:django", "--numprocesses", "1")
    assert [line for line in result.outlines if line][-1] == (
        "skips by reason: 2 no-such-program is not installed · 1 the module no_such_module is not installed"
    )
    lines = (needy.path / "tally").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        ["passed", "1"], ["failed", "0"], ["skipped", "2"], ["skipped", "1"],
    ]  # fmt: skip

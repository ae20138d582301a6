"""The Makefile and the bootstrap, as far as they can be tried without a network (tests/e2e has the rest)."""

import os
import re
import subprocess

import pytest

from tests import needs
from tests.contract import tree

HAN = re.compile(r"[\u4e00-\u9fff]")
MAKES_OWN = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
SCRIPTS = [path for path in tree.files() if path.suffix == ".sh"]


def make(*arguments, **environment):
    # A make that started the tests would pass its own flags down.
    clean = {name: value for name, value in os.environ.items() if name not in MAKES_OWN}
    return subprocess.run(
        [needs.tool("make"), *arguments],
        cwd=tree.ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def targets():
    makefile = (tree.ROOT / "Makefile").read_text(encoding="utf-8")
    return re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()


def test_make_alone_prints_help():
    result = make()
    assert result.returncode == 0
    assert result.stdout == make("help").stdout
    assert result.stderr == ""


def test_help_names_every_target_in_both_languages():
    text = make("help").stdout
    for target in targets():
        (line,) = [line for line in text.splitlines() if line.startswith(f"  make {target} ")]
        assert HAN.search(line)


def test_help_needs_no_locale():
    assert make("help", LC_ALL="C", LANG="").stdout == make("help").stdout


@pytest.mark.parametrize("target", ["help", "brief", "paper", "test", "prove", "lint", "bench", "clean"])
def test_target_can_be_planned(target):
    result = make("-n", target)
    assert result.returncode == 0
    assert target in targets()


@pytest.mark.parametrize(
    ("target", "layers"),
    [
        ("brief", "core"),
        ("paper", "core paper"),
        ("test", "core test"),
        ("prove", "core test prove spark peers"),
    ],
)
def test_target_installs_only_what_it_needs(target, layers):
    planned = make("-n", target).stdout
    assert re.findall(r"sh tools/bootstrap\.sh (.+)", planned) == [layers]


@pytest.mark.parametrize("script", SCRIPTS, ids=tree.relative)
def test_script_is_posix_shell(script):
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    result = subprocess.run(["sh", "-n", script], capture_output=True, text=True, check=False)
    assert result.stderr == ""


def test_ci_script_is_sound():
    script = tree.ROOT / ".ci" / "run"
    result = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
    assert result.stderr == ""


def test_a_wrong_python_is_named_in_one_bilingual_sentence(tmp_path):
    result = make("brief", f"PYTHON={tmp_path}/python")
    complaint = [line for line in result.stderr.splitlines() if not line.startswith("make")]
    assert result.returncode != 0
    assert len(complaint) == 2
    assert not HAN.search(complaint[0])
    assert HAN.search(complaint[1])

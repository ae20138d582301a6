"""The rooms import in one direction, and no file or function is a monster."""

import ast
import os
import re
import subprocess
import sys
import tomllib

import pytest

from tests.contract import tree

MOST_LINES_A_FILE = 400
MOST_LINES_A_FUNCTION = 60


def test_import_contracts_hold():
    environment = {**os.environ, "PYTHONPATH": str(tree.ROOT / "src"), "PYTHONUTF8": "1"}
    check = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", check, "--no-cache"]
    result = subprocess.run(
        command, cwd=tree.ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_room_has_its_layer():
    """A new room that no contract names would be free to import anything."""
    config = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    named = set(re.findall(r"tanlu\.(\w+)", " ".join(layers)))
    house = tree.ROOT / "src" / "tanlu"
    ours = [path.relative_to(house) for path in tree.python_files() if house in path.parents]
    rooms = {path.parts[0].removesuffix(".py") for path in ours}
    assert rooms - named == {"__init__"} | (rooms & {"__main__"})


@pytest.mark.parametrize("path", tree.python_files(), ids=tree.relative)
def test_file_and_functions_are_short(path):
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MOST_LINES_A_FILE
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > MOST_LINES_A_FUNCTION
    }
    assert long == {}


def test_a_missing_tool_is_never_skipped_in_silence():
    """pytest's own importorskip would stay a skip in CI: tests.needs.module fails there."""
    forbidden = ".import" + "orskip("
    sources = {tree.relative(path): path.read_text(encoding="utf-8") for path in tree.python_files()}
    assert [name for name, source in sources.items() if forbidden in source] == []

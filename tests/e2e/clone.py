"""A fresh copy of the repository and a bare machine to try it on."""

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

from tests.contract import tree

# All that the bootstrap may call, so that a bare machine can be made of links to these.
SYSTEM_TOOLS = ["sh", "make", "cat", "cksum", "date", "dirname", "grep", "mkdir", "rm", "sed", "tail", "tr"]
MAKES_OWN = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "ARGS"}
LOCALE = ("LANG", "LC_")
UNREACHABLE = "http://127.0.0.1:9/simple"


@dataclass
class Clone:
    """A copy of the repository and the environment its commands run in."""

    path: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *command, **environment):
        """Run a command with no locale and no outer make, and return what it printed."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in MAKES_OWN and not name.startswith(LOCALE) and name != "PYTHON"
        }
        return subprocess.run(
            command,
            cwd=self.path,
            env=inherited | {"LC_ALL": "C"} | self.environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )

    def bootstrap(self, *layers, **environment):
        return self.run("sh", "tools/bootstrap.sh", *layers, **environment)

    @property
    def python(self):
        return self.path / ".venv" / "bin" / "python"

    def has(self, module):
        """Tell whether the environment can import a module."""
        return self.run(self.python, "-c", f"import {module}").returncode == 0


def copy_repository(to):
    """Copy what git knows in its present state, so that the test sees what is being written."""
    for path in tree.files():
        target = to / path.relative_to(tree.ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return Clone(to)


def bare_machine(folder):
    """Make a folder for PATH that holds the system's tools and no Python."""
    folder.mkdir()
    for name in SYSTEM_TOOLS:
        (folder / name).symlink_to(shutil.which(name))
    return folder


def python_without_ensurepip(folder):
    """Build a Python as Debian ships it without python3-venv: no ensurepip, no pip."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    library = folder / "lib" / stdlib.name
    library.mkdir(parents=True)
    for entry in stdlib.iterdir():
        if entry.name not in {"ensurepip", "site-packages", "dist-packages", "__pycache__"}:
            (library / entry.name).symlink_to(entry)
    executable = folder / "bin" / "python3"
    executable.parent.mkdir()
    shutil.copy2(Path(sys._base_executable).resolve(), executable)
    return executable

"""What a test needs beyond Python and the core.

Each function returns the thing, or skips with a reason that the last line of the run counts. With CI=true the
same absence is a failure: what CI cannot prove is not proven.
"""

import importlib
import importlib.util
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[1]


def shared() -> Path:
    """Return the folder of research notes and evidence: $TANLU_SHARED, or `shared` beside the checkout."""
    named = os.environ.get("TANLU_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder if folder.is_dir() else absent("the folder shared is not beside the checkout")


def chromium() -> Path:
    """Return the system's Chromium: Playwright drives it and downloads none of its own."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return Path(found)
    return absent("chromium is not installed")


def chinese_fonts() -> None:
    """Make sure that a browser can draw Chinese."""
    listed = subprocess.run([tool("fc-list"), ":lang=zh-cn"], capture_output=True, text=True, check=True)
    if not listed.stdout.strip():
        absent("no Chinese font is installed")


def tool(name: str) -> Path:
    """Return a program on PATH."""
    found = shutil.which(name)
    return Path(found) if found else absent(f"{name} is not installed")


@cache
def r_survey() -> Path:
    """Return Rscript where R's package survey is there too (and MASS, which its calibration asks for)."""
    found = tool("Rscript")
    asked = [str(found), "-e", 'for (each in c("survey", "MASS")) loadNamespace(each)']
    if subprocess.run(asked, capture_output=True, check=False, timeout=120).returncode:
        absent("the R package survey is not installed (Debian: r-cran-survey, r-cran-mass)")
    return found


def module(name: str) -> ModuleType:
    """Return an optional Python module, imported."""
    if importlib.util.find_spec(name.partition(".")[0]) is None:
        absent(f"the module {name} is not installed")
    return importlib.import_module(name)


def package_index() -> None:
    """Make sure that packages can be fetched."""
    if not _package_index_answers():
        absent("no package index can be reached")


def git_history() -> None:
    """Make sure that the tests run in a git checkout, not in an unpacked archive."""
    tool("git")
    if not (ROOT / ".git").exists():
        absent("this is not a git checkout")


@cache
def _package_index_answers() -> bool:
    asked = subprocess.run(
        [tool("uv") if not _own_uv().exists() else _own_uv(), "pip", "compile", "--quiet", "--no-cache", "-"],
        input="mdurl\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return asked.returncode == 0


def _own_uv() -> Path:
    return ROOT / ".venv" / "bin" / "uv"


def absent(reason: str) -> NoReturn:
    """Skip for a reason, or fail where nothing may be skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}; in CI that is a failure, not a skip", pytrace=False)
    pytest.skip(reason, allow_module_level=True)

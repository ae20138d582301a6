"""What belongs to the repository, for the tests that read all of it."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", ".venv", "out", "dist", "build"}


@cache
def files() -> tuple[Path, ...]:
    """Return every tracked file, and those about to be; in an unpacked archive, every file."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def python_files() -> list[Path]:
    """Return every Python file."""
    return [path for path in files() if path.suffix == ".py"]


def relative(path: Path) -> str:
    """Return the path as a person names it."""
    return path.relative_to(ROOT).as_posix()

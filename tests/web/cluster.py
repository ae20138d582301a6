"""A PostgreSQL of its own for the tests: a private cluster in a folder, on a socket and on no port."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import needs

LIES = Path("/usr/lib/postgresql")
"""Where Debian puts the servers, each version in a folder."""


def programs() -> Path:
    """Return the folder of the newest server that is installed."""
    found = sorted(LIES.glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    return found[-1].parent if found else needs.absent("postgresql is not installed")


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the address of an empty database; everything of it is gone afterwards."""
    needs.module("psycopg")
    bin_ = programs()
    folder = Path(tempfile.mkdtemp(prefix="tanlu-pg-"))  # short: a socket's path has at most 107 bytes
    try:
        before = _as_owner(folder)
        data = folder / "data"
        made = [bin_ / "initdb", "-D", data, "-U", "tanlu", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        _run(before, *made, "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=150"
        _run(before, bin_ / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://tanlu@/postgres?host={folder}"
        finally:
            _run(before, bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner(folder: Path) -> list[str]:
    """Return what goes before a command: the server refuses to run as root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return [str(needs.tool("runuser")), "-u", "postgres", "--"]


def _run(before: list[str], *words: object) -> None:
    subprocess.run(
        [*before, *map(str, words)], check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=120, text=True
    )

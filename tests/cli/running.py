"""Run the command line, in this process or in a fresh one."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


def run(capsys, monkeypatch, *args: str, lang: str = "en") -> Ran:
    """Run ``tanlu`` here, through its own door."""
    from tanlu.cli import main

    monkeypatch.setenv("TANLU_LANG", lang)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(sys, "argv", ["tanlu", *args])
    code = 0
    try:
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    captured = capsys.readouterr()
    return Ran(code, captured.out, captured.err)


def run_fresh(*args: str, env: dict[str, str] | None = None, cwd: str | None = None) -> Ran:
    """Run ``tanlu`` in a process with a bare environment."""
    from tests.needs import ROOT

    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **(env or {})}
    done = subprocess.run(
        [sys.executable, "-c", "from tanlu.cli import main; main()", *args],
        capture_output=True,
        env=bare,
        cwd=cwd,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

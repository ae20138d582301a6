"""Run a command in a fresh process and read what it cost from the kernel."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.cases import Case

ROOT = Path(__file__).parents[1]

# The kernel counts a child's memory from its parent's, so a small process stands between the two.
_LAUNCH = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


class Failed(RuntimeError):
    """A command did not end well; what it cost says nothing then."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: its own and its children's user and system time, wall time, and peak memory."""

    cpu_seconds: float
    wall_seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A case at one size: the median over the runs, and the runs."""

    case: Case
    size: int
    runs: tuple[Cost, ...]

    @property
    def cpu(self) -> float:
        """Return the median CPU-seconds."""
        return statistics.median(each.cpu_seconds for each in self.runs)

    @property
    def megabytes(self) -> float:
        """Return the highest peak memory."""
        return max(each.megabytes for each in self.runs)

    @property
    def is_budgeted(self) -> bool:
        """Return whether the budget speaks of this size: the smallest."""
        return self.size == self.case.sizes[0]

    @property
    def ratio(self) -> float | None:
        """Return the larger share of a budget that is used, time or memory; None without a budget."""
        if not self.is_budgeted:
            return None
        used = [(self.cpu, self.case.seconds), (self.megabytes, self.case.megabytes)]
        shares = [spent / budget for spent, budget in used if budget]
        return max(shares) if shares else None

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "case": self.case.id,
            "what": self.case.what,
            "size": self.size,
            "unit": self.case.unit,
            "cpu_seconds": self.cpu,
            "megabytes": self.megabytes,
            "budget_seconds": self.case.seconds if self.is_budgeted else None,
            "budget_megabytes": self.case.megabytes if self.is_budgeted else None,
            "ratio": self.ratio,
            "runs": [asdict(each) for each in self.runs],
        }


def measure(case: Case, size: int, scratch: Path, repetitions: int) -> Measured:
    """Run a case once to warm the file cache, then ``repetitions`` times; a long one only as often as it says.

    Raises
    ------
    Failed
        If a run does not end with exit code 0.
    """
    home = case.home(size, scratch) if case.home else scratch / "no-home"
    command = case.command(size, scratch)
    if case.runs is not None:
        return Measured(case, size, tuple(run(command, home) for _ in range(case.runs)))
    costs = [run(command, home) for _ in range(repetitions + 1)]
    return Measured(case, size, tuple(costs[1:]))


def run(command: list[str], home: Path) -> Cost:
    """Run Python with these arguments and return what it cost."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
        "TANLU_HOME": str(home),
        "TANLU_LANG": "en",
    }
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-I", "-c", _LAUNCH, *command], env=environment, capture_output=True, check=False
    )
    wall = time.perf_counter() - began
    code, cpu, peak = done.stdout.split() or (b"1", b"0", b"0")
    if code != b"0":
        raise Failed(f"{command}: exit code {code.decode()}\n{done.stderr.decode('utf-8', 'replace')}")
    kilobytes = float(peak) / 1024 if sys.platform == "darwin" else float(peak)
    return Cost(float(cpu), wall, kilobytes / 1024)

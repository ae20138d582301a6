"""The table and the file that a run ends with."""

import json
import os
import platform
from pathlib import Path

from benchmarks.measure import Measured

HEADERS = ("case", "size", "CPU-s", "MB", "budget", "used", "against")


def table(found: list[Measured]) -> str:
    """Return the measurements as aligned text; ``used`` is the share of the budget, ``against`` the ratio of CPU-s."""
    rows = [HEADERS, *(_row(each, found) for each in found)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADERS))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows
    ]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def growth(found: list[Measured]) -> list[str]:
    """Return, for each case of at least three sizes, the power of its size by which CPU-seconds grow."""
    import numpy as np

    lines = []
    for case in dict.fromkeys(each.case for each in found):
        points = [(each.size, each.cpu) for each in found if each.case == case and each.cpu > 0]
        if len(points) >= 3:
            power = np.polyfit(*np.log(np.array(points)).T, 1)[0]
            lines.append(f"{case.id}: CPU-seconds grow with {case.unit} to the power {power:.2f}")
    return lines


def _row(each: Measured, found: list[Measured]) -> tuple[str, ...]:
    size = f"{each.size:,} {each.case.unit}" if each.case.unit else ""
    limits = [(each.case.seconds, "s"), (each.case.megabytes, "MB")]
    budget = ", ".join(f"{limit:g} {unit}" for limit, unit in limits if limit) if each.is_budgeted else ""
    used = f"{each.ratio:.0%}" if each.ratio is not None else ""
    return each.case.id, size, f"{each.cpu:.3f}", f"{each.megabytes:.0f}", budget, used, _against(each, found)


def _against(each: Measured, found: list[Measured]) -> str:
    times = beside(each, found)
    return "" if times is None else f"{times:.1f} × {each.case.against}"


def beside(each: Measured, found: list[Measured]) -> float | None:
    """Return how many times the CPU-seconds of its peer a case takes; None where the peer was not measured."""
    for other in found:
        if other.case.id == each.case.against and other.size in (each.size, 1) and other.cpu > 0:
            return each.cpu / other.cpu
    return None


def save(found: list[Measured], path: Path) -> None:
    """Write everything that was measured as JSON."""
    data = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "measured": [each.to_json() for each in found],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")

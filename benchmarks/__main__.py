"""Measure: ``python -m benchmarks [CASE...] [--repetitions N] [--out FILE]``; exit code 1 where a budget is missed."""

import argparse
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from benchmarks.cases import CASES, Case
from benchmarks.measure import Measured, measure
from benchmarks.report import beside, growth, save, table


def main(words: list[str] | None = None) -> int:
    """Run the cases and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(each.id for each in CASES))
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--largest", type=int, default=1_000_000, help="leave out sizes above this")
    parser.add_argument("--out", type=Path, default=Path("out/bench.json"))
    asked = parser.parse_args(words)
    unknown = set(asked.cases) - {each.id for each in CASES}
    if unknown:
        parser.error(f"no case is called {', '.join(sorted(unknown))}")
    found: list[Measured] = []
    wanted = [
        (each, size)
        for each in _possible()
        if not asked.cases or each.id in asked.cases
        for size in each.sizes
        if size <= asked.largest
    ]
    with tempfile.TemporaryDirectory(prefix="tanlu-bench-") as folder:
        for place, (case, size) in enumerate(wanted, start=1):
            print(
                f"{place} of {len(wanted)} · {case.id} {size if case.unit else ''}",
                file=sys.stderr,
                flush=True,
            )
            found.append(measure(case, size, Path(folder), asked.repetitions))
    print(table(found))
    print(*growth(found), sep="\n")
    save(found, asked.out)
    return int(any(is_missed(each, found) for each in found))


def _possible() -> list[Case]:
    """Return the cases whose modules are installed, and say which are left out."""
    lost = [each for each in CASES if each.needs and find_spec(each.needs) is None]
    for each in lost:
        print(f"{each.id} is left out: {each.needs} is not installed", file=sys.stderr)
    return [each for each in CASES if each not in lost]


def is_missed(each: Measured, found: list[Measured]) -> bool:
    """Return whether a case spends more than its budget, or more than it may beside its peer."""
    times = beside(each, found) if each.size == each.case.sizes[-1] else None
    slow = times is not None and each.case.at_most is not None and times > each.case.at_most
    return slow or (each.ratio is not None and each.ratio > 1)


if __name__ == "__main__":
    sys.exit(main())

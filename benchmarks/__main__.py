"""Measure: ``python -m benchmarks [CASE...] [--repetitions N] [--out FILE]``; exit code 1 where a budget is missed."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.cases import CASES
from benchmarks.measure import Measured, measure
from benchmarks.report import save, table


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
        for each in CASES
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
    save(found, asked.out)
    return int(any(each.ratio is not None and each.ratio > 1 for each in found))


if __name__ == "__main__":
    sys.exit(main())

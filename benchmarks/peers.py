"""The same lookup by other means: what a person would write without Tanlu, and gets no source or scope from."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

ROW = "series = 'coal_production' AND region = 'US-WY' AND period = '2023' AND dims = ''"


def packaged() -> Path:
    """Return the facts of the newest packaged release."""
    return sorted(Path(str(files("tanlu.evidence") / "data" / "releases")).iterdir())[-1] / "facts.parquet"


def duckdb(facts: Path) -> list[str]:
    """Return a process that looks the figure up in the Parquet file."""
    query = f"SELECT value, unit FROM '{facts}' WHERE {ROW}"
    return ["-c", f"import duckdb; print(duckdb.sql({query!r}).fetchall())"]


def csv(facts: Path, scratch: Path) -> list[str]:
    """Return a process that looks the figure up in a CSV copy of the file, made here if need be."""
    copy = scratch / f"{facts.parent.name}.csv"
    if not copy.exists():
        query = f"COPY (FROM '{facts}') TO '{copy}' (HEADER)"
        subprocess.run([sys.executable, "-c", f"import duckdb; duckdb.sql({query!r})"], check=True)
    read = (
        f"import csv; rows = csv.DictReader(open({str(copy)!r}, encoding='utf-8'));"
        "print([(row['value'], row['unit']) for row in rows if row['series'] == 'coal_production'"
        " and row['region'] == 'US-WY' and row['period'] == '2023' and not row['dims']])"
    )
    return ["-c", read]


def grouped(panel: Path) -> list[str]:
    """Return a process that adds a panel up by region and year, as a person would write it."""
    query = (
        "SELECT region, year, series, source, unit, count(value), count(*) - count(value), sum(value), avg(value), "
        "count(*) FILTER (value IS NOT NULL AND status IN ('missing', 'suppressed', 'not_applicable')) "
        f"FROM '{panel}' GROUP BY ALL ORDER BY ALL"
    )
    return ["-c", f"import duckdb; print(duckdb.sql({query!r}).fetchall())"]


def spark(panel: Path) -> list[str]:
    """Return a process that does so on Spark, and waits for Java to end, so that what Java costs is counted."""
    program = (
        "from pathlib import Path; from pyspark import SparkContext; from tanlu.actions.panel import panel_groups;"
        f"print(panel_groups(Path({str(panel)!r}), ('region', 'year'), engine='spark'));"
        "gateway = SparkContext._gateway; SparkContext._active_spark_context.stop(); gateway.shutdown();"
        "gateway.proc.stdin.close(); gateway.proc.wait()"
    )
    return ["-c", program]


def lapack(sectors: Path) -> list[str]:
    """Return a process that inverts the open and the closed model and solves the one without a sector, unchecked."""
    program = (
        "import numpy as np;"
        f"held = np.load({str(sectors)!r});"
        "z, x, homes = (held[name] for name in ('flows', 'output', 'households')); n = len(x);"
        "added = x - z.sum(axis=0); a = z / x; f = x - z.sum(axis=1);"
        "one = np.linalg.inv(np.eye(n) - a);"
        "closed = np.block([[a, (homes / (added.sum() / 2))[:, None]], [(added / 2 / x)[None], np.zeros((1, 1))]]);"
        "two = np.linalg.inv(np.eye(n + 1) - closed);"
        "a[0] = 0; a[:, 0] = 0; f[0] = 0; left = np.linalg.solve(np.eye(n) - a, f);"
        "print(one[:, 0].sum(), two[:n, 0].sum(), 1 - left.sum() / x.sum())"
    )
    return ["-c", program]


def red_dwarf(votes: Path) -> list[str]:
    """Return the arguments of a process that runs red-dwarf's pipeline over the same votes."""
    program = (
        "import numpy as np; from reddwarf.implementations.polis import run_pipeline;"
        f"held = np.load({str(votes)!r});"
        "rows = [{'participant_id': p, 'statement_id': s, 'vote': v, 'modified': n} for n, (p, s, v) in"
        " enumerate(zip(held['at'].tolist(), held['on'].tolist(), held['vote'].tolist()))];"
        "found = run_pipeline(votes=rows, random_state=1); print(len(found.statements_df))"
    )
    return ["-c", program]

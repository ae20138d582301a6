"""The packaged release, made again from the reviewed figures, and read by another library."""

import csv
import subprocess
import sys

import duckdb
import pytest
from tests import needs
from tests.needs import ROOT

from tanlu.evidence.release import TABLES

pytestmark = pytest.mark.prove
THEMES = ("economy", "efficiency_parks", "emissions", "employment", "power", "prices_fx", "production")


def rows(path):
    return sorted(map(repr, duckdb.execute(f"SELECT * FROM '{path}'").fetchall()))


def test_the_script_makes_the_same_release(shared, packaged, tmp_path):
    terms = ROOT / "docs" / "evidence-terms.csv"
    before = terms.read_bytes()
    script = ROOT / "tools" / "build_release.py"
    command = [
        sys.executable,
        str(script),
        "--from",
        str(shared / "evidence"),
        "--data",
        str(shared / "data"),
    ]
    command += ["--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for table in TABLES:
        assert rows(tmp_path / packaged.name / f"{table}.parquet") == rows(packaged / f"{table}.parquet"), (
            table
        )
    assert terms.read_bytes() == before


def test_every_shipped_figure_stands_in_the_reviewed_files(shared, packaged):
    reviewed = set()
    for theme in THEMES:
        with (shared / "evidence" / f"{theme}.csv").open(encoding="utf-8", newline="") as file:
            reviewed |= {
                (row["indicator"], row["region"], row["year"], row["source_id"], float(row["value"]))
                for row in csv.DictReader(file)
            }
    sql = f"SELECT series, region, period, source, value FROM '{packaged / 'facts.parquet'}' WHERE value IS NOT NULL"
    shipped = duckdb.execute(sql).fetchall()
    assert len(shipped) > 14_000
    assert [row for row in shipped if row not in reviewed] == []


def test_another_library_reads_the_descriptor(packaged):
    frictionless = needs.module("frictionless")
    report = frictionless.Package.validate_descriptor(str(packaged / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    package = frictionless.Package(str(packaged / "datapackage.json"))
    assert sorted(package.resource_names) == sorted(TABLES)

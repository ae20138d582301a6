"""Spark in local mode gives the rows that DuckDB gives."""

import json

import pytest
from tests import needs
from tests.cli.running import run_fresh
from tests.evidence.panels import write_panel

pytestmark = pytest.mark.prove


def asked(engine, file, *more):
    found = run_fresh("evidence", "panel", str(file), "--engine", engine, "--format", "json", *more)
    assert found.code == 0, found.err
    return json.loads(found.out)


@pytest.mark.parametrize(
    "more", [(), ("--by", "region"), ("--regions", "CN-SX,US-WY", "--years", "2020-2021", "--per", "head")]
)
def test_two_engines_agree(tmp_path, more):
    needs.module("ibis")
    needs.module("pyspark")
    needs.tool("java")
    file = write_panel(tmp_path / "synthetic.parquet")
    on_spark, on_duckdb = asked("spark", file, *more), asked("duckdb", file, *more)
    assert on_spark == on_duckdb
    assert sum(each["missing"] for each in on_spark) > 0
    assert any(each["sum"] is None for each in on_spark) == ("--by" not in more)

"""What is exported and imported again is the same, whatever the values and notes."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.own_tables import HEADER

from tanlu.actions.own import export_release, import_figures, own_release

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20).map(
    str.strip
)
figures = st.dictionaries(
    st.tuples(st.sampled_from(["CN-SX", "CN-SN", "US-WY"]), st.integers(1900, 1960)),
    st.tuples(st.floats(0, 1e12, allow_nan=False), words),
    min_size=1,
    max_size=8,
)


def facts(name):
    path = str(own_release(name).path("facts"))
    with closing(duckdb.connect()) as connection:
        return connection.execute("FROM read_parquet(?)", [path]).fetchall()


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=figures)
def test_round_trip(monkeypatch, form, rows):
    import csv

    with TemporaryDirectory() as folder:
        monkeypatch.setenv("TANLU_HOME", str(Path(folder) / "home"))
        first, second = Path(folder) / "first.csv", Path(folder) / f"second.{form}"
        with first.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*HEADER.split(","), "note", "locator"])
            for (code, year), (value, note) in rows.items():
                writer.writerow(["coal_production", code, year, repr(value), "kt", "s", note, note])
        assert import_figures(first).done
        assert export_release("first", form, second) == len(rows)
        assert import_figures(second).done
        assert facts("first") == facts("second")

"""What a trace says of a row can be followed by hand."""

import re

import duckdb

from tanlu.actions.figures import show_trace


def test_the_row_that_a_trace_names_is_counted_from_nought(store, packaged):
    label = next(
        each.label for each in show_trace("coal_production/US-WY/2023", store).children if each.kind == "row"
    )
    number = re.search(r"row (\d+) \(from 0\)", label.en)[1]
    assert f"第 {number} 行（从0起）" in label.zh
    rows = f"read_parquet('{packaged}/facts.parquet', file_row_number=true)"
    assert duckdb.execute(f"SELECT value FROM {rows} WHERE file_row_number = {number}").fetchone() == (
        237261496.0,
    )

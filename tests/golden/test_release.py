"""The packaged release says exactly what it said: any change of a figure, unit, status, source or note is named."""

import json
import runpy
import shutil
from pathlib import Path

import duckdb
import pytest

from tanlu.errors import CorruptRelease
from tanlu.evidence.release import DESCRIPTOR, digest, packaged_folders, read

ROOT = Path(__file__).resolve().parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "release_digests.py"))
GOLDEN = json.loads((ROOT / "tests" / "golden" / "release.json").read_text("utf-8"))
HINT = "If it was meant, run tools/release_digests.py and say so in the changelog."


@pytest.fixture
def copy(packaged, tmp_path):
    folder = tmp_path / packaged.name
    shutil.copytree(packaged, folder)
    return folder


def rewrite(folder, table, change):
    """Change a table of a release by hand, and its digest in the descriptor too, as a careful forger would."""
    path = folder / f"{table}.parquet"
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * FROM '{path}'")
        connection.execute(f"UPDATE t SET {change}")
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    descriptor = folder / DESCRIPTOR
    cells = json.loads(descriptor.read_text("utf-8"))
    for each in cells["resources"]:
        if each["name"] == table:
            each["hash"] = f"sha256:{digest(path)}"
    descriptor.write_text(json.dumps(cells), "utf-8")


def test_the_release_is_the_one_on_record(packaged):
    assert TOOL["RELEASE"].name == packaged.name
    assert len(packaged_folders()) == 1
    assert TOOL["changed"](GOLDEN, TOOL["digests"](packaged)) == [], HINT


def test_the_record_covers_every_row(packaged):
    assert GOLDEN["tables"]["facts"].endswith(" 28283")
    rows = sum(int(each.split(" ")[1]) for each in GOLDEN["series"].values())
    assert rows == 28283
    assert len(GOLDEN["sources"]) == 140


@pytest.mark.parametrize(
    "change",
    [
        "value = value + 1",
        "value = value * (1 + 1e-15)",
        "unit = 't'",
        "status = 'estimated'",
        "source = 'eia_acr2024_t2'",
        "note_en = 'edited', note_zh = '改过'",
        "locator = 'elsewhere'",
        "published = '2020-01-01'",
        "low = 1",
        "scope = 'above_scale'",
    ],
)
def test_one_changed_figure_is_named_even_when_the_digest_was_rewritten(copy, change):
    where = "WHERE series = 'coal_production' AND region = 'US-WY' AND period = '2023' AND source = 'eia_coalpublic'"
    rewrite(copy, "facts", f"{change} {where}")
    assert read(copy, packaged=True).id == copy.name, "the descriptor alone does not notice"
    assert TOOL["changed"](GOLDEN, TOOL["digests"](copy)) == ["tables facts", "series coal_production"]


def test_a_changed_citation_is_named(copy):
    rewrite(copy, "sources", "url = 'https://example.org' WHERE id = 'ei2024'")
    assert TOOL["changed"](GOLDEN, TOOL["digests"](copy)) == ["tables sources", "sources ei2024"]


@pytest.mark.parametrize("table", ["preferences", "policies"])
def test_other_tables_are_on_record(copy, table):
    column = {"preferences": "reason_en", "policies": "title_en"}[table]
    rewrite(copy, table, f"{column} = {column} || '.' WHERE {column} = (SELECT min({column}) FROM t)")
    assert TOOL["changed"](GOLDEN, TOOL["digests"](copy)) == [f"tables {table}"]


def test_the_order_of_rows_does_not_matter(copy):
    path = copy / "facts.parquet"
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * FROM '{path}' ORDER BY value")
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    assert TOOL["changed"](GOLDEN, TOOL["digests"](copy)) == []


def test_an_edit_without_a_new_digest_is_refused(copy, assert_bilingual):
    descriptor = (copy / DESCRIPTOR).read_bytes()
    rewrite(copy, "facts", "value = value + 1 WHERE series = 'coal_production' AND period = '2023'")
    (copy / DESCRIPTOR).write_bytes(descriptor)
    with pytest.raises(CorruptRelease, match=r"facts\.parquet does not match its SHA-256") as caught:
        read(copy, packaged=True)
    assert_bilingual(caught.value)

"""``tanlu compare`` as people and programs call it."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from tanlu.cli.root import tanlu
from tanlu.errors import BadReference, NoFigure


def run(*arguments):
    return CliRunner().invoke(tanlu, ["compare", *arguments], catch_exceptions=False)


def test_regions_may_follow_the_option_with_spaces_or_commas():
    spaced = run("coal_output", "--regions", "CN-SX", "US-WY", "--years", "2023", "--format", "json")
    listed = run("coal_output", "--regions", "US-WY,CN-SX", "--years", "2023", "--format", "json")
    rows = [
        sorted((row["region"], row["value"]) for row in json.loads(each.output)["figures"])
        for each in (spaced, listed)
    ]
    assert rows[0] == rows[1]
    assert {code for code, _ in rows[0]} == {"CN-SX", "US-WY"}


def test_without_regions_the_five_are_compared():
    rows = json.loads(run("coal_output", "--years", "2023", "--format", "json").output)["figures"]
    assert len(rows) == 5


def test_the_table_says_what_is_not_measured():
    output = run("coal_jobs", "--regions", "CN-NM,US-WY", "--years", "2023").output
    assert "not measured" in output
    assert "4,722" in output


def test_csv_can_be_read_back():
    output = run(
        "coal_output", "--regions", "US-WY", "--years", "2022-2023", "--index", "2022", "--format", "csv"
    ).output
    rows = list(csv.DictReader(io.StringIO(output)))
    assert [row["year"] for row in rows] == ["2022", "2023"]
    assert float(rows[0]["value"]) == 100


@pytest.mark.parametrize("years", ["2023", "2020-2023"])
def test_a_chart_is_written(tmp_path, years):
    path = tmp_path / "charts" / "c.svg"
    assert run("coal_output", "--years", years, "--chart", str(path)).exit_code == 0
    assert path.read_text("utf-8").startswith("<svg")
    assert "Wyoming" in path.read_text("utf-8")


def test_a_map_is_written_of_the_countries_asked_for(tmp_path):
    path = tmp_path / "map.svg"
    assert run("coal_output", "--regions", "US-WY,US-WV", "--map", str(path)).exit_code == 0
    drawn = path.read_text("utf-8")
    assert "United States" in drawn
    assert "China" not in drawn


def test_a_map_without_a_square_is_refused(tmp_path):
    with pytest.raises(NoFigure):
        run("coal_output", "--regions", "USA", "--map", str(tmp_path / "map.svg"))
    assert not list(tmp_path.iterdir())


def test_two_transformations_at_once_are_refused():
    with pytest.raises(BadReference):
        run("coal_output", "--index", "2010", "--per", "head")

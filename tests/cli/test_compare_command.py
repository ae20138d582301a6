"""``tanlu compare`` as people and programs call it."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from tanlu.actions.own import import_figures
from tanlu.cli.root import tanlu
from tanlu.errors import BadReference, NoFigure
from tests.cli.running import run as fresh
from tests.own_tables import SOUND, table


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


@pytest.mark.parametrize(("lang", "mark"), [("en", "184.2 (your own)"), ("zh", "184.2（自有）")])
def test_own_figures_are_marked_in_words(tmp_path, own_home, capsys, monkeypatch, lang, mark):
    import_figures(table(tmp_path, *SOUND))
    words = ("coal_production", "--regions", "US-WY", "--years", "1990,2023")
    found = fresh(capsys, monkeypatch, "compare", *words, lang=lang)
    assert mark in found.out
    assert found.out.count(mark.removeprefix("184.2")) == 1
    data = fresh(capsys, monkeypatch, "compare", *words, "--format", "json", lang=lang).data
    assert [(each["year"], each["kind_of_release"], each["mark"]) for each in data["figures"]] == [
        (1990, "own", {"en": "your own", "zh": "自有"}), (2023, "packaged", None),
    ]  # fmt: skip
    assert any("mine" in each["zh"] for each in data["columns"][0]["caveats"])
    text = fresh(capsys, monkeypatch, "compare", *words, "--format", "csv", lang=lang).out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["mark_en"], row["mark_zh"]) for row in rows] == [("your own", "自有"), ("", "")]


def test_what_is_worked_out_from_an_own_figure_is_marked_too(tmp_path, own_home, capsys, monkeypatch):
    import_figures(table(tmp_path, *SOUND))
    words = (
        "coal_production",
        "--regions",
        "US-WY",
        "--index",
        "1990",
        "--years",
        "2023",
        "--format",
        "json",
    )
    (row,) = fresh(capsys, monkeypatch, "compare", *words).data["figures"]
    assert row["mark"] == {"en": "your own", "zh": "自有"}

"""``tanlu evidence panel``: for people and for programs."""

import csv
import io
import re
import shlex
import tomllib

import pytest

from tests import needs
from tests.cli.running import run
from tests.evidence.panels import write_panel

needs.module("ibis")


@pytest.fixture
def file(tmp_path):
    return str(write_panel(tmp_path / "panel.parquet"))


def test_json_and_csv_say_the_same(capsys, monkeypatch, file):
    data = run(capsys, monkeypatch, "evidence", "panel", file, "--format", "json").data
    text = run(capsys, monkeypatch, "evidence", "panel", file, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["missing"] for row in rows] == [str(each["missing"]) for each in data]
    assert list(data[0]) == [
        "region", "year", "series", "source", "unit", "sum", "mean", "count", "missing", "per_head", "unit_per_head",
    ]  # fmt: skip
    gone = next(each for each in data if (each["region"], each["year"]) == ("US-WY", 2021))
    assert (gone["sum"], gone["count"], gone["per_head"]) == (None, 0, None)


@pytest.mark.parametrize(
    ("lang", "none", "head"), [("en", "not measured", "t/person"), ("zh", "无数据", "吨")]
)
def test_the_table_is_in_the_users_language(capsys, monkeypatch, file, lang, none, head):
    words = ("--regions", "US-WY", "--per", "head", "--by", "region,year")
    found = run(capsys, monkeypatch, "evidence", "panel", file, *words, lang=lang)
    assert found.code == 0
    assert none in found.out
    assert head in found.out


@pytest.mark.parametrize(
    "words", [("--by", "mines"), ("--column", "nonsense"), ("--column", "value=nothing")]
)
def test_mistakes_are_two_lines(capsys, monkeypatch, file, words):
    found = run(capsys, monkeypatch, "evidence", "panel", file, *words)
    assert found.code == 2
    assert len(found.lines) == 2


def test_a_column_may_be_called_otherwise(capsys, monkeypatch, file):
    words = ("--column", "region=mine", "--column", "year = year", "--years", "2020", "--format", "json")
    data = run(capsys, monkeypatch, "evidence", "panel", file, *words).data
    assert len({each["region"] for each in data}) == 2000


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_examples_of_the_pages_run(capsys, monkeypatch, tmp_path, lang):
    """All but those on Spark, which tests/evidence/test_engines.py starts."""
    told = tomllib.loads((needs.ROOT / "tools/reference/commands.toml").read_text("utf-8"))["commands"]
    page = (needs.ROOT / "docs" / lang / "big-panels.md").read_text("utf-8")
    lines = [
        *told["evidence panel"]["examples"],
        *re.findall(r"^tanlu evidence panel .*$", page, re.MULTILINE),
    ]
    monkeypatch.chdir(tmp_path)
    write_panel(tmp_path / "mines.parquet")
    ran = [run(capsys, monkeypatch, *shlex.split(line)[1:]) for line in lines if "spark" not in line]
    assert len(ran) > 2
    assert [each.err for each in ran if each.code] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_python_of_the_pages_runs(monkeypatch, tmp_path, lang):
    (program,) = re.findall(
        r"```python\n(.*?)```", (needs.ROOT / "docs" / lang / "big-panels.md").read_text("utf-8"), re.DOTALL
    )
    monkeypatch.chdir(tmp_path)
    write_panel(tmp_path / "mines.parquet")
    names = {}
    exec(program, names)
    assert {each.key["region"] for each in names["found"]} == {"CN-SX", "US-WY"}

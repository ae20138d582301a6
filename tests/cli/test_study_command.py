"""``tanlu study estimate``."""

import csv

import pytest

from tests.cli.running import run

DESIGN = ("--strata", "county", "--cluster", "town", "--weights", "weight", "--fpc", "towns")


def test_the_example_is_printed_and_read_again(capsys, monkeypatch, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(run(capsys, monkeypatch, "study", "estimate", "--example").out, "utf-8")
    asked = ("--mean", "wage", *DESIGN, "--domain", "coal", "--format", "json")
    data = run(capsys, monkeypatch, "study", "estimate", str(path), *asked).data
    assert not data["fictional"]
    assert data["design"]["df"] == 15
    assert [row["group"] for row in data["rows"]] == ["", "no", "yes"]
    assert all(row["n"] and row["df"] and row["deff"] for row in data["rows"])
    assert run(capsys, monkeypatch, "study", "estimate", *asked).data["fictional"]


def test_it_is_told_in_both_languages(capsys, monkeypatch):
    asked = ("study", "estimate", "--mean", "wage", "--proportion", "retrain", *DESIGN, "--domain", "town")
    text = run(capsys, monkeypatch, *asked).out
    assert "invented survey" in text
    assert "held back" in text
    assert "3 strata, 18 clusters" in text
    zh = run(capsys, monkeypatch, *asked, lang="zh").out
    assert "虚构" in zh
    assert "不公布" in zh
    assert "held" not in zh


def test_a_convenience_sample(capsys, monkeypatch):
    asked = ("study", "estimate", "--mean", "wage", "--convenience")
    (row,) = run(capsys, monkeypatch, *asked, "--format", "json").data["rows"]
    assert row["error"] is None
    assert "no margin of error" in row["why"]["en"]
    assert "非概率样本" in run(capsys, monkeypatch, *asked, lang="zh").out


def test_csv_and_the_script(capsys, monkeypatch, tmp_path):
    script = tmp_path / "table.R"
    asked = (
        "--total",
        "wage",
        "--ratio",
        "wage/wage_before",
        "--quantile",
        "wage",
        "--r-script",
        str(script),
    )
    out = run(capsys, monkeypatch, "study", "estimate", *asked, *DESIGN, "--format", "csv").out
    assert [row["variable"] for row in csv.DictReader(out.splitlines())] == [
        "wage",
        "wage/wage_before",
        "wage@0.5",
    ]
    assert (
        "svydesign(ids = ~c0, strata = ~stratum, weights = ~weight, fpc = ~f0, nest = TRUE"
        in script.read_text()
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "No estimate is asked for."),
        (("--mean", "wages"), "no column 'wages'"),
        (("--mean", "coal"), "242 cells that are no numbers"),
        (("--ratio", "wage"), "no ratio"),
        (("--quantile", "wage@2"), "no quantile"),
        (("--mean", "wage", "--cluster", "a", "--cluster", "b", "--cluster", "c"), "3 stages"),
        (("--mean", "wage", "--strata", "id"), "one cluster"),
        (("--mean", "wage", "--weights", "wage"), "weights are missing"),
        (("--mean", "wage", "--r-script", "no/such/folder/x.R"), "cannot be written"),
    ],
)
def test_mistakes_are_two_lines_in_both_languages(capsys, monkeypatch, args, said):
    for lang in ("en", "zh"):
        ran = run(capsys, monkeypatch, "study", "estimate", *args, lang=lang)
        assert ran.code == 2
        assert len(ran.lines) == 2
        assert lang == "zh" or said in ran.lines[0]
    if args == ("--mean", "wages"):
        assert "wage" in ran.lines[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "no rows"), (b"a,b\n", "no rows"), (b"a,a\n1,2\n", "twice"), (b"a,b\n1\n", "has 1 cells"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)  # fmt: skip
def test_files_that_are_no_tables(capsys, monkeypatch, tmp_path, text, said):
    path = tmp_path / "x.csv"
    path.write_bytes(text)
    ran = run(capsys, monkeypatch, "study", "estimate", str(path), "--mean", "a")
    assert ran.code == 2
    assert len(ran.lines) == 2
    assert said in ran.lines[0]


def test_a_file_that_is_not_there_is_told_in_the_readers_language(capsys, monkeypatch):
    for lang, said in (("en", "there is no such file"), ("zh", "没有这个文件")):
        ran = run(capsys, monkeypatch, "study", "estimate", "nix.csv", "--mean", "a", lang=lang)
        assert ran.code == 2
        assert said in ran.lines[0]
        assert "Errno" not in ran.err


def test_means_of_two_languages_carry_a_caution(capsys, monkeypatch, tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("lang,y\n" + "en,1\nzh,2\nen,3\nzh,5\n" * 40, "utf-8")
    said = ("study", "estimate", str(path), "--mean", "y", "--domain", "lang")
    assert "tanlu study scales" in " ".join(run(capsys, monkeypatch, *said).out.split())
    assert "把关" in run(capsys, monkeypatch, *said, "--format", "json").data["caution"]["zh"]
    alone = ("study", "estimate", str(path), "--mean", "y")
    assert run(capsys, monkeypatch, *alone, "--format", "json").data["caution"] is None

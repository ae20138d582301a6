"""``tanlu study areas``: invented counties in both languages, files, and what is refused."""

from pathlib import Path

import pytest

from tests.cli.running import run as ran

HERE = Path(__file__).parents[1] / "golden"


@pytest.fixture
def run(capsys, monkeypatch):
    return lambda *said, lang="en": ran(capsys, monkeypatch, *map(str, said), lang=lang)


def test_the_invented_counties_are_marked_and_add_up(run):
    done = run("study", "areas", "--format", "json")
    data = done.data
    assert data["fictional"] is True
    for whole in data["wholes"]:
        assert whole["areas"] != whole["known"]
    assert all(row["benchmarked_ratio"] and row["benchmarked_difference"] for row in data["rows"])
    assert [row["area"] for row in data["rows"] if row["direct"] is None] == ["Iris", "Marl"]
    assert "没有任何真实受访者" in run("study", "areas", lang="zh").out


def test_few_answers_are_not_told(run, tmp_path):
    lines = run("study", "areas", "--example").out.splitlines()
    first = lines[1].split(",")
    first[5] = "9"
    path = tmp_path / "few.csv"
    path.write_text("\n".join([lines[0], ",".join(first), *lines[2:]]), "utf-8")
    said = ("--area", "county", "--direct", "share", "--error", "se", "--count", "n", "--with", "age")
    row = run("study", "areas", path, *said, "--format", "json").data["rows"][0]
    assert (row["direct"], row["n"], row["weight_of_direct"]) == (None, None, None)
    assert row["note"]["zh"].startswith("回答太少")


def test_units_with_means(run, tmp_path):
    units = ["area,y,x", *(f"a{at % 6},{at % 6 + at % 5 + at % 7},{at % 7}" for at in range(120))]
    (tmp_path / "units.csv").write_text("\n".join(units), "utf-8")
    (tmp_path / "means.csv").write_text("area,x\n" + "\n".join(f"a{at},3" for at in range(6)), "utf-8")
    said = (
        "--area",
        "area",
        "--unit",
        "y",
        "--with",
        "x",
        "--means",
        tmp_path / "means.csv",
        "--format",
        "csv",
    )
    assert run("study", "areas", tmp_path / "units.csv", *said).out.count("\n") == 7


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (("--area", "county"), "either --direct and --error"),
        (("--area", "county", "--direct", "share", "--error", "see"), "no column 'see'"),
        (("--area", "county", "--direct", "share", "--error", "se", "--whole", "state_share"), "--population"),
        (("--area", "county", "--direct", "share", "--error", "se", "--whole", "state_share", "--population", "adults"),
         "more than one known figure"),
        (("--area", "state", "--direct", "share", "--error", "se"), "two rows"),
    ],
)  # fmt: skip
def test_what_makes_no_model_is_refused(run, said, complaint):
    done = run("study", "areas", *said)
    assert done.code != 0
    assert complaint in done.err


def test_corn_of_a_finite_population_as_published(run, tmp_path):
    lines = (HERE / "corn.csv").read_text("utf-8").splitlines()
    del lines[33]  # the second segment of Hardin, as its authors left it out
    (tmp_path / "corn.csv").write_text("\n".join(lines), "utf-8")
    means = (HERE / "corn_means.csv").read_text("utf-8").replace("ave_", "")
    (tmp_path / "means.csv").write_text(means, "utf-8")
    said = (
        "--area", "county_id", "--unit", "corn_area", "--with", "corn_pixel", "--with", "soybeans_pixel",
        "--means", tmp_path / "means.csv", "--population", "pop_segments", "--people", "1", "--answers", "1",
    )  # fmt: skip
    data = run("study", "areas", tmp_path / "corn.csv", *said, "--format", "json").data
    assert [round(row["estimate"], 3) for row in data["rows"][:3]] == [122.195, 126.228, 106.664]
    assert data["model"] == "unit level"
    assert "地区内" in run("study", "areas", tmp_path / "corn.csv", *said, lang="zh").out

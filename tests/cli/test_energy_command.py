"""``tanlu buildout`` and ``tanlu capture``."""

import pytest

from tests.cli.running import run, run_fresh


def test_the_example_is_printed_and_read_again(capsys, monkeypatch, tmp_path):
    path = tmp_path / "system.toml"
    path.write_text(run(capsys, monkeypatch, "buildout", "--example").out, "utf-8")
    data = run(capsys, monkeypatch, "buildout", str(path), "--format", "json").data
    assert data["fictional"]
    assert data["co2"] == pytest.approx(900)
    assert data["co2_price"] > 0
    for name, (low, high) in data["near"].items():
        assert low - 1e-6 <= data["built"][name] <= high + 1e-6
    assert data["jobs_near"][0] <= data["jobs"] <= data["jobs_near"][1] + 1e-6
    quick = run(capsys, monkeypatch, "buildout", str(path), "--no-ranges", "--format", "json").data
    assert quick["near"] == {}
    assert quick["cost"] == pytest.approx(data["cost"])


def test_nothing_but_the_answer_is_printed():
    ran = run_fresh("buildout", "--format", "json")
    assert ran.out.startswith("{")


def test_both_languages(capsys, monkeypatch):
    assert "An invented example." in run(capsys, monkeypatch, "buildout").out
    assert "以下为虚构示例" in run(capsys, monkeypatch, "buildout", lang="zh").out
    assert "79.7 per tonne avoided" in run(capsys, monkeypatch, "capture").out
    assert "每吨减排成本 79.7" in run(capsys, monkeypatch, "capture", lang="zh").out


def test_series_may_stand_in_a_table_beside(capsys, monkeypatch, tmp_path):
    text = run(capsys, monkeypatch, "buildout", "--example").out
    demand, wind = (60, 80, 95, 90, 100, 75), (0.55, 0.45, 0.25, 0.3, 0.4, 0.5)
    rows = [f"4,{one},{two}" for one, two in zip(demand, wind, strict=True)]
    (tmp_path / "hours.csv").write_text("\n".join(["hours,demand,wind", *rows]), "utf-8")
    lines = [
        line for line in text.splitlines()
        if not line.startswith(("hours = [4", "demand = ", "available = [0.55"))
    ]  # fmt: skip
    path = tmp_path / "system.toml"
    path.write_text(
        "\n".join(lines).replace("price_year = 2025", 'price_year = 2025\nseries = "hours.csv"'), "utf-8"
    )
    one = run(capsys, monkeypatch, "buildout", "--no-ranges", "--format", "json").data
    other = run(capsys, monkeypatch, "buildout", str(path), "--no-ranges", "--format", "json").data
    assert other["cost"] == pytest.approx(one["cost"])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("co2 = 900", "co2 = 0", "co2"),
        ("hours = [4, 4, 4, 4, 4, 4]", "", "hours"),
        ("demand = [60, 80, 95, 90, 100, 75]", "demand = [60]", "demand"),
        ("capital = 300", 'capital = "dear"', "dear"),
        ("capital = 300", "captial = 300", "capital"),
        ('site = "old_plant"', 'site = "oldplant"', "oldplant"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_two_lines(capsys, monkeypatch, tmp_path, old, new, words):
    text = run(capsys, monkeypatch, "buildout", "--example").out
    path = tmp_path / "system.toml"
    changed = text.replace(old, new, 1)
    if words == "co2":
        changed = changed.replace("potential = 400", "potential = 1")
    path.write_text(changed, "utf-8")
    ran = run(capsys, monkeypatch, "buildout", str(path))
    assert ran.code == 2
    assert len(ran.lines) == 2
    assert words in ran.err


@pytest.mark.parametrize(("lang", "said"), [("en", "at most 5% more"), ("zh", "成本至多增加 5% 时")])
def test_the_ranges_are_drawn(capsys, monkeypatch, tmp_path, lang, said):
    path = tmp_path / "made" / "ranges.svg"
    run(capsys, monkeypatch, "buildout", "--no-ranges", "--chart", str(path), lang=lang)
    assert said in path.read_text("utf-8")

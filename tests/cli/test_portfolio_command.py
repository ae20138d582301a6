"""``tanlu portfolio`` and ``tanlu fund``."""

from tests.cli.running import run


def test_the_example_is_printed_and_read_again(capsys, monkeypatch, tmp_path):
    printed = run(capsys, monkeypatch, "portfolio", "--example").out
    path = tmp_path / "pipeline.toml"
    path.write_text(printed, "utf-8")
    data = run(capsys, monkeypatch, "portfolio", str(path), "--gap", "0.000001", "--format", "json").data
    assert data["fictional"]
    assert data["proven"]
    assert data["benefit"] > data["by_hand"]
    assert {each["id"]: each["cost"] > 0 for each in data["floors"]} == {
        "upper_valley": True,
        "worker_jobs": False,
    }
    assert "airport" in data["left_out"]
    assert data["basis"]["en"] == "real USD, prices of 2025, end of year"


def test_it_says_what_each_project_becomes(capsys, monkeypatch):
    text = run(capsys, monkeypatch, "portfolio").out
    assert "invented example" in text
    assert "costs" in text
    zh = run(capsys, monkeypatch, "portfolio", lang="zh").out
    assert "代价" in zh


def test_a_budget_that_cannot_carry_the_floors_is_a_mistake_in_two_lines(capsys, monkeypatch, tmp_path):
    text = run(capsys, monkeypatch, "portfolio", "--example").out.replace("jobs = 450", "jobs = 5000", 1)
    path = tmp_path / "p.toml"
    path.write_text(text, "utf-8")
    ran = run(capsys, monkeypatch, "portfolio", str(path))
    assert ran.code == 2
    assert len(ran.lines) == 2
    assert "worker_jobs" in ran.lines[0]


def test_a_fund_is_followed(capsys, monkeypatch):
    asked = ("fund", "--seed", "3.79", "--saving", "0.0512", "--years", "10")
    data = run(capsys, monkeypatch, *asked, "--format", "json").data
    assert len(data["years"]) == 11
    assert abs(data["payback_years"] - 19.53) < 0.01
    assert "Simple payback 19.5 years" in run(capsys, monkeypatch, *asked).out
    assert run(capsys, monkeypatch, *asked, "--format", "csv").out.startswith("year")
    assert run(capsys, monkeypatch, "fund", "--seed", "-1", "--saving", "0.05").code == 2

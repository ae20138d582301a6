"""``tanlu study scorecard``."""

from tests.cli.running import run


def test_the_example_is_scored_written_and_scored_again(capsys, monkeypatch, tmp_path):
    told = run(capsys, monkeypatch, "study", "scorecard", "--format", "json").data
    assert told["fictional"]
    run(capsys, monkeypatch, "study", "scorecard", "--example", str(tmp_path / "study"))
    again = run(capsys, monkeypatch, "study", "scorecard", str(tmp_path / "study"), "--format", "json").data
    assert again == told | {"fictional": False}


def test_it_prints_in_both_languages(capsys, monkeypatch):
    assert "There is no total" in run(capsys, monkeypatch, "study", "scorecard").out
    assert "不设总分" in run(capsys, monkeypatch, "study", "scorecard", lang="zh").out
    assert "GOV1" in run(capsys, monkeypatch, "study", "scorecard", "--framework").out

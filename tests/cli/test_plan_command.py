"""``tanlu study plan`` in both languages."""

from tests.cli.running import run


def test_it_says_answers_invitations_and_what_a_convenience_sample_lacks(capsys, monkeypatch):
    said = (
        "study",
        "plan",
        "--proportion",
        "50",
        "--margin",
        "5",
        "--deff",
        "1.5",
        "--population",
        "34530",
        "--response",
        "20",
    )
    assert run(capsys, monkeypatch, *said, "--format", "json").data["invitations"] == 2834
    en, zh = run(capsys, monkeypatch, *said).out, run(capsys, monkeypatch, *said, lang="zh").out
    assert "Invitations: 2,834" in en
    assert "no margin of error" in en
    assert "非概率样本无论多大" in zh


def test_the_other_way(capsys, monkeypatch):
    done = run(
        capsys, monkeypatch, "study", "plan", "--proportion", "40", "--other", "50", "--answers", "388"
    )
    assert "Power: 80%" in done.out

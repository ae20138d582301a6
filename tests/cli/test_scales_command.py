"""``tanlu study scales`` and ``round`` in both languages, and what they refuse."""

import pytest

from tests.cli.running import run as ran

CONSULTED = ("--items", "heard,asked,early,answered", "--group", "language")
REACH = ("--items", "reach_near,reach_afford,reach_time,reach_certain", "--group", "language")


@pytest.fixture
def run(capsys, monkeypatch):
    return lambda *said, lang="en": ran(capsys, monkeypatch, "study", *map(str, said), lang=lang)


def test_a_difference_without_ground_is_refused_with_the_step(run):
    for lang, step in (("en", "“equal intercepts” fails"), ("zh", "“截距相等”不成立")):
        done = run("scales", *CONSULTED, "--compare", lang=lang)
        assert done.code == 2
        assert step in done.err
        assert len(done.lines) == 2
        assert not done.out


def test_no_form_holds_a_difference_that_the_gate_holds_back(run):
    data = run("scales", *CONSULTED, "--format", "json").data
    assert data["differences"] == []
    assert "Difference" not in run("scales", *CONSULTED).out


def test_a_difference_with_ground_is_told(run):
    (told,) = run("scales", *REACH, "--compare", "--format", "json").data["differences"]
    assert told["low"] < told["value"] < told["high"]
    (bare,) = run("scales", *REACH, "--convenience", "--format", "json").data["differences"]
    assert (bare["error"], bare["low"]) == (None, None)


def test_one_group_and_reversed_items(run, tmp_path):
    path = tmp_path / "a.csv"
    lines = [f"{at % 5},{(at + at // 7) % 5},{4 - at % 5}" for at in range(60)]
    path.write_text("a,b,c\n" + "\n".join(lines), "utf-8")
    plain = run("scales", path, "--items", "a,b,c", "--format", "json").data["reliability"][0]["alpha"]
    turned = run("scales", path, "--items", "a,b,c", "--reverse", "c", "--format", "json").data
    assert turned["reliability"][0]["alpha"] > (plain or 0)
    assert turned["verdict"] is None
    assert "只有一组" in run("scales", path, "--items", "a,b,c", lang="zh").out


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (("--items", "heard"), "two items or more"),
        (("--items", "heard,heard"), "two items or more"),
        (("--items", "heard,askd"), "no column 'askd'"),
        (("--items", "heard,fund"), "no numbers"),
    ],
)
def test_what_is_no_scale_is_refused(run, said, complaint):
    done = run("scales", *said)
    assert done.code == 2
    assert complaint in done.err


def test_constant_answers_are_said(run, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "3,3\n" * 40, "utf-8")
    assert "same answer from everyone" in run("scales", path, "--items", "a,b").err


def test_steps_and_coefficients_are_drawn(run, tmp_path):
    assert run("scales", *CONSULTED, "--chart", tmp_path / "steps.svg").code == 0
    assert "equal intercepts" in (tmp_path / "steps.svg").read_text("utf-8")
    (tmp_path / "r.csv").write_text(
        "unit,a,b\n" + "".join(f"{at},{at % 2},{at % 3 % 2}\n" for at in range(30)), "utf-8"
    )
    assert run("agree", tmp_path / "r.csv", "--chart", tmp_path / "a.svg", lang="zh").code == 0
    assert "一致程度" in (tmp_path / "a.svg").read_text("utf-8")


def test_what_cannot_be_drawn_is_said(run, tmp_path):
    (tmp_path / "r.csv").write_text("unit,a,b\n1,x,\n2,,y\n", "utf-8")
    assert (
        "nothing to draw"
        in run("agree", tmp_path / "r.csv", "--values", "x,y", "--chart", tmp_path / "a.svg").err
    )
    done = run("scales", "--items", "heard,asked", "--chart", tmp_path / "b.svg")
    assert "no steps to draw" in done.err

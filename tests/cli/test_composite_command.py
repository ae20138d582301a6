"""``tanlu study composite`` in both languages, its numbers by hand, and what it refuses."""

import pytest

from tests.cli.running import run as ran

INDEX = """
[[group]]
id = "g"
[[indicator]]
id = "a"
group = "g"
low = 0
high = 10
[[indicator]]
id = "b"
group = "g"
weight = 3
low = 0
high = 10
better = "lower"
"""
VALUES = "unit,a,b\nx,5,4\ny,12,8\nz,,\n"


@pytest.fixture
def run(capsys, monkeypatch):
    return lambda *said, lang="en": ran(capsys, monkeypatch, "study", "composite", *map(str, said), lang=lang)


@pytest.fixture
def files(tmp_path):
    def write(values=VALUES, index=INDEX):
        (tmp_path / "v.csv").write_text(values, "utf-8")
        (tmp_path / "i.toml").write_text(index, "utf-8")
        return tmp_path / "v.csv", "--index", tmp_path / "i.toml", "--draws", "50"

    return write


def test_scores_are_what_a_hand_works_out(run, files):
    data = run(*files(), "--format", "json").data
    x, y, z = data["units"]
    assert x["score"] == pytest.approx((50 + 3 * 60) / 4)
    assert y["score"] == pytest.approx((100 + 3 * 20) / 4)
    assert y["outside_goalposts"] == ["a"]
    assert (z["score"], z["low"], z["rank_low"], z["coverage"]) == (None, None, None, 0.0)
    assert [each["share"] for each in data["indicators"]] == [0.25, 0.75]
    assert data["fictional"] is False


def test_the_example_says_that_it_is_invented_and_can_be_written(run, tmp_path):
    assert "invented counties" in run().out
    told = run(lang="zh").out
    assert "虚构" in told
    assert "无得分" in told
    run("--example", tmp_path / "e")
    again = run(
        tmp_path / "e" / "values.csv", "--index", tmp_path / "e" / "index.toml", "--format", "json"
    ).data
    invented = run("--format", "json").data
    assert (again.pop("fictional"), invented.pop("fictional")) == (False, True)
    assert again == invented


def test_an_order_is_said_only_where_it_stands_in_nine_draws_of_ten(run):
    data = run("--format", "json").data
    by = {each["unit"]: each for each in data["units"]}
    assert ["Lower Valley", "Old Basin"] not in data["settled"]
    for one, other in data["settled"]:
        assert by[one]["score"] > by[other]["score"]


def test_one_unit_has_a_score_and_no_order(run, files):
    told = run(*files("unit,a,b\nx,5,4\n"), "--format", "json").data
    assert (told["draws"], told["settled"], told["units"][0]["low"]) == (0, [], None)
    assert "nothing is said of their order" in run(*files("unit,a,b\nx,5,4\n")).out


@pytest.mark.parametrize(
    ("values", "index", "said"),
    [
        ("unit,a\nx,5\n", INDEX, "no column 'b'"),
        ("unit,a,b\nx,five,4\n", INDEX, "five"),
        (VALUES, INDEX.replace("better", "beter"), "'beter' is missing or unknown"),
        (VALUES, INDEX.replace('group = "g"', 'group = "h"', 1), "'h' is missing or unknown"),
        (VALUES, INDEX.replace('id = "b"', 'id = "a"'), "'id' is missing or unknown"),
        (VALUES, 'between = "median"\n' + INDEX, "'median' is missing or unknown"),
        (VALUES, "[[indicator]]\n", "'group' is missing or unknown"),
        (VALUES, "x = ", "does not define an index"),
        (VALUES, INDEX.replace("high = 10", "high = 0"), "goalposts"),
        (VALUES, 'between = "geometric"\n' + INDEX, "geometric mean cannot hold"),
    ],
)
def test_what_is_no_index_is_refused_in_two_lines(run, files, values, index, said):
    done = run(*files(values, index))
    assert done.code == 2
    assert said in done.err
    assert len(done.lines) == 2
    assert run(*files(values, index), lang="zh").code == 2


def test_half_of_the_files_is_refused(run, files):
    assert "both its values and its definition" in run(files()[0]).err

"""Totals from a file: what weights they make, and what is refused."""

import numpy as np
import pytest

from tanlu.actions.study import Asked, Drawn, Rules, estimate, read_table, wanted
from tanlu.actions.totals import read_totals
from tanlu.analysis.survey.asked import drawn
from tanlu.errors import BadReference, BadTable

ROWS = "sex,place,age,pw,y\n" + "\n".join(
    f"{'fm'[at % 2]},{'abc'[at % 3]},{20 + at % 40},{15 * (4 + at % 4)},{at % 7}" for at in range(120)
)
SEX, PLACE = "sex,f,5000\nsex,m,4000\n", "place,a,2000\nplace,b,3000\nplace,c,4000\n"


def made(tmp_path, totals, way="auto", bounds="", rows=ROWS):
    (tmp_path / "rows.csv").write_text(rows, "utf-8")
    (tmp_path / "totals.csv").write_text("column,category,total\n" + totals, "utf-8")
    known = read_totals(tmp_path / "totals.csv", way, bounds)
    table = read_table(tmp_path / "rows.csv")
    return table, drawn(Drawn(weights="pw", totals=known), table).weights


@pytest.mark.parametrize(
    ("totals", "way"),
    [(SEX, "auto"), (SEX + PLACE, "auto"), (SEX + PLACE, "linear"), (SEX + PLACE, "logit"), (SEX + "age,,370000\n", "auto"),
     ("1,,9000\nage,,370000\n", "raking")],
)  # fmt: skip
def test_weights_meet_the_totals(tmp_path, totals, way):
    table, weights = made(tmp_path, totals, way, "0.3,3")
    for line in totals.splitlines():
        column, category, total = line.split(",")
        given = np.ones(120) if column == "1" else None
        if given is None:
            given = table.words(column) == category if category else table.numbers(column)
        assert weights @ given == pytest.approx(float(total), rel=1e-8)
    assert (weights > 0).all()


def test_headings_may_be_chinese(tmp_path):
    (tmp_path / "t.csv").write_text("列,类别,总体数\nsex,f,5000\nsex,m,4000\n", "utf-8")
    assert read_totals(tmp_path / "t.csv", "auto").margins == (("sex", (("f", 5000.0), ("m", 4000.0))),)


def test_the_table_says_what_calibration_did(tmp_path):
    made(tmp_path, SEX + PLACE)
    known = read_totals(tmp_path / "totals.csv", "auto")
    asked = Asked(Drawn(weights="pw", totals=known), wanted(("y",), (), (), (), ()))
    data = estimate(tmp_path / "rows.csv", asked, Rules()).to_json()["calibration"]
    assert data["distance"] == "raking"
    assert data["effective_n"] < 120


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (
            SEX + "place,a,2000\nplace,b,3000\nplace,c,4001\n",
            "sum to different populations: sex 9000, place 9001",
        ),
        (SEX + "1,,9500\n", "sum to different populations"),
        (SEX + "place,a,2000\nplace,b,3000\nplace,c,3000\nplace,d,1000\n", "no row or no total: 'd'"),
        ("sex,f,5000\n", "no total is given for 'm'"),
        ("sex,f,5000\nsex,m,0\n", "no row or no total"),
        ("sex,f,5000\nsex,f,4000\n", "comes twice"),
        ("sex,f,\nsex,m,4000\n", "no total"),
        ("sex,f,5000\nsex,m,4000\nsex,,9000\n", "a total of its own"),
    ],
)
def test_totals_that_do_not_fit_are_refused(tmp_path, totals, said):
    with pytest.raises(BadTable, match=said):
        made(tmp_path, totals)


def test_a_row_without_a_category_is_counted(tmp_path):
    with pytest.raises(BadTable, match="1 rows have no answer in the column 'sex'"):
        made(tmp_path, SEX, rows=ROWS.replace("f,a,20", ",a,20", 1))


def test_totals_out_of_reach_are_said(tmp_path):
    with pytest.raises(BadTable, match="still off"):
        made(tmp_path, SEX + "age,,90000000\n", "raking")
    with pytest.raises(BadReference, match="no two bounds"):
        made(tmp_path, SEX, "logit", "low")


def test_weights_that_would_turn_negative_are_refused(tmp_path):
    with pytest.raises(BadTable, match="zero or negative"):
        made(tmp_path, SEX + "age,,500000\n", "linear")

"""What a design and its estimates refuse, and what they cannot estimate."""

import numpy as np
import pytest

from tanlu.analysis.survey.asked import Table
from tanlu.analysis.survey.calibration import calibrate, poststratify, rake
from tanlu.analysis.survey.design import design
from tanlu.analysis.survey.estimate import mean, ratio
from tanlu.analysis.survey.independence import independence
from tanlu.analysis.survey.quantile import quantile
from tanlu.analysis.survey.regression import fit
from tanlu.analysis.survey.replicates import balanced, jackknife
from tanlu.errors import BadTable

PAIRS = {"strata": ["a", "a", "b", "b"]}


@pytest.mark.parametrize(
    ("rows", "given", "said"),
    [
        (0, {}, "no rows"),
        (3, {"strata": ["a", "a", "b"]}, r"stratum \(b\) has one cluster"),
        (4, {"strata": ["a", "a", "", "b"]}, "1 rows have no value"),
        (4, {"strata": ["a", None, "b", "b"]}, "1 rows have no value"),
        (4, {"weights": [1, 0, 2, -1]}, "2 weights are missing, zero or negative; the first in row 2"),
        (4, {"weights": [1, 2, np.nan, 1]}, "1 weights"),
        (4, {**PAIRS, "fpc": [5, 6, 9, 9]}, "more than one value"),
        (4, {**PAIRS, "fpc": [1, 1, 9, 9]}, "is 1, but 2 units were drawn"),
        (4, {**PAIRS, "fpc": [9, 9, 9, np.nan]}, "1 rows have no value"),
        (4, {"clusters": [1, 1, 2]}, "3 values for 4 rows"),
        (4, {"clusters": [1, 1, 2, 3], "seconds": [1, 2, 1, 1], "fpc": [9] * 4, "second_fpc": [5, 5, 4, 1]}, "second"),
    ],
)  # fmt: skip
def test_a_design_that_does_not_hold_is_refused(rows, given, said):
    with pytest.raises(BadTable, match=said) as refused:
        design(rows, **given)
    assert all(refused.value.lines("zh"))


@pytest.mark.parametrize("cell", ["nan", "inf", "1_000", "yes", "1,5", " "])
def test_cells_that_are_no_numbers_are_refused(cell):
    with pytest.raises(BadTable, match="1 cells that are no numbers"):
        Table({"y": ["1", cell, "", "NA"]}).numbers("y")


def test_a_lonely_stratum_by_choice():
    strata, y = ["a", "a", "b"], np.array([1.0, 3.0, 9.0])
    centred = mean(design(3, strata=strata, lonely="centred"), y)
    certain = mean(design(3, strata=strata, lonely="certainty"), y)
    assert certain.error < centred.error
    assert certain.df == centred.df == 1


def test_fractions_are_populations():
    counts, shares = (design(4, **PAIRS, fpc=each) for each in ([4, 4, 8, 8], [0.5, 0.5, 0.25, 0.25]))
    assert counts.weights.tolist() == shares.weights.tolist() == [2, 2, 4, 4]


def test_what_cannot_be_estimated_says_so():
    held = design(4, **PAIRS)
    nobody = mean(held, [np.nan] * 4)
    assert (nobody.value, nobody.n, nobody.missing) == (None, 0, 4)
    assert "nobody" in nobody.why.en
    assert quantile(held, [np.nan] * 4, 0.5).value is None
    alone = mean(held, [1.0, np.nan, np.nan, np.nan])
    assert (alone.value, alone.error, alone.df) == (1, None, 0)
    assert "too few clusters" in alone.why.en
    assert ratio(held, [1.0] * 4, [0.0] * 4).why is not None


@pytest.mark.parametrize(
    "run",
    [
        lambda held: poststratify(held, ["x", "x", "y", "z"], {"x": 5, "y": 5}),
        lambda held: poststratify(held, ["x"] * 4, {"x": 5, "y": 5}),
        lambda held: rake(
            held, [(["x", "x", "y", "y"], {"x": 5, "y": 5}), (["p", "q"] * 2, {"p": 5, "q": 6})]
        ),
        lambda held: calibrate(held, [[1.0], [np.nan], [1.0], [1.0]], [4.0]),
        lambda held: calibrate(held, [[1.0]] * 4, [400.0], "logit", (0.5, 2.0)),
        lambda held: calibrate(held, [[1.0]] * 4, [4.0], "logit", (1.5, 2.0)),
        lambda held: calibrate(calibrate(held, [[1.0]] * 4, [5.0]), [[1.0]] * 4, [6.0]),
        lambda held: jackknife(calibrate(held, [[1.0]] * 4, [5.0])),
        lambda held: balanced(held, 1.0),
        lambda held: balanced(design(3)),
        lambda held: jackknife(design(1, lonely="certainty")),
        lambda held: fit(held, [1.0, 2.0, 3.0, 4.0], [[1.0]] * 4),
        lambda held: fit(held, [0.0, 0.0, 1.0, 1.0], [[1.0], [2.0], [3.0], [4.0]], "logistic"),
        lambda held: independence(held, ["a"] * 4, ["p", "q"] * 2),
        lambda held: independence(held, ["a", "a", "b", "b"], ["p", "p", "q", "q"]),
    ],
)
def test_what_has_no_answer_is_refused_in_both_languages(run):
    with pytest.raises(BadTable) as refused:
        run(design(4, **PAIRS))
    assert all(refused.value.lines("zh"))

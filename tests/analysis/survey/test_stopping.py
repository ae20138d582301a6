"""Rules for stopping: R's, printed by R 4.2.2 with survey 4.1-1, a wider one, and what is refused."""

import numpy as np
import pytest

from tanlu.analysis.stopping import AS_CALIBRATE, AS_GLM, AS_RAKE, SETTLED, Stopping
from tanlu.analysis.survey.calibration import calibrate, rake
from tanlu.analysis.survey.design import design
from tanlu.analysis.survey.regression import fit
from tanlu.errors import BadTable

Y = np.array([0, 1, 0, 1, 1, 0, 1, 1, 0, 1], dtype=float)
X = np.array([-2, -1, -1, 0, 0, 1, 1, 2, 3, 5], dtype=float)
DRAWN = design(10, weights=[1, 3, 2, 5, 4, 1, 2, 2, 6, 1])
COLUMNS, KNOWN = np.column_stack([np.ones(10), X]), [30.0, 25.0]


@pytest.mark.parametrize(
    ("rule", "slopes", "errors"),
    [
        (AS_GLM, [0.8772927457831, -0.3604755577135], [0.832104222264, 0.4962381762907]),
        (
            Stopping("deviance", 1e-3, 25), [0.8772907984238, -0.3604739315819],
            [0.8324014307201, 0.4961951826358],
        ),
        (SETTLED, [0.877292745785, -0.3604755577147], [0.8321039620937, 0.4962382004156]),
    ],
)  # fmt: skip
def test_a_logistic_model_stops_where_it_is_told_to(rule, slopes, errors):
    found = fit(DRAWN, Y, X[:, None], "logistic", stopping=rule)
    assert found.slopes.tolist() == pytest.approx(slopes, rel=1e-11)
    assert found.errors.tolist() == pytest.approx(errors, rel=1e-11)


def test_rows_outside_the_domain_do_not_move_the_stop():
    more = design(11, weights=[1, 3, 2, 5, 4, 1, 2, 2, 6, 1, 50])
    inside = np.arange(11) < 10
    found = fit(more, [*Y, 1], [*X[:, None], [9.0]], "logistic", inside, stopping=AS_GLM)
    assert found.slopes.tolist() == pytest.approx([0.8772927457831, -0.3604755577135], rel=1e-12)


@pytest.mark.parametrize(
    ("distance", "rule", "first", "last"),
    [
        ("raking", AS_CALIBRATE, 1.131237130599, 1.08231886045),
        ("raking", Stopping("totals and one", 1e-2, 50), 1.140040094995, 1.08555301918),
        ("logit", Stopping("totals and one", 1e-2, 50), 1.1439256135, 1.087149438956),
    ],
)
def test_a_calibration_stops_where_it_is_told_to(distance, rule, first, last):
    found = calibrate(DRAWN, COLUMNS, KNOWN, distance, (0.5, 3.0), stopping=rule).weights
    assert (found[0], found[-1]) == (pytest.approx(first, rel=1e-11), pytest.approx(last, rel=1e-11))


def test_rounds_over_margins_come_to_where_steps_come():
    margins = [(list("aaaaabbbbb"), {"a": 20.0, "b": 10.0}), (list("xyxyxyxyxy"), {"x": 12.0, "y": 18.0})]
    ends = rake(DRAWN, margins).weights
    near, far = (
        np.abs(rake(DRAWN, margins, stopping=rule).weights / ends - 1).max()
        for rule in (Stopping("cells", 1e-12, 99), AS_RAKE)
    )
    assert near < 1e-9 < far


def test_a_separated_model_is_refused_under_any_rule():
    for rule in (AS_GLM, Stopping("deviance", 0.5, 25)):
        with pytest.raises(BadTable, match="no solution"):
            fit(DRAWN, (X > 0).astype(float), X[:, None], "logistic", stopping=rule)


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (lambda: Stopping("deviance", 0.0, 25), "tolerance of 0"),
        (lambda: Stopping("deviance", 1e-8, 0), "0 steps"),
        (lambda: fit(DRAWN, Y, X[:, None], "logistic", stopping=AS_RAKE), "does not belong"),
        (lambda: calibrate(DRAWN, COLUMNS, KNOWN, stopping=AS_GLM), "does not belong"),
        (lambda: fit(DRAWN, Y, X[:, None], "logistic", stopping=Stopping("deviance", 1e-8, 2)), "within 2 steps"),
        (lambda: fit(DRAWN, Y, X[:, None], "logistic", stopping=Stopping("slopes", 1e-8, 2)), "within 2 steps"),
        (lambda: calibrate(DRAWN, COLUMNS, KNOWN, "raking", stopping=Stopping("totals", 1e-9, 1)), "after 1 steps"),
        (
            lambda: rake(DRAWN, [(list("aaaaabbbbb"), {"a": 20.0, "b": 10.0}), (list("xyxyxyxyxy"), {"x": 12.0, "y": 18.0})],
                         stopping=Stopping("cells", 1e-12, 1)),
            "after 1 steps",
        ),
    ],
)  # fmt: skip
def test_what_cannot_stop_is_refused(run, said):
    with pytest.raises(BadTable, match=said) as refused:
        run()
    assert all(refused.value.lines("zh"))

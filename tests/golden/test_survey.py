"""Printed answers: six ambulance areas of a textbook, and the invented survey as R's package survey estimates it."""

import csv
from pathlib import Path

import numpy as np
import pytest

from tanlu.actions.study import read_table
from tanlu.analysis.survey.asked import Asked, Drawn, Wanted, tabulate
from tanlu.analysis.survey.design import design
from tanlu.analysis.survey.estimate import mean, ratio
from tanlu.analysis.survey.replicates import balanced

HERE = Path(__file__).parent

# Levy and Lemeshow, Sampling of Populations: cardiac arrests and survivors of six ambulance areas in three strata.
ARRESTS = np.array([120.0, 78.0, 185.0, 228.0, 670.0, 530.0])
ALIVE = np.array([25.0, 24.0, 30.0, 49.0, 80.0, 70.0])
AREAS = design(6, strata=[1, 1, 2, 2, 3, 3])

ASKED = Asked(
    Drawn(strata="county", clusters=("town",), weights="weight", fpc=("towns",)),
    (
        Wanted("mean", ("wage",)), Wanted("total", ("wage",)), Wanted("ratio", ("wage", "wage_before")),
        Wanted("proportion", ("consulted",)), Wanted("quantile", ("wage",), 0.5),
    ),
    ("coal", "county"),
)  # fmt: skip


def test_survivors_of_cardiac_arrests():
    found = mean(AREAS, ALIVE)
    assert (round(found.value, 4), round(found.error, 5)) == (46.3333, 3.58236)
    found = ratio(AREAS, ALIVE, ARRESTS)
    assert (round(found.value, 6), round(found.error, 9)) == (0.153506, 0.009807304)


@pytest.mark.parametrize(("rho", "error"), [(0.0, 0.00941840067), (0.3, 0.009525187478)])
def test_survivors_by_balanced_halves(rho, error):
    value, found = balanced(AREAS, rho).estimate(lambda w: (w @ ALIVE) / (w @ ARRESTS))
    assert abs(value - 0.153506350083) < 5e-13
    assert abs(found - error) < 5e-12


def test_the_invented_survey_is_estimated_as_r_does():
    """`survey_example.csv` is what R 4.2.2 with survey 4.1-1 prints for the script of this table."""
    with (HERE / "survey_example.csv").open(encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))
    rows = tabulate(ASKED, read_table(None))
    assert len(rows) == len(printed) == 36
    for row, told in zip(rows, printed, strict=True):
        found = row.found
        assert (row.kind, row.category, row.group, str(found.n), str(found.df)) == (
            told["kind"], told["category"], told["group"], told["n"], told["df"]
        )  # fmt: skip
        for name, value in (
            ("estimate", found.value), ("error", found.error), ("low", found.low), ("high", found.high),
            ("deff", found.deff), ("deff_replace", found.deff_replace),
        ):  # fmt: skip
            assert value == pytest.approx(float(told[name]), rel=1e-12), (row, name)

"""The one printed answer on revenue, as what it is: a calibration.

Wyoming's Consensus Revenue Estimating Group put the loss from the federal royalty's fall from 12.5% to 7% at about 50
million dollars a year (July 2025); half of the royalty goes to the state (Mineral Leasing Act, 30 U.S.C. 191). What coal
fetches is set so that the answer comes out: nothing is tested but sign, size and what follows.
"""

import numpy as np
import pytest

from tanlu.analysis.coal.outcomes import Rule, draw_revenue
from tanlu.text import Text

STATE = 0.5
PRINTED = -50e6
YEARS = (2026, 2027, 2028)


def rule(name, rate, since, until=9999):
    return Rule(name, Text(name, "权利金"), STATE * rate, since, until, "creg")


def loss(output, worth):
    paths = np.full((2, 3), output, np.float32)
    before, after = (
        draw_revenue(paths, worth, [rule("royalty", rate, 2026)], YEARS).mean() for rate in (0.125, 0.07)
    )
    return float(after - before)


def test_the_royalty_cut_is_matched_after_calibration_and_not_before():  # F7
    output = 173.0e6
    worth = PRINTED / (-0.055 * STATE * output)
    assert worth == pytest.approx(
        10.5, abs=0.05
    )  # dollars a tonne mined: less than coal fetches, as not all pays
    assert loss(output, worth) == pytest.approx(PRINTED, rel=0.2)
    assert loss(output, 0.5 * worth) == pytest.approx(PRINTED / 2, rel=0.01)
    assert loss(135.0e6, worth) == pytest.approx(-39e6, rel=0.01)


def test_a_cut_in_the_middle_holds_from_its_year():
    paths = np.full((1, 3), 100.0, np.float32)
    rules = [rule("old", 0.125, 2000, 2026), rule("new", 0.07, 2027)]
    assert draw_revenue(paths, 1.0, rules, YEARS)[0] == pytest.approx([6.25, 3.5, 3.5])

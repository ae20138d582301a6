"""Omega by either variance, loadings by either way to them, and correlations of each pair's own people."""

import numpy as np
import pytest

from tanlu.analysis.scales.omega import NOT_FOUND, omega, one_factor
from tanlu.analysis.scales.polychoric import polychoric
from tanlu.analysis.scales.reliability import pair_correlations
from tanlu.analysis.stopping import AS_GLM, AS_OPTIM, AS_OPTIMIZE, Stopping
from tanlu.errors import BadTable

CHANCE = np.random.default_rng(3)
VALUES = CHANCE.normal(size=(300, 1)) + CHANCE.normal(size=(300, 5))
SEEN = CHANCE.random((300, 5)) > 0.2
COR = np.corrcoef(VALUES, rowvar=False)


def test_correlations_are_those_of_each_pairs_own_people():
    found = pair_correlations(VALUES, SEEN)
    for one in range(5):
        for two in range(5):
            both = SEEN[:, one] & SEEN[:, two]
            assert found[one, two] == pytest.approx(
                np.corrcoef(VALUES[both, one], VALUES[both, two])[0, 1], abs=1e-12
            )
    assert np.allclose(pair_correlations(VALUES, np.ones_like(SEEN)), COR, rtol=0, atol=1e-12)


def test_a_pair_of_which_one_does_not_vary_is_refused():
    values = np.array([[1.0, 2], [1, 5], [3, 4], [1, 1]])
    seen = np.array([[True, True], [True, True], [True, False], [True, True]])
    with pytest.raises(BadTable, match="Item 1 has the same answer") as refused:
        pair_correlations(values, seen)
    assert all(refused.value.lines("zh"))


def test_both_ways_lead_to_the_same_loadings():
    near = one_factor(COR, Stopping("objective", 1e-12, 500))
    assert np.allclose(near, one_factor(COR), rtol=0, atol=1e-6)
    stopped = one_factor(COR, AS_OPTIM)
    assert 1e-12 < np.abs(stopped - one_factor(COR)).max() < 1e-4


def test_omega_of_the_observed_variance_is_what_its_formula_says():
    told, loads = omega(COR, "observed")
    assert told.value == pytest.approx(1 - (1 - np.square(loads)).sum() / COR.sum(), abs=1e-15)
    assert told.value != pytest.approx(omega(COR)[0].value, abs=1e-7)


def test_where_steps_or_the_matrix_do_not_suffice_there_is_no_factor():
    short = [(COR, Stopping("objective", 1e-16, 1)), (COR, Stopping("loadings", 1e-13, 1))]
    for cor, rule in [*short, (np.ones((3, 3)), AS_OPTIM)]:
        assert omega(cor, "observed", rule)[0].why == NOT_FOUND


def test_a_search_that_stops_early_is_near():
    table = np.array([[40, 10, 3], [10, 40, 12], [2, 9, 30]])
    end, stopped = polychoric(table), polychoric(table, stopping=AS_OPTIMIZE)
    assert 0 < abs(end - stopped) < 1e-4
    assert polychoric(table, stopping=Stopping("correlation", 1e-10, 2)) is None


def test_a_criterion_of_another_method_is_refused():
    with pytest.raises(BadTable, match="does not belong"):
        one_factor(COR, AS_GLM)
    with pytest.raises(BadTable, match="does not belong"):
        polychoric(np.array([[4, 1], [1, 4]]), stopping=AS_GLM)

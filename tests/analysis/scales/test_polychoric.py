"""The correlation beneath ordered answers: planted ones are found, and the normal distribution is that of scipy."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from tanlu.analysis.scales.polychoric import _below, polychoric
from tanlu.errors import BadTable


def counted(rho, people, seed=1):
    both = np.random.default_rng(seed).multivariate_normal([0, 0], [[1, rho], [rho, 1]], people)
    codes = np.stack(
        [np.searchsorted(cuts, both[:, at]) for at, cuts in enumerate(([-1, 0, 0.8], [-0.5, 1.2]))], axis=1
    )
    return np.bincount(codes[:, 0] * 3 + codes[:, 1], minlength=12).reshape(4, 3)


@pytest.mark.parametrize("rho", [-0.8, -0.2, 0.0, 0.5, 0.9])
def test_a_planted_correlation_is_found(rho):
    assert polychoric(counted(rho, 200_000)) == pytest.approx(rho, abs=0.01)


@pytest.mark.parametrize("rho", [-0.95, -0.3, 0.0, 0.6, 0.99])
def test_the_normal_distribution_of_two(rho):
    rows, columns = np.array([-1.5, 0.1, 0.9]), np.array([-0.4, 2.0])
    normal = multivariate_normal([0, 0], [[1, rho], [rho, 1]])
    wanted = [[normal.cdf([a, b]) for b in columns] for a in rows]
    assert _below(rows, columns, rho) == pytest.approx(np.array(wanted), abs=1e-7)


def test_turned_answers_turn_the_sign():
    table = counted(0.5, 2_000)
    assert polychoric(table[::-1]) == pytest.approx(-polychoric(table), abs=1e-6)
    assert polychoric(table.T) == pytest.approx(polychoric(table), abs=1e-6)


def test_what_cannot_be_told():
    assert polychoric(np.array([[10, 20], [0, 0]])) is None
    assert polychoric(np.zeros((3, 3), dtype=int)) is None
    assert polychoric(np.diag([20, 20, 20])) is None
    with pytest.raises(BadTable):
        polychoric(np.array([[1, -1], [1, 1]]))
    with pytest.raises(BadTable):
        polychoric(np.ones((2, 2), dtype=int), (np.array([1, 1]), np.array([2, 2])))


def test_values_nobody_gave_do_not_matter():
    table = counted(0.4, 1_000)
    assert polychoric(np.insert(table, 1, 0, axis=0)) == polychoric(table)

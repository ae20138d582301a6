"""Reliability of scales: known truths, and what cannot be said."""

import numpy as np
import pytest
from scipy.optimize import least_squares

from tanlu.analysis.scales.omega import FEW_ITEMS, one_factor
from tanlu.analysis.scales.reliability import NEGATIVE, reliability
from tanlu.errors import BadTable


def answers(loadings, people=400, seed=1):
    rng, lam = np.random.default_rng(seed), np.array(loadings)
    values = rng.normal(size=(people, 1)) * lam + rng.normal(size=(people, len(lam))) * np.sqrt(1 - lam**2)
    return values, np.ones(values.shape, dtype=bool)


def test_alpha_and_omega_find_a_planted_scale():
    lam = np.array([0.8, 0.7, 0.6, 0.5])
    found = reliability(*answers(lam, people=40_000))
    truth = lam.sum() ** 2 / (lam.sum() ** 2 + (1 - lam**2).sum())
    assert found.omega.value == pytest.approx(truth, abs=0.01)
    assert found.alpha.value < truth
    assert found.loadings == pytest.approx(lam.tolist(), abs=0.02)


def test_one_factor_is_the_least_of_residuals():
    cor = np.corrcoef(answers([0.8, 0.5, 0.6, 0.3, 0.7], people=60)[0].T)
    upper = np.triu_indices(5, 1)

    def residuals(lam):
        return (cor - np.outer(lam, lam))[upper]

    best = least_squares(residuals, np.full(5, 0.5), xtol=1e-15, ftol=1e-15, gtol=1e-15)
    assert one_factor(cor) == pytest.approx(best.x, abs=1e-6)


def test_feldts_interval_covers_alpha():
    lam = np.array([0.7] * 5)
    truth = lam.sum() ** 2 / (lam.sum() ** 2 + (1 - lam**2).sum())  # loadings are equal, so alpha is omega
    held = 0
    for seed in range(300):
        found = reliability(*answers(lam, people=50, seed=seed)).alpha
        held += found.low <= truth <= found.high
    assert 275 <= held <= 296


def test_items_in_another_order_give_the_same():
    values, seen = answers([0.8, 0.7, 0.6, 0.5])
    one, two = reliability(values, seen), reliability(values[:, ::-1], seen)
    assert one.alpha.value == pytest.approx(two.alpha.value, abs=1e-12)
    assert one.omega.value == pytest.approx(two.omega.value, abs=1e-9)
    assert one.if_dropped == pytest.approx(two.if_dropped[::-1], abs=1e-12)


def test_what_is_missing_is_not_looked_at():
    values, seen = answers([0.8, 0.7, 0.6])
    seen[:50, 0] = False
    spoilt = np.where(seen, values, np.nan)
    assert reliability(spoilt, seen) == reliability(np.where(seen, values, 1e9), seen)
    assert reliability(spoilt, seen).complete == 350


def test_a_reversed_item_is_noticed():
    values, seen = answers([0.8, 0.7, 0.6, 0.7])
    values[:, 2] *= -1
    assert NEGATIVE in reliability(values, seen).cautions


def test_two_items_have_no_omega():
    found = reliability(*answers([0.8, 0.7]))
    assert (found.omega.value, found.omega.why, found.cautions) == (None, FEW_ITEMS, (FEW_ITEMS,))


def test_items_that_cancel_have_no_alpha():
    one = np.array([1.0, 2.0, 3.0, 4.0])
    found = reliability(np.stack([one, -one], axis=1), np.ones((4, 2), dtype=bool))
    assert found.alpha.value is None
    assert found.alpha.why


@pytest.mark.parametrize("spoil", ["constant", "lonely", "infinite", "single"])
def test_bad_scales_are_refused(spoil):
    values, seen = answers([0.8, 0.7, 0.6])
    if spoil == "constant":
        values[:, 1] = 3
    if spoil == "lonely":
        seen[:, 0], seen[:, 1] = np.arange(400) < 200, np.arange(400) >= 200
    if spoil == "infinite":
        values[3, 1] = np.inf
    if spoil == "single":
        values, seen = values[:, :1], seen[:, :1]
    with pytest.raises(BadTable):
        reliability(values, seen)

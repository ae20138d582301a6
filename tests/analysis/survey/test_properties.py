"""What must hold of any sample: order, scale, domains, replicates."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanlu.analysis.survey.calibration import calibrate, poststratify, rake
from tanlu.analysis.survey.design import design
from tanlu.analysis.survey.estimate import mean, proportions, ratio, total
from tanlu.analysis.survey.quantile import quantile, share_interval
from tanlu.analysis.survey.replicates import bootstrap, jackknife
from tanlu.analysis.survey.variance import covariance

SEEDS = st.integers(0, 10_000)


def drawn(seed, rows=60):
    """Columns of a sample of three strata with four clusters each."""
    draw = np.random.default_rng(seed)
    cluster = np.concatenate([np.arange(12), draw.integers(0, 12, rows - 12)])
    y = draw.normal(10, 3, rows) + cluster
    y[draw.random(rows) < 0.1] = np.nan
    y[:12] = 5 + np.arange(12.0)
    return {
        "strata": cluster // 4, "clusters": cluster, "weights": draw.uniform(1, 9, rows), "fpc": 9.0 + cluster // 4
    }, y, draw.integers(0, 2, rows) == 1  # fmt: skip


def made(columns, at=slice(None), weight=1.0):
    given_columns = {name: each[at] for name, each in columns.items()}
    return design(
        len(given_columns["weights"]), **{**given_columns, "weights": weight * given_columns["weights"]}
    )


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_the_order_of_rows_does_not_matter(seed):
    columns, y, inside = drawn(seed)
    order = np.random.default_rng(seed).permutation(len(y))
    one, two = mean(made(columns), y, inside), mean(made(columns, order), y[order], inside[order])
    assert (two.n, two.df, two.missing) == (one.n, one.df, one.missing)
    assert (two.value, two.error, two.deff) == pytest.approx((one.value, one.error, one.deff), rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.floats(0.5, 50))
def test_scaled_weights_scale_totals_alone(seed, factor):
    columns, y, _ = drawn(seed)
    one, two = made(columns), made(columns, weight=factor)
    assert mean(two, y).error == pytest.approx(mean(one, y).error, rel=1e-9)
    assert total(two, y).value == pytest.approx(factor * total(one, y).value, rel=1e-9)
    assert total(two, y).error == pytest.approx(factor * total(one, y).error, rel=1e-9)
    assert quantile(two, y, 0.4).value == quantile(one, y, 0.4).value


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_a_domain_of_all_is_the_whole_and_domains_add_up(seed):
    columns, y, inside = drawn(seed)
    held = made(columns)
    assert mean(held, y, np.ones(len(y), dtype=bool)) == mean(held, y)
    parts = total(held, y, inside), total(held, y, ~inside)
    assert sum(each.value for each in parts) == pytest.approx(total(held, y).value)
    assert sum(each.n + each.missing for each in parts) == len(y)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_the_jackknife_of_a_total_is_its_linearised_error(seed):
    columns, y, _ = drawn(seed)
    held, filled = made(columns), np.nan_to_num(y)
    assert jackknife(held).estimate(lambda w: float(w @ filled))[1] == pytest.approx(
        total(held, filled).error
    )


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_shares_sum_to_one_and_are_means(seed):
    columns, y, inside = drawn(seed)
    held, words = made(columns), np.where(np.isnan(y), "", np.where(y > 12, "high", "low"))
    found = proportions(held, words, inside)
    assert sum(each.value for each in found.values()) == pytest.approx(1)
    assert found["high"].error == pytest.approx(found["low"].error)
    for method in ("logit", "beta"):
        low, high = share_interval(found["high"], len(y), method)
        assert 0 <= low <= found["high"].value <= high <= 1


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_a_calibrated_total_is_met_without_error(seed):
    columns, _, inside = drawn(seed)
    held = made(columns)
    x = np.column_stack([np.ones(held.rows), inside])
    totals = np.array([1.1, 1.2]) * (held.weights @ x)
    for distance in ("linear", "raking", "logit"):
        found = calibrate(held, x, totals, distance, (0.2, 5.0))
        assert found.weights @ x == pytest.approx(totals)
        assert total(found, inside.astype(float)).error < 1e-6 * totals[1]


def test_raking_one_margin_is_post_stratification():
    columns, y, inside = drawn(3)
    held, labels, counts = made(columns), np.where(inside, "in", "out").tolist(), {"in": 200.0, "out": 90.0}
    one, two = poststratify(held, labels, counts), rake(held, [(labels, counts)])
    assert two.weights == pytest.approx(one.weights)
    assert mean(two, y).error == pytest.approx(mean(one, y).error)


def test_the_bootstrap_comes_near_the_linearised_error():
    columns, y, _ = drawn(5, 200)
    del columns["fpc"]
    held, y = made(columns), np.nan_to_num(y)
    value, error = bootstrap(held, 800, seed=1).estimate(lambda w: float(w @ y / w.sum()))
    assert value == pytest.approx(mean(held, y).value)
    assert error == pytest.approx(mean(held, y).error, rel=0.12)


def test_covariance_is_of_all_estimates_together():
    columns, y, _ = drawn(7)
    held, y = made(columns), np.nan_to_num(y)
    both = covariance(held, np.column_stack([y, 2 * y]))
    assert both[0, 1] == pytest.approx(2 * both[0, 0])


def test_a_ratio_to_itself_has_no_error():
    columns, y, _ = drawn(9)
    found = ratio(made(columns), y, y)
    assert found.value == 1
    assert found.error == pytest.approx(0, abs=1e-12)

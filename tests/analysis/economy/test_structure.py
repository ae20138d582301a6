"""Quotients and indexes obey their theorems, and intervals cover."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tanlu.analysis.economy.diversity import diversity
from tanlu.analysis.economy.quotients import quotients
from tanlu.analysis.economy.table import RegionIndustry

SHAPES = st.tuples(st.integers(2, 7), st.integers(2, 9))
LEVELS = SHAPES.flatmap(lambda shape: arrays(np.int64, shape, elements=st.integers(1, 1000)))


def made(levels, **more):
    """Return a table whose last row breaks any chance total."""
    values = np.asarray(levels, dtype=float)
    regions = [f"r{number}" for number in range(values.shape[0])]
    industries = [f"i{number}" for number in range(values.shape[1])]
    return RegionIndustry(tuple(regions), tuple(industries), values, np.zeros(values.shape, bool), **more)


@given(LEVELS)
def test_quotients_average_to_one_in_the_weights_of_the_reference(levels):
    table = made(levels)
    share = table.values.sum(axis=0) / table.values.sum()
    size = table.values.sum(axis=1) / table.values.sum()
    lq = quotients(table).values.data
    assert np.allclose(lq @ share, 1.0)
    assert np.allclose(size @ lq, 1.0)


@given(LEVELS)
def test_nrca_sums_to_zero_both_ways(levels):
    found = quotients(made(levels), "nrca")
    assert np.allclose(found.values.sum(axis=0), 0.0, atol=1e-12)
    assert np.allclose(found.values.sum(axis=1), 0.0, atol=1e-12)


@given(LEVELS)
def test_rpop_averages_to_one_in_the_weights_of_people(levels):
    people = np.arange(1.0, len(levels) + 1)
    found = quotients(made(levels, population=people), "rpop")
    assert np.allclose(people / people.sum() @ found.values.data, 1.0)


@given(LEVELS, st.sampled_from(["lq", "rca", "nrca"]))
def test_an_interval_holds_its_quotient(levels, kind):
    found = quotients(made(levels), kind)
    assert (found.low <= found.values + 1e-12).all()
    assert (found.values <= found.high + 1e-12).all()
    assert quotients(made(levels), kind, counts=False).low is None


@given(LEVELS, st.data())
def test_related_and_unrelated_variety_sum_to_entropy(levels, data):
    groups = data.draw(st.lists(st.sampled_from("gh"), min_size=levels.shape[1], max_size=levels.shape[1]))
    found = diversity(made(levels), groups=groups)
    assert np.allclose(found.related + found.unrelated, found.entropy)


@given(LEVELS)
def test_indexes_keep_their_bounds_and_the_reference_is_like_itself(levels):
    found = diversity(made(levels))
    assert ((found.hachman > 0) & (found.hachman <= 1 + 1e-12)).all()
    assert ((found.krugman >= 0) & (found.krugman <= 2)).all()
    assert ((found.herfindahl >= 1 / levels.shape[1] - 1e-12) & (found.herfindahl <= 1)).all()
    assert (found.effective <= levels.shape[1] + 1e-9).all()
    same = diversity(made(levels[:1]), reference=levels[0])
    assert same.hachman[0] == pytest.approx(1.0)
    assert same.krugman[0] == pytest.approx(0.0, abs=1e-12)


@given(LEVELS, st.randoms())
def test_the_order_of_rows_and_columns_does_not_matter(levels, random):
    rows = random.sample(range(levels.shape[0]), levels.shape[0])
    columns = random.sample(range(levels.shape[1]), levels.shape[1])
    moved = quotients(made(levels[np.ix_(rows, columns)])).values
    assert np.allclose(moved, quotients(made(levels)).values[np.ix_(rows, columns)])


@pytest.mark.parametrize("kind", ["lq", "nrca"])
def test_intervals_cover_as_often_as_they_say(kind):
    """Synthetic draws from a known distribution: 95 % intervals hold the truth in 93 to 97 % of draws."""
    generator = np.random.default_rng(7)
    p = generator.dirichlet(np.ones(12)).reshape(3, 4)
    expected = p.sum(axis=1, keepdims=True) * p.sum(axis=0)
    truth = p / expected if kind == "lq" else p - expected
    draws = generator.multinomial(20_000, p.ravel(), size=400).reshape(-1, 3, 4)
    found = [quotients(made(draw), kind) for draw in draws]
    inside = np.mean([(each.low <= truth) & (truth <= each.high) for each in found])
    assert 0.93 < inside < 0.97


def test_intervals_against_an_outside_whole_cover():
    generator = np.random.default_rng(8)
    p, q = generator.dirichlet(np.full(5, 5.0)), generator.dirichlet(np.full(5, 5.0))
    inside = [
        (found.low <= p / q) & (p / q <= found.high)
        for here, whole in zip(
            generator.multinomial(2_000, p, size=400), generator.multinomial(5_000, q, size=400), strict=True
        )
        for found in [quotients(made([here]), reference=whole)]
    ]
    assert 0.93 < np.mean(inside) < 0.97


def test_an_empty_cell_has_an_upper_bound():
    found = quotients(made([[0, 40], [60, 50]]))
    assert found.values[0, 0] == found.low[0, 0] == 0
    assert found.high[0, 0] == pytest.approx(3.6889 / 40 / (60 / 150), rel=1e-4)


def test_every_definition_is_said(assert_bilingual):
    table = made([[1, 2], [3, 9]], population=np.array([1.0, 2.0]))
    for kind, words in (
        ("lq", "location quotient"),
        ("rca", "Balassa"),
        ("rpop", "per person"),
        ("nrca", "Yu"),
    ):
        assert words in quotients(table, kind).method.en
    assert "outside" in quotients(table, reference=[9, 9]).method.en
    assert "no counts" in quotients(table, counts=False).method.en
    assert "within groups" in diversity(table, groups=["g", "h"]).method.en
    assert "within groups" not in diversity(table).method.en

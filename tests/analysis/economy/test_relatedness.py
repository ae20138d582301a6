"""Proximity and density obey their bounds, and say what they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tanlu.analysis.economy.relatedness import density, flow_proximity, presence, proximity
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.analysis.economy.together import KINDS, WAYS, jaccard, moved, survivor, taxonomy
from tanlu.cli.options import PROXIMITIES
from tanlu.errors import BadReference, BadTable, NotComparable

LEVELS = st.tuples(st.integers(3, 8), st.integers(3, 8)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(1, 500))
)


def made(levels, industries=None):
    values = np.asarray(levels, dtype=float)
    names = industries or [f"i{number}" for number in range(values.shape[1])]
    regions = tuple(f"r{number}" for number in range(values.shape[0]))
    return RegionIndustry(regions, tuple(names), values, np.zeros(values.shape, bool))


@given(LEVELS, st.sampled_from(list(KINDS)))
def test_proximity_is_symmetric_and_between_zero_and_one(levels, kind):
    found = proximity(made(levels), kind).values
    assert np.allclose(found, found.T)
    assert (found >= 0).all()
    assert kind in {"association", "survivor"} or (found <= 1 + 1e-12).all()


PRESENT = st.tuples(st.integers(2, 7), st.integers(2, 6)).flatmap(lambda shape: arrays(np.bool_, shape))


@given(PRESENT)
def test_each_measure_is_its_formula_written_out(m):
    n, wide = m.shape
    k = m.sum(axis=0)
    both = np.array([[sum(m[c, i] and m[c, j] for c in range(n)) for j in range(wide)] for i in range(wide)])
    sums = both.sum(axis=1) - np.diag(both)
    for i in range(wide):
        for j in range(wide):
            either = sum(m[c, i] or m[c, j] for c in range(n))
            assert jaccard(m)[i, j] == pytest.approx(both[i, j] / either if either else 0)
            weighed = sum(1 / m[c].sum() for c in range(n) if m[c, i] and m[c, j])
            assert taxonomy(m)[i, j] == pytest.approx(weighed / max(k[i], k[j]) if either else 0)
            mean = k[i] * k[j] / n
            spread = (mean * (1 - k[i] / n) * (n - k[j]) / (n - 1)) ** 0.5
            assert survivor(m)[i, j] == pytest.approx(max((both[i, j] - mean) / spread, 0) if spread else 0)
            if i != j:
                by_chance = sums[i] * sums[j] / sums.sum() if sums.sum() else 0
                found = WAYS["association"](m)[i, j]
                assert found == pytest.approx(both[i, j] / by_chance if by_chance else 0)


def test_the_command_line_knows_every_measure():
    assert set(PROXIMITIES) == set(KINDS) == {*WAYS, "correlation"}


def test_moves_by_hand_and_badly():
    """40 moves, 18 from or to a, 10 from or to b, 8 of them from a to b: SR = 8 · 40 / (18 · 10). Who stays is not read."""
    flows = [[99, 8, 10], [8, 0, 2], [10, 2, 0]]
    ratio = 8 * 40 / (18 * 10)
    near = flow_proximity(["a", "b", "c"], flows, source="synthetic")
    assert near.values[0, 1] == pytest.approx((ratio - 1) / (ratio + 1))
    assert near.values[1, 2] == 0  # below chance
    assert "synthetic" in near.method.en
    for bad in ([[1, 2]], [[0, -1], [1, 0]], [[0, 0], [0, 0]], [[0, float("nan")], [1, 0]]):
        with pytest.raises(BadTable, match="moves between industries"):
            moved(["a", "b"], bad)


@given(LEVELS, st.sampled_from(list(KINDS)), st.integers(0, 5), st.booleans())
def test_density_is_between_zero_and_one_and_says_how(levels, kind, neighbours, own):
    table = made(levels)
    found = density(table, proximity(table, kind, source="synthetic"), neighbours=neighbours, own=own)
    assert ((found.values.data >= 0) & (found.values.data <= 1 + 1e-12)).all()
    assert ("itself included" in found.method.en) == own
    assert f"the {neighbours} nearest" in found.method.en or not neighbours
    assert "synthetic" in found.method.en
    assert KINDS[kind].zh in found.method.zh


def test_density_by_hand():
    """Presence of a, b: x and y; of c: z; of d: y and z."""
    table = made([[50, 45, 5], [45, 50, 5], [5, 5, 90], [1, 49, 50]], ["x", "y", "z"])
    assert presence(table).astype(int).tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 1, 1]]
    near = proximity(table)
    assert near.values[0].tolist() == [1, pytest.approx(2 / 3), 0]
    assert near.values[1, 2] == pytest.approx(1 / 3)
    without = density(table, near).values
    assert without[0, 2] == pytest.approx(1.0)
    assert without[2].tolist() == [0, pytest.approx((1 / 3) / (2 / 3 + 1 / 3)), 0]
    assert density(table, near, own=True).values[0, 2] == pytest.approx((1 / 3) / (1 / 3 + 1))
    assert density(table, near, neighbours=1).values[2].tolist() == [0, 0, 0]


def test_relative_density_is_of_what_is_absent():
    generator = np.random.default_rng(3)
    table = made(generator.integers(1, 500, (9, 12)))
    found = density(table, proximity(table), relative=True)
    assert (found.values.mask >= found.present).all()
    assert np.allclose(found.values.mean(axis=1).compressed(), 0.0)
    assert np.allclose(found.values.std(axis=1).compressed(), 1.0)


def test_estimated_on_one_set_of_regions_and_applied_to_another():
    generator = np.random.default_rng(4)
    small = made(generator.integers(1, 500, (30, 4)), ["w", "x", "y", "z"])
    large = made([[9, 50, 4], [60, 7, 3], [1, 1, 90]], ["z", "w", "x"])
    found = density(large, proximity(small, source="counties"))
    assert found.values.shape == (3, 3)
    assert "30 regions (counties)" in found.method.en
    again = density(made(large.values[:, ::-1], ["x", "w", "z"]), proximity(small))
    assert np.allclose(again.values[:, ::-1], found.values)


def test_an_industry_that_is_not_known_has_no_density(assert_bilingual):
    near = proximity(made([[9, 1], [1, 9], [5, 5]], ["x", "y"]))
    table = made([[50, 40, 2], [30, 70, 3]], ["x", "y", "new"])
    found = density(table, near)
    assert found.values.mask[:, 2].all()
    assert found.cautions[0].code == "uncovered"
    with pytest.raises(NotComparable, match="new") as caught:
        density(made([[50, 40, 40], [30, 70, 30]], ["x", "y", "new"]), near)
    assert_bilingual(caught.value)


def test_unknown_kinds_are_refused(assert_bilingual):
    table = made([[9, 1], [1, 9]])
    for ask in (
        lambda: proximity(table, "luck"),
        lambda: presence(table, 0),
        lambda: density(table, proximity(table), neighbours=-1),
    ):
        with pytest.raises(BadReference) as caught:
            ask()
        assert_bilingual(caught.value)


def test_an_industry_alike_everywhere_is_uncorrelated():
    found = proximity(made([[10, 30, 60], [10, 60, 30], [10, 45, 45]]), "correlation").values
    assert found[0].tolist() == [0.5, 0.5, 0.5]

"""The whole way at once gives what its parts give, and refuses what they refuse."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanlu.analysis.economy.complexity import complexity
from tanlu.analysis.economy.landscape import landscape
from tanlu.analysis.economy.leading import two_largest
from tanlu.analysis.economy.outlook import outlook
from tanlu.analysis.economy.quotients import quotients
from tanlu.analysis.economy.relatedness import density, presence, proximity
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, BadTable, NotIdentified, UserMistake


def made(regions=40, industries=25, seed=1, **more):
    draw = np.random.default_rng(seed)
    able, asked = np.sort(draw.random(regions)), draw.random(industries)
    values = np.exp(draw.standard_normal((regions, industries)) + 4 * np.outer(able - 0.5, asked - 0.5))
    labels = [f"r{at}" for at in range(regions)], [f"i{at}" for at in range(industries)]
    return RegionIndustry.from_arrays(*labels, values, **more), able


@pytest.mark.parametrize(("regions", "industries"), [(40, 25), (25, 40)])
def test_it_equals_its_parts(regions, industries):
    table, able = made(regions, industries)
    found, near = landscape(table, reference=able), proximity(table)
    axis = complexity(table, reference=able)
    close, ahead = density(table, near), outlook(table, near, axis.of_industries)
    assert (found.present == presence(table)).all()
    assert np.abs(found.rca / quotients(table, "rca").values - 1).max() < 1e-6
    assert np.abs(found.proximity - near.values).max() < 1e-6
    assert np.abs(found.density - close.values).max() < 1e-6
    assert found.of_regions == pytest.approx(axis.of_regions, abs=1e-12)
    assert found.of_industries == pytest.approx(axis.of_industries, abs=1e-12)
    assert found.outlook == pytest.approx(ahead.outlook, abs=1e-5)
    for ours, theirs in ((found.gain, ahead.gain), (found.net_gain, ahead.net_gain)):
        assert (np.ma.getmaskarray(ours) == np.ma.getmaskarray(theirs)).all()
        assert np.abs(ours - theirs).max() < 1e-5
    assert {each.code for each in found.cautions} == {each.code for each in axis.cautions} - {"singletons"}


def test_a_withheld_cell_is_not_known_and_adds_nothing():
    draw = np.random.default_rng(2)
    hidden = draw.random((40, 25)) < 0.05
    table, able = made(suppressed=hidden)
    found = landscape(table, reference=able)
    near = proximity(table)
    ahead = outlook(table, near, found.of_industries)
    assert np.ma.getmaskarray(found.density)[hidden].all()
    assert np.ma.getmaskarray(found.gain)[hidden].all()
    assert found.outlook == pytest.approx(ahead.outlook, abs=1e-5)
    assert np.abs(found.net_gain - ahead.net_gain).max() < 1e-5


def test_what_has_no_presence_is_named():
    table, able = made()
    values = np.r_[table.values, [table.values.sum(axis=0) / 10]]  # the mean mix: nothing stands out
    more = RegionIndustry.from_arrays([*table.regions, "mean"], table.industries, values)
    found = landscape(more, reference=[*able, 0.5], threshold=1.2)
    assert found.regions == table.regions
    assert found.rca.shape == found.present.shape == (40, 25)
    assert "mean" in next(each for each in found.cautions if each.code == "unplaced").what.en


def test_no_sign_no_landscape():
    table, _ = made()
    with pytest.raises(NotIdentified, match="Nothing says"):
        landscape(table)
    with pytest.raises(BadReference, match="rule of the sign"):
        landscape(table, sign="luck")
    with pytest.raises(BadReference, match="threshold"):
        landscape(table, reference=range(40), threshold=0)
    with pytest.raises(BadTable, match="finite number"):
        landscape(table, reference=[1, 2])


def test_groups_apart_are_refused():
    values = np.kron(np.eye(2), 1 + np.arange(36).reshape(6, 6))
    table = RegionIndustry.from_arrays([f"r{a}" for a in range(12)], [f"i{a}" for a in range(12)], values)
    with pytest.raises(NotIdentified, match="fall into 2 groups"):
        landscape(table, reference=range(12))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000), st.integers(301, 340))
def test_the_largest_are_those_of_all_eigenvectors(seed, size):
    draw = np.random.default_rng(seed)
    matrix = draw.standard_normal((size, size))
    matrix = matrix + matrix.T
    second, first, vector = two_largest(matrix)
    values = np.linalg.eigvalsh(matrix)
    assert (second, first) == pytest.approx((values[-2], values[-1]), rel=1e-9)
    assert np.abs(matrix @ vector - first * vector).max() < 1e-9


def test_a_value_that_stands_twice_is_found_twice():
    draw = np.random.default_rng(1)
    turn = np.linalg.qr(draw.standard_normal((320, 320)))[0]
    matrix = (turn * np.r_[5.0, 5.0, draw.random(318)]) @ turn.T
    assert two_largest((matrix + matrix.T) / 2)[:2] == pytest.approx((5, 5), abs=1e-12)


def test_a_tied_axis_of_a_large_table_is_refused():
    """Three equal groups, joined by one industry that all have: by symmetry two axes are equal."""
    block = np.exp(np.random.default_rng(3).standard_normal((110, 110)))
    values = np.kron(np.eye(3), block)
    values = np.c_[values, np.tile(block[:, 0], 3)]
    labels = [f"r{at}" for at in range(330)], [f"i{at}" for at in range(331)]
    table = RegionIndustry.from_arrays(*labels, values)
    with pytest.raises(NotIdentified, match="no axis is the first"):
        landscape(table, sign="diversity")


@given(st.integers(0, 10_000), st.integers(2, 9), st.integers(2, 9), st.sampled_from([0.2, 0.6, 1.0]))
def test_a_result_holds_no_nan_or_there_is_none(seed, regions, industries, filled):
    """Sparse, equal, tiny and suppressed tables: a typed refusal, or finite numbers wherever nothing is masked."""
    draw = np.random.default_rng(seed)
    values = np.round(
        draw.exponential(10, (regions, industries)) * (draw.random((regions, industries)) < filled)
    )
    hidden = draw.random(values.shape) < 0.1
    labels = [f"r{at}" for at in range(regions)], [f"i{at}" for at in range(industries)]
    try:
        found = landscape(RegionIndustry.from_arrays(*labels, values, suppressed=hidden), sign="diversity")
    except UserMistake:
        return
    assert np.isfinite(found.of_regions).all()
    assert np.isfinite(found.of_industries).all()
    assert np.isfinite(found.outlook).all()
    for masked in (found.density, found.gain, found.net_gain):
        assert np.isfinite(np.ma.compressed(masked)).all()
    assert ((found.proximity >= 0) & (found.proximity <= 1)).all()

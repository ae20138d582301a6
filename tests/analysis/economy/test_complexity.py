"""Complexity obeys its theorems, and is refused where its sign or order is not identified."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tanlu.analysis.economy.complexity import complexity, complexity_by
from tanlu.analysis.economy.fitness import fitness, fitness_of, nhefc, nhefc_of
from tanlu.analysis.economy.relatedness import presence
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadReference, BadTable, NotComparable, NotIdentified


def made(values):
    levels = np.asarray(values, dtype=float)
    regions = tuple(f"r{number}" for number in range(levels.shape[0]))
    industries = tuple(f"i{number}" for number in range(levels.shape[1]))
    return RegionIndustry(regions, industries, levels, np.zeros(levels.shape, bool))


def nested(seed, size=24):
    """Return a synthetic table in which capable regions do rare things, and how capable each region is."""
    generator = np.random.default_rng(seed)
    able, hard = np.linspace(0, 1, size), np.linspace(0, 1, 2 * size)
    odds = 1 / (1 + np.exp(-14 * (able[:, None] - hard + 0.1)))
    return made(np.where(generator.random(odds.shape) < odds, 100.0, 1.0)), able


SEEDS = st.integers(0, 400)


@given(SEEDS)
def test_the_index_of_a_region_is_the_mean_of_its_industries(seed):
    table, able = nested(seed)
    found = complexity(table, reference=able)
    m = presence(table)[np.ix_([table.row(each) for each in found.regions],
                               [table.industries.index(each) for each in found.industries])]  # fmt: skip
    assert np.allclose(m @ found.of_industries / m.sum(axis=1), found.of_regions)
    assert np.isclose(found.of_regions.mean(), 0.0, atol=1e-9)
    assert np.isclose(found.of_regions.std(), 1.0)


@given(SEEDS)
def test_the_sign_follows_the_reference(seed):
    table, able = nested(seed)
    up, down = complexity(table, reference=able), complexity(table, reference=-able)
    assert np.allclose(up.of_regions, -down.of_regions)
    assert up.with_reference > 0
    assert "rises with the reference" in up.method.en


@given(SEEDS, st.randoms())
def test_the_order_of_rows_and_columns_does_not_matter(seed, random):
    table, able = nested(seed, 12)
    rows = random.sample(range(12), 12)
    columns = random.sample(range(24), 24)
    try:
        found = complexity(table, reference=able)
    except NotIdentified:
        assume(False)
    moved = complexity(made(table.values[np.ix_(rows, columns)]), reference=able[rows])
    ours = dict(zip(found.regions, found.of_regions, strict=True))
    assert np.allclose(moved.of_regions, [ours[f"r{rows[int(each[1:])]}"] for each in moved.regions])


def test_without_a_rule_there_is_no_sign(assert_bilingual):
    with pytest.raises(NotIdentified, match="Nothing says which end") as caught:
        complexity(nested(1)[0])
    assert_bilingual(caught.value)


def test_a_reference_that_says_nothing_gives_no_sign(assert_bilingual):
    table, able = nested(2)
    flat = np.where(np.arange(able.size) % 2, 1.0, -1.0)
    for reference in (flat, np.ones(able.size)):
        with pytest.raises(NotIdentified, match="may be zero with 24 regions") as caught:
            complexity(table, reference=reference)
        assert_bilingual(caught.value)


def test_two_rules_that_contradict_each_other_are_refused(assert_bilingual):
    table, able = nested(3)
    agreed = complexity(table, sign="diversity", reference=able)
    assert "sign_by_diversity" in [each.code for each in agreed.cautions]
    with pytest.raises(NotIdentified, match="contradict") as caught:
        complexity(table, sign="diversity", reference=-able)
    assert_bilingual(caught.value)


def test_groups_without_a_common_industry_are_refused(assert_bilingual):
    table, able = nested(4, 10)
    apart = np.block([[table.values, np.zeros((10, 20))], [np.zeros((10, 20)), table.values]])
    for ask in (lambda: complexity(made(apart), reference=np.tile(able, 2)), lambda: fitness(made(apart))):
        with pytest.raises(NotIdentified, match="fall into 2 groups") as caught:
            ask()
        assert_bilingual(caught.value)


def test_a_tied_axis_is_refused(assert_bilingual):
    """A ring: each region has three neighbouring industries, so two axes are equally strong."""
    ring = sum(np.roll(np.eye(12), shift, axis=1) for shift in range(3)) * 99 + 1
    with pytest.raises(NotIdentified, match="no axis is the first") as caught:
        complexity(made(ring), reference=np.arange(12.0))
    assert_bilingual(caught.value)


def test_regions_that_are_all_alike_have_no_axis():
    with pytest.raises(NotIdentified):
        complexity(made(np.ones((6, 6))), reference=np.arange(6.0))


def test_too_little_and_unfit_references_are_refused(assert_bilingual):
    table, able = nested(5)
    for kind, ask in (
        (BadTable, lambda: complexity(made([[9, 1], [1, 9]]), reference=[1, 2])),
        (BadTable, lambda: complexity(table, reference=able[1:])),
        (BadTable, lambda: complexity(table, reference=np.full(24, np.nan))),
        (BadTable, lambda: complexity_by(table, dict.fromkeys(table.industries, np.nan))),
        (NotComparable, lambda: complexity_by(table, {"i0": 1.0})),
        (BadReference, lambda: complexity(table, sign="size")),
        (BadReference, lambda: fitness(table, updates=0)),
    ):
        with pytest.raises(kind) as caught:
            ask()
        assert_bilingual(caught.value)


def test_rank_intervals_hold_the_rank_and_repeat_with_their_seed():
    table, able = nested(6)
    one, two = (complexity(table, reference=able, generator=np.random.default_rng(5)) for _ in range(2))
    rank = np.argsort(np.argsort(-one.of_regions)) + 1
    assert np.mean((one.rank_low <= rank) & (rank <= one.rank_high)) > 0.9
    assert one.rank_low.tolist() == two.rank_low.tolist()
    assert (one.rank_high - one.rank_low).mean() > 0.5


def test_equal_regions_share_their_ranks():
    table, able = nested(9)
    twin = made(np.vstack([table.values, table.values[-1]]))
    found = complexity(twin, reference=[*able, 1.0], generator=np.random.default_rng(5), draws=50)
    assert found.rank_low[-1] == found.rank_low[-2]
    assert found.rank_high[-1] == found.rank_high[-2]


def test_outside_scores_are_averaged():
    table, able = nested(7)
    scores = {each: float(at) for at, each in enumerate(table.industries)}
    found = complexity_by(table, scores, reference=able)
    m = presence(table)
    expected = m @ np.arange(48.0) / np.maximum(m.sum(axis=1), 1)
    assert np.allclose(found.of_regions, expected[m.any(axis=1)])
    assert found.with_reference > 0.9


def test_fitness_by_hand():
    """Two updates of a 2 x 2 by the formula."""
    strength, quality = fitness_of(np.array([[True, True], [True, False]]), 2)
    first = np.array([4 / 3, 2 / 3])
    q = np.array([1 / 2, 1.0]) / 0.75
    second = np.array([q.sum(), q[0]])
    assert np.allclose(strength, second / second.mean())
    new = np.array([1 / (1 / first).sum(), first[0]])
    assert np.allclose(quality, new / new.mean())


@given(SEEDS)
def test_non_homogeneous_fitness_hardly_depends_on_delta(seed):
    m = presence(nested(seed)[0])
    m = m[np.ix_(m.any(axis=1), m.any(axis=0))]
    strength, quality = nhefc_of(m, 0.01)
    assert np.abs(strength - nhefc_of(m, 0.001)[0]).max() < 1e-3
    assert np.isfinite(quality).all()
    assert (strength > 0).all()


def test_non_homogeneous_fitness_by_hand():
    """Two regions, two industries, delta 1: the fixed point solved by hand.

    F1 = 1 + 1/P1 + 1/P2, F2 = 1 + 1/P1, P1 = 1 + 1/F1 + 1/F2, P2 = 1 + 1/F1.
    """
    strength, quality = nhefc_of(np.array([[True, True], [True, False]]), 1.0)
    f1, f2 = 1.0, 1.0
    for _ in range(200):
        p1, p2 = 1 + 1 / f1 + 1 / f2, 1 + 1 / f1
        f1, f2 = 1 + 1 / p1 + 1 / p2, 1 + 1 / p1
    assert strength.tolist() == pytest.approx([2 * f1 / (f1 + f2), 2 * f2 / (f1 + f2)])
    assert quality.tolist() == pytest.approx([2 * p2 / (p1 + p2), 2 * p1 / (p1 + p2)])


def test_non_homogeneous_fitness_says_so_and_refuses():
    table, _ = nested(3)
    found = nhefc(table)
    assert found.kind == "nhefc"
    assert "δ = 0.001" in found.method.en
    with pytest.raises(BadReference, match="adds nothing"):
        nhefc(table, delta=0)


def test_fitness_never_holds_nan():
    table, _ = nested(8)
    found = fitness(table, updates=5000)
    assert np.isfinite(found.of_regions).all()
    assert np.isfinite(found.of_industries).all()
    assert "5000 updates" in found.method.en

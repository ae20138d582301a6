"""Composite indices: goalposts that stay, means by hand, missing values, and robustness with known answers."""

from dataclasses import replace

import numpy as np
import pytest

from tanlu.analysis.scales.composite import Index, Layer, composite, shares_of, without
from tanlu.analysis.scales.robustness import robustness
from tanlu.errors import BadTable


def index(floor=0.0, top="arithmetic", enough=2 / 3):
    low = Layer((0, 0, 0, 1), np.array([1.0, 1.0, 2.0, 1.0]), "arithmetic", ("one", "two"))
    high = Layer((0, 0), np.array([3.0, 1.0]), top, ("index",))
    goals = np.array([[0.0, 10.0], [0.0, 10.0], [0.0, 4.0], [0.0, 1.0]])
    return Index(tuple("abcd"), np.array([1.0, 1.0, -1.0, 1.0]), goals, (low, high), floor, enough)


VALUES = np.array([[5.0, 10.0, 1.0, 0.5], [0.0, 4.0, 4.0, 0.2], [9.0, 8.0, 0.0, 1.0]])
KNOWN = np.ones(VALUES.shape, dtype=bool)


def test_means_by_hand():
    found = composite(index(), VALUES, KNOWN)
    assert found.levels[0][0].tolist() == [50, 100, 75, 50]
    assert found.levels[1][0].tolist() == [75, 50]
    assert found.total[0] == pytest.approx(68.75)
    geometric = composite(index(floor=1.0, top="geometric"), VALUES, KNOWN)
    assert geometric.total[0] == pytest.approx((1 + 0.99 * 75) ** 0.75 * (1 + 0.99 * 50) ** 0.25)


def test_goalposts_do_not_move_when_a_unit_joins_and_min_max_does():
    alone = composite(index(), VALUES[:1], KNOWN[:1]).total[0]
    assert composite(index(), VALUES, KNOWN).total[0] == alone
    two, three = (composite(index(), VALUES[:n], KNOWN[:n], "min-max").total[0] for n in (2, 3))
    assert two != pytest.approx(three)


def test_values_beyond_the_goalposts_are_capped_and_said_to_be():
    values = VALUES.copy()
    values[1, 0], values[1, 2] = -3, 9
    found = composite(index(), values, KNOWN)
    assert found.levels[0][1, [0, 2]].tolist() == [0, 0]
    assert np.argwhere(found.capped).tolist() == [[1, 0], [1, 2]]


def test_z_is_that_of_the_sample():
    found = composite(index(), VALUES, KNOWN, "z").levels[0]
    assert found.mean(axis=0) == pytest.approx(0, abs=1e-12)
    assert found.std(axis=0, ddof=1) == pytest.approx(1)
    assert found[:, 2].argmax() == 2  # less is better


def test_missing_is_neither_zero_nor_guessed():
    known = KNOWN.copy()
    known[0, 0] = False
    found = composite(index(), np.where(known, VALUES, np.nan), known)
    assert found.levels[1][0, 0] == pytest.approx((100 + 2 * 75) / 3)
    assert found.coverage[0] == pytest.approx(1 - 0.75 / 4)
    known[0, 2] = False  # a quarter of the weight of its group is left
    found = composite(index(), VALUES, known)
    assert not found.known[1][0, 0]
    assert not found.scored[0]  # three quarters of the weight of the index went with it
    assert found.scored[1:].all()
    assert composite(index(enough=0.2), VALUES, known).scored[0]


def test_nothing_known_scores_nothing():
    found = composite(index(enough=0.0), VALUES, ~KNOWN)
    assert not found.scored.any()
    assert np.isfinite(found.total).all()


def test_shares_add_up_to_one():
    assert shares_of(index()).tolist() == pytest.approx([0.1875, 0.1875, 0.375, 0.25])


def test_an_indicator_left_out_takes_an_empty_group_along():
    left = without(index(), 3)
    assert [each.names for each in left.layers] == [("one",), ("index",)]
    assert composite(left, VALUES[:, :3], KNOWN[:, :3]).total[0] == pytest.approx(75)
    kept = without(index(), 0)
    assert composite(kept, VALUES[:, 1:], KNOWN[:, 1:]).levels[1][0, 0] == pytest.approx(250 / 3)


@pytest.mark.parametrize(
    "change",
    [
        {"directions": np.array([1.0, 1.0, 0.0, 1.0])},
        {"goalposts": np.zeros((4, 2))},
        {"goalposts": np.full((4, 2), np.nan)},
        {"layers": ()},
        {"layers": index().layers[:1]},
        {"floor": 100.0},
        {"enough": 1.5},
        {"layers": index(floor=1.0, top="geometric").layers},
    ],
    ids=str,
)
def test_an_index_that_does_not_hold_is_refused(change):
    with pytest.raises(BadTable):
        replace(index(), **change)


def test_weights_must_be_above_zero_and_groups_not_empty():
    for parents, weights in (
        ((0, 0), [1.0, 0.0]),
        ((0, 0), [1.0, np.inf]),
        ((0, 0), [1.0]),
        ((1, 1), [1.0, 1.0]),
    ):
        with pytest.raises(BadTable):
            Layer(parents, np.array(weights), "arithmetic", ("x",))


def test_values_that_cannot_be_scored_are_refused():
    for values, kind in ((VALUES[:, :3], "goalposts"), (np.full((3, 4), np.inf), "goalposts"), (VALUES[[0, 0]], "min-max"),
                         (VALUES[[0, 0]], "z")):  # fmt: skip
        with pytest.raises(BadTable):
            composite(index(), values, np.ones(values.shape, dtype=bool), kind)
    with pytest.raises(BadTable):
        composite(index(1.0, "geometric"), VALUES, KNOWN, "z")
    with pytest.raises(BadTable):
        without(
            Index(
                ("a",), np.ones(1), np.array([[0.0, 1.0]]), (Layer((0,), np.ones(1), "arithmetic", ("x",)),)
            ),
            0,
        )


def test_who_is_better_in_everything_is_first_in_every_draw():
    values = np.array([[9.0, 9.0, 0.5, 0.9], [5.0, 5.0, 2.0, 0.5], [1.0, 1.0, 3.5, 0.1]])
    found = robustness(index(), values, KNOWN, draws=200)
    assert found.ranks.tolist() == [[1, 2, 3]] * 3
    assert found.ordered.tolist() == [[False, True, True], [False, False, True], [False, False, False]]
    assert (found.rank_width, found.shares) == (0, {})


def test_units_that_are_alike_are_not_put_in_order():
    rng = np.random.default_rng(1)
    values = rng.uniform(0.45, 0.55, (6, 4)) * [10, 10, 4, 1]
    found = robustness(index(), values, np.ones(values.shape, dtype=bool), draws=400)
    assert found.ordered.sum() < 15
    assert found.rank_width >= 1
    assert np.allclose(found.above + found.above.T + np.eye(6), 1)
    assert set(found.shares) == {"normalisation", "aggregation", "dropped"}
    assert all(0 <= each <= 1 for each in found.shares.values())


def test_every_draw_can_be_computed_again():
    found = robustness(index(), VALUES, KNOWN, draws=60, spread=0.0)
    for place, draw in enumerate(found.draws):
        geometric = draw.aggregation == "geometric"
        asked = index(1.0 if geometric else 0.0, draw.aggregation)
        kept = [at for at in range(4) if at != draw.dropped]
        asked = asked if draw.dropped is None else without(asked, draw.dropped)
        again = composite(asked, VALUES[:, kept], KNOWN[:, kept], draw.normalisation).total
        assert found.drawn[place] == pytest.approx(again)


def test_a_unit_without_a_score_is_left_out_and_the_same_seed_gives_the_same():
    known = KNOWN.copy()
    known[1, :3] = False
    one, two = (robustness(index(), VALUES, known, draws=50, seed=7) for _ in range(2))
    assert one.units.tolist() == [0, 2]
    assert np.array_equal(one.drawn, two.drawn)
    with pytest.raises(BadTable):
        robustness(index(), VALUES[:1], KNOWN[:1])
    with pytest.raises(BadTable):
        robustness(index(), VALUES, KNOWN, normalisations=())

"""The industry space: near means alike, the tree holds all together, and nothing depends on chance."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tanlu.analysis.economy.space import space


def near(seed, size):
    draw = np.random.default_rng(seed)
    at = draw.random((size, 2))
    far = np.sqrt(((at[:, None] - at) ** 2).sum(axis=2)) / 1.5
    return 1 - far, far


@given(st.integers(0, 99), st.integers(3, 14))
def test_a_plane_is_found_again(seed, size):
    phi, far = near(seed, size)
    found = space(phi)
    apart = np.sqrt(((found.places[:, None] - found.places) ** 2).sum(axis=2))
    assert np.abs(apart - far).max() < 1e-6


@given(st.integers(0, 99), st.integers(3, 14))
def test_the_tree_joins_everything_and_the_strongest_tie_is_in_it(seed, size):
    phi, _ = near(seed, size)
    found = space(phi)
    tree = found.ties[: size - 1]
    reached = {0}
    for _ in range(size):
        reached |= {end for tie in tree if reached & set(tie) for end in tie}
    assert reached == set(range(size))
    np.fill_diagonal(phi, -1)
    best = np.unravel_index(phi.argmax(), phi.shape)
    assert tuple(sorted(map(int, best))) == found.ties[0]
    assert len(found.ties) <= size - 1 + round(size / 2)


def test_alike_in_all_and_in_none():
    assert np.isfinite(space(np.ones((4, 4))).places).all()
    assert np.isfinite(space(np.eye(4)).places).all()

"""Parts of a change add up, and a region that lost jobs is not called diversified."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tanlu.analysis.economy.breadth import METHOD, VERDICTS, breadth, breadth_change
from tanlu.analysis.economy.shift_share import KINDS, shift_share
from tanlu.errors import BadReference, BadTable, NotComparable

PANELS = st.tuples(st.just(2), st.integers(2, 4), st.integers(2, 6)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(1, 500))
)
LEVELS = st.integers(2, 8).flatmap(
    lambda size: st.tuples(*[arrays(np.int64, size, elements=st.integers(0, 500)) for _ in range(2)])
)


@given(PANELS, st.sampled_from(list(KINDS)))
def test_the_parts_sum_to_the_change_in_every_industry(panel, kind):
    here, rest = panel
    found = shift_share(here, here + rest, kind)
    parts = found.national + found.mix + found.regional + found.allocation + found.new
    assert np.allclose(parts, here[-1] - here[0])
    assert found.totals()["change"] == pytest.approx(here[-1].sum() - here[0].sum())


@given(PANELS)
def test_the_reference_has_no_part_of_its_own(panel):
    found = shift_share(panel[0], panel[0])
    assert np.allclose(found.regional, 0.0, atol=1e-9)
    assert found.mix.sum() == pytest.approx(0.0, abs=1e-9)


@given(PANELS)
def test_dynamic_is_dunn_summed_over_the_steps(panel):
    here, rest = panel
    steps = [shift_share(here[t : t + 2], (here + rest)[t : t + 2]) for t in range(len(here) - 1)]
    found = shift_share(here, here + rest, "dynamic")
    assert np.allclose(found.mix, sum(each.mix for each in steps))


def test_an_industry_without_a_start_is_kept_apart():
    reference = [[100, 90, 0], [110, 95, 5]]
    found = shift_share([[10, 0, 0], [12, 4, 5]], reference)
    assert found.new.tolist() == [0, 0, 5]
    assert found.regional[1] == 4
    other = shift_share([[10, 0, 0], [12, 4, 5]], reference, "esteban-marquillas")
    assert other.new.tolist() == [0, 4, 5]
    assert np.isfinite([other.regional, other.allocation]).all()


REFUSED = [
    (([[1, 2]], [[1, 2]]), BadTable, "has the shape"),
    (([[1, 2], [1, 2]], [[1, 2, 3], [1, 2, 3]]), BadTable, "has the shape"),
    (([[1, 2], [1, np.nan]], [[3, 4], [3, 4]]), BadTable, "not finite"),
    (([[1, 2], [-1, 2]], [[3, 4], [3, 4]]), BadTable, "negative"),
    (([[1, 2], [0, 0]], [[3, 4], [3, 4]]), BadTable, "nothing stands"),
    (([[5, 2], [1, 2]], [[3, 4], [3, 4]]), NotComparable, "exceeds the reference"),
    (([[1, 2, 0], [1, 0, 2]], [[5, 5, 0], [5, 0, 5]]), NotComparable, "classification changed: 50%"),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "kind", "words"), REFUSED)
def test_what_cannot_be_decomposed_is_refused(given_, kind, words, assert_bilingual):
    with pytest.raises(kind, match=words) as caught:
        shift_share(*given_)
    assert_bilingual(caught.value)


def test_an_unknown_kind_is_refused(assert_bilingual):
    with pytest.raises(BadReference) as caught:
        shift_share([[1, 2], [1, 2]], [[1, 2], [1, 2]], "spatial")
    assert_bilingual(caught.value)


@given(LEVELS, st.data())
def test_shapley_parts_sum_to_the_change(pair, data):
    start, end = pair
    assume(start.any() and end.any())
    focus = data.draw(st.sets(st.integers(0, start.size - 1), max_size=2))
    found = breadth_change(start, end, focus=sorted(focus))
    assert found.focus + found.losses + found.gains == pytest.approx(found.after - found.before)
    assert found.lost + found.gained == pytest.approx(end.sum() - start.sum())


@given(LEVELS, st.data())
def test_a_region_that_only_lost_jobs_is_never_called_diversified(pair, data):
    start, cut = pair
    end = np.minimum(start, cut)
    assume(end.any())
    focus = [int(start.argmax())] if data.draw(st.booleans()) else []
    assert breadth_change(start, end, focus=focus).verdict != "diversified"


@given(LEVELS)
def test_a_region_that_shrank_is_never_called_diversified(pair):
    start, end = pair
    assume(end.any() and end.sum() < start.sum())
    assert breadth_change(start, end).verdict != "diversified"


@given(LEVELS, st.randoms())
def test_the_order_of_industries_does_not_matter(pair, random):
    start, end = pair
    assume(start.any() and end.any())
    order = random.sample(range(start.size), start.size)
    found, moved = breadth_change(start, end), breadth_change(start[order], end[order])
    assert moved.gains == pytest.approx(found.gains)


@pytest.mark.parametrize(
    ("start", "end", "verdict"),
    [
        ([900, 50, 50], [100, 50, 50], "broader by loss"),
        ([900, 50, 50], [900, 250, 250], "diversified"),
        ([900, 50, 50], [890, 250, 250], "diversified"),
        ([900, 50, 50], [300, 60, 60], "broader by loss"),
        ([900, 50, 50], [900, 50, 10], "narrower"),
        ([900, 50, 50], [900, 50, 50], "unchanged"),
    ],
)
def test_the_verdict(start, end, verdict):
    assert breadth_change(start, end).verdict == verdict
    assert breadth_change(start, end, focus=[0]).verdict == verdict


def test_an_empty_end_is_refused(assert_bilingual):
    for pair in (([1, 2], [0, 0]), ([1, 2], [1, np.nan]), ([1, 2], [1, 2, 3]), ([1, -2], [1, 2])):
        with pytest.raises(BadTable) as caught:
            breadth_change(*pair)
        assert_bilingual(caught.value)


def test_breadth_counts_equal_industries():
    assert breadth(np.full(7, 3.0)) == pytest.approx(7.0)
    assert {*VERDICTS} == {"diversified", "broader by loss", "narrower", "unchanged"}
    assert "Shapley" in METHOD.en

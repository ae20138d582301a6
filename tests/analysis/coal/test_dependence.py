import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.analysis.coal.dependence import (
    as_published,
    ratio,
    rest,
    revenue_share,
    share,
    share_of_sum,
    tonnes_from_standard_coal,
    total,
)
from tanlu.errors import NotComparable

POSITIVE = st.floats(1e-6, 1e9)


def test_shares_and_ratios():
    assert share(33.29, 47.10) == pytest.approx(70.68, abs=0.005)
    assert share(2.0, 1.0) == 200
    assert ratio(5012, 215.24) == pytest.approx(23.2856, abs=1e-4)
    assert rest(57.6) == pytest.approx(42.4)
    assert total(wind=3.0, solar=0.5) == 3.5
    assert total() == 0
    assert as_published(13.57) == 13.57
    assert revenue_share(40, 946e6, 6.5e9) == pytest.approx(5.8215, abs=1e-4)
    assert tonnes_from_standard_coal(714.0, 0.714) == pytest.approx(1000)


@pytest.mark.parametrize("whole", [0.0, -1.0, float("nan")])
def test_a_whole_is_above_zero(whole, assert_bilingual):
    for function in (share, ratio, tonnes_from_standard_coal):
        with pytest.raises(NotComparable, match="has no meaning") as caught:
            function(1.0, whole)
        assert_bilingual(caught.value)


@given(POSITIVE, POSITIVE, POSITIVE)
def test_the_shares_of_all_parts_make_one_hundred(a, b, c):
    parts = {"wind": a, "solar": b, "thermal": c}
    assert sum(share_of_sum(name)(**parts) for name in parts) == pytest.approx(100)
    assert share_of_sum("wind")(**parts) == pytest.approx(share(a, a + b + c))

"""The small parts: keeping labels apart, numbers, ticks, and what is refused."""

import math
from itertools import pairwise

import pytest
from chart_samples import POLICIES, REGIONS, SOURCE, SUBTITLE, TITLE, UNIT
from hypothesis import given
from hypothesis import strategies as st

from tanlu.chart import Bar, Line, LineChart, LinePoint, Segment, Stack, TileValue, Timeline, TimelineEvent
from tanlu.chart.dodge import dodge
from tanlu.chart.figures import brief, date, moment, number, percent, ticks, year_ticks
from tanlu.chart.measure import width_of, wrap
from tanlu.errors import OurFault

labels = st.lists(st.tuples(st.floats(-500, 500), st.floats(1, 60)), min_size=1, max_size=12)


@given(labels, st.floats(0, 8))
def test_labels_never_overlap_and_keep_their_order(wishes, gap):
    centres, sizes = [w[0] for w in wishes], [w[1] for w in wishes]
    places = dodge(centres, sizes, -600, 600, gap=gap)
    order = sorted(range(len(centres)), key=lambda i: (centres[i], i))
    for one, other in pairwise(order):
        assert places[other] - places[one] >= (sizes[one] + sizes[other]) / 2 + gap - 1e-6
    if sum(sizes) + gap * (len(sizes) - 1) <= 1200:
        assert all(p - s / 2 >= -600 - 1e-6 for p, s in zip(places, sizes, strict=True))
        assert all(p + s / 2 <= 600 + 1e-6 for p, s in zip(places, sizes, strict=True))


@given(labels)
def test_labels_that_are_apart_stay_where_they_are(wishes):
    places = dodge([w[0] for w in wishes], [w[1] for w in wishes], -5000, 5000)
    again = dodge(places, [w[1] for w in wishes], -5000, 5000)
    assert again == pytest.approx(places, abs=1e-6)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(3, 6))
def test_ticks_are_few_even_and_inside(low, room, most):
    found = ticks(low, low + room, most)
    assert 1 <= len(found) <= most
    assert all(low - 1e-3 * room <= tick <= low + room * 1.001 for tick in found)


@given(st.integers(1900, 2050), st.integers(0, 150), st.integers(2, 6))
def test_years_are_few(first, room, most):
    assert len(year_ticks(first, first + room, most)) <= most


@given(st.floats(-1e9, 1e9).filter(lambda v: abs(v) > 1e-6))
def test_three_figures_lose_less_than_half_a_percent(value):
    read = float(brief(value, "zh").replace("−", "-"))
    assert math.isclose(read, value, rel_tol=0.00501)
    assert brief(value, "en").replace(",", "") == brief(value, "zh")


def test_numbers():
    assert brief(0, "en") == "0"
    assert brief(999.6, "en") == "1,000"
    assert number(-0.001, "en") == "0"
    assert percent(0, "en") == "0%"
    assert percent(0.04, "zh", 1) == "<0.1%"
    assert moment("2020-09-01")[0] == pytest.approx(2020 + 8 / 12)
    assert date("2020-09-01", "en") == "1 September 2020"


@given(
    st.text(alphabet="煤炭产量（）。，ab 12", min_size=1, max_size=40).filter(str.strip), st.integers(60, 200)
)
def test_wrapping_loses_no_letter_and_starts_no_line_with_a_stop(words, room):
    lines = wrap(words, room, 12, "zh")
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(line[0] not in "，。）" for line in lines[1:])


def test_han_is_one_em_wide():
    assert width_of("内蒙古", 12, "zh") == 36


def points(*values, years=None):
    return tuple(
        LinePoint(y, v, False, "r") for y, v in zip(years or range(2000, 2100), values, strict=False)
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: Line("US-WY", REGIONS["US-WY"], ()),
        lambda: Line("US-WY", REGIONS["US-WY"], points(1.0, 2.0, years=[2001, 2000])),
        lambda: Line("US-WY", REGIONS["US-WY"], points(1.0, math.nan)),
        lambda: LineChart(TITLE, SUBTITLE, (), UNIT, SOURCE),
        lambda: LineChart(TITLE, SUBTITLE, (Line("a", UNIT, points(1.0)),) * 2, UNIT, SOURCE),
        lambda: Bar("US-WY", REGIONS["US-WY"], math.inf, None, "r"),
        lambda: Segment("peat", 1.0, "r"),
        lambda: Stack("a", UNIT, 2020, (Segment("coal", -1.0, "r"),)),
        lambda: Stack("a", UNIT, 2020, (Segment("coal", 0.0, "r"),)),
        lambda: TimelineEvent("2020-13", "CN-SX", UNIT, "r"),
        lambda: Timeline(TITLE, SUBTITLE, POLICIES.lanes[:1], POLICIES.events, SOURCE),
        lambda: TileValue("US-WY", 1.0, None, "r"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_both_languages(make):
    with pytest.raises(OurFault) as refused:
        make()
    assert all(refused.value.lines("en"))
    assert all(refused.value.lines("zh"))

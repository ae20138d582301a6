"""Fan charts: bands, lines beside them, and nothing where nothing is known."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from tests.chart.chart_samples import FAN, NO_FAN

from tanlu.chart import Course, FanYear, alt_of, render, table_of
from tanlu.chart.style import REGIONS
from tanlu.errors import OurFault
from tanlu.text import Text

SVG = "{http://www.w3.org/2000/svg}"


def areas(chart):
    tree = ET.fromstring(render(chart, "en").svg)
    return [each for each in tree.iter(f"{SVG}path") if each.get("fill-opacity")]


def test_two_bands_begin_at_the_last_year_known():
    outer, inner = areas(FAN)
    start = outer.get("d").partition("L")[0]
    assert inner.get("d").startswith(start)
    assert outer.get("d").count("L") == inner.get("d").count("L") == 2 * len(FAN.ahead)
    assert {outer.get("fill"), inner.get("fill")} == {REGIONS["US-WY"].colour}
    assert outer.get("d") != inner.get("d")


def test_without_years_ahead_no_band_is_drawn_and_the_words_say_so():
    assert areas(NO_FAN) == []
    assert "No band is drawn" in alt_of(NO_FAN).en
    assert "未绘制区间" in alt_of(NO_FAN).zh
    assert len(table_of(NO_FAN).headers) == 3


def test_a_year_that_lies_apart_is_a_dot_and_no_line():
    tree = ET.fromstring(render(FAN, "en").svg)
    assert len(list(tree.iter(f"{SVG}circle"))) == 2  # in the drawing, and in its key


def test_the_words_and_the_table_say_what_is_drawn():
    words = alt_of(FAN)
    assert "half of the paths lie from 140 to 190, eight in ten from 110 to 220" in words.en
    assert "一半路径在140至190之间，八成路径在110至220之间" in words.zh
    table = table_of(FAN)
    assert {len(row) for row in table.rows} == {len(table.headers)}
    last = table.rows[-1]
    assert [cell.value for cell in last] == [None, None, 110.0, 140.0, 165.0, 190.0, 220.0, 93.0, None]
    assert last[2].ref == "q/4"


@pytest.mark.parametrize(
    "make",
    [
        lambda: FanYear(2025, (3.0, 2.0, 1.0, 4.0, 5.0), ("",) * 5),
        lambda: FanYear(2025, (1.0, 2.0, float("nan"), 4.0, 5.0), ("",) * 5),
        lambda: Course("a", Text("a", "a"), ()),
        lambda: Course("a", Text("a", "a"), ((2026, 1.0, ""), (2025, 1.0, ""))),
        lambda: replace(FAN, ahead=tuple(reversed(FAN.ahead))),
        lambda: replace(FAN, ahead=(FanYear(2024, (1.0, 2.0, 3.0, 4.0, 5.0), ("",) * 5),)),
    ],
)
def test_what_cannot_be_drawn_is_refused(make):
    with pytest.raises(OurFault):
        make()

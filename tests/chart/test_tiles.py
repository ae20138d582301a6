"""The map of equal squares: complete, classed, and with what is missing shown as missing."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from chart_samples import MAP
from hypothesis import given
from hypothesis import strategies as st

from tanlu.chart import render
from tanlu.chart.style import INK, REGIONS, contrast, ink_on
from tanlu.chart.tiles import CLASSES, breaks, shade
from tanlu.registers.regions import region, regions
from tanlu.registers.tiles import COUNTRIES, tiles

SVG = "{http://www.w3.org/2000/svg}"


def test_every_state_and_province_of_the_register_has_one_square():
    for country in COUNTRIES:
        placed = [tile.code for tile in tiles(country)]
        assert sorted(placed) == sorted(code for code, each in regions().items() if each.parent == country)
        places = {(tile.row, tile.column) for tile in tiles(country)}
        assert len(places) == len(placed)


def test_neighbours_keep_their_side():
    at = {tile.code: tile for country in COUNTRIES for tile in tiles(country)}
    for west, east in (("US-WY", "US-SD"), ("CN-SN", "CN-HA"), ("CN-XJ", "CN-GS"), ("US-WA", "US-ME")):
        assert at[west].column < at[east].column
    for north, south in (("CN-NM", "CN-SX"), ("US-WY", "US-CO"), ("CN-SX", "CN-HA"), ("US-WV", "US-NC")):
        assert at[north].row < at[south].row


def test_labels_are_short_and_shanxi_is_not_shaanxi():
    labels = {tile.code: tile for tile in tiles("CHN")}
    assert (labels["CN-SX"].label("zh"), labels["CN-SN"].label("en")) == ("晋", "SN")
    chinese = [tile.label("zh") for tile in tiles("CHN")]
    assert len(set(chinese)) == len(chinese) == 34


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [720, 360])
def test_map_draws_every_square_and_fits(lang, width):
    drawing = render(MAP, lang, width=width)
    root = ElementTree.fromstring(drawing.svg)
    assert float(root.get("viewBox").split()[2]) == width
    titles = [each.text for each in root.iter(f"{SVG}title")]
    assert sum(region(code).name(lang) in (title or "") for title in titles for code in ("US-WY",)) == 1
    hatched = [each for each in root.iter(f"{SVG}rect") if each.get("fill", "").startswith("url(")]
    assert len(hatched) == 85 - 3 + 1  # every square without a value, and the key's own
    outlined = {each.get("stroke") for each in root.iter(f"{SVG}rect")}
    assert {mark.colour for mark in REGIONS.values()} <= outlined
    for each in root.iter(f"{SVG}rect"):
        assert float(each.get("x", 0)) + float(each.get("width")) <= width


def test_words_and_table_give_the_values():
    drawing = render(MAP, "en")
    assert "Shanxi 1,360 (2023)" in drawing.alt.en
    assert "山西1360（2023年）" in drawing.alt.zh
    assert drawing.table.refs == ("o/1", "o/2", "o/3")
    assert drawing.table.rows[3][2].text.zh == "无数据"


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60))
def test_classes_are_ordered_and_none_is_empty(values):
    found = breaks(values)
    places = {found.place(value) for value in values}
    assert places == set(range(len(found.bounds) + 1))
    assert list(found.bounds) == sorted(set(found.bounds))
    assert all(shade(place, len(places)) in CLASSES for place in places)


def test_labels_can_be_read_on_every_class():
    assert all(contrast(ink_on(fill), fill) >= 4.5 for fill in CLASSES)


def outlines(chart):
    root = ElementTree.fromstring(render(chart, "en").svg)
    squares = [each for each in root.iter(f"{SVG}rect") if each.get("stroke-width") == "3"]
    return sorted(each.get("stroke") for each in squares)


def test_the_regions_that_were_asked_for_are_outlined():
    assert outlines(MAP) == sorted(mark.colour for mark in REGIONS.values())
    asked = replace(MAP, outlined=("US-WY", "US-PA"))
    assert outlines(asked) == sorted([REGIONS["US-WY"].colour, INK])

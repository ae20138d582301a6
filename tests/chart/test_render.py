"""Every kind, both languages, both widths."""

import itertools
import re
import time
from xml.etree import ElementTree as ET

import pytest
from chart_samples import BARS, CHARTS, LINES, SHARES

from tanlu.chart import NARROW, WIDE, render
from tanlu.chart.style import (
    FUELS,
    GROUND,
    HATCH,
    INK,
    QUIET,
    REGIONS,
    SHAPES,
    UNMEASURED,
    contrast,
    ink_on,
    mark_of,
)

SVG = "{http://www.w3.org/2000/svg}"
every = pytest.mark.parametrize(
    ("name", "lang", "width"), list(itertools.product(CHARTS, ("en", "zh"), (WIDE, NARROW)))
)


def words(svg):
    return [each.text for each in ET.fromstring(svg).iter(f"{SVG}text")]


@every
def test_a_drawing_is_well_formed_named_and_closed(name, lang, width):
    svg = render(CHARTS[name], lang, width=width).svg
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("lang") == {"en": "en", "zh": "zh-Hans"}[lang]
    assert root.get("viewBox", "").split()[2] == str(width)
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    named = {each.get("id"): each.text for each in root}
    title, description = (named[i] for i in root.get("aria-labelledby", "").split())
    assert title == CHARTS[name].title(lang)
    assert description == render(CHARTS[name], lang).alt(lang)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)
    assert svg.count("http") == 1
    assert "<script" not in svg
    assert "href" not in svg
    assert "style=" not in svg
    assert len(svg.encode()) < 40_000


@every
def test_equal_input_gives_equal_bytes(name, lang, width):
    chart = CHARTS[name]
    assert render(chart, lang, width=width).svg == render(chart, lang, width=width).svg


def test_two_drawings_on_a_page_share_no_id():
    drawings = [
        render(c, lang, width=w).svg for c in CHARTS.values() for lang in ("en", "zh") for w in (720, 360)
    ]
    ids = [i for svg in drawings for i in re.findall(r' id="([^"]+)"', svg)]
    assert len(ids) == len(set(ids))
    assert 'id="twin-title"' in render(BARS, "en", ident="twin").svg


@every
def test_no_text_leaves_the_sheet(name, lang, width):
    from tanlu.chart.measure import width_of

    root = ET.fromstring(render(CHARTS[name], lang, width=width).svg)
    for each in root.findall(f"{SVG}text") + root.findall(f"{SVG}g/{SVG}text"):
        size, x = float(each.get("font-size", "")), float(each.get("x", ""))
        wide = width_of(each.text, size, lang, bold=each.get("font-weight") is not None)
        start = x - {"start": 0, "middle": wide / 2, "end": wide}[each.get("text-anchor", "start")]
        assert start >= -1, each.text
        assert start + wide <= width + 1, each.text


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", CHARTS)
def test_chinese_has_no_label_in_latin_letters_alone(name, width):
    for label in words(render(CHARTS[name], "zh", width=width).svg):
        if name == "map" and re.fullmatch(r"[A-Z]{2}", label):
            continue  # a state's postal letters, on its square
        assert not re.search(r"[A-Za-z]", label) or re.search(r"[\u4e00-\u9fff]", label), label
        assert not re.search(r"\d,\d", label), label


def test_numbers_follow_the_language():
    assert "1,360" in words(render(BARS, "en").svg)
    assert "1360" in words(render(BARS, "zh").svg)
    assert "−46.4" in words(render(CHARTS["changes"], "en").svg)


def paths(svg, colour):
    return [p for p in ET.fromstring(svg).iter(f"{SVG}path") if p.get("stroke") == colour]


def test_a_gap_stays_a_gap():
    solid = paths(render(LINES, "en").svg, REGIONS["CN-SX"].colour)[0]
    assert solid.get("d", "").count("M") == 2
    assert solid.get("d", "").count("L") == 1
    whole = paths(render(LINES, "en").svg, REGIONS["US-WY"].colour)[0]
    assert whole.get("d", "").count("M") == 1


def test_a_provisional_year_is_dashed_and_nothing_else_is():
    drawn = ET.fromstring(render(LINES, "en").svg)
    dashed = [p for p in drawn.iter(f"{SVG}path") if p.get("stroke-dasharray")]
    assert [p.get("stroke") for p in dashed] == [REGIONS["CN-SX"].colour]
    assert dashed[0].get("d", "").count("L") == 1


def test_the_five_regions_keep_colour_and_shape():
    looks = {key: (mark.colour, mark.shape) for key, mark in REGIONS.items()}
    assert looks == {
        "US-WY": ("#0072B2", "circle"),
        "US-WV": ("#56B4E9", "square"),
        "CN-SX": ("#D55E00", "triangle"),
        "CN-NM": ("#E69F00", "diamond"),
        "CN-SN": ("#CC79A7", "cross"),
    }
    svg = render(LINES, "en").svg
    for colour, shape in looks.values():
        marks = [p for p in ET.fromstring(svg).iter(f"{SVG}path") if p.get("fill") == colour]
        assert any(p.get("d") == SHAPES[shape] for p in marks)
    assert mark_of("XX-YY").colour not in {colour for colour, _ in looks.values()}
    assert mark_of("XX-YY").shape not in {shape for _, shape in looks.values()}


def test_text_reads_on_every_ground():
    for ink in (INK, QUIET):
        assert all(contrast(ink, ground) >= 4.5 for ground in (GROUND, UNMEASURED, HATCH))
    assert all(contrast(ink_on(fuel.colour), fuel.colour) >= 4.5 for fuel in FUELS.values())


def test_text_has_no_other_colour():
    allowed = {INK, QUIET, GROUND}
    for chart in CHARTS.values():
        drawn = ET.fromstring(render(chart, "en").svg)
        assert {each.get("fill") for each in drawn.iter(f"{SVG}text")} <= allowed


def test_fuels_differ_by_more_than_colour():
    patterns = [fuel.pattern for fuel in FUELS.values()]
    assert len(set(patterns)) == len(patterns)
    said = " ".join(words(render(SHARES, "en").svg))
    assert all(f"{fuel.label.en}" in said for fuel in FUELS.values())


@pytest.mark.parametrize(("lang", "word"), [("en", "not measured"), ("zh", "无数据")])
def test_emptiness_is_drawn_and_said(lang, word):
    for chart in (BARS, SHARES):
        svg = render(chart, lang).svg
        assert word in words(svg)
        assert re.search(r'fill="url\(#\w+-hatch\)"', svg)


def test_at_most_five_gridlines():
    for width in (WIDE, NARROW):
        drawn = ET.fromstring(render(LINES, "en", width=width).svg)
        level = [
            e
            for e in drawn.iter(f"{SVG}line")
            if e.get("class") == "stroke-rule" and float(e.get("x2", 0)) > 60
        ]
        assert 2 <= len(level) <= 5


def test_charts_at_the_edge_of_emptiness_still_draw():
    from dataclasses import replace

    from chart_samples import line

    nothing = replace(BARS, bars=BARS.bars[2:])
    assert "not measured" in words(render(nothing, "en").svg)
    empty = replace(SHARES, stacks=SHARES.stacks[2:])
    assert "not measured" in words(render(empty, "en").svg)
    one = replace(LINES, lines=(line("US-WY", {2020: 0.0}),))
    assert {"Wyoming", "0"} <= set(words(render(one, "en").svg))
    low = replace(LINES, lines=(line("US-WY", {2020: 98.0, 2021: 102.0}),), from_zero=False)
    assert "0" not in words(render(low, "en").svg)


def test_title_stands_in_the_drawing_only_if_asked():
    assert LINES.title.en not in words(render(LINES, "en").svg)
    said = words(render(LINES, "en", titled=True).svg)
    assert {LINES.title.en, LINES.subtitle.en, LINES.source.en} <= set(said)


def test_markup_in_a_label_stays_a_label():
    from dataclasses import replace

    from tanlu.text import Text

    evil = replace(BARS, unit=Text("<b>&", "<b>&吨"))
    assert "<b>&" in words(render(evil, "en").svg)


def test_eight_charts_in_both_languages_are_quick():
    charts = [*CHARTS.values(), LINES]
    start = time.process_time()
    for chart in charts:
        for lang in ("en", "zh"):
            render(chart, lang)
    assert time.process_time() - start < 4

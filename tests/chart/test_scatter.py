"""Dots: numbered names, hollow and full, what cannot be drawn."""

import pytest
from chart_samples import DOTS, SCATTER, SPACE

from tanlu.chart import NARROW, WIDE, ScatterChart, alt_of, render, table_of
from tanlu.errors import OurFault


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_numbered_dots_are_named_below(lang, width):
    svg = render(SCATTER, lang, width=width).svg
    assert svg.index(">1<") > 0
    for dot in DOTS:
        # every name can be pointed at; a numbered one is written out too
        assert svg.count(dot.label(lang)) == (2 if dot.number else 1) + alt_of(SCATTER)(lang).count(
            dot.label(lang)
        )


def test_words_and_table_tell_both_measures():
    assert "Film and broadcasting: Quotient 0.900, Growth (%) 17.0" in alt_of(SCATTER).en
    table = table_of(SCATTER)
    assert [each.en for each in table.headers] == ["Industry", "Quotient", "Growth (%)"]
    assert [row[2].ref for row in table.rows] == ["g/USA/1", "g/USA/2", "g/USA/3"]


def test_a_space_tells_what_is_joined_and_shows_values_not_places():
    assert "Wood products – Coal" in alt_of(SPACE).en
    assert len(table_of(SPACE).headers) == 2


def test_a_tie_needs_two_dots():
    with pytest.raises(OurFault):
        ScatterChart(
            SCATTER.title, SCATTER.subtitle, DOTS, SCATTER.across, SCATTER.up, SCATTER.key, SCATTER.rows, SCATTER.source,
            ties=(("wood", "steel"),),
        )  # fmt: skip

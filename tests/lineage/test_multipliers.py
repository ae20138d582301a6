"""Multipliers of mining in the states: the range over methods, near what the full table gives, and national where uncut."""

import pytest

from tanlu.analysis.economy.input_output.leontief import leontief, multipliers
from tanlu.lineage.table import Tables
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.tables.multipliers import METHODS, flows
from tanlu.registers.industries import groups

PRINTED = {  # of the summary table with 52 lines, as computed elsewhere; the shared list is coarser
    "US-WY": {"nation": (1.76, 2.61), "slq": (1.43, 1.86), "cilq": (1.10, 1.41), "flq": (1.08, 1.32), "aflq": (1.10, 1.35)},
    "US-WV": {"nation": (1.76, 2.96), "slq": (1.53, 2.24), "cilq": (1.11, 1.56), "flq": (1.09, 1.41), "aflq": (1.11, 1.44)},
}  # fmt: skip
NAMES = ("mining_multiplier", "mining_multiplier_closed")


@pytest.fixture(scope="module")
def tables(store):
    return Tables(store)


def value(tables, code, part, name=NAMES[0]):
    return tables.answer(table_recipes()[name], code, 2016, part).value


@pytest.mark.parametrize("code", PRINTED)
@pytest.mark.parametrize("part", ["nation", "slq", "cilq", "flq", "aflq"])
def test_the_shared_list_gives_nearly_what_the_full_table_gives(tables, code, part):
    for at, name in enumerate(NAMES):
        assert value(tables, code, part, name) == pytest.approx(PRINTED[code][part][at], rel=0.045)


@pytest.mark.parametrize("code", PRINTED)
@pytest.mark.parametrize("name", NAMES)
def test_the_range_holds_every_method_and_the_nation_is_above_it(tables, code, name):
    low, high = (value(tables, code, part, name) for part in ("low", "high"))
    inside = [value(tables, code, part, name) for part in ("slq", "cilq", "flq", "aflq")]
    assert low <= min(inside) < max(inside) <= high < value(tables, code, "nation", name)


def test_uncut_it_is_the_multiplier_of_the_national_table(tables):
    panels = tables.panels(table_recipes()[NAMES[0]], 2016)
    table = flows(panels[0])
    assert table.sectors == tuple(groups())
    assert (table.flows.sum(axis=0) + table.value_added <= table.output * 1.001).all()  # the rest is imported
    found = multipliers(leontief(table)).type_1[tuple(groups()).index("mining")]
    assert value(tables, "US-WY", "nation") == pytest.approx(found)


def test_every_number_is_labelled_gross(tables):
    for name in NAMES:
        for part in METHODS:
            made = tables.answer(table_recipes()[name], "US-WY", 2016, part)
            assert "Gross" in made.caveats[0].en
            assert "总效应" in made.caveats[0].zh

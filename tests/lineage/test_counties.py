"""Nearness learnt on counties: the formula written out on the packaged proximities, and what it leaves out."""

import numpy as np
import pytest

from tanlu.analysis.economy.relatedness import presence
from tanlu.lineage.derived import Absence
from tanlu.lineage.table import Tables
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.tables.counties import learnt
from tanlu.lineage.tables.nearness import NEIGHBOURS
from tanlu.lineage.tables.states import table
from tanlu.registers.industries import groups


@pytest.fixture(scope="module")
def tables(store):
    return Tables(store)


def value(tables, name, code, part, year):
    return tables.answer(table_recipes()[name], code, year, part)


def test_the_pairs_are_symmetric_and_hold_wider_markets_without_farms(tables):
    near = learnt(tables.panels(table_recipes()["county_nearness"], 2016)[0])
    assert set(near.industries) == {each for each in groups() if not groups()[each].local} - {"agr"}
    assert (near.values == near.values.T).all()
    assert (np.diag(near.values) == 1).all()


@pytest.mark.parametrize("industry", ["wood", "chemicals", "eln"])
def test_nearness_is_its_formula_written_out(tables, industry):
    panels = tables.panels(table_recipes()["county_nearness"], 2016)
    near, whole = learnt(panels[0]), table(panels[1], 2016)
    at = [whole.industries.index(each) for each in near.industries]
    only = type(whole)(
        whole.regions, near.industries, whole.values[:, at], whole.suppressed[:, at], None, "2016"
    )
    here = presence(only)[whole.row("US-WV")]
    phi = near.values[near.industries.index(industry)].copy()
    phi[near.industries.index(industry)] = 0
    nearest = np.argsort(-phi, kind="stable")[:NEIGHBOURS]
    expected = 100 * phi[nearest][here[nearest]].sum() / phi[nearest].sum()
    assert value(tables, "county_nearness", "US-WV", industry, 2016).value == pytest.approx(expected)


def test_farms_have_none_and_mining_is_less_complex_than_electronics(tables):
    assert isinstance(value(tables, "county_nearness", "US-WV", "agr", 2016), Absence)
    mining, electronics = (
        value(tables, "county_complexity", "USA", each, 2014) for each in ("mining", "eln")
    )
    assert mining.value < 0 < electronics.value
    assert "size" in mining.caveats[0].en

"""Outlook and gain against the sums written out, and what they are refused for."""

import numpy as np
import pytest

from tanlu.analysis.economy.outlook import outlook
from tanlu.analysis.economy.relatedness import presence, proximity
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadTable

REGIONS, INDUSTRIES = 9, 7


@pytest.fixture(scope="module")
def table():
    levels = np.random.default_rng(5).lognormal(2, 1.2, (REGIONS, INDUSTRIES))
    return RegionIndustry.from_arrays(
        [f"r{i}" for i in range(REGIONS)], [f"p{i}" for i in range(INDUSTRIES)], levels
    )


def by_hand(table, near, quality):
    m, phi = presence(table), near.values.copy()
    np.fill_diagonal(phi, 0)
    coi = np.zeros(REGIONS)
    gain, net = np.zeros((REGIONS, INDUSTRIES)), np.zeros((REGIONS, INDUSTRIES))
    for c in range(REGIONS):
        for p in range(INDUSTRIES):
            w = sum(m[c, i] * phi[i, p] for i in range(INDUSTRIES)) / sum(
                phi[i, p] for i in range(INDUSTRIES)
            )
            coi[c] += w * (1 - m[c, p]) * quality[p]
            gain[c, p] = sum(
                phi[p, q] / sum(phi[r, q] for r in range(INDUSTRIES)) * (1 - m[c, q]) * quality[q]
                for q in range(INDUSTRIES)
                if q != p
            )
            net[c, p] = gain[c, p] - w * quality[p]
    return m, coi, gain, net


@pytest.mark.parametrize("kind", ["min_conditional", "cosine", "correlation"])
def test_it_is_the_sums_written_out(table, kind):
    near, quality = proximity(table, kind), np.linspace(-2, 2, INDUSTRIES)
    found = outlook(table, near, quality)
    m, coi, gain, net = by_hand(table, near, quality)
    assert found.outlook == pytest.approx(coi)
    assert (np.ma.getmaskarray(found.gain) == m).all()
    assert found.gain.filled(0) == pytest.approx(np.where(m, 0, gain))
    assert found.net_gain.filled(0) == pytest.approx(np.where(m, 0, net))


def test_the_order_of_rows_and_columns_does_not_matter(table):
    quality = np.linspace(-1, 3, INDUSTRIES)
    rows, columns = np.arange(REGIONS)[::-1], np.roll(np.arange(INDUSTRIES), 2)
    other = RegionIndustry.from_arrays(
        [table.regions[i] for i in rows],
        [table.industries[i] for i in columns],
        table.values[np.ix_(rows, columns)],
    )
    one = outlook(table, proximity(table), quality)
    two = outlook(other, proximity(other), quality[columns])
    assert two.outlook == pytest.approx(one.outlook[rows])
    assert two.gain.filled(0) == pytest.approx(one.gain.filled(0)[np.ix_(rows, columns)])


def test_a_withheld_cell_adds_nothing_and_gets_nothing(table):
    hidden = np.zeros((REGIONS, INDUSTRIES), bool)
    hidden[0, 0] = True
    part = RegionIndustry.from_arrays(table.regions, table.industries, table.values, suppressed=hidden)
    found = outlook(part, proximity(part), np.ones(INDUSTRIES))
    assert found.gain.mask[0, 0]
    assert found.net_gain.mask[0, 0]
    assert np.isfinite(found.outlook).all()


def test_industries_that_the_proximities_do_not_know_are_masked(table):
    few = RegionIndustry.from_arrays(table.regions, table.industries[:-1], table.values[:, :-1])
    small = table.values.copy()
    small[:, -1] *= 1e-3
    whole = RegionIndustry.from_arrays(table.regions, table.industries, small)
    found = outlook(whole, proximity(few), np.ones(INDUSTRIES))
    assert np.ma.getmaskarray(found.gain)[:, -1].all()
    assert [each.code for each in found.cautions] == ["uncovered"]


@pytest.mark.parametrize(
    "quality", [[1.0], [np.nan] * INDUSTRIES, [np.inf] * INDUSTRIES, [[1.0] * INDUSTRIES]]
)
def test_a_complexity_is_needed_for_each_industry(table, quality, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        outlook(table, proximity(table), quality)
    assert_bilingual(caught.value)

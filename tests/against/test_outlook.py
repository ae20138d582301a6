"""The coverage card on sixteen coal states, and the collapse that no band of its day held."""

import csv
from collections import defaultdict

import numpy as np
import pytest

from tanlu.analysis.coal.coverage import LEAST, MOST, card
from tanlu.analysis.coal.outlook import draw, start_of
from tanlu.analysis.coal.panel import Panel

pytestmark = pytest.mark.prove

YEARS = range(1960, 2020)


def panel(shared):
    """Return the sixteen states of most coal among those with output in every year."""
    held = defaultdict(dict)
    path = shared / "data" / "eia_seds_coal_production" / "coal_production_by_state_1960_2019.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            held[row["state"]][int(row["year"])] = float(row["coal_production_billion_btu"])
    whole = [name for name, values in held.items() if all(values.get(year, 0) > 0 for year in YEARS)]
    names = sorted(whole, key=lambda name: -sum(held[name].values()))[:16]
    return Panel.from_output(names, YEARS, [[held[name][year] for year in YEARS] for name in names])


def test_the_band_covers_at_every_horizon_with_each_state_left_out(shared):
    found = card(panel(shared), horizons=range(1, 11))
    assert ((found.covered >= LEAST) & (found.covered <= MOST)).all(), found.covered
    assert found.settings.wider == 1.0
    assert found.settings.mixture == 0.5


def test_from_1985_the_fall_of_british_mining_lies_below_the_band(shared):
    """Jobs of British coal mining: 114 thousand in 1985, 49 in 1990, 11.7 in 1995 (BEIS, Historical coal data)."""
    path = shared / "data" / "uk_coal_phaseout" / "uk_coal_1700_1985.csv"
    with path.open(encoding="utf-8", newline="") as file:
        jobs = {
            int(row["year"]): float(row["employment_thousand"])
            for row in csv.DictReader(file)
            if row["employment_thousand"]
        }
    start = start_of("UK", [jobs[year] for year in range(1974, 1986)])
    found = draw([start], panel(shared).until(1985), horizon=10, draws=4000, seed=1)[:, :, 0]
    low = np.quantile(found, 0.1, axis=0)
    assert low[4] > 49
    assert low[9] > 11.7

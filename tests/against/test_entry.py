"""The back-tests on commuting zones and states: printed answers, and the tables of the documentation."""

import csv
import gzip

import numpy as np
import pytest
from tests import needs

from tanlu.analysis.economy.backtest import backtest
from tanlu.analysis.economy.entry import entries
from tanlu.analysis.economy.measures import Cells, auc, measures
from tanlu.analysis.economy.nulls import rewired
from tanlu.analysis.economy.relatedness import presence
from tanlu.analysis.economy.scores import scores
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.analysis.economy.together import min_conditional

pytestmark = pytest.mark.prove

GOVERNMENT = {"84", "85", "86"}


def rows(name):
    whole = (needs.shared() / "data" / name).read_bytes()
    text = (gzip.decompress(whole) if name.endswith(".gz") else whole).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def zones():
    """Shares of each zone times its people in 1980: 722 zones, 228 industries."""
    folder = "us_czone_ind1990_1980_1990"
    people = {row["czone"]: float(row["pop1980"]) for row in rows(f"{folder}/czone_master.csv")}
    cells = rows(f"{folder}/czone_ind_share.csv.gz")
    return [
        RegionIndustry.from_long(
            [row["czone"] for row in cells], [row["ind1990"].zfill(3) for row in cells],
            [float(row[f"share{year}"]) * people[row["czone"]] for row in cells], period=year,
        )
        for year in ("1980", "1990")
    ]  # fmt: skip


@pytest.fixture(scope="module")
def states():
    """Value added of 51 states in 62 private industries; a cell that is not listed is withheld."""
    folder = "us_state_gdp_bea_1997_2016"
    leaves = [row["line"] for row in rows(f"{folder}/industries.csv") if row["leaf"] == "1"]
    leaves = [each for each in leaves if each not in GOVERNMENT]
    cells = [
        row for row in rows(f"{folder}/state_gdp.csv.gz") if row["line"] in leaves and row["stabbr"] != "US"
    ]
    names = sorted({row["stabbr"] for row in cells})
    found = {}
    for year in ("1997", "2007", "2016"):
        gdp = np.full((len(names), len(leaves)), np.nan)
        for row in cells:
            if row["year"] == year and row["gdp"]:
                gdp[names.index(row["stabbr"]), leaves.index(row["line"])] = float(row["gdp"])
        found[year] = RegionIndustry.from_arrays(
            names, leaves, np.nan_to_num(gdp), suppressed=np.isnan(gdp), period=year
        )
    return found


PRINTED = {
    "zones below 1": (114_298, {
        "density": (0.687, 0.728, 0.362), "density_others": (0.685, 0.727, 0.351),
        "density_nearest": (0.728, 0.725, 0.538), "density_continuous": (0.674, 0.701, 0.504),
        "density_relative": (0.721, 0.728, 0.568), "lq": (0.686, 0.693, 0.409), "ubiquity": (0.691, 0.693, 0.333),
        "ubiquity_diversity": (0.689, 0.693, 0.246), "ranks": (0.726, 0.754, 0.472),
    }),
    "zones below .5": (69_849, {
        "density": (0.686, 0.718, 0.249), "density_others": (0.684, 0.717, 0.238),
        "density_nearest": (0.720, 0.707, 0.404), "density_continuous": (0.637, 0.674, 0.281),
        "density_relative": (0.727, 0.718, 0.385), "lq": (0.556, 0.578, 0.165), "ubiquity": (0.690, 0.685, 0.213),
        "ubiquity_diversity": (0.687, 0.685, 0.149), "ranks": (0.684, 0.714, 0.251),
    }),
    "states below 1": (2_033, {
        "density": (0.647, 0.671, 0.44), "density_others": (0.642, 0.666, 0.44),
        "density_nearest": (0.697, 0.680, 0.44), "density_continuous": (0.733, 0.708, 0.26),
        "density_relative": (0.698, 0.671, 0.26), "lq": (0.835, 0.828, 0.40), "ubiquity": (0.593, 0.585, 0.10),
        "ubiquity_diversity": (0.607, 0.585, 0.24), "ranks": (0.777, 0.822, 0.46),
    }),
}  # fmt: skip
TIES = {
    "zones below 1": {("density_nearest", 2), ("ubiquity_diversity", 2)},
    "zones below .5": {("density_nearest", 2), ("ubiquity", 2)},
    "states below 1": {("density_nearest", 0), ("density_nearest", 1), ("ubiquity", 2), ("ubiquity_diversity", 2)},
}  # fmt: skip
"""Where equals stand at a border, the printed answer took them as they came: off by at most .015."""


def whole(table):
    """Return a table with withheld cells as zero, which is how the printed answers took them."""
    return RegionIndustry(
        table.regions, table.industries, table.values, np.zeros(table.values.shape, bool), period="x"
    )


@pytest.mark.parametrize("name", PRINTED)
def test_the_printed_table_of_scores(zones, states, name):
    """AUC pooled and within regions, and precision in the top 1 % (states: top 50)."""
    pair = [whole(states["1997"]), whole(states["2007"])] if name.startswith("states") else zones
    test = entries(*pair, absent=0.5 if name.endswith(".5") else 1.0)
    size, printed = PRINTED[name]
    assert test.candidates.sum() == size
    region, industry = np.nonzero(test.candidates)
    cells = Cells(test.entered[test.candidates], region, industry, max(size // 100, 50), 10)
    found = scores(test.start)
    for score, expected in printed.items():
        got = measures(found[score][test.candidates], cells, np.ones((1, len(test.start.regions))))[
            0, [0, 1, 3]
        ]
        for at, (ours, theirs) in enumerate(zip(got, expected, strict=True)):
            slack = 0.015 if (score, at) in TIES[name] else 0.00051
            assert ours == pytest.approx(theirs, abs=slack), (score, at)


def test_the_degree_matched_null(zones):
    """Printed: AUC .626, sd .001, for absent below .5."""
    test, here = entries(*zones), presence(zones[0])
    found = []
    for seed in range(4):
        phi = min_conditional(rewired(here, np.random.default_rng(seed)))
        found.append(auc((here @ phi / phi.sum(axis=0))[test.candidates], test.entered[test.candidates]))
    assert np.mean(found) == pytest.approx(0.626, abs=0.001)
    assert np.std(found) < 0.002


@pytest.fixture(scope="module")
def backtests(zones, states):
    fitted = (states["1997"], states["2007"])
    return [
        backtest(*zones),
        backtest(states["2007"], states["2016"], fitted=fitted, absent=1.0),
    ]


def number(value, sign=""):
    return f"{value:{sign}.3f}".replace("-", "−")


def shown(each, sign=""):
    if each is None:
        return "–"
    return f"{number(each.value, sign)} ({number(each.low, sign)}, {number(each.high, sign)})"


def lines(tested, lang):
    """Return the rows of a back-test as the documentation prints them, and the numbers of its prose."""
    for row in tested.rows:
        ahead = [row.ahead[at] if row.ahead else None for at in (0, 2)]
        cells = (
            row.score.label(lang), shown(row.pooled), shown(row.region), number(row.industry.value),
            number(row.top.value), shown(row.at), *(shown(each, "+") for each in ahead),
        )  # fmt: skip
        yield "| " + " | ".join(cells) + " |"
    for each in (tested.by_chance, tested.row("logistic").brier, tested.base_brier):
        yield number(each.value)
    yield f"{tested.candidates:,}"
    yield str(tested.entered)[-3:]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_tables_of_the_documentation(backtests, lang):
    page = (needs.ROOT / "docs" / lang / "economy.md").read_text("utf-8")
    parts = page.split("\n### ")[1:]
    assert len(parts) == len(backtests)
    for tested, part in zip(backtests, parts, strict=True):
        for line in lines(tested, lang):
            assert line in part


def test_what_the_documentation_says_of_them(backtests):
    zones, states = backtests
    lists = [f"{10 * zones.row(each).at.value:.1f}" for each in ("density", "ubiquity", "density_nearest")]
    assert lists == ["2.6", "2.4", "2.7"]
    assert [f"{10 * states.row(each).at.value:.1f}" for each in ("lq", "logistic")] == ["2.6", "2.6"]
    assert number(zones.row("null").pooled.value) == "0.627"
    assert zones.row("logistic").at.value <= zones.row("density").at.value
    assert zones.row("density").better == ("region", "at")  # not over all cells
    assert zones.row("logistic").better == ("pooled", "region", "at")
    assert zones.recommended == "density_nearest"
    assert states.recommended == "lq"
    assert states.row("logistic").better == ("region",)
    assert all(not row.better for row in states.rows if row.score.role == "relatedness")


def test_from_below_half_hardly_anything_arrives_in_states(states):
    found = entries(states["1997"], states["2007"])
    assert (int(found.candidates.sum()), int(found.entered.sum())) == (863, 8)

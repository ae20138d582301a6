"""Outlooks: shapes and streams, honesty on drawn worlds, what bad input gets."""

from dataclasses import replace

import numpy as np
import pytest

from tanlu.analysis.coal.breaks import from_path, halving, inside, line
from tanlu.analysis.coal.coverage import LEAST, card, widened
from tanlu.analysis.coal.outcomes import Rule, draw_emissions, draw_jobs, draw_revenue, fit_jobs, rates
from tanlu.analysis.coal.outlook import Settings, Start, add, band, draw, met, start_of
from tanlu.analysis.coal.panel import Panel, shocks
from tanlu.errors import BadTable, NoFigure, UnknownName
from tanlu.text import Text

YEARS = range(1960, 2020)


def world(regions=12, seed=1, spread=0.08):
    draw_ = np.random.default_rng(seed)
    common = draw_.normal(0, spread / 2, len(YEARS))
    growth = common + draw_.normal(0, spread, (regions, len(YEARS)))
    return Panel.from_output(
        [f"R{at}" for at in range(regions)], YEARS, 100 * np.exp(np.cumsum(growth, axis=1))
    )


PANEL = world()
START = start_of("R0", np.exp(PANEL.path("R0")), "one")


def test_shapes_and_the_same_seed():
    found = draw([START], PANEL, horizon=7, draws=50, seed=3)
    assert found.shape == (50, 7, 1)
    assert found.dtype == np.float32
    assert (found > 0).all()
    assert (draw([START], PANEL, horizon=7, draws=50, seed=3) == found).all()
    assert (draw([START], PANEL, horizon=7, draws=50, seed=4) != found).any()


def test_a_region_more_or_another_order_changes_no_other():
    other = start_of("R1", np.exp(PANEL.path("R1")), "one")
    alone = draw([START], PANEL, horizon=6, draws=40, seed=1)
    both = draw([other, START], PANEL, horizon=6, draws=40, seed=1)
    assert (both[:, :, 1:] == alone).all()


def test_scenarios_share_their_random_numbers():
    low = draw(
        [replace(START, trend=-0.02)], PANEL, horizon=8, draws=500, seed=1, settings=Settings(mixture=0.0)
    )
    high = draw(
        [replace(START, trend=0.0)], PANEL, horizon=8, draws=500, seed=1, settings=Settings(mixture=0.0)
    )
    ratio = np.log(high / low)
    assert ratio.std(axis=0).max() < 1e-4
    assert ratio[:, 0] == pytest.approx(0.02 * 0.85, abs=1e-4)


def test_its_own_past_never_enters_its_shocks():
    strange = np.exp(PANEL.logs).copy()
    strange[0, 30:] *= np.exp(np.cumsum(np.tile([3.0, -3.0], 15)))
    changed = Panel.from_output(PANEL.names, PANEL.years, strange)
    kept = replace(START, output=100.0, trend=0.0)
    one, two = (draw([kept], each, horizon=5, draws=200, seed=1) for each in (PANEL, changed))
    assert (one == two).all()


def test_regions_of_one_group_move_together_and_others_do_not():
    starts = [Start("A", 1.0, 0.0, "x"), Start("B", 1.0, 0.0, "x"), Start("C", 1.0, 0.0, "y")]
    wild = world(spread=0.2)
    found = np.log(draw(starts, wild, horizon=1, draws=4000, seed=2, settings=Settings(mixture=0.0))[:, 0])
    together, apart = np.corrcoef(found.T)[0, 1:]
    assert together > 0.1
    assert abs(apart) < 0.06


def test_sums_are_sums_of_draws_and_narrower_than_sums_of_bounds():
    starts = [start_of(name, np.exp(PANEL.path(name)), "one") for name in PANEL.names[:4]]
    found = draw(starts, PANEL, horizon=10, draws=2000, seed=5)
    whole = add(found, PANEL.names[:4], dict.fromkeys(PANEL.names[:4], 1.0))
    low = band(whole).values[0, -1]
    assert low > sum(band(found[:, :, at]).values[0, -1] for at in range(4))


def test_the_band_covers_what_it_says_on_a_drawn_world():
    found = card(PANEL, horizons=(1, 5, 10), draws=400)
    assert (found.covered > LEAST).all()
    assert found.holds or (found.covered > 0.88).any()
    assert found.cases[0] > found.cases[-1]
    assert found.covered + found.below + found.above == pytest.approx(1.0)
    assert (np.diff(found.width) > 0).all()


def test_a_band_that_covers_too_little_is_stretched_by_a_stated_step():
    calm = PANEL.logs.copy()
    calm[:, 40:] += np.cumsum(np.random.default_rng(2).normal(0, 0.35, (12, 20)), axis=1)
    broken = Panel(PANEL.names, PANEL.years, calm)
    as_it_is = card(broken, first=1998, draws=300, settings=Settings(mixture=0.0))
    found = widened(broken, first=1998, draws=300, settings=Settings(mixture=0.0))
    assert as_it_is.covered.min() < LEAST
    assert found.settings.wider > 1
    assert found.covered.min() > as_it_is.covered.min()


def test_a_target_is_met_by_a_share_of_the_draws():
    found = draw([START], PANEL, horizon=3, draws=1000, seed=1)[:, :, 0]
    middle = float(np.median(found[:, 1]))
    assert met(found, 2, middle, at_most=True) == pytest.approx(0.5, abs=0.01)
    assert met(found, 2, middle, at_most=True) + met(found, 2, middle, at_most=False) == pytest.approx(
        1.0, abs=0.01
    )


def history(years=30, seed=3, lag=(0.4, 0.3), drift=-0.02):
    draw_ = np.random.default_rng(seed)
    growth = draw_.normal(-0.01, 0.08, years)
    output = 100 * np.exp(np.cumsum(growth))
    step = lag[0] * growth + lag[1] * np.append(0, growth[:-1]) + drift + draw_.normal(0, 0.005, years)
    return output, 5000 * np.exp(np.cumsum(step))


def test_jobs_follow_output_with_the_planted_lag():
    output, jobs = history(60)
    found = fit_jobs(output, jobs)
    assert sum(found.rise) == pytest.approx(0.7, abs=0.08)
    assert sum(found.fall) == pytest.approx(0.7, abs=0.08)
    assert found.drift == pytest.approx(-0.02, abs=0.01)
    paths = draw([Start("A", float(output[-1]), 0.0)], PANEL, horizon=5, draws=300, seed=1)[:, :, 0]
    people = draw_jobs(paths, float(output[-1]), found, 7)
    assert people.shape == (300, 5)
    assert np.corrcoef(np.log(paths[:, -1]), np.log(people[:, -1]))[0, 1] > 0.8


def test_too_few_years_of_jobs_are_refused(assert_bilingual):
    with pytest.raises(BadTable) as caught:
        fit_jobs([1.0] * 5, [1.0] * 5)
    assert_bilingual(caught.value)


RULES = [
    Rule("severance", Text("severance", "资源税"), 0.05, 2010, 2026, "s"),
    Rule("royalty_old", Text("royalty", "特许权费"), 0.04, 2000, 2025, "s"),
    Rule("royalty_new", Text("royalty", "特许权费"), 0.02, 2026, 9999, "s"),
]


def test_rules_hold_from_their_year_to_their_year():
    assert rates(RULES, [2024, 2025, 2026, 2027]).tolist() == pytest.approx([0.09, 0.09, 0.07, 0.02])
    assert draw_revenue(
        np.full((2, 2), 100.0, np.float32), 10.0, RULES, [2025, 2026]
    ).tolist() == pytest.approx(np.array([[90.0, 70.0]] * 2))


def test_a_year_without_a_rule_and_a_negative_price_are_refused(assert_bilingual):
    with pytest.raises(NoFigure) as caught:
        rates(RULES[:2], [2027])
    assert_bilingual(caught.value)
    assert "2027" in caught.value.what[0]
    with pytest.raises(BadTable):
        draw_revenue(np.ones((1, 1), np.float32), -1.0, RULES, [2025])


def test_emissions_are_kept_apart():
    found = draw_emissions(
        np.full((1, 1), 1e6, np.float32), heat=20.0, factor=0.0946, methane=18.0, warming=28.0
    )
    assert found.burnt[0, 0] == pytest.approx(1.892e6)
    assert found.methane[0, 0] == pytest.approx(18e6 * 0.67e-3 * 28, rel=1e-6)
    with pytest.raises(BadTable):
        draw_emissions(np.ones((1, 1), np.float32), heat=-1, factor=1, methane=1, warming=1)


def test_breaks_are_lines_from_their_onset():
    found = from_path("uk", Text("UK, jobs", "英国就业"), [114.0, 57.0, 11.4])
    assert found.index == pytest.approx((0.5, 0.1))
    assert line(200.0, found, 1, 5).tolist() == pytest.approx([200, 100, 20, 20, 20])
    assert halving().real is False
    assert inside(np.array([1.0, 1.0]), np.array([3.0, 3.0]), np.array([2.0, 0.5])) == (True, False)
    for bad in ([1.0], [0.0, 1.0], [1.0, float("nan")]):
        with pytest.raises(BadTable):
            from_path("x", Text("x", "甲"), bad)
    with pytest.raises(BadTable):
        line(1.0, found, -1, 5)
    with pytest.raises(BadTable):
        halving(0)


@pytest.mark.parametrize(
    ("names", "years", "output", "words"),
    [
        (["A", "A"], [2000, 2001], np.ones((2, 2)), "twice"),
        (["A", "B"], [2000, 2002], np.ones((2, 2)), "2001"),
        (["A", "B"], [2001, 2000], np.ones((2, 2)), "order"),
        (["A", "B"], [2000, 2001], [[1, 0], [1, 1]], "A has 0 in 2001"),
        (["A", "B"], [2000, 2001], [[1, 1], [1, np.nan]], "B has nan"),
        ([], [2000], np.ones((0, 1)), "fit"),
    ],
)
def test_what_is_no_panel_is_refused(names, years, output, words, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        Panel.from_output(names, years, output)
    assert_bilingual(caught.value)
    assert words in caught.value.what[0]


def test_what_cannot_be_drawn_is_refused(assert_bilingual):
    short = PANEL.until(1970)
    for ask in (
        lambda: shocks(short, 0.85),
        lambda: start_of("A", [1.0] * 5),
        lambda: draw([START], PANEL, horizon=0, draws=1, seed=1),
        lambda: draw([START], PANEL, horizon=1, draws=1, seed=1, settings=Settings(mixture=2.0)),
        lambda: card(short),
    ):
        with pytest.raises(BadTable) as caught:
            ask()
        assert_bilingual(caught.value)
    with pytest.raises(UnknownName):
        PANEL.path("nowhere")

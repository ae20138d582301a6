"""Fleets: a hazard that is found again, dates that slip as seen, demand that adds up."""

import numpy as np
import pytest
from scipy.optimize import minimize

from tanlu.analysis.coal.fleet import Hazard, Unit, _exposed, burnt, demand, draw_fleet, fit_hazard, slips
from tanlu.errors import BadTable, NotIdentified


def fleet(count=800, seed=3, a=-6.0, b=0.9):
    """Units that close by a known hazard, from 2000 to 2024."""
    rng, found = np.random.default_rng(seed), []
    for at in range(count):
        start, retired = int(rng.integers(1950, 1999)), None
        for year in range(2000, 2025):
            if rng.random() < 1 / (1 + np.exp(-(a + b * (year - start) / 10))):
                retired = year
                break
        found.append(Unit(f"u{at}", float(rng.integers(50, 900)), start, None, retired))
    return found


def test_the_hazard_is_the_maximum_of_the_likelihood_and_near_what_was_planted():
    units = fleet()
    held = fit_hazard(units, 2000, 2024)
    ages, closed = _exposed(units, 2000, 2024)

    def loss(beta):
        eta = beta[0] + beta[1] * ages / 10
        return float(np.sum(np.logaddexp(0, eta) - closed * eta))

    other = minimize(loss, [0.0, 0.0], method="BFGS")
    assert held.coefficients == pytest.approx(other.x, abs=1e-4)
    errors = np.sqrt(np.diag(held.covariance))
    assert np.abs(held.coefficients - [-6.0, 0.9]) == pytest.approx(0, abs=3 * errors.max())
    assert held.retired == sum(each.retired is not None for each in units)


def test_a_unit_counts_in_every_year_it_began_in_service():
    ages, closed = _exposed([Unit("a", 1, 2000, None, 2003), Unit("b", 1, 2002)], 2001, 2004)
    assert ages.tolist() == [1, 2, 3, 0, 1, 2]
    assert closed.tolist() == [False, False, True, False, False, False]


def test_too_few_closings_and_perfect_ages_are_said():
    with pytest.raises(NotIdentified, match="3 units closed"):
        fit_hazard([Unit(f"u{at}", 1, 1960, None, 2010) for at in range(3)], 2000, 2024)
    old = [Unit(f"o{at}", 1, 1950, None, 2000) for at in range(15)]
    young = [Unit(f"y{at}", 1, 1999, None, None) for at in range(15)]
    with pytest.raises(NotIdentified, match="without fail"):
        fit_hazard(old + young, 2000, 2005)


def test_announced_dates_slip_as_they_were_seen_to():
    units = [Unit("a", 100, 1990, 2030)]
    seen = np.array([0, 0, 2, 4])
    made = draw_fleet(units, 2024, 12, 4000, 1, slip=seen)
    share = made.alive[:, :, 0].mean(axis=0)
    by_year = dict(zip(made.years, share, strict=True))
    assert by_year[2029] == 1
    assert by_year[2030] == pytest.approx(0.5, abs=0.03)
    assert by_year[2032] == pytest.approx(0.25, abs=0.03)
    assert by_year[2034] == 0


def test_without_a_date_the_hazard_decides_and_without_a_hazard_it_runs_on():
    units = [Unit("a", 100, 1984)]
    sure = Hazard(np.array([-2.0, 0.0]), np.zeros((2, 2)), 100, 20)
    made = draw_fleet(units, 2024, 10, 20000, 1, hazard=sure)
    chance = 1 / (1 + np.exp(2.0))
    expected = (1 - chance) ** np.arange(1, 11)
    assert made.alive[:, :, 0].mean(axis=0) == pytest.approx(expected, abs=0.012)
    assert draw_fleet(units, 2024, 10, 5, 1).alive.all()


def test_a_unit_keeps_its_course_whichever_others_there_are():
    one, two = Unit("a", 100, 1984), Unit("b", 300, 1970, 2031)
    held = Hazard(np.array([-3.0, 0.1]), np.eye(2) * 0.01, 100, 20)
    alone = draw_fleet([one], 2024, 15, 300, 5, hazard=held).alive[:, :, 0]
    together = draw_fleet([two, one], 2024, 15, 300, 5, hazard=held, slip=[0, 1]).alive[:, :, 1]
    assert (alone == together).all()


def test_capacity_and_demand_add_up():
    units = [Unit("a", 100, 1984, 2026), Unit("b", 300, 1990)]
    made = draw_fleet(units, 2024, 3, 2, 1)
    assert made.capacity()[0].tolist() == [400, 300, 300]
    coal = burnt([100, 300], 0.5, 10.8, [20, 20])
    found = demand(made, coal, [[0.5, 1.0], [0.5, 0.0]])
    assert found[0, 0].tolist() == pytest.approx([0.5 * coal[0] + coal[1], 0.5 * coal[0]], rel=1e-6)
    assert found[0, 1].tolist() == pytest.approx([coal[1], 0], rel=1e-6)
    with pytest.raises(BadTable, match="more than one"):
        demand(made, coal, [[0.8, 1.0], [0.5, 0.0]])


def test_slips_need_ten():
    with pytest.raises(NotIdentified):
        slips([Unit("a", 1, 1980, 2010, 2012)])
    assert slips([Unit(f"u{at}", 1, 1980, 2010, 2010 + at) for at in range(10)]).tolist() == list(range(10))


def test_no_unit_that_runs_is_said():
    with pytest.raises(BadTable):
        draw_fleet([Unit("a", 1, 1980, None, 2000)], 2024, 5, 5, 1)

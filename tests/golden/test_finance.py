"""Printed answers of finance and capture: spreadsheets, NREL's Annual Technology Baseline, a revolving fund's figures.

ATB figures: NREL, 2024 Annual Technology Baseline (CC BY 4.0), 2022 US dollars. ECW: Buckrail 2022, Pique Newsmagazine.
"""

import numpy as np
import pytest

from tanlu.analysis.energy.capture import Plant, Running, capture_cost
from tanlu.analysis.finance.abatement import measures
from tanlu.analysis.finance.basis import Basis
from tanlu.analysis.finance.cash import growing, irr, irr_each, mirr, npv, payback
from tanlu.analysis.finance.levelised import Costs, finance_factor, lcoe
from tanlu.analysis.finance.rates import crf, payment, real_rate, wacc
from tanlu.errors import NotIdentified

REAL = Basis("real", "USD", 2022)


def test_recovery_of_capital():  # F1
    assert crf([0.07, 0.10, 0.0], [30, 20, 25]) == pytest.approx([0.0805864, 0.1174596, 0.04], abs=1e-7)


def test_atb_cost_of_capital_and_lcoe():  # F2
    nominal = wacc(0.72354776, 0.07, 0.09, 0.2574)
    assert nominal == pytest.approx(0.06249216, abs=1e-8)
    real = real_rate(nominal, 0.025)
    assert real == pytest.approx(0.03657772, abs=1e-8)
    factor = finance_factor(0.2574, 0.84728921)
    assert factor == pytest.approx(1.05293261, abs=1e-8)
    for years, printed in ((30, 26.76462), (20, 32.430665)):
        found = lcoe(Costs(1407.953224, 29.263773), capacity_factor=0.475434, real_wacc=real, years=years,
                     basis=REAL, finance=factor)  # fmt: skip
        assert found.total == pytest.approx(printed, abs=2e-6)
        assert found.capital + found.fixed == pytest.approx(found.total)
        assert found.basis is REAL


def test_rates_of_spreadsheets():  # F3
    assert irr([-100.0, 39, 59, 55, 20]).only == pytest.approx(0.28095, abs=5e-6)
    assert irr([-70_000.0, 12_000, 15_000, 18_000, 21_000, 26_000]).only == pytest.approx(0.0866, abs=5e-5)
    assert mirr([-120_000.0, 39_000, 30_000, 21_000, 37_000, 46_000], 0.10, 0.12) == pytest.approx(
        0.1261, abs=5e-5
    )
    assert payment(0.075 / 12, 12 * 15, 200_000) == pytest.approx(1854.0247, abs=5e-5)


def test_two_rates_are_both_told_and_none_is_the_rate():  # F4
    found = irr([-1000.0, 2300.0, -1320.0])
    assert found.rates == pytest.approx((0.10, 0.20), abs=1e-12)
    assert found.changes == 2
    with pytest.raises(NotIdentified):
        _ = found.only
    assert not irr_each([[-1000.0, 2300.0, -1320.0]]).known.any()


def test_negative_costs_are_not_ranked():  # F5, Taylor 2012
    found = measures([-100.0, -100.0], [10.0, 100.0])
    assert found.per_tonne.size == 0
    assert found.gainful.tolist() == [0, 1]
    assert found.unbeaten.tolist() == [False, True]


def test_a_fund_of_savings():  # F6
    assert payback(3_790_000, 194_000) == pytest.approx(19.54, abs=5e-3)
    assert irr(np.append(-3_790_000, growing(194_000, 0.0, 25))).only == pytest.approx(0.01994, abs=5e-6)
    assert irr(np.append(-3_790_000, growing(194_000 * 1.03, 0.03, 25))).only == pytest.approx(
        0.048, abs=3e-3
    )
    assert payback(457_000, 64_000) == pytest.approx(7.14, abs=5e-3)
    aeration = np.append(-457_000, growing(64_000, 0.0, 15))
    assert irr(aeration).only == pytest.approx(0.1113, abs=5e-5)
    assert npv(aeration, irr(aeration).only)[0] == pytest.approx(0, abs=1e-6)


def retrofit(**given):
    """ATB 2024, coal retrofit with 90% capture, 2030 Moderate; Powder River Basin coal, factor of EPA."""
    plant = Plant(
        capital=1896.8, fixed=150.0, variable=16.73, heat_rate=11.384, heat_penalty=0.286, output_penalty=0.222,
        capture=0.90, factor=0.0972, fuel_price=1.1, reference_fixed=60.0, reference_variable=5.0,
    )  # fmt: skip
    given = {"capacity_factor": 0.85, "rate": 0.0366, "life": 20, "storage": 15.0} | given
    return capture_cost(plant, Running(**given), REAL)


def test_capture_at_a_coal_plant():  # D1
    found = retrofit(credit=85.0)
    assert found.captured == pytest.approx(0.996, abs=1e-3)
    assert found.per_captured == pytest.approx(45.0, abs=0.1)
    assert found.per_avoided == pytest.approx(79.7, abs=0.1)
    assert found.credit == pytest.approx(58.1, abs=0.1)
    dear = retrofit(capacity_factor=0.6, rate=0.07)
    assert (dear.per_captured, dear.per_avoided) == pytest.approx((66.0, 107.6), abs=0.1)

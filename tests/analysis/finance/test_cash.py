"""Cash flows: theorems, many at once as one at a time, and what bad input gets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.analysis.finance.basis import Basis
from tanlu.analysis.finance.blend import Tranche, blend, grant_equivalent, least_grant
from tanlu.analysis.finance.cash import cover, irr, irr_each, mirr, npv, payback, sign_changes
from tanlu.analysis.finance.fund import Terms, revolve
from tanlu.analysis.finance.levelised import Costs, depreciation_worth, finance_factor, lcoe
from tanlu.analysis.finance.rates import annuity, crf, nominal_rate, payment, real_rate, wacc
from tanlu.errors import BadTable, NotComparable, NotIdentified

AMOUNTS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 2))


@given(st.lists(AMOUNTS, min_size=2, max_size=12))
def test_every_rate_makes_the_flow_worth_nothing(flow):
    found = irr(flow)
    assert len(found.rates) <= found.changes
    for rate in found.rates:
        terms = np.abs(np.array(flow) * (1 + rate) ** -np.arange(len(flow))).sum()
        assert abs(npv(flow, rate)[0]) <= 1e-7 * terms


@given(
    st.floats(1, 1e6), st.lists(st.floats(0, 1e6), min_size=1, max_size=31).filter(lambda x: sum(x) > 1e-3)
)
def test_many_at_once_are_one_at_a_time(out, back):
    flow = [-out, *back]
    many = irr_each([flow, [-x for x in flow]])
    assert many.known.all()
    assert many.rates[0] == pytest.approx(irr(flow).only, rel=1e-8, abs=1e-8)
    assert many.rates[0] == many.rates[1]


@given(st.lists(st.tuples(st.floats(0.05, 0.9), st.booleans()), min_size=2, max_size=5))
def test_as_many_rates_as_planted(planted):
    roots = np.unique([round(each, 2) for each, _ in planted])
    if len(roots) < 2:
        return
    polynomial = np.array([1.0])
    for rate in roots:
        polynomial = np.convolve(polynomial, [-1.0, 1 + rate])
    found = irr(polynomial)
    assert all(any(abs(rate - each) < 1e-3 for each in found.rates) for rate in roots)


def test_a_flow_of_one_sign_has_no_rate_and_says_so():
    found = irr([5.0, 3.0])
    assert found.rates == ()
    with pytest.raises(NotIdentified) as caught:
        _ = found.only
    assert "never changes sign" in caught.value.what[0]
    with pytest.raises(NotIdentified):
        mirr([5.0, 3.0], 0.1, 0.1)


def test_zeros_are_passed_over():
    assert sign_changes([[-1.0, 0.0, 0.0, 2.0, 0.0, -1.0], [0.0, 0.0, -1.0, 0.0, 3.0, 0.0]]).tolist() == [
        2,
        1,
    ]
    assert irr_each([[0.0, -100.0, 0.0, 121.0]]).rates[0] == pytest.approx(0.10)


def test_worth_by_rate_of_each():
    assert npv([[-1.0, 1.1], [-1.0, 1.2]], [0.10, 0.20]) == pytest.approx([0, 0], abs=1e-12)


@pytest.mark.parametrize("flow", [[], [1.0, float("nan")], [[1.0], [float("inf")]]])
def test_what_is_no_flow_is_refused(flow, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        npv(flow, 0.1)
    assert_bilingual(caught.value)


@pytest.mark.parametrize("rate", [-1.0, -2.0, float("nan")])
def test_a_rate_at_or_below_minus_one_is_refused(rate):
    for ask in (lambda: npv([1.0, 2.0], rate), lambda: crf(rate, 3), lambda: real_rate(rate, 0.02)):
        with pytest.raises(BadTable):
            ask()


@given(st.floats(-0.5, 1.0), st.integers(1, 60))
def test_recovery_pays_back_exactly(rate, years):
    assert npv([0.0] + [float(crf(rate, years))] * years, rate)[0] == pytest.approx(1.0, rel=1e-9)
    assert annuity(rate, years) * float(crf(rate, years)) == pytest.approx(1.0)


@given(st.floats(0, 0.5), st.floats(-0.05, 0.5))
def test_real_and_nominal_are_inverse(rate, inflation):
    assert nominal_rate(real_rate(rate, inflation), inflation) == pytest.approx(rate, abs=1e-12)


def test_a_loan_with_a_rest_pays_less():
    assert payment(0.05, 10, 100.0, 100.0) == pytest.approx(5.0)
    assert wacc(1.0, 0.07, 0.09, 0.0) == pytest.approx(0.07)


def test_cover_of_debt():
    found = cover([12.0, 18.0], [10.0, 10.0], 18.0, 0.0)
    assert found.yearly.tolist() == [1.2, 1.8]
    assert found.least == 1.2
    assert found.loan_life == pytest.approx(30 / 18)
    with pytest.raises(BadTable):
        cover([12.0], [10.0, 10.0], 18.0, 0.0)


def test_blended_capital():
    found = blend([Tranche(10.0, 0.0, True), Tranche(30.0, 0.04, True), Tranche(60.0, 0.09, False)])
    assert found.rate == pytest.approx(0.066)
    assert found.leverage == pytest.approx(1.5)
    assert blend([Tranche(1.0, 0.05, False)]).leverage is None
    with pytest.raises(BadTable):
        blend([])


@given(st.floats(0.0, 0.1), st.floats(0.0, 0.15), st.integers(1, 30))
def test_a_loan_at_the_market_rate_gives_nothing(rate, spread, years):
    assert grant_equivalent(100.0, rate, years, rate) == pytest.approx(0.0, abs=1e-9)
    assert 0 <= grant_equivalent(100.0, rate, years, rate + spread) < 1


@given(st.lists(st.floats(0, 80), min_size=1, max_size=8), st.floats(0.0, 0.3))
def test_the_least_grant_just_reaches_the_hurdle(back, hurdle):
    flow = [-100.0, *back]
    grant = least_grant(flow, hurdle)
    assert npv([flow[0] + grant.amount, *back], hurdle)[0] >= -1e-9
    assert grant.amount == 0 or npv([flow[0] + grant.amount, *back], hurdle)[0] == pytest.approx(0, abs=1e-9)
    with pytest.raises(BadTable):
        least_grant([1.0, *back], hurdle)


def test_levelised_cost_is_real_and_on_its_range(assert_bilingual):
    costs = Costs(1000.0, 10.0)
    given_ = {"capacity_factor": 0.3, "real_wacc": 0.05, "years": 20}
    with pytest.raises(BadTable) as caught:
        lcoe(costs, **given_, basis=Basis("nominal", "USD", 2022))
    assert_bilingual(caught.value)
    for name, value in (("capacity_factor", 0.0), ("capacity_factor", 1.2)):
        with pytest.raises(BadTable):
            lcoe(costs, **(given_ | {name: value}), basis=Basis("real", "USD", 2022))
    with pytest.raises(BadTable):
        lcoe(Costs(-1.0, 10.0), **given_, basis=Basis("real", "USD", 2022))
    assert finance_factor(0.0, 0.8) == 1.0
    assert depreciation_worth([1.0], 0.0, 0.0) == 1.0
    with pytest.raises(BadTable):
        depreciation_worth([0.5, 0.4], 0.05, 0.02)


def test_amounts_on_two_bases_are_refused(assert_bilingual):
    with pytest.raises(NotComparable) as caught:
        Basis("real", "USD", 2022).demand_same(Basis("real", "USD", 2020))
    assert_bilingual(caught.value)
    assert "2022" in Basis("real", "USD", 2022).said().en


@given(
    st.floats(0.0, 0.3),
    st.floats(0.0, 1.0),
    st.integers(1, 30),
    st.floats(0.0, 0.05),
    st.floats(0.0, 0.3),
    st.integers(1, 40),
)
def test_a_fund_neither_makes_nor_loses_money(saving, share, life, admin, default, years):
    terms = Terms(100.0, saving, share=share, life=life, admin=admin, default=default)
    found = revolve(terms, years)
    spent = sum(admin * each for each in found.outstanding[:-1])
    held = found.cash[-1] + found.outstanding[-1] + spent + found.lost
    assert held == pytest.approx(100.0, abs=1e-6) or found.lent[1:].sum() == 0
    assert (found.lent >= 0).all()
    assert (found.outstanding >= -1e-9).all()
    assert payback(1.0, 0.0) == float("inf")


def test_a_fund_that_saves_more_recycles_more():
    low, high = (revolve(Terms(1.0, each, life=25), 25).recycled for each in (0.05, 0.14))
    assert 1 < low < high
    assert revolve(Terms(1.0, 0.0), 10).recycled == 1.0
    with pytest.raises(BadTable):
        revolve(Terms(1.0, 0.1, share=1.5), 10)
    with pytest.raises(BadTable):
        revolve(Terms(1.0, 0.1), 0)

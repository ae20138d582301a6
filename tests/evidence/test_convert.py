import pytest

from tanlu.errors import NoFigure, NotComparable, UnknownName
from tanlu.evidence.convert import RATE, convert


def test_a_factor_of_the_register_is_one_step(store):
    found = convert(237261496.0, "short_ton", "Mt", year=2023, store=store)
    assert found.value == pytest.approx(215.24, abs=0.0001)
    assert found.unit == "Mt"
    (step,) = found.steps
    assert (step.start, step.end, step.factor, step.rate) == (
        "short_ton",
        "Mt",
        pytest.approx(9.0718474e-7),
        None,
    )


def test_the_same_unit_is_no_step(store):
    assert convert(5.0, "Mt", "百万吨", year=2023, store=store).steps == ()


@pytest.mark.parametrize(("start", "end"), [("1e9_USD", "1e8_CNY"), ("1e8_CNY", "1e6_USD"), ("USD", "CNY")])
def test_money_goes_by_the_rate_of_its_year(store, start, end):
    rate = store.find(RATE, "CHN", 2020)
    assert rate.value == pytest.approx(6.9, abs=0.02)
    there = convert(3.0, start, end, year=2020, store=store)
    (step,) = there.steps
    assert step.rate == rate
    assert there.value == pytest.approx(3.0 * step.factor)
    back = convert(there.value, end, start, year=2020, store=store)
    assert back.value == pytest.approx(3.0)
    other = convert(3.0, start, end, year=2010, store=store)
    assert other.value != pytest.approx(there.value)


def test_a_billion_dollars_in_yuan(store):
    rate = store.find(RATE, "CHN", 2023).value
    assert convert(1.0, "1e9_USD", "1e8_CNY", year=2023, store=store).value == pytest.approx(10 * rate)
    assert convert(10 * rate, "1e8_CNY", "1e9_USD", year=2023, store=store).value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("start", "end", "year", "kind", "what"),
    [
        ("USD", "CNY", 1950, NoFigure, "No exchange rate of 1950 is held"),
        ("Mt", "MtCO2", 2023, NotComparable, "measure different things"),
        ("Mt", "USD", 2023, NotComparable, "measure different things"),
        ("Mt", "bushel", 2023, UnknownName, "No unit is called 'bushel'"),
    ],
)
def test_what_does_not_convert(store, start, end, year, kind, what, assert_bilingual):
    with pytest.raises(kind, match=what) as caught:
        convert(1.0, start, end, year=year, store=store)
    assert_bilingual(caught.value)

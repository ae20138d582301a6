import pytest

from tanlu.errors import NotComparable
from tanlu.money import Money


def test_exchange_and_prices():
    money = Money(100.0, "USD", 2023).exchanged(7.0809, "CNY")
    assert money == Money(pytest.approx(708.09), "CNY", 2023, "market")
    assert Money(100.0, "CNY", 2017).exchanged(1 / 4.18, "USD", basis="ppp").basis == "ppp"
    old = Money(50.0, "USD", 2000).in_prices_of(2023, index_then=172.2, index_now=304.702)
    assert old == Money(pytest.approx(88.473, abs=1e-3), "USD", 2023)


def test_amounts_of_one_kind_are_added():
    assert Money(1.5, "CNY", 2023) + Money(2.0, "CNY", 2023) == Money(3.5, "CNY", 2023)
    assert str(Money(1.5, "CNY", 2023, "ppp")) == "1.5 CNY (2023, ppp)"


@pytest.mark.parametrize(
    "other", [Money(1, "USD", 2023), Money(1, "CNY", 2022), Money(1, "CNY", 2023, "ppp")]
)
def test_unlike_amounts_are_not_added(other, assert_bilingual):
    with pytest.raises(NotComparable, match="cannot be added") as caught:
        Money(1, "CNY", 2023) + other
    assert_bilingual(caught.value)


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan")])
def test_rates_are_above_zero(rate, assert_bilingual):
    for step in (
        lambda: Money(1, "CNY", 2023).exchanged(rate, "USD"),
        lambda: Money(1, "CNY", 2023).in_prices_of(2020, index_then=rate, index_now=1),
        lambda: Money(1, "CNY", 2023).in_prices_of(2020, index_then=1, index_now=rate),
    ):
        with pytest.raises(NotComparable, match="has no meaning") as caught:
            step()
        assert_bilingual(caught.value)

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.errors import NotComparable, UnknownName
from tanlu.registers.units import codes, factor, magnitude, quantity, unit

KINDS: dict[str, list[str]] = {}
for _code in codes():
    KINDS.setdefault(unit(_code).base, []).append(_code)
ALIKE = st.sampled_from(sorted(KINDS)).flatmap(
    lambda base: st.lists(st.sampled_from(KINDS[base]), min_size=3, max_size=3)
)


def test_published_vectors():
    """1 short ton = 0.90718474 t; 1 亿吨 = 100 Mt; 1 万吨 = 0.01 Mt."""
    assert factor("short_ton", "t") == 0.90718474
    assert factor("1e8_t", "Mt") == 100
    assert factor("1e4_t", "Mt") == pytest.approx(0.01, rel=1e-15)
    assert factor("GWh", "GJ") == pytest.approx(3600)
    assert factor("1e8_kWh", "TWh") == pytest.approx(0.1)
    assert factor("1e9_USD", "USD") == 1e9
    assert factor("short_ton_per_hour", "t_per_hour") == pytest.approx(0.90718474)
    assert factor("fraction", "percent") == pytest.approx(100)


@given(ALIKE, st.floats(1e-6, 1e12))
def test_factors_go_there_and_back_and_chain(three, value):
    a, b, c = three
    assert factor(a, a) == 1
    assert value * factor(a, b) * factor(b, a) == pytest.approx(value, rel=1e-12)
    assert factor(a, b) * factor(b, c) == pytest.approx(factor(a, c), rel=1e-12)
    assert magnitude(quantity(value, a), b) == pytest.approx(value * factor(a, b), rel=1e-12)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mt", "Mt"), ("十亿吨", "1e9_t"), ("billion tonnes", "1e9_t"),
        ("百万吨", "Mt"), ("Million Tonnes", "Mt"), ("short tons", "short_ton"), ("短吨", "short_ton"),
        ("亿吨", "1e8_t"), ("万吨", "1e4_t"), ("Mt CO2", "MtCO2"), ("Mt CO₂", "MtCO2"),
        ("metric tons", "t"), ("%", "percent"),
        ("TERAWATT-HOUR", "TWh"), ("亿元", "1e8_CNY"),
    ],
)  # fmt: skip
def test_units_by_other_names(name, code):
    assert unit(name).code == code


@pytest.mark.parametrize(
    "name", ["MT", "mt", "MT CO2", "mt co2", "MT/year", "ton", "tons", "T", "gw", "mw", "千兆"]
)
def test_what_could_mean_two_units_means_none(name, assert_bilingual):
    with pytest.raises(UnknownName) as caught:
        unit(name)
    assert_bilingual(caught.value, name)


def test_offers_name_each_unit_once(assert_bilingual):
    with pytest.raises(UnknownName, match="Did you mean Mt, MW") as caught:
        unit("MT")
    assert_bilingual(caught.value)


def test_an_unknown_unit_gets_examples(assert_bilingual):
    with pytest.raises(UnknownName, match="Use a code such as Mt, short_ton") as caught:
        unit("!!!!!!!!!")
    assert_bilingual(caught.value)


@pytest.mark.parametrize(
    ("start", "end"), [("Mt", "MtCO2"), ("Mtce", "Mt"), ("USD", "CNY"), ("kW", "kWh"), ("tCO2", "tCO2e")]
)
def test_unlike_units_do_not_convert(start, end, assert_bilingual):
    with pytest.raises(NotComparable, match="measure different things") as caught:
        factor(start, end)
    assert_bilingual(caught.value)
    with pytest.raises(pint.DimensionalityError):
        magnitude(quantity(1.0, start), end)

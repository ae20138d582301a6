import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.registers.units import codes, factor, unit
from tanlu.registers.wording import column_unit, say

SIZES = {
    "trillion": 1e12, "billion": 1e9, "万亿": 1e12, "million": 1e6, "亿": 1e8, "万": 1e4, "": 1.0,
    "TWh": 1e9, "GWh": 1e6, "MWh": 1e3, "kWh": 1.0, "GW": 1e6, "MW": 1e3, "kW": 1.0,
}  # fmt: skip
SCALED = {
    "t": ["Mt", "1e8_t", "short_ton", "t", "kt"], "tce": ["Mtce", "tce"], "tCO2": ["MtCO2", "GtCO2", "tCO2"],
    "kW": ["GW", "MW", "1e4_kW"], "kWh": ["TWh", "1e8_kWh", "MWh"], "persons": ["persons", "1e4_persons"],
    "USD": ["USD", "1e9_USD"], "CNY": ["CNY", "1e8_CNY"],
}  # fmt: skip
CODES = [(base, code) for base, found in SCALED.items() for code in found]


def read_back(text: str, lang: str) -> float:
    """Return the amount in base units that a sentence states."""
    match = re.fullmatch(r"(−?)([\d,.]+) ?(.*)", text)
    assert match, text
    number = float(match[2].replace(",", "")) * (-1 if match[1] else 1)
    if lang == "zh":
        return number * next(size for word, size in SIZES.items() if match[3].startswith(word))
    word = match[3].split()[0]
    return number * SIZES.get(word, 1.0)


@pytest.mark.parametrize(
    ("value", "code", "en", "zh"),
    [
        (3329.0, "Mt", "3.33 billion t", "33.3亿吨"),
        (33.3, "1e8_t", "3.33 billion t", "33.3亿吨"),
        (215.24, "Mt", "215 million t", "2.15亿吨"),
        (76.7, "Mt", "76.7 million t", "7670万吨"),
        (999.96, "Mt", "1.00 billion t", "10.0亿吨"),
        (0.0, "Mt", "0 t", "0吨"),
        (52.0, "persons", "52 people", "52人"),
        (5012.0, "persons", "5,010 people", "5010人"),
        (12345.0, "persons", "12,300 people", "1.23万人"),
        (1.5e6, "persons", "1.50 million people", "150万人"),
        (45.5, "GW", "45.5 GW", "4550万千瓦"),
        (9.5, "TWh", "9.50 TWh", "95.0亿千瓦时"),
        (9456.4, "MtCO2", "9.46 billion t CO₂", "94.6亿吨二氧化碳"),
        (995.0, "1e9_USD", "995 billion USD", "9950亿美元"),
        (999.6, "1e9_USD", "1.00 trillion USD", "1.00万亿美元"),
        (-1.2, "1e9_USD", "−1.20 billion USD", "−12.0亿美元"),
        (44.49, "percent", "44.5%", "44.5%"),
        (9.47, "US_cent_per_kWh", "9.47 US cents/kWh", "9.47美分/千瓦时"),
        (0.57, "kgCO2_per_kWh", "0.570 kg CO₂/kWh", "0.570千克二氧化碳/千瓦时"),
        (23.29, "persons_per_Mt", "23.3 people per Mt", "23.3人/百万吨"),
    ],
)
def test_say(value, code, en, zh):
    assert (say(value, code, "en"), say(value, code, "zh")) == (en, zh)


@pytest.mark.parametrize("code", codes())
def test_every_unit_can_be_said(code):
    for lang in ("en", "zh"):
        assert re.match(r"[\d.,]+", say(12.3, code, lang))


@given(st.sampled_from(CODES), st.floats(1e-3, 1e6), st.integers(2, 6))
def test_both_languages_state_one_quantity(pair, value, digits):
    base, code = pair
    amount = value * factor(code, base)
    if base == "persons" and amount < 10**digits:
        amount = round(amount)
        value = amount / factor(code, base)
    for lang in ("en", "zh"):
        said = read_back(say(value, code, lang, digits), lang)
        assert said == pytest.approx(amount, rel=0.51 * 10 ** (1 - digits), abs=1e-12), say(
            value, code, lang, digits
        )


def test_column_units():
    assert column_unit("Mt", "zh") == "1e8_t"
    assert column_unit("Mt", "en") == "Mt"
    assert column_unit("MtCO2", "zh") == "1e8_tCO2"
    assert column_unit("1e9_USD", "zh") == "1e8_USD"
    assert column_unit("percent", "zh") == "percent"
    for code in codes():
        assert unit(column_unit(code, "zh")).base == unit(code).base

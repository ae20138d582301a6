from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.errors import BadText
from tanlu.text import LANGS, Text, exact, grouped, significant, user_lang

NUMBERS = st.floats(min_value=1e-12, max_value=1e18) | st.floats(min_value=-1e18, max_value=-1e-12)


def test_text_answers_in_both_languages():
    both = Text("coal", "煤炭")
    assert [both(lang) for lang in LANGS] == ["coal", "煤炭"]
    assert both.to_json() == {"en": "coal", "zh": "煤炭"}


@pytest.mark.parametrize(("en", "zh"), [("", "煤炭"), ("coal", ""), ("coal", "  "), ("\t", "煤炭")])
def test_half_a_text_is_refused(en, zh, assert_bilingual):
    with pytest.raises(BadText) as caught:
        Text(en, zh)
    assert_bilingual(caught.value, zh)
    assert "lacks one language" in caught.value.what[0]
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        ({"TANLU_LANG": "ZH", "LC_ALL": "en_US"}, "zh"),
        ({"TANLU_LANG": "", "LANG": "zh"}, "zh"),
        ({"TANLU_LANG": "fr", "LANG": "zh_CN"}, "en"),
    ],
)
def test_user_lang(environment, lang, monkeypatch):
    for name in ("TANLU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert user_lang() == lang


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (215.24, 3, "215"), (215.24, 5, "215.24"), (9.999, 3, "10.0"), (0.09996, 3, "0.100"), (99.95, 3, "100"),
        (1234567, 2, "1200000"), (1e22, 1, "10000000000000000000000"), (1.5, 1, "2"), (0.5, 1, "0.5"),
        (-33.29, 3, "-33.3"), (-0.0, 3, "0"), (3.329e9, 3, "3330000000"),
    ],
)  # fmt: skip
def test_significant(value, digits, written):
    assert significant(value, digits) == written


@given(NUMBERS, st.integers(1, 9))
def test_significant_keeps_that_many_figures(value, digits):
    text = significant(value, digits)
    assert "e" not in text.lower()
    assert float(text) == pytest.approx(value, rel=0.5 * 10 ** (1 - digits) * (1 + 1e-9))
    figures = text.lstrip("-").replace(".", "").lstrip("0")
    assert len(figures) >= digits
    assert set(figures[digits:]) <= {"0"}
    assert significant(float(text), digits) == text


@pytest.mark.parametrize(
    ("plain", "en", "zh"),
    [
        ("1234567", "1,234,567", "1234567"),
        ("-1234.50", "−1,234.50", "−1234.50"),
        ("999", "999", "999"),
        ("0.05", "0.05", "0.05"),
    ],
)
def test_grouped(plain, en, zh):
    assert grouped(plain, "en") == en
    assert grouped(plain, "zh") == zh


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (237261496.0, "237,261,496", "237261496"),
        (0.714, "0.714", "0.714"),
        (0.1 + 0.2, "0.3", "0.3"),
        (0.0, "0", "0"),
        (-0.0, "0", "0"),
        (1e-5, "0.00001", "0.00001"),
        (-5e-7, "−0.0000005", "−0.0000005"),
        (2.5e15, "2,500,000,000,000,000", "2500000000000000"),
    ],
)
def test_exact(value, en, zh):
    assert exact(value, "en") == en
    assert exact(value, "zh") == zh


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False))
def test_exact_gives_every_digit_back(number):
    for lang in LANGS:
        text = exact(float(number), lang).replace(",", "").replace("−", "-")
        assert Decimal(text) == number

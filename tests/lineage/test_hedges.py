import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.errors import BadClaim
from tanlu.lineage.claims import packaged_claims
from tanlu.lineage.hedges import Stated, hedge, hedges
from tanlu.lineage.verdict import judge

WORDS = [(word, lang) for each in hedges() for lang in ("en", "zh") for word in each.words[lang]]
FIGURES = st.one_of(
    st.integers(1, 99999).map(str),
    st.decimals(min_value="0.01", max_value=9999, places=2).map(str),
    st.integers(1, 100).map(lambda n: f"{n}%"),
    st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda pair: f"{pair[0]}/{pair[1]}"),
)
CLAIM = packaged_claims()[0]


@pytest.mark.parametrize(
    ("text", "value", "rounding"),
    [
        ("40%", 40, 0.5), ("3", 3, 0.5), ("3.3", 3.3, 0.05), ("71.40%", 71.4, 0.005),
        ("2/3", 200 / 3, 200 / 3 * 0.025), ("1/1", 100, 2.5), ("0", 0, 0.5), ("3000", 3000, 0.5),
    ],
)  # fmt: skip
def test_stated(text, value, rounding):
    found = Stated.parse(text)
    assert (found.value, found.rounding) == (pytest.approx(value), pytest.approx(rounding))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "forty",
        "40 %",
        "4０%",
        "40％",
        "1,000",
        "-3",
        "+3",
        "1e3",
        "2/0",
        "0/3",
        "2/3%",
        "1.",
        ".5",
        "40%%",
    ],
)
def test_what_is_no_figure(text, assert_bilingual):
    with pytest.raises(BadClaim, match="cannot be read") as caught:
        Stated.parse(text)
    assert_bilingual(caught.value)


@pytest.mark.parametrize(
    ("word", "lang", "low", "high"),
    [
        ("", "en", 39.5, 40.5), ("around", "en", 36, 44), ("约", "zh", 36, 44), ("左右", "zh", 36, 44),
        ("nearly", "en", 36, 40.5), ("近", "zh", 36, 40.5), ("More Than ", "en", 39.5, 44), ("超过", "zh", 39.5, 44),
        ("up to", "en", 36, 40.5), ("不超过", "zh", 36, 40.5),
    ],
)  # fmt: skip
def test_tolerances(word, lang, low, high):
    assert Stated.parse("40%").bounds(hedge(word, lang)) == (pytest.approx(low), pytest.approx(high))


@given(FIGURES, st.sampled_from(WORDS))
def test_bounds_hold_what_is_stated(text, word):
    stated = Stated.parse(text)
    low, high = stated.bounds(hedge(*word))
    assert low < stated.value < high
    if "/" in text:
        assert stated.value == pytest.approx(100 * float(Fraction(text)))


@given(FIGURES, st.sampled_from(WORDS), st.floats(0, 2e5), st.floats(0, 2e5))
def test_the_verdict_only_rises_with_the_figure(text, word, one, other):
    order = ("overstated", "supported", "understated")
    claim = dataclasses.replace(CLAIM, stated=Stated.parse(text))
    first, second = (judge(value, claim, hedge(*word)) for value in sorted((one, other)))
    assert order.index(first) <= order.index(second)
    assert judge(claim.stated.value, claim, hedge(*word)) == "supported"


def test_each_word_means_one_thing():
    assert len(WORDS) == len(set(WORDS))
    assert {each.id for each in hedges()} == {"none", "about", "nearly", "over", "at_most"}
    for each in hedges():
        assert each.why.en
        assert each.why.zh


@pytest.mark.parametrize(("word", "lang"), [("perhaps", "en"), ("nearly", "zh"), ("约", "en")])
def test_an_unknown_word_gets_the_list(word, lang, assert_bilingual):
    with pytest.raises(BadClaim, match="is no hedge word") as caught:
        hedge(word, lang)
    known = [each for entry in hedges() for each in entry.words[lang] if each]
    assert_bilingual(caught.value, word, *sorted(known, key=len, reverse=True))
    assert all(each in caught.value.do[0] for each in known)


def test_a_claim_without_a_figure_is_not_judged(assert_bilingual):
    with pytest.raises(BadClaim, match="us_china_share_of_co2 states no figure") as caught:
        judge(1.0, dataclasses.replace(CLAIM, stated=None), hedge("", "en"))
    assert_bilingual(caught.value)

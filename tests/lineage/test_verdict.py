import json

import pytest

from tanlu.errors import NotComparable
from tanlu.lineage.claims import packaged_claims, parse_claims
from tanlu.lineage.verdict import VERDICTS, check, to_json

HEAD = """
[[claim]]
id = "mine"
kind = "number"
en = "x"
zh = "某"
stated = "{stated}"
unit = "{unit}"
year = 2023
years = "2019-2023"
[[claim.basis]]
en = "a basis"
zh = "口径"
formula = "{formula}"
inputs = {{ {inputs} }}
"""


def number(formula, inputs, stated="1", unit="1e9_t", head=HEAD):
    cells = ", ".join(f'{name} = "{ref}/{{year}}"' for name, ref in inputs.items())
    return parse_claims(head.format(formula=formula, inputs=cells, stated=stated, unit=unit), "mine.toml")[0]


def ranking(top, measure, among, year=2023, years="2023"):
    text = f'[[claim]]\nid = "r"\nkind = "ranking"\nen = "x"\nzh = "某"\ntop = {json.dumps(top)}\nmeasure = "{measure}"\n'
    return parse_claims(f'{text}among = "{among}"\nyear = {year}\nyears = "{years}"\n', "mine.toml")[0]


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("4.7", "supported"),
        ("4.6", "understated"),
        ("4.8", "overstated"),
        ("5", "supported"),
        ("4.71", "supported"),
    ],
)
def test_a_number_is_judged_by_its_own_rounding(store, stated, verdict):
    found = check(number("a", {"a": "coal_production/CHN"}, stated), store)
    assert found.verdict == verdict
    assert found.deciding().value == pytest.approx(4.71)
    assert found.why.en == "4.71 billion t in 2023"
    assert found.why.zh == "2023年为47.1亿吨"
    assert found.refs == ("coal_production/CHN/2023~ei2024@2026-11",)


def test_figures_that_must_not_be_joined_are_refused(store, assert_bilingual):
    for formula, inputs, unit in (
        ("a - b", {"a": "population/US-WY", "b": "coal_mine_employees/US-WY"}, "persons"),
        ("(a + b) / a", {"a": "population/US-WY", "b": "coal_mine_employees/US-WY"}, "fraction"),
    ):
        with pytest.raises(NotComparable, match="they measure different things") as caught:
            check(number(formula, inputs, unit=unit), store)
        assert_bilingual(caught.value)
        assert next(iter(inputs.values())).split("/", maxsplit=1)[0] in caught.value.what[1]


def test_a_ratio_of_two_things_is_a_new_measure(store):
    inputs = {"a": "coal_mine_employees/US-WY", "b": "coal_production/US-WY"}
    found = check(number("a / b", inputs, "21.9", unit="persons_per_Mt"), store)
    assert (found.verdict, found.bases[0].comparison.grade) == ("supported", "C")
    assert found.bases[0].comparison.reason.en.startswith("a ratio of two different things")


def test_a_level_over_a_growth_rate_is_refused(store, assert_bilingual):
    inputs = {"a": "gdp_current/USA", "b": "cpi_inflation/USA"}
    with pytest.raises(NotComparable, match="a change, a target or a projection") as caught:
        check(number("a / b", inputs, "1", unit="1e9_USD"), store)
    assert_bilingual(caught.value)


def test_units_that_do_not_go_together_are_refused(store, assert_bilingual):
    with pytest.raises(NotComparable, match="measure different things") as caught:
        check(number("a + b", {"a": "coal_output/US-WY", "b": "coal_share_of_world/US-WY"}), store)
    assert_bilingual(caught.value)


def test_an_indicative_pair_carries_its_reason(store):
    inputs = {"a": "raw_coal_output_above_scale/CN-SX", "b": "coal_production/US-WY"}
    found = check(number("a + b", inputs, "1.6"), store)
    basis = found.bases[0]
    assert (found.verdict, basis.comparison.grade) == ("supported", "C")
    assert "before washing" in basis.comparison.reason.en
    made = found.deciding().made
    assert made.grade == "C"
    assert basis.comparison.reason in made.caveats


def test_no_figures_for_the_year(store):
    claim = number("a", {"a": "coal_production/WORLD"}, "8.1")
    claim_2030 = parse_claims(
        HEAD.replace("year = 2023\n", "year = 2030\n").format(
            formula="a", inputs='a = "coal_production/WORLD/{year}"', stated="8.1", unit="1e9_t"
        ),
        "mine.toml",
    )[0]
    found = check(claim_2030, store)
    assert found.verdict == "cannot be checked"
    assert set(found.by_language.values()) == {"cannot be checked"}
    assert found.why.en == "No figures for 2030; there are for 2019, 2020, 2021, 2022, 2023."
    assert found.why.zh.startswith("没有2030年的数字；有数字的年份：2019")
    assert found.holds_for == (2019,)
    assert found.deciding() is None
    assert len(found.refs) == 5
    assert check(claim, store).verdict == "understated"
    nothing = check(number("a", {"a": "coal_production/CN-SX"}), store)
    assert nothing.why.en == "No figures for 2023."
    assert nothing.refs == ()


def test_a_ranking(store):
    assert check(ranking(["US-WY"], "coal_production", "USA"), store).verdict == "supported"
    wrong = check(ranking(["US-WV"], "coal_production", "USA"), store)
    assert wrong.verdict == "contradicted"
    assert wrong.why.en == "2023: Wyoming 215 million t, West Virginia 76.7 million t"
    assert wrong.why.zh == "2023年：怀俄明州2.15亿吨、西弗吉尼亚州7670万吨"
    assert wrong.deciding().value is None
    assert wrong.deciding().made is None


def test_a_ranking_by_a_recipe_is_indicative(store):
    found = check(ranking(["CN-SX"], "coal_output", "CHN"), store)
    assert found.bases[0].comparison.grade == "C"
    assert "Coal output" in found.bases[0].label.en
    assert found.verdict == "supported"


def test_a_ranking_without_the_total_or_the_members(store):
    unheld = check(ranking(["US-WV"], "coal_severance_tax", "USA", 2012, "2012"), store)
    assert unheld.verdict == "cannot be checked"
    assert unheld.why.en.endswith("the total is not held")
    assert unheld.why.zh.endswith("未收录总量")
    nobody = check(ranking(["US-WY"], "coal_severance_tax", "USA", 1999, "1999"), store)
    assert nobody.why.en == "No figures for 1999."


def test_a_membership(store):
    text = '[[claim]]\nid = "m"\nkind = "membership"\nen = "x"\nzh = "某"\nregions = ["CN-SN", "CN-XJ"]\nexpected = "西北"\n'
    found = check(parse_claims(text, "mine.toml")[0], store)
    assert found.verdict == "supported"
    assert found.why.en == "All lie there: Shaanxi is in Northwest China; Xinjiang is in Northwest China."
    assert found.refs == ()
    assert found.deciding() is None
    assert [each["as_claimed"] for each in to_json(found)["by_region"]] == [True, True]


def test_every_verdict_as_plain_data(store):
    for claim in packaged_claims():
        cells = json.loads(json.dumps(to_json(check(claim, store)), ensure_ascii=False))
        assert cells["id"] == claim.id
        assert cells["verdict"] in VERDICTS
        assert set(cells["verdict_by_language"]) == {"en", "zh"}
        for each in cells["by_year"]:
            assert each["detail"]["en"] != each["detail"]["zh"]
        for ref in cells["refs"]:
            assert store.fact(ref).value is not None


def test_the_languages_may_differ(store):
    text = HEAD.format(formula="a", inputs='a = "coal_production/CHN/{year}"', stated="5", unit="1e9_t")
    text = text.replace('stated = "5"', 'stated = "4.6"\nhedge_en = "over"\nhedge_zh = "近"')
    found = check(parse_claims(text, "mine.toml")[0], store)
    assert found.by_language == {"en": "supported", "zh": "understated"}
    assert found.verdict == "supported"


def test_the_id_of_a_recomputed_figure_knows_its_formula(store):
    inputs = {"a": "coal_production/CHN", "b": "coal_production/USA"}
    one = check(number("a + b", inputs), store).deciding().made
    again = check(number("a + b", inputs), store).deciding().made
    other = check(number("a - b", inputs), store).deciding().made
    assert one.id == again.id
    assert one.id != other.id

"""The verdicts on the packaged claims, printed: value and verdict of every year on every basis."""

import json
from pathlib import Path

import pytest

from tanlu.lineage.claims import packaged_claims
from tanlu.lineage.verdict import check

GOLDEN = json.loads(Path(__file__).with_name("claims.json").read_text("utf-8"))
CLAIMS = {each.id: each for each in packaged_claims()}
UNDER = ("understated", "understated")


def test_every_claim_is_on_record():
    assert list(GOLDEN) == list(CLAIMS)


@pytest.mark.parametrize("name", CLAIMS)
def test_a_verdict_is_the_one_on_record(store, name):
    found, printed = check(CLAIMS[name], store), GOLDEN[name]
    assert found.verdict == printed["verdict"]
    assert found.by_language == printed["by_language"]
    assert list(found.holds_for) == printed["holds_for"]
    assert found.why.to_json() == printed["why"]
    assert [each.comparison.grade for each in found.bases] == [each["grade"] for each in printed["bases"]]
    for basis, on_record in zip(found.bases, printed["bases"], strict=True):
        assert [str(each.year) for each in basis.years] == list(on_record["by_year"])
        for each in basis.years:
            stands = on_record["by_year"][str(each.year)]
            if each.value is None:
                assert each.verdict == stands
            else:
                assert [each.value, each.verdict] == [pytest.approx(stands[0], abs=1e-6), stands[1]]


@pytest.mark.parametrize(
    ("name", "verdicts", "holds_for", "value"),
    [
        ("us_china_share_of_co2", UNDER, (2000, 2001, 2002, 2003, 2004), 44.49),
        ("three_provinces_output", UNDER, (2021, 2022), 3.329),
        ("two_thirds_of_china", UNDER, (), 71.46),
        ("five_regions_of_world", UNDER, (), 39.81),
        ("northwest_china", ("contradicted", "contradicted"), (), None),
        ("largest_producers_usa", ("supported", "supported"), (2018, 2019, 2020, 2021, 2022, 2023), None),
        ("largest_producers_china", ("supported", "supported"), (2021, 2022, 2023), None),
        ("two_largest_coal_producers", ("cannot be checked", "cannot be checked"), (), None),
    ],
)
def test_verdicts_worked_out_by_hand(store, name, verdicts, holds_for, value):
    """Against the printed table of the figures: 44.5%, 33.3亿吨, 70 to 72%, about 40%, two of three elsewhere."""
    found = check(CLAIMS[name], store)
    assert (found.by_language["en"], found.by_language["zh"]) == verdicts
    assert found.holds_for == holds_for
    if value is not None:
        assert found.deciding().value == pytest.approx(value, abs=0.005)


def test_three_provinces_are_33_and_not_30(store):
    assert check(CLAIMS["three_provinces_output"], store).why.zh == "2023年为33.3亿吨"


def test_two_thirds_of_china_on_both_bases(store):
    by_basis = [
        {each.year: round(each.value, 1) for each in basis.years}
        for basis in check(CLAIMS["two_thirds_of_china"], store).bases
    ]
    assert by_basis == [
        {2019: 70.4, 2021: 72.0, 2022: 71.7, 2023: 71.5},
        {2021: 71.1, 2022: 70.8, 2023: 70.7},
    ]

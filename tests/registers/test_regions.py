import pytest

from tanlu.errors import UnknownName
from tanlu.registers.regions import FIVE, inside, nation, region, regions


def test_the_five_in_their_order():
    assert [region(code).name.en for code in FIVE] == [
        "Shanxi", "Inner Mongolia", "Shaanxi", "Wyoming", "West Virginia",
    ]  # fmt: skip
    assert [region(code).name.zh for code in FIVE] == ["山西", "内蒙古", "陕西", "怀俄明州", "西弗吉尼亚州"]
    statistical = [region(code).statistical_region for code in FIVE[:3]]
    assert [each and each.zh for each in statistical] == ["华北", "华北", "西北"]
    assert [region(code).gbt2260 for code in FIVE[:3]] == ["140000", "150000", "610000"]
    assert [region(code).fips for code in FIVE[3:]] == ["56", "54"]


def test_codes_are_read_in_any_case():
    assert region(" us-wy ") is region("US-WY")


@pytest.mark.parametrize(
    "name", ["Shanxi", "Shaanxi", "山西", "陕西", "shanxi province", "陕西省", "晋", "Shensi", "Shannxi"]
)
def test_shanxi_and_shaanxi_are_always_offered_together(name, assert_bilingual):
    with pytest.raises(UnknownName) as caught:
        region(name)
    assert_bilingual(caught.value, name)
    for text in caught.value.do:
        assert "CN-SX (Shanxi 山西)" in text
        assert "CN-SN (Shaanxi 陕西)" in text


def test_the_one_that_was_meant_comes_first():
    for name, first in (("陕西", "CN-SN"), ("Shanxi", "CN-SX")):
        with pytest.raises(UnknownName) as caught:
            region(name)
        assert caught.value.do[0].startswith(f"Regions go by code. Did you mean {first} ")


@pytest.mark.parametrize(
    ("name", "code"), [("Wyoming", "US-WY (Wyoming 怀俄明州)"), ("CN-XX", "CN-XJ"), ("内蒙", "CN-NM")]
)
def test_names_are_answered_with_codes(name, code, assert_bilingual):
    with pytest.raises(UnknownName, match=f"No region has the code '{name}'") as caught:
        region(name)
    assert_bilingual(caught.value, name)
    assert code in caught.value.do[0]
    assert code in caught.value.do[1]


def test_a_name_unlike_any_is_sent_to_the_list(assert_bilingual):
    with pytest.raises(UnknownName) as caught:
        region("qqqqqqqqqqqq")
    assert_bilingual(caught.value)
    assert "tanlu evidence list --regions" in caught.value.do[0]


def test_nations_and_what_lies_inside():
    assert [nation(code) for code in ("CN-SX", "US-WY", "USA", "chn")] == ["CHN", "USA", "USA", "CHN"]
    assert {each.code for each in inside("WORLD")} == {"CHN", "GBR", "USA"}
    assert {each.parent for each in inside("CHN")} == {"CHN"}
    assert {"CN-SX", "CN-XJ"} <= {each.code for each in inside("CHN")}
    assert inside("CN-SX") == ()


def test_the_world_lies_in_no_country(assert_bilingual):
    with pytest.raises(UnknownName, match="WORLD lies in no country") as caught:
        nation("WORLD")
    assert_bilingual(caught.value)


def test_every_region_has_a_parent_that_is_held():
    for each in regions().values():
        assert each.parent in regions() or each.kind == "world", each.code
        assert each.source

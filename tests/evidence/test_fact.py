import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.errors import BadReference, UnknownName
from tanlu.evidence.fact import ABSENT, STATUSES, Ref

WORD = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
DIMS = st.dictionaries(WORD, st.from_regex(r"[a-z0-9_.+-]{1,8}", fullmatch=True), max_size=3)
REFS = st.builds(
    Ref,
    WORD,
    st.from_regex(r"[A-Z]{2}-[A-Z0-9]{1,3}|[A-Z]{3,5}", fullmatch=True),
    st.integers(0, 9999).map(lambda year: f"{year:04d}"),
    DIMS.map(lambda found: ",".join(sorted(f"{key}={value}" for key, value in found.items()))),
    st.from_regex(r"([A-Za-z0-9_]{1,9})?", fullmatch=True),
    st.from_regex(r"([A-Za-z0-9._-]{1,9})?", fullmatch=True),
)


@given(REFS)
def test_a_reference_is_written_as_it_is_read(ref):
    assert Ref.parse(str(ref)) == ref
    assert Ref.parse(f" {ref} ").key == ref.key
    assert ref.open().key == ref.key
    assert (ref.open().source, ref.open().release) == ("", "")


def test_parts_of_a_reference():
    ref = Ref.parse("raw_coal[kind=steam, group=a]/cn-sx/2023~nbs_2024@2026-11")
    assert ref == Ref("raw_coal", "CN-SX", "2023", "group=a,kind=steam", "nbs_2024", "2026-11")
    assert str(ref) == "raw_coal[group=a,kind=steam]/CN-SX/2023~nbs_2024@2026-11"


@pytest.mark.parametrize(
    "text",
    ["", "coal_production", "coal_production/US-WY", "coal_production/US-WY/23", "coal_production/US-WY/latest",
     "Coal/US-WY/2023", "coal_production/US-WY/2023~", "coal_production/US-WY/2023@", "coal_production/US-WY/2023~a b",
     "coal[]/US-WY/2023", "coal[a]/US-WY/2023", "coal[a=]/US-WY/2023", "coal[a=b,]/US-WY/2023",
     "coal_production/US-WY/2023/1", "coal_production/US-WY/２０２３", "coal_production/2023/2023", "a//2023"],
)  # fmt: skip
def test_what_is_no_reference(text, assert_bilingual):
    with pytest.raises(BadReference, match="is not a reference") as caught:
        Ref.parse(text)
    assert_bilingual(caught.value, text)
    assert "coal_production/US-WY/2023" in caught.value.do[0]


@pytest.mark.parametrize("name", ["Shanxi", "Shaanxi", "山西", "West Virginia", "shan xi"])
def test_a_name_instead_of_a_code_is_answered_with_codes(name, assert_bilingual):
    with pytest.raises(UnknownName, match="Regions go by code") as caught:
        Ref.parse(f"coal_output/{name}/2023~x@y")
    assert_bilingual(caught.value, name)
    if "est" not in name:
        assert "CN-SX" in caught.value.do[0]
        assert "CN-SN" in caught.value.do[0]


def test_statuses():
    assert len(STATUSES) == 8
    assert set(STATUSES) > ABSENT
    assert STATUSES["missing"].zh == "无数据"

import pytest

from tanlu.errors import BadClaim, BadReference, UnknownName
from tanlu.lineage.claims import packaged_claims, parse_claims, read_claims

NUMBER = """
[[claim]]
id = "mine"
kind = "number"
en = "They mine nearly 3 billion t"
zh = "合计近30亿吨"
stated = "3"
unit = "1e9_t"
hedge_en = "nearly"
hedge_zh = "近"
year = 2023
years = "2021-2022"
[[claim.basis]]
en = "output"
zh = "产量"
formula = "a + b"
inputs = { a = "coal_output/CN-SX/{year}", b = "coal_output/CN-NM/{year}" }
"""
RANKING = """
[[claim]]
id = "top"
kind = "ranking"
en = "Wyoming mines most"
zh = "怀俄明州产量最大"
top = ["US-WY"]
measure = "coal_production"
among = "USA"
year = 2023
years = "2023"
"""
MEMBERSHIP = """
[[claim]]
id = "where"
kind = "membership"
en = "Shaanxi lies in the Northwest"
zh = "陕西位于西北"
regions = ["CN-SN"]
expected = "Northwest China"
"""


def test_a_number():
    (claim,) = parse_claims(NUMBER, "mine.toml")
    assert (claim.id, claim.kind, claim.year, claim.unit) == ("mine", "number", 2023, "1e9_t")
    assert claim.years == (2021, 2022, 2023)
    assert (claim.stated.value, claim.hedges["en"].id, claim.hedges["zh"].id) == (3.0, "nearly", "nearly")
    assert claim.bases[0].inputs["b"] == "coal_output/CN-NM/{year}"
    assert claim.members == ()


def test_a_ranking_takes_the_unit_of_its_measure():
    (claim,) = parse_claims(RANKING, "mine.toml")
    assert (claim.unit, claim.members, claim.among, claim.measure) == (
        "Mt",
        ("US-WY",),
        "USA",
        "coal_production",
    )
    (claim,) = parse_claims(RANKING.replace("coal_production", "coal_jobs"), "mine.toml")
    assert claim.unit == "persons"


def test_a_membership_takes_the_name_in_either_language():
    for name in ("Northwest China", "西北", " 西北 "):
        (claim,) = parse_claims(MEMBERSHIP.replace("Northwest China", name), "mine.toml")
        assert (claim.expected, claim.year, claim.years) == ("Northwest China", 0, ())


def test_the_packaged_claims_are_eight():
    assert [each.id for each in packaged_claims()] == [
        "us_china_share_of_co2", "three_provinces_output", "two_thirds_of_china", "five_regions_of_world",
        "northwest_china", "largest_producers_usa", "largest_producers_china", "two_largest_coal_producers",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "field", ["kind", "stated", "en", "zh", "year", "years", "basis", "formula", "inputs", "id"]
)
def test_a_number_needs_every_field(field, assert_bilingual):
    lines = NUMBER.split("\n")
    if field == "basis":
        lines = lines[: lines.index("[[claim.basis]]")]
    else:
        first = next(place for place, line in enumerate(lines) if line.startswith(f"{field} ="))
        del lines[first]
    with pytest.raises(BadClaim, match=f"lacks '{field}'") as caught:
        parse_claims("\n".join(lines), "mine.toml")
    assert_bilingual(caught.value)
    who = "?" if field == "id" else "mine"
    assert caught.value.what[0].startswith(f"mine.toml, claim '{who}' ")
    assert "tanlu claims example" in caught.value.do[0]


@pytest.mark.parametrize(("text", "field"), [(RANKING, f) for f in ("top", "measure", "among", "year", "years")]
                         + [(MEMBERSHIP, f) for f in ("regions", "expected")])  # fmt: skip
def test_rankings_and_memberships_need_theirs(text, field, assert_bilingual):
    lines = [line for line in text.split("\n") if not line.startswith(f"{field} =")]
    with pytest.raises(BadClaim, match=f"lacks '{field}'") as caught:
        parse_claims("\n".join(lines), "mine.toml")
    assert_bilingual(caught.value)


WRONG = [
    # text, what replaces what, the error, a part of the English sentence
    (NUMBER, 'kind = "number"', 'kind = "guess"', BadClaim, "'guess' is no kind of claim"),
    (NUMBER, "year = 2023", 'year = "next"', BadClaim, "has a field of the wrong kind"),
    (NUMBER, "year = 2023", "year = inf", BadClaim, "has a field of the wrong kind"),
    (NUMBER, 'hedge_en = "nearly"', "hedge_en = 5", BadClaim, "has a field of the wrong kind"),
    (NUMBER, 'hedge_en = "nearly"', 'hedge_en = "perhaps"', BadClaim, "'perhaps' is no hedge word"),
    (NUMBER, 'years = "2021-2022"', 'years = "2022-2021"', BadReference, "run backwards"),
    (NUMBER, 'years = "2021-2022"', 'years = "lately"', BadReference, "'lately' is not a year"),
    (NUMBER, 'stated = "3"', 'stated = "three"', BadClaim, "'three' cannot be read"),
    (NUMBER, 'stated = "3"', 'stated = "40%"', BadClaim, "'40%' is a share, but the unit is 1e9_t"),
    (NUMBER, 'stated = "3"', 'stated = "2/3"', BadClaim, "'2/3' is a share"),
    (NUMBER, 'unit = "1e9_t"', 'unit = "bushel"', UnknownName, "No unit is called 'bushel'"),
    (NUMBER, 'formula = "a + b"', 'formula = "a ** b"', BadClaim, "'a ** b' cannot be read"),
    (NUMBER, 'formula = "a + b"', 'formula = "a + c"', BadClaim, "uses 'c', which is no input"),
    (NUMBER, 'en = "output"', 'en = ""', None, "lacks one language"),
    (
        NUMBER,
        "coal_output/CN-NM/{year}",
        "coal_outptu/CN-NM/{year}",
        UnknownName,
        "No series is called 'coal_outptu'",
    ),
    (
        NUMBER,
        "coal_output/CN-NM/{year}",
        "coal_output/CN-XX/{year}",
        UnknownName,
        "No region has the code 'CN-XX'",
    ),
    (NUMBER, "coal_output/CN-NM/{year}", "coal_output/Shanxi/{year}", UnknownName, "the code 'Shanxi'"),
    (NUMBER, "coal_output/CN-NM/{year}", "coal", BadReference, "is not a reference"),
    (NUMBER, "inputs = {", "inputs = 3 #", BadClaim, "has a field of the wrong kind"),
    (RANKING, 'top = ["US-WY"]', "top = []", BadClaim, "top is not a list"),
    (RANKING, 'top = ["US-WY"]', 'top = "US-WY"', BadClaim, "top is not a list"),
    (RANKING, 'top = ["US-WY"]', 'top = ["CN-SX"]', BadClaim, "CN-SX is not directly inside USA"),
    (RANKING, 'top = ["US-WY"]', "top = [56]", BadClaim, "has a field of the wrong kind"),
    (RANKING, 'among = "USA"', 'among = "America"', UnknownName, "No region has the code 'America'"),
    (RANKING, "coal_production", "coal_prodution", UnknownName, "No series is called"),
    (MEMBERSHIP, '["CN-SN"]', '["Shaanxi"]', UnknownName, "No region has the code 'Shaanxi'"),
    (MEMBERSHIP, "Northwest China", "Northwest", BadClaim, "No statistical region is called 'Northwest'"),
    (MEMBERSHIP, "Northwest China", "zzzzzzzz", BadClaim, "No statistical region is called 'zzzzzzzz'"),
]


@pytest.mark.parametrize(("text", "old", "new", "kind", "what"), WRONG, ids=[row[4] for row in WRONG])
def test_a_mistake_is_one_sentence_that_names_the_claim(text, old, new, kind, what, assert_bilingual):
    assert old in text
    with pytest.raises(kind or Exception) as caught:
        parse_claims(text.replace(old, new), "mine.toml")
    error = caught.value
    assert_bilingual(error, "西北", "产量")
    assert what in error.what[0]
    name = text.split('id = "')[1].split('"')[0]
    assert error.what[0].startswith(f"mine.toml, claim '{name}'")
    assert error.what[1].startswith(f"mine.toml 中的论断 '{name}'")
    assert error.exit_code == 2


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "holds no [[claim]]"),
        ("[claim]\nid = 1", "holds no [[claim]]"),
        ("claim = []", "holds no [[claim]]"),
        ("claim = 3", "holds no [[claim]]"),
        ("claim = [1]", "claim '?' has a field of the wrong kind"),
        ("[[claim]", "is not TOML"),
        ("a = ", "is not TOML"),
        ("[[claim]]\nid = 'x", "is not TOML"),
        (NUMBER + NUMBER, "holds the claim 'mine' twice"),
    ],
)
def test_files_that_are_no_claims(text, what, assert_bilingual):
    with pytest.raises(BadClaim) as caught:
        parse_claims(text, "mine.toml")
    assert_bilingual(caught.value)
    assert what in caught.value.what[0]
    assert "mine.toml" in caught.value.what[1]


def test_toml_mistakes_say_the_line_in_both_languages():
    with pytest.raises(BadClaim) as caught:
        parse_claims("a = 1\nb = = 2", "mine.toml")
    assert "line 2, column 5" in caught.value.what[0]
    assert "第2行第5列" in caught.value.what[1]
    with pytest.raises(BadClaim) as caught:
        parse_claims('a = "', "mine.toml")
    assert "文件末尾" in caught.value.what[1] or "第1行" in caught.value.what[1]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", "编号".encode("gb18030"), "folder"])
def test_files_that_cannot_be_read(tmp_path, content, assert_bilingual):
    path = tmp_path / "mine.toml"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(BadClaim, match="cannot be read as text") as caught:
        read_claims(path)
    assert_bilingual(caught.value)


def test_a_file_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(NUMBER, "utf-8-sig")
    assert read_claims(path)[0].id == "mine"

"""The term base: whole, in both languages, of use beyond one document; and a person's own terms."""

import csv
import re
from importlib.resources import files

import pytest
from tests.parity import pairs

from tanlu.errors import BadTable
from tanlu.parity.check import check
from tanlu.registers.regions import regions
from tanlu.registers.terms import KINDS, read_terms, terms

HAN = re.compile(r"[\u4e00-\u9fff]")
DATA = files("tanlu.registers") / "data"


def table(name):
    return list(csv.DictReader((DATA / name).read_text("utf-8").splitlines()))


def test_every_row_has_an_id_of_its_own_a_kind_and_both_languages():
    found = terms()
    assert len(found) > 400
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert each.kind in KINDS, each
        assert all(said.strip() == said and said for said in (*each.en, *each.zh, *each.avoid)), each
        assert not HAN.search("".join(each.en)), each
        assert any(HAN.search(said) for said in each.zh), each


def test_no_rendering_is_both_accepted_and_refused_of_one_term():
    assert [each.id for each in terms() if set(each.zh) & set(each.avoid)] == []


def test_every_kind_is_there_and_the_regions_keep_their_codes():
    assert {each.kind for each in terms()} == set(KINDS)
    assert {each.id for each in terms() if each.kind == "region"} == set(regions())


def test_ids_are_words_or_codes():
    assert [each.id for each in terms() if not re.fullmatch(r"[a-z0-9_]+|[A-Z0-9-]+", each.id)] == []


@pytest.mark.parametrize(
    "name",
    [
        "Energy Conservation Works", "Tian Xizhao", "Olivia Meigs", "Nathan Wendt", "Bill Youngs", "Phil Cameron",
        "Innovation City", "Dialogue #", "action agenda",
    ],
)  # fmt: skip
def test_no_row_is_there_only_for_one_document(name):
    """A name of one page would make the guard look better on that page, and on no other."""
    held = [said for each in terms() for said in (*each.en, *each.zh)]
    assert [said for said in held if name.casefold() in said.casefold()] == []


def test_traps_and_variants_are_patterns_that_compile():
    traps, variants = table("translation_traps.csv"), table("term_variants.csv")
    assert len(traps) > 100
    for row in traps:
        for column in ("en", "wrong_zh", "unless_en", "unless_zh"):
            re.compile(row[column])
        assert row["wrong_en"].strip()
        assert not re.search(row["wrong_zh"], row["right_zh"]), row
    assert len({row["id"] for row in variants}) == len(variants)
    assert all("|" in row["variants"] for row in variants)


OWN = """en,zh,en_also,zh_also,zh_avoid,kind,note
coal town fund,煤城基金,fund for coal towns,煤炭城镇基金,煤镇资金|煤都基金,term,synthetic example
Cedar Bench,雪松台,,,,place,
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("\ufeff" + OWN, encoding="utf-8")
    return path


def test_own_terms_are_read(own):
    fund, place = read_terms(own)
    assert fund.en == ("coal town fund", "fund for coal towns")
    assert fund.zh == ("煤城基金", "煤炭城镇基金")
    assert fund.avoid == ("煤镇资金", "煤都基金")
    assert (fund.kind, fund.note) == ("term", "synthetic example")
    assert (place.kind, place.named, place.avoid) == ("place", True, ())
    assert len({each.id for each in (fund, place, *terms())}) == len(terms()) + 2


def test_two_columns_are_enough(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("zh,en\n煤城基金,coal town fund\n", encoding="utf-8")
    (only,) = read_terms(path)
    assert (only.en, only.zh, only.kind) == (("coal town fund",), ("煤城基金",), "term")


def test_own_terms_are_checked(own):
    en = ("The coal town fund is open to every household.",)
    wrong, right = ("煤镇资金面向所有家庭。",), ("煤城基金面向所有家庭。",)
    assert pairs.checked(en, right, own=read_terms(own)).findings == ()
    (found,) = pairs.checked(en, wrong, own=read_terms(own)).findings
    assert found.kind == "term"
    assert found.suggestion is not None
    assert "煤城基金" in found.suggestion.zh
    assert pairs.checked(en, wrong).findings == ()  # the packaged rows know nothing of it


def test_own_terms_go_before_the_packaged_ones(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("en,zh\njust transition,公平转型\n", encoding="utf-8")
    en, zh = ("A just transition takes years.",), ("公平转型需要多年。",)
    assert [each.kind for each in pairs.checked(en, zh).findings] == ["term"]
    assert check(pairs.reading("en", *en), pairs.reading("zh", *zh), read_terms(path)).findings == ()


@pytest.mark.parametrize(
    ("held", "said_en", "said_zh"),
    [
        ("", "lacks the columns en and zh", "缺少 en、zh 列"),
        ("en,zh\n", "lacks the columns en and zh, or holds no row", "没有内容"),
        ("english,chinese\na,b\n", "lacks the columns", "缺少"),
        ("en,zh\ncoal,煤\npit,\n", "Line 3", "第 3 行"),
        ("en,zh\n,煤\n", "Line 2", "第 2 行"),
        ("en,zh,kind\ncoal,煤,mineral\n", "its kind is none of", "kind 不属于"),
        ("en,zh\ncoal,煤\n".encode("utf-16"), "cannot be read as a UTF-8 CSV", "UTF-8编码的CSV"),
        ("en,zh\nmine,矿山\n".encode("gb18030"), "cannot be read as a UTF-8 CSV", "UTF-8编码的CSV"),
        (None, "cannot be read", "无法将"),
    ],
    ids=["empty", "no row", "other columns", "no Chinese", "no English", "unknown kind", "UTF-16", "GB18030", "absent"],
)  # fmt: skip
def test_own_terms_that_cannot_be_read_say_why(tmp_path, held, said_en, said_zh):
    path = tmp_path / "own.csv"
    if held is not None:
        path.write_bytes(held if isinstance(held, bytes) else held.encode())
    with pytest.raises(BadTable) as caught:
        read_terms(path)
    assert said_en in caught.value.what[0]
    assert said_zh in caught.value.what[1]
    assert all(caught.value.do)

"""Files of O*NET and the OEWS in their own layout, in invented numbers."""

import pytest

from tanlu.errors import BadTable
from tanlu.evidence.readers.occupations import read_groups, read_known, read_staffing
from tanlu.evidence.readers.ratings import is_onet, read_ratings

HEAD = (
    "O*NET-SOC Code\tTitle\tElement ID\tElement Name\tScale ID\tScale Name\tData Value\tRecommend Suppress\n"
)
OCCUPATIONS = {"11-1011.00": "Chiefs", "47-5041.00": "Miners", "53-7021.00": "Crane Operators"}
OEWS = (
    "NAICS,NAICS_TITLE,OCC_CODE,OCC_TITLE,OCC_GROUP,TOT_EMP,A_MEAN,A_MEDIAN\n"
    "000000,All,00-0000,All,total,900,50000,40000\n"
    "000000,All,47-5040,Miners,broad,70,60000,58000\n"
    "000000,All,47-5041,Miners,detailed,70,\"60,000\",\"58,000\"\n"
    "000000,All,11-1011,Chiefs,detailed,**,#,#\n"
    "221115,Wind,53-7021,Crane Operators,detailed,30,61000,59000\n"
)  # fmt: skip


def onet(element, name, value):
    return "".join(
        f"{code}\t{title}\t{element}\t{name}\t{scale}\t-\t{value + at}\t{'Y' if at else 'N'}\n"
        for at, (code, title) in enumerate(OCCUPATIONS.items())
        for scale in ("IM", "LV")
    )


@pytest.fixture
def here(tmp_path):
    (tmp_path / "Skills.txt").write_text(HEAD + onet("2.A.1.a", "Reading", 2.5), encoding="utf-8")
    (tmp_path / "Knowledge.txt").write_text(HEAD + onet("2.C.1.a", "Mining", 1.5), encoding="utf-8")
    (tmp_path / "oews.csv").write_text(OEWS, encoding="utf-8")
    return tmp_path


def test_files_of_onet_are_joined(here):
    held = read_ratings([here / "Skills.txt", here / "Knowledge.txt"])
    assert held.occupations == tuple(OCCUPATIONS)
    assert held.titles == tuple(OCCUPATIONS.values())
    assert held.names == ("Reading", "Mining")
    assert held.importance.tolist() == held.level.tolist() == [[2.5, 1.5], [3.5, 2.5], [4.5, 3.5]]
    assert "8 ratings" in held.cautions[0].what.en
    assert is_onet(held.occupations)


def test_one_scale_only_leaves_the_other_unknown(here):
    lines = (HEAD + onet("2.A.1.a", "Reading", 2.5)).splitlines()
    (here / "im.txt").write_text("\n".join(each for each in lines if "\tLV\t" not in each), encoding="utf-8")
    held = read_ratings([here / "im.txt"])
    assert held.level is None


def test_the_same_file_twice_is_refused_with_its_row(here):
    with pytest.raises(BadTable, match=r"Skills.txt, row 2: .* is rated twice"):
        read_ratings([here / "Skills.txt", here / "Skills.txt"])


def test_a_scale_we_do_not_know_is_refused(here):
    (here / "cx.txt").write_text(HEAD + onet("4.C.1", "Contact", 1.5).replace("LV", "CX"), encoding="utf-8")
    with pytest.raises(BadTable, match="'CX' is no scale"):
        read_ratings([here / "cx.txt"])


def test_the_oews_of_all_industries(here):
    found = read_known([here / "oews.csv"])
    assert found["wage"] == {"47-5041": 58000.0}  # groups left out, what is withheld not known
    assert found["employment"] == {"47-5041": 70.0}
    assert read_staffing(here / "oews.csv", "221115") == {"53-7021": 30.0}


def test_several_industries_need_a_choice(here):
    (here / "two.csv").write_text(OEWS.replace("000000", "2121"), encoding="utf-8")
    with pytest.raises(BadTable, match="2 industries"):
        read_known([here / "two.csv"])
    assert read_known([here / "two.csv"], "221115")["wage"] == {"53-7021": 59000.0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("occupation,wage\na,0\n", "row 2: '0' cannot be"),
        ("occupation,wage\na,9\na,9\n", "row 3: a stands twice"),
        ("occupation,job_zone\na,6\n", "cannot be"),
        ("occupation,licence\na,perhaps\n", "licence"),
        ("occupation,colour\na,red\n", "tells nothing"),
    ],
)
def test_bad_wages_are_refused(tmp_path, text, said):
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match=said):
        read_known([tmp_path / "bad.csv"])


@pytest.mark.parametrize("row", ["a,1.5,,", "a,-1,,", "a,3,40,", "a,x,,"])
def test_bad_groups_are_refused(tmp_path, row):
    (tmp_path / "bad.csv").write_text(f"occupation,people,lat,lon\n{row}\n", encoding="utf-8")
    with pytest.raises(BadTable, match="row 2"):
        read_groups(tmp_path / "bad.csv")

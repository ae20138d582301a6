"""Tables with regions down and industries across, as Chinese yearbooks print them; every figure is synthetic."""

import openpyxl
import pytest

from tanlu.errors import BadTable
from tanlu.evidence.readers.industries import read_industries

YEARBOOK = """4-6 分地区按行业分城镇非私营单位就业人员（虚构）（2022年底）,,,,
,,,,单位：万人
地　区,合　计,农、林、牧、渔业,采 矿 业,制 造 业
Region,Total,Agriculture,Mining,Manufacturing
全　国,60.0,6.0,14.0,40.0
北　京①,22.1,1.0,…,21.1
山　西,20.0,,12.0,5.0
陕西省,18.0,2.0,1.0,15.0
注：本表为虚构数据。,,,,
①不含某项。,,,,
"""


def file(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "wide.csv"
    path.write_bytes(text.encode(encoding))
    return path


def cells_of(found):
    return {(r, i): None if s else v for r, i, v, s in zip(
        found.region, found.industry, found.value, found.suppressed, strict=True)}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_yearbook_page_is_read(tmp_path, encoding):
    found = read_industries(file(tmp_path, YEARBOOK, encoding))
    held = cells_of(found)
    assert list(dict.fromkeys(found.region)) == ["全国", "CN-BJ", "CN-SX", "CN-SN"]
    assert list(dict.fromkeys(found.industry)) == ["A 农、林、牧、渔业", "B 采矿业", "C 制造业"]
    assert held["CN-SX", "B 采矿业"] == pytest.approx(120_000)
    assert held["CN-SX", "A 农、林、牧、渔业"] is None  # a blank is neither zero nor known
    assert held["CN-BJ", "B 采矿业"] == 0.0  # below the smallest unit
    assert set(found.period) == {"2022"}
    assert found.counts
    assert [each.code for each in found.cautions] == ["unit", "below_unit"]


def test_a_workbook_is_read_alike(tmp_path):
    book = openpyxl.Workbook()
    for line in YEARBOOK.splitlines():
        book.active.append([float(each) if each.replace(".", "").isdigit() and "." in each else each or None
                            for each in line.split(",")])  # fmt: skip
    book.save(tmp_path / "wide.xlsx")
    one, other = read_industries(tmp_path / "wide.xlsx"), read_industries(file(tmp_path, YEARBOOK))
    assert cells_of(one) == pytest.approx(cells_of(other))


def test_a_total_that_does_not_fit_is_told(tmp_path):
    wrong = YEARBOOK.replace("陕西省,18.0", "陕西省,28.0")
    found = read_industries(file(tmp_path, wrong))
    told = next(each for each in found.cautions if each.code == "total")
    assert "In 1 of 4 rows" in told.what.en
    assert "row 8 (CN-SN 2022): 280000 against 180000" in told.what.en
    # rounding of single cells is no fault, nor is a total above the known rest where a cell is withheld
    assert "total" not in {each.code for each in read_industries(
        file(tmp_path, YEARBOOK.replace("陕西省,18.0", "陕西省,18.2"))).cautions}  # fmt: skip
    below = read_industries(file(tmp_path, YEARBOOK.replace("山　西,20.0", "山　西,16.0")))
    assert "total" in {each.code for each in below.cautions}


def test_a_table_goes_on_with_other_industries(tmp_path):
    more = "续表,,\n地　区,建筑业,金融业\n全　国,9.0,8.0\n北　京,1.0,2.0\n山　西,1.0,2.0\n陕　西,1.0,2.0\n"
    text = (
        YEARBOOK.replace("全　国,60.0", "全　国,77.0")
        .replace("22.1,", "25.1,", 1)
        .replace("18.0,2", "21.0,2")
    )
    found = read_industries(file(tmp_path, text + more))
    held = cells_of(found)
    assert len(dict.fromkeys(found.industry)) == 5
    assert held["CN-SN", "J 金融业"] == 20_000
    assert "total" not in {each.code for each in found.cautions}


def test_years_parts_and_groups_of_provinces(tmp_path):
    text = (
        "年份,地区,采矿业,#煤炭开采和洗选业,制造业\n2010,东部地区,1,1,90\n2010,山西,9,8,5\n2010,#太原,1,1,1\n"
        "2020,山西,7,6,6\n2020,陕西,-,2,7\n"
    )
    found = read_industries(file(tmp_path, text))
    assert cells_of(found).keys() == {(r, i) for r in ("CN-SX", "CN-SN") for i in ("B 采矿业", "C 制造业")}
    assert found.period == ["2010", "2010", "2020", "2020", "2020", "2020"]
    assert found.suppressed == [False, False, False, False, True, False]
    said = {each.code: each.what.zh for each in found.cautions}
    assert "#煤炭开采和洗选业、#太原" in said["parts"]
    assert "东部地区" in said["areas"]


def test_a_section_may_stand_over_its_divisions(tmp_path):
    text = (
        "单位：万人,,,,,,,\n地区,合计,采矿业,,制造业,,,教育\n,,煤炭开采和洗选业,石油和天然气开采业,食品制造业,#乳制品,纺织业,\n"
        "山西,123,90,2,10,4,1,20\n陕西,100,30,30,20,5,5,15\n"
    )
    found = read_industries(file(tmp_path, text))
    assert list(dict.fromkeys(found.industry)) == [
        "06 煤炭开采和洗选业", "07 石油和天然气开采业", "14 食品制造业", "17 纺织业", "83 教育"
    ]  # fmt: skip
    assert cells_of(found)["CN-SX", "06 煤炭开采和洗选业"] == 900_000
    assert "parts" in [each.code for each in found.cautions]


def test_a_heading_broken_over_two_rows_is_one_heading(tmp_path):
    text = "地区,采矿业,信息传输、软件和\n,,信息技术服务业\n山西,9,1\n陕西,4,2\n"
    assert read_industries(file(tmp_path, text)).industry[1].startswith("I ")


def test_persons_too_stand_in_the_unit_of_the_table(tmp_path):
    text = "单位：万人,,,\n地区,人口,采矿业,制造业\n山西,3480.5,9,5\n陕西,3954,4,8\n"
    assert read_industries(file(tmp_path, text)).population["", "CN-SX"] == pytest.approx(34_805_000)


def test_areas_alone_are_regions(tmp_path):
    found = read_industries(file(tmp_path, "地区,采矿业,制造业\n东部,1,9\n西部,5,5\n"))
    assert found.region == ["东部", "东部", "西部", "西部"]
    assert found.cautions == []


def test_an_english_table_of_money(tmp_path):
    text = "Unit: million dollars,,\nState,Mining,Widgets\nWyoming,5,6\nWest Virginia,(D),8\n"
    found = read_industries(file(tmp_path, text))
    assert found.region == ["US-WY", "US-WY", "US-WV", "US-WV"]
    assert found.industry[:2] == ["B 采矿业", "Widgets"]
    assert found.suppressed == [False, False, True, False]
    assert not found.counts


def test_wide_where_the_headings_do_not_say_so(tmp_path):
    path = file(tmp_path, "地方,采矿业,制造业\n甲,1,9\n乙,5,5\n")
    with pytest.raises(BadTable, match="no column for"):
        read_industries(path)
    with pytest.raises(BadTable, match="heads a column of regions"):
        read_industries(path, wide=True)
    assert read_industries(path, {"region": "地方"}).region == ["甲", "甲", "乙", "乙"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "地区,采矿业,制造业\n山西,1,x\n陕西,1,2\n",
            "Row 2, column C (C Manufacturing): 'x' is not a number",
        ),
        ("地区,采矿业,制造业\n山西,1,-3\n陕西,1,2\n", "Row 2, column C (C Manufacturing): '-3' is negative"),
        ("地区,采矿业,制造业\n山西,1,3%\n陕西,1,2\n", "Row 2, column C (C Manufacturing): '3%' is a share"),
        ("地区,采矿业,制造业\n山西,1,3\n山西省,1,2\n", "Row 3, column B (B Mining): row 2 gives the same"),
        ("地区,采矿业,制造业\n山西,1,3,4\n陕西,1,2\n", "Row 2, column D: '4' stands under no heading"),
        ("地区,采矿业,制造业\n山西,1,3\n,1,2\n", "Row 3, column A: the region is empty"),
        ("地区,采矿业,采 矿 业\n山西,1,3\n", "heads two columns with the industry 'B Mining'"),
        ("地区,采矿业,煤炭开采和洗选业\n山西,1,3\n", "'06 Coal mining and washing' is a part of 'B Mining'"),
        ("地区,年份,采矿业,制造业\n山西,later,1,3\n", "Row 2: 'later' is not a year"),
    ],
)
def test_a_bad_layout_is_named_by_row_and_column(tmp_path, text, words, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        read_industries(file(tmp_path, text))
    assert words in str(caught.value)
    assert_bilingual(caught.value)


def test_headings_without_rows_are_told(tmp_path, assert_bilingual):
    with pytest.raises(BadTable, match="has headings and no rows") as caught:
        read_industries(file(tmp_path, "地区,采矿业,制造业\n"), wide=True)
    assert_bilingual(caught.value)

"""Tables of regions and industries as people have them."""

import openpyxl
import pytest

from tanlu.errors import BadTable
from tanlu.evidence.readers.industries import read_industries


def file(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_chinese_table_is_read_in_any_encoding(tmp_path, encoding):
    text = '地区,行业,年份,数值,人口\n山西,煤炭,２０２０年,"１，２３４．５",3490\n陕西,煤炭,2020,保密,3955\n'
    found = read_industries(file(tmp_path, text, encoding))
    assert (found.region, found.industry) == (["山西", "陕西"], ["煤炭", "煤炭"])
    assert (found.value, found.suppressed) == ([1234.5, 0.0], [False, True])
    assert found.population == {("2020", "山西"): 3490.0, ("2020", "陕西"): 3955.0}


def test_columns_may_be_called_otherwise(tmp_path):
    path = file(tmp_path, 'st;code;jobs;count\nWY;2121;9;"1 234"\n')
    found = read_industries(path, {"region": "st", "industry": "code", "value": "count"})
    assert (found.region, found.industry, found.value) == (["WY"], ["2121"], [1234.0])
    assert found.headings["value"] == "count"


@pytest.mark.parametrize("mark", ["D", "(D)", "s", "*", "withheld"])
def test_marks_of_secrecy(tmp_path, mark):
    assert read_industries(file(tmp_path, f"region,industry,value\nWY,2121,{mark}\n")).suppressed == [True]
    flagged = file(tmp_path, "region,industry,value,flag\nWY,2121,0,yes\nWY,22,5,\n")
    assert read_industries(flagged).suppressed == [True, False]


def test_a_workbook_is_read(tmp_path):
    book = openpyxl.Workbook()
    for row in (["region", "industry", "value"], ["WY", "2121", 5], ["WV", "2121", 7.5]):
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")
    assert read_industries(tmp_path / "table.xlsx").value == [5.0, 7.5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("region,industry\nWY,2121\n", "no column for: value"),
        ("region,industry,value\n", "has a header and no rows"),
        ("region,industry,value\nWY,2121,nan\n", "Row 2: 'nan' is not a number"),
        ("region,industry,value\nWY,2121,\n", "Row 2: the value is empty"),
        ("region,industry,value\nWY,2121,-4\n", "Row 2: '-4' is negative"),
        ("region,industry,value\nWY,2121,4%\n", "Row 2: '4%' is a share"),
        ("region,industry,value\nWY,,4\n", "Row 2: the region or the industry is empty"),
        ('region,industry,value\nWY,2121,"1,5"\n', "Row 2: In '1,5' the separators"),
        ("region,industry,value\nWY,2121,4,5\n", "Row 2: it has 4 cells"),
        ("region,industry,value,flag\nWY,2121,4,perhaps\n", "Row 2: 'perhaps' does not say"),
        ("region,industry,value,year\nWY,2121,4,later\n", "Row 2: 'later' is not a year"),
        ("region,industry,value,population\nWY,21,4,9\nWY,22,4,8\n", "Row 3: another row gives WY"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(tmp_path, text, words, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        read_industries(file(tmp_path, text))
    assert words in str(caught.value)
    assert_bilingual(caught.value)


def test_a_column_that_is_not_there_is_told(tmp_path, assert_bilingual):
    with pytest.raises(BadTable, match="no column 'emp' for 'value'") as caught:
        read_industries(file(tmp_path, "region,industry,value\nWY,2121,4\n"), {"value": "emp"})
    assert_bilingual(caught.value)

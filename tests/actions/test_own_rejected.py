"""Every row that cannot be taken is named by row, column and reason, and nothing is half-imported."""

import pytest
from tests.own_tables import HEADER, SOUND, WIDE, WIDE_MAPPING, YEARBOOK, table, written

from tanlu.actions.own import import_figures
from tanlu.errors import BadTable

SHARE = "coal_share_of_severance_tax,US-WY"


def rejected(own_home, file, mapping=None):
    found = import_figures(file, mapping=mapping)
    assert not found.done
    assert not own_home.exists()
    for each in found.rejected:
        assert each.reason.en.strip()[-1] in ".?"
        assert each.reason.zh.strip()[-1] in "。？"
    return [(each.row, each.column, each.reason.en) for each in found.rejected]


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("coal,US-WY,2001,1,Mt,s", "series", "Or declare a series of your own"),
        (",US-WY,2001,1,Mt,s", "series", "series is empty"),
        ("coal_production,Shanxi,2001,1,Mt,s", "region", "CN-SX (Shanxi 山西), CN-SN (Shaanxi 陕西)"),
        ("coal_production,,2001,1,Mt,s", "region", "region is empty"),
        ("coal_production,US-WY,2001-01-01,1,Mt,s", "year", "is a date, not a year"),
        ("coal_production,US-WY,36892,1,Mt,s", "year", "write 2001"),
        ("coal_production,US-WY,1066,1,Mt,s", "year", "out of range"),
        ("coal_production,US-WY,,1,Mt,s", "year", "year is empty"),
        ("coal_production,US-WY,2001,many,Mt,s", "value", "'many' is not a number"),
        ('coal_production,US-WY,2001,"1,5",Mt,s', "value", "groups of three"),
        ("coal_production,US-WY,2001,,Mt,s", "value", "needs a status"),
        ("coal_production,US-WY,2001,-1,Mt,s", "value", "never negative"),
        ("coal_production,US-WY,2001,1,MT,s", "unit", "No unit is called 'MT'"),
        ("coal_production,US-WY,2001,1,,s", "unit", "unit is missing"),
        ("coal_production,US-WY,2001,1,MWh,s", "unit", "not in megawatt-hour"),
        ("coal_production,US-WY,2001,1,Mt,", "source", "no figure is taken without one"),
        ("coal_production,US-WY,2001,5%,Mt,s", "value", "unit is not percent"),
        (f"{SHARE},2001,45,fraction,s", "value", "between 0 and 1"),
        (f"{SHARE},2001,145,percent,s", "value", "between 0 and 100 percent"),
        ("coal_production,US-WY,2001,1,Mt,s,,x", "", "The row has 8 cells"),
    ],
)
def test_a_bad_row_is_named(tmp_path, own_home, row, column, says):
    found = rejected(own_home, table(tmp_path, *SOUND, row))
    assert [(each[0], each[1]) for each in found] == [(4, column)]
    assert says in found[0][2]


@pytest.mark.parametrize(
    ("extra", "cell", "column", "says"),
    [
        ("status", "missing", "status", "yet one stands there"),
        ("status", "guess", "status", "Write one of reported"),
        ("low", "9", "value", "outside its own bounds"),
        ("high", "x", "high", "not a number"),
        ("scope", "some mines", "scope", "is not a scope"),
        ("dims", "a b", "dims", "is not a reference"),
        ("published", "May", "published", "is not a date"),
        ("note_en", "rounded", "note_en", "one language only"),
    ],
)
def test_a_bad_cell_of_another_column(tmp_path, own_home, extra, cell, column, says):
    file = table(tmp_path, f"coal_production,US-WY,2001,1,Mt,s,{cell}", header=f"{HEADER},{extra}")
    ((row, named, reason),) = rejected(own_home, file)
    assert (row, named) == (2, column)
    assert says in reason


def test_duplicates_are_named_with_their_first(tmp_path, own_home):
    found = rejected(own_home, table(tmp_path, *SOUND, SOUND[0], SOUND[1]))
    assert [each[0] for each in found] == [4, 5]
    assert "stands in row 2 already" in found[0][2]


def test_percent_signs_on_some_cells_only(tmp_path, own_home):
    rows = (f"{SHARE},2001,45%,percent,s", f"{SHARE},2002,0.46,percent,s")
    ((row, column, reason),) = rejected(own_home, table(tmp_path, *rows))
    assert (row, column) == (3, "value")
    assert "row 2 of the same column" in reason


def test_a_fraction_among_percent(tmp_path, own_home):
    rows = tuple(f"{SHARE},{year},{cell},percent,s" for year, cell in ((2001, 45), (2002, 0.46), (2003, 44)))
    ((row, _, reason),) = rejected(own_home, table(tmp_path, *rows))
    assert row == 3
    assert "looks like a fraction" in reason


def test_a_million_rows_are_not_needed_to_find_one(tmp_path, own_home):
    rows = [f"coal_production,US-WY,2001,{number},Mt,s,m=n{number}" for number in range(5000)]
    rows[4321] = "coal_production,US-WY,2001,oops,Mt,s,m=n4321"
    ((row, column, _),) = rejected(own_home, table(tmp_path, *rows, header=f"{HEADER},dims"))
    assert (row, column) == (4323, "value")


def test_wide_cells_are_named_by_their_heading(tmp_path, own_home):
    mapping = written(tmp_path / "w.toml", WIDE_MAPPING)
    file = written(tmp_path / "w.csv", WIDE.replace("30.5", "n.a.").replace("CN-SN", "Shaanxi"))
    found = rejected(own_home, file, mapping)
    assert [(row, column) for row, column, _ in found] == [(2, "1998"), (3, "Province code")]


def test_an_unknown_province_is_named(tmp_path, own_home):
    page = (
        YEARBOOK.replace("内蒙古自治区", "内蒙省")
        .replace("原煤产量", "发电量")
        .replace("单位：万吨", "单位：亿千瓦时")
    )
    found = rejected(own_home, written(tmp_path / "y.csv", page, "gb18030"))
    assert any(row == 8 and column == "地区" for row, column, _ in found)


def test_a_table_without_a_unit_anywhere(tmp_path, own_home):
    page = "指标：年末常住人口\n地区,2001年\n山西省,3272\n"
    ((row, column, reason),) = rejected(own_home, written(tmp_path / "y.csv", page))
    assert (row, column) == (3, "单位")
    assert "unit is missing" in reason


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("series,region,value\na,b,1\n", "no column for: year, unit, source"),
        ("series,series,region,value,year,unit,source\na,a,b,1,2,3,4\n", "stands twice"),
        ("name,amount\nx,1\n", "No layout fits"),
        (HEADER + "\n", "no row of figures"),
        ("地区,,\n山西省,1\n", "no column of figures"),
    ],
)  # fmt: skip
def test_a_table_of_another_shape(tmp_path, own_home, content, says, assert_bilingual):
    with pytest.raises(BadTable, match=says) as caught:
        import_figures(written(tmp_path / "t.csv", content))
    assert_bilingual(caught.value)
    assert not own_home.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("unit = ", "is not TOML"), ("units = 'Mt'", "'units', which means nothing"), ("columns = 3", "is not a table"),
        ("[columns]\n'1998' = 'Mt'", "columns.1998 is not a table"), ("[columns.'1900']\nunit = 'Mt'", "no column '1900'"),
        ("layout = 'tall'", "No layout is called"), ("layout = 'wide'\nheader_row = 99", "has no row 99"),
        ("[sources.s]\nname = 'x'", "'name', which means nothing"),
        ("years_in_columns = true\nheader_row = 2", "no column '2023'"),
    ],
)  # fmt: skip
def test_mapping_files_that_cannot_be_followed(tmp_path, own_home, content, says, assert_bilingual):
    mapping = written(tmp_path / "m.toml", content)
    with pytest.raises(BadTable, match=says) as caught:
        import_figures(written(tmp_path / "w.csv", WIDE), mapping=mapping)
    assert_bilingual(caught.value)


def test_a_mapping_file_that_is_not_there(tmp_path, own_home, assert_bilingual):
    mapping = tmp_path / "no.toml"
    with pytest.raises(BadTable, match="cannot be read") as caught:
        import_figures(table(tmp_path, *SOUND), mapping=mapping)
    assert_bilingual(caught.value, str(mapping))

"""Input-output tables in the layouts of the NBS and the BEA, in invented numbers."""

import pytest

from tanlu.errors import BadTable
from tanlu.evidence.readers.io_tables import read_table, read_weights

NBS = """Code,Description,DescriptionInChinese,01,02,TIU,FU101,FU102,THC,FU201,FU202,EX,TFU,IM,ERR,GO
01,Coal,煤炭,10,30,40,5,15,20,15,5,20,60,20,0,80
02,Steel,钢铁,20,10,30,5,5,10,10,0,20,40,5,-5,60
TII,,,30,40,,,,,,,,,,,
VA001,,,30,10,,,,,,,,,,,
TVA,,,50,20,,,,,,,,,,,
TI,,,80,60,,,,,,,,,,,
"""
USE = """,21,33,Total Intermediate,F010,F02S,F040,F050,Total Commodity Output
21,10,30,40,20,0,50,-10,100
33,20,10,30,40,30,10,-10,100
Used,0,1,1,-5,0,5,0,1
V001,30,30,,,,,,
Total Value Added,60,70,,,,,,
Total Industry Output,90,111,,,,,,
"""
MAKE = """,21,33,Used,Total Industry Output
21,90,0,0,90
33,10,100,1,111
Total Commodity Output,100,100,1,201
"""
IMPORTS = """,21,33,F010
21,2,6,2
33,1,1,8
Used,0,0,0
"""


@pytest.fixture
def written(tmp_path):
    def write(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return [tmp_path / f"{name}.csv" for name in files]

    return write


def test_the_table_of_china_is_split_and_its_error_is_final_demand(written):
    table = read_table(*written(nbs=NBS))
    assert table.titles[0].zh == "煤炭"
    assert table.flows[0].tolist() == pytest.approx([7.5, 22.5])  # 20 of 80 used at home are imported
    assert table.flows[1].tolist() == pytest.approx([20 * 0.9, 10 * 0.9])
    assert table.final.tolist() == pytest.approx([50, 60 - 27])
    assert table.households.tolist() == pytest.approx([15, 9])
    assert table.wages.tolist() == [30, 10]


def test_use_and_make_become_industries(written):
    table = read_table(*written(use=USE, make=MAKE, imports=IMPORTS))
    assert table.sectors == ("21", "33")
    assert table.flows[0].tolist() == pytest.approx([0.9 * 8, 0.9 * 24])
    assert table.flows[1].tolist() == pytest.approx([0.1 * 8 + 19, 0.1 * 24 + 9 + 1])
    assert table.households.tolist() == pytest.approx([0.9 * 18, 0.1 * 18 + 32])
    assert [each.code for each in table.cautions] == ["negative_use"]
    assert "matrix of imports" in table.basis.en


def test_without_a_matrix_imports_are_split_in_proportion(written):
    table = read_table(*written(use=USE, make=MAKE))
    assert table.flows[0].tolist() == pytest.approx([0.9 * 10 * 5 / 6, 0.9 * 30 * 5 / 6])
    assert "proportion" in table.basis.en


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"use": USE}, "--make"),
        ({"use": USE, "make": MAKE.replace("21,90", "22,90")}, "use.csv has no row or column: 22"),
        (
            {"use": USE, "make": MAKE.replace("Total Commodity Output", "Total of all")},
            "Total Commodity Output",
        ),
        ({"use": USE, "make": MAKE, "imports": IMPORTS.replace("33,1,1,8\n", "")}, "33"),
        ({"use": USE.replace("21,10,30", "21,50,30"), "make": MAKE}, "column of the use table of 21"),
        ({"use": USE.replace(",21,33,", ",a,b,"), "make": MAKE}, "use.csv has no row or column: 21, 33"),
        ({"nbs": NBS.replace("TVA", "XXX")}, "TVA"),
        ({"nbs": NBS.replace(",IM,", ",XX,")}, "IM"),
        ({"nbs": NBS.replace("ERR", "EXX")}, "row of 02 adds up to 65"),
        ({"nbs": NBS.replace("10,30,40,5", "10,x,40,5")}, "row 2, column 02"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_bad_files_say_where(written, files, words, assert_bilingual):
    with pytest.raises(BadTable) as caught:
        read_table(*written(**files))
    assert_bilingual(caught.value)
    assert words in str(caught.value)


def test_weights_name_all_the_sectors_they_cover(written):
    found = read_weights(*written(weights="sector,region,nation\n21,3,30\n441 + 445,1,40\n"))
    assert found.groups == (("21",), ("441", "445"))
    assert found.nation.tolist() == [30, 40]
    assert read_weights(*written(alone="部门,地区\n21,3\n")).nation is None

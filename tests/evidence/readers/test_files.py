"""Files in every encoding and every state of disrepair."""

from datetime import date

import pytest
from openpyxl import Workbook

from tanlu.errors import BadTable
from tanlu.evidence.readers.files import open_grid

WORDS = "系列,区域\n原煤,山西\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path, encoding):
    path = tmp_path / "t.csv"
    path.write_bytes(WORDS.encode(encoding))
    assert open_grid(path).head() == [(1, ["系列", "区域"]), (2, ["原煤", "山西"])]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_delimiters(tmp_path, mark):
    path = tmp_path / "t.csv"
    path.write_text(f'a{mark}b\n\n"x{mark}\ny"{mark} "2"\n', "utf-8")
    assert open_grid(path).head() == [(1, ["a", "b"]), (2, []), (3, [f"x{mark}\ny", "2"])]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"), (b" \n\n", "is empty"), ("\ufeff\n".encode(), "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary file"), (b"PK\x03\x04broken", "damaged workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), r"old kind \(.xls\)"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"a,b\n\xff\xff,1\n", "neither UTF-8 nor GB18030"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said_in_a_sentence(tmp_path, content, says, assert_bilingual):
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(BadTable, match=says) as caught:
        open_grid(path)
    assert_bilingual(caught.value, str(path))


def test_a_folder_and_a_missing_file(tmp_path, assert_bilingual):
    for path, says in ((tmp_path, "is a folder"), (tmp_path / "no.csv", "cannot be read")):
        with pytest.raises(BadTable, match=says) as caught:
            open_grid(path)
        assert_bilingual(caught.value, str(path))


def test_an_open_quotation_mark_is_named_by_its_row(tmp_path, assert_bilingual):
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1,2\n"3,4\n', "utf-8")
    with pytest.raises(BadTable, match="from row 3 on") as caught:
        list(open_grid(path).rows())
    assert_bilingual(caught.value)


def workbook(path, *rows, formats=(), sheets=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, form in formats:
        book.active[place].number_format = form
    for name in sheets:
        book.create_sheet(name).append(["x"])
    book.save(path)
    return path


def test_a_workbook_is_read_as_text(tmp_path):
    rows = ["a", 2023, 2.5, None, True, date(2023, 1, 1), 0.445], ["b"], []
    path = workbook(tmp_path / "t.xlsx", *rows, formats=[("G1", "0.0%")], sheets=["more"])
    grid = open_grid(path)
    assert grid.head() == [(1, ["a", "2023", "2.5", "", "TRUE", "2023-01-01", "44.5%"]), (2, ["b"])]
    assert grid.other_sheets == ("more",)


def test_a_workbook_with_nothing_in_it(tmp_path, assert_bilingual):
    path = workbook(tmp_path / "t.xlsx")
    with pytest.raises(BadTable, match="No sheet of") as caught:
        open_grid(path)
    assert_bilingual(caught.value, str(path))


def test_a_workbook_that_was_cut_short(tmp_path, assert_bilingual):
    whole = workbook(tmp_path / "t.xlsx", *([each, each * 2] for each in range(500))).read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadTable, match="damaged workbook") as caught:
        open_grid(path)
    assert_bilingual(caught.value, str(path))


def test_a_workbook_whose_sheet_is_damaged(tmp_path, assert_bilingual):
    from zipfile import ZipFile

    whole = workbook(tmp_path / "t.xlsx", *([each, each * 2] for each in range(500)))
    path = tmp_path / "hurt.xlsx"
    with ZipFile(whole) as old, ZipFile(path, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item, content[: len(content) // 2] if "sheet1.xml" in item.filename else content)
    with pytest.raises(BadTable, match="damaged workbook") as caught:
        list(open_grid(path).rows())
    assert_bilingual(caught.value, str(path))

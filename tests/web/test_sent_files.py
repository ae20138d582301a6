"""Files that are sent: cells, names, workbooks that grow, entities, false pictures. Nothing of them is run or reached."""

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanlu.actions.home import home
from tanlu.errors import BadTable
from tanlu.web.ledger import files
from tanlu.web.ledger import operations as ledger
from tanlu.web.ledger.models import Evidence
from tanlu.web.own import uploads
from tanlu.web.paper import operations as paper
from tests.web.network import staff
from tests.web.test_corpus import RAW, harmless
from tests.web.test_evil import EVIL, Page

pytestmark = pytest.mark.usefixtures("site_db")
COLUMNS = ("series", "region", "year", "value", "unit", "source")
GOOD = ("raw_coal_output_total", "CN-SX", "2023", "1300", "Mt", "Our own survey")
HEAD = ",".join(COLUMNS).encode() + b"\n"
FORMULAS = (
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x","y")',
    "=cmd|'/c calc'!A0",
)
NAMES = ("../../secret.csv", "..\\..\\secret.csv", "/etc/passwd", "<x-evil onx=1>.csv", "a\r\nSet-Cookie: evil=1.csv",
         "a\0.csv", "con.csv", "a" * 300 + ".csv", "煤.csv", ".csv")  # fmt: skip


@pytest.fixture
def keeper(monkeypatch):
    monkeypatch.setattr(ledger, "_demand_parity", lambda: None)
    visitor = staff("secretariat")
    visitor.client.handler.enforce_csrf_checks = False
    return visitor.client


def send(client, data, name="a.csv"):
    return client.post("/en/desk/own/", {"table": SimpleUploadedFile(name, data), "name": "survey"})


def table(*cells):
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return HEAD + out.getvalue().encode()


SOME = (EVIL[0], EVIL[4], FORMULAS[0], FORMULAS[6], RAW[0], RAW[1], RAW[6])
EACH = [
    *SOME,
    *(pytest.param(each, marks=pytest.mark.prove) for each in (*EVIL, *FORMULAS, *RAW) if each not in SOME),
]
"""Cells: some of each kind in every run, all of them where it is proved."""


@pytest.mark.parametrize("cell", EACH, ids=lambda each: repr(each)[:20])
def test_no_cell_of_a_table_does_harm(keeper, cell):
    """A row for each column that holds it, and a head that is nothing but it."""
    rows = b"".join(table(*GOOD[:at], cell, *GOOD[at + 1 :])[len(HEAD) :] for at in range(6))
    harmless(send(keeper, HEAD + rows), cell)
    harmless(send(keeper, cell.encode("utf-8", "ignore") + b"," + HEAD), cell)
    assert not (home() / "releases").exists()


def workbook(*cells, entity="", sheet=None):
    """A workbook by hand, so that it can be one that no program writes."""
    head, held = (
        "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in (COLUMNS, cells)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.'
        'main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet
        or f'{entity}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        f'{head}</row><row r="2">{held}</row></sheetData></worksheet>',
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()


def test_no_cell_of_a_workbook_does_harm(keeper):
    from xml.sax.saxutils import escape

    for cell in (EVIL[0], EVIL[9], FORMULAS[0], FORMULAS[6]):
        at = len(cell) % 6
        data = workbook(*GOOD[:at], escape(cell), *GOOD[at + 1 :])
        harmless(send(keeper, data, "a.xlsx"), cell)
    assert send(keeper, workbook(*GOOD), "a.xlsx").status_code == 200  # it is a workbook, and is read


LAUGHS = "<!DOCTYPE x [<!ENTITY a '" + "ha" * 50 + "'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 50}'>" for old, new in zip("abcdef", "bcdefg", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize(
    ("entity", "named"), [(LAUGHS, "&g;"), (OUTSIDE, "&a;")], ids=("grows", "from outside")
)
def test_no_entity_of_a_workbook_grows_or_reaches_outside(keeper, entity, named):
    answer = send(keeper, workbook(*GOOD[:5], named, entity=entity), "a.xlsx")
    assert answer.status_code == 400
    assert b"root:" not in answer.content
    assert len(answer.content) < 50_000
    assert b"hahaha" not in answer.content


def _declared_small(bomb):
    """A zip that says of a long part that it is short."""
    data = bytearray(bomb)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        found = data.find(mark)
        while found >= 0:
            data[found + at : found + at + 4] = (10).to_bytes(4, "little")
            found = data.find(mark, found + 4)
    return bytes(data)


def test_no_workbook_grows_beyond_what_it_may(keeper, monkeypatch):
    monkeypatch.setattr(uploads, "UNPACKED", 100_000)
    long = "<worksheet>" + " " * 200_000 + "</worksheet>"
    bomb = workbook(sheet=long)
    assert len(bomb) < 10_000
    for data in (bomb, _declared_small(bomb), b"PK\x03\x04" + b"\0" * 99, b"PK", bomb[:-30]):
        answer = send(keeper, data, "a.xlsx")
        assert answer.status_code == 400
        assert b"Traceback" not in answer.content
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("a.zip", bomb)  # what lies in it is unpacked by nobody
    assert send(keeper, inner.getvalue(), "a.zip").status_code == 400
    assert not (home() / "releases").exists()


@pytest.mark.parametrize("name", NAMES, ids=lambda each: repr(each)[:20])
def test_no_name_of_a_file_is_used(keeper, name):
    before = {each for each in home().rglob("*") if each.is_file()} if home().exists() else set()
    harmless(send(keeper, table(*GOOD), name), name)
    fresh = {each for each in home().rglob("*") if each.is_file()} - before
    assert all(each.parent == home() / "site" / "uploads" and each.stem.isalnum() for each in fresh), fresh


@pytest.mark.parametrize("name", ["../x", "a/b", "..", ".", "a\0b", "x" * 101, "-x", "煤", "a b", "a\nb"])
def test_no_name_of_a_release_leaves_its_folder(keeper, name):
    good = table(*GOOD)
    assert send(keeper, good).status_code == 200
    kept = uploads.keep(good)
    for where, sent in (("import/", {"kept": kept, "name": name}), ("remove/", {"name": name})):
        answer = keeper.post(f"/en/desk/own/{where}", sent)
        assert answer.status_code in (400, 404), (where, name)
        assert str(home()).encode() not in answer.content
    assert not (home() / "releases").exists()


@pytest.mark.parametrize(
    "cell", [*FORMULAS, *RAW, EVIL[0], "9" * 6, "²", "１"], ids=lambda each: repr(each)[:20]
)
def test_no_cell_of_a_sheet_of_ballots_does_harm(cell):
    for line in (f'"{cell}",agree,agree', f'1,"{cell}",agree'):
        if cell in ("9" * 6, "-1") and line.startswith(('"9', "1,")):
            continue  # a number of a sheet, and an answer, that may be
        with pytest.raises(BadTable):
            paper.read(f"sheet,1,2\n{line}\n".encode("utf-8", "ignore"), 2)
    for data in (
        b"\xff\xfe",
        b"",
        b"sheet,1,2\n" + b"1,agree,agree\n" * 2,
        b'sheet,1,2\n1,"' + b"a" * 200_000 + b'",agree',
    ):
        with pytest.raises(BadTable):
            paper.read(data, 2)


WEB = (
    b"<html><script>x_evil()</script>",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    b"\xef\xbb\xbf<x-evil>",
)


@pytest.mark.parametrize("data", WEB, ids=("page", "drawing", "marked"))
def test_a_page_sent_as_evidence_is_text_and_is_never_opened(keeper, data):
    kind, kept = files.cleaned(data)
    assert kind == "text/plain"
    digest = files.keep(kept)
    Evidence.objects.create(sha256=digest, kind=kind, size=len(kept))
    answer = keeper.get(f"/en/evidence/{digest}.txt")
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    for ending in ("html", "svg", "pdf", "txt.html"):
        assert keeper.get(f"/en/evidence/{digest}.{ending}").status_code == 404


BROKEN = (
    b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\xff\xff",
    b"GIF89a\0", b"MZ\x90\0", b"PK\x03\x04", b"\x7fELF\x02\x01\0", b"a\0b", b"\xff\xd8\xff\xe0\0\x00" * 9,
)  # fmt: skip


@pytest.mark.parametrize("data", BROKEN, ids=lambda each: repr(each)[:16])
def test_what_is_no_picture_and_no_text_is_refused_in_words(keeper, data):
    with pytest.raises(BadTable):
        files.cleaned(data)


def test_the_table_for_spreadsheets_holds_no_formula(keeper):
    """What was asked for is not written into the table, and no cell begins as a formula does."""
    for evil in FORMULAS[:5]:
        answer = keeper.get(
            "/en/compare/table.csv", {"i": "coal_output", "r": "CN-SX", "y": "2023", "base": "", "z": evil}
        )
        assert answer.status_code == 200
        cells = [cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) for cell in row]
        assert cells
        assert not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell[:1]]
        assert Page(answer.content.decode()).harm == []

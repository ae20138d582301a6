"""The folder of a brief: whole, typed, in both languages, and the same bytes every time."""

import io
import json
import zipfile
from hashlib import sha256

import pytest
from openpyxl import load_workbook

from tanlu.actions.briefs import write_brief
from tanlu.brief.folder import records, tables
from tanlu.brief.folder.manifest import read_manifest
from tanlu.brief.folder.tables import Datum, Sheet
from tanlu.brief.folder.workbook import write_workbook
from tanlu.evidence.rows import CELLS
from tanlu.text import Text
from tests.brief import folders, reading


@pytest.fixture(scope="module")
def folder(written):
    return written.folder


def test_the_manifest_lists_every_file(folder):
    manifest = read_manifest(folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(manifest.files) == there - {"manifest.json"}
    for name, digest in manifest.files.items():
        assert sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_same_brief_twice_is_the_same_bytes(store, tmp_path):
    one, other = (write_brief(store, ("US-WY",), out=tmp_path / name).folder for name in ("one", "other"))
    files = {path.relative_to(one): path.read_bytes() for path in one.rglob("*") if path.is_file()}
    assert {
        path.relative_to(other): path.read_bytes() for path in other.rglob("*") if path.is_file()
    } == files
    assert not any(str(tmp_path).encode() in data for data in files.values())


def test_what_a_store_was_asked_before_does_not_get_in(store, tmp_path):
    store.facts("coal_production", "US-TX")
    folder = write_brief(store, ("resident", "CN-SX"), out=tmp_path).folder
    found = folders.rows(folder / "facts/facts.csv")
    assert found
    assert not any(
        row["series"] == "coal_production" and row["region"] == "US-TX" and row["period"] < "2000"
        for row in found
    )


def test_every_cited_fact_and_its_rivals_are_inside(written, folder):
    uses = {
        records._ref(tuple(row[each] for each in CELLS["facts"])): row["use"]
        for row in folders.rows(folder / "facts/facts.csv")
    }
    ledger = written.documents["en"].ledger
    assert {uses[ref] for ref in ledger.facts} == {"cited"}
    rivals = {str(fact.ref) for found in ledger.rivals.values() for fact in found} - set(ledger.facts)
    assert rivals
    assert {uses[ref] for ref in rivals} == {"rival"}
    sources = {row["id"] for row in folders.rows(folder / "facts/sources.csv")}
    assert {row["source"] for row in folders.rows(folder / "facts/facts.csv")} <= sources


def test_every_input_leads_on(folder):
    facts = {
        records._ref(tuple(row[each] for each in CELLS["facts"]))
        for row in folders.rows(folder / "facts/facts.csv")
    }
    made = {row["address"]: row["id"] for row in folders.rows(folder / "facts/derived.csv")}
    inputs = folders.rows(folder / "facts/inputs.csv")
    assert {row["derived"] for row in inputs} == set(made)
    for row in inputs:
        assert row["origin"] in facts or made[row["origin"]] == row["origin_id"]


def test_every_table_of_the_page_has_its_data(folder, pages):
    """As many numbers with an address as the page's own tables show, and each cell as the page shows it."""
    page = pages["en"].root
    captions = [each.text for each in page.all("caption")]
    sheets = {path.stem: folders.rows(path) for path in (folder / "data").glob("*.csv")}
    assert (
        len(captions) + len([each for each in page.all("figure") if not each.has("retold")])
        == len(sheets) - 1
    )
    shown = {row["shown_en"] for found in sheets.values() for row in found if "shown_en" in row}
    for each in page.all("td"):
        inside = each.inside("table")
        if each.has("number") and not inside.has("ledger"):
            words = "".join(data.text for data in each.all("data")) or each.text
            assert words in shown, words


def test_numbers_are_numbers_and_units_stand_in_both_headers(folder):
    page = load_workbook(folder / "tables.xlsx")["output"]
    rows = list(page.iter_rows(values_only=True))
    assert "Coal output (Mt)" in rows[2]
    assert "煤炭产量（百万吨）" in rows[3]
    place = rows[2].index("Coal output (Mt)")
    assert {type(row[place]) for row in rows[4:]} <= {float, int}
    assert rows[2][place + 1] == "Year"
    assert {type(row[place + 1]) for row in rows[4:]} == {int}
    assert all(row[place + 2].startswith("coal_output/") for row in rows[4:])
    shanxi = next(row for row in folders.rows(folder / "data/output.csv") if row["row_zh"] == "山西")
    assert float(shanxi["value"]) == rows[4][place]
    assert shanxi["unit"] == "Mt"


def test_a_gap_says_why_in_both_languages(folder):
    gaps = [row for row in folders.rows(folder / "data/summary.csv") if row["shown_en"] == "not measured"]
    assert gaps
    for row in gaps:
        assert (row["value"], row["shown_zh"]) == ("", "无数据")
        assert row["note_en"]
        assert row["note_zh"] != row["note_en"]


def test_a_workbook_holds_no_time_and_no_formula():
    sheet = Sheet(
        "one",
        Text("=1+1", "标题"),
        (Text("a", "甲"), Text("b", "乙")),
        ((Datum(Text("=2", "=2")), Datum(Text("1", "1"), 0.1 + 0.2, "Mt")),),
    )
    data = write_workbook((sheet,))
    assert data == write_workbook((sheet,))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")
    page = load_workbook(io.BytesIO(data))["one"]
    assert page["A1"].data_type == page["A5"].data_type == "s"
    assert page["B3"].value == "b (Mt)"
    assert page["B4"].value == "乙（百万吨）"


def test_columns_of_a_table_are_the_same_everywhere(folder):
    for path in (folder / "data").glob("*.csv"):
        header = path.read_text("utf-8-sig").splitlines()[0].split(",")
        assert header == list(records.CLAIMS if path.stem == "claims" else tables.COLUMNS)


def test_the_descriptor_tells_every_table_with_its_digest(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    listed = {each["path"]: each for each in package["resources"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")} | {"tables.xlsx"}
    assert set(listed) == there
    for path, each in listed.items():
        data = (folder / path).read_bytes()
        assert each["hash"] == f"sha256:{sha256(data).hexdigest()}"
        assert each["bytes"] == len(data)
        if path.endswith(".csv"):
            header = data.decode("utf-8-sig").splitlines()[0].split(",")
            assert [field["name"] for field in each["schema"]["fields"]] == header


def test_provenance_leaves_nothing_in_the_air(written, folder):
    record = json.loads((folder / "prov.json").read_text("utf-8"))
    known = {name for kind in ("entity", "activity", "agent") for name in record[kind]}
    for kind in ("wasGeneratedBy", "used", "wasDerivedFrom", "wasAttributedTo", "wasAssociatedWith"):
        assert record[kind]
        for relation in record[kind].values():
            assert set(relation.values()) <= known, relation
    values = {
        each["prov:label"]: each
        for each in record["entity"].values()
        if each["prov:type"] == "computed value"
    }
    ledger = written.documents["en"].ledger.derived
    assert {name: float(each["prov:value"]["$"]) for name, each in values.items()} == {
        name: made.value for name, made in ledger.items()
    }
    recipes = [each for each in record["activity"].values() if each["prov:type"] == "recipe"]
    assert len(recipes) == len(ledger)
    assert all(
        {"tanlu:version", "tanlu:seed", "tanlu:region", "tanlu:year"} <= each.keys() for each in recipes
    )


def test_the_dataset_says_what_where_and_when(folder):
    told = json.loads((folder / "dataset.jsonld").read_text("utf-8"))
    assert (told["@context"], told["@type"]) == ("https://schema.org/", "Dataset")
    assert {each["identifier"] for each in told["spatialCoverage"]} == {
        "CN-SX",
        "CN-NM",
        "CN-SN",
        "US-WY",
        "US-WV",
    }
    assert {each["@language"] for each in told["name"]} == {"en", "zh-Hans"}
    assert all((folder / each["contentUrl"]).is_file() for each in told["distribution"])


def test_pages_still_lead_to_each_other(written):
    for lang, other in (("en", "zh"), ("zh", "en")):
        page = reading.read(written.paths[lang])
        switch = next(each for each in page.root.all("a") if each.has("switch"))
        assert written.paths[lang].parent / switch.attrs["href"] == written.paths[other]


@pytest.mark.prove
def test_frictionless_reads_the_package(folder):
    import frictionless

    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "message"])[:5]


@pytest.mark.prove
def test_frictionless_notices_an_edited_cell(folder, tmp_path):
    import frictionless

    copy = folders.copied(folder, tmp_path / "copy")
    folders.replaced(copy / "data" / "output.csv", "Mt", "mt")
    assert not frictionless.validate(str(copy / "datapackage.json")).valid


@pytest.mark.prove
def test_prov_reads_the_provenance(written, folder):
    from prov.model import ProvActivity, ProvDocument, ProvEntity

    document = ProvDocument.deserialize(str(folder / "prov.json"), format="json")
    ledger = written.documents["en"].ledger
    assert len(list(document.get_records(ProvActivity))) == len(ledger.derived) + 2
    assert len(list(document.get_records(ProvEntity))) >= len(ledger.derived) + len(ledger.facts)

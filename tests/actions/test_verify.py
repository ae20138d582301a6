"""Verifying a folder: a copy passes, and whatever is edited is found and named, a rewritten manifest notwithstanding."""

import json
import re

import pytest
from openpyxl import load_workbook
from tests import own_tables
from tests.brief import folders
from tests.brief.folders import failed, named, only

from tanlu.actions.briefs import write_brief
from tanlu.actions.own import import_figures
from tanlu.actions.verify import verify_folder
from tanlu.brief.verify import pages
from tanlu.evidence.store import Store
from tanlu.registers.indicators import all_series, hold_own

REF = "coal_output/US-WY/2023"


@pytest.mark.parametrize(
    "given", [("CN-SX", "US-WY"), ("region", "CN-SX"), ("resident", "US-WY"), ("resident", "CN-HI")]
)
def test_a_copied_folder_passes(store, tmp_path, given):
    written = write_brief(store, given, out=tmp_path / "here")
    report = verify_folder(folders.copied(written.folder, tmp_path / "there"))
    assert report.is_verified, report.to_json()
    assert [each.state for each in report.layers] == ["passed"] * 7
    assert report.notes == ()


def test_a_dated_brief_in_one_language_passes(store, tmp_path):
    written = write_brief(store.as_of("2021-06"), ("US-WY",), out=tmp_path, langs="zh")
    assert verify_folder(written.folder).is_verified
    assert not list(written.folder.glob("*.en.html"))


def test_the_default_brief_passes(written):
    report = verify_folder(written.folder)
    assert report.is_verified, report.to_json()


def test_progress_is_told_to_the_end(folder):
    told = []
    verify_folder(folder, progress=lambda done, whole, what: told.append((done, whole)))
    assert told == [(done, 6) for done in range(6)]


# ---- one edit at a time, the manifest rewritten to fit


def edit_page(copy):
    page = copy / f"{copy_stem(copy)}.en.html"

    text = page.read_text("utf-8")
    at = text.index(f'data-ref="{REF}"')
    start = text.index(">", text.index("<a", at)) + 1
    end = text.index("<", start)
    page.write_bytes((text[:start] + text[start:end].replace("2", "9") + text[end:]).encode())


def copy_stem(copy):
    return next(copy.glob("*.en.html")).name.removesuffix(".en.html")


def cell_of(copy, name, change):
    folders.rewritten(
        copy / name, change, where=lambda row: row.get("ref") == REF or row.get("address") == REF
    )


def edit_cell(copy):
    cell_of(copy, "data/chart-output.csv", lambda row: row.update(value=str(float(row["value"]) + 1)))


def edit_shown(copy):
    cell_of(copy, "data/chart-output.csv", lambda row: row.update(shown_zh="9.99"))


def edit_derived(copy):
    cell_of(copy, "facts/derived.csv", lambda row: row.update(value=str(float(row["value"]) + 1)))


def edit_id(copy):
    cell_of(copy, "facts/derived.csv", lambda row: row.update(id="0" * 64))


def edit_input(copy):
    folders.rewritten(
        copy / "facts/inputs.csv",
        lambda row: row.update(value=str(float(row["value"]) * 2)),
        where=lambda row: row["derived"] == REF,
    )


def edit_workbook(copy):
    book = load_workbook(copy / "tables.xlsx")
    page = book["chart-output"]
    place = next(cell for row in page.iter_rows() for cell in row if cell.value == REF)
    number = next(cell for cell in reversed(page[place.row][: place.column]) if isinstance(cell.value, float))
    number.value += 1
    book.save(copy / "tables.xlsx")


def edit_provenance(copy):
    path = copy / "prov.json"
    record = json.loads(path.read_text("utf-8"))
    made = next(each for each in record["entity"].values() if each.get("prov:label") == REF)
    made["prov:value"]["$"] = "1.0"
    path.write_text(json.dumps(record), "utf-8")


@pytest.mark.parametrize(
    ("edit", "layer"),
    [(edit_page, "pages"), (edit_cell, "tables"), (edit_shown, "tables"), (edit_derived, "computed"),
     (edit_id, "computed"), (edit_input, "computed"), (edit_workbook, "tables"), (edit_provenance, "descriptions")],
)  # fmt: skip
def test_an_edited_number_is_named_though_the_manifest_fits(copy, edit, layer):
    edit(copy)
    report = verify_folder(folders.covered(copy))
    assert not report.is_verified
    assert layer in failed(report)
    assert "files" not in failed(report)
    assert any(each.startswith(REF) for each in named(report, layer)), only(report, layer)
    assert all(each.what.en != each.what.zh for each in only(report, layer))


def test_an_edited_number_is_named_where_the_manifest_was_left(copy):
    edit_cell(copy)
    report = verify_folder(copy)
    assert failed(report) >= {"files", "tables"}
    assert [each.file for each in only(report, "files")] == ["data/chart-output.csv"]
    assert named(report, "tables") == {REF}


def test_a_digit_in_a_drawing_is_found(copy):
    page = next(copy.glob("*.zh.html"))
    text = page.read_text("utf-8")
    at = text.index("<text", text.index('id="chart-output"'))
    while not text[text.index(">", at) + 1].isdigit():
        at = text.index("<text", at + 1)
    start = text.index(">", at) + 1
    page.write_bytes((text[:start] + "7" + text[start:]).encode())
    report = verify_folder(folders.covered(copy))
    assert failed(report) == {"pages"}
    assert named(report, "pages") == {"chart-output"}


def test_a_bar_drawn_longer_is_found(copy):
    page = next(copy.glob("*.en.html"))
    text = page.read_text("utf-8")
    at = text.index(' d="M', text.index('id="chart-jobs"'))
    end = text.index('"', at + 4)
    path = text[at:end]
    longer = path.replace("h", "h9", 1) if "h" in path else path.replace(",", ",9", 1)
    assert longer != path
    page.write_bytes((text[:at] + longer + text[end:]).encode())
    assert named(verify_folder(folders.covered(copy)), "pages") == {"chart-jobs"}


def test_a_hair_in_a_drawing_is_no_difference():
    assert pages._same('<path d="M0,10.001h20">', '<path d="M0,10h20">')
    assert not pages._same('<path d="M0,10h21">', '<path d="M0,10h20">')
    assert not pages._same('<data value="1.001">', '<data value="1.0">')
    assert not pages._same('<path d="M0,10v20">', '<path d="M0,10h20">')


def test_an_edited_fact_is_named_with_everything_made_of_it(copy):
    fact = folders.rewritten(
        copy / "facts/facts.csv",
        lambda row: row.update(value=str(float(row["value"]) + 5)),
        where=lambda row: (
            row["series"] == "coal_production" and row["region"] == "US-WY" and row["period"] == "2023"
        ),
    )
    report = verify_folder(folders.covered(copy))
    address = f"coal_production/US-WY/2023~{fact['source']}@{fact['release']}"
    assert named(report, "facts") == {address}
    difference = only(report, "facts")[0]
    assert float(difference.found) == float(difference.expected) + 5
    assert failed(report) >= {"facts", "computed", "pages", "tables"}
    assert REF in named(report, "computed")
    assert REF in named(report, "tables")


def test_without_the_release_an_edited_fact_still_betrays_itself(copy, monkeypatch):
    monkeypatch.setattr("tanlu.actions.verify.packaged_folders", tuple)
    assert verify_folder(copy).is_verified
    folders.rewritten(
        copy / "facts/facts.csv",
        lambda row: row.update(value=str(float(row["value"]) + 5)),
        where=lambda row: (
            row["series"] == "coal_production" and row["region"] == "US-WY" and row["period"] == "2023"
        ),
    )
    report = verify_folder(folders.covered(copy))
    facts = next(each for each in report.layers if each.id == "facts")
    assert facts.state == "passed"
    assert "not compared" in facts.checked.en
    assert "未比对" in facts.checked.zh
    assert REF in named(report, "computed")


def test_a_fact_left_out_is_named(copy):
    gone = folders.dropped(
        copy / "facts/facts.csv",
        where=lambda row: (
            row["use"] == "read" and row["series"] == "coal_production" and row["region"] == "US-WY"
        ),
    )
    report = verify_folder(folders.covered(copy))
    name = f"coal_production/US-WY/{gone['period']}~{gone['source']}@{gone['release']}"
    assert name in named(report, "facts")


def test_an_edited_source_is_named(copy):
    held = {row["source"] for row in folders.rows(copy / "facts/facts.csv") if row["use"] == "cited"}
    before = folders.rewritten(
        copy / "facts/sources.csv",
        lambda row: row.update(title_en="A better title"),
        where=lambda row: row["id"] in held,
    )
    report = verify_folder(folders.covered(copy))
    assert named(report, "facts") == {before["id"]}
    assert "pages" in failed(report)


def test_an_edited_verdict_is_named(copy):
    before = folders.rewritten(
        copy / "data/claims.csv",
        lambda row: row.update(verdict="supported"),
        where=lambda row: row["verdict"] == "understated",
    )
    report = verify_folder(folders.covered(copy))
    assert failed(report) == {"claims", "descriptions"}
    assert named(report, "claims") == {before["ref"] or before["id"]}


def test_a_release_of_other_contents_is_noticed(copy):
    path = copy / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["releases"][0]["sha256"]["facts"] = "0" * 64
    path.write_text(json.dumps(manifest), "utf-8")
    report = verify_folder(copy)
    assert failed(report) >= {"facts", "computed"}
    assert REF in named(report, "computed")


def test_facts_that_break_a_rule_are_named(copy):
    fact = folders.rewritten(
        copy / "facts/facts.csv",
        lambda row: row.update(status="missing"),
        where=lambda row: (
            row["series"] == "coal_production" and row["region"] == "US-WY" and row["period"] == "2023"
        ),
    )
    report = verify_folder(folders.covered(copy))
    told = {each.what.en for each in only(report, "facts") if fact["source"] in each.number}
    assert "has a value that its status denies, or lacks one" in told


# ---- figures of a person's own

HEAT = {
    "title_en": "Heat supplied (synthetic)", "title_zh": "供热量（虚构）", "unit": "Mt",
    "definition_en": "Steam sold in the year", "definition_zh": "全年售出的蒸汽量",
}  # fmt: skip


def test_figures_of_the_senders_own_are_recomputed_and_said_not_to_be_compared(own_home, tmp_path):
    lines = ["[own_series.own_heat_supply]", *(f'{name} = "{cell}"' for name, cell in HEAT.items())]
    rows = [f"own_heat_supply,US-WY,{year},{year - 1990}.5,Mt,survey" for year in (2018, 2019)]
    import_figures(
        own_tables.table(tmp_path, *rows),
        "heat",
        own_tables.written(tmp_path / "series.toml", "\n".join(lines)),
    )
    sent = write_brief(Store.open(own_home), ("region", "US-WY"), out=tmp_path).folder
    assert "Heat supplied (synthetic)" in (sent / "region-US-WY.en.html").read_text("utf-8")
    hold_own({})
    manifest = json.loads((sent / "manifest.json").read_text("utf-8"))
    own = [each["id"] for each in manifest["releases"] if not each["packaged"]]
    assert own
    there = verify_folder(sent)
    assert there.is_verified, there.to_json()
    facts = next(each for each in there.layers if each.id == "facts")
    assert f"{own[0]} not compared" in facts.checked.en
    assert "own_heat_supply" not in all_series()
    here = verify_folder(sent, own_home)
    assert here.is_verified
    assert "not compared" not in next(each for each in here.layers if each.id == "facts").checked.en


def test_a_number_at_the_end_of_the_page_is_named_by_its_address(copy):
    """In the rows of computed values and figures, in a year beside a number, and in what other sources say."""
    page = next(copy.glob("*.en.html"))
    text = page.read_text("utf-8")
    expected = set()
    for mark, opening in (
        ('<table class="ledger">', '<td class="number">'),
        ('ledger facts">', '<td class="number">'),
    ):
        row = text.index("<tr id=", text.index(mark))
        expected.add(re.search(r"<code>(.*?)</code>", text[row:])[1])
        at = text.index(opening, row) + len(opening)
        text = f"{text[:at]}7{text[at:]}"
    at = text.index('<span class="year">') + len('<span class="year">')
    expected.add(re.findall(r'data-ref="(.*?)"', text[:at])[-1])
    text = f"{text[:at]}1999{text[at + 4 :]}"
    page.write_bytes(text.encode())
    report = verify_folder(folders.covered(copy))
    assert failed(report) == {"pages"}
    assert named(report, "pages") == expected
    assert any(each.found.startswith("1999") for each in only(report, "pages"))
    assert len(only(report, "pages")) == 3

"""Folders in a bad way: lost, cut off, foreign or newer, each told in a clear sentence."""

import json

import pytest
from openpyxl import load_workbook
from tests.brief import folders
from tests.brief.folders import failed, only

from tanlu.actions.verify import verify_folder
from tanlu.errors import BadFolder


def test_what_is_missing_cut_off_or_added_is_told(copy):
    (copy / "data" / "output.csv").unlink()
    page = next(copy.glob("*.en.html"))
    page.write_bytes(page.read_bytes()[:5000])
    (copy / "mine.txt").write_text("my own remarks")
    report = verify_folder(copy)
    told = {each.file: each.what.en for each in only(report, "files")}
    assert told["data/output.csv"] == "is missing"
    assert told[page.name].startswith("is edited or cut off: 5000 of ")
    assert any("mine.txt" in note.en and "mine.txt" in note.zh for note in report.notes)
    assert failed(report) >= {"files", "pages", "tables"}


def test_an_added_file_alone_is_no_failure(copy):
    (copy / "mine.txt").write_text("my own remarks")
    assert verify_folder(copy).is_verified


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(lambda data: data[: len(data) // 2], "cut off, broken"), (lambda data: b"\xff" + data, "not CSV in UTF-8"),
     (lambda data: data.replace(b"use,release", b"use,table", 1), "does not have the columns"), (None, "is missing")],
)  # fmt: skip
def test_without_readable_facts_nothing_else_is_claimed(copy, spoil, said):
    path = copy / "facts/facts.csv"
    data = path.read_bytes()
    if spoil:
        path.write_bytes(spoil(data))
    else:
        path.unlink()
    report = verify_folder(copy)
    assert not report.is_verified
    assert any(said in each.what.en for each in only(report, "facts")), only(report, "facts")
    states = {each.id: each.state for each in report.layers}
    assert {states[each] for each in ("computed", "pages", "tables", "claims", "descriptions")} == {
        "not checked"
    }


def test_a_damaged_workbook_is_told(copy):
    path = copy / "tables.xlsx"
    path.write_bytes(path.read_bytes()[:2000])
    report = verify_folder(folders.covered(copy))
    assert any("cannot be read as a workbook" in each.what.en for each in only(report, "tables"))


def test_a_workbook_packed_anew_is_the_same(copy):
    load_workbook(copy / "tables.xlsx").save(copy / "tables.xlsx")
    report = verify_folder(copy)
    assert [each.file for each in only(report, "files")] == ["tables.xlsx"]
    assert "tables" not in failed(report)


def spoiled(**changes):
    def change(folder):
        path = folder / "manifest.json"
        manifest = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(manifest | changes), "utf-8")
        return folder

    return change


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(lambda each: each / "nowhere", "There is no folder"), (lambda each: each / "README.txt", "is a file"),
     (lambda each: each / "data", "is no brief"), (spoiled(version=2), "form 2"),
     (spoiled(format="other"), "is not the manifest of a brief"), (spoiled(edition="other"), "cut off or damaged"),
     (spoiled(files={"../outside": {"bytes": 1, "sha256": ""}}), "cut off or damaged"),
     (spoiled(releases=[]), "cut off or damaged"), (spoiled(regions=["Atlantis"]), "cut off or damaged"),
     (spoiled(languages=[]), "cut off or damaged"), (spoiled(files=[]), "cut off or damaged")],
)  # fmt: skip
def test_what_is_no_brief_is_refused(copy, spoil, said, assert_bilingual):
    with pytest.raises(BadFolder, match=said) as caught:
        verify_folder(spoil(copy))
    assert_bilingual(caught.value, str(copy))
    assert caught.value.exit_code == 2


def test_a_manifest_cut_off_is_refused(copy, assert_bilingual):
    path = copy / "manifest.json"
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(BadFolder, match="cut off or damaged") as caught:
        verify_folder(copy)
    assert_bilingual(caught.value, str(copy))


def test_a_brief_of_another_version_says_so(copy):
    spoiled(tanlu="9.9")(copy)
    report = verify_folder(copy)
    assert any("9.9" in note.en and "9.9" in note.zh for note in report.notes)

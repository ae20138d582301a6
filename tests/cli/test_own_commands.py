"""``tanlu evidence import``, ``remove`` and ``export`` as people and programs call them."""

import pytest

from tests.own_tables import SOUND, YEARBOOK, YEARBOOK_NAMES, table, written


def test_import_show_and_remove(tanlu, tmp_path):
    file = table(tmp_path, *SOUND)
    found = tanlu("evidence", "import", str(file))
    assert found.code == 0
    assert "read as a long table, 2 figures" in found.out
    assert "Release mine (your own): 2 new" in found.out
    assert "Nothing changed" in tanlu("evidence", "import", str(file)).out
    assert "mine (your own)" in tanlu("figure", "coal_production/US-WY/1990").out
    shown = tanlu("evidence", "show", "coal_production", "--region", "US-WY", "--format", "json").data
    assert {row["whose"]["en"] for row in shown} == {"packaged", "your own"}
    assert "your own" in tanlu("evidence", "list", "--releases").out
    removed = tanlu("evidence", "remove", "mine")
    assert removed.code == 0
    assert "To undo, move it back to" in removed.out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_refused_rows_are_a_table_and_the_exit_code_says_so(tanlu, tmp_path, lang):
    file = table(tmp_path, *SOUND, "coal_production,Shanxi,1990,1,Mt,s")
    found = tanlu("evidence", "import", str(file), lang=lang)
    assert found.code == 2
    assert "CN-SX" in found.out
    assert "CN-SN" in found.out
    assert len(found.lines) == 2
    assert ("refused" if lang == "en" else "拒收") in found.lines[0]


def test_more_refused_rows_than_are_shown(tanlu, tmp_path):
    rows = [f"coal_production,US-WY,{year},x,Mt,s" for year in range(1900, 1960)]
    found = tanlu("evidence", "import", str(table(tmp_path, *rows)))
    assert "20 more" in found.out
    data = tanlu("evidence", "import", str(tmp_path / "mine.csv"), "--format", "json").data
    assert data["rejected_count"] == len(data["rejected"]) == 60


def test_a_dry_run_lists_what_differs(tanlu, tmp_path):
    file = table(tmp_path, "coal_production,US-WY,2023,1,Mt,s", "coal_production,US-WY,2022,,Mt,s")
    text = tanlu(
        "evidence", "import", str(table(tmp_path, "coal_production,US-WY,2023,1,Mt,s")), "--dry-run"
    ).out
    assert "A dry run: 0 new, 1 other than what is held" in text
    assert "eia_coalpublic@2026-11" in text
    assert tanlu("evidence", "import", str(file), "--dry-run", "--format", "json").data["done"] is False


def test_a_yearbook_page_from_the_door_to_the_trace(tanlu, tmp_path):
    page = written(tmp_path / "yearbook.csv", YEARBOOK, "gb18030")
    names = written(tmp_path / "names.toml", YEARBOOK_NAMES)
    before = tanlu("region", "CN-NM").out
    found = tanlu("evidence", "import", str(page), "--mapping", str(names))
    assert "山西 → CN-SX" in found.out
    compared = tanlu(
        "compare", "raw_coal_output_total", "--regions", "CN-SX,CN-SN", "--years", "2008", "--format", "json"
    )
    assert {row["region"] for row in compared.data["figures"]} == {"CN-SN", "CN-SX"}
    assert "655.6" in compared.out
    assert tanlu("region", "CN-NM").out != before
    traced = tanlu("trace", "raw_coal_output_total/CN-SX/2008").out
    assert "yearbook.csv" in traced.replace("\n", "")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_can_be_imported(tanlu, tmp_path, form):
    tanlu("evidence", "import", str(table(tmp_path, *SOUND)))
    out = tmp_path / "deep" / f"again.{form}"
    assert "2 figures" in tanlu("evidence", "export", "mine", "--format", form, "--out", str(out)).out
    again = tanlu("evidence", "import", str(out), "--format", "json").data
    assert (again["new"], again["changed"], again["same"], again["done"]) == (0, 0, 2, True)


@pytest.mark.parametrize(
    "args",
    [("import", "no.csv"), ("import", "."), ("remove", "2026-11"), ("export", "none", "--out", "x.csv")],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_mistakes_are_two_sentences(tanlu, tmp_path, monkeypatch, args, lang):
    monkeypatch.chdir(tmp_path)
    found = tanlu("evidence", *args, lang=lang)
    assert found.code == 2
    assert found.out == ""
    assert len(found.lines) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(tanlu, tmp_path):
    table(tmp_path, *SOUND)
    tanlu("evidence", "import", str(tmp_path / "mine.csv"))
    (tmp_path / "file").write_text("", "utf-8")
    found = tanlu("evidence", "export", "mine", "--out", str(tmp_path / "file" / "x.csv"))
    assert found.code == 2
    assert "cannot be written" in found.err

"""Own figures: all or nothing, named row by row, and beside the packaged ones everywhere."""

import json

import pytest
from tests.own_tables import (
    BEA,
    EASYQUERY,
    QCEW,
    SOUND,
    WIDE,
    WIDE_MAPPING,
    YEARBOOK,
    YEARBOOK_NAMES,
    table,
    written,
)

from tanlu.actions.compare import compare_figures, compared_rows
from tanlu.actions.evidence import profile, show_series
from tanlu.actions.figures import figure_json, show_figure, show_trace
from tanlu.actions.home import open_store
from tanlu.actions.own import export_release, import_figures, own_release, remove_release
from tanlu.errors import BadTable, UnknownName
from tanlu.evidence.release import digest, packaged_folders

TODAY = "2026-12-01"


def value(address):
    return open_store().answer(address).fact.value


def test_a_long_table_becomes_a_release(tmp_path, own_home):
    file = table(tmp_path, *SOUND)
    found = import_figures(file, today=TODAY)
    assert (found.name, found.layout, found.rows, found.done) == ("mine", "long", 2, True)
    assert (found.difference.new, found.difference.changed, found.difference.same) == (2, 0, 0)
    release = own_release("mine")
    assert release.raw == {"mine.csv": digest(file)}
    assert digest(release.folder / "raw" / "mine.csv") == digest(file)
    assert release.published == TODAY
    assert not release.packaged
    assert sorted(each.name for each in own_home.iterdir()) == ["releases"]
    assert value("coal_production/US-WY/1990") == 184.2


def test_provenance_says_whose_it_is(tmp_path, own_home):
    import_figures(table(tmp_path, *SOUND), today=TODAY)
    store = open_store()
    address = "coal_production/US-WY/1990"
    data = figure_json(show_figure(address, store), store)
    assert (data["release"], data["kind_of_release"]) == ("mine", "own")
    assert "your own, from mine.csv" in json.dumps(_labels(show_trace(address, store)))
    packaged = figure_json(show_figure("coal_production/US-WY/2023", store), store)
    assert packaged["kind_of_release"] == "packaged"


def _labels(node):
    return [node.label.en, *(each for child in node.children for each in _labels(child))]


def test_a_packaged_release_is_never_changed(tmp_path, own_home):
    before = {path: digest(path) for folder in packaged_folders() for path in folder.iterdir()}
    held = value("coal_production/US-WY/2023")
    row = "coal_production,US-WY,2023,1,Mt,eia_coalpublic"
    found = import_figures(table(tmp_path, row), today=TODAY)
    assert found.names == {"source eia_coalpublic": "own_eia_coalpublic"}
    assert found.difference.changed == 1
    assert value("coal_production/US-WY/2023") == held
    assert value("coal_production/US-WY/2023~own_eia_coalpublic") == 1
    assert before == {path: digest(path) for folder in packaged_folders() for path in folder.iterdir()}


def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path, own_home):
    store = open_store()
    held = store.answer("coal_production/US-WY/2023").fact
    rows = (
        f"coal_production,US-WY,2023,{held.value!r},{held.unit},survey",
        "coal_production,US-WY,2022,1,Mt,survey",
        "coal_production,US-WY,1990,1,Mt,survey",
    )
    found = import_figures(table(tmp_path, *rows), dry_run=True)
    change = found.difference
    assert (change.new, change.changed, change.same) == (1, 1, 1)
    assert change.examples[0].key == "coal_production/US-WY/2022"
    assert not found.done
    assert not own_home.exists()


def test_the_same_figure_in_another_unit_is_the_same(tmp_path, own_home):
    import_figures(table(tmp_path, "coal_production,US-WY,1990,184.2,Mt,survey"), "first")
    other = table(tmp_path, "coal_production,US-WY,1990,18420,万吨,again", name="second.csv")
    assert import_figures(other, dry_run=True).difference.same == 1


def test_the_same_file_again_changes_nothing_and_another_needs_a_name(tmp_path, own_home, assert_bilingual):
    file = table(tmp_path, *SOUND)
    import_figures(file)
    assert import_figures(file).unchanged
    other = table(tmp_path, SOUND[0])
    with pytest.raises(BadTable, match="a release never changes") as caught:
        import_figures(other)
    assert_bilingual(caught.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../x", "cannot name"),
        (".x", "cannot name"),
        ("2026-11", "packaged release"),
        ("山西", "cannot name"),
    ],
)
def test_names_of_releases(tmp_path, own_home, name, says, assert_bilingual):
    with pytest.raises(BadTable, match=says) as caught:
        import_figures(table(tmp_path, *SOUND), name)
    assert_bilingual(caught.value, repr(name))
    assert not own_home.exists()


def test_a_chinese_file_name_gets_a_name_of_its_own(tmp_path, own_home):
    assert import_figures(table(tmp_path, *SOUND, name="煤炭.csv")).name.startswith("own-")


def test_a_yearbook_page_appears_everywhere(tmp_path, own_home):
    page = written(tmp_path / "yearbook.csv", YEARBOOK, "gb18030")
    names = written(tmp_path / "names.toml", YEARBOOK_NAMES)
    found = import_figures(page, "yearbook", names, today=TODAY)
    assert found.layout == "nbs"
    assert found.rejected == ()
    assert found.names["山西"] == "CN-SX"
    assert found.names["陕西省"] == "CN-SN"
    assert found.names["全国"] == "CHN"
    assert {what.en: count for what, count in found.left_out} == {
        "footnotes": 2,
        "a heading without figures: 华北地区": 1,
    }
    store = open_store()
    compared = compare_figures(store, ("raw_coal_output_total",), ("CN-SX", "CN-SN"), (2008,))
    shown = {row["region"]: row["value"] for row in compared_rows(compared)}
    assert shown == {"CN-SX": pytest.approx(655.6), "CN-SN": pytest.approx(242.64)}
    held = {each.series.id: each for each in profile("CN-NM", store).held}
    assert held["raw_coal_output_total"].first == "2007"
    labels = _labels(show_trace("raw_coal_output_total/CN-SX/2008", store))
    assert any("release yearbook" in each and "your own" in each for each in labels)
    assert any("National Bureau of Statistics" in each for each in labels)
    power = store.answer("generation_total/CN-SX/2008").fact
    assert (power.value, power.unit, power.scope) == (1797, "1e8_kWh", "gross_generation")
    dash = store.answer("generation_total/CN-SN/2008~nbs_yearbook").fact
    assert (dash.value, dash.status) == (None, "missing")


def test_raw_coal_without_its_scope_is_never_guessed(tmp_path, own_home):
    found = import_figures(written(tmp_path / "y.csv", YEARBOOK, "gb18030"))
    assert found.rejected_count == 5
    assert {each.column for each in found.rejected} == {"指标"}
    assert "raw_coal_output_total" in found.rejected[0].reason.en
    assert not own_home.exists()


def test_an_export_of_one_region(tmp_path, own_home):
    found = import_figures(written(tmp_path / "e.csv", EASYQUERY, "gb18030"))
    assert found.rows == 6
    assert value("population/CN-SX/2006~nbs_e") == 3375
    assert value("gdp_current/CN-SX/2007~nbs_e") == 5733.35


def test_qcew_withheld_is_suppressed_and_never_zero(tmp_path, own_home):
    found = import_figures(written(tmp_path / "q.csv", QCEW))
    assert (found.layout, found.rows) == ("qcew", 3)
    store = open_store()
    held = store.answer("coal_mining_employment_qcew/US-WV/2001~bls_qcew_q").fact
    assert (held.value, held.status) == (None, "suppressed")
    assert value("coal_mining_employment_qcew/US-WY/2001~bls_qcew_q") == 4321
    assert sum(count for _, count in found.left_out) == 3


def test_bea_withheld_and_not_available(tmp_path, own_home):
    found = import_figures(written(tmp_path / "b.csv", BEA))
    assert (found.layout, found.rows) == ("bea", 4)
    store = open_store()
    source = "~bea_sagdp2_b"
    held = store.answer(f"gdp_mining_except_oilgas/US-WY/1997{source}").fact
    assert (held.value, held.status) == (None, "suppressed")
    assert store.answer(f"gdp_mining_except_oilgas/US-WV/1997{source}").fact.status == "missing"
    assert value(f"gdp_mining_except_oilgas/US-WY/1998{source}") == 1120.5


def test_a_wide_table_with_its_mapping(tmp_path, own_home):
    file, mapping = written(tmp_path / "w.csv", WIDE), written(tmp_path / "w.toml", WIDE_MAPPING)
    found = import_figures(file, mapping=mapping)
    assert (found.layout, found.rows) == ("wide", 4)
    assert value("raw_coal_output_total/CN-SN/1998") == 12.5
    store = open_store()
    assert store.answer("raw_coal_output_total/CN-SX/1999").fact.status == "missing"
    assert store.source("thesis").title.zh == "两省煤炭"
    assert store.source("thesis").publisher.en == "某大学"
    assert set(own_release("w").raw) == {"w.csv", "w.toml"}


def test_remove_puts_away_and_can_be_undone(tmp_path, own_home):
    file = table(tmp_path, *SOUND)
    for count in (1, 2):
        import_figures(file)
        was, now = remove_release("mine")
        assert now == own_home / "removed" / ("mine" if count == 1 else "mine.2")
        assert open_store().find("coal_production", "US-WY", 1990) is None
    now.rename(was)
    assert value("coal_production/US-WY/1990") == 184.2


@pytest.mark.parametrize("name", ["2026-11", "nothing", "..", ""])
def test_only_an_own_release_is_removed_or_exported(tmp_path, own_home, name, assert_bilingual):
    for act in (remove_release, own_release, lambda each: export_release(each, "csv", tmp_path / "x.csv")):
        with pytest.raises(UnknownName) as caught:
            act(name)
        assert_bilingual(caught.value, name)


def test_an_export_is_never_written_over(tmp_path, own_home, assert_bilingual):
    file = table(tmp_path, *SOUND)
    import_figures(file)
    with pytest.raises(BadTable, match="stands already") as caught:
        export_release("mine", "csv", file)
    assert_bilingual(caught.value, str(file))


def test_a_json_export_holds_every_figure(tmp_path, own_home):
    import_figures(table(tmp_path, *SOUND))
    assert export_release("mine", "json", tmp_path / "x.json") == 2
    data = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert [each["value"] for each in data["figures"]] == [655600, 184.2]


def test_own_figures_stand_in_the_series_listing(tmp_path, own_home):
    import_figures(table(tmp_path, *SOUND))
    refs = [row.ref for row in show_series("coal_production", open_store(), "US-WY")]
    assert "coal_production/US-WY/1990~survey@mine" in refs

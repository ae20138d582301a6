"""A series of one's own: declared with its table, shown everywhere as one's own, gone with its release."""

import json

import pytest
from tests.cli.running import run
from tests.own_tables import table, written

from tanlu.actions.compare import compare_figures, compared_rows
from tanlu.actions.evidence import profile
from tanlu.actions.figures import figure_json, show_figure, show_trace
from tanlu.actions.home import home, open_store
from tanlu.actions.own import export_release, import_figures, own_release, remove_release
from tanlu.errors import BadTable, BrokenRelease, CorruptRelease, UnknownName
from tanlu.evidence.comparability import compare, compare_in_ratio
from tanlu.registers.indicators import all_series, packaged_series

ROWS = ("own_heat_supply,CN-SX,2008,12.5,Mt,survey", "own_heat_supply,CN-SX,2009,13.5,Mt,survey")
CELLS = {
    "title_en": "Heat supplied (synthetic)", "title_zh": "供热量（虚构）", "unit": "Mt",
    "definition_en": "Steam sold in the year", "definition_zh": "全年售出的蒸汽量",
}  # fmt: skip


def declared(folder, name="own_heat_supply", file="series.toml", **changed):
    cells = {key: cell for key, cell in {**CELLS, **changed}.items() if cell is not None}
    lines = [f"[own_series.{name}]", *(f'{key} = "{cell}"' for key, cell in cells.items())]
    return written(folder / file, "\n".join(lines))


def taken(folder, *rows, name="heat", **changed):
    return import_figures(
        table(folder, *(rows or ROWS), name=f"{name}.csv"), name, declared(folder, **changed)
    )


def words(node):
    return [node.label.en, *(each for child in node.children for each in words(child))]


def test_it_is_shown_everywhere_as_ones_own(tmp_path, own_home):
    assert taken(tmp_path).done
    store, address = open_store(), "own_heat_supply/CN-SX/2008"
    shown = show_figure(address, store)
    assert shown.figure.title.zh == "供热量（虚构）"
    assert figure_json(shown, store)["kind_of_release"] == "own"
    assert any("your own" in each for each in words(show_trace(address, store)))
    (first, _) = compared_rows(compare_figures(store, ("own_heat_supply",), ("CN-SX",), ()))
    assert (first["value"], first["kind_of_release"], first["mark"]["zh"]) == (12.5, "own", "自有")
    assert "own_heat_supply" in {each.series.id for each in profile("CN-SX", store).held}
    assert export_release("heat", "csv", tmp_path / "out.csv") == 2
    assert "own_heat_supply" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_the_command_line_says_what_it_measures_and_whose_it_is(tmp_path, own_home, capsys, monkeypatch):
    taken(tmp_path)
    figure = run(capsys, monkeypatch, "figure", "own_heat_supply/CN-SX/2008", lang="zh")
    assert "全年售出的蒸汽量" in figure.out
    dossier = run(capsys, monkeypatch, "region", "CN-SX")
    assert "Heat supplied (synthetic) (own_heat_supply, your own): 2 figures" in dossier.out
    held = run(capsys, monkeypatch, "region", "CN-SX", "--format", "json").data["series"]
    assert [each["id"] for each in held if each["own"]] == ["own_heat_supply"]
    head = run(capsys, monkeypatch, "figure", "own_heat_supply_per_head/CN-SX/2009")
    assert "t/person" in head.out


def test_it_goes_with_its_release(tmp_path, own_home):
    taken(tmp_path)
    open_store()
    assert "own_heat_supply" in all_series()
    remove_release("heat")
    with pytest.raises(UnknownName, match="own_heat_supply"):
        open_store().answer("own_heat_supply/CN-SX/2008")
    assert all_series() == packaged_series()


def test_a_dry_run_or_a_refusal_leaves_no_series_behind(tmp_path, own_home):
    import_figures(table(tmp_path, *ROWS), "heat", declared(tmp_path), dry_run=True)
    assert taken(tmp_path, "own_heat_supply,CN-SX,2008,many,Mt,survey").rejected_count == 1
    assert all_series() == packaged_series()


def test_a_later_table_uses_it_and_carries_it_along(tmp_path, own_home):
    taken(tmp_path)
    row = "own_heat_supply,CN-SN,2008,7,Mt,survey"
    assert import_figures(table(tmp_path, row, name="later.csv")).done
    remove_release("heat")
    assert open_store().fact("own_heat_supply/CN-SN/2008").value == 7
    assert own_release("later").series[0].title.en == CELLS["title_en"]


def test_it_is_compared_only_with_itself(tmp_path, own_home):
    taken(tmp_path)
    store = open_store()
    assert compare("own_heat_supply", "own_heat_supply").grade == "A"
    other = compare("own_heat_supply", "coal_production")
    assert other.grade == "X"
    assert "own" in other.reason.en
    assert compare_in_ratio("own_heat_supply", "population").grade == "C"
    beside = compare_figures(store, ("own_heat_supply", "coal_production"), ("CN-SX", "US-WY"), (2008,))
    assert [each.zh for each in beside.caveats if "自有指标" in each.zh]


def test_a_unit_of_another_kind_is_refused(tmp_path, own_home):
    found = taken(tmp_path, "own_heat_supply,CN-SX,2008,12.5,MWh,survey")
    assert "not in megawatt-hour" in found.rejected[0].reason.en


@pytest.mark.parametrize(
    ("name", "changed", "says"),
    [
        ("own_heat_supply", {"title_zh": None}, "lacks title_zh; both languages"),
        ("own_heat_supply", {"definition_en": " "}, "lacks definition_en"),
        ("own_heat_supply", {"unit": "MT"}, "No unit is called 'MT'"),
        ("own_heat_supply", {"kind": "levels"}, "is no kind"),
        ("coal_production", {}, "series of the register already"),
        ("heat_supply", {}, "cannot be the id"),
        ("own_Heat", {}, "cannot be the id"),
        ("own_heat_supply", {"titel_en": "x"}, "means nothing"),
    ],
)
def test_a_bad_declaration_is_refused(tmp_path, own_home, assert_bilingual, name, changed, says):
    with pytest.raises(BadTable, match=says) as caught:
        import_figures(table(tmp_path, *ROWS), mapping=declared(tmp_path, name, **changed))
    assert_bilingual(caught.value)
    assert not own_home.exists()


def test_a_table_called_series_is_pointed_to_its_place(tmp_path, own_home, assert_bilingual):
    mapping = written(tmp_path / "m.toml", '[series.own_heat_supply]\nunit = "Mt"\n')
    with pytest.raises(BadTable, match="under \\[own_series") as caught:
        import_figures(table(tmp_path, *ROWS), mapping=mapping)
    assert_bilingual(caught.value)


def test_one_id_has_one_definition(tmp_path, own_home, assert_bilingual):
    taken(tmp_path)
    with pytest.raises(BadTable, match="declared already, and differently") as caught:
        taken(tmp_path, name="second", title_en="Something else")
    assert_bilingual(caught.value)


def change(release, **cells):
    path = home() / "releases" / release / "datapackage.json"
    data = json.loads(path.read_text("utf-8"))
    data["tanlu"]["series"][0] |= cells
    path.write_text(json.dumps(data), "utf-8")


def test_two_releases_made_by_hand_that_differ_are_refused(tmp_path, own_home, assert_bilingual):
    taken(tmp_path)
    taken(tmp_path, "own_heat_supply,CN-SN,2008,7,Mt,survey", name="second")
    change("second", title_en="Something else")
    with pytest.raises(BrokenRelease, match="heat and second declare own_heat_supply differently") as caught:
        open_store()
    assert_bilingual(caught.value)


def test_a_declaration_that_was_damaged_is_refused(tmp_path, own_home):
    taken(tmp_path)
    change("heat", title_zh="")
    with pytest.raises(CorruptRelease, match="cannot be read"):
        open_store()

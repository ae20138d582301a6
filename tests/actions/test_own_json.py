"""What is exported as JSON comes back whole; what is no such JSON is told in a sentence."""

import json

import pytest
from tests.actions.test_own_round_trip import facts
from tests.actions.test_own_series import taken
from tests.own_tables import table, written

from tanlu.actions.home import open_store
from tanlu.actions.own import export_release, import_figures, remove_release
from tanlu.errors import BadTable

FIGURE = {
    "series": "coal_production", "region": "US-WY", "year": "1990", "value": 184.2, "unit": "Mt", "source": "survey",
}  # fmt: skip


def given(folder, *figures, **more):
    return written(folder / "mine.json", json.dumps({"figures": list(figures), **more}, ensure_ascii=False))


def test_series_sources_and_absences_come_back(tmp_path, own_home):
    rows = ("own_heat_supply,CN-SX,2008,12.5,Mt,survey", "coal_production,US-WY,1990,184.2,Mt,survey")
    taken(tmp_path, *rows)
    before = open_store().source("survey")
    export_release("heat", "json", tmp_path / "heat.json")
    assert import_figures(tmp_path / "heat.json", "again").layout == "json"
    kept = facts("heat")
    assert facts("again") == kept
    remove_release("heat")
    store = open_store()
    assert store.fact("own_heat_supply/CN-SX/2008").value == 12.5
    assert store.source("survey") == before


def test_an_absence_comes_back_as_one(tmp_path, own_home):
    header = "series,region,year,value,unit,source,status,note"
    row = "coal_production,US-WY,1990,,Mt,survey,suppressed,withheld"
    import_figures(table(tmp_path, row, header=header), "first")
    export_release("first", "json", tmp_path / "x.json")
    assert import_figures(tmp_path / "x.json", "second").done
    assert facts("second") == facts("first")


def test_the_same_checks_name_the_figure(tmp_path, own_home):
    bad = {**FIGURE, "year": "1991", "region": "Shanxi"}
    found = import_figures(given(tmp_path, FIGURE, bad))
    assert [(each.row, each.column) for each in found.rejected] == [(2, "region")]
    assert not own_home.exists()


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"value": "184.2"}, "value", "'184.2' is text; write the number without quotation marks"),
        ({"low": "1"}, "low", "is text"),
        ({"value": True}, "value", "no number"),
        ({"value": [1]}, "value", "no number"),
        ({"unit": ["Mt"]}, "unit", "no text"),
        ({"value": None}, "value", "needs a status"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_named(tmp_path, own_home, cells, column, says):
    found = import_figures(given(tmp_path, FIGURE, {**FIGURE, "year": "1991", **cells}))
    assert [(each.row, each.column) for each in found.rejected] == [(2, column)]
    assert says in found.rejected[0].reason.en
    assert found.rejected[0].reason.zh


WHOLE = json.dumps({"figures": [FIGURE]}, indent=1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (WHOLE[: len(WHOLE) // 2], "cut short"),
        (WHOLE[:-3], "cut short"),
        (WHOLE.replace(":", "=", 1), "not JSON: line 2, column"),
        ('{"rows": []}', "no list called figures"),
        ('["a", "b"]', "no list called figures"),
        ('{"figures": [1]}', "figure 1 is no object"),
        ('{"figures": []}', "holds no figure"),
        ("[" * 100_000, "nested too deeply"),
        (WHOLE.replace("184.2", "NaN"), "NaN, which is no number"),
        ('{"figures": [], "sources": {"id": "x"}}', "sources is no list"),
        ('{"figures": [], "series": [{"id": "own_x"}]}', "lacks title_en"),
        ("just words", "not JSON: line 1, column 1"),
        ('{"figures": [{"series": "coal_production"}]}', "no column for"),
    ],
)
def test_what_is_no_export_is_said_in_a_sentence(tmp_path, own_home, assert_bilingual, text, says):
    with pytest.raises(BadTable, match=says) as caught:
        import_figures(written(tmp_path / "mine.json", text))
    assert_bilingual(caught.value)
    assert not own_home.exists()


def test_keys_that_mean_nothing_are_left_out_and_said(tmp_path, own_home):
    found = import_figures(given(tmp_path, {**FIGURE, "colour": "red"}, licence="x"))
    assert found.done
    assert {what.en for what, _ in found.left_out} == {
        "the column 'colour' is not read", "the key 'licence' is not read",
    }  # fmt: skip

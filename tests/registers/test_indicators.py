import pytest

from tanlu.actions.figures import figure_json, show_figure
from tanlu.errors import UnknownName
from tanlu.evidence.store import Store
from tanlu.lineage.lookup import lookup
from tanlu.lineage.trace import trace
from tanlu.registers.indicators import all_series, scopes, series
from tanlu.registers.tables import nearest, rows, split
from tanlu.registers.units import codes


def test_a_series_says_what_it_is():
    found = series("raw_coal_output_above_scale")
    assert found.scope == "above_scale"
    assert "above designated size" in found.title.en
    assert found.comparability is not None
    assert scopes()[found.scope].zh


def test_every_series_stands_on_the_other_registers():
    for each in all_series().values():
        assert each.unit in codes(), each.id
        assert each.scope in scopes(), each.id


def test_near_names_are_offered(assert_bilingual):
    with pytest.raises(
        UnknownName, match=r"No series is called 'coal_prodution'\. Did you mean coal_production"
    ) as caught:
        series("coal_prodution")
    assert_bilingual(caught.value)
    assert "coal_production" in caught.value.do[1]


def test_a_name_unlike_any_is_sent_to_the_list(assert_bilingual):
    with pytest.raises(UnknownName, match="tanlu evidence list") as caught:
        series("zzzzzzzzzzzzzzzzzzzz")
    assert_bilingual(caught.value)


def test_tables():
    assert rows("scopes") is rows("scopes")
    with pytest.raises(TypeError):
        rows("scopes")[0]["code"] = "x"
    assert split(" a | b|| ") == ("a", "b")
    assert split("") == ()
    assert nearest("cole", ["coal", "coal", "wind", "colt"]) == ("colt", "coal")


def test_a_scope_that_is_not_registered_is_told_in_both_languages(write, assert_bilingual, monkeypatch):
    """A release made by hand, past the checks: a sentence and no KeyError."""
    monkeypatch.setattr("tanlu.evidence.build.CHECKS", ())
    write("mine", {"period": "1999", "scope": "all_mine"})
    held = Store.open(write.home)
    for ask in (
        lambda: trace(lookup("coal_production/US-WY/1999", held), held),
        lambda: figure_json(show_figure("coal_production/US-WY/1999", held), held),
    ):
        with pytest.raises(UnknownName, match="'all_mine'") as caught:
            ask()
        assert_bilingual(caught.value)
        assert "all_mines" in caught.value.do[1]

"""A panel on an engine gives what the store gives, and never adds what is missing."""

import sys
from math import isnan
from statistics import fmean

import pytest
from tests import needs
from tests.evidence.panels import YEARS, write_panel

from tanlu.actions.home import open_store
from tanlu.actions.own import import_figures
from tanlu.errors import BadTable, NoFigure, NotComparable, UnknownName, UserMistake
from tanlu.evidence.engines import open_panel
from tanlu.evidence.panel import Panel

ibis = needs.module("ibis")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return write_panel(tmp_path_factory.mktemp("panel") / "panel.parquet")


@pytest.fixture
def panel(file):
    return open_panel(file)


def small(**columns):
    rows = {"region": ["CN-SX", "US-WY"], "year": [2020, 2020], "value": [1.0, 2.0], **columns}
    return Panel.over(ibis.memtable(rows))


def test_a_panel_gives_what_the_store_gives(tmp_path, own_home, panel):
    """The same rows, imported into a release of one's own and added up from the store's facts."""
    part = panel.select(codes=("CN-SX", "US-WY"), years=(2020, 2021))
    table = tmp_path / "same.csv"
    rows = part.table.to_pyarrow().to_pylist()
    lines = [line(row) for row in rows]
    table.write_text("series,region,year,value,unit,source,dims,status,note\n" + "\n".join(lines), "utf-8")
    assert import_figures(table).done
    store = open_store()
    for group in part.group():
        key = group.key
        facts = [
            fact for fact in store.facts("coal_production", key["region"])
            if fact.ref.source == "synthetic" and fact.year == key["period"]
        ]  # fmt: skip
        given = [fact.value for fact in facts if fact.value is not None]
        assert (group.count, group.missing) == (len(given), len(facts) - len(given))
        assert group.sum == (sum(given) if given else None)
        assert group.mean == (pytest.approx(fmean(given)) if given else None)
    assert len(part.group()) == 4


def line(row):
    value, mine = cell(row["value"]), row["mine"].replace(" ", "")
    status = row["status"] if value or row["status"] != "estimated" else "missing"
    return (
        f"coal_production,{row['region']},{row['period']},{value},kt,synthetic,mine={mine},{status},synthetic"
    )


def cell(value):
    return "" if value is None or isnan(value) else repr(value)


def test_what_is_missing_is_counted_and_never_zero(panel):
    found = {(each.key["region"], each.key["period"]): each for each in panel.group()}
    assert {year for _, year in found} == set(YEARS)
    gone = found["US-WY", 2021]
    assert (gone.count, gone.missing, gone.sum, gone.mean) == (0, 2000, None, None)
    assert all(each.missing for each in found.values())
    assert all(each.count + each.missing == 2000 for each in found.values())


def test_other_units_sources_and_series_are_kept_apart():
    rows = {
        "region": ["CN-SX"] * 3, "period": ["2020"] * 3, "value": [1.0, 2.0, 4.0], "unit": ["Mt", "kt", "kt"],
        "source": ["a", "a", "b"],
    }  # fmt: skip
    found = Panel.over(ibis.memtable(rows)).group(("region",))
    assert [(each.key["source"], each.unit, each.sum) for each in found] == [
        ("a", "Mt", 1), ("a", "kt", 2), ("b", "kt", 4),
    ]  # fmt: skip


def test_years_may_be_text_and_columns_may_have_other_names():
    table = ibis.memtable({"地区": ["CN-SX"] * 2, "年份": ["2019", "2020"], "产量": [1, 3]})
    panel = Panel.over(table, region="地区", period="年份", value="产量")
    assert [each.sum for each in panel.select(years=(2020,)).group()] == [3]
    assert [each.sum for each in panel.select(region="CN-SX").group(("region",))] == [4]


def test_per_head_is_by_the_population_that_is_held(panel, store):
    part = panel.select(codes=("US-WY",), years=(2020,))
    (found,) = part.group(people=part.people(store))
    people = store.fact("population/US-WY/2020")
    assert found.unit_per_head == "t_per_person"
    residents = people.value * {"persons": 1, "1e3_persons": 1e3, "1e4_persons": 1e4}[people.unit]
    assert found.per_head == pytest.approx(found.sum * 1000 / residents)


def test_no_population_is_no_number_per_head(store):
    panel = small(unit=["kt", "kt"], year=[1901, 1901])
    assert {each.per_head for each in panel.group(people=panel.people(store))} == {None}


def test_a_share_has_no_amount_per_head(store, assert_bilingual):
    panel = small(unit=["percent", "percent"])
    with pytest.raises(NotComparable, match="cannot be shown per person") as caught:
        panel.group(people=panel.people(store))
    assert_bilingual(caught.value)


@pytest.mark.parametrize(
    ("ask", "error", "says"),
    [
        (lambda: small().group(("regio",)), UnknownName, "no column regio"),
        (lambda: small().select(codes=("CN-XX",)).group(), NoFigure, "holds no row"),
        (lambda: Panel.over(ibis.memtable({"region": ["x"], "value": [1]})), BadTable, "no column period"),
        (lambda: small(value=["1", "2"]), BadTable, "are text"),
        (lambda: small(sum=[1, 2]), BadTable, "is called sum"),
        (lambda: small(status=["missing", "reported"]).group(), BadTable, "1 rows have a number"),
        (
            lambda: small().group(("region",), people=small().table),
            NotComparable,
            "needs the region and the year",
        ),
    ],
)
def test_mistakes_are_told_in_both_languages(ask, error, says, assert_bilingual):
    with pytest.raises(error, match=says) as caught:
        ask()
    assert_bilingual(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("no.parquet", None, "no file"),
        ("t.xlsx", b"x", "neither Parquet nor CSV"),
        ("t.parquet", b"PAR1cut", "cannot read"),
    ],
)
def test_a_file_that_is_none(tmp_path, name, content, says, assert_bilingual):
    path = tmp_path / name
    if content:
        path.write_bytes(content)
    with pytest.raises(BadTable, match=says) as caught:
        open_panel(path)
    assert_bilingual(caught.value, str(path), name)


def test_a_folder_and_a_csv_give_the_same(tmp_path, file):
    csv = write_panel(tmp_path / "panel.csv", "csv")
    (tmp_path / "parts").mkdir()
    write_panel(tmp_path / "parts" / "a.parquet", "parquet")
    assert open_panel(tmp_path / "parts").group() == open_panel(file).group()
    whole, text = open_panel(file).group(("region",)), open_panel(csv).group(("region",))
    assert (
        sum(each.count for each in text) == sum(each.count for each in whole) + 1
    )  # the one that is not a number


@pytest.mark.parametrize(
    ("engine", "module", "extra"), [("duckdb", "ibis", "engines"), ("spark", "pyspark.sql", "spark")]
)
def test_a_missing_extra_is_named(monkeypatch, file, engine, module, extra, assert_bilingual):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UserMistake, match=r"pip install 'tanlu\[" + extra) as caught:
        open_panel(file, engine)
    assert_bilingual(caught.value)
    assert f"tanlu[{extra}]" in caught.value.do[1]

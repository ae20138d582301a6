"""Jobs of a province from a synthetic yearbook: every number is the method's, and what a table does not bear is absent."""

import numpy as np
import pytest
from tests.lineage.yearbook import columns, yearbook
from tests.spine import HAN

from tanlu.actions.own import import_figures
from tanlu.analysis.economy.breadth import breadth_change
from tanlu.errors import BadTable, NoFigure
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.lookup import lookup
from tanlu.lineage.table import Tables
from tanlu.lineage.tables import provinces, table_recipes
from tanlu.registers.industries import groups, industries


def added(tmp_path_factory, text, name="yearbook.csv"):
    """Return a store that holds a table as a release of one's own."""
    folder = tmp_path_factory.mktemp("yearbook")
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TANLU_HOME", str(folder / "home"))
        found = import_figures(folder / name)
        assert found.done, found.rejected
        return found, Store.open(folder / "home")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return added(tmp_path_factory, yearbook())


@pytest.fixture(scope="module")
def tables(held):
    return Tables(held[1])


def value(tables, name, code="CN-SX", part="", year=2020):
    return tables.answer(table_recipes()[name], code, year, part)


def printed(year):
    """Return the rows of the table by region, as numbers by class."""
    lines = [line.split(",") for line in yearbook().splitlines() if f",{year}," in line]
    codes = [each.code for each in columns()]
    return {line[0].replace("　", ""): dict(zip(codes, map(float, line[3:]), strict=True)) for line in lines}


def grouped(row):
    found = dict.fromkeys((*groups(), "rcy"), 0.0)
    for code, number in row.items():
        found[provinces.homes()[code]] += 10_000 * number
    return np.array(list(found.values()))


def test_it_is_read_as_a_yearbook_table(held):
    found, store = held
    assert found.layout == "divisions"
    assert found.rows == 2 * 32 * len(columns())
    facts = store.facts(provinces.SERIES, "CN-SX")
    coal = next(each for each in facts if each.ref.dims == "gbt=06" and each.year == 2020)
    assert (coal.value, coal.unit, coal.status) == (700_000, "persons", "reported")


def test_every_class_has_a_home_and_every_group_is_found(tables):
    divisions = {code for each in industries().values() for code in each.gbt}
    assert divisions <= set(provinces.homes())
    for group in groups():
        assert isinstance(value(tables, "province_jobs_share", part=group), Derived), group


def test_shares_and_quotients_are_those_of_the_table(tables):
    here, nation = grouped(printed(2020)["山西"]), grouped(printed(2020)["全国"])
    at = tuple(groups()).index("mining")
    share = value(tables, "province_jobs_share", part="mining")
    assert share.value == pytest.approx(100 * here[at] / here.sum())
    assert share.grade == "C"
    assert "not GDP" not in share.caveats[0].en
    assert "urban non-private units" in share.caveats[0].en
    quotient = value(tables, "province_jobs_lq", part="mining").value
    assert quotient == pytest.approx(here[at] / here.sum() / (nation[at] / nation.sum()))
    wider = [name in groups() and not groups()[name].local for name in (*groups(), "rcy")]
    expected = here[at] / here[wider].sum() / (nation[at] / nation[wider].sum())
    assert value(tables, "province_wider_quotient", part="mining").value == pytest.approx(expected)


def test_breadth_and_growth_are_split_between_the_two_years(tables):
    ends = [grouped(printed(year)["山西"]) for year in (2015, 2020)]
    split = breadth_change(*ends, focus=[tuple(groups()).index("mining")])
    for part in ("before", "after", "focus", "losses", "gains"):
        assert value(tables, "province_breadth_change", part=part).value == pytest.approx(
            getattr(split, part)
        )
    parts = [
        value(tables, "province_shift_share", part=part).value for part in ("national", "mix", "regional")
    ]
    whole = value(tables, "province_shift_share", part="change").value
    assert sum(parts) == pytest.approx(whole)
    assert whole == pytest.approx(100 * (ends[1].sum() / ends[0].sum() - 1))


def test_nearness_is_learnt_from_the_provinces(tables):
    found = value(tables, "province_nearness", part="wood")
    assert 0 <= found.value <= 100
    assert found.panels[0].series == provinces.SERIES


def test_sections_alone_give_part_of_the_list_and_no_breadth(tmp_path_factory):
    _, store = added(tmp_path_factory, yearbook(sections_only=True), "sections.csv")
    found = Tables(store)
    assert isinstance(value(found, "province_jobs_share", part="fin"), Derived)
    for name, part in (("province_jobs_share", "mining"), ("province_jobs_share", "wood"), ("province_effective", ""),
                       ("province_breadth_change", "focus"), ("province_nearness", "fin")):  # fmt: skip
        assert isinstance(value(found, name, part=part), Absence), (name, part)
    shares = provinces.jobs(found.panels(table_recipes()["province_jobs_share"], 2020)[0], 2020)
    assert shares.undivided
    known = value(found, "province_jobs_share", part="fin").value
    here = printed_sections(2020)["山西"]
    assert known == pytest.approx(100 * here["J"] / sum(here.values()))


def printed_sections(year):
    lines = [line.split(",") for line in yearbook(sections_only=True).splitlines() if f",{year}," in line]
    codes = [each.code for each in columns(sections_only=True)]
    return {line[0].replace("　", ""): dict(zip(codes, map(float, line[3:]), strict=True)) for line in lines}


def test_without_the_nation_there_are_shares_and_no_quotients(tmp_path_factory):
    _, store = added(tmp_path_factory, yearbook(nation=False), "provinces.csv")
    found = Tables(store)
    assert isinstance(value(found, "province_jobs_share", part="mining"), Derived)
    assert isinstance(value(found, "province_jobs_lq", part="mining"), Absence)
    assert isinstance(value(found, "province_wider_quotient", part="wood"), Absence)


def test_nothing_is_held_until_a_table_is_added(store):
    with pytest.raises(NoFigure, match="evidence import"):
        lookup("province_jobs_share[industry=mining]/CN-SX/2020", store)


@pytest.mark.parametrize(
    ("change", "said"),
    [(("单位：万人", "单位：亿元"), "does not count persons"), ((",年份,", ",备注,"), "year")],
)
def test_a_table_that_does_not_fit_is_refused_with_what_to_do(
    tmp_path, monkeypatch, assert_bilingual, change, said
):
    monkeypatch.setenv("TANLU_HOME", str(tmp_path / "home"))
    text = yearbook(years=(2020,)).replace(*change)
    if "备注" in change[1]:
        text = text.replace(",2020,", ",,")
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match=said) as caught:
        import_figures(tmp_path / "bad.csv")
    assert_bilingual(caught.value, "千人", "万人", "年份", "年")


@pytest.mark.parametrize("name", [each.id for each in provinces.RECIPES if not each.years])
def test_every_recipe_answers_where_a_table_was_added_and_says_why_elsewhere(tables, store, name):
    recipe = table_recipes()[name]
    found = tables.values(recipe, 2020)
    assert found
    assert all(np.isfinite(each) for each in found.values())
    code, part = next(iter(found))
    made = tables.answer(recipe, code, 2020, part)
    assert made.panels
    assert made.caveats
    assert HAN.search(recipe.title.zh)
    assert HAN.search(recipe.method.zh)
    absent = Tables(store).answer(recipe, code, 2020, part)
    assert isinstance(absent, Absence)
    assert HAN.search(absent.reason.zh)


def test_a_table_of_one_province_has_industries_down_and_years_across(tmp_path, monkeypatch):
    """As provincial yearbooks print it (synthetic): a section filled by its divisions gives way to them, a part does not."""
    monkeypatch.setenv("TANLU_HOME", str(tmp_path / "home"))
    text = (
        "分行业城镇非私营单位就业人员（虚构示例）,,\n单位：万人,,\n行业,2015年,2020年\n合计,130,124\n采矿业,92,86\n"
        "煤炭开采和洗选业,90,84\n石油和天然气开采业,2,2\n制造业,30,28\n#纺织业,4,3\n教育,8,10\n"
    )
    (tmp_path / "shanxi.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match="region = "):
        import_figures(tmp_path / "shanxi.csv")
    (tmp_path / "shanxi.toml").write_text('region = "CN-SX"\n', encoding="utf-8")
    found = import_figures(tmp_path / "shanxi.csv", mapping=tmp_path / "shanxi.toml")
    assert found.done, found.rejected
    facts = Store.open(tmp_path / "home").facts(provinces.SERIES, "CN-SX")
    held = {(each.ref.dims, each.year): each.value for each in facts}
    assert held["gbt=06", 2020] == 840_000
    assert {dims for dims, _ in held} == {"gbt=06", "gbt=07", "gbt=83", "gbt=c"}

import dataclasses

import duckdb
import pytest

from tanlu.errors import BadReference, BrokenRelease, NoFigure, UnknownName
from tanlu.evidence.fact import ABSENT
from tanlu.evidence.preference import NEWEST, ONLY, PACKAGED
from tanlu.evidence.release import packaged_folders
from tanlu.evidence.store import Store

WY = "coal_production/US-WY/2023"
SX = "raw_coal_output_above_scale/CN-SX/2023"


def sources(answer):
    return [answer.fact.ref.source, *(each.ref.source for each in answer.rivals)]


# one key, several sources


def test_the_preferred_figure_names_its_rivals_and_the_reason(store):
    answer = store.answer(SX)
    assert sources(answer) == ["jiejinghe_2023", "jpnews_sx2023"]
    assert "all provinces together" in answer.reason.en
    assert "各省" in answer.reason.zh
    assert store.fact(SX) == answer.fact


def test_a_source_can_be_asked_for(store):
    answer = store.answer(f"{SX}~jpnews_sx2023")
    assert sources(answer) == ["jpnews_sx2023", "jiejinghe_2023"]
    assert answer.reason.en == "asked for by source"


def test_a_preference_may_hold_for_one_year_only(store):
    assert store.fact("coal_production/US-WV/2013").ref.source == "eia_weekly_2014"
    assert store.fact("coal_production/US-WV/2012").ref.source == "eia_coalpublic"


def test_every_key_with_several_sources_has_a_recorded_preference(store):
    sql = (
        "SELECT series, dims, region, period FROM facts WHERE value IS NOT NULL "
        "GROUP BY ALL HAVING count(DISTINCT source) > 1 ORDER BY ALL"
    )
    keys = store.connection.execute(sql).fetchall()
    assert len(keys) > 500
    for series, dims, region, period in keys:
        ref = f"{series}{f'[{dims}]' if dims else ''}/{region}/{period}"
        answer = store.answer(ref)
        assert answer.rivals, ref
        assert answer.reason not in (ONLY, NEWEST, PACKAGED), ref


def test_the_only_figure_says_so(store):
    answer = store.answer("coal_production/WORLD/2023")
    assert answer.rivals == ()
    assert answer.reason == ONLY


def test_dimensions_tell_rows_apart(store):
    ref = "raw_coal_output_share_of_china[group=nm_sx_sn]/CHN/2012"
    assert store.fact(ref).value == 67
    assert store.fact(ref.replace("nm_sx_sn", "sx_nm")).value == 54
    assert store.find("raw_coal_output_share_of_china", "CHN", 2012) is None
    assert [each.ref.dims for each in store.facts("raw_coal_output_share_of_china", "CHN")][:2] == [
        "group=nm_sx_sn", "group=sx_nm",
    ]  # fmt: skip


# what is not there


@pytest.mark.parametrize(
    ("ref", "kind", "what", "do"),
    [
        ("coal_prodution/US-WY/2023", UnknownName, "No series is called", "coal_production"),
        ("coal_production/US-XX/2023", UnknownName, "No region has the code 'US-XX'", "US-"),
        (f"{WY}~eia_coal_public", NoFigure, "No figure stands at", "Sources here: eia_coalpublic"),
        (f"{WY}@2020-01", UnknownName, "No release is called '2020-01'", "Known releases: 2026-11"),
        (
            "coal_production/US-WY/1970",
            NoFigure,
            "(Coal production, Wyoming)",
            "Years with a figure: 2000–2024",
        ),
        (
            "coal_production/US-WY/1970~eia_coalpublic",
            NoFigure,
            "No figure stands at",
            "Years with a figure: 2000–2024",
        ),
        ("coal_mine_employees/CN-SX/2023", NoFigure, "Shanxi", "tanlu evidence list --region CN-SX"),
        ("raw_coal_output_share_of_china/CHN/2012", NoFigure, "No figure", "[group=sx_nm]/CHN/2012"),
        ("US-WY/coal", BadReference, "is not a reference", "series/region/year"),
    ],
)
def test_what_is_not_there(store, ref, kind, what, do, assert_bilingual):
    with pytest.raises(kind) as caught:
        store.answer(ref)
    assert_bilingual(caught.value)
    assert what in caught.value.what[0]
    assert do in caught.value.do[0]


def test_an_unknown_source_gets_offers(store, assert_bilingual):
    with pytest.raises(UnknownName, match=r"Did you mean eia_coalpublic") as caught:
        store.source("eia_coalpublik")
    assert_bilingual(caught.value)
    with pytest.raises(UnknownName, match="tanlu evidence list --sources") as caught:
        store.source("zzzzzzzzzzzzzzzz")
    assert_bilingual(caught.value)


def test_a_stated_absence_is_a_fact_without_a_value(store):
    fact = store.fact("raw_coal_output_above_scale/CN-SN/2020")
    assert (fact.value, fact.status) == (None, "missing")
    assert fact.note is not None
    assert fact.note.zh
    assert store.find("raw_coal_output_above_scale", "CN-SN", 2020) is None
    assert 2020 not in store.years("raw_coal_output_above_scale", "CN-SN")
    stated = store.absence("raw_coal_output_above_scale", "CN-SN")
    assert stated is not None
    assert stated.year == 2024
    assert store.absence("coal_production", "US-WY") is None
    assert 2020 in [each.year for each in store.facts("raw_coal_output_above_scale", "CN-SN")]


def test_no_value_is_ever_nan(store):
    sql = (
        "SELECT count(*) FROM facts WHERE isnan(value) "
        "OR (value IS NULL AND status NOT IN ('missing', 'suppressed', 'not_applicable'))"
    )
    assert store.connection.execute(sql).fetchone() == (0,)


# by date of publication


def test_as_of_hides_what_was_not_yet_published(store):
    published = store.fact(WY).published
    assert store.as_of(published).fact(WY).value == 237261496
    before = store.as_of(f"{int(published[:4]) - 1}-12-31")
    with pytest.raises(NoFigure):
        before.answer(WY)
    assert store.fact(WY).value == 237261496


def test_as_of_takes_years_and_refuses_nonsense(store, assert_bilingual):
    assert store.as_of("2019").cutoff == "2019-12-31"
    assert store.as_of("2019-02").cutoff == "2019-02-28"
    with pytest.raises(BadReference) as caught:
        store.as_of("soon")
    assert_bilingual(caught.value)


def test_rivals_come_and_go_with_the_date(write):
    write("mine", {"source": "county"}, {"source": "town", "value": 201.0, "published": "2025-03-01"},
          sources=[{}, {"id": "town"}])  # fmt: skip
    ref = "coal_production/US-WY/2023"
    store = Store.over(tuple(each for each in Store.open(write.home).releases if not each.packaged))
    assert sources(store.answer(ref)) == ["town", "county"]
    assert store.answer(ref).reason == NEWEST
    assert sources(store.as_of("2024").answer(ref)) == ["county"]
    assert store.as_of("2023").years("coal_production", "US-WY") == ()
    assert store.as_of("2024").coverage() == [("coal_production", "US-WY", 1, "2023", "2023")]
    assert store.coverage() == [("coal_production", "US-WY", 2, "2023", "2023")]


def test_coverage_counts_every_figure(store):
    held = store.coverage()
    (total,) = store.connection.execute("SELECT count(*) FROM facts WHERE value IS NOT NULL").fetchone()
    assert sum(each[2] for each in held) == total > 14000
    assert ("coal_production", "WORLD", 5, "2019", "2023") in held


# what a user adds


def test_a_users_figure_is_a_rival_and_never_takes_the_place_of_the_packaged_one(write, store):
    write("mine", {}, {"period": "1950", "value": 4.0})
    both = Store.open(write.home)
    assert [each.id for each in both.releases] == [*(each.id for each in store.releases), "mine"]
    answer = both.answer(WY)
    assert answer.fact == store.fact(WY)
    assert sources(answer)[-1] == "county"
    assert str(both.fact(f"{WY}~county").ref) == f"{WY}~county@mine"
    assert both.fact("coal_production/US-WY/1950").value == 4
    assert both.source("county").title.zh == "县级调查"
    # where no preference is recorded, the packaged figure comes first however new the user's is
    write("mine2", {"region": "WORLD", "published": "2026-11-30"}, published="2026-12-02")
    answer = Store.open(write.home).answer("coal_production/WORLD/2023")
    assert answer.fact == store.fact("coal_production/WORLD/2023")
    assert sources(answer)[1:] == ["county"]
    assert answer.reason == PACKAGED


def test_a_users_figure_stands_where_ours_is_absent(write, store):
    ref = "raw_coal_output_above_scale/CN-SN/2020"
    write(
        "mine", {"series": "raw_coal_output_above_scale", "region": "CN-SN", "period": "2020", "value": 679.0}
    )
    answer = Store.open(write.home).answer(ref)
    assert (answer.fact.value, answer.rivals, answer.reason) == (679.0, (), ONLY)
    assert store.fact(ref).value is None


def test_the_newest_release_of_one_source_wins(write):
    write("mine-a", {"value": 1.0}, published="2027-01-01")
    write("mine-b", {"value": 2.0}, published="2026-12-15")
    store = Store.open(write.home)
    assert [each.id for each in store.releases][-2:] == ["mine-b", "mine-a"]
    assert store.fact(f"{WY}~county").value == 1.0
    assert store.fact(f"{WY}~county@mine-b").value == 2.0
    assert store.fact(f"{WY}@mine-b").value == 2.0
    assert [each.value for each in store.facts("coal_production", "US-WY") if each.year == 2023] == [
        237261496
    ]


def test_the_newest_release_describes_the_source(write):
    write("zz", {}, sources=[{"title_en": "Old title"}], published="2026-12-01")
    write("aa", {}, sources=[{"title_en": "New title"}], published="2027-01-01")
    assert Store.open(write.home).source("county").title.en == "New title"


def test_a_users_preference_decides_between_his_own(write):
    rule = ("coal_*", "US-WY", "1950", "town county", "The town counted itself", "该镇自行统计")
    write("mine", {"period": "1950"}, {"period": "1950", "source": "town", "value": 3.0}, sources=[{}, {"id": "town"}],
          preferences=[rule])  # fmt: skip
    answer = Store.open(write.home).answer("coal_production/US-WY/1950")
    assert sources(answer) == ["town", "county"]
    assert answer.reason.en == "The town counted itself"


def test_two_rows_under_one_key_are_refused_when_read(write, packaged, assert_bilingual):
    """A release made by other means than ours may hold them; nothing is chosen silently."""
    write("mine", {})
    store = Store.open(write.home)
    store.connection.execute(
        "INSERT INTO facts SELECT * REPLACE (999.0 AS value) FROM facts WHERE source = 'county'"
    )
    with pytest.raises(BrokenRelease, match=f"mine holds two rows under {WY}~county@mine") as caught:
        store.answer(f"{WY}~county")
    assert_bilingual(caught.value)


def test_policies_come_once_and_in_order(write, store, packaged):
    row = (
        "US-WY",
        "2031-05",
        "A new rule",
        "新规",
        "law",
        "law",
        "法律",
        "It rules.",
        "予以规定。",
        "county",
    )
    sql = f"SELECT * EXCLUDE (source), 'county' FROM '{packaged}/policies.parquet' WHERE region = 'US-WY' LIMIT 1"
    old = duckdb.execute(sql)
    write("mine", {}, policies=[row, old.fetchone()])
    both = Store.open(write.home).policies(("US-WY",))
    assert len(both) == len(store.policies(("US-WY",))) + 1
    assert [str(each.date) for each in both] == sorted(str(each.date) for each in both)
    assert both[-1].title.zh == "新规"
    assert both[-1].ref == "policy/US-WY/0@mine"


# the objects themselves


def test_packaged_policies_and_sources(store):
    everything = store.policies(("CN-SX", "CN-NM", "CN-SN", "US-WY", "US-WV", "CHN", "USA"))
    assert len(everything) >= 25
    for each in everything:
        assert store.source(each.source).citation.zh
    assert store.policies(()) == ()
    ids = [each.id for each in store.sources()]
    assert ids == sorted(ids)
    assert len(ids) == 140


def test_citations_are_one_line_in_each_language(store):
    for each in store.sources():
        year = each.published[:4]
        assert f"({year}). " in each.citation.en
        assert f"（{year}）：《" in each.citation.zh
        assert "《《" not in each.citation.zh


def test_a_fact_knows_its_row(store, packaged):
    fact = store.fact(WY)
    sql = (
        f"SELECT series, region, value, locator FROM read_parquet('{packaged}/facts.parquet', file_row_number=true) "
        f"WHERE file_row_number = {fact.row}"
    )
    row = duckdb.execute(sql).fetchone()
    assert row == ("coal_production", "US-WY", 237261496.0, fact.locator)


def test_facts_and_stores_do_not_change(store):
    with pytest.raises(dataclasses.FrozenInstanceError):
        store.fact(WY).value = 1.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        store.cutoff = "2020"
    assert store.release(packaged_folders()[-1].name).packaged
    assert ABSENT

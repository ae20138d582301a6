"""The scorecard: caps, what is no score, doubt, order, and no rater told."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanlu.actions.scorecard import FILES, papers, score, write_example
from tanlu.errors import BadFolder, BadRecord
from tanlu.study.framework import COUNTS, dimensions, indicators
from tanlu.study.ratings import Measured, Rating, cap, read_measured, read_ratings
from tanlu.study.region import Region, read_regions
from tanlu.study.scorecard import scorecard
from tanlu.study.told import from_json, to_json
from tanlu.text import Text

HERE = Region("X", "S", Text("X", "某地"))
HEAD = "region,indicator,rater,group,outside,score,grade,sources,locator,date\n"
NUMBERS = "region,indicator,value,low,high,source\n"


def rated(
    indicator, score, rater="r1", group="g1", outside=True, grade="A", sources=1, region="X", absent=""
):
    return Rating(region, indicator, rater, group, outside, score, absent, grade, sources)


def pair(indicator, one, other, **more):
    return [rated(indicator, one, "r1", "g1", **more), rated(indicator, other, "r2", "g2", False, **more)]


def cell(name, ratings=(), measured=()):
    profile = scorecard([HERE], ratings, measured).profiles[0]
    return next(each for each in profile.cells if each.indicator.id == name)


def test_the_framework_holds_what_it_says():
    assert len(indicators()) == sum(COUNTS.values()) == 32
    assert len(dimensions()) == 10
    assert all((each.ladder is not None) is (each.kind == "rated") for each in indicators().values())
    assert [each.id for each in indicators().values() if each.kind != "rated" and not each.is_settled] == [
        "ECO2"
    ]


@pytest.mark.parametrize(
    ("grade", "sources", "highest"),
    [("A", 1, 4), ("B", 1, 3), ("C", 1, 1), ("C", 2, 2), ("C", 9, 2), ("D", 9, 1)],
)
def test_evidence_caps_a_score(grade, sources, highest):
    assert cap(grade, sources) == highest
    for given_ in range(5):
        assert rated("GOV1", given_, grade=grade, sources=sources).capped == min(given_, highest)
    found = cell("GOV1", pair("GOV1", 4, 4, grade=grade, sources=sources))
    assert found.ends == (highest,) * 3
    assert found.is_capped is (highest < 4)


def test_one_rater_or_none_from_outside_is_no_score():
    assert cell("GOV1", [rated("GOV1", 2)]).status == "too_few"
    inside = [rated("GOV1", 2, "r1", "g1", outside=False), rated("GOV1", 2, "r2", "g2", outside=False)]
    assert cell("GOV1", inside).status == "too_few"
    assert cell("GOV1", pair("GOV1", 2, 3)).status == "scored"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (["NA", "NA"], "not_applicable"),
        (["NE", "NR"], "no_evidence"),
        (["NR"], "not_rated"),
        ([], "not_rated"),
    ],
)
def test_what_is_no_score_says_why(said, status):
    ratings = [rated("GOV1", None, f"r{at}", absent=each) for at, each in enumerate(said)]
    assert cell("GOV1", ratings).status == status


def test_what_does_not_apply_is_not_asked_for_and_what_is_missing_is():
    known = [*pair("GOV1", 2, 2), *pair("GOV2", 2, 2)]
    missing = scorecard([HERE], known, []).profiles[0].dimensions[0]
    assert (missing.scored, missing.asked, missing.ends) == (2, 4, None)
    spared = [*known, rated("GOV3", None, absent="NA")]
    found = scorecard([HERE], spared, []).profiles[0].dimensions[0]
    assert (found.scored, found.asked, found.ends) == (2, 3, (2.0, 2.0, 2.0))


@pytest.mark.parametrize(
    ("one", "other", "contested"), [(1, 3, True), (1, 2, False), (0, 4, True), (3, 3, False)]
)
def test_two_steps_apart_is_contested(one, other, contested):
    assert cell("GOV1", pair("GOV1", one, other)).is_contested is contested


def test_groups_count_the_same_however_many_raters_they_have():
    many = [rated("GOV1", 4, f"r{at}", "officials") for at in range(20)]
    found = scorecard([HERE], [*many, rated("GOV1", 0, "w", "workers", outside=False)], [], draws=4000)
    low, _, high = next(each for each in found.profiles[0].cells if each.indicator.id == "GOV1").ends
    assert (low, high) == (0.0, 4.0)


def test_goalposts_do_not_move_and_an_interval_is_carried():
    assert cell("WRK1", (), [Measured("X", "WRK1", 0.3, 0.3, 0.3, "s")]).ends == (2.0, 2.0, 2.0)
    low, middle, high = cell("WRK1", (), [Measured("X", "WRK1", 0.3, 0.24, 0.36, "s")]).ends
    assert (low, middle, high) == pytest.approx((1.6, 2.0, 2.4), abs=0.08)
    assert cell("EQU2", (), [Measured("X", "EQU2", 5.0, 5.0, 5.0, "s")]).ends == (0.0, 0.0, 0.0)
    assert cell("ECO2", (), [Measured("X", "ECO2", 5.0, 5.0, 5.0, "s")]).status == "unsettled"


def test_regions_are_in_order_only_where_that_is_clear():
    there = Region("Y", "S", Text("Y", "另一地"))
    clear = [*pair("SOC1", 3, 3), *pair("SOC1", 1, 1, region="Y")]
    assert scorecard([HERE, there], clear, []).ahead == (("SOC", "X", "Y", 1.0),)
    unclear = [*pair("SOC1", 1, 3), *pair("SOC1", 1, 2, region="Y")]
    assert scorecard([HERE, there], unclear, []).ahead == ()
    assert scorecard([HERE, there], [*pair("SOC1", 2, 2), *pair("SOC1", 2, 2, region="Y")], []).ahead == ()


@given(st.permutations(range(6)))
def test_the_order_of_regions_changes_nothing(order):
    regions = [Region(f"R{at}", "S", Text(f"R{at}", f"地{at}")) for at in range(6)]
    ratings = [each for at in range(6) for each in pair("GOV1", at % 5, (at + 1) % 5, region=f"R{at}")]
    straight = {each.region.id: each for each in scorecard(regions, ratings, [], draws=50).profiles}
    turned = scorecard([regions[at] for at in order], ratings, [], draws=50).profiles
    assert all(straight[each.region.id] == each for each in turned)


def test_what_leaves_names_no_rater_and_comes_back_the_same():
    paper = papers(None, "2026-11-28")["papers/scorecard.json"].decode()
    assert not any(
        word in paper for word in ("r1", "r2", "officials", 'workers"', "researchers", "invented document")
    )
    data = json.loads(paper)
    card = from_json(data)
    assert to_json(card) == {
        key: data[key] for key in ("framework", "draws", "regions", "ahead", "agreement", "severity")
    }


def test_the_last_row_of_a_rater_counts():
    rows = "X,GOV1,r1,g,yes,1,A,1,p. 1,2026-01-01\nX,GOV1,r1,g,yes,3,A,1,p. 2,2026-02-01\n"
    assert [each.score for each in read_ratings(HEAD + rows)] == [3]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("X,GOV9,r,g,yes,1,A,1,p,d", "no indicator"),
        ("X,WRK1,r,g,yes,1,A,1,p,d", "not judged but counted"),
        ("X,GOV1,,g,yes,1,A,1,p,d", "no rater"),
        ("X,GOV1,r,g,maybe,1,A,1,p,d", "outside"),
        ("X,GOV1,r,g,yes,5,A,1,p,d", "score '5'"),
        ("X,GOV1,r,g,yes,,A,1,p,d", "score ''"),
        ("X,GOV1,r,g,yes,2,,1,p,d", "without evidence"),
        ("X,GOV1,r,g,yes,2,A,1,,d", "without evidence"),
        ("X,GOV1,r,g,yes,2,A,two,p,d", "sources"),
    ],
)
def test_a_bad_rating_is_named_by_its_row(row, words, assert_bilingual):
    with pytest.raises(BadRecord, match=words) as caught:
        read_ratings(HEAD + row + "\n")
    assert "ratings.csv:2" in str(caught.value)
    assert_bilingual(caught.value)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("X,GOV1,1,,,s", "which raters judge"),
        ("X,WRK1,many,,,s", "a number belongs"),
        ("X,WRK1,nan,,,s", "a number belongs"),
        ("X,WRK1,0.3,0.4,0.5,s", "does not hold"),
        ("X,WRK1,0.3,,,", "no source"),
        ("X,WRK1,0.3,,,s\nX,WRK1,0.4,,,s", "a row before"),
    ],
)
def test_a_bad_value_is_named_by_its_row(rows, words, assert_bilingual):
    with pytest.raises(BadRecord, match=words) as caught:
        read_measured(NUMBERS + rows + "\n")
    assert_bilingual(caught.value)


@pytest.mark.parametrize(
    "text", ["region,level,title_en,title_zh\n", "region,level,title_en,title_zh\nX,Q,a,甲\n"]
)
def test_bad_regions_are_refused(text, assert_bilingual):
    with pytest.raises(BadRecord) as caught:
        read_regions(text)
    assert_bilingual(caught.value)


def test_a_folder_is_written_once_and_scored_like_the_example(tmp_path, assert_bilingual):
    write_example(tmp_path)
    assert to_json(score(tmp_path).card) == to_json(score(None).card)
    with pytest.raises(BadFolder) as caught:
        write_example(tmp_path)
    assert_bilingual(caught.value)
    (tmp_path / FILES[1]).unlink()
    with pytest.raises(BadFolder) as caught:
        score(tmp_path)
    assert_bilingual(caught.value)


def test_many_regions_are_quick():
    draw = np.random.default_rng(3)
    regions = [Region(f"R{at}", "S", Text(f"R{at}", f"地{at}")) for at in range(12)]
    ratings = [
        each
        for region in regions
        for one in indicators().values()
        if one.kind == "rated"
        for each in pair(one.id, *map(int, draw.integers(0, 5, 2)), region=region.id)
    ]
    found = scorecard(regions, ratings, [])
    assert all(
        0 <= end <= 4 for each in found.profiles for one in each.dimensions if one.ends for end in one.ends
    )

"""A register is read whole or refused with the entry, the cell and what to do."""

import json

import pytest

from tanlu.accord.library import library, parse_library
from tanlu.accord.programme import packaged, programme
from tanlu.accord.reading import parse, to_plain
from tanlu.errors import BadRecord, UnknownName
from tanlu.lineage.claims import packaged_claims

BASE = {
    "title_en": "Ours", "title_zh": "我们的",
    "source": [{"id": "s", "title_en": "T", "title_zh": "题", "publisher_en": "P", "publisher_zh": "社",
                "accessed": "2026", "language": "en"}],
    "instrument": [{"id": "m", "kind": "mou", "title_en": "M", "title_zh": "备忘录", "theme_en": "t", "theme_zh": "题",
                    "dated": "2016-09", "source": "s", "parties": [{"organisation": "jhcga"}]}],
    "commitment": [{"id": "c", "instrument": "m", "act": "assess", "text_en": "A", "text_zh": "评估"}],
}  # fmt: skip


def changed(**parts):
    data = json.loads(json.dumps(BASE))
    for name, cells in parts.items():
        data[name][0] = {key: cell for key, cell in (data[name][0] | cells).items() if cell is not None}
    return data


def test_the_least_register_is_read():
    found = parse(BASE)
    assert found.commitments[0].owner == ""
    assert found.standings("2026-01-01")["c"].state == "no_evidence"


def test_what_is_written_is_read_back_the_same():
    held = programme()
    assert parse(json.loads(json.dumps(to_plain(held)))) == held


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (changed(commitment={"owner": "jhgca"}), "jhcga"),
        (changed(commitment={"instrument": "n"}), "'n'"),
        (changed(commitment={"act": "hope"}), "hope"),
        (changed(commitment={"due": "Early December TBD"}), "Early December TBD"),
        (changed(commitment={"due": "12月上旬"}), "12月上旬"),
        (changed(commitment={"text_zh": None}), "text_zh"),
        (changed(commitment={"text_zh": " "}), "one language"),
        (changed(commitment={"onwer": "jhcga"}), "owner?"),
        (changed(instrument={"parties": []}), "no party"),
        (changed(instrument={"kind": "treaty"}), "treaty"),
        (changed(instrument={"term_months": 0}), "term_months"),
        (changed(instrument={"source": "x"}), "'x'"),
        ({**BASE, "commitment": BASE["commitment"] * 2}, "supersedes"),
        ({**BASE, "update": [{"id": "u", "commitment": "c", "says": "done", "text_en": "D", "text_zh": "完成",
                              "source": "s"}]}, "date"),
        ({**BASE, "update": ["done"]}, "[[update]]"),
        ({**BASE, "title_zh": ""}, "title"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(data, words, assert_bilingual):
    with pytest.raises(BadRecord) as caught:
        parse(data, "register.toml")
    assert_bilingual(caught.value, "12月上旬")
    assert "register.toml" in caught.value.what[0]
    assert words in str(caught.value)


def test_two_versions_of_one_memorandum_are_noticed_and_a_successor_is_none():
    twin = {**BASE["instrument"][0], "id": "m2"}
    pair = parse({**BASE, "instrument": [*BASE["instrument"], twin]}).versions()
    assert [[each.id for each in one] for one in pair] == [["m", "m2"]]
    assert parse({**BASE, "instrument": [*BASE["instrument"], {**twin, "supersedes": "m"}]}).versions() == ()


def test_gates_hold_from_their_day_and_draw_no_conclusion():
    held = programme()
    assert [each.id for each in held.gates_of("wind_assess", "2016-12-31")] == ["towers_duties"]
    assert {each.id for each in held.gates_of("wind_assess", "2026-11-28")} == {"towers_duties", "credit_45x"}
    for each in held.gates:
        assert "?" in each.asks.en
        assert "？" in each.asks.zh


def test_the_record_of_2016_has_three_memoranda_and_one_item_of_letters():
    held = programme()
    kinds = [each.kind for each in held.instruments]
    assert kinds.count("mou") == 3
    assert kinds.count("letter_of_interest") == 1
    assert {each.theme.en for each in held.instruments[:4]} >= {"wind power", "energy efficiency"}
    labels = {name: each.label.en for name, each in held.standings("2026-11-28").items()}
    assert [
        labels[each] for each in ("wind_assess", "office_establish", "wutai_exchange", "xinzhou_replicate")
    ] == ["no evidence found since 2016"] * 4
    delegation = held.meetings[0]
    assert len(delegation.themes) == 4
    assert len(delegation.roles) == 5


def test_one_governor_is_two_roles_in_time():
    held = programme()
    roles = [each for each in held.roles.values() if each.person.en == "Li Xiaopeng"]
    assert [each.until is None for each in roles] == [False, True]
    assert [each.id for each in held.gone(held.instruments[1], "2026-11-28")] == ["li_governor"]


def test_the_claims_of_a_meeting_are_claims_that_are_checked():
    known = {each.id for each in packaged_claims()}
    named = {one for each in programme().meetings for one in each.claims}
    assert named
    assert named <= known


def test_the_packaged_practices_hold_failures_and_their_needs():
    held = library()
    assert {each.outcome for each in held.practices} >= {"failed", "held", "mixed", "unknown"}
    with pytest.raises(UnknownName) as caught:
        held.practice("sister_park")
    assert "sister_parks" in str(caught.value)


def test_a_precondition_is_met_unmet_or_unknown_and_no_neighbour_answers():
    held = library()
    here = {each.practice.id: each for each in held.fits("US-WY")}
    assert here["joint_efficiency"].count("met") == 3
    assert here["competitive_grants"].count("unmet") == 2
    assert {verdict for each in held.fits("CN-SX") for _, verdict, _ in each.answers} == {"unknown"}
    assert held.fits("CN-SX")[-1].practice.outcome == "failed"


def test_the_newest_fact_decides():
    data = packaged("practices.toml")
    old = {"region": "US-WV", "need": "tested_provider", "met": True, "why_en": "w", "why_zh": "因", "source": "globe_2019",
           "date": "2010"}  # fmt: skip
    fits = parse_library({**data, "condition": [*data["condition"], old]}, "f").fits("US-WV")
    assert next(each for each in fits if each.practice.id == "coding_school").count("unmet") == 1


def test_a_library_that_names_what_it_lacks_is_refused(assert_bilingual):
    data = packaged("practices.toml")
    for part, cell in (("practice", "needs"), ("practice", "sources")):
        broken = [{**data[part][0], cell: ["nothing"]}, *data[part][1:]]
        with pytest.raises(BadRecord) as caught:
            parse_library({**data, part: broken}, "f.toml")
        assert_bilingual(caught.value)

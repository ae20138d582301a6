"""Interpreted times, clocks, and calendars that other programs open."""

import copy
import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tanlu.accord.agenda import after, begins, clocks, days_of_clock_change, plan, warning
from tanlu.accord.calendar import calendar, folded
from tanlu.accord.dialogue import read_dialogue
from tanlu.accord.event import event
from tanlu.accord.holidays import clashes_of
from tanlu.accord.inquiry import expired, read_inquiry
from tanlu.accord.pack import glossary, pack, written
from tanlu.accord.people import read_participants
from tanlu.accord.rules import Audience
from tanlu.errors import BadDialogue

EXAMPLE = json.loads((files("tanlu.accord") / "data" / "example" / "dialogue.json").read_text("utf-8"))


def changed(**more):
    return {**copy.deepcopy(EXAMPLE), **more}


def with_session(**more):
    data = changed()
    data["sessions"] = [{**data["sessions"][0], **more}]
    return read_dialogue(data)


def test_consecutive_interpretation_doubles_speaking_and_no_pause():
    held = with_session()
    timed = plan(held.sessions[0])
    assert [slot.minutes for slot in timed.slots] == [10, 60, 15, 50, 20]
    assert (timed.needed, timed.spare) == (155, -5)
    assert warning(timed).zh == "计入口译后超时5分钟，“就陈述投票”将被压缩"


def test_simultaneous_takes_no_time_and_two_people():
    timed = plan(with_session(interpretation="simultaneous").sessions[0])
    assert (timed.needed, timed.interpreters) == (85, 2)


def test_three_languages_triple():
    assert plan(with_session().sessions[0], languages=3).slots[0].minutes == 15


def test_both_clocks_and_the_day_between_them():
    held = with_session()
    start = begins(plan(held.sessions[0]), plan(held.sessions[0]).slots[1])
    assert clocks(held, start, "en") == "17:40 Denver · 08:40 Beijing (3 December)"
    assert clocks(held, start, "zh") == "17:40 丹佛 · 08:40 北京（12月3日）"


def test_summer_time_moves_one_clock_only():
    winter, summer = (
        with_session(starts=f"2026-{month}T17:30").sessions[0].starts for month in ("03-06", "03-09")
    )
    there = [each.astimezone(ZoneInfo("Asia/Shanghai")).hour for each in (winter, summer)]
    assert there == [8, 7]
    held = with_session(starts="2026-03-06T17:30")
    assert [place.zone for place in days_of_clock_change(held, held.sessions[0].starts)] == ["America/Denver"]


def test_an_hour_that_comes_twice_is_not_lost():
    start = datetime(2026, 11, 1, 0, 30, tzinfo=ZoneInfo("America/Denver"))
    assert (after(start, 180) - start.astimezone(UTC)).total_seconds() == 180 * 60


def test_an_hour_that_does_not_exist_is_refused():
    with pytest.raises(BadDialogue):
        with_session(starts="2026-03-08T02:30")


def test_each_country_is_held_to_its_own_calendar():
    """Friday evening in Denver is Saturday morning in Beijing, and the eve of a holiday here is the holiday there."""
    held = with_session(starts="2026-09-30T17:30")
    assert [each.name.en for each in clashes_of(held, held.sessions[0]).holidays] == ["National Day"]
    held = with_session(starts="2026-12-04T17:30")
    assert clashes_of(held, held.sessions[0]).weekend == (("Beijing 2026-12-05", "北京2026-12-05"),)
    held = with_session(starts="2026-07-03T17:30")
    assert [each.country for each in clashes_of(held, held.sessions[0]).holidays] == ["US"]


def lines_of(text):
    """Unfold by RFC 5545: CRLF and one space or tab are taken out."""
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_is_folded_in_octets_and_unfolds_to_the_same():
    text, left = calendar(read_dialogue(EXAMPLE), Audience.ROOM, stamp="2026-01-01")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert left == ()
    events = [line for line in lines_of(text) if line.startswith("DTSTART")]
    assert events == ["DTSTART:20261203T003000Z", "DTSTART:20261204T003000Z", "DTSTART;VALUE=DATE:20270201"]
    about = next(line for line in lines_of(text) if line.startswith("DESCRIPTION"))
    assert "17:30 Denver · 08:30 Beijing (3 December)" in about
    assert "17:30 丹佛 · 08:30 北京（12月3日）" in about.replace("\\,", ",")


@pytest.mark.parametrize("line", ["X" * 75, "X" * 76, "煤" * 100, "a煤" * 60, "😀" * 40, ""])
def test_folding_loses_nothing(line):
    parts = folded(line)
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


def test_another_program_reads_the_calendar():
    """icalendar (BSD) parses what we write, with the times, the texts and the state that were meant."""
    held = read_dialogue(EXAMPLE)
    read = icalendar.Calendar.from_ical(calendar(held, Audience.ROOM, stamp="2026-01-01")[0])
    events = read.walk("VEVENT")
    assert [event.errors for event in (read, *events)] == [[]] * 4
    assert [event.decoded("dtstart") for event in events[:2]] == [each.starts for each in held.sessions[:2]]
    assert events[0].decoded("dtend") - events[0].decoded("dtstart") == timedelta(minutes=150)
    assert str(events[0]["summary"]) == "What happens to miners · 矿工何去何从"
    for line in ("17:30 Denver · 08:30 Beijing (3 December)", "17:30 丹佛 · 08:30 北京（12月3日）"):
        assert line in str(events[0]["description"])
    assert [str(event["status"]) for event in events] == ["CONFIRMED", "CONFIRMED", "TENTATIVE"]
    assert len({str(event["uid"]) for event in events}) == 3


def test_the_same_calendar_every_time():
    made = [calendar(read_dialogue(EXAMPLE), Audience.ROOM, stamp="2026-01-01")[0] for _ in range(2)]
    assert made[0] == made[1]


def test_a_closed_topic_is_for_the_room():
    held = read_dialogue(EXAMPLE)
    for audience, stands in ((Audience.ROOM, True), (Audience.PUBLIC, False)):
        text = "".join(lines_of(calendar(held, audience, stamp="2026-01-01")[0]))
        assert ("joint fund" in text) == stands
        assert ("joint fund" in json.dumps(event(held, audience))) == stands


def test_a_session_without_a_date_is_named_not_dropped():
    held = with_session(starts="12月上旬")
    held = read_dialogue({**changed(year=0), "sessions": [{**EXAMPLE["sessions"][0], "starts": "12月上旬"}]})
    text, left = calendar(held, Audience.ROOM, stamp="2026-01-01")
    assert "VEVENT" not in text
    assert [each.id for each in left] == ["s1"]


def test_an_event_has_no_person_and_both_languages():
    made = event(read_dialogue(EXAMPLE), Audience.PUBLIC)
    assert (made["@type"], made["inLanguage"]) == ("Event", ["en", "zh-Hans"])
    assert {each["@language"] for each in made["name"]} == {"en", "zh-Hans"}
    assert "Person" not in json.dumps(made)
    assert made["subEvent"][0]["startDate"] == "2026-12-02T17:30:00-07:00"
    assert made["subEvent"][2]["temporalCoverage"] == "2027-02-01~/2027-02-10~"


@pytest.mark.parametrize(
    "more",
    [
        {"title": {"en": "One language"}}, {"title": "text"}, {"places": []}, {"places": [{"zone": "Mars/Base"}]},
        {"id": ""}, {"when": "soon"}, {"sessions": [{"id": "s1"}]},
        {"sessions": [{**EXAMPLE["sessions"][0], "minutes": 0}]},
        {"sessions": [{**EXAMPLE["sessions"][0], "minutes": "ninety"}]},
        {"sessions": [{**EXAMPLE["sessions"][0], "interpretation": "mime"}]},
        {"sessions": [{**EXAMPLE["sessions"][0], "starts": "2026-12-02T99:00"}]},
        {"sessions": [{**EXAMPLE["sessions"][0], "items": [{"title": {"en": "a", "zh": "甲"}, "minutes": 5}]}]},
        {"sessions": [EXAMPLE["sessions"][0]] * 2},
    ],
)  # fmt: skip
def test_a_dialogue_that_cannot_be_kept_is_refused(more):
    with pytest.raises(BadDialogue):
        read_dialogue(changed(**more))


def test_names_stand_as_their_owners_write_them():
    rows = [
        {"id": "a", "name_en": "Lin Qiubai", "name_zh": "林秋柏", "family": "Lin", "languages": "zh"},
        {"id": "b", "name_en": "Dana Harrow", "name_zh": "达纳·哈罗", "family": "Harrow"},
    ]
    text = written(pack(read_dialogue(EXAMPLE), read_participants(rows)))
    assert "| LIN Qiubai | 林秋柏 |" in text
    assert "| Dana HARROW | 达纳·哈罗 |" in text
    assert "| just transition | 公正转型 |" in text
    assert "陕西" not in text, "Shanxi is on the agenda, Shaanxi is not"


def test_a_term_is_found_in_either_language_and_as_a_whole_word():
    assert [each.zh[0] for each in glossary("公正转型")] == ["公正转型"]
    assert glossary("adjust transitional") == ()


@pytest.mark.parametrize(
    "rows", [[{"id": "", "name_en": "A"}], [{"id": "a"}], [{"id": "a", "name_en": "A"}] * 2]
)
def test_a_roster_that_cannot_be_kept_is_refused(rows):
    with pytest.raises(BadDialogue):
        read_participants(rows)


def test_capacity_is_personal_unless_written():
    (one,) = read_participants([{"id": "a", "name_en": "A B"}])
    assert (one.capacity, one.listed, one.votes) == ("personal", False, True)


INQUIRY = {
    "id": "q1",
    "received": "2026-01-05",
    "expires": "2026-07-01",
    "purpose": "invitation",
    "name": "A",
}


@pytest.mark.parametrize(
    "more",
    [
        {"purpose": ""},
        {"expires": ""},
        {"expires": "2025-01-01"},
        {"expires": "2036-01-01"},
        {"expires": "soon"},
    ],
)
def test_no_personal_data_without_purpose_and_expiry(more):
    with pytest.raises(BadDialogue):
        read_inquiry({**INQUIRY, **more})


def test_an_inquiry_ends():
    held = (read_inquiry(INQUIRY), read_inquiry({**INQUIRY, "id": "q2", "expires": "2027-01-01"}))
    assert [each.id for each in expired(held, "2026-07-02")] == ["q1"]
    assert expired(held, "2026-07-01") == ()

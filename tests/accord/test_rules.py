"""Denied unless it is written down: the whole matrix, and what a hole in it would let out."""

import pytest

from tanlu.accord import record, rules
from tanlu.accord.people import Participant, mentions
from tanlu.accord.record import Note, Record, noted, opened, told
from tanlu.accord.rules import Audience, Kind, Rule, demand, may_tell, read_audience, read_rule, strictest
from tanlu.errors import BadDialogue, HeldBack
from tanlu.text import Text

WORDS = Text("Records of old workings are not complete.", "老采空区的资料不全。")
TOPIC = Text("Land", "土地")

# rows: rule; columns: room, programme, public. Written out, so that a change of the table is a change here.
LETS_OUT = {
    Kind.TOPIC: ("yyy", "yyy", "yyy", "ynn"),
    Kind.WORDS: ("yyy", "yyy", "yyy", "ynn"),
    Kind.DESCRIPTOR: ("yyy", "yyy", "ynn", "ynn"),
    Kind.SPEAKER: ("yyy", "nnn", "nnn", "nnn"),
    Kind.ATTENDANCE: ("yyy", "yyn", "ynn", "ynn"),
    Kind.TABLE: ("yyy", "yyy", "yyy", "ynn"),
    Kind.BALLOT: ("nnn", "nnn", "nnn", "nnn"),
}


def person(name, country, sector, *, votes=True, listed=False):
    return Participant(
        name, Text(f"Given{name} {name.title()}", f"示{name}"), name.title(), Text("Deep Pit Ltd", "深坑公司"),
        {"country": country, "sector": sector}, votes=votes, listed=listed,
    )  # fmt: skip


ROOM = tuple(person(f"p{at}", "CN" if at < 6 else "US", "coal" if at == 0 else "parks") for at in range(12))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("audience", Audience)
def test_the_matrix(kind, rule, audience):
    decision = may_tell(kind, rule, audience)
    assert decision.allowed == (LETS_OUT[kind][rule][audience] == "y")
    assert decision.reason.en
    assert decision.reason.zh
    if not decision.allowed:
        with pytest.raises(HeldBack):
            demand(kind, rule, audience)


def test_what_stands_nowhere_is_told_to_nobody(monkeypatch):
    monkeypatch.setattr(rules, "WIDEST", {})
    assert not any(may_tell(kind, rule, each).allowed for kind in Kind for rule in Rule for each in Audience)


def test_a_stricter_rule_never_lets_out_more():
    for kind in Kind:
        for audience in Audience:
            allowed = [may_tell(kind, rule, audience).allowed for rule in Rule]
            assert allowed == sorted(allowed, reverse=True)


def test_several_segments_follow_the_strictest():
    assert strictest([Rule.ON_THE_RECORD, Rule.CLOSED, Rule.CHATHAM_HOUSE]) is Rule.CLOSED


@pytest.mark.parametrize("said", ["chatham-house", "Chatham House Rule", "CHATHAM_HOUSE", "查塔姆研究所规则"])
def test_rules_are_read_as_people_write_them(said):
    assert read_rule(said) is Rule.CHATHAM_HOUSE


def test_there_is_no_default_rule_or_audience():
    for read in (read_rule, read_audience):
        for said in ("", "open", "公开吧"):
            with pytest.raises(BadDialogue):
                read(said)


def a_segment(rule, *notes):
    begun = opened(Record(), "s1", TOPIC, rule)
    for note in notes:
        begun = noted(begun, note, ROOM)
    return begun.segments[0]


def test_a_description_that_fits_one_person_is_not_told():
    segment = a_segment(
        Rule.NOT_FOR_ATTRIBUTION,
        Note(WORDS, {"country": "CN", "sector": "coal"}),
        Note(WORDS, {"country": "CN", "sector": "parks"}),
    )
    found = told(segment, Audience.PUBLIC, ROOM)
    assert [note.descriptors for note in found.notes] == [{}, {"country": "CN", "sector": "parks"}]
    assert len(found.apart) == 1


def test_without_the_fewest_a_description_points_at_one_person(monkeypatch):
    """The hole: the same note, told with descriptors that one person on the roster bears."""
    monkeypatch.setattr(record, "FEWEST", dict.fromkeys(Audience, 1))
    described = {"country": "CN", "sector": "coal"}
    found = told(a_segment(Rule.NOT_FOR_ATTRIBUTION, Note(WORDS, described)), Audience.PUBLIC, ROOM)
    assert found.notes[0].descriptors == described
    assert sum(each.descriptors == described for each in ROOM) == 1


def test_interpreters_and_gaps_hide_nobody():
    booth = tuple(person(f"i{at}", "CN", "coal", votes=False) for at in range(9))
    segment = a_segment(Rule.NOT_FOR_ATTRIBUTION, Note(WORDS, {"sector": "coal"}))
    assert told(segment, Audience.PUBLIC, (*ROOM, *booth)).notes[0].descriptors == {}


def test_an_unknown_descriptor_is_never_told():
    segment = a_segment(Rule.NOT_FOR_ATTRIBUTION, Note(WORDS, {"name": "anyone"}))
    assert told(segment, Audience.PUBLIC, ROOM).notes[0].descriptors == {}


def test_chatham_house_tells_words_and_nothing_of_who_spoke():
    segment = a_segment(Rule.CHATHAM_HOUSE, Note(WORDS, {"country": "US"}))
    found = told(segment, Audience.PUBLIC, ROOM)
    assert [(note.text, note.descriptors, note.speaker) for note in found.notes] == [(WORDS, {}, "")]


def test_notes_are_not_told_in_the_order_of_speaking():
    first, second = Text("Zinc", "锌"), Text("Ash", "灰")
    segment = a_segment(Rule.CHATHAM_HOUSE, Note(first), Note(second))
    assert [note.text.en for note in told(segment, Audience.ROOM, ROOM).notes] == ["Ash", "Zinc"]


def test_a_closed_segment_leaves_nothing_outside():
    found = told(a_segment(Rule.CLOSED, Note(WORDS)), Audience.PROGRAMME, ROOM)
    assert (found.topic, found.notes) == (None, ())
    assert len(found.held) == 2


@pytest.mark.parametrize(
    "text",
    [
        "as Givenp3 P3 said",
        "P3, Givenp3 put it so",
        "Director P3 put it so",
        "示p3说",
        "at Deep Pit Ltd they say",
        "深坑公司说",
    ],
)
def test_a_name_or_employer_in_free_text_is_refused_and_not_repeated(text):
    for rule in (Rule.NOT_FOR_ATTRIBUTION, Rule.CHATHAM_HOUSE, Rule.CLOSED):
        begun = opened(Record(), "s1", TOPIC, rule)
        with pytest.raises(HeldBack) as refused:
            noted(begun, Note(Text(text, text)), ROOM)
        assert "P3" not in str(refused.value)
        assert "Deep" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("陳秋柏的意见", True), ("陈 秋柏的意见", True), ("陈\u200b秋柏", True), ("陈主任说", True), ("小陈。", True),
        ("Ｃｈｅｎ　Ｑｉｕｂａｉ", True), ("chen-qiubai", True), ("QIUBAI CHEN", True), ("Dr. Chen agreed", True),
        ("Qiubai agreed", True), ("陈述一下", False), ("the chenille industry", False), ("秋天的柏树", False),
    ],
)  # fmt: skip
def test_names_are_found_however_they_are_written(text, found):
    who = Participant("p", Text("Chen Qiubai", "陈秋柏"), "Chen", None, {})
    assert bool(mentions(text, [who])) == found


def test_the_place_of_a_name_is_the_place_in_the_text_as_written():
    who = Participant("p", Text("Chen Qiubai", "陈秋柏"), "Chen", None, {})
    (mention,) = mentions("\u200b问陳\u200b秋柏。", [who])
    assert (mention.start, mention.end) == (2, 6)


def test_a_speaker_is_kept_on_the_record_only():
    for rule in Rule:
        begun = opened(Record(), "s1", TOPIC, rule)
        if rule is Rule.ON_THE_RECORD:
            assert noted(begun, Note(WORDS, {}, "p1"), ROOM).segments[0].notes[0].speaker == "p1"
            with pytest.raises(BadDialogue):
                noted(begun, Note(WORDS, {}, "stranger"), ROOM)
        else:
            with pytest.raises(HeldBack):
                noted(begun, Note(WORDS, {}, "p1"), ROOM)


def test_on_the_record_nobody_else_is_named_to_the_public_who_has_not_agreed():
    quoting = Text("Givenp4 P4 told me so.", "示p4这样对我说。")
    segment = a_segment(Rule.ON_THE_RECORD, Note(quoting, {}, "p1"))
    assert told(segment, Audience.PUBLIC, ROOM).notes == ()
    listed = (*ROOM[:4], person("p4", "CN", "parks", listed=True), *ROOM[5:])
    assert len(told(segment, Audience.PUBLIC, listed).notes) == 1


def test_a_rule_changed_halfway_makes_a_new_segment_and_frees_nothing_said_before():
    begun = noted(opened(Record(), "s1", TOPIC, Rule.CLOSED), Note(WORDS), ROOM)
    changed = record.with_rule(begun, Rule.ON_THE_RECORD)
    assert [(each.rule, each.open, len(each.notes)) for each in changed.segments] == [
        (Rule.CLOSED, False, 1),
        (Rule.ON_THE_RECORD, True, 0),
    ]
    assert told(changed.segments[0], Audience.PUBLIC, ROOM).notes == ()
    for bad in (Record(), changed):
        with pytest.raises(BadDialogue):
            record.with_rule(bad, Rule.ON_THE_RECORD)


def test_a_record_survives_its_file():
    begun = noted(opened(Record(), "s1", TOPIC, Rule.CHATHAM_HOUSE), Note(WORDS, {"country": "US"}), ROOM)
    assert record.read_record(record.record_to_json(begun)) == begun

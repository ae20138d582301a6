"""What was said, segment by segment, each under the one rule it was opened with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tanlu.accord.dialogue import text_of
from tanlu.accord.people import Participant, demand_nameless, mentions
from tanlu.accord.rules import FEWEST, RULE_NAMES, Audience, Decision, Kind, Rule, may_tell, read_rule
from tanlu.analysis.disclosure.residual import bearers
from tanlu.errors import BadDialogue, HeldBack
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was said, without who said it.

    Parameters
    ----------
    text : Text
    descriptors : mapping of str to str
        How the speaker may be described, if at all.
    speaker : str
        Id of the participant; on the record only.
    """

    text: Text
    descriptors: Mapping[str, str] = field(default_factory=dict)
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a session under one rule.

    Parameters
    ----------
    id, session : str
    topic : Text
    rule : Rule
        Fixed when the segment is opened.
    open : bool
    notes : tuple of Note
    """

    id: str
    session: str
    topic: Text
    rule: Rule
    open: bool = True
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The segments of a dialogue, the first first."""

    segments: tuple[Segment, ...] = ()

    def segment(self, name: str) -> Segment:
        """Return a segment by its id.

        Raises
        ------
        BadDialogue
            If there is none.
        """
        for each in self.segments:
            if each.id == name:
                return each
        known = ", ".join(each.id for each in self.segments) or "-"
        raise BadDialogue(
            (f"There is no segment {name!r}.", f"没有环节 {name!r}。"),
            (f"There are: {known}.", f"现有：{known}。"),
        )

    @property
    def current(self) -> Segment | None:
        """Return the segment that is open."""
        return next((each for each in self.segments if each.open), None)


def opened(record: Record, session: str, topic: Text, rule: Rule) -> Record:
    """Open a segment; one that was open is closed.

    Examples
    --------
    >>> begun = opened(Record(), "s1", Text("Coal", "煤炭"), Rule.CHATHAM_HOUSE)
    >>> [each.rule.name for each in opened(begun, "s1", Text("Press", "媒体"), Rule.ON_THE_RECORD).segments]
    ['CHATHAM_HOUSE', 'ON_THE_RECORD']
    """
    shut = closed(record)
    name = f"{session}.{1 + sum(each.session == session for each in shut.segments)}"
    return Record((*shut.segments, Segment(name, session, topic, rule)))


def closed(record: Record) -> Record:
    """Close the segment that is open, if any."""
    return Record(tuple(replace(each, open=False) for each in record.segments))


def with_rule(record: Record, rule: Rule) -> Record:
    """Go on under another rule: what was said keeps the rule it was said under, and a new segment begins.

    Raises
    ------
    BadDialogue
        If no segment is open, or it has this rule already.

    Examples
    --------
    >>> begun = opened(Record(), "s1", Text("Coal", "煤炭"), Rule.CHATHAM_HOUSE)
    >>> [(each.id, each.rule.name, each.open) for each in with_rule(begun, Rule.CLOSED).segments]
    [('s1.1', 'CHATHAM_HOUSE', False), ('s1.2', 'CLOSED', True)]
    """
    now = record.current
    if now is None:
        raise BadDialogue(
            ("No segment is open, so no rule can change.", "目前没有进行中的环节，无规则可改。"),
            ("Open one with its rule.", "请先以某一规则开启环节。"),
        )
    if now.rule is rule:
        name = RULE_NAMES[rule]
        raise BadDialogue(
            (f"Segment {now.id} is under this rule already ({name.en}).", f"环节 {now.id} 已适用该规则（{name.zh}）。"),
            ("Nothing needs to change.", "无须更改。"),
        )  # fmt: skip
    return opened(record, now.session, now.topic, rule)


def noted(record: Record, note: Note, people: Iterable[Participant]) -> Record:
    """Keep something that was said in the segment that is open.

    Raises
    ------
    BadDialogue
        If no segment is open, or the speaker is not on the roster.
    HeldBack
        If the text names a participant where the rule is stricter than on the record, a speaker is given there, or the
        descriptors point at too few people.
    """
    now = record.current
    roster = tuple(people)
    if now is None:
        raise BadDialogue(
            ("No segment is open, so nothing can be noted.", "目前没有进行中的环节，无法记录。"),
            ("Open one with its rule first.", "请先以某一规则开启环节。"),
        )
    demand_keepable(note, now.rule, roster)
    return Record(
        tuple(
            replace(each, notes=(*each.notes, note)) if each.id == now.id else each
            for each in record.segments
        )
    )


def demand_keepable(note: Note, rule: Rule, people: tuple[Participant, ...]) -> None:
    """Refuse a note that its rule does not bear.

    Raises
    ------
    BadDialogue, HeldBack
    """
    if rule is Rule.ON_THE_RECORD:
        if note.speaker and note.speaker not in {each.id for each in people}:
            raise BadDialogue(
                ("The speaker is not on the roster.", "发言者不在名册上。"),
                ("Give the id of a participant.", "请填写与会者编号。"),
            )
        return
    if note.speaker:
        raise HeldBack(
            (f"A speaker is not kept under {RULE_NAMES[rule].en}.", f"在“{RULE_NAMES[rule].zh}”下不记录发言者。"),
            ("Leave the speaker out; nothing was kept.", "请去掉发言者；内容未保存。"),
        )  # fmt: skip
    for lang, text in (("en", note.text.en), ("zh", note.text.zh)):
        demand_nameless(text, people, Text(f"The note ({lang})", f"记录（{lang}）"))


@dataclass(frozen=True, slots=True)
class Told:
    """What an audience may have of one segment.

    Parameters
    ----------
    segment, session : str
    rule : Rule
    topic : Text, optional
    notes : tuple of Note
        Stripped to what may be told.
    held : tuple of Text
        What the rule holds back of the segment as a whole.
    apart : tuple of Text
        What was held back of single notes, and why: for whoever keeps the record, since even the reason says something of
        a speaker.
    """

    segment: str
    session: str
    rule: Rule
    topic: Text | None
    notes: tuple[Note, ...]
    held: tuple[Text, ...]
    apart: tuple[Text, ...]


def told(segment: Segment, audience: Audience, people: Iterable[Participant]) -> Told:
    """Return what an audience may have of a segment; everything else is held back with its reason.

    Unless a segment is on the record its notes are told in the order of their words: who spoke after whom is no secret to
    those who were there.
    """
    roster = tuple(people)
    topic = may_tell(Kind.TOPIC, segment.rule, audience)
    words = may_tell(Kind.WORDS, segment.rule, audience)
    notes: list[Note] = []
    apart: list[Text] = []
    for number, note in enumerate(segment.notes if words.allowed else (), 1):
        why = _unfit(note, segment.rule, audience, roster)
        described = described_as(note, segment.rule, audience, roster)
        if not why:
            speaker = note.speaker if may_tell(Kind.SPEAKER, segment.rule, audience).allowed else ""
            notes.append(Note(note.text, dict(note.descriptors) if described.allowed else {}, speaker))
        reasons = (why, None if described.allowed else described.reason)
        apart += [
            Text(f"note {number}: {each.en}", f"第{number}条记录：{each.zh}") for each in reasons if each
        ]
    if segment.rule is not Rule.ON_THE_RECORD:
        notes.sort(key=lambda each: each.text.en)
    return Told(
        segment.id,
        segment.session,
        segment.rule,
        segment.topic if topic.allowed else None,
        tuple(notes),
        tuple(each.reason for each in (topic, words) if not each.allowed),
        tuple(apart),
    )


def _unfit(note: Note, rule: Rule, audience: Audience, people: tuple[Participant, ...]) -> Text | None:
    """Return why the words themselves are held back."""
    try:
        demand_keepable(note, rule, people)
    except (HeldBack, BadDialogue) as error:
        return Text(*(each.rstrip(".。") for each in error.what))
    if audience is Audience.PUBLIC and _names_others(note, people):
        return Text("it names a participant who has not agreed to be listed", "提及未同意列名的与会者")
    return None


def _names_others(note: Note, people: tuple[Participant, ...]) -> bool:
    """Tell whether the words, on the record, name someone else who has not agreed to stand on a list."""
    others = [each for each in people if not each.listed and each.id != note.speaker]
    return any(mentions(text, others, organisations=False) for text in (note.text.en, note.text.zh))


def described_as(note: Note, rule: Rule, audience: Audience, people: tuple[Participant, ...]) -> Decision:
    """Decide whether a speaker may be described: by the rule, and only if enough people on the roster fit.

    Those whose descriptor is not known do not count, nor do those who are not there to speak (interpreters, observers), so
    that neither a gap in the roster nor the booth hides anybody.
    """
    if not note.descriptors:
        return Decision(True, Text("no descriptors", "未描述发言者"))  # noqa: FBT003 - the first field of a decision
    decision = may_tell(Kind.DESCRIPTOR, rule, audience)
    if not decision.allowed:
        return decision
    fewest = FEWEST[audience]
    found = bearers([each.descriptors for each in people if each.votes], note.descriptors)
    if found < fewest:
        return Decision(
            False,  # noqa: FBT003 - the first field of a decision
            Text(
                f"fewer than {fewest} people fit this description, so it would point at someone",
                f"符合该描述的不足{fewest}人，可能指向个人",
            ),
        )
    return decision


def read_record(data: Mapping[str, Any]) -> Record:
    """Read the segments from their file.

    Raises
    ------
    BadDialogue
        If a rule or text cannot be read.
    """
    return Record(
        tuple(
            Segment(
                str(each["id"]),
                str(each["session"]),
                text_of(each.get("topic"), str(each["id"])),
                read_rule(str(each.get("rule", ""))),
                bool(each.get("open")),
                tuple(
                    Note(
                        text_of(note.get("text"), str(each["id"])),
                        dict(note.get("descriptors", {})),
                        str(note.get("speaker", "")),
                    )
                    for note in each.get("notes", ())
                ),
            )
            for each in data.get("segments", ())
        )
    )


def record_to_json(record: Record) -> dict[str, Any]:
    """Return the segments for their file."""
    return {
        "segments": [
            {
                "id": each.id,
                "session": each.session,
                "topic": each.topic.to_json(),
                "rule": each.rule.name.lower(),
                "open": each.open,
                "notes": [
                    {
                        "text": note.text.to_json(),
                        "descriptors": dict(note.descriptors),
                        "speaker": note.speaker,
                    }
                    for note in each.notes
                ],
            }
            for each in record.segments
        ]
    }

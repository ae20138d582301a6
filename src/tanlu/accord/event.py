"""What leaves of a dialogue besides votes: a schema.org Event, and its segments as data with where they come from."""

from collections.abc import Iterable
from typing import Any

from tanlu.accord.agenda import after
from tanlu.accord.calendar import topic
from tanlu.accord.dialogue import Dialogue, Session
from tanlu.accord.people import Participant
from tanlu.accord.record import Record, Told, told
from tanlu.accord.rules import Audience, Kind, may_tell, strictest
from tanlu.text import Text


def event(dialogue: Dialogue, audience: Audience) -> dict[str, Any]:
    """Return a dialogue as a schema.org Event (JSON-LD); no person stands in it."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "identifier": dialogue.id,
        "name": _tagged(dialogue.title),
        "inLanguage": [{"zh": "zh-Hans"}.get(each, each) for each in dialogue.languages],
        "eventStatus": "https://schema.org/EventScheduled",
        "location": [{"@type": "Place", "name": _tagged(each.name)} for each in dialogue.places],
        "subEvent": [_session(each, audience) for each in dialogue.sessions],
    }
    data |= _dates(dialogue.when.first, dialogue.when.last) if dialogue.when.settled else {}
    if not dialogue.when.settled and dialogue.when.edtf:
        data["temporalCoverage"] = dialogue.when.edtf
    if dialogue.organiser:
        data["organizer"] = {"@type": "Organization", "name": _tagged(dialogue.organiser)}
    if dialogue.series:
        data["superEvent"] = {"@type": "EventSeries", "name": dialogue.series}
    if dialogue.fictional:
        data["disambiguatingDescription"] = _tagged(Text("Fictional example", "虚构示例"))
    return data


def words(
    dialogue: Dialogue, record: Record, people: Iterable[Participant], audience: Audience
) -> dict[str, Any]:
    """Return what an audience may have of the segments, with what was held back and why."""
    roster = tuple(people)
    segments = [told(each, audience, roster) for each in record.segments]
    names = {each.id: each.name for each in roster}
    return {
        "dialogue": dialogue.id,
        "title": dialogue.title.to_json(),
        "fictional": dialogue.fictional,
        "audience": audience.name.lower(),
        "segments": [_segment(each, names) for each in segments],
        "participants": _listed(record, roster, audience),
    }


def _listed(record: Record, people: tuple[Participant, ...], audience: Audience) -> dict[str, Any]:
    """Return the list of participants, of those who agreed, if the strictest rule of all segments lets it out."""
    decision = may_tell(Kind.ATTENDANCE, strictest(each.rule for each in record.segments), audience)
    if not decision.allowed:
        return {"held": decision.reason.to_json()}
    return {
        "listed": [{"name": each.name.to_json(), "capacity": each.capacity} for each in people if each.listed]
    }


def _segment(each: Told, names: dict[str, Text]) -> dict[str, Any]:
    return {
        "segment": each.segment,
        "session": each.session,
        "rule": each.rule.name.lower(),
        "topic": each.topic.to_json() if each.topic else None,
        "notes": [
            {"text": note.text.to_json()}
            | ({"descriptors": dict(note.descriptors)} if note.descriptors else {})
            | ({"speaker": names[note.speaker].to_json()} if note.speaker in names else {})
            for note in each.notes
        ],
        "held": [reason.to_json() for reason in each.held],
    }


def _session(session: Session, audience: Audience) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "Event", "identifier": session.id, "name": _tagged(session.title)}
    if session.starts:
        data |= _dates(session.starts.isoformat(), after(session.starts, session.minutes).isoformat())
    elif session.when.edtf:
        data["temporalCoverage"] = session.when.edtf
    titles = [topic(item, audience) for item in session.items if not item.pause]
    if titles:
        data["about"] = [_tagged(each) for each in titles]
    return data


def _dates(first: str, last: str) -> dict[str, str]:
    return {"startDate": first, "endDate": last}


def _tagged(text: Text) -> list[dict[str, str]]:
    return [{"@language": "en", "@value": text.en}, {"@language": "zh-Hans", "@value": text.zh}]

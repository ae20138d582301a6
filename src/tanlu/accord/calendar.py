"""A dialogue as iCalendar (RFC 5545): instants in UTC, every clock in the text."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from tanlu.accord.agenda import after, clocks, plan
from tanlu.accord.dialogue import MODE_NAMES, Dialogue, Item, Session
from tanlu.accord.rules import Audience, Kind, may_tell
from tanlu.text import LANGS, Lang, Text

_OCTETS: Final = 75
_CLOSED: Final = Text("closed item", "闭门环节")
_FICTIONAL: Final = Text("Fictional example", "虚构示例")


def calendar(dialogue: Dialogue, audience: Audience, *, stamp: str) -> tuple[str, tuple[Session, ...]]:
    """Return the sessions as a calendar, and those that have no date to stand on.

    Parameters
    ----------
    dialogue : Dialogue
    audience : Audience
        Who may subscribe; topics of closed items are left out for others than the room.
    stamp : str
        ISO day on which it is made.

    Returns
    -------
    str, tuple of Session
        Text with CRLF, lines folded at 75 octets.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tanlu//Dialogue//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    lines.append(f"X-WR-CALNAME:{escaped(_side_by_side(dialogue.title))}")
    left = []
    for session in dialogue.sessions:
        event = _event(dialogue, session, audience, stamp.replace("-", ""))
        lines += event
        if not event:
            left.append(session)
    lines.append("END:VCALENDAR")
    return "".join(f"{each}\r\n" for line in lines for each in folded(line)), tuple(left)


def escaped(text: str) -> str:
    r"""Escape a text value.

    Examples
    --------
    >>> escaped("a; b, c\nd\\e")
    'a\\; b\\, c\\nd\\\\e'
    """
    for plain, written in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", "\\n"),
    ):
        text = text.replace(plain, written)
    return text


def folded(line: str) -> list[str]:
    """Fold a line at 75 octets, never inside a character: a Chinese one takes three.

    Examples
    --------
    >>> [len(each.encode()) for each in folded("X:" + "煤" * 30)]
    [74, 19]
    """
    found, now, room = [], "", _OCTETS
    for character in line:
        if len((now + character).encode()) > room:
            found.append(now)
            now, room = " ", _OCTETS
        now += character
    return [*found, now]


def _event(dialogue: Dialogue, session: Session, audience: Audience, stamp: str) -> list[str]:
    span = _span(session)
    if not span:
        return []
    title = _side_by_side(session.title)
    about = "\n\n".join(_about(dialogue, session, audience, lang) for lang in LANGS)
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(dialogue.id)}-{escaped(session.id)}@tanlu",
        f"DTSTAMP:{stamp}T000000Z",
        *span,
        f"SUMMARY:{escaped(title)}",
        f"DESCRIPTION:{escaped(about)}",
        f"LOCATION:{escaped(' / '.join(_side_by_side(each.name) for each in dialogue.places))}",
        f"STATUS:{'CONFIRMED' if session.starts else 'TENTATIVE'}",
        "END:VEVENT",
    ]


def _span(session: Session) -> list[str]:
    """Return when it is: instants in UTC, or whole days while only these are known."""
    if session.starts:
        ends = after(session.starts, session.minutes)
        return [f"DTSTART:{_utc(session.starts)}", f"DTEND:{_utc(ends)}"]
    if session.when.first and session.when.last:
        last = date.fromisoformat(session.when.last) + timedelta(days=1)
        return [
            f"DTSTART;VALUE=DATE:{session.when.first.replace('-', '')}",
            f"DTEND;VALUE=DATE:{last:%Y%m%d}",
            "TRANSP:TRANSPARENT",
        ]
    return []


def _about(dialogue: Dialogue, session: Session, audience: Audience, lang: Lang) -> str:
    lines = [_FICTIONAL(lang)] if dialogue.fictional else []
    timed = plan(session, len(dialogue.languages))
    lines.append(clocks(dialogue, session.starts, lang) if session.starts else session.when.said(lang))
    if session.starts and timed.slots:
        lines += [
            f"{clocks(dialogue, after(session.starts, slot.offset), lang)}  {topic(slot.item, audience)(lang)}"
            for slot in timed.slots
        ]
    lines.append(MODE_NAMES[session.interpretation](lang))
    return "\n".join(lines)


def topic(item: Item, audience: Audience) -> Text:
    """Return the title of an item, or that it is closed."""
    told = item.pause or may_tell(Kind.TOPIC, item.rule, audience).allowed
    return item.title if told else _CLOSED


def _side_by_side(text: Text) -> str:
    return f"{text.en} · {text.zh}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"

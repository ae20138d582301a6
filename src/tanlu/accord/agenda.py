"""How long a session takes once it is interpreted, and when each item begins on every clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tanlu.accord.dialogue import Dialogue, Item, Place, Session
from tanlu.text import Lang, Text

TURN: Final = 30
"""Minutes after which simultaneous interpreters take turns at the latest, so that a booth needs two."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An item with the time it takes.

    Parameters
    ----------
    item : Item
    offset : int
        Minutes from the start of the session.
    minutes : int
        With interpretation.
    """

    item: Item
    offset: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A session, timed.

    Parameters
    ----------
    session : Session
    slots : tuple of Slot
    needed : int
        Minutes in all.
    spare : int
        Minutes left of those reserved; below zero the last item is cut.
    interpreters : int
        How many are needed.
    """

    session: Session
    slots: tuple[Slot, ...]
    needed: int
    spare: int
    interpreters: int


def plan(session: Session, languages: int = 2) -> Plan:
    r"""Time a session.

    Consecutive interpretation says everything again in each other language; simultaneous takes no time of its own:

    .. math:: m' = m \cdot L \quad\text{(consecutive)}, \qquad m' = m \quad\text{(otherwise)}

    Parameters
    ----------
    session : Session
    languages : int
        In which the session is held.

    Examples
    --------
    >>> from tanlu.accord.dates import UNDATED
    >>> from tanlu.accord.rules import Rule
    >>> items = (Item(Text("Coal", "煤炭"), 40, Rule.CHATHAM_HOUSE), Item(Text("Tea", "茶歇"), 15, Rule.CLOSED, pause=True))
    >>> timed = plan(Session("s1", Text("One", "一"), None, UNDATED, 90, "consecutive", items))
    >>> timed.needed, timed.spare, timed.interpreters
    (95, -5, 1)
    """
    factor = languages if session.interpretation == "consecutive" else 1
    slots: list[Slot] = []
    offset = 0
    for item in session.items:
        minutes = item.minutes if item.pause else item.minutes * factor
        slots.append(Slot(item, offset, minutes))
        offset += minutes
    return Plan(
        session, tuple(slots), offset, session.minutes - offset, _interpreters(session, offset, languages)
    )


def _interpreters(session: Session, minutes: int, languages: int) -> int:
    if session.interpretation == "none" or languages < 2 or not minutes:
        return 0
    booths = languages - 1
    if session.interpretation == "simultaneous":
        return booths * (2 if minutes > TURN else 1)
    return booths


def clock(moment: datetime, place: Place, lang: Lang, *, day: str = "") -> str:
    """Write a moment on the clock of a place, with the date where it is another one than ``day``.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> start = datetime(2026, 12, 3, 18, 30, tzinfo=ZoneInfo("America/Denver"))
    >>> clock(start, Place(Text("Beijing", "北京"), "Asia/Shanghai"), "en", day="2026-12-03")
    '09:30 Beijing (4 December)'
    """
    there = moment.astimezone(place.clock)
    text = f"{there:%H:%M} {place.name(lang)}"
    if day and there.date().isoformat() != day:
        text += f"（{there.month}月{there.day}日）" if lang == "zh" else f" ({there.day} {there:%B})"
    return text


def clocks(dialogue: Dialogue, moment: datetime, lang: Lang) -> str:
    """Write a moment on the clocks of all places: ``08:30 Denver · 23:30 Beijing``."""
    day = moment.astimezone(dialogue.places[0].clock).date().isoformat()
    return " · ".join(clock(moment, place, lang, day=day) for place in dialogue.places)


def begins(timed: Plan, slot: Slot) -> datetime | None:
    """Return when an item begins, if the session has a time."""
    if timed.session.starts is None:
        return None
    return after(timed.session.starts, slot.offset)


def after(moment: datetime, minutes: int) -> datetime:
    """Return the moment so many minutes later: real ones, also where the clock is put forward or back meanwhile.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> before = datetime(2026, 11, 1, 0, 30, tzinfo=ZoneInfo("America/Denver"))
    >>> after(before, 120).isoformat()
    '2026-11-01T01:30:00-07:00'
    """
    utc = ZoneInfo("UTC")
    return (moment.astimezone(utc) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)


def days_of_clock_change(dialogue: Dialogue, moment: datetime) -> tuple[Place, ...]:
    """Return the places whose clock is put forward or back within a week of a moment: the distance of clocks changes."""
    return tuple(
        place
        for place in dialogue.places
        if len({(moment + timedelta(days=days)).astimezone(place.clock).utcoffset() for days in (-7, 0, 7)})
        > 1
    )


def warning(timed: Plan) -> Text | None:
    """Return what is wrong with the time of a session."""
    if not timed.slots:
        return Text("no item is on the agenda yet", "议程尚无内容")
    if timed.spare >= 0:
        return None
    last = timed.slots[-1].item.title
    return Text(
        f"{-timed.spare} minutes too long with interpretation: {last.en} would be cut",
        f"计入口译后超时{-timed.spare}分钟，“{last.zh}”将被压缩",
    )

"""Who may do what: one table, one function, and no for everything that does not stand there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tanlu.web.people.models import Person, Seat

PUBLIC: Final = "public"
ANY_STATE: Final = ("planned", "open", "closed")

_ROOM: Final = ("participant", "lead", "interpreter", "facilitator")
_STAFF: Final = ("facilitator", "secretariat")


@dataclass(frozen=True, slots=True)
class Grant:
    """Roles that may do something, and in which states of the dialogue it is about."""

    roles: tuple[str, ...]
    states: tuple[str, ...] = ANY_STATE


ACTS: Final[dict[str, Grant]] = {
    "desk.see": Grant((*_ROOM, "secretariat", "rater", "auditor", "administrator")),
    "passkey.keep": Grant((*_ROOM, "secretariat", "rater", "auditor", "administrator")),
    "dialogue.begin": Grant(("secretariat",)),
    "dialogue.see": Grant((*_ROOM, "secretariat")),
    "dialogue.plan": Grant(_STAFF, ("planned", "open")),
    "dialogue.close": Grant(("facilitator",), ("open",)),
    "segment.keep": Grant(("facilitator",), ("planned", "open")),
    "segment.read": Grant(_ROOM),
    "statement.propose": Grant(("participant", "lead", "facilitator"), ("planned", "open")),
    "statement.review": Grant(("interpreter", "facilitator"), ("planned", "open")),
    "suggestion.take": Grant(("facilitator",), ("planned", "open")),
    "round.open": Grant(("facilitator",), ("planned", "open")),
    "round.close": Grant(("facilitator",), ("planned", "open")),
    "vote": Grant(("participant", "lead"), ("planned", "open")),
    "result.room": Grant(_ROOM),
    "result.release": Grant(("facilitator",)),
    "people.see": Grant(("facilitator", "secretariat", "administrator")),
    "people.invite": Grant(("facilitator", "secretariat", "administrator"), ("planned", "open")),
    "people.remove": Grant(("secretariat", "administrator")),
    "role.grant": Grant(("administrator",)),
    "role.keep": Grant(("secretariat", "administrator")),
    "delegation.see": Grant(("lead", "facilitator", "secretariat")),
    "delegation.keep": Grant(("facilitator", "secretariat"), ("planned", "open")),
    "delegation.ask": Grant(("lead",), ("planned", "open")),
    "proposal.put": Grant(("lead", "facilitator"), ("planned", "open")),
    "instrument.enter": Grant(("secretariat",)),
    "update.enter": Grant(("secretariat", "lead")),
    "evidence.own": Grant(("secretariat",)),
    "challenge.answer": Grant(("secretariat",)),
    "rating.open": Grant(("secretariat",)),
    "rating.see": Grant(("secretariat", "rater")),
    "rating.give": Grant(("rater",)),
    "brief.build": Grant(("secretariat", "facilitator")),
    "job.stop": Grant(("secretariat", "administrator")),
    "audit.read": Grant(("auditor", "administrator")),
}
"""Every act of the site beyond what the public sees. An administrator grants roles and sees no dialogue.

``role.grant`` is about roles in the whole site, ``role.keep`` about those in one dialogue.
"""


def may(person: Person | None, act: str, *, dialogue: int | None = None, state: str = "", on: date) -> bool:
    """Return whether a person may do something.

    Parameters
    ----------
    person : Person or None
        None for the public.
    act : str
        A key of :data:`ACTS`; anything else is refused.
    dialogue : int or None
        The dialogue that it is about; a role in another one gives nothing.
    state : str
        The state of that dialogue.
    on : date
        The day; a role holds from its first day to its last.
    """
    grant = ACTS.get(act)
    if grant is None or person is None or not person.is_active:
        return False
    if dialogue is not None and state not in grant.states:
        return False
    return any(seat.role in grant.roles for seat in held(person.seats.all(), dialogue, on))


def held(seats: Iterable[Seat], dialogue: int | None, on: date) -> list[Seat]:
    """Return the seats that hold on a day: of the whole site, and of the dialogue asked about.

    Without a dialogue, seats in any dialogue count: that is for what a desk lists, not for what is done in one.
    """
    return [
        seat
        for seat in seats
        if seat.holds(on) and (dialogue is None or seat.dialogue_id in (None, dialogue))
    ]

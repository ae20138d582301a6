"""Add to the chain, and prove that nothing in it was changed."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from tanlu.web.audit.models import Event
from tanlu.web.people.models import Person

FIRST: Final = "0" * 64
_NEVER: Final = ("vote", "choice", "ballot")
"""What no detail of a line may be called: votes are in no log."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What proving the chain found.

    Parameters
    ----------
    length : int
        Lines.
    broken : int or None
        Number of the first line that does not follow, or None.
    last : str
        Hash of the last line; kept elsewhere, it shows a shortened chain.
    """

    length: int
    broken: int | None
    last: str


def record(actor: Person | None, act: str, subject: str, **detail: Any) -> Event:  # noqa: ANN401 - whatever JSON can hold
    """Add a line; it stands or falls with the transaction of what it tells.

    Raises
    ------
    ValueError
        If a detail is called like a vote.
    """
    if any(word in name for name in detail for word in _NEVER):
        message = "votes are in no log"
        raise ValueError(message)
    with transaction.atomic():
        one_at_a_time()
        last = Event.objects.order_by("-number").first()
        made = Event(
            number=last.number + 1 if last else 1,
            day=max(timezone.localdate(), last.day) if last else timezone.localdate(),
            actor=actor.handle if actor else "",
            act=act,
            subject=subject,
            detail=detail,
            before=last.digest if last else FIRST,
        )
        made.digest = digest_of(made)
        made.save(force_insert=True)
    return made


def today() -> date:
    """Return the day by which roles are judged, never before the last of the audit: a clock set back gives none again."""
    return max(timezone.localdate(), _last_day() or timezone.localdate())


def behind() -> bool:
    """Return whether the clock of this machine stands before the last day of the audit."""
    last = _last_day()
    return last is not None and timezone.localdate() < last


def _last_day() -> date | None:
    return Event.objects.order_by("-number").values_list("day", flat=True).first()


def now() -> datetime:
    """Return the time, which is never before the last day of the audit: a clock set back opens nothing again."""
    last = _last_day()
    known = (
        datetime.combine(last, time.min, tzinfo=timezone.get_current_timezone()) if last else timezone.now()
    )
    return max(timezone.now(), known)


def one_at_a_time() -> None:
    """Let nobody else add meanwhile; SQLite does so for every transaction that writes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(728301)")


def digest_of(event: Event) -> str:
    """Return the hash of a line, with that of the line before in it."""
    told = [
        event.number,
        event.day.isoformat(),
        event.actor,
        event.act,
        event.subject,
        event.detail,
        event.before,
    ]
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def prove() -> Chain:
    """Recompute the whole chain."""
    before, number = FIRST, 0
    for event in Event.objects.order_by("number").iterator():
        number += 1
        if event.number != number or event.before != before or event.digest != digest_of(event):
            return Chain(number, event.number, before)
        before = event.digest
    return Chain(number, None, before)

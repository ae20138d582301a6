"""What changes about people: each one function, in one transaction, with its line in the audit."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from tanlu.errors import HeldBack
from tanlu.text import Text
from tanlu.web.audit.operations import now, record, today
from tanlu.web.ballots.operations import empty_boxes
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.models import Invitation, Organisation, Person
from tanlu.web.people.policy import may
from tanlu.web.people.seats import seat, stop

DAYS: Final = 14
"""How long an invitation waits."""
_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No letter of a printed code looks like another."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person to be entered: the name as its owner writes it, and what the dialogue needs to know."""

    name: Text
    family: str = ""
    organisation: Organisation | None = None
    country: str = ""
    sector: str = ""
    listed: bool = False


def enter_person(named: Named, by: Person | None) -> Person:
    """Enter a person, who can do nothing yet."""
    with transaction.atomic():
        made = Person(
            handle=secrets.token_hex(8),
            name_en=named.name.en,
            name_zh=named.name.zh,
            family=named.family,
            organisation=named.organisation,
            country=named.country,
            sector=named.sector,
            listed=named.listed,
        )
        made.set_unusable_password()
        made.save()
        record(by, "person.enter", made.handle)
    return made


def invite(person: Person, *, by: Person | None, days: int = DAYS, printed: bool = False) -> str:
    """Return a code that lets a person in once; earlier ones that wait are void. Only its hash is kept."""
    code = printed_code() if printed else secrets.token_urlsafe(24)
    with transaction.atomic():
        person.invitations.filter(used=False).delete()
        Invitation.objects.create(
            digest=digest(code), person=person, expires=now() + timedelta(days=days), printed=printed
        )
        record(by, "person.invite", person.handle)
    return code


def invite_again(person: Person, *, by: Person, printed: bool = False) -> str:
    """Return another code for somebody who is here already.

    Raises
    ------
    HeldBack
        If whoever comes in by it could do what ``by`` may not hand out: a role of the whole site, or of another dialogue.
    """
    if not _may_bring_back(person, by):
        raise HeldBack(
            ("This person has a role that you cannot hand out.", "此人另有您无权授予的角色。"),
            (
                "A new way in for them is for an administrator, or the facilitator of the other dialogue, to give.",
                "请由管理员或相应对话的主持人重新发出邀请。",
            ),
        )
    return invite(person, by=by, printed=printed)


def _may_bring_back(person: Person, by: Person) -> bool:
    """Return whether ``by`` may hand out everything that a person can do: whoever has the code can do it too."""
    on = today()
    return all(
        may(
            by,
            "people.invite" if each.dialogue_id else "role.grant",
            dialogue=each.dialogue_id,
            state="open",
            on=on,
        )
        for each in person.seats.all()
        if each.holds(on) or each.comes(on)
    )


def bring_in(
    named: Named,
    role: str,
    *,
    by: Person,
    dialogue: Dialogue | None = None,
    since: date | None = None,
    until: date | None = None,
    votes: bool = False,
) -> tuple[Person, str]:
    """Enter a person with a role and return the code of an invitation, all of it or nothing."""
    with transaction.atomic():
        made = enter_person(named, by)
        seat(made, role, by=by, dialogue=dialogue, since=since, until=until, votes=votes)
        return made, invite(made, by=by)


def waiting(dialogue: Dialogue) -> list[Person]:
    """Return who has a seat in a dialogue and has never come in, in the order of their names."""
    on = today()
    found = dialogue.seats.filter(person__is_active=True).exclude(person__invitations__used=True)
    people = {each.person for each in found.select_related("person") if each.holds(on)}
    return sorted(people, key=lambda each: (each.name_en, each.pk))


def invite_waiting(dialogue: Dialogue, *, by: Person) -> list[tuple[Person, str]]:
    """Return a printed code for each person who has never come in and whom ``by`` may bring in, all of them or none."""
    with transaction.atomic():
        return [
            (person, invite(person, by=by, printed=True))
            for person in waiting(dialogue)
            if _may_bring_back(person, by)
        ]


def printed_code() -> str:
    """Return a code to print: 26 letters of 31, more than 128 bits, in groups that can be read aloud."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(26))
    return "-".join(letters[at : at + 5] for at in range(0, 26, 5))


def digest(code: str) -> str:
    """Return the hash under which a code is kept; how a printed one is written does not matter."""
    plain = code.strip()
    if set(plain.upper()) <= set(_LETTERS + "- "):
        plain = plain.upper().replace("-", "").replace(" ", "")
    return sha256(plain.encode()).hexdigest()


def accept(request: HttpRequest, code: str) -> Person:
    """Let in who holds an open invitation, exactly once.

    Raises
    ------
    HeldBack
        If it was used, has run out, or never was: which of them is not told.
    """
    asked = Invitation.objects.filter(digest=digest(code), used=False, expires__gt=now())
    if not asked.exists():  # a wrong code never waits for the lock of whoever writes
        raise _shut()
    with transaction.atomic():
        # No table is joined here: of many at once PostgreSQL looks again only at the row itself, so exactly one wins.
        if asked.update(used=True) != 1:
            raise _shut()
        person = Person.objects.select_for_update(of=("self",)).get(invitations__digest=digest(code))
        if not person.is_active:
            raise _shut()
        _end_other_ways(person)
        record(person, "person.accept", person.handle)
        come_in(request, person)
        request.session.save()  # an invitation is used up only together with the session that it begins
    return person


def _end_other_ways(person: Person) -> None:
    """Let nobody who came in before see what is done from now on, and whoever comes in, nothing of what was done before.

    Else whoever may invite could come in as somebody else and read how they vote.
    """
    if person.invitations.filter(used=True).count() > 1 or person.passkeys.exists():
        person.passkeys.all().delete()
        end_sessions(person)
        empty_boxes(person)


def _shut() -> HeldBack:
    return HeldBack(
        ("This invitation does not open anything.", "该邀请无法使用。"),
        (
            "It may have been used or have run out; ask the convenors for a new one.",
            "可能已被使用或已过期；请向召集人索取新的邀请。",
        ),
    )


def come_in(request: HttpRequest, person: Person) -> None:
    """Begin a session under a new key; when somebody came in is not kept with the person."""
    request.session.pop("passkey", None)
    request.session.cycle_key()
    login(request, person, backend="tanlu.web.people.backend.ByHandle")


def remove(person: Person, *, by: Person) -> None:
    """End everything that a person may do, at once: roles, invitations, sessions."""
    with transaction.atomic():
        on = today()
        for each in person.seats.filter(ended=False):
            if each.holds(on) or each.comes(on):
                stop(each, on)
        person.is_active = False
        person.save()
        person.invitations.all().delete()
        person.passkeys.all().delete()
        record(by, "person.remove", person.handle)
    end_sessions(person)


def end_sessions(person: Person) -> int:
    """End every session of a person; return how many."""
    ended = 0
    for each in Session.objects.all():
        if each.get_decoded().get("_auth_user_id") == str(person.pk):
            each.delete()
            ended += 1
    return ended

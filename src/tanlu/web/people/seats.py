"""What changes about roles: each one function, in one transaction, with its line in the audit."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from tanlu.errors import BadDialogue
from tanlu.web.audit.operations import record, today
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.models import ROLES, SITE_WIDE, Person, Seat

AFTER: Final = 90
"""Days that roles without a last day outlast their dialogue."""


def seat(
    person: Person,
    role: str,
    *,
    by: Person | None,
    dialogue: Dialogue | None = None,
    since: date | None = None,
    until: date | None = None,
    votes: bool = False,
) -> Seat:
    """Give a person a role from a day to a day, in a dialogue or in the whole site.

    Parameters
    ----------
    person, role, by
        Who gets which role, from whom.
    dialogue : Dialogue, optional
        None for the whole site.
    since, until : date, optional
        First and last day; from today, and until it is ended.
    votes : bool
        Whether it carries a vote; only a participant or a delegation lead can have one, and nobody has two.

    Raises
    ------
    BadDialogue
        If there is no such role, it is not of that place, its days cannot be, or they meet days on which the person holds
        it already.
    """
    _demand_place(role, dialogue)
    first = since or today()
    demand_days(first, until)
    carries = votes and role in ("participant", "lead")
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)  # two desks cannot give the same role at once
        _demand_free(person, role, dialogue, first, until, votes=carries)
        made = Seat.objects.create(
            person=person, role=role, dialogue=dialogue, since=first, until=until, votes=carries
        )
        record(
            by,
            "role.grant",
            person.handle,
            role=role,
            dialogue=dialogue.slug if dialogue else "",
            **_days(made),
        )
    return made


def _demand_place(role: str, dialogue: Dialogue | None) -> None:
    if role not in ROLES or (role in SITE_WIDE) != (dialogue is None):
        raise BadDialogue(
            (f"The role {role!r} cannot be held there.", f"该处不能设置角色 {role!r}。"),
            (
                f"In the whole site: {', '.join(SITE_WIDE)}; the others in a dialogue.",
                f"全站角色：{'、'.join(SITE_WIDE)}；其他角色须指定对话。",
            ),
        )


def _demand_free(
    person: Person, role: str, dialogue: Dialogue | None, since: date, until: date | None, *, votes: bool
) -> None:
    held = [each for each in person.seats.filter(dialogue=dialogue) if _meets(each, since, until)]
    if any(each.role == role for each in held):
        raise BadDialogue(
            (
                f"This person is {ROLES[role].en} on some of these days already.",
                f"该人员在其中一些日期已担任{ROLES[role].zh}。",
            ),
            ("Change the days of that role instead.", "请改为调整该角色的日期。"),
        )
    if votes and any(each.votes for each in held):
        raise BadDialogue(
            (
                "This person has a vote in the dialogue already, by another role.",
                "该人员已因另一角色在本对话中享有投票权。",
            ),
            (
                "Give the role without a vote, or end the other one first.",
                "请不附投票权授予，或先终止另一角色。",
            ),
        )


def demand_days(since: date, until: date | None) -> None:
    """Refuse days on which no role can be held.

    Raises
    ------
    BadDialogue
        If the last day is before the first, or the first before today.
    """
    if since < today():
        raise BadDialogue(
            ("A role cannot begin before today.", "角色不能早于今天开始。"),
            ("Leave the first day empty for today.", "起始日留空即从今天起。"),
        )
    if until is not None and until < since:
        raise BadDialogue(
            ("The last day is before the first.", "截止日早于起始日。"),
            (
                "A role holds from its first day to the end of its last.",
                "角色自起始日起生效，至截止日当天为止。",
            ),
        )


def _meets(each: Seat, since: date, until: date | None) -> bool:
    return (
        not each.ended
        and (until is None or each.since <= until)
        and (each.until is None or each.until >= since)
    )


def _days(each: Seat) -> dict[str, str]:
    return {"since": each.since.isoformat(), "until": each.until.isoformat() if each.until else ""}


def last_until(held: Seat, until: date | None, *, by: Person) -> Seat:
    """Set the last day of a role that is held or to come, or take back that it was ended today.

    Parameters
    ----------
    held : Seat
    until : date or None
        The last day; None for no end.
    by : Person

    Raises
    ------
    BadDialogue
        If the role is over, the day has passed, or the person meanwhile holds the role by another entry.
    """
    with transaction.atomic():
        now_held, on = _locked(held), today()
        if _over(now_held, on):
            raise BadDialogue(
                (
                    "This role is over, and that it was held then stays told.",
                    "该角色已结束，其任期记录将予保留。",
                ),
                ("Give the role again.", "请重新授予。"),
            )
        if until is not None and until < max(now_held.since, on):
            raise BadDialogue(
                ("The last day has passed, or is before the first.", "截止日已过，或早于起始日。"),
                (
                    "Choose today or later; to end the role at once, use the button for it.",
                    "请选今天或以后的日期；如需立即终止，请用相应按钮。",
                ),
            )
        others = now_held.person.seats.filter(dialogue=now_held.dialogue_id).exclude(pk=now_held.pk)
        if any(
            _meets(each, now_held.since, until)
            and (each.role == now_held.role or (each.votes and now_held.votes))
            for each in others
        ):
            raise BadDialogue(
                ("These days meet another role of this person.", "这些日期与该人员的另一角色重叠。"),
                (
                    "Choose an earlier last day, or change the other role.",
                    "请选更早的截止日，或调整另一角色。",
                ),
            )
        now_held.until, now_held.ended = until, False
        now_held.save()
        record(by, "role.until", now_held.person.handle, role=now_held.role, **_days(now_held))
    return now_held


def end_role(held: Seat, *, by: Person) -> Seat:
    """End a role at once; it can be taken back the same day by :func:`last_until`.

    Raises
    ------
    BadDialogue
        If it is over, or it is that of the last administrator.
    """
    with transaction.atomic():
        now_held, on = _locked(held), today()
        if _over(now_held, on) or now_held.ended:
            raise BadDialogue(
                ("This role has ended already.", "该角色已经结束。"),
                ("Nothing was changed.", "未作任何改动。"),
            )
        if now_held.role == "administrator" and not any(
            each.holds(on)
            for each in Seat.objects.filter(role="administrator", person__is_active=True).exclude(
                pk=now_held.pk
            )
        ):
            raise BadDialogue(
                ("This is the last administrator of the site.", "这是本站最后一位管理员。"),
                ("Give the role to somebody else first.", "请先授予他人。"),
            )
        stop(now_held, on)
        record(by, "role.end", now_held.person.handle, role=now_held.role, **_days(now_held))
    return now_held


def end_with(dialogue: Dialogue) -> date:
    """Give every role of a dialogue that has none a last day, as it closes, and return that day."""
    last = today() + timedelta(days=AFTER)
    for each in dialogue.seats.filter(until__isnull=True, ended=False):
        each.until = max(last, each.since)
        each.save()
    return last


def _locked(held: Seat) -> Seat:
    return Seat.objects.select_for_update(of=("self",)).select_related("person").get(pk=held.pk)


def _over(held: Seat, on: date) -> bool:
    """Return whether a role is history: its last day, or the day on which it was ended, has passed."""
    return held.until is not None and held.until < on


def stop(held: Seat, on: date) -> None:
    """Let a role give nothing from this day on, this day included."""
    held.until, held.ended = max(held.since, on), True
    held.save()

"""What changes about delegations: each one function, in one transaction, with its line in the audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tanlu.errors import BadDialogue
from tanlu.text import Text
from tanlu.web.audit.operations import record, today
from tanlu.web.delegations.models import Delegation, Member, Wanted
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.models import Person
from tanlu.web.people.operations import Named, bring_in

MOST = 40
"""People whom a lead may ask for before some were invited or declined."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a delegation is.

    Parameters
    ----------
    name : Text
    region, organisation, visit : str
        Code of the region or id of the organisation for which it speaks, and id of the visit in the register; perhaps empty.
    lead : Person or None
        Holds the role of a delegation lead in the dialogue.
    members : sequence of Person
        Each with a role in the dialogue.
    since, until : date or None
        Its days; from today, and without end.
    """

    name: Text
    region: str = ""
    organisation: str = ""
    visit: str = ""
    lead: Person | None = None
    members: Sequence[Person] = ()
    since: date | None = None
    until: date | None = None


def put(dialogue: Dialogue, plan: Plan, *, by: Person, number: int | None = None) -> Delegation:
    """Make a delegation, or change one.

    Raises
    ------
    BadDialogue
        If it speaks for nothing, its days cannot be, its lead or a member has no such role, or somebody is in two.
    """
    with transaction.atomic():
        Dialogue.objects.select_for_update().get(pk=dialogue.pk)
        made = dialogue.delegations.filter(number=number).first() if number else None
        last = dialogue.delegations.order_by("-number").first()
        made = made or Delegation(dialogue=dialogue, number=last.number + 1 if last else 1)
        _demand_plan(dialogue, plan, made)
        made.name_en, made.name_zh = plan.name.en, plan.name.zh
        made.region, made.organisation, made.visit = plan.region, plan.organisation, plan.visit
        made.lead, made.since, made.until = plan.lead, plan.since or made.since or today(), plan.until
        made.save()
        Member.objects.filter(delegation=made).exclude(person__in=plan.members).delete()
        for each in plan.members:
            Member.objects.get_or_create(delegation=made, person=each)
        record(by, "delegation.put", f"{dialogue.slug}/{made.number}", members=len(plan.members))
    return made


def _demand_plan(dialogue: Dialogue, plan: Plan, made: Delegation) -> None:
    if not plan.region and not plan.organisation:
        raise BadDialogue(
            ("A delegation speaks for a region or an organisation.", "代表团须代表某一地区或机构。"),
            ("Choose at least one of them.", "请至少选择其一。"),
        )
    first = plan.since or made.since or today()
    if plan.until and plan.until < first:
        raise BadDialogue(
            ("The last day is before the first.", "截止日早于起始日。"),
            ("Leave the last day empty where it is not known.", "截止日未定时请留空。"),
        )
    _demand_roles(dialogue, plan)
    others = Member.objects.filter(delegation__dialogue=dialogue).exclude(delegation=made.pk)
    if twice := others.filter(person__in=plan.members).select_related("person").first():
        name = twice.person.name
        raise BadDialogue(
            (f"{name.en} is in another delegation of this dialogue.", f"{name.zh}已在本对话的另一代表团中。"),
            ("Take them out of that one first.", "请先将其移出该代表团。"),
        )


def _demand_roles(dialogue: Dialogue, plan: Plan) -> None:
    on = today()
    seats = [each for each in dialogue.seats.select_related("person") if each.holds(on) or each.comes(on)]
    if plan.lead and not any(each.person == plan.lead and each.role == "lead" for each in seats):
        raise BadDialogue(
            (
                "Whoever leads a delegation has the role of a delegation lead.",
                "代表团负责人须具有该角色。",
            ),
            ("Give them the role on the page of the people first.", "请先在人员页面授予该角色。"),
        )
    if any(each not in {one.person for one in seats} for each in plan.members):
        raise BadDialogue(
            ("A member has no role in this dialogue.", "有成员在本对话中没有角色。"),
            ("Invite them first, or give them a role.", "请先邀请，或授予角色。"),
        )


def remove(delegation: Delegation, *, by: Person) -> None:
    """Let a delegation go; its people keep their roles."""
    with transaction.atomic():
        record(by, "delegation.remove", f"{delegation.dialogue.slug}/{delegation.number}")
        delegation.delete()


def ask_for(delegation: Delegation, name: Text, family: str, *, by: Person) -> Wanted:
    """Ask for somebody to be invited.

    Raises
    ------
    BadDialogue
        If as many are asked for already as may be.
    """
    with transaction.atomic():
        if delegation.wanted.count() >= MOST:
            raise BadDialogue(
                (f"{MOST} people are asked for already.", f"待邀请人员已达{MOST}人。"),
                (
                    "Wait until some were invited, or tell the secretariat.",
                    "请待其中部分获邀后再提，或联系秘书处。",
                ),
            )
        made = Wanted.objects.create(delegation=delegation, name_en=name.en, name_zh=name.zh, family=family)
        record(by, "delegation.ask", f"{delegation.dialogue.slug}/{delegation.number}")
    return made


def ask_again(delegation: Delegation, person: Person, *, by: Person) -> None:
    """Ask for a new invitation for a member."""
    with transaction.atomic():
        Member.objects.filter(delegation=delegation, person=person).update(asked=True)
        record(by, "delegation.ask", f"{delegation.dialogue.slug}/{delegation.number}", member=person.handle)


def take(
    wanted: Wanted,
    named: Named,
    role: str,
    *,
    by: Person,
    since: date | None,
    until: date | None,
    votes: bool,
) -> tuple[Person, str]:
    """Invite somebody who was asked for as a member, and return them with the code of the invitation."""
    delegation = wanted.delegation
    with transaction.atomic():
        made, code = bring_in(
            named, role, by=by, dialogue=delegation.dialogue, since=since, until=until, votes=votes
        )
        Member.objects.create(delegation=delegation, person=made)
        wanted.delete()
        record(by, "delegation.take", f"{delegation.dialogue.slug}/{delegation.number}", member=made.handle)
    return made, code


def decline(wanted: Wanted, *, by: Person) -> None:
    """Let go whom a lead asked for; that one was declined is in the audit, the name is not."""
    with transaction.atomic():
        record(by, "delegation.decline", f"{wanted.delegation.dialogue.slug}/{wanted.delegation.number}")
        wanted.delete()

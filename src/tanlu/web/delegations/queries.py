"""What pages ask about delegations."""

from dataclasses import dataclass

from tanlu.registers.regions import regions
from tanlu.text import Lang
from tanlu.web.audit.operations import today
from tanlu.web.delegations.models import Delegation, Member
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.ledger.register import joined
from tanlu.web.people.models import ROLES, Person
from tanlu.web.people.told import days


@dataclass(frozen=True, slots=True)
class Place:
    """A member as the page of a delegation shows one: never whether or what somebody voted.

    Parameters
    ----------
    person : Person
    roles : tuple of str
        What they are in the dialogue, each with its days.
    came : bool
        Whether they have come in.
    waits : bool
        Whether an invitation waits for them.
    asked : bool
        Whether the lead asked for a new one.
    """

    person: Person
    roles: tuple[str, ...]
    came: bool
    waits: bool
    asked: bool


def places(delegation: Delegation, lang: Lang) -> list[Place]:
    """Return the members of a delegation, by name."""
    on, found = today(), []
    members = Member.objects.filter(delegation=delegation, person__is_active=True)
    for each in members.select_related("person").order_by("person__name_en", "pk"):
        seats = [
            one
            for one in each.person.seats.filter(dialogue=delegation.dialogue_id)
            if one.holds(on) or one.comes(on)
        ]
        roles = tuple(
            f"{ROLES[one.role](lang)}{'，' if lang == 'zh' else ', '}{days(one, lang)}" for one in seats
        )
        invitations = each.person.invitations
        came, waits = invitations.filter(used=True).exists(), invitations.filter(used=False).exists()
        found.append(Place(each.person, roles, came, waits, each.asked and not waits))
    return found


def seen_by(person: Person, dialogue: Dialogue) -> list[Delegation]:
    """Return the delegations that somebody may see: all for whoever keeps them, else those that they lead."""
    on = today()
    seats = [
        each for each in person.seats.all() if each.holds(on) and each.dialogue_id in (None, dialogue.pk)
    ]
    found = dialogue.delegations.select_related("lead")
    if any(each.role in ("facilitator", "secretariat") for each in seats):
        return list(found)
    return list(found.filter(lead=person))


def speaks_for(delegation: Delegation, lang: Lang) -> str:
    """Return the region and the organisation of a delegation."""
    place, at = regions().get(delegation.region), joined().organisations.get(delegation.organisation)
    names = [each.name(lang) for each in (place, at) if each is not None]
    return ("；" if lang == "zh" else "; ").join(names)


def visit_of(delegation: Delegation, lang: Lang) -> str:
    """Return the visit of a delegation, as the register has it."""
    found = next((each for each in joined().meetings if each.id == delegation.visit), None)
    return found.title(lang) if found else ""

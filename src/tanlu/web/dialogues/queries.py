"""What pages ask about dialogues."""

from dataclasses import dataclass

from tanlu.text import Text
from tanlu.web.audit.operations import today as judged_on
from tanlu.web.ballots.models import Round
from tanlu.web.dialogues.models import STATES, Dialogue
from tanlu.web.people.models import Person
from tanlu.web.people.policy import held, may


@dataclass(frozen=True, slots=True)
class Mine:
    """A dialogue that a person takes part in, with the rounds in which they may vote now."""

    dialogue: Dialogue
    state: Text
    rounds: tuple[Round, ...]


def dialogues_of(person: Person) -> tuple[Mine, ...]:
    """Return the dialogues that a person may see today."""
    today = judged_on()
    seats = held(person.seats.select_related("dialogue"), None, today)
    everywhere = any(seat.role == "secretariat" for seat in seats)
    found = (
        Dialogue.objects.all()
        if everywhere
        else Dialogue.objects.filter(pk__in=[seat.dialogue_id for seat in seats])
    )
    rows = []
    for each in found.order_by("-pk"):
        votes = may(person, "vote", dialogue=each.pk, state=each.state, on=today)
        rounds = tuple(each.rounds.filter(state="open")) if votes and has_vote(person, each) else ()
        rows.append(Mine(each, STATES[each.state], rounds))
    return tuple(rows)


def has_vote(person: Person, dialogue: Dialogue) -> bool:
    """Return whether one of a person's seats in a dialogue carries a vote today."""
    seats = held(person.seats.filter(dialogue=dialogue), dialogue.pk, judged_on())
    return any(seat.votes for seat in seats)

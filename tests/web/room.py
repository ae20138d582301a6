"""A dialogue with a round that is open, for tests that hurt it."""

from datetime import datetime

from tanlu.text import Text
from tanlu.web.ballots import operations as rounds
from tanlu.web.dialogues import operations as dialogues
from tanlu.web.people.operations import Named, enter_person, invite, seat


def entered(name, **more):
    return enter_person(Named(Text(name, name), **more), None)


def invited():
    """The code of somebody who has a role."""
    person = entered("Ann")
    seat(person, "auditor", by=None)
    return invite(person, by=None)


def opened(voters=6, statements=3, slug="d"):
    """The round, who keeps it, and who may vote in it."""
    keeper = entered("Keeper")
    seat(keeper, "secretariat", by=None)
    dialogue = dialogues.begin(slug, Text("D", "丁"), ("America/Denver", "Asia/Shanghai"), by=keeper)
    noon = datetime(2026, 12, 3, 12)  # noqa: DTZ001 - a civil time, as a form has it
    dialogues.add_session(dialogue, Text("S", "会"), noon, 60, "none", by=keeper)
    dialogues.open_segment(dialogue, "s1", Text("T", "题"), "chatham_house", by=keeper)
    people = [entered(f"P{at}", country="CHN" if at % 2 else "USA") for at in range(voters)]
    for each in people:
        seat(each, "participant", by=keeper, dialogue=dialogue, votes=True)
    asked = rounds.begin_round(dialogue, Text("R", "轮"), attribute="country", segments=["s1.1"], by=keeper)
    for number in range(statements):
        made = rounds.put_statement(asked, Text(f"E{number}", f"句{number}"), by=keeper)
        rounds.review_statement(made, "reviewed", by=keeper)
    return rounds.open_round(asked, by=keeper), keeper, people

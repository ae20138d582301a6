"""What changes about dialogues: the actions of the command line, on this store, with their lines in the audit."""

from datetime import datetime

from django.db import transaction

from tanlu.accord.rules import read_rule
from tanlu.actions import dialogue as actions
from tanlu.errors import BadDialogue, CannotWrite
from tanlu.text import Text
from tanlu.web.audit.operations import record
from tanlu.web.ballots.keys import destroy
from tanlu.web.dialogues.forms import ZONES
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.dialogues.store import DatabaseStore
from tanlu.web.people.models import Person
from tanlu.web.people.seats import end_with, seat


def begin(slug: str, title: Text, zones: tuple[str, ...], *, by: Person, fictional: bool = False) -> Dialogue:
    """Begin a dialogue; who begins it keeps it as facilitator.

    Raises
    ------
    CannotWrite
        If one of this name is kept already.
    BadDialogue
        If its plan cannot be read.
    """
    with transaction.atomic():
        if Dialogue.objects.filter(slug=slug).exists():
            raise CannotWrite(
                (f"A dialogue {slug!r} is kept already.", f"已有对话 {slug!r}。"),
                ("Choose another short name.", "请另取短名。"),
            )
        made = Dialogue.objects.create(slug=slug, title_en=title.en, title_zh=title.zh, fictional=fictional)
        places = [{"zone": zone, "name": ZONES[zone].to_json()} for zone in dict.fromkeys(zones)]
        plan = {"id": slug, "title": title.to_json(), "places": places, "sessions": [], "cuts": ["country"]}
        actions.begin(DatabaseStore(made), {**plan, "fictional": fictional})
        seat(by, "facilitator", by=by, dialogue=made)
        record(by, "dialogue.begin", slug)
    return made


def add_session(
    dialogue: Dialogue, title: Text, starts: datetime, minutes: int, interpretation: str, *, by: Person
) -> None:
    """Add a session; its time is that of the first place."""
    with transaction.atomic():
        store = DatabaseStore(dialogue)
        number = len((store.read("dialogue") or {}).get("sessions", ())) + 1
        session = {
            "id": f"s{number}",
            "title": title.to_json(),
            "starts": starts.replace(tzinfo=None).isoformat(timespec="minutes"),
            "minutes": minutes,
            "interpretation": interpretation,
            "items": [],
        }
        actions.add_session(store, session)
        record(by, "session.add", f"{dialogue.slug}/s{number}")


def add_item(dialogue: Dialogue, session: str, title: Text, minutes: int, rule: str, *, by: Person) -> None:
    """Add an item to the agenda of a session."""
    with transaction.atomic():
        actions.add_item(
            DatabaseStore(dialogue), session, {"title": title.to_json(), "minutes": minutes, "rule": rule}
        )
        record(by, "item.add", f"{dialogue.slug}/{session}")


def open_segment(dialogue: Dialogue, session: str, topic: Text, rule: str, *, by: Person) -> None:
    """Open a segment under its rule; the dialogue is under way from its first."""
    with transaction.atomic():
        actions.open_segment(DatabaseStore(dialogue), session, topic, read_rule(rule))
        Dialogue.objects.filter(pk=dialogue.pk, state="planned").update(state="open")
        record(by, "segment.open", f"{dialogue.slug}/{session}", rule=rule)


def close_segment(dialogue: Dialogue, *, by: Person) -> None:
    """Close the segment that is open."""
    with transaction.atomic():
        actions.close_segment(DatabaseStore(dialogue))
        record(by, "segment.close", dialogue.slug)


def keep_note(dialogue: Dialogue, text: Text, *, by: Person) -> None:
    """Keep something that was said; that it was kept is in the audit, what it says is not."""
    with transaction.atomic():
        actions.keep_note(DatabaseStore(dialogue), text, {})
        record(by, "note.keep", dialogue.slug)


def undo_note(dialogue: Dialogue, *, by: Person) -> None:
    """Take back the last change of what was said."""
    with transaction.atomic():
        actions.undo(DatabaseStore(dialogue))
        record(by, "note.undo", dialogue.slug)


def close(dialogue: Dialogue, *, by: Person) -> None:
    """Close a dialogue: nothing is planned, said or voted in it any more, and no key is left that counted proposals.

    Raises
    ------
    BadDialogue
        If a round is open in it: its votes would never be counted, and its key never destroyed.
    """
    with transaction.atomic():
        if Dialogue.objects.select_for_update().get(pk=dialogue.pk).rounds.filter(state="open").exists():
            raise BadDialogue(
                ("A round is still open in this dialogue.", "该对话仍有一轮投票未结束。"),
                ("Close the round first; its votes are counted then.", "请先结束该轮投票，以便计票。"),
            )
        Dialogue.objects.filter(pk=dialogue.pk).update(state="closed")
        last = end_with(dialogue)
        record(by, "dialogue.close", dialogue.slug, roles_until=last.isoformat())
    destroy(dialogue.suggestion_key)

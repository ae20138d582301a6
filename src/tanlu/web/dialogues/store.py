"""A store that is the database: what the actions of a dialogue need, for one dialogue and perhaps one of its rounds."""

import json
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from tanlu.accord.ballot import Ballots
from tanlu.accord.people import DESCRIPTORS, Participant
from tanlu.actions.stores import DIALOGUE, INQUIRIES, LEDGER
from tanlu.errors import CannotWrite
from tanlu.text import Text
from tanlu.web.audit.operations import today
from tanlu.web.ballots.keys import site_key
from tanlu.web.dialogues.models import Dialogue, Document

if TYPE_CHECKING:
    from tanlu.web.ballots.models import Round

_NO_VERSIONS: Final = frozenset({INQUIRIES, LEDGER})


class DatabaseStore:
    """Keeps the documents of one dialogue in the database.

    Parameters
    ----------
    dialogue : Dialogue
    asked : Round, optional
        The round whose ballots and exports are meant.
    """

    def __init__(self, dialogue: Dialogue, asked: "Round | None" = None) -> None:
        self.dialogue = dialogue
        self.round = asked

    @property
    def where(self) -> str:
        """Return the name of the dialogue."""
        return self.dialogue.slug

    def read(self, name: str) -> Any | None:  # noqa: ANN401 - whatever JSON can hold
        """Return a document, or None if there is none."""
        found = self._versions(name).last()
        data = found.data if found else None
        return self._of_round(data) if name == DIALOGUE and data and self.round else data

    def write(self, name: str, data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        """Keep a document, all of it or nothing; the one before it stays where that may be kept.

        Raises
        ------
        CannotWrite
            If a ledger would lose an export that someone else made meanwhile.
        """
        plain = json.loads(json.dumps(data, ensure_ascii=False))
        with transaction.atomic():
            Dialogue.objects.select_for_update().get(pk=self.dialogue.pk)
            last = self._versions(name).last()
            if name == LEDGER and last and plain[: len(last.data)] != last.data:
                raise CannotWrite(
                    (
                        f"The ledger of {self.where} holds an export that this one does not know.",
                        f"{self.where} 的发布记录中有本次未计入的发布。",
                    ),
                    ("Nothing was told; run it again.", "尚未提供任何内容；请重试。"),
                )
            if name in _NO_VERSIONS:
                self._versions(name).delete()
            number = last.number + 1 if last else 1
            Document.objects.create(
                dialogue=self.dialogue, name=self._called(name), number=number, data=plain
            )

    def undo(self, name: str) -> bool:
        """Put the document before back; False if there is none."""
        with transaction.atomic():
            versions = list(self._versions(name))
            if len(versions) < 2:
                return False
            versions[-1].delete()
        return True

    def key(self) -> bytes:
        """Return the secret of the store, which lies outside the database."""
        return site_key(f"dialogue-{self.dialogue.pk}")

    def people(self) -> tuple[Participant, ...]:
        """Return who sits in the dialogue, and who sat or will sit in it: their names are told as little as before.

        Only whoever sits in it today with a vote counts among those who may have spoken.
        """
        seats = self.dialogue.seats.select_related("person", "person__organisation").order_by(
            "person__handle"
        )
        found, also, on = {}, self._delegations(), today()
        for seat in sorted(seats, key=lambda each: each.holds(on)):  # what is held today goes before what was
            person = seat.person
            at = person.organisation
            described = {"country": person.country, "sector": person.sector, "role": seat.role}
            found[person.handle] = Participant(
                person.handle,
                person.name,
                person.family,
                Text(at.name_en, at.name_zh) if at else None,
                {name: described[name] for name in DESCRIPTORS if described.get(name)},
                listed=person.listed,
                votes=seat.votes and seat.holds(on) and person.is_active,
                also=also.get(person.pk, ()),
            )
        return tuple(found.values())

    def _delegations(self) -> dict[int, tuple[Text, ...]]:
        """Return the name of each member's delegation and of whom it speaks for: like an employer, it tells who spoke."""
        from tanlu.web.delegations.models import Member  # noqa: PLC0415 - delegations rest on dialogues
        from tanlu.web.ledger.register import joined  # noqa: PLC0415 - only where there is one

        members = Member.objects.filter(delegation__dialogue=self.dialogue).select_related("delegation")
        found: dict[int, tuple[Text, ...]] = {}
        known = joined().organisations
        for each in members:
            at = known.get(each.delegation.organisation)
            found[each.person_id] = (each.delegation.name, *((at.name,) if at else ()))
        return found

    def has_ballots(self) -> bool:
        """Return whether the round is closed and its ballots are there."""
        return self.round is not None and self.round.state == "closed"

    def ballots(self) -> Ballots:
        """Return the ballots of the closed round."""
        from tanlu.web.ballots.count import ballots_of  # noqa: PLC0415 - ballots rest on dialogues

        if self.round is None:
            raise CannotWrite(
                (f"{self.where} has no round.", f"{self.where} 没有投票轮次。"), ("Name one.", "请指定轮次。")
            )
        return ballots_of(self.round)

    def statements(self) -> list[str]:
        """Return every statement of the dialogue, in both languages."""
        from tanlu.web.ballots.models import Statement  # noqa: PLC0415 - ballots rest on dialogues

        found = Statement.objects.filter(round__dialogue=self.dialogue)
        return [f"{each.text_en}\n{each.text_zh}" for each in found]

    def _of_round(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the plan as the plan of one round, which has exports of its own."""
        asked = self.round
        if asked is None:
            return data
        voting = {"segments": asked.segments, "closed": asked.state == "closed"}
        return {**data, "id": f"{data['id']}-{asked.number}", "cuts": [asked.attribute], "voting": voting}

    def _called(self, name: str) -> str:
        return f"{name}-{self.round.number}" if name == LEDGER and self.round else name

    def _versions(self, name: str) -> Any:  # noqa: ANN401 - a query set
        return Document.objects.filter(dialogue=self.dialogue, name=self._called(name)).order_by("number")

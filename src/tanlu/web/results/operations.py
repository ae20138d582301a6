"""Tell an audience of a closed round: by the disclosure's one layer, and by nothing else."""

from django.db import transaction
from django.utils import timezone

from tanlu.accord.rules import Audience
from tanlu.errors import BadDialogue
from tanlu.web.audit.operations import record
from tanlu.web.ballots.models import Round
from tanlu.web.dialogues.store import DatabaseStore
from tanlu.web.people.models import Person
from tanlu.web.results.models import Release

_OF = {"programme": Audience.PROGRAMME, "public": Audience.PUBLIC}


def release(asked: Round, audience: str, *, by: Person) -> Release:
    """Release a closed round to an audience; what was told stays told.

    Raises
    ------
    BadDialogue
        If it was released to them before, or the round is not closed.
    HeldBack
        If the rule does not let its tables out to them, or something told before would be undone.
    """
    from tanlu.actions.votes import analyse_votes, to_json  # noqa: PLC0415 - scipy, which no other page needs

    with transaction.atomic():
        now = Round.objects.select_for_update().get(pk=asked.pk)
        if now.releases.filter(audience=audience).exists():
            raise BadDialogue(
                ("This round was released to them before.", "本轮结果此前已向其发布。"),
                ("What was told stays as it was told.", "已发布的内容保持不变。"),
            )
        if now.state != "closed":
            raise BadDialogue(
                ("This round is not closed, so nothing can be told of it.", "本轮尚未结束，不能发布。"),
                ("Close it first.", "请先结束本轮。"),
            )
        paper = to_json(analyse_votes(DatabaseStore(now.dialogue, now), _OF[audience]))
        made = Release.objects.create(round=now, audience=audience, day=timezone.localdate(), paper=paper)
        record(by, "result.release", f"{now.dialogue.slug}/{now.number}", audience=audience)
    return made

"""What changes about proposals: each one function, in one transaction, with its line in the audit."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanlu.accord.people import demand_nameless
from tanlu.errors import BadDialogue
from tanlu.text import Text
from tanlu.web.audit.operations import record
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.dialogues.store import DatabaseStore
from tanlu.web.ledger.operations import enter
from tanlu.web.ledger.register import joined
from tanlu.web.people.models import Person
from tanlu.web.proposals.models import Proposal, Version

INVENTED = Text(" (invented)", "（虚构）")
"""What stands behind everything that a fictional dialogue puts into the public register."""


def put(
    dialogue: Dialogue,
    title: Text,
    text: Text,
    *,
    sponsors: Sequence[str],
    statements: Sequence[str],
    by: Person,
    number: int | None = None,
) -> Proposal:
    """Make a proposal, or give one a new wording.

    Parameters
    ----------
    dialogue : Dialogue
    title, text : Text
    sponsors : sequence of str
        Ids of organisations of the register.
    statements : sequence of str
        ``round.statement`` by their numbers, of closed rounds.
    by : Person
    number : int, optional
        Of the proposal that gets a new wording.

    Raises
    ------
    BadDialogue
        If a sponsor or statement is not there, or it has become an instrument.
    HeldBack
        If it names a participant.
    """
    for each in (title, text):
        for words in (each.en, each.zh):
            demand_nameless(words, DatabaseStore(dialogue).people(), Text("The proposal", "提案"))
    _demand_there(dialogue, sponsors, statements)
    with transaction.atomic():
        Dialogue.objects.select_for_update().get(pk=dialogue.pk)
        made = dialogue.proposals.filter(number=number).first() if number else None
        made = made or Proposal(dialogue=dialogue, number=dialogue.proposals.count() + 1)
        if made.instrument:
            raise BadDialogue(
                ("This proposal has become an instrument and keeps its wording.", "该提案已形成文件，措辞不再改动。"),
                ("Make another proposal.", "请另提一项。"),
            )  # fmt: skip
        made.sponsors, made.statements = list(sponsors), list(statements)
        made.save()
        Version.objects.create(
            proposal=made,
            number=made.versions.count() + 1,
            day=timezone.localdate(),
            title_en=title.en,
            title_zh=title.zh,
            text_en=text.en,
            text_zh=text.zh,
        )
        record(by, "proposal.put", f"{dialogue.slug}/{made.number}", version=made.versions.count())
    return made


def _demand_there(dialogue: Dialogue, sponsors: Sequence[str], statements: Sequence[str]) -> None:
    known = {
        f"{each.number}.{one.number}"
        for each in dialogue.rounds.filter(state="closed")
        for one in each.statements.all()
    }
    lost = [*(each for each in sponsors if each not in joined().organisations), *(set(statements) - known)]
    if lost:
        raise BadDialogue(
            (f"{lost[0]!r} is no organisation of the register and no statement of a closed round.",
             f"{lost[0]!r} 既不是登记的机构，也不是已结束轮次的陈述。"),
            ("Choose among those that the page lists.", "请在页面所列选项中选择。"),
        )  # fmt: skip


def make_instrument(proposal: Proposal, cells: Mapping[str, Any], *, by: Person) -> str:
    """Enter the instrument that a proposal has become, and return its id.

    Raises
    ------
    BadDialogue
        If it has become one before.
    BadRecord
        If the entry cannot be taken as it stands.
    """
    entered = dict(cells)
    if proposal.dialogue.fictional:
        entered |= {f"title_{lang}": f"{cells[f'title_{lang}']}{INVENTED(lang)}" for lang in ("en", "zh")}

    def agreed(name: str) -> None:
        now = Proposal.objects.select_for_update().get(pk=proposal.pk)
        _demand_open(now)
        now.instrument = name
        now.save()
        record(by, "proposal.agreed", f"{now.dialogue.slug}/{now.number}", instrument=name)

    _demand_open(Proposal.objects.get(pk=proposal.pk))
    return enter("instrument", str(cells["title_en"]), entered, by=by, also=agreed)


def _demand_open(proposal: Proposal) -> None:
    if proposal.instrument:
        raise BadDialogue(
            ("This proposal has become an instrument already.", "该提案此前已形成文件。"),
            ("Enter commitments into that one.", "请在该文件下录入承诺。"),
        )

"""What changes about back-translations: one function, in one transaction, with its line in the audit."""

from hashlib import sha256

from django.db import transaction

from tanlu.errors import BadDialogue
from tanlu.text import Lang
from tanlu.web.audit.operations import record, today
from tanlu.web.ballots.models import Round, Statement
from tanlu.web.people.models import Person
from tanlu.web.wordings.models import BackTranslation


def enter_back(
    statement: Statement, original: Lang, text: str, *, by: Person, wording: str
) -> BackTranslation:
    """Keep what the translation of a statement says, brought back; the statement is `translated back` by that alone.

    Parameters
    ----------
    statement : Statement
    original : str
        The language in which it was first written, and into which it was brought back.
    text : str
        What the other text says, in that language.
    by : Person
    wording : str
        :func:`wording_of` the texts that were read.

    Raises
    ------
    BadDialogue
        If the round has opened, the text is empty, or the statement was reworded meanwhile.
    """
    if not text.strip():
        raise BadDialogue(
            ("The back-translation is empty.", "回译文本为空。"),
            (
                "Write what the translation says, without looking at the original.",
                "请在不看原文的情况下写出译文的意思。",
            ),
        )
    with transaction.atomic():
        asked = Round.objects.select_for_update().get(pk=statement.round_id)
        if asked.state != "draft":
            raise BadDialogue(
                ("Voting has begun; the statements are frozen.", "投票已经开始，陈述已冻结。"),
                ("Flag a wording problem instead.", "请改为标记措辞问题。"),
            )
        now = Statement.objects.get(pk=statement.pk)
        if wording_of(now) != wording:
            raise BadDialogue(
                ("The statement was reworded while you wrote.", "您填写期间该陈述已被修改。"),
                (
                    "Read it again; what you wrote is still in the form.",
                    "请重新阅读；您填写的内容仍在表单中。",
                ),
            )
        made = BackTranslation.objects.create(
            statement=now, original=original, text=text.strip(), by=by, day=today(), wording=wording
        )
        Statement.objects.filter(pk=now.pk).update(translation="back_translated")
        subject = f"{asked.dialogue.slug}/{asked.number}/{now.number}"
        record(by, "statement.back", subject, original=original, wording=wording[:16])
    return made


def wording_of(statement: Statement) -> str:
    """Return the hash of the two texts of a statement."""
    return sha256(f"{statement.text_en}\x1f{statement.text_zh}".encode()).hexdigest()

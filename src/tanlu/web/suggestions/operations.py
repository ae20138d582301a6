"""What changes about proposed statements: each one function, in one transaction. Proposing is in no audit."""

import secrets
from typing import Final

from django.db import transaction

from tanlu.accord.people import demand_nameless
from tanlu.errors import BadDialogue, HeldBack
from tanlu.text import Text
from tanlu.web.audit.operations import record
from tanlu.web.ballots.box import handle_of
from tanlu.web.ballots.keys import site_key
from tanlu.web.ballots.models import Round, Statement
from tanlu.web.ballots.operations import put_statement
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.dialogues.store import DatabaseStore
from tanlu.web.people.models import Person
from tanlu.web.suggestions.models import Allowance, Suggestion

MOST: Final = 10
"""Statements that one person may propose in a dialogue."""


def left(dialogue: Dialogue, person: Person) -> int:
    """Return how many statements a person may still propose."""
    found = Allowance.objects.filter(pk=_handle(dialogue, person)).first()
    return MOST - (found.used if found else 0)


def suggest(dialogue: Dialogue, person: Person, en: str, zh: str) -> None:
    """Keep a proposed statement; whose it is, is kept nowhere.

    Raises
    ------
    BadDialogue
        If it is written in no language.
    HeldBack
        If it names a participant, or the person has proposed as many as one may.
    """
    if not en.strip() and not zh.strip():
        raise BadDialogue(
            ("The statement is empty.", "陈述为空。"),
            ("Write it in one of the languages; both are welcome.", "请至少用一种语言填写，两种更好。"),
        )
    for words in filter(None, (en, zh)):
        demand_nameless(words, DatabaseStore(dialogue).people(), Text("The statement", "该陈述"))
    with transaction.atomic():
        Dialogue.objects.select_for_update().get(pk=dialogue.pk)
        counted, _ = Allowance.objects.get_or_create(pk=_handle(dialogue, person), dialogue=dialogue)
        if counted.used >= MOST:
            raise HeldBack(
                (f"You have proposed {MOST} statements, as many as one may.", f"您已提出{MOST}条陈述，达到上限。"),
                ("Tell the facilitator of more in the room.", "如有更多意见，请当面向主持人提出。"),
            )  # fmt: skip
        counted.used += 1
        counted.save()
        Suggestion.objects.create(
            id=secrets.token_hex(16), dialogue=dialogue, text_en=en.strip(), text_zh=zh.strip()
        )


def take(suggestion: Suggestion, asked: Round, text: Text, *, by: Person) -> Statement:
    """Take a proposed statement into a round, edited and in both languages; what was proposed is let go.

    Raises
    ------
    BadDialogue
        If the round has opened.
    """
    with transaction.atomic():
        made = put_statement(asked, text, by=by)
        suggestion.delete()
    return made


def set_aside(suggestion: Suggestion, *, by: Person) -> None:
    """Let a proposed statement go; that one was is in the audit, what it said is not."""
    with transaction.atomic():
        suggestion.delete()
        record(by, "suggestion.aside", suggestion.dialogue.slug)


def _handle(dialogue: Dialogue, person: Person) -> str:
    return handle_of(site_key(dialogue.suggestion_key), person.handle)

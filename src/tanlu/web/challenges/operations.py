"""What changes about challenges: each one function, in one transaction, with its line in the audit."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from tanlu.errors import BadDialogue, HeldBack
from tanlu.text import Text
from tanlu.web.audit.operations import record
from tanlu.web.challenges.models import Challenge
from tanlu.web.people.models import Person

MOST_OPEN: Final = 20
"""Challenges to one figure that may wait for an answer."""


def challenge(address: str, text: str) -> Challenge:
    """Keep why a figure may be wrong; by whom is not kept.

    Raises
    ------
    HeldBack
        If too many challenges to this figure wait already.
    """
    with transaction.atomic():
        if Challenge.objects.filter(address=address, state="new").count() >= MOST_OPEN:
            raise HeldBack(
                ("Many challenges to this figure wait already.", "对该数字的质疑已有多条待答复。"),
                ("Come back when they are answered.", "请在答复后再提出。"),
            )
        return Challenge.objects.create(address=address, day=timezone.localdate(), text=text)


def answer(found: Challenge, question: Text, words: Text, *, by: Person) -> None:
    """Answer a challenge, or mend an answer; what is published is what the secretariat wrote, in both languages.

    Raises
    ------
    BadDialogue
        If it was left aside.
    """
    with transaction.atomic():
        _demand(found, ("new", "answered"))
        Challenge.objects.filter(pk=found.pk).update(
            question_en=question.en,
            question_zh=question.zh,
            answer_en=words.en,
            answer_zh=words.zh,
            state="answered",
        )
        record(by, "challenge.answer", str(found.pk), address=found.address)


def leave_aside(found: Challenge, *, by: Person) -> None:
    """Leave aside what is no challenge to a figure; it is told of nowhere.

    Raises
    ------
    BadDialogue
        If it was answered, for what was published stays, or left aside before.
    """
    with transaction.atomic():
        _demand(found, ("new",))
        Challenge.objects.filter(pk=found.pk).update(state="aside")
        record(by, "challenge.aside", str(found.pk), address=found.address)


def _demand(found: Challenge, states: tuple[str, ...]) -> None:
    if Challenge.objects.select_for_update().get(pk=found.pk).state not in states:
        raise BadDialogue(
            ("This challenge was answered or left aside before.", "该质疑此前已答复或已搁置。"),
            ("Mend the answer; what was published stays.", "可修改答复；已公布的内容保留。"),
        )

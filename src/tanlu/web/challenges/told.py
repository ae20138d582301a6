"""What the page of a figure says of its challenges."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Max, Q

from tanlu.text import Lang
from tanlu.web.challenges.models import Challenge


def challenges_state(_parts: Mapping[str, str]) -> tuple[str, ...]:
    """Return what tells one state of the challenges from another, for pages that are kept."""
    found = Challenge.objects.aggregate(
        last=Max("pk"),
        settled=Count("pk", filter=~Q(state="new")),
        answered=Count("pk", filter=Q(state="answered")),
    )
    return ("challenges", str(found["last"]), str(found["settled"]), str(found["answered"]))


def told(address: str, lang: Lang) -> dict[str, Any]:
    """Return how many challenges wait, and those that were answered with their answers."""
    held = list(Challenge.objects.filter(address=address))
    return {
        "waiting": sum(each.state == "new" for each in held),
        "answered": [
            (
                each.day,
                each.question_zh if lang == "zh" else each.question_en,
                each.answer_zh if lang == "zh" else each.answer_en,
            )
            for each in held
            if each.state == "answered"
        ],
    }

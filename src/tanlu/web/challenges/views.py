"""Pages of challenges."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tanlu.actions.figures import show_figure
from tanlu.brief.phrases import Phrases
from tanlu.text import Lang
from tanlu.web.challenges import operations
from tanlu.web.challenges.forms import AnswerForm, ChallengeForm
from tanlu.web.challenges.models import Challenge
from tanlu.web.people.access import demand, guarded
from tanlu.web.shell.evidence import evidence
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.shell.limits import CHALLENGES, asker, take
from tanlu.web.shell.pages import page


@never_cache
def challenge(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Say why a figure may be wrong."""
    with evidence() as store:
        found = show_figure(request.GET.get("of", "")[:200], store).figure
        named = Phrases(lang).named(found.title(lang), found.region, found.year)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        take("challenges", asker(request), CHALLENGES)
        operations.challenge(found.address, entered["text"])
        there = reverse("challenge", kwargs={"lang": lang})
        return redirect(f"{there}?of={found.address}&kept=1")

    context = {"named": named, "address": found.address, "kept": request.GET.get("kept") == "1"}
    return answer_form(request, "challenge.html.jinja", ChallengeForm, done, context)


@guarded("challenge.answer")
def challenges(request: HttpRequest, lang: Lang) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """List the challenges, those that wait first."""
    held = list(Challenge.objects.exclude(state="aside").order_by("-state", "pk"))
    return page(request, "challenges.html.jinja", {"rows": held})


@guarded("challenge.answer")
def answer(request: HttpRequest, lang: Lang, number: int) -> HttpResponse:
    """Answer a challenge."""
    found = _found(number)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "challenge.answer")
        operations.answer(found, both(entered, "question"), both(entered, "answer"), by=by)
        return redirect("challenges", lang=lang)

    names = ("question_en", "question_zh", "answer_en", "answer_zh")
    initial = {name: getattr(found, name) for name in names}
    return answer_form(
        request, "answer_challenge.html.jinja", AnswerForm, done, {"found": found}, initial=initial
    )


@require_POST
@guarded("challenge.answer")
def leave_aside(request: HttpRequest, lang: Lang, number: int) -> HttpResponse:
    """Leave aside what is no challenge."""
    operations.leave_aside(_found(number), by=demand(request, "challenge.answer"))
    return redirect("challenges", lang=lang)


def _found(number: int) -> Challenge:
    found = Challenge.objects.exclude(state="aside").filter(pk=number).first()
    if found is None:
        raise Http404
    return found

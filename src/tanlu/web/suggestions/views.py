"""Pages of proposed statements."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tanlu.text import Lang
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.access import demand, guarded
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.shell.pages import page
from tanlu.web.suggestions import operations
from tanlu.web.suggestions.forms import SuggestForm, TakeForm
from tanlu.web.suggestions.models import Suggestion


@guarded("statement.propose")
def suggest(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Propose a statement."""
    person = demand(request, "statement.propose", dialogue)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        operations.suggest(dialogue, person, entered["text_en"], entered["text_zh"])
        return redirect(reverse("suggest", kwargs={"lang": lang, "slug": dialogue.slug}) + "?kept=1")

    context = {
        "dialogue": dialogue,
        "left": operations.left(dialogue, person),
        "kept": request.GET.get("kept") == "1",
    }
    return answer_form(request, "suggest.html.jinja", SuggestForm, done, context)


@guarded("suggestion.take")
def suggestions(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """List what was proposed, in an order that tells nothing."""
    return page(
        request, "suggestions.html.jinja", {"dialogue": dialogue, "rows": list(dialogue.suggestions.all())}
    )


@guarded("suggestion.take")
def take(request: HttpRequest, lang: Lang, dialogue: Dialogue, ident: str) -> HttpResponse:
    """Edit and translate a proposed statement, and take it into a round."""
    found = _found(dialogue, ident)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        asked = dialogue.rounds.get(number=int(entered["round"]))
        operations.take(found, asked, both(entered, "text"), by=demand(request, "suggestion.take", dialogue))
        return redirect("suggestions", lang=lang, slug=dialogue.slug)

    initial = {"text_en": found.text_en, "text_zh": found.text_zh}
    context = {"dialogue": dialogue, "ready": dialogue.rounds.filter(state="draft").exists()}
    make = partial(TakeForm, dialogue=dialogue)
    return answer_form(request, "take.html.jinja", make, done, context, initial=initial)


@require_POST
@guarded("suggestion.take")
def set_aside(request: HttpRequest, lang: Lang, dialogue: Dialogue, ident: str) -> HttpResponse:
    """Let a proposed statement go."""
    operations.set_aside(_found(dialogue, ident), by=demand(request, "suggestion.take", dialogue))
    return redirect("suggestions", lang=lang, slug=dialogue.slug)


def _found(dialogue: Dialogue, ident: str) -> Suggestion:
    found = dialogue.suggestions.filter(pk=ident).first()
    if found is None:
        raise Http404
    return found

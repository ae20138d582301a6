"""Pages of rounds, votes and results."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tanlu.accord.rules import Audience
from tanlu.errors import UserMistake
from tanlu.text import Lang, Text
from tanlu.web.ballots import operations
from tanlu.web.ballots.forms import ReviewForm, RoundForm, StatementForm
from tanlu.web.ballots.manifest import receipt_digest
from tanlu.web.ballots.models import STATES, TRANSLATION, Receipt, Round
from tanlu.web.ballots.results import rows_of
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.dialogues.store import DatabaseStore
from tanlu.web.people.access import allowed, demand, guarded
from tanlu.web.results.views import audiences_of
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.shell.languages import other
from tanlu.web.shell.pages import page

ANSWERS: Final[dict[str, tuple[int | None, Text]]] = {
    "agree": (1, Text("Agree", "同意")),
    "disagree": (-1, Text("Disagree", "不同意")),
    "pass": (0, Text("Pass", "略过")),
}
_TAKE_BACK: Final = "none"


def _round(dialogue: Dialogue, number: int) -> Round:
    found = dialogue.rounds.filter(number=number).first()
    if found is None:
        raise Http404
    return found


@guarded("round.open")
def begin_round(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Prepare a round."""

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "round.open", dialogue)
        segments = [each["id"] for each in (DatabaseStore(dialogue).read("record") or {}).get("segments", ())]
        made = operations.begin_round(
            dialogue, both(entered, "title"), attribute=entered["attribute"], segments=segments, by=by
        )
        return redirect("round", lang=lang, slug=dialogue.slug, number=made.number)

    return answer_form(request, "begin_round.html.jinja", RoundForm, done, {"dialogue": dialogue})


@guarded("statement.review")
def prepare(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Show the statements of a round, and add one while it is in preparation."""
    asked = _round(dialogue, number)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "statement.review", dialogue)
        operations.put_statement(asked, both(entered, "text"), by=by)
        return redirect("round", lang=lang, slug=dialogue.slug, number=number)

    rows = [
        (
            each,
            TRANSLATION[each.translation](lang),
            ReviewForm(lang=lang, initial={"translation": each.translation}),
        )
        for each in asked.statements.all()
    ]
    context = {
        "dialogue": dialogue,
        "round": asked,
        "state": STATES[asked.state](lang),
        "rows": rows,
        "may": lambda act: allowed(request, act, dialogue),
    }
    return answer_form(request, "round.html.jinja", StatementForm, done, context)


@require_POST
@guarded("statement.review")
def review(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int, statement: int) -> HttpResponse:
    """Say how far a translation was checked."""
    found = _round(dialogue, number).statements.filter(number=statement).first()
    if found is None:
        raise Http404
    by = demand(request, "statement.review", dialogue)
    operations.review_statement(found, request.POST.get("translation", ""), by=by)
    return redirect("round", lang=lang, slug=dialogue.slug, number=number)


@require_POST
@guarded("round.open")
def open_round(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Open a round: from now on its statements are frozen."""
    operations.open_round(_round(dialogue, number), by=demand(request, "round.open", dialogue))
    return redirect("round", lang=lang, slug=dialogue.slug, number=number)


@require_POST
@guarded("round.close")
def close_round(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Close a round: what joins ballots to people is destroyed."""
    operations.close_round(_round(dialogue, number), by=demand(request, "round.close", dialogue))
    return redirect("result", lang=lang, slug=dialogue.slug, number=number)


@guarded("vote")
def vote(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Show one statement with three answers, and keep an answer; it can be changed until the round is closed."""
    asked, person = _round(dialogue, number), demand(request, "vote", dialogue)
    statements = list(asked.statements.all())
    here = reverse("vote", kwargs={"lang": lang, "slug": dialogue.slug, "number": number})
    if request.method == "POST":
        at, said = _whole(request.POST.get("at", "")), request.POST.get("answer", "")
        if said != _TAKE_BACK and said not in ANSWERS:
            raise Http404
        operations.cast(asked, person, at, None if said == _TAKE_BACK else ANSWERS[said][0])
        return redirect(
            f"{here}?at={min(at + 1, len(statements) + 1)}" if said != _TAKE_BACK else f"{here}?at={at}"
        )
    content = operations.mine(asked, person)
    at = _whole(request.GET.get("at", "")) or _first_open(content.choices)
    done = sum(each is not None for each in content.choices)
    context = {
        "dialogue": dialogue,
        "round": asked,
        "done": done,
        "whole": len(statements),
        "receipt": content.receipt,
        "all": list(zip(statements, content.choices, strict=True)),
    }
    if not 1 <= at <= len(statements):
        return page(
            request,
            "voted.html.jinja",
            {**context, "answers": {value: words(lang) for value, words in ANSWERS.values()}},
        )
    statement = statements[at - 1]
    answers = [
        (name, words(lang), content.choices[at - 1] == value) for name, (value, words) in ANSWERS.items()
    ]
    return page(
        request,
        "vote.html.jinja",
        {
            **context,
            "at": at,
            "text": statement.text(lang),
            "twin_text": statement.text(other(lang)),
            "answers": answers,
            "answered": content.choices[at - 1] is not None,
            "flagged": request.GET.get("flagged") == "1",
        },
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _first_open(choices: tuple[int | None, ...]) -> int:
    return next((at for at, each in enumerate(choices, 1) if each is None), len(choices) + 1)


@require_POST
@guarded("vote")
def problem(
    request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int, statement: int
) -> HttpResponse:
    """Count a wording problem; who found it is not kept."""
    demand(request, "vote", dialogue)
    found = _round(dialogue, number).statements.filter(number=statement).first()
    if found is None:
        raise Http404
    operations.flag_wording(found)
    here = reverse("vote", kwargs={"lang": lang, "slug": dialogue.slug, "number": number})
    return redirect(f"{here}?at={statement}&flagged=1")


@guarded("result.room")
def receipt(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Tell whether a receipt is among those of the counted ballots."""
    asked, code = _round(dialogue, number), request.GET.get("code", "")[:64]
    found = None
    if code and asked.state == "closed":
        found = Receipt.objects.filter(round=asked, digest=receipt_digest(code)).exists()
    return page(
        request, "receipt.html.jinja", {"dialogue": dialogue, "round": asked, "code": code, "found": found}
    )


@guarded("result.room")
def result(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Show what the room may be told of a closed round."""
    from tanlu.actions.votes import analyse_votes  # noqa: PLC0415 - scipy, which no other page needs

    asked = _round(dialogue, number)
    trouble, rows = None, []
    try:
        rows = rows_of(analyse_votes(DatabaseStore(dialogue, asked), Audience.ROOM), lang)
    except UserMistake as error:
        trouble = error.lines(lang)
    context = {
        "dialogue": dialogue,
        "round": asked,
        "rows": rows,
        "trouble": trouble,
        "manifest": asked.manifest,
        "audiences": audiences_of(asked.pk, lang),
        "may": lambda act: allowed(request, act, dialogue),
    }
    return page(request, "result.html.jinja", context)

"""Pages of the wording of a statement."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tanlu.text import Lang
from tanlu.web.ballots.forms import ReviewForm, StatementForm
from tanlu.web.ballots.models import TRANSLATION, Statement
from tanlu.web.ballots.operations import put_statement
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.access import demand, guarded
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.wordings.forms import ORIGINALS, BackForm
from tanlu.web.wordings.models import BackTranslation
from tanlu.web.wordings.operations import enter_back, wording_of
from tanlu.web.wordings.told import found_back, found_in


@guarded("statement.review")
def wording(
    request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int, statement: int
) -> HttpResponse:
    """Show a statement in both languages with what came back, what the guard finds, and a form to bring it back."""
    found = _statement(dialogue, number, statement)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "statement.review", dialogue)
        enter_back(found, entered["original"], entered["text"], by=by, wording=entered["wording"])
        return redirect("wording", lang=lang, slug=dialogue.slug, number=number, statement=statement)

    back, now = found.backs.select_related("by").last(), wording_of(found)
    stands = back is not None and back.wording == now
    context = {
        "dialogue": dialogue,
        "statement": found,
        "state": TRANSLATION[found.translation](lang),
        "columns": _columns(found, back if stands else None, lang),
        "back": back,
        "stands": stands,
        "between": found_in(found.text_en, found.text_zh, lang),
        "returned": found_back(found, back, lang) if back and stands else [],
        "draft": found.round.state == "draft",
        "review": ReviewForm(lang=lang, initial={"translation": found.translation}),
    }
    initial = {
        "original": back.original if back else "en",
        "text": back.text if back and stands else "",
        "wording": now,
    }
    return answer_form(request, "wording.html.jinja", BackForm, done, context, initial=initial)


@guarded("statement.review")
def reword_statement(
    request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int, statement: int
) -> HttpResponse:
    """Change the wording of a statement; its translation is a draft again then."""
    found = _statement(dialogue, number, statement)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "statement.review", dialogue)
        if both(entered, "text") != found.text:
            put_statement(found.round, both(entered, "text"), by=by, number=statement)
        return redirect("wording", lang=lang, slug=dialogue.slug, number=number, statement=statement)

    initial = {"text_en": found.text_en, "text_zh": found.text_zh}
    context = {"dialogue": dialogue, "statement": found, "draft": found.round.state == "draft"}
    return answer_form(request, "reword_statement.html.jinja", StatementForm, done, context, initial=initial)


def _columns(found: Statement, back: BackTranslation | None, lang: Lang) -> list[tuple[str, str, Lang, str]]:
    """Return the texts beside each other: what each is, in which language, and its words."""
    original: Lang = "zh" if back and back.original == "zh" else "en"
    other: Lang = "en" if original == "zh" else "zh"
    told = ORIGINALS[original](lang), ORIGINALS[other](lang)
    if back is None:
        return [
            ("text", told[0], original, found.text(original)),
            ("text", told[1], other, found.text(other)),
        ]
    return [
        ("original", told[0], original, found.text(original)),
        ("translation", told[1], other, found.text(other)),
        ("back", told[0], original, back.text),
    ]


def _statement(dialogue: Dialogue, number: int, statement: int) -> Statement:
    found = Statement.objects.filter(round__dialogue=dialogue, round__number=number, number=statement)
    one = found.select_related("round").first()
    if one is None:
        raise Http404
    return one

"""Pages of ballots on paper."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tanlu.text import Lang, Text
from tanlu.web.audit.operations import today
from tanlu.web.ballots.count import group_name
from tanlu.web.ballots.models import Round
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.paper import operations
from tanlu.web.paper.models import OnPaper
from tanlu.web.people.access import demand, guarded
from tanlu.web.shell.forms import BilingualForm, WordsField, answer_form
from tanlu.web.shell.pages import page

ANSWERS = {
    "": Text("not answered", "未作答"),
    "agree": Text("Agree", "同意"),
    "disagree": Text("Disagree", "不同意"),
    "pass": Text("Pass", "略过"),
}
_MOST = 1_000_000
_NUMBER = re.compile("[0-9]{1,12}")


class SheetForm(BilingualForm):
    """What stands on a sheet."""

    def __init__(self, *args: Any, lang: Lang, asked: Round, **options: Any) -> None:  # noqa: ANN401 - Django's shape
        super().__init__(*args, lang=lang, **options)
        for each in asked.statements.all():
            field = WordsField(ANSWERS, required=False)
            field.label = each.text(lang)
            field.choices = [(value, words(lang)) for value, words in ANSWERS.items()]
            self.fields[f"s{each.number}"] = field


class SheetsForm(BilingualForm):
    """Sheets as a table."""

    table = forms.FileField()
    labels = {"table": Text("Sheets as CSV", "选票表格（CSV）")}
    helps = {
        "table": Text(
            "Columns: sheet, then 1, 2, 3 and so on for the statements; answers agree, disagree, pass or nothing.",
            "列：sheet，然后各条陈述的序号 1、2、3……；答案写同意、不同意、略过或留空。",
        )
    }


@guarded("round.open")
def on_paper(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """List who may vote, and who of them does so on paper."""
    marked = set(OnPaper.objects.filter(seat__dialogue=dialogue).values_list("seat_id", flat=True))
    seats = dialogue.seats.filter(votes=True, person__is_active=True).select_related("person")
    rows = [
        (each.pk, each.person.name(lang), each.pk in marked)
        for each in seats.order_by("person__name_en")
        if each.holds(today()) or each.comes(today())
    ]
    return page(request, "on_paper.html.jinja", {"dialogue": dialogue, "rows": rows})


@require_POST
@guarded("round.open")
def mark(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Let somebody vote on paper, or not."""
    number = request.POST.get("seat", "")
    seat = dialogue.seats.filter(pk=int(number), votes=True).first() if _NUMBER.fullmatch(number) else None
    if seat is None:
        raise Http404
    by = demand(request, "round.open", dialogue)
    operations.mark(seat, on_paper=request.POST.get("paper") == "1", by=by)
    return redirect("on_paper", lang=lang, slug=dialogue.slug)


@guarded("round.open")
def sheets(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """List the sheets of a round, and take in a table of them."""
    asked = _round(dialogue, number)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        typed = operations.read(entered["table"].read(_MOST), asked.statements.count())
        operations.keep_all(asked, typed, by=demand(request, "round.open", dialogue))
        return redirect("sheets", lang=lang, slug=dialogue.slug, number=number)

    held = operations.sheets(asked) if asked.state == "open" else []
    rows = [(each.number, group_name(each.group or "all")(lang), each.typed) for each in held]
    context = {"dialogue": dialogue, "round": asked, "rows": rows}
    return answer_form(request, "sheets.html.jinja", SheetsForm, done, context)


@guarded("round.open")
def sheet(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int, statement: int) -> HttpResponse:
    """Type one sheet in; what it says is not shown again."""
    asked = _round(dialogue, number)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        choices = [operations.WRITTEN[entered[f"s{each.number}"]] for each in asked.statements.all()]
        operations.keep(asked, statement, choices, by=demand(request, "round.open", dialogue))
        return redirect("sheets", lang=lang, slug=dialogue.slug, number=number)

    context = {"dialogue": dialogue, "round": asked, "sheet": statement}
    return answer_form(request, "sheet.html.jinja", partial(SheetForm, asked=asked), done, context)


def _round(dialogue: Dialogue, number: int) -> Round:
    found = dialogue.rounds.filter(number=number).first()
    if found is None:
        raise Http404
    return found

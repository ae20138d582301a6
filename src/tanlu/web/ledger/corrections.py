"""Pages by which an entry of the register is corrected, withdrawn or put back."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tanlu.accord.corrections import CORRECTABLE
from tanlu.text import Lang
from tanlu.web.ledger import operations
from tanlu.web.ledger.forms import CORRECTIONS, ReasonForm
from tanlu.web.ledger.models import ENTRIES
from tanlu.web.ledger.register import SiteRegister, joined
from tanlu.web.people.access import demand, guarded
from tanlu.web.shell.forms import answer_form, both


@guarded("instrument.enter")
def correct_entry(request: HttpRequest, lang: Lang, kind: str, name: str) -> HttpResponse:
    """Correct an entry of the register; what stood there before stays told."""
    found = _entry(kind, name)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "instrument.enter")
        cells = {key: value for key, value in entered.items() if not key.startswith("reason_")}
        if "parties" in cells:
            cells["parties"] = _parties(found["parties"], cells["parties"], str(cells["kind"]))
        operations.change("correct", kind, name, cells, both(entered, "reason"), by=by)
        return redirect(_back(kind, found, lang))

    initial = {**found}
    if "parties" in found:
        initial["parties"] = [each["organisation"] for each in found["parties"]]
    context = {
        "kind": kind,
        "name": name,
        "words": ENTRIES[kind](lang),
        "back": _back(kind, found, lang),
        "told": [each.told(lang) for each in joined().corrected(kind, name)],
    }
    make = partial(CORRECTIONS[kind], register=joined())
    return answer_form(request, "correct.html.jinja", make, done, context, initial=initial)


@guarded("instrument.enter")
def withdraw_entry(request: HttpRequest, lang: Lang, kind: str, name: str) -> HttpResponse:
    """Withdraw an entry that was made by mistake."""
    return _reasoned(request, lang, "withdraw", kind, name)


@guarded("instrument.enter")
def restore_entry(request: HttpRequest, lang: Lang, kind: str, name: str) -> HttpResponse:
    """Put an entry back that was withdrawn."""
    return _reasoned(request, lang, "restore", kind, name)


def _reasoned(request: HttpRequest, lang: Lang, act: str, kind: str, name: str) -> HttpResponse:
    gone = next((each for each in joined().withdrawn() if (each.kind, each.entry) == (kind, name)), None)
    if act == "restore" and gone is None:
        raise Http404
    found = {} if act == "restore" else _entry(kind, name)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "instrument.enter")
        operations.change(act, kind, name, {}, both(entered, "reason"), by=by)
        return redirect("register", lang=lang)

    cell = next((each for each in ("title", "name", "text") if f"{each}_{lang}" in found), "")
    called = gone.called(lang) if gone else str(found[f"{cell}_{lang}"])
    context = {"act": act, "kind": kind, "name": name, "words": ENTRIES[kind](lang), "called": called}
    return answer_form(request, "withdraw.html.jinja", ReasonForm, done, context)


def _entry(kind: str, name: str) -> dict[str, Any]:
    if kind not in CORRECTABLE:
        raise Http404
    for each in SiteRegister().load().get(kind, ()):
        if each["id"] == name:
            return dict(each)
    raise Http404


def _parties(before: list[dict[str, str]], chosen: list[str], kind: str) -> list[dict[str, str]]:
    """Return the parties that were chosen, each in the part that it had."""
    held = {each["organisation"]: each for each in before}
    usual = "signatory" if kind in ("agreement", "mou", "declaration") else "partner"
    kept = [each for each in before if each["organisation"] in chosen]
    return kept + [{"organisation": each, "part": usual} for each in chosen if each not in held]


def _back(kind: str, found: Mapping[str, Any], lang: Lang) -> str:
    if kind in ("commitment", "update"):
        name = found["id"] if kind == "commitment" else found["commitment"]
        return reverse("agreement", kwargs={"lang": lang, "name": name})
    return reverse("register", kwargs={"lang": lang})

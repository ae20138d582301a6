"""The desk of the secretariat: enter what is agreed, and evidence of what became of it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tanlu.actions.commitments import one
from tanlu.text import Lang
from tanlu.web.ledger import files, operations
from tanlu.web.ledger.forms import FORMS, UpdateForm
from tanlu.web.ledger.models import ENTRIES, Entered, Evidence
from tanlu.web.ledger.register import joined
from tanlu.web.people.access import demand, guarded
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.shell.pages import page


@guarded("instrument.enter")
def register(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show what was entered on this site, and the ways to enter more."""
    held = joined()
    gone = {(each.kind, each.entry) for each in held.withdrawn()}
    rows = [
        {
            "kind": each.kind,
            "name": each.name,
            "called": ENTRIES[each.kind](lang),
            "words": _called(each.data, lang),
            "withdrawn": (each.kind, each.name) in gone,
            "gone": each.undone or (each.kind, each.name) in gone,
            "told": [] if each.undone else [one.told(lang) for one in held.corrected(each.kind, each.name)],
        }
        for each in Entered.objects.exclude(kind="correction").order_by("-pk")
    ]
    ways = [(kind, words(lang)) for kind, words in ENTRIES.items() if kind in FORMS]
    undoable = any(each.kind == "update" and not each.undone for each in Entered.objects.all())
    return page(request, "register.html.jinja", {"rows": rows, "ways": ways, "undoable": undoable})


def _called(data: Mapping[str, Any], lang: Lang) -> str:
    return next(
        (str(data[f"{cell}_{lang}"]) for cell in ("title", "name", "text") if f"{cell}_{lang}" in data), ""
    )


@guarded("instrument.enter")
def enter(request: HttpRequest, lang: Lang, kind: str) -> HttpResponse:
    """Enter a source, an organisation, an instrument or a commitment."""
    if kind not in FORMS:
        raise Http404

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "instrument.enter")
        cells = dict(entered)
        if kind == "source":
            cells["accessed"] = operations.today()
        if kind == "instrument":
            part = "signatory" if cells["kind"] in ("agreement", "mou", "declaration") else "partner"
            cells["parties"] = [{"organisation": each, "part": part} for each in cells["parties"]]
        title = next(str(cells[name]) for name in ("title_en", "name_en", "text_en") if name in cells)
        name = operations.enter(kind, title, cells, by=by)
        if kind == "commitment":
            return redirect("agreement", lang=lang, name=name)
        return redirect("register", lang=lang)

    context = {"kind": kind, "words": ENTRIES[kind](lang)}
    initial = {"instrument": request.GET.get("of", "")}
    make = partial(FORMS[kind], register=joined())
    return answer_form(request, "enter.html.jinja", make, done, context, initial=initial)


@guarded("update.enter")
def add_update(request: HttpRequest, lang: Lang, name: str) -> HttpResponse:
    """Add evidence about a commitment."""
    held = joined()
    commitment = one(held, name)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "update.enter")
        sent = entered["evidence"]
        operations.add_update(
            name,
            entered["date"],
            entered["says"],
            both(entered, "text"),
            entered["source"],
            by=by,
            organisation=entered["by"],
            evidence=sent.read(files.MOST + 1) if sent else b"",
        )
        return redirect("agreement", lang=lang, name=name)

    context = {"name": name, "words": commitment.text(lang)}
    return answer_form(request, "update.html.jinja", partial(UpdateForm, register=held), done, context)


@require_POST
@guarded("instrument.enter")
def undo_update(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Take the newest evidence back."""
    operations.undo_update(by=demand(request, "instrument.enter"))
    return redirect("register", lang=lang)


def evidence(request: HttpRequest, lang: Lang, sha256: str, ending: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return an evidence file, always to be kept and never to be opened in the site."""
    found = Evidence.objects.filter(pk=sha256).first()
    path = files.folder() / (found.sha256 if found else "")
    if found is None or files.ENDINGS[found.kind] != ending or not path.is_file():
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type=found.kind)
    name = f"{found.sha256[:16]}.{files.ENDINGS[found.kind]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

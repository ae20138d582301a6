"""Pages of what was released, each made of the release alone."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tanlu.actions.briefs import FORMATS
from tanlu.brief.html import render_body
from tanlu.text import Lang
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.library.documents import documents
from tanlu.web.library.views import FORMS, KINDS
from tanlu.web.people.access import demand, guarded
from tanlu.web.results import operations
from tanlu.web.results.models import AUDIENCES, Release
from tanlu.web.shell.links import figure_link
from tanlu.web.shell.pages import page
from tanlu.web.workshop.process import SHORT
from tanlu.web.workshop.work import written


@require_POST
@guarded("result.release")
def release(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Release a closed round to those of the programme or to everyone."""
    asked = dialogue.rounds.filter(number=number).first()
    audience = request.POST.get("audience", "")
    if asked is None or audience not in AUDIENCES:
        raise Http404
    operations.release(asked, audience, by=demand(request, "result.release", dialogue))
    return redirect("result", lang=lang, slug=dialogue.slug, number=number)


def results(request: HttpRequest, lang: Lang) -> HttpResponse:
    """List what everyone was told."""
    return page(request, "results.html.jinja", {"rows": _rows("public", lang)})


def _rows(audience: str, lang: Lang) -> list[dict[str, Any]]:
    found = Release.objects.filter(audience=audience).select_related("round__dialogue").order_by("-pk")
    return [
        {
            "title": each.round.title(lang),
            "dialogue": each.round.dialogue.title(lang),
            "fictional": each.round.dialogue.fictional,
            "slug": each.round.dialogue.slug,
            "number": each.round.number,
            "day": each.day,
        }
        for each in found
    ]


def told(request: HttpRequest, lang: Lang, slug: str, number: int) -> HttpResponse:
    """Show what everyone was told of a round."""
    return _shown(request, _released(slug, number, "public"), lang)


def told_file(request: HttpRequest, lang: Lang, slug: str, number: int, form: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return what everyone was told of a round as a file."""
    return _file(_released(slug, number, "public"), lang, form)


@guarded("desk.see")
def programme_results(request: HttpRequest, lang: Lang) -> HttpResponse:
    """List what those of the programme were told."""
    return page(request, "programme_results.html.jinja", {"rows": _rows("programme", lang)})


@guarded("desk.see")
def programme_told(request: HttpRequest, lang: Lang, name: str, number: int) -> HttpResponse:
    """Show what those of the programme were told of a round."""
    return _shown(request, _released(name, number, "programme"), lang)


@guarded("desk.see")
def programme_file(request: HttpRequest, lang: Lang, name: str, number: int, form: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return what those of the programme were told of a round as a file."""
    return _file(_released(name, number, "programme"), lang, form)


def _released(slug: str, number: int, audience: str) -> Release:
    found = Release.objects.filter(
        round__dialogue__slug=slug, round__number=number, audience=audience
    ).first()
    if found is None:
        raise Http404
    return found


def _papers(found: Release) -> dict[str, bytes]:
    return {"papers/release.json": (json.dumps(found.paper, ensure_ascii=False, indent=1) + "\n").encode()}


def _shown(request: HttpRequest, found: Release, lang: Lang) -> HttpResponse:
    document = documents("dialogue", papers=_papers(found))[lang]
    asked = found.round
    public = found.audience == "public"
    name, key = ("told_file", "slug") if public else ("programme_file", "name")
    files = [
        (
            reverse(
                name, kwargs={"lang": lang, key: asked.dialogue.slug, "number": asked.number, "form": form}
            ),
            FORMS[form](lang),
        )
        for form in FORMS
    ]
    context = {
        "title": document.title,
        "body": render_body(document, figure_link(lang)),
        "files": files,
        "fictional": asked.dialogue.fictional,
        "public": public,
        "manifest": asked.manifest,
    }
    return page(request, "told.html.jinja", context)


def _file(found: Release, lang: Lang, form: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404
    document = documents("dialogue", papers=_papers(found))[lang]
    response = HttpResponse(SHORT.do(written, document, form), content_type=KINDS[form])
    name = f"{found.round.dialogue.slug}-{found.round.number}.{lang}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def audiences_of(number: int, lang: Lang) -> list[tuple[str, str, str]]:
    """Return for each audience its name and the day on which it was told of a round, if it was."""
    told_on = {each.audience: each.day.isoformat() for each in Release.objects.filter(round_id=number)}
    return [(name, words(lang), told_on.get(name, "")) for name, words in AUDIENCES.items()]

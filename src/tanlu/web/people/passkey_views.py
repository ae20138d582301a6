"""Pages and answers of passkeys. The script of the pages speaks JSON with the four addresses; without it they do nothing."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tanlu.errors import UserMistake
from tanlu.text import Lang
from tanlu.web.people import passkeys
from tanlu.web.people.access import demand, guarded
from tanlu.web.shell.pages import page


@guarded("passkey.keep")
def mine(request: HttpRequest, lang: Lang) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """List a person's passkeys."""
    return page(
        request, "passkeys.html.jinja", {"rows": demand(request, "passkey.keep").passkeys.order_by("pk")}
    )


@require_POST
@guarded("passkey.keep")
def ask_to_keep(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Ask the device for a passkey."""
    asked = passkeys.ask_to_keep(request, demand(request, "passkey.keep"), lang)
    return HttpResponse(asked, content_type="application/json")


@require_POST
@guarded("passkey.keep")
def keep(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Keep what the device made."""
    try:
        passkeys.keep(
            request, demand(request, "passkey.keep"), _answer(request), request.POST.get("name", "")
        )
    except UserMistake as error:
        return _said(error, lang)
    return JsonResponse({"to": reverse("passkeys", kwargs={"lang": lang})})


@require_POST
@guarded("passkey.keep")
def take_back(request: HttpRequest, lang: Lang, number: int) -> HttpResponse:
    """Let one of a person's passkeys open nothing any more."""
    by = demand(request, "passkey.keep")
    found = by.passkeys.filter(pk=number).first()
    if found is None:
        raise Http404
    passkeys.take_back(found, by=by)
    return redirect("passkeys", lang=lang)


@never_cache
@require_POST
def ask_to_open(request: HttpRequest, lang: Lang) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Ask the device for a passkey of this site."""
    return HttpResponse(passkeys.ask_to_open(request), content_type="application/json")


@never_cache
@require_POST
def open_with(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Let in whoever holds the device."""
    try:
        passkeys.open_with(request, _answer(request))
    except UserMistake as error:
        return _said(error, lang)
    return JsonResponse({"to": reverse("desk", kwargs={"lang": lang})})


def _answer(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.POST.get("answer", "")[:20_000])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _said(error: UserMistake, lang: Lang) -> JsonResponse:
    return JsonResponse({"said": " ".join(error.lines(lang))}, status=403)

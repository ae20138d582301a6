"""Pages of the door, the desk and the people of a dialogue."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import segno
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tanlu.accord.register import Register
from tanlu.errors import HeldBack
from tanlu.text import Lang
from tanlu.web.audit.operations import behind, today
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.dialogues.queries import dialogues_of
from tanlu.web.ledger.register import joined
from tanlu.web.people import operations
from tanlu.web.people.access import allowed, demand, guarded, person_of
from tanlu.web.people.forms import CodeForm, PersonForm, StaffForm
from tanlu.web.people.models import ROLES, SITE_WIDE, Person, Seat
from tanlu.web.people.operations import Named, accept, bring_in, remove, waiting
from tanlu.web.people.policy import held
from tanlu.web.people.told import by_time, link_to, organisation_of
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.shell.languages import lang_of
from tanlu.web.shell.limits import WRONG_CODES, address, take
from tanlu.web.shell.pages import page


@never_cache
def join(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Let in who holds an invitation. A link fills the form; only sending the form uses it, so that no preview does."""
    if person_of(request):
        return redirect("desk", lang=lang)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        try:
            accept(request, entered["code"])
        except HeldBack:
            take("wrong codes", address(request), WRONG_CODES)
            raise
        return redirect("desk", lang=lang)

    return answer_form(
        request, "join.html.jinja", CodeForm, done, initial={"code": request.GET.get("code", "")[:80]}
    )


@require_POST
def leave(request: HttpRequest, lang: Lang) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("home", lang=lang)


@guarded("desk.see")
def desk(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show what a person takes part in, and what waits for them."""
    person = demand(request, "desk.see")
    seats = held(person.seats.select_related("dialogue"), None, today())
    return page(
        request,
        "desk.html.jinja",
        {
            "person": person,
            "held": [(ROLES[each.role](lang), each.dialogue, each.until) for each in seats],
            "dialogues": dialogues_of(person),
            "may": lambda act: allowed(request, act),
        },
    )


@guarded("role.grant")
def staff(request: HttpRequest, lang: Lang) -> HttpResponse:
    """List who has a role in the whole site, and give one."""
    by = demand(request, "role.grant")

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        made, code = bring_in(
            Named(both(entered, "name")),
            entered["role"],
            by=by,
            since=entered["since"],
            until=entered["until"],
        )
        return handed_out(request, made, code, reverse("staff", kwargs={"lang": lang}))

    seats = Seat.objects.filter(role__in=SITE_WIDE).select_related("person").order_by("person__name_en", "pk")
    context = {"times": by_time(seats, lang), "behind": behind(), "link": link_to(lang, None)}
    return answer_form(request, "staff.html.jinja", StaffForm, done, context)


@guarded("people.see")
def people(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """List who takes part, and invite another."""

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "people.invite", dialogue)
        made, code = bring_in(
            named(entered, register),
            entered["role"],
            by=by,
            dialogue=dialogue,
            since=entered["since"],
            until=entered["until"],
            votes=entered["votes"],
        )
        return handed_out(request, made, code, link_back(dialogue, lang))

    register = joined()
    seats = dialogue.seats.select_related("person", "person__organisation").order_by("person__name_en", "pk")
    context = {
        "dialogue": dialogue,
        "times": by_time(seats, lang),
        "waits": set(Person.objects.filter(invitations__used=False).values_list("pk", flat=True)),
        "came": set(Person.objects.filter(invitations__used=True).values_list("pk", flat=True)),
        "behind": behind(),
        "waiting_for": len(waiting(dialogue)),
        "may_invite": allowed(request, "people.invite", dialogue),
        "may_remove": allowed(request, "people.remove", dialogue),
        "may_keep": allowed(request, "role.keep", dialogue),
        "link": link_to(lang, dialogue) if allowed(request, "role.keep", dialogue) else None,
    }
    return answer_form(request, "people.html.jinja", partial(PersonForm, register=register), done, context)


def named(entered: Mapping[str, Any], register: Register) -> Named:
    """Return the person whom a form describes."""
    at = register.organisations.get(entered["organisation"])
    organisation = organisation_of(at.id, at.name, at.country) if at else None
    return Named(
        both(entered, "name"), entered["family"], organisation, entered["country"], entered["sector"]
    )


@require_POST
@guarded("people.invite")
def invite_again(request: HttpRequest, lang: Lang, dialogue: Dialogue, handle: str) -> HttpResponse:
    """Give a person another way in; earlier ones that wait are void."""
    person = _of(dialogue, handle)
    code = operations.invite_again(
        person, by=demand(request, "people.invite", dialogue), printed="printed" in request.POST
    )
    return handed_out(request, person, code, link_back(dialogue, lang))


@require_POST
@guarded("people.remove")
def remove_person(request: HttpRequest, lang: Lang, dialogue: Dialogue, handle: str) -> HttpResponse:
    """End everything that a person may do."""
    remove(_of(dialogue, handle), by=demand(request, "people.remove", dialogue))
    return redirect(link_back(dialogue, lang))


def _of(dialogue: Dialogue, handle: str) -> Person:
    found = Person.objects.filter(handle=handle, seats__dialogue=dialogue, is_active=True).first()
    if found is None:
        raise Http404
    return found


def link_back(dialogue: Dialogue, lang: Lang) -> str:
    """Return the address of the people of a dialogue."""
    return reverse("people", kwargs={"lang": lang, "slug": dialogue.slug})


def link_to_join(request: HttpRequest, lang: Lang, code: str) -> str:
    """Return the address that fills in a code."""
    return request.build_absolute_uri(reverse("join", kwargs={"lang": lang})) + f"?code={code}"


def handed_out(request: HttpRequest, person: Person, code: str, back: str) -> HttpResponse:
    """Show an invitation, this once: a link to copy, a square to scan, a code to print."""
    link = link_to_join(request, lang_of(request), code)
    square = segno.make(link, error="m").svg_inline(scale=5, border=2, omitsize=False)
    came = person.invitations.filter(used=True).exists()
    context = {"person": person, "code": code, "link": link, "square": square, "back": back, "came": came}
    response = page(request, "handed_out.html.jinja", context)
    response["Cache-Control"] = "no-store"
    return response

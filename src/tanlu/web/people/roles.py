"""Pages of roles: give one from a day to a day, change its last day, end it."""

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
from tanlu.web.people.forms import LastDayForm, RoleForm
from tanlu.web.people.models import Person, Seat
from tanlu.web.people.seats import end_role, last_until, seat
from tanlu.web.people.told import by_time
from tanlu.web.shell.forms import answer_form


@guarded("role.keep")
def give_role(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Give somebody who was entered before a role in a dialogue."""
    return _give(request, lang, dialogue)


@guarded("role.grant")
def give_staff_role(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Give somebody who was entered before a role in the whole site."""
    return _give(request, lang, None)


@guarded("role.keep")
def change_role(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Change the last day of a role in a dialogue."""
    return _change(request, lang, dialogue, number)


@guarded("role.grant")
def change_staff_role(request: HttpRequest, lang: Lang, number: int) -> HttpResponse:
    """Change the last day of a role in the whole site."""
    return _change(request, lang, None, number)


@require_POST
@guarded("role.keep")
def stop_role(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """End a role in a dialogue at once."""
    end_role(_seat(dialogue, number), by=_by(request, dialogue))
    return redirect(_back(dialogue, lang))


@require_POST
@guarded("role.grant")
def stop_staff_role(request: HttpRequest, lang: Lang, number: int) -> HttpResponse:
    """End a role in the whole site at once."""
    end_role(_seat(None, number), by=_by(request, None))
    return redirect(_back(None, lang))


def _give(request: HttpRequest, lang: Lang, dialogue: Dialogue | None) -> HttpResponse:
    known = Person.objects.filter(is_active=True)
    if dialogue is not None:
        known = known.filter(seats__dialogue=dialogue).distinct()
    people = list(known)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        seat(
            next(each for each in people if each.handle == entered["person"]),
            entered["role"],
            by=_by(request, dialogue),
            dialogue=dialogue,
            since=entered["since"],
            until=entered["until"],
            votes=entered.get("votes", False),
        )
        return redirect(_back(dialogue, lang))

    make = partial(RoleForm, people=people, everywhere=dialogue is None)
    initial = {"person": request.GET.get("to", ""), "role": request.GET.get("role", "")}
    context = {"dialogue": dialogue, "back": _back(dialogue, lang)}
    return answer_form(request, "give_role.html.jinja", make, done, context, initial=initial)


def _change(request: HttpRequest, lang: Lang, dialogue: Dialogue | None, number: int) -> HttpResponse:
    held = _seat(dialogue, number)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        last_until(held, entered["until"], by=_by(request, dialogue))
        return redirect(_back(dialogue, lang))

    times = by_time([held], lang)
    context = {
        "dialogue": dialogue,
        "back": _back(dialogue, lang),
        "told": (*times.now, *times.later, *times.before)[0],
        "endable": bool(times.now or times.later),
        "over": bool(times.before) and not times.before[0].back,
    }
    initial = {"until": None if held.ended else held.until}
    return answer_form(request, "change_role.html.jinja", LastDayForm, done, context, initial=initial)


def _seat(dialogue: Dialogue | None, number: int) -> Seat:
    found = Seat.objects.filter(pk=number, dialogue=dialogue).select_related("person").first()
    if found is None:
        raise Http404
    return found


def _by(request: HttpRequest, dialogue: Dialogue | None) -> Person:
    return demand(request, "role.keep", dialogue) if dialogue else demand(request, "role.grant")


def _back(dialogue: Dialogue | None, lang: Lang) -> str:
    if dialogue is None:
        return reverse("staff", kwargs={"lang": lang})
    return reverse("people", kwargs={"lang": lang, "slug": dialogue.slug})

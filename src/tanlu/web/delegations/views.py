"""Pages of delegations."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tanlu.text import Lang, Text
from tanlu.web.delegations import operations
from tanlu.web.delegations.forms import DelegationForm, WantedForm
from tanlu.web.delegations.models import Delegation, Wanted
from tanlu.web.delegations.queries import places, seen_by, speaks_for, visit_of
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.ledger.register import joined
from tanlu.web.people.access import allowed, demand, guarded
from tanlu.web.people.forms import PersonForm
from tanlu.web.people.models import Person
from tanlu.web.people.views import handed_out, link_back, named
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.shell.pages import page
from tanlu.web.shell.words import written


@guarded("delegation.see")
def delegations(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """List the delegations of a dialogue; whoever leads one sees that one."""
    person = demand(request, "delegation.see", dialogue)
    rows = [(each, speaks_for(each, lang), _days(each, lang)) for each in seen_by(person, dialogue)]
    context = {"dialogue": dialogue, "rows": rows, "may_keep": allowed(request, "delegation.keep", dialogue)}
    return page(request, "delegations.html.jinja", context)


@guarded("delegation.see")
def delegation(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Show one delegation: its members, and who of them has come in."""
    found = _seen(request, dialogue, number, "delegation.see")
    context = {
        "dialogue": dialogue,
        "delegation": found,
        "speaks_for": speaks_for(found, lang),
        "visit": visit_of(found, lang),
        "days": _days(found, lang),
        "places": places(found, lang),
        "wanted": list(found.wanted.all()),
        "may_keep": allowed(request, "delegation.keep", dialogue),
        "may_ask": allowed(request, "delegation.ask", dialogue),
    }
    return page(request, "delegation.html.jinja", context)


@guarded("delegation.keep")
def begin_delegation(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Make a delegation."""
    return _keep(request, lang, dialogue, None)


@guarded("delegation.keep")
def change_delegation(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Change a delegation."""
    return _keep(request, lang, dialogue, _seen(request, dialogue, number, "delegation.keep"))


@require_POST
@guarded("delegation.keep")
def remove_delegation(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Let a delegation go."""
    found = _seen(request, dialogue, number, "delegation.keep")
    operations.remove(found, by=demand(request, "delegation.keep", dialogue))
    return redirect("delegations", lang=lang, slug=dialogue.slug)


@guarded("delegation.ask")
def ask_for(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Ask for somebody to be invited."""
    found = _seen(request, dialogue, number, "delegation.ask")

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "delegation.ask", dialogue)
        operations.ask_for(found, both(entered, "name"), entered["family"], by=by)
        return redirect("delegation", lang=lang, slug=dialogue.slug, number=number)

    context = {"dialogue": dialogue, "delegation": found}
    return answer_form(request, "ask_for.html.jinja", WantedForm, done, context)


@require_POST
@guarded("delegation.ask")
def ask_again(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int, handle: str) -> HttpResponse:
    """Ask for a new invitation for a member."""
    found = _seen(request, dialogue, number, "delegation.ask")
    person = found.members.filter(handle=handle, is_active=True).first()
    if person is None:
        raise Http404
    operations.ask_again(found, person, by=demand(request, "delegation.ask", dialogue))
    return redirect("delegation", lang=lang, slug=dialogue.slug, number=number)


@guarded("delegation.keep")
def take_member(
    request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int, wanted: int
) -> HttpResponse:
    """Invite somebody whom the lead asked for."""
    asked, register = _wanted(request, dialogue, number, wanted), joined()

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        made, code = operations.take(
            asked,
            named(entered, register),
            entered["role"],
            by=demand(request, "people.invite", dialogue),
            since=entered["since"],
            until=entered["until"],
            votes=entered["votes"],
        )
        return handed_out(request, made, code, link_back(dialogue, lang))

    initial = {
        "name_en": asked.name_en,
        "name_zh": asked.name_zh,
        "family": asked.family,
        "organisation": asked.delegation.organisation,
        "until": asked.delegation.until,
    }
    context = {"dialogue": dialogue, "delegation": asked.delegation}
    make = partial(PersonForm, register=register)
    return answer_form(request, "take_member.html.jinja", make, done, context, initial=initial)


@require_POST
@guarded("delegation.keep")
def decline_member(
    request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int, wanted: int
) -> HttpResponse:
    """Let go whom the lead asked for."""
    asked = _wanted(request, dialogue, number, wanted)
    operations.decline(asked, by=demand(request, "delegation.keep", dialogue))
    return redirect("delegation", lang=lang, slug=dialogue.slug, number=number)


def _keep(request: HttpRequest, lang: Lang, dialogue: Dialogue, found: Delegation | None) -> HttpResponse:
    people = list(Person.objects.filter(seats__dialogue=dialogue, is_active=True).distinct())
    by_handle = {each.handle: each for each in people}

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        plan = operations.Plan(
            both(entered, "name"),
            entered["region"],
            entered["organisation"],
            entered["visit"],
            by_handle.get(entered["lead"]),
            [by_handle[each] for each in entered["members"]],
            entered["since"],
            entered["until"],
        )
        by = demand(request, "delegation.keep", dialogue)
        made = operations.put(dialogue, plan, by=by, number=found.number if found else None)
        return redirect("delegation", lang=lang, slug=dialogue.slug, number=made.number)

    make = partial(DelegationForm, register=joined(), dialogue=dialogue, people=people)
    context = {"dialogue": dialogue, "delegation": found}
    return answer_form(request, "put_delegation.html.jinja", make, done, context, initial=_initial(found))


def _initial(found: Delegation | None) -> dict[str, Any]:
    if found is None:
        return {}
    cells = ("name_en", "name_zh", "region", "organisation", "visit", "since", "until")
    return {name: getattr(found, name) for name in cells} | {
        "lead": found.lead.handle if found.lead else "",
        "members": [each.handle for each in found.members.all()],
    }


def _seen(request: HttpRequest, dialogue: Dialogue, number: int, act: str) -> Delegation:
    """Return a delegation that whoever asks may see; another one looks like none."""
    found = seen_by(demand(request, act, dialogue), dialogue)
    one = next((each for each in found if each.number == number), None)
    if one is None:
        raise Http404
    return one


def _wanted(request: HttpRequest, dialogue: Dialogue, number: int, wanted: int) -> Wanted:
    found = _seen(request, dialogue, number, "delegation.keep").wanted.filter(pk=wanted).first()
    if found is None:
        raise Http404
    return found


def _days(found: Delegation, lang: Lang) -> str:
    first = written(found.since, lang)
    if found.until is None:
        return Text(f"since {first}", f"自{first}起")(lang)
    last = written(found.until, lang)
    return Text(f"{first} to {last}", f"{first}至{last}")(lang)

"""Pages of proposals, and the thread that everyone may see."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tanlu.text import Lang
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.ledger.forms import InstrumentForm
from tanlu.web.ledger.register import joined
from tanlu.web.people.access import allowed, demand, guarded
from tanlu.web.proposals import operations
from tanlu.web.proposals.forms import ProposalForm
from tanlu.web.proposals.models import Proposal
from tanlu.web.proposals.thread import promised, said
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.shell.pages import page


@guarded("proposal.put")
def propose(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int | None = None) -> HttpResponse:
    """Make a proposal, or give one a new wording."""
    held = _proposal(dialogue, number) if number else None

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        made = operations.put(
            dialogue,
            both(entered, "title"),
            both(entered, "text"),
            sponsors=entered["sponsors"],
            statements=entered["statements"],
            by=demand(request, "proposal.put", dialogue),
            number=number,
        )
        return redirect("proposal", lang=lang, slug=dialogue.slug, number=made.number)

    initial: dict[str, Any] = {}
    if held:
        now = held.newest
        initial = {name: getattr(now, name) for name in ("title_en", "title_zh", "text_en", "text_zh")}
        initial |= {"sponsors": held.sponsors, "statements": held.statements}
    make = partial(ProposalForm, register=joined(), dialogue=dialogue)
    return answer_form(
        request, "propose.html.jinja", make, done, {"dialogue": dialogue, "held": held}, initial=initial
    )


@guarded("dialogue.see")
def proposal(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Show a proposal to those who take part: what it rests on, its wordings, what became of it."""
    found = _proposal(dialogue, number)
    room = allowed(request, "result.room", dialogue)
    context = {
        **_thread(found, lang, room=room),
        "dialogue": dialogue,
        "may": lambda act: allowed(request, act, dialogue),
        "room": room,
    }
    return page(request, "proposal.html.jinja", context)


@guarded("instrument.enter")
def agree(request: HttpRequest, lang: Lang, dialogue: Dialogue, number: int) -> HttpResponse:
    """Enter the instrument that a proposal has become."""
    found = _proposal(dialogue, number)

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "instrument.enter", dialogue)
        part = "signatory" if entered["kind"] in ("agreement", "mou", "declaration") else "partner"
        parties = [{"organisation": each, "part": part} for each in entered["parties"]]
        operations.make_instrument(found, {**entered, "parties": parties}, by=by)
        return redirect("proposal", lang=lang, slug=dialogue.slug, number=number)

    now = found.newest
    initial = {"title_en": now.title_en, "title_zh": now.title_zh, "parties": found.sponsors}
    context = {"dialogue": dialogue, "proposal": found, "title": now.title(lang)}
    return answer_form(
        request,
        "agree.html.jinja",
        partial(InstrumentForm, register=joined()),
        done,
        context,
        initial=initial,
    )


def thread(request: HttpRequest, lang: Lang, name: str) -> HttpResponse:
    """Show everyone how an instrument came about, as far as it was let out, and what became of it."""
    found = Proposal.objects.filter(instrument=name).first()
    if found is None:
        raise Http404
    return page(request, "thread.html.jinja", _thread(found, lang, room=False))


def _proposal(dialogue: Dialogue, number: int) -> Proposal:
    found = dialogue.proposals.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _thread(found: Proposal, lang: Lang, *, room: bool) -> dict[str, Any]:
    register = joined()
    shown, held = said(found, lang, room=room)
    paper = next((each for each in register.instruments if each.id == found.instrument), None)
    return {
        "proposal": found,
        "now": found.newest,
        "title": found.newest.title(lang),
        "versions": [
            (each.number, each.day, each.title(lang), each.text(lang)) for each in found.versions.all()
        ],
        "sponsors": [
            register.organisations[each].name(lang)
            for each in found.sponsors
            if each in register.organisations
        ],
        "statements": shown,
        "held": held,
        "instrument": paper.title(lang) if paper else "",
        "corrections": [each.told(lang) for each in register.corrected("instrument", found.instrument)],
        "dated": paper.dated.label(lang) if paper and paper.dated else "",
        "promised": promised(found.instrument, lang) if paper else [],
        "fictional": found.dialogue.fictional,
    }

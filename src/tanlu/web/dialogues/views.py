"""Pages of dialogues."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tanlu.accord.agenda import begins, clocks, warning
from tanlu.accord.record import told
from tanlu.accord.rules import RULE_NAMES, Audience
from tanlu.actions.dialogue import kept, outlook
from tanlu.text import Lang
from tanlu.web.ballots.models import STATES as ROUND_STATES
from tanlu.web.dialogues import operations
from tanlu.web.dialogues.forms import DialogueForm, ItemForm, NoteForm, SegmentForm, SessionForm
from tanlu.web.dialogues.models import STATES, Dialogue
from tanlu.web.dialogues.queries import has_vote
from tanlu.web.dialogues.store import DatabaseStore
from tanlu.web.people.access import allowed, demand, guarded
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.shell.pages import page


@guarded("dialogue.begin")
def begin_dialogue(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Begin a dialogue."""

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "dialogue.begin")
        operations.begin(entered["slug"], both(entered, "title"), (entered["here"], entered["there"]), by=by)
        return redirect("dialogue", lang=lang, slug=entered["slug"])

    return answer_form(request, "begin.html.jinja", DialogueForm, done)


@guarded("dialogue.see")
def dialogue(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Show a dialogue to those who take part: agenda, what may be read, rounds."""
    context = {
        "dialogue": dialogue,
        "state": STATES[dialogue.state](lang),
        "sessions": _sessions(dialogue, lang),
        "segments": _segments(request, dialogue, lang),
        "rounds": [(each, ROUND_STATES[each.state](lang)) for each in dialogue.rounds.all()],
        "proposals": [
            (each.number, each.newest.title(lang), bool(each.instrument)) for each in dialogue.proposals.all()
        ],
        "may": lambda act: allowed(request, act, dialogue),
        "votes": allowed(request, "vote", dialogue)
        and has_vote(demand(request, "dialogue.see", dialogue), dialogue),
    }
    return page(request, "dialogue.html.jinja", context)


def _sessions(dialogue: Dialogue, lang: Lang) -> list[dict[str, Any]]:
    found = outlook(DatabaseStore(dialogue))
    rows = []
    for timed, met in zip(found.plans, found.clashes, strict=True):
        session = timed.session
        items = [
            {
                "title": slot.item.title(lang),
                "minutes": slot.minutes,
                "rule": "" if slot.item.pause else RULE_NAMES[slot.item.rule](lang),
                "at": clocks(found.kept.dialogue, moment, lang) if (moment := begins(timed, slot)) else "",
            }
            for slot in timed.slots
        ]
        trouble = warning(timed)
        rows.append(
            {
                "id": session.id,
                "title": session.title(lang),
                "at": clocks(found.kept.dialogue, session.starts, lang) if session.starts else "",
                "day": session.when.said(lang),
                "items": items,
                "warning": trouble(lang) if trouble else "",
                "holidays": [each.name(lang) for each in met.holidays],
            }
        )
    return rows


def _segments(request: HttpRequest, dialogue: Dialogue, lang: Lang) -> list[dict[str, Any]]:
    if not allowed(request, "segment.read", dialogue):
        return []
    held = kept(DatabaseStore(dialogue))
    rows = []
    for each in held.record.segments:
        shown = told(each, Audience.ROOM, held.people)
        rows.append(
            {
                "id": each.id,
                "topic": each.topic(lang),
                "rule": RULE_NAMES[each.rule](lang),
                "open": each.open,
                "notes": [note.text(lang) for note in each.notes],
                "told": shown,
            }
        )
    return rows


@guarded("dialogue.plan")
def add_session(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Add a session."""

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "dialogue.plan", dialogue)
        operations.add_session(
            dialogue,
            both(entered, "title"),
            entered["starts"],
            entered["minutes"],
            entered["interpretation"],
            by=by,
        )
        return redirect("dialogue", lang=lang, slug=dialogue.slug)

    return answer_form(request, "session.html.jinja", SessionForm, done, {"dialogue": dialogue})


@guarded("dialogue.plan")
def add_item(request: HttpRequest, lang: Lang, dialogue: Dialogue, session: str) -> HttpResponse:
    """Add an item to an agenda."""

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "dialogue.plan", dialogue)
        operations.add_item(
            dialogue, session, both(entered, "title"), entered["minutes"], entered["rule"], by=by
        )
        return redirect("dialogue", lang=lang, slug=dialogue.slug)

    return answer_form(request, "item.html.jinja", ItemForm, done, {"dialogue": dialogue})


@guarded("segment.keep")
def open_segment(request: HttpRequest, lang: Lang, dialogue: Dialogue, session: str) -> HttpResponse:
    """Open a segment under its rule."""

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "segment.keep", dialogue)
        operations.open_segment(dialogue, session, both(entered, "title"), entered["rule"], by=by)
        return redirect("notes", lang=lang, slug=dialogue.slug)

    return answer_form(request, "segment.html.jinja", SegmentForm, done, {"dialogue": dialogue})


@guarded("segment.keep")
def notes(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Keep what is said in the open segment."""
    record = kept(DatabaseStore(dialogue)).record

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        operations.keep_note(dialogue, both(entered, "text"), by=demand(request, "segment.keep", dialogue))
        return redirect("notes", lang=lang, slug=dialogue.slug)

    now = record.current
    context = {
        "dialogue": dialogue,
        "topic": now.topic(lang) if now else "",
        "rule": RULE_NAMES[now.rule](lang) if now else "",
        "notes": [each.text(lang) for each in now.notes] if now else [],
    }
    return answer_form(request, "notes.html.jinja", NoteForm, done, context)


@require_POST
@guarded("segment.keep")
def undo_note(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Take back the last change of what was said."""
    operations.undo_note(dialogue, by=demand(request, "segment.keep", dialogue))
    return redirect("notes", lang=lang, slug=dialogue.slug)


@require_POST
@guarded("segment.keep")
def close_segment(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Close the segment that is open."""
    operations.close_segment(dialogue, by=demand(request, "segment.keep", dialogue))
    return redirect("dialogue", lang=lang, slug=dialogue.slug)


@require_POST
@guarded("dialogue.close")
def close_dialogue(request: HttpRequest, lang: Lang, dialogue: Dialogue) -> HttpResponse:
    """Close a dialogue."""
    operations.close(dialogue, by=demand(request, "dialogue.close", dialogue))
    return redirect("dialogue", lang=lang, slug=dialogue.slug)

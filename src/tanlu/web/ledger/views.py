"""Pages of the ledger."""

from django.http import HttpRequest, HttpResponse

from tanlu.accord.corrections import ENTRIES
from tanlu.accord.instrument import ACTS, CAPACITIES, KINDS, PARTS, UPDATES, Instrument
from tanlu.accord.register import Register
from tanlu.accord.status import MARKS
from tanlu.actions.commitments import Row, one, rows, today
from tanlu.text import Lang
from tanlu.web.ledger.files import ENDINGS
from tanlu.web.ledger.files import KINDS as FILES
from tanlu.web.ledger.models import Evidence
from tanlu.web.ledger.register import joined
from tanlu.web.people.access import allowed
from tanlu.web.proposals.models import Proposal
from tanlu.web.shell.pages import page


def _row(each: Row, register: Register, lang: Lang) -> dict[str, object]:
    parties = [register.organisations[party.organisation].name(lang) for party in each.instrument.parties]
    return {
        "id": each.commitment.id,
        "text": each.commitment.text(lang),
        "act": ACTS[each.commitment.act](lang),
        "instrument": each.instrument.title(lang),
        "kind": KINDS[each.instrument.kind](lang),
        "theme": each.instrument.theme(lang),
        "parties": parties,
        "dated": each.instrument.dated.label(lang) if each.instrument.dated else "",
        "due": each.commitment.due.label(lang) if each.commitment.due else "",
        "owner": register.organisations[each.commitment.owner].name(lang) if each.commitment.owner else "",
        "state": each.standing.label(lang),
        "mark": MARKS[each.standing.state],
        "reason": each.standing.reason(lang),
        "last": each.standing.last.label(lang) if each.standing.last else "",
        "notes": [note(lang) for note in each.standing.notes],
    }


def agreements(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show every commitment with where it stands today."""
    register = joined()
    found = [_row(each, register, lang) for each in rows(register, today())]
    return page(request, "agreements.html.jinja", {"rows": found, "gone": register.withdrawn()})


def agreement(request: HttpRequest, lang: Lang, name: str) -> HttpResponse:
    """Show one commitment: what was promised, by whom, and everything found of it."""
    register = joined()
    gone = [each for each in register.withdrawn() if (each.kind, each.entry) == ("commitment", name)]
    if gone:
        return page(
            request, "withdrawn.html.jinja", {"gone": gone[-1], "may": lambda act: allowed(request, act)}
        )
    commitment = one(register, name)
    found = next(each for each in rows(register, today()) if each.commitment.id == commitment.id)
    updates = [each for each in register.updates if each.commitment == commitment.id]
    kept = dict(Evidence.objects.filter(pk__in=[each.sha256 for each in updates]).values_list("pk", "kind"))
    searches = [each for each in register.searches if each.commitment == commitment.id]
    context = {
        "row": _row(found, register, lang),
        "parties": _parties(found.instrument, register, lang),
        "note": found.instrument.note(lang) if found.instrument.note else "",
        "updates": [
            (
                each.date.label(lang),
                UPDATES[each.says](lang),
                each.text(lang),
                _cited(register, each.source, lang),
                register.organisations[each.by].name(lang) if each.by else "",
                each.sha256 if each.sha256 in kept else "",
                FILES[kept[each.sha256]](lang) if each.sha256 in kept else "",
                ENDINGS[kept[each.sha256]] if each.sha256 in kept else "",
                each.id,
                [one.told(lang) for one in register.corrected("update", each.id)],
            )
            for each in updates
        ],
        "told": _told(register, found, lang),
        "gone": [
            each
            for each in register.withdrawn()
            if each.kind == "update" and each.entry.endswith(f"-{commitment.id}")
        ],
        "searches": searches,
        "source": _cited(register, found.instrument.source, lang),
        "may": lambda act: allowed(request, act),
        "thread": Proposal.objects.filter(instrument=found.instrument.id).exists(),
        "instrument": found.instrument.id,
    }
    return page(request, "agreement.html.jinja", context)


def _told(register: Register, found: Row, lang: Lang) -> list[str]:
    """Return the corrections of a commitment, of its paper, and of where that is from."""
    entries = (
        ("commitment", found.commitment.id),
        ("instrument", found.instrument.id),
        ("source", found.instrument.source),
    )
    return [
        f"{ENTRIES[kind](lang).capitalize()}{'：' if lang == 'zh' else ': '}{each.told(lang)}"
        for kind, name in entries
        for each in register.corrected(kind, name)
    ]


def _parties(instrument: Instrument, register: Register, lang: Lang) -> list[tuple[str, str, str]]:
    return [
        (
            register.organisations[each.organisation].name(lang),
            PARTS[each.part](lang),
            CAPACITIES[each.capacity](lang),
        )
        for each in instrument.parties
    ]


def _cited(register: Register, name: str, lang: Lang) -> tuple[str, str]:
    origin = register.sources[name]
    return f"{origin.publisher(lang)}{'：' if lang == 'zh' else ': '}{origin.title(lang)}", origin.url

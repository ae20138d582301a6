"""The page of the search."""

from functools import lru_cache
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tanlu.actions.search import KINDS, Entry, entries, find
from tanlu.text import Lang
from tanlu.web.ledger.register import joined, register_state, state
from tanlu.web.library.documents import ONE_REGION
from tanlu.web.shell.evidence import evidence, public_until, releases
from tanlu.web.shell.pages import page

_MOST: Final = 100
_SHOWN: Final = 60


@lru_cache(maxsize=2)
def _held(state: tuple[str, ...]) -> tuple[Entry, ...]:  # noqa: ARG001 - what is held for one state of the evidence
    with evidence() as store:
        return entries(store, joined())


def _address(entry: Entry, lang: Lang) -> str:
    if entry.kind == "claim":
        return reverse("claims", kwargs={"lang": lang}) + f"#{entry.id}"
    if entry.kind == "source":
        return reverse("sources", kwargs={"lang": lang}) + f"#{entry.id}"
    if entry.kind == "region":
        return reverse("region", kwargs={"lang": lang, "code": entry.id})
    if entry.kind == "brief" and entry.id in ONE_REGION:
        return reverse("briefs", kwargs={"lang": lang})
    names = {"indicator": "indicator", "agreement": "agreement", "brief": "brief", "help": "help_page"}
    return reverse(names[entry.kind], kwargs={"lang": lang, "name": entry.id})


@public_until(register_state)
def search(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show what was found."""
    asked = request.GET.get("q", "").strip()[:_MOST]
    found = find(_held((*releases(), *state())), asked, lang, _SHOWN + 1)
    hits = [
        {
            "title": hit.entry.title(lang),
            "kind": KINDS[hit.entry.kind](lang),
            "excerpt": hit.excerpt,
            "address": _address(hit.entry, lang),
        }
        for hit in found[:_SHOWN]
    ]
    return page(request, "search.html.jinja", {"asked": asked, "hits": hits, "more": len(found) > _SHOWN})

"""Pages of figures, indicators and sources."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tanlu.actions.evidence import list_sources, regions_with, show_series
from tanlu.actions.figures import Shown, show_figure
from tanlu.brief.phrases import Phrases
from tanlu.evidence.fact import STATUSES, Fact
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived
from tanlu.lineage.recipes import recipes
from tanlu.lineage.trace import trace
from tanlu.registers.indicators import scope, series
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.registers.wording import say
from tanlu.text import Lang, exact
from tanlu.web.challenges.told import challenges_state, told
from tanlu.web.figures.held import holdings
from tanlu.web.shell.evidence import evidence, public, public_until
from tanlu.web.shell.pages import page


@public_until(challenges_state)
def figure(request: HttpRequest, lang: Lang, address: str) -> HttpResponse:
    """Show one number with everything that is known of it."""
    with evidence() as store:
        shown = show_figure(address, store, request.GET.get("unit", ""))
        context = {**_gist(shown, store, lang), "node": trace(shown.figure, store)}
        context["rivals"] = [_other(each, store, lang) for each in shown.rivals]
        context["related"] = [_other(each, store, lang) for each in shown.related]
    context["challenged"] = told(shown.figure.address, lang)
    context["api_of"] = lambda wanted: reverse("api_figure", kwargs={"address": wanted})
    return page(request, "figure.html.jinja", context)


@public
def card(request: HttpRequest, lang: Lang, address: str) -> HttpResponse:
    """Show the gist of one number, for the card beside it."""
    with evidence() as store:
        shown = show_figure(address, store)
        context = _gist(shown, store, lang)
        context["rivals"] = [_other(each, store, lang) for each in shown.rivals]
    return page(request, "card.html.jinja", context)


def _gist(shown: Shown, store: Store, lang: Lang) -> dict[str, object]:
    found = shown.figure
    facts, phrases = found.facts(), Phrases(lang)
    sources = [store.source(each) for each in dict.fromkeys(fact.ref.source for fact in facts)]
    made = found.origin if isinstance(found.origin, Derived) else None
    held = None if isinstance(found.origin, Derived) else found.origin
    name = made.recipe.id if made else facts[0].ref.series
    return {
        "title": found.title(lang),
        "named": phrases.named(found.title(lang), found.region, found.year),
        "place": region(found.region),
        "year": found.year,
        "number": say(shown.quantity.value, shown.quantity.unit, lang),
        "exact": phrases.computed(made)
        if made and not shown.quantity.steps
        else phrases.exactly(shown.quantity.value, shown.quantity.unit),
        "address": found.address,
        "status": STATUSES[found.status](lang),
        "grade": found.grade,
        "caveats": [each(lang) for each in found.caveats],
        "scope": scope(held.scope)(lang) if held else "",
        "note": held.note(lang) if held and held.note else "",
        "definition": (made.recipe.method if made else series(name).definition)(lang),
        "made": made,
        "why": found.answer.reason(lang) if found.answer else "",
        "sources": sources,
        "name": name if name in recipes() or held else "",
    }


def _other(fact: Fact, store: Store, lang: Lang) -> dict[str, str]:
    number = (
        f"{exact(fact.value, lang)} {unit(fact.unit).symbol(lang)}"
        if fact.value is not None
        else STATUSES[fact.status](lang)
    )
    return {
        "number": number,
        "address": str(fact.ref),
        "title": series(fact.ref.series).title(lang),
        "scope": scope(fact.scope)(lang),
        "source": store.source(fact.ref.source).citation(lang),
        "has_value": "yes" if fact.value is not None else "",
    }


@public
def indicators(request: HttpRequest, lang: Lang) -> HttpResponse:
    """List every indicator held, computed ones first."""
    with evidence() as store:
        held = holdings(store, lang)
    computed = [(each.id, each.title(lang), each.method(lang)) for each in recipes().values()]
    return page(request, "indicators.html.jinja", {"computed": computed, "held": held})


@public
def indicator(request: HttpRequest, lang: Lang, name: str) -> HttpResponse:
    """Show what an indicator measures, and every region and year held."""
    with evidence() as store:
        places = [(region(code), show_series(name, store, code)) for code in regions_with(name, store)]
    known = recipes().get(name)
    about = known.method if known else series(name).definition
    title = known.title if known else series(name).title
    caution = None if known else series(name).comparability
    context = {
        "title": title(lang),
        "definition": about(lang),
        "caution": caution(lang) if caution else "",
        "places": [(place, [row for row in held if row.value is not None]) for place, held in places],
        "name": name,
        "number": lambda row: f"{exact(row.value, lang)} {unit(row.unit).symbol(lang)}",
        "status": lambda row: STATUSES[row.status](lang),
    }
    return page(request, "indicator.html.jinja", context)


@public
def sources(request: HttpRequest, lang: Lang) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """List every source with its terms."""
    with evidence() as store:
        found = list_sources(store)
    return page(request, "sources.html.jinja", {"sources": found})

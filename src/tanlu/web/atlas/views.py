"""Pages of the first page, the regions, and each region."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tanlu.actions.commitments import rows, today
from tanlu.actions.evidence import list_series
from tanlu.actions.maps import newest_by_region
from tanlu.brief.html import render_body
from tanlu.evidence.store import Store
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import latest
from tanlu.registers.regions import FIVE, region, regions
from tanlu.text import Lang
from tanlu.web.atlas.grids import mapped
from tanlu.web.atlas.promises import promises_of
from tanlu.web.ledger.register import joined, register_state
from tanlu.web.library.documents import documents
from tanlu.web.shell.evidence import evidence, public, public_until
from tanlu.web.shell.languages import wanted
from tanlu.web.shell.links import figure_link
from tanlu.web.shell.pages import page
from tanlu.web.shell.shown import of_made

MEASURES: Final = (
    "coal_output", "coal_jobs", "energy_co2", "wind_solar_capacity", "coal_share_of_nation", "generation_share_coal",
)  # fmt: skip
_KEYS: Final = ("coal_output", "coal_jobs", "coal_revenue_share", "energy_co2", "wind_solar_capacity")


def door(request: HttpRequest) -> HttpResponse:
    """Lead from the bare address to the language that the person reads."""
    response = redirect("home", lang=wanted(request))
    response["Vary"] = "Accept-Language, Cookie"
    return response


@public_until(register_state)
def home(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show what there is: the map, the five regions, what was promised, the claims."""
    with evidence() as store:
        coal = recipes()["coal_output"]
        seen = mapped(newest_by_region("coal_output", store), coal.unit, lang)
        cards = [_card(code, store, lang) for code in FIVE]
    promised = [each.standing.label(lang) for each in rows(joined(), today())]
    return page(
        request,
        "home.html.jinja",
        {"map": seen, "measure": coal.title(lang), "cards": cards, "promised": _counted(promised)},
    )


def _counted(labels: list[str]) -> list[tuple[str, int]]:
    return [(each, labels.count(each)) for each in dict.fromkeys(labels)]


def _card(code: str, store: Store, lang: Lang) -> dict[str, object]:
    place = region(code)
    numbers = [
        (recipes()[name].title(lang), of_made(latest(recipes()[name], store, code), lang)) for name in _KEYS
    ]
    return {"code": code, "name": place.name, "numbers": numbers}


@public
def atlas(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show every state and province by one measure, and where to read on."""
    asked = request.GET.get("measure", MEASURES[0])
    name = asked if asked in MEASURES else MEASURES[0]
    recipe = recipes()[name]
    with evidence() as store:
        seen = mapped(newest_by_region(name, store), recipe.unit, lang)
        held = {each.region.code for each in list_series(store)}
    measures = [(each, recipes()[each].title(lang)) for each in MEASURES]
    places = {
        country: [each for each in regions().values() if each.parent == country and each.code in held]
        for country in ("USA", "CHN")
    }
    return page(
        request,
        "atlas.html.jinja",
        {"map": seen, "measures": measures, "asked": name, "places": places, "countries": regions()},
    )


@public_until(register_state)
def place(request: HttpRequest, lang: Lang, code: str) -> HttpResponse:
    """Show everything held of one region, what was promised there, and what is not known."""
    found = region(code)
    if found.code != code:
        return redirect("region", lang=lang, code=found.code)
    document = documents("region", (found.code,))[lang]
    body = render_body(document, figure_link(lang), ledger=False)
    promised = promises_of(found.code, joined(), today(), lang)
    return page(
        request,
        "region.html.jinja",
        {
            "place": found,
            "title": document.title,
            "body": body,
            "promised": promised,
            "five": found.code in FIVE,
        },
    )

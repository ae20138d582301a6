"""Pages of rating rounds."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tanlu.actions.scorecard import PAPER
from tanlu.brief.html import render_body
from tanlu.registers.regions import region
from tanlu.study.framework import indicators
from tanlu.text import Lang
from tanlu.web.library.documents import documents
from tanlu.web.people.access import allowed, demand, guarded
from tanlu.web.ratings import operations
from tanlu.web.ratings.forms import SCORES, GiveForm, RoundForm
from tanlu.web.ratings.models import STATES, RatingRound
from tanlu.web.shell.forms import answer_form, both
from tanlu.web.shell.links import figure_link
from tanlu.web.shell.pages import page


@guarded("rating.see")
def ratings(request: HttpRequest, lang: Lang) -> HttpResponse:
    """List the rating rounds."""
    rows = [(each, STATES[each.state](lang)) for each in RatingRound.objects.order_by("-pk")]
    return page(request, "ratings.html.jinja", {"rows": rows, "may": lambda act: allowed(request, act)})


@guarded("rating.open")
def begin(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Open a rating round."""

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        by = demand(request, "rating.open")
        operations.begin(entered["slug"], both(entered, "title"), entered["regions"], by=by)
        return redirect("ratings", lang=lang)

    return answer_form(request, "begin_ratings.html.jinja", RoundForm, done)


@guarded("rating.give")
def rate(request: HttpRequest, lang: Lang, name: str) -> HttpResponse:
    """Judge an indicator; a rater sees nothing of what others judged."""
    asked, rater = _round(name), demand(request, "rating.give")

    def done(entered: Mapping[str, Any]) -> HttpResponse:
        operations.give(asked, rater, entered)
        return redirect("rate", lang=lang, name=name)

    own = [
        (region(each.region).name(lang), indicators()[each.indicator].title(lang), SCORES[each.score](lang))
        for each in asked.ratings.filter(rater=rater)
    ]
    ladder = [(each.id, each.title(lang), each.ladder(lang)) for each in indicators().values() if each.ladder]
    context = {"round": asked, "own": own, "ladder": ladder}
    return answer_form(request, "rate.html.jinja", partial(GiveForm, asked=asked), done, context)


@require_POST
@guarded("rating.open")
def close_ratings(request: HttpRequest, lang: Lang, name: str) -> HttpResponse:
    """Close a rating round."""
    operations.close(_round(name), by=demand(request, "rating.open"))
    return redirect("rated", lang=lang, name=name)


def rated(request: HttpRequest, lang: Lang, name: str) -> HttpResponse:
    """Show everyone the scorecard of a closed round."""
    asked = _round(name)
    if asked.state != "closed" or asked.paper is None:
        raise Http404
    papers = {PAPER: json.dumps(asked.paper, ensure_ascii=False, indent=1).encode()}
    document = documents("progress", papers=papers)[lang]
    context = {"round": asked, "title": document.title, "body": render_body(document, figure_link(lang))}
    return page(request, "rated.html.jinja", context)


def _round(name: str) -> RatingRound:
    found = RatingRound.objects.filter(slug=name).first()
    if found is None:
        raise Http404
    return found

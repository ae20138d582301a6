"""The data for programs, and the page that describes it."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from tanlu.actions.claims import check_claims
from tanlu.actions.commitments import ledger, today
from tanlu.actions.evidence import list_regions, list_series, show_series
from tanlu.actions.figures import figure_json, show_figure
from tanlu.lineage.recipes import recipes
from tanlu.lineage.verdict import to_json
from tanlu.text import Lang
from tanlu.web.ledger.register import joined
from tanlu.web.shell.evidence import evidence, public
from tanlu.web.shell.pages import page


def _json(data: Any) -> JsonResponse:  # noqa: ANN401 - whatever JSON can hold
    return JsonResponse(data, safe=False, json_dumps_params={"ensure_ascii": False})


@cache
def described() -> dict[str, Any]:
    """Return the OpenAPI document."""
    found: dict[str, Any] = json.loads((files("tanlu.web.api") / "openapi.json").read_text("utf-8"))
    return found


def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return the OpenAPI document."""
    return _json(described())


@public
def regions(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return every region of the register."""
    return _json(
        [
            {"code": each.code, "kind": each.kind, "parent": each.parent or None, "name": each.name.to_json()}
            for each in list_regions()
        ]
    )


@public
def indicators(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return every indicator that a figure is held of, computed ones first."""
    with evidence() as store:
        held = {each.series.id: each.series for each in list_series(store)}
    computed = [
        {"id": each.id, "title": each.title.to_json(), "unit": each.unit, "computed": True}
        for each in recipes().values()
    ]
    published = [
        {"id": each.id, "title": each.title.to_json(), "unit": each.unit, "computed": False}
        for each in held.values()
    ]
    return _json([*computed, *published])


@public
def years(request: HttpRequest, name: str, code: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return every year of an indicator in a region."""
    with evidence() as store:
        rows = show_series(name, store, code)
    return _json(
        [
            {
                "year": row.year,
                "value": row.value,
                "unit": row.unit,
                "status": row.status,
                "source": row.source,
                "ref": row.ref,
            }
            for row in rows
        ]
    )


@public
def figure(request: HttpRequest, address: str) -> HttpResponse:
    """Return one number with its source, its rivals and its relatives."""
    with evidence() as store:
        return _json(figure_json(show_figure(address, store, request.GET.get("unit", "")), store))


@public
def claims(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return the claims of the programme with their verdicts."""
    with evidence() as store:
        return _json([to_json(each) for each in check_claims(store)])


def agreements(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return the ledger with where everything stands today."""
    return _json(ledger(joined(), today()))


@public
def about(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Describe the data for programs to a person."""
    paths = [
        (path, each["get"]["summary"], each["get"]["x-summary-zh"], each["get"].get("x-example", ""))
        for path, each in described()["paths"].items()
    ]
    return page(
        request,
        "api.html.jinja",
        {"paths": [(path, zh if lang == "zh" else en, example) for path, en, zh, example in paths]},
    )

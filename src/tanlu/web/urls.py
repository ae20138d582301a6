"""Every address of the site: the language first, then the part."""

from django.urls import include, path, register_converter

from tanlu.web.atlas.views import door
from tanlu.web.shell import errors
from tanlu.web.shell.assets import asset
from tanlu.web.shell.languages import LangConverter

register_converter(LangConverter, "lang")

_PARTS = (
    "atlas",
    "comparison",
    "figures",
    "claims",
    "outlooks",
    "builder",
    "jobs",
    "library",
    "ledger",
    "search",
    "help",
    "api",
    "people",
    "delegations",
    "audit",
    "dialogues",
    "ballots",
    "wordings",
    "results",
    "proposals",
    "suggestions",
    "challenges",
    "ratings",
    "own",
    "paper",
)

urlpatterns = [
    path("", door, name="door"),
    path("assets/<str:digest>/<str:name>", asset, name="asset"),
    path("api/v1/", include("tanlu.web.api.routes")),
    path("<lang:lang>/", include([path("", include(f"tanlu.web.{each}.urls")) for each in _PARTS])),
]
handler400 = errors.malformed
handler403 = errors.refused
handler404 = errors.missing
handler500 = errors.broken

"""Templates in two languages: what every page has at hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from tanlu import __version__
from tanlu.text import Text
from tanlu.web.shell.assets import address_of
from tanlu.web.shell.languages import TAGS, lang_of, other, twin
from tanlu.web.shell.menu import menu
from tanlu.web.shell.words import written


def environment(**options: Any) -> Environment:  # noqa: ANN401 - Django hands its options through
    """Return the environment of all templates: escaping on, a missing value is an error."""
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, loader=options["loader"])
    made.globals.update(asset=address_of, version=__version__, tags=TAGS, menu=menu)
    return made


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Return a page in the language of its address."""
    lang = lang_of(request)

    def to(name: str, /, **parts: str) -> str:
        return reverse(name, kwargs={"lang": lang, **parts})

    def say(en: str, zh: str) -> str:
        """Return a label; one that lacks a language cannot be written."""
        return Text(en, zh)(lang)

    def on(day: date | str) -> str:
        """Return a day as it is written."""
        return written(day, lang)

    held = {
        "lang": lang,
        "other": other(lang),
        "twin": twin(request, lang),
        "to": to,
        "say": say,
        "on": on,
        "here": request.path_info,
    }
    body = loader.render_to_string(template, {**held, **(context or {})}, request)
    return HttpResponse(body, status=status)

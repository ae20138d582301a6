"""Where the address of a figure leads on the site."""

from collections.abc import Callable

from django.urls import reverse

from tanlu.text import Lang


def figure_link(lang: Lang) -> Callable[[str], str]:
    """Return what leads from an address to its page."""
    return lambda address: reverse("figure", kwargs={"lang": lang, "address": address})

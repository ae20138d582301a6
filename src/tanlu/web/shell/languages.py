"""The language of a page is part of its address, so that an address that is sent shows what its sender saw."""

from typing import Final

from django.http import HttpRequest

from tanlu.text import LANGS, Lang

TAGS: Final[dict[Lang, str]] = {"en": "en", "zh": "zh-Hans"}
DJANGO: Final[dict[Lang, str]] = {"en": "en", "zh": "zh-hans"}
COOKIE: Final = "tanlu_lang"


class LangConverter:
    """The first part of every address: ``en`` or ``zh``."""

    regex = "|".join(LANGS)

    def to_python(self, value: str) -> str:
        """Return the language."""
        return value

    def to_url(self, value: str) -> str:
        """Return the part of the address."""
        return value


def lang_of(request: HttpRequest) -> Lang:
    """Return the language of a page by its address, else the one that the person reads."""
    first = request.path_info.split("/", 2)[1] if request.path_info.count("/") > 1 else ""
    return "zh" if first == "zh" else "en" if first == "en" else wanted(request)


def wanted(request: HttpRequest) -> Lang:
    """Return the language that a person chose before, else the first of the browser's that the site has."""
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in LANGS:
        return "zh" if chosen == "zh" else "en"
    for each in request.headers.get("Accept-Language", "").split(","):
        tag = each.strip().lower()
        if tag.startswith("zh"):
            return "zh"
        if tag.startswith("en"):
            return "en"
    return "en"


def other(lang: Lang) -> Lang:
    """Return the language that a page is not in."""
    return "en" if lang == "zh" else "zh"


def twin(request: HttpRequest, lang: Lang) -> str:
    """Return the address of the same place in the other language, with everything that was asked for."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    there = f"/{other(lang)}{path[3:]}" if path[:4] in ("/en/", "/zh/") else f"/{other(lang)}/"
    return there + (f"?{query}" if query else "")

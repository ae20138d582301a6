"""Pages of the brief builder."""

from dataclasses import dataclass
from itertools import zip_longest

from django.http import HttpRequest, HttpResponse

from tanlu.errors import UserMistake
from tanlu.parity.check import Checked
from tanlu.parity.findings import CLASSES, Finding
from tanlu.registers.regions import FIVE, region
from tanlu.text import Lang, Text
from tanlu.web.builder.asked import LANGUAGES, OFFERED, read
from tanlu.web.people.access import guarded
from tanlu.web.shell.evidence import releases
from tanlu.web.shell.pages import page
from tanlu.web.workshop.process import SHORT
from tanlu.web.workshop.work import guarded_text, packed

_SEVERITY = {"error": Text("error", "错误"), "warning": Text("warning", "提示")}


@dataclass(frozen=True, slots=True)
class Line:
    """One block in both languages, with what the guard says of it."""

    en: str
    zh: str
    said: tuple[tuple[str, str, str], ...]


def _lines(held: Checked, lang: Lang) -> list[Line]:
    about: dict[int, list[Finding]] = {}
    for each in held.findings:
        about.setdefault(each.en_line or each.zh_line, []).append(each)
    return [
        Line(
            en.text if en else "",
            zh.text if zh else "",
            tuple(_said(each, lang) for each in about.get(at, ())),
        )
        for at, (en, zh) in enumerate(zip_longest(held.en.segments, held.zh.segments), 1)
    ]


def _said(found: Finding, lang: Lang) -> tuple[str, str, str]:
    return _SEVERITY[found.severity](lang), CLASSES[found.kind](lang), found.why(lang)


@guarded("brief.build")
def build(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show the form, and both languages of what was chosen beside what the guard says of them."""
    asked, held, trouble = None, None, None
    if request.GET:
        try:
            asked = read(request.GET)
            held = SHORT.do(guarded_text, releases(), asked.name, asked.codes)
        except UserMistake as error:
            trouble = error.lines(lang)
    context = {
        "asked": asked,
        "trouble": trouble,
        "lines": _lines(held, lang) if held else [],
        "errors": len(held.errors) if held else 0,
        "warnings": len(held.findings) - len(held.errors) if held else 0,
        "editions": [(each.id, each.title(lang)) for each in OFFERED],
        "places": [region(code) for code in FIVE],
        "languages": [(value, words(lang)) for value, words in LANGUAGES.items()],
        "query": request.META.get("QUERY_STRING", ""),
    }
    return page(request, "build_brief.html.jinja", context, status=400 if trouble else 200)


@guarded("brief.build")
def folder(request: HttpRequest, lang: Lang) -> HttpResponse:  # noqa: ARG001 - the folder holds the languages chosen
    """Return the folder as a zip file; a pair that says two things is refused with the first place."""
    asked = read(request.GET)
    data = SHORT.do(packed, releases(), (asked.name, *asked.codes), asked.langs)
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="tanlu-{asked.name}.zip"'
    return response

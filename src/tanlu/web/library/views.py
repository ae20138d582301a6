"""Pages and files of the briefs."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from tanlu.actions.briefs import FORMATS
from tanlu.actions.commitments import papers as papers_of_register
from tanlu.brief.editions import EDITIONS, Papers, edition
from tanlu.brief.gate import reading
from tanlu.brief.html import render_body
from tanlu.brief.model import Document
from tanlu.errors import BadReference, UnknownName
from tanlu.registers.regions import FIVE, region
from tanlu.text import Lang, Text
from tanlu.web.ledger.register import SiteRegister, register_state
from tanlu.web.library.documents import ONE_REGION, documents
from tanlu.web.shell.evidence import public, public_until
from tanlu.web.shell.links import figure_link
from tanlu.web.shell.pages import page
from tanlu.web.workshop.process import SHORT
from tanlu.web.workshop.work import written

INVENTED: Final = ("finance", "dialogue", "progress", "survey")
"""Editions whose packaged papers are invented, and say so."""
STUDY: Final = ("progress", "survey", "dialogue")
"""Editions that tell results of the study."""
KINDS: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
FORMS: Final[dict[str, Text]] = {
    "pdf": Text("PDF", "PDF"), "docx": Text("Word", "Word"), "html": Text("One page (HTML)", "单页（HTML）"),
}  # fmt: skip


@public
def briefs(request: HttpRequest, lang: Lang) -> HttpResponse:
    """List every kind of brief."""
    kinds = [
        {
            "id": each.id,
            "title": each.title(lang),
            "by_region": each.id in ONE_REGION,
            "invented": each.id in INVENTED,
        }
        for each in EDITIONS.values()
    ]
    return page(request, "briefs.html.jinja", {"kinds": kinds, "places": [region(code) for code in FIVE]})


@public
def study(request: HttpRequest, lang: Lang) -> HttpResponse:
    """Show what the study found, the gist of each part; examples are marked as such."""
    parts = []
    for name in STUDY:
        document = documents(name)[lang]
        said = [each.text for each in reading(document).segments if each.kind == "paragraph"]
        parts.append(
            {"id": name, "title": edition(name).title(lang), "said": said[:2], "invented": name in INVENTED}
        )
    return page(request, "study.html.jinja", {"parts": parts})


def _document(name: str, codes: tuple[str, ...], lang: Lang) -> Document:
    """Return a brief; one about what was entered on this site is written anew, others are held ready."""
    return documents(name, codes, _papers(name))[lang]


def _demand_place(name: str, code: str) -> tuple[str, ...]:
    if name in ONE_REGION and not code:
        raise BadReference(
            ("This brief is about one region.", "此类简报一次只写一个地区。"),
            ("Choose the region in the list of briefs.", "请在简报列表中选择地区。"),
        )
    if name not in ONE_REGION and code:
        raise UnknownName(
            (f"The brief {name!r} is not made for one region.", f"简报 {name!r} 不按单个地区编写。"),
            ("Open it without a region.", "请打开不带地区的版本。"),
        )
    return (region(code).code,) if code else ()


def _papers(name: str) -> Papers | None:
    """Return what a brief of the site rests on, where that is kept by the site."""
    return papers_of_register(SiteRegister(), "") if name == "commitments" else None


@public_until(register_state)
def brief(request: HttpRequest, lang: Lang, name: str, code: str = "") -> HttpResponse:
    """Show a brief inside the site."""
    codes = _demand_place(edition(name).id, code)
    document = _document(name, codes, lang)
    context = {
        "title": document.title,
        "body": render_body(document, figure_link(lang)),
        "name": name,
        "code": code,
        "forms": [(form, FORMS[form](lang)) for form in FORMS],
        "invented": name in INVENTED,
        "sheet": document.role == "page",
    }
    return page(request, "brief.html.jinja", context)


@public_until(register_state)
def file(request: HttpRequest, lang: Lang, name: str, form: str, code: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return a brief as a file."""
    if form not in FORMATS:
        raise UnknownName(
            (f"No brief is written as {form!r}.", f"简报没有 {form!r} 格式。"),
            ("Choose PDF, Word or HTML.", "请选择 PDF、Word 或 HTML。"),
        )
    codes = _demand_place(edition(name).id, code)
    document = _document(name, codes, lang)
    response = HttpResponse(SHORT.do(written, document, form), content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="{document.name}.{lang}.{form}"'
    return response

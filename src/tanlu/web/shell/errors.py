"""Errors as pages: what is wrong and where, then what to do."""

import logging
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from tanlu.errors import HeldBack, NoFigure, OurFault, TanluError, UnknownName
from tanlu.text import Text
from tanlu.web.shell.languages import lang_of
from tanlu.web.shell.pages import page

_ABSENT: Final = (UnknownName, NoFigure)
_MISSING: Final = (
    Text("There is no page at this address.", "该地址没有页面。"),
    Text("Look for it by search, or start at the first page.", "请用搜索查找，或从首页开始。"),
)
_BROKEN: Final = (
    Text("The site could not make this page; the fault is ours.", "网站未能生成该页面，原因在我们这边。"),
    Text(
        "Nothing was changed. Try again; if it happens again, tell the convenors the time and the address.",
        "未作任何改动。请重试；如再次出现，请把时间和网址告诉召集人。",
    ),
)
_FORGED: Final = (
    Text("The form was sent from a page that is too old.", "该表单来自已失效的页面。"),
    Text(
        "Open the page again and send it once more; nothing was changed.",
        "请重新打开页面再提交；未作任何改动。",
    ),
)


def status_of(error: TanluError) -> int:
    """Return the HTTP status of an error."""
    if isinstance(error, OurFault):
        return 500
    if isinstance(error, HeldBack):
        return 403
    return 404 if isinstance(error, _ABSENT) else 400


def told(request: HttpRequest, error: TanluError) -> HttpResponse:
    """Return an error as a page, or as JSON where a program asked."""
    status = status_of(error)
    if status >= 500:
        logging.getLogger("tanlu.web").error("%s", error)
    if request.path_info.startswith("/api/"):
        what, do = Text(*error.what), Text(*error.do)
        return JsonResponse({"error": what.to_json(), "do": do.to_json()}, status=status)
    what_said, do_said = error.lines(lang_of(request))
    return page(request, "error.html.jinja", {"what": what_said, "do": do_said}, status=status)


def _plain(request: HttpRequest, words: tuple[Text, Text], status: int) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return JsonResponse({"error": words[0].to_json(), "do": words[1].to_json()}, status=status)
    lang = lang_of(request)
    return page(request, "error.html.jinja", {"what": words[0](lang), "do": words[1](lang)}, status=status)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say that there is no such page."""
    return _plain(request, _MISSING, 404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say no without telling whether anything is there."""
    return _plain(request, _MISSING, 404)


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say that a request could not be read."""
    return _plain(request, _MISSING, 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say that a form is too old."""
    return _plain(request, _FORGED, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return _plain(request, _BROKEN, 500)

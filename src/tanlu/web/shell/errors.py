"""Errors as pages: what is wrong and where, then what to do."""

import errno
import logging
import sys
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse

from tanlu.actions.home import home
from tanlu.errors import HeldBack, NoFigure, OurFault, TanluError, UnknownName
from tanlu.text import Lang, Text
from tanlu.web.shell.languages import lang_of
from tanlu.web.shell.pages import page

_ABSENT: Final = (UnknownName, NoFigure)
_MISSING: Final = (
    Text("There is no page at this address.", "该地址没有页面。"),
    Text("Look for it by search, or start at the first page.", "请用搜索查找，或从首页开始。"),
)
_ONLY_SENT: Final = (
    Text("This address takes only what a form sends.", "该地址只接收表单提交的内容。"),
    Text("Go back to the page with the form; nothing was changed.", "请返回表单所在页面；未作任何改动。"),
)
_COMMAND: Final = "`tanlu "
_CHOOSE: Final = Text(
    "Choose from the lists on this page; Regions shows every code.",
    "请从本页列表中选择；各地区代码见“地区”。",
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


TOO_LARGE: Final = (
    Text("What was sent is too large.", "发送的内容过大。"),
    Text("Send less, or in parts; nothing was changed.", "请减少内容或分次发送；未作任何改动。"),
)
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class TooOften(TanluError):
    """Something was asked more often than its limit lets."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(
            ("This was asked too often.", "请求过于频繁。"),
            (
                f"Wait {wait} s and try again; nothing was changed.",
                f"请等待{wait}秒后重试；未作任何改动。",
            ),
        )


class Unavailable(TanluError):
    """The database or the disk does not take anything just now; whatever was begun is undone."""

    wait = 10


def unavailable(error: BaseException | None) -> Unavailable | None:
    """Return what to tell where the database is locked, away or full, or the disk is; None for any other error."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return _full()
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    words = str(error).lower()
    if "no such" in words or "syntax" in words:
        return None  # ours, not the machine's
    if "full" in words or "space" in words or "readonly" in words or "disk i/o" in words:
        return _full()
    return Unavailable(
        ("The site is too busy to keep anything just now.", "网站当前过于繁忙，暂时无法保存。"),
        ("Nothing was changed. Try again in ten seconds.", "未作任何改动。请十秒后重试。"),
    )


def _full() -> Unavailable:
    return Unavailable(
        (
            "The site cannot keep anything, because its disk takes no more.",
            "网站磁盘已无法写入，暂时不能保存。",
        ),
        (
            "Nothing was changed. Tell the convenors; what was kept before is safe.",
            "未作任何改动。请告知召集人；此前保存的内容不受影响。",
        ),
    )


def status_of(error: TanluError) -> int:
    """Return the HTTP status of an error."""
    if isinstance(error, TooOften):
        return 429
    if isinstance(error, Unavailable):
        return 503
    if isinstance(error, OurFault):
        return 500
    if isinstance(error, HeldBack):
        return 403
    return 404 if isinstance(error, _ABSENT) else 400


def beside_form(error: TanluError, lang: Lang) -> tuple[str, str]:
    """Return the two sentences for a page whose lists show what may be chosen: there nobody needs a command for it."""
    what, do = error.lines(lang)
    return what, _CHOOSE(lang) if isinstance(error, UnknownName) and _COMMAND in do else do


def told(request: HttpRequest, error: TanluError) -> HttpResponse:
    """Return an error as a page, or as JSON where a program asked; where on the machine something lies is not told."""
    status = status_of(error)
    if status >= 500:
        logging.getLogger("tanlu.web").error("%s", error)
    house = str(home())
    what, do = (
        Text(*(each.replace(house, "TANLU_HOME") for each in pair)) for pair in (error.what, error.do)
    )
    if status == 404 and _COMMAND in do.en and not request.path_info.startswith("/api/"):
        do = _MISSING[1]  # whoever reads a page may have no command line
    response = say_plainly(request, (what, do), status)
    if isinstance(error, TooOften | Unavailable):
        response["Retry-After"] = str(error.wait)
    if status >= 400:
        response["Cache-Control"] = "no-store"
    return response


def say_plainly(request: HttpRequest, words: tuple[Text, Text], status: int) -> HttpResponse:
    """Return two sentences as a page, or as JSON where a program asked."""
    if request.path_info.startswith("/api/"):
        return JsonResponse({"error": words[0].to_json(), "do": words[1].to_json()}, status=status)
    lang = lang_of(request)
    return page(request, "error.html.jinja", {"what": words[0](lang), "do": words[1](lang)}, status=status)


def only_sent(request: HttpRequest) -> HttpResponse:
    """Say that an address takes only what a form sends: somebody reloaded it, or typed it."""
    return say_plainly(request, _ONLY_SENT, 405)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say that there is no such page."""
    return say_plainly(request, _MISSING, 404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say no without telling whether anything is there."""
    return say_plainly(request, _MISSING, 404)


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a request could not be read."""
    if isinstance(exception, RequestDataTooBig):
        return say_plainly(request, TOO_LARGE, 413)
    return say_plainly(request, _MISSING, 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Say that a form is too old."""
    return say_plainly(request, _FORGED, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, or that the machine takes nothing: where a session is kept, Django asks only here."""
    trouble = unavailable(sys.exc_info()[1])
    if trouble:
        return told(request, trouble)
    return say_plainly(request, _BROKEN, 500)

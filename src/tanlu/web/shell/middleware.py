"""What happens to every request: its language, what the page may load, and errors in plain words."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from tanlu.errors import TanluError
from tanlu.web.shell.errors import only_sent, told, unavailable
from tanlu.web.shell.languages import DJANGO, lang_of
from tanlu.web.shell.policy import header

Answer = Callable[[HttpRequest], HttpResponse]


def content_security(answer: Answer) -> Answer:
    """Tell the browser what a page may load, and that nobody may frame it."""
    value = header(settings.SECURE_CSP)

    def guarded(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.setdefault("Content-Security-Policy", value)
        response.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if response.status_code >= 400 or "Cookie" in response.headers.get("Vary", ""):
            response.setdefault(
                "Cache-Control", "no-store"
            )  # it depends on who asks, or will be another one soon
        response["Server"] = "Tanlu"  # else the server writes what it is
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return guarded


def language(answer: Answer) -> Answer:
    """Answer in the language of the address."""

    def spoken(request: HttpRequest) -> HttpResponse:
        lang = lang_of(request)
        with translation.override(DJANGO[lang]):
            response = answer(request)
        response.setdefault("Content-Language", DJANGO[lang])
        return response

    return spoken


class _PlainErrors:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            allowed = response["Allow"]
            response = only_sent(request)
            response["Allow"] = allowed
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn an error that was raised on purpose, or a machine that takes nothing, into a page with two sentences."""
        found = error if isinstance(error, TanluError) else unavailable(error)
        return told(request, found) if found else None


def plain_errors(answer: Answer) -> _PlainErrors:
    """Tell an error in two sentences, in the language of the page."""
    return _PlainErrors(answer)

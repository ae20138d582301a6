"""Who began a job: known to their own browser, by a cookie that nothing on the site is kept beside."""

import re
from secrets import token_hex
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tanlu.web.jobs.models import Job
from tanlu.web.jobs.operations import is_begun_by
from tanlu.web.people.access import allowed

COOKIE: Final = "tanlu_began"
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")


def token_of(request: HttpRequest) -> str:
    """Return what the browser shows of the jobs it began; a new one where it shows nothing."""
    held = request.COOKIES.get(COOKIE, "")
    return held if _TOKEN.fullmatch(held) else token_hex(16)


def keep(response: HttpResponse, token: str) -> None:
    """Let the browser keep it until it is closed."""
    response.set_cookie(
        COOKIE, token, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax", path="/"
    )


def may_stop(request: HttpRequest, job: Job) -> bool:
    """Return whether this browser began the job, or somebody asks who may stop any."""
    return is_begun_by(job, request.COOKIES.get(COOKIE, "")) or allowed(request, "job.stop")

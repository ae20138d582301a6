"""Sessions: kept without the hour at which they began, and ended soon for those who run things.

A row of a session tells the day on which it ends and nothing else about time. When somebody of the staff was last here is
known by a signed cookie in their own browser, not by the site, so that no table of hours can be laid beside votes.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.db import SessionStore as Database
from django.http import HttpRequest, HttpResponse

from tanlu.web.people.models import Person

STAFF: Final = ("facilitator", "secretariat", "auditor", "administrator")
"""Roles whose sessions end when nothing was asked for half an hour."""
IDLE: Final = timedelta(minutes=30)
SEEN: Final = "tanlu_seen"


class SessionStore(Database):
    """A session in the database that ends with a day."""

    _kept: tuple[str | None, dict[str, Any]] | None = None

    def get_expiry_date(self, **parts: Any) -> datetime:  # noqa: ANN401 - Django's shape
        """Return the end of the day on which the session ends."""
        ends: datetime = super().get_expiry_date(**parts)
        return datetime.combine(ends.date() + timedelta(days=1), time.min, tzinfo=ends.tzinfo)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's shape
        """Keep the session, unless exactly this is kept already."""
        held = {} if must_create else dict(self.items())
        if not must_create and self._kept == (self.session_key, held):
            return
        super().save(must_create)
        held = dict(self.items())
        self._kept = (self.session_key, held)


def idle_end(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """End the session of somebody of the staff who asked for nothing for a while."""

    def watched(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return _seen(request, answer(request))
        if _is_staff(request) and not _was_here(request):
            logout(request)
        return _seen(request, answer(request))

    return watched


def _is_staff(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, Person) and user.seats.filter(role__in=STAFF).exists()


def _was_here(request: HttpRequest) -> bool:
    """Return whether this browser asked for something under this session in the last half hour."""
    key = request.session.session_key
    told = request.get_signed_cookie(SEEN, default="", salt=f"seen {key}", max_age=IDLE)
    return bool(told)


def _seen(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the browser of the staff carry that it was here."""
    if hasattr(request, "_cached_user") and _is_staff(request) and response.status_code < 500:
        response.set_signed_cookie(
            SEEN,
            "here",
            salt=f"seen {request.session.session_key}",
            max_age=int(IDLE.total_seconds()),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response

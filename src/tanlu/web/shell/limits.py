"""How often something may be asked: a bucket of turns for each asker, that fills again with time.

The buckets lie in the memory of the one process that serves, and nowhere else: who asked what and when is in no table, a
page that is only read never waits for the lock of the database, and a restart forgets it all. A signed-in person has
buckets of their own, so a delegation behind one address shares none; voting has no bucket at all.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tanlu.web.shell.errors import TOO_LARGE, TooOften, say_plainly, told


@dataclass(frozen=True, slots=True)
class Limit:
    """How many turns at once, and in how many seconds another one comes."""

    turns: int
    seconds: float


LIMITS: Final[dict[str, Limit]] = {
    "search": Limit(120, 0.5),
    "compare": Limit(60, 1),
    "compare_csv": Limit(60, 1),
    "own_claim": Limit(60, 1),
    "receipt": Limit(30, 4),
    "passkey_ask": Limit(60, 2),
    "problem": Limit(60, 2),
}
"""Addresses that are limited wherever they are asked something, by the names of `urls.py`."""
WRONG_CODES: Final = Limit(60, 5)
"""Codes that opened nothing. A right one always opens, whatever a neighbour behind the same address has typed."""
CHALLENGES: Final = Limit(10, 300)
"""Challenges to figures that were kept: ten at once, then one in five minutes, for a class may sit behind one address."""
JOBS: Final = Limit(20, 30)
"""Calculations that were begun."""
_MOST: Final = 20_000
_BUCKETS: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
_TURN: Final = Lock()


def take(what: str, who: str, limit: Limit) -> None:
    """Take a turn.

    Raises
    ------
    TooOften
        If none is left; it says how long to wait.
    """
    now = time.monotonic()
    with _TURN:
        left, at = _BUCKETS.pop((what, who), (float(limit.turns), now))
        left = min(limit.turns, left + (now - at) / limit.seconds)
        enough = left >= 1
        _BUCKETS[what, who] = (left - 1 if enough else left, now)
        while len(_BUCKETS) > _MOST:
            _BUCKETS.popitem(last=False)
    if not enough:
        raise TooOften(max(1, math.ceil((1 - left) * limit.seconds)))


def forget() -> None:
    """Fill every bucket, as a restart does."""
    with _TURN:
        _BUCKETS.clear()


def asker(request: HttpRequest) -> str:
    """Return whose turn it is: the person's, or the address's for the public."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return f"person {request.user.pk}"
    return address(request)


def address(request: HttpRequest) -> str:
    """Return where a request comes from: the last place that the proxy in front names, else the other end.

    A house with IPv6 has a whole network of addresses, so the first half is what counts.
    """
    shown = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_TLS:
        shown = request.headers.get("X-Forwarded-For", shown).rpartition(",")[2].strip()
    try:
        found = ip_address(shown)
    except ValueError:
        return "unknown"
    return found.exploded[:19] if isinstance(found, IPv6Address) else str(found)


def _is_long(told: str) -> bool:
    """Return whether a body that is so long by its header is refused, also where the number has no end."""
    digits = told.strip()
    return digits.isascii() and digits.isdigit() and (len(digits) > 15 or int(digits) > settings.LARGEST_BODY)


class _Limited:
    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told_length = request.META.get("CONTENT_LENGTH") or "0"
        if _is_long(told_length):
            return say_plainly(request, TOO_LARGE, 413)
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Let a limited address be asked only as often as its limit says."""
        name = request.resolver_match.url_name if request.resolver_match else None
        limit = LIMITS.get(name or "")
        if limit is None or not (request.GET or request.method == "POST"):
            return None
        try:
            take(name or "", asker(request), limit)
        except TooOften as error:
            return told(request, error)
        return None


def limited(answer: Callable[[HttpRequest], HttpResponse]) -> _Limited:
    """Refuse what is asked too often, and bodies that are too large."""
    return _Limited(answer)

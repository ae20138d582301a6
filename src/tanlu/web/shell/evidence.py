"""The evidence that pages are made from, and pages that were made from it."""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Final

from django.http import HttpRequest, HttpResponse

from tanlu.actions.home import home, open_store
from tanlu.evidence.store import Store

_ONE_AT_A_TIME: Final = Lock()
_HELD: dict[tuple[str, ...], Store] = {}
_MOST: Final = 600
_PAGES: OrderedDict[tuple[str, ...], "_Page"] = OrderedDict()
_TURN: Final = Lock()

View = Callable[..., HttpResponse]


def releases() -> tuple[str, ...]:
    """Return what tells one state of the evidence from another: the releases of the house, each with its time."""
    folder = home() / "releases"
    if not folder.is_dir():
        return ()
    return tuple(sorted(f"{each.name}:{each.stat().st_mtime_ns}" for each in folder.iterdir()))


@contextmanager
def evidence() -> Iterator[Store]:
    """Yield the evidence as it stands; one page at a time asks it."""
    now = releases()
    with _ONE_AT_A_TIME:
        if now not in _HELD:
            _HELD.clear()
            _HELD[now] = open_store()
        yield _HELD[now]


def public(view: View) -> View:
    """Keep the pages of a view that are the same for everyone until the evidence changes."""
    return public_until(lambda _parts: ())(view)


def public_until(state: Callable[[Mapping[str, str]], tuple[str, ...]]) -> Callable[[View], View]:
    """Keep the pages of a view that are the same for everyone until the evidence or something else changes.

    Parameters
    ----------
    state : callable
        Takes the parts of the address, and returns what tells one state of that something from another.
    """
    return lambda view: _kept(view, state)


def _kept(view: View, state: Callable[[Mapping[str, str]], tuple[str, ...]]) -> View:
    @wraps(view)
    def kept(request: HttpRequest, **parts: str) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request, **parts)
        key = (request.get_full_path(), *releases(), *state(parts))
        found = _found(key)
        if found is None:
            made = view(request, **parts)
            if made.status_code != 200 or made.streaming:
                return made
            found = _Page.of(made)
            _keep(key, found)
        return found.to(request)

    return kept


def _found(key: tuple[str, ...]) -> "_Page | None":
    with _TURN:
        if key in _PAGES:
            _PAGES.move_to_end(key)
        return _PAGES.get(key)


def _keep(key: tuple[str, ...], made: "_Page") -> None:
    with _TURN:
        _PAGES[key] = made
        while len(_PAGES) > _MOST:
            _PAGES.popitem(last=False)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it is kept: packed once, for all who take it packed."""

    packed: bytes
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: HttpResponse) -> "_Page":
        return cls(gzip.compress(response.content, 6, mtime=0), tuple(response.items()))

    def to(self, request: HttpRequest) -> HttpResponse:
        """Return it to one reader."""
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        made = HttpResponse(self.packed if packed else gzip.decompress(self.packed))
        for name, value in self.headers:
            made[name] = value
        made["Vary"] = "Accept-Encoding"
        made["Cache-Control"] = "public, max-age=60"
        if packed:
            made["Content-Encoding"] = "gzip"
        return made


def forget() -> None:
    """Let go of everything held, as after an import or between tests."""
    with _ONE_AT_A_TIME, _TURN:
        _HELD.clear()
        _PAGES.clear()

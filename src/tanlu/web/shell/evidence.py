"""The evidence that pages are made from, and pages that were made from it."""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import Final

from django.http import HttpRequest, HttpResponse

from tanlu.actions.home import home, open_store
from tanlu.evidence.store import Store

_ONE_AT_A_TIME: Final = Lock()
_HELD: dict[tuple[str, ...], Store] = {}
_MOST: Final = 600
_PAGES: OrderedDict[tuple[str, ...], HttpResponse] = OrderedDict()
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
            found = view(request, **parts)
            if found.status_code != 200 or found.streaming:
                return found
            _keep(key, found)
        return _for(request, found)

    return kept


def _found(key: tuple[str, ...]) -> HttpResponse | None:
    with _TURN:
        if key in _PAGES:
            _PAGES.move_to_end(key)
        return _PAGES.get(key)


def _keep(key: tuple[str, ...], response: HttpResponse) -> None:
    with _TURN:
        _PAGES[key] = response
        while len(_PAGES) > _MOST:
            _PAGES.popitem(last=False)


def _for(request: HttpRequest, kept: HttpResponse) -> HttpResponse:
    """Return a kept page to one reader, packed once for all who take it packed."""
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    if packed and not hasattr(kept, "packed"):
        kept.packed = gzip.compress(kept.content, 6, mtime=0)  # type: ignore[attr-defined]
    body = kept.packed if packed else kept.content  # type: ignore[attr-defined]
    made = HttpResponse(body, content_type=kept["Content-Type"])
    for name in kept.headers:
        made[name] = kept[name]
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

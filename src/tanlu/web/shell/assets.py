"""The style sheet and the scripts of the site, named by what they hold, so that browsers keep them."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

_PARTS: Final = {
    "site.css": ("brief/templates/brief.css", "web/shell/site.css"),
    "site.js": ("brief/templates/brief.js", "web/shell/site.js"),
    "passkeys.js": ("web/shell/passkeys.js",),
}
_KINDS: Final = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
NAMES: Final = tuple(_PARTS)


@cache
def held(name: str) -> tuple[str, bytes]:
    """Return the digest and the bytes of an asset: the look of the briefs first, then what the site adds."""
    parts = [(files("tanlu") / place).read_text("utf-8") for place in _PARTS[name]]
    data = "\n".join(parts).encode()
    return sha256(data).hexdigest()[:12], data


def address_of(name: str) -> str:
    """Return the address of an asset."""
    return f"/assets/{held(name)[0]}/{name}"


def asset(request: HttpRequest, digest: str, name: str) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Return an asset, to be kept for a year."""
    if name not in _PARTS or held(name)[0] != digest:
        raise Http404
    response = HttpResponse(held(name)[1], content_type=_KINDS[name.rpartition(".")[2]])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response

"""What a page of the site may load: from its own house, and nothing written into it."""

from typing import Final

CONTENT_SECURITY_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""No inline script or style and no foreign origin, so that it works where foreign services do not."""


def header(rules: dict[str, str]) -> str:
    """Return the rules as the value of a header.

    >>> header({"default-src": "'none'", "script-src": "'self'"})
    "default-src 'none'; script-src 'self'"
    """
    return "; ".join(f"{name} {value}" for name, value in rules.items())

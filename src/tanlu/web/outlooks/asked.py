"""What the sliders say, read from an address and written into one."""

from dataclasses import asdict

from django.http import QueryDict

from tanlu.actions.own_outlook import LIMITS, Asked
from tanlu.errors import BadReference
from tanlu.registers.regions import region


def read(query: QueryDict, usual: Asked) -> Asked:
    """Return what an address asks for; the standard where it says nothing.

    Raises
    ------
    BadReference, UnknownName
        If something is no number, or out of its range, or there is no such region.
    """
    held = asdict(usual)
    for name in LIMITS:
        told = query.get(name, "").strip()
        if told:
            if not (told.isascii() and told.isdigit() and len(told) < 4):
                raise BadReference(
                    (f"{told[:40]!r} is no whole number.", f"{told[:40]!r} 不是整数。"),
                    ("Move the slider, or leave it out.", "请移动滑块，或留空。"),
                )
            held[name] = int(told)
    held["region"] = region(query.get("region", "")[:8] or usual.region).code
    held["cut"] = query.get("cut", "")[:20]
    return Asked(**held)


def query(asked: Asked) -> str:
    """Return the part of an address that asks for it."""
    made = QueryDict(mutable=True)
    made.update(asdict(asked))
    return made.urlencode()

"""The programme's own record, and the practices that ship with Tanlu."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tanlu.accord.reading import parse
from tanlu.accord.register import Register

_DATA: Final = files("tanlu.accord") / "data"


def packaged(name: str) -> dict[str, Any]:
    """Return a packaged file as plain data."""
    return tomllib.loads((_DATA / name).read_text("utf-8"))


@cache
def programme() -> Register:
    """Return the programme's own record: the delegation of 2016 and the Track 2 series."""
    return parse(packaged("programme.toml"), "programme.toml")

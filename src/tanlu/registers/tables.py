"""Read the packaged registers, which are CSV files so that a person can review them."""

import csv
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

DATA: Final = files("tanlu.registers") / "data"

Row = MappingProxyType[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of the packaged register ``name`` in file order."""
    text = (DATA / f"{name}.csv").read_text("utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(text.splitlines()))


def split(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several values separated by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return the known names most like ``name``, for an error that offers them."""
    return tuple(get_close_matches(name, list(dict.fromkeys(known)), n=count, cutoff=0.5))

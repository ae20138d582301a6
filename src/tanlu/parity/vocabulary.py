"""The words of ``data/words.toml``: hedges, negation, instruments, limits, stages and levels, as patterns."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from tanlu.text import Text


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("tanlu.parity") / "data" / "words.toml").read_text("utf-8"))


def words(table: str) -> dict[str, Any]:
    """Return a table of the vocabulary."""
    return _tables()[table]


@cache
def pattern(table: str, name: str, key: str) -> re.Pattern[str]:
    """Return the words of one entry as a pattern; one that never matches where the entry has none."""
    return any_of(words(table)[name].get(key, ()))


def any_of(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of these."""
    return re.compile("|".join(alternatives) or r"(?!)", re.IGNORECASE)


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of plain words."""
    return frozenset(words("lists")[name])


def named(table: str, name: str) -> Text:
    """Return what an entry is called, in both languages."""
    en, zh = words(table)[name]["name"]
    return Text(en, zh)

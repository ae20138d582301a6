"""How long work tells how far it is."""

from collections.abc import Callable

from tanlu.text import Text

Progress = Callable[[int, int, Text], None]
"""Told how many steps of how many are done, and what is being done."""


def silent(_done: int, _whole: int, _what: Text) -> None:
    """Report no progress."""

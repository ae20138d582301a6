"""Turns of those who vote at once: in a queue of this process, for SQLite lets whoever waits ask again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from django.db import OperationalError, connection

_TURN: Final = Lock()
_SECONDS: Final = 20.0


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait for one's turn where the database takes one writer at a time.

    Raises
    ------
    OperationalError
        If it does not come, as where another process holds the database.
    """
    if connection.vendor != "sqlite":
        yield
        return
    if not _TURN.acquire(timeout=_SECONDS):
        message = "database is locked"
        raise OperationalError(message)
    try:
        yield
    finally:
        _TURN.release()

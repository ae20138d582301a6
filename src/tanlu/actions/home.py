"""Where a user's own things live."""

import os
from pathlib import Path

from tanlu.evidence.store import Store


def home() -> Path:
    """Return the folder of what the user adds: ``TANLU_HOME``, else ``.tanlu`` in the user's home."""
    named = os.environ.get("TANLU_HOME", "")
    return Path(named).expanduser() if named else Path.home() / ".tanlu"


def open_store(as_of: str = "") -> Store:
    """Open every release, packaged and the user's own, perhaps as it stood on a date.

    Raises
    ------
    CorruptRelease
        If a file does not match its descriptor.
    BadReference
        If ``as_of`` is no date.
    """
    store = Store.open(home())
    return store.as_of(as_of) if as_of else store

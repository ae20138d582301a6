"""Briefs as documents: each worked out once for a state of the evidence, beside the pages and not in their way."""

import logging
from collections import OrderedDict
from contextlib import suppress
from threading import Lock
from typing import Final

from tanlu.actions.briefs import read_brief
from tanlu.actions.home import open_store
from tanlu.brief.editions import EDITIONS
from tanlu.brief.model import Document
from tanlu.errors import TanluError
from tanlu.evidence.store import Store
from tanlu.registers.regions import FIVE
from tanlu.text import Lang
from tanlu.web.shell.evidence import releases

Both = dict[Lang, Document]
ONE_REGION: Final = ("region", "resident")
"""Editions that are about one region each."""
LONG: Final = ("outlook", "diversification", "regions")
"""Editions that take seconds."""
_MOST: Final = 60
_TURN: Final = Lock()
_WORK: Final = {True: Lock(), False: Lock()}
"""One long brief at a time and one other: whoever opens a short one does not wait for a long one."""
_HELD: OrderedDict[tuple[str, ...], Both] = OrderedDict()
_STORES: dict[bool, tuple[tuple[str, ...], Store]] = {}


def documents(name: str, codes: tuple[str, ...] = ()) -> Both:
    """Return a brief in both languages; one at a time is written, on evidence of their own, and pages go on meanwhile.

    Raises
    ------
    UnknownName, BadReference
        If the edition or a region is unknown.
    BadText
        If the two languages do not say the same.
    """
    state = releases()
    key = (name, *codes, *state)
    found = _found(key)
    if found is None:
        slow = name in LONG
        with _WORK[slow]:
            found = _found(key)  # it may have been made while this reader waited
            if found is None:
                found = read_brief(_store(slow, state), name, codes)
                _keep(key, found)
    return found


def make_ready() -> None:
    """Write every brief that takes long or opens often, the longest first, so that no reader waits for one."""
    order = [*LONG, *(each for each in EDITIONS if each not in LONG)]
    for name in order:
        for codes in [(code,) for code in FIVE] if name in ONE_REGION else [()]:
            with suppress(TanluError):
                documents(name, codes)
    with _WORK[True]:
        _STORES.pop(True, None)  # some 40 MB that are not asked for again until the evidence changes
    logging.getLogger("tanlu.web").info("briefs are ready")


def forget() -> None:
    """Let go of everything held, as between tests."""
    with _WORK[True], _WORK[False], _TURN:
        _HELD.clear()
        _STORES.clear()


def _store(slow: bool, state: tuple[str, ...]) -> Store:  # noqa: FBT001 - which of the two workshops
    held = _STORES.get(slow)
    if held is None or held[0] != state:
        held = _STORES[slow] = (state, open_store())
    return held[1]


def _found(key: tuple[str, ...]) -> Both | None:
    with _TURN:
        if key in _HELD:
            _HELD.move_to_end(key)
        return _HELD.get(key)


def _keep(key: tuple[str, ...], made: Both) -> None:
    with _TURN:
        _HELD[key] = made
        while len(_HELD) > _MOST:
            _HELD.popitem(last=False)

"""Briefs as documents: each worked out once for a state of the evidence, apart from the pages and not in their way."""

import logging
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import Final

from tanlu.brief.editions import EDITIONS, Papers
from tanlu.errors import TanluError
from tanlu.registers.regions import FIVE
from tanlu.web.shell.evidence import releases
from tanlu.web.workshop.process import LONG, SHORT
from tanlu.web.workshop.work import Both, brief, unpacked
from tanlu.web.workshop.work import forget as forget_evidence

ONE_REGION: Final = ("region", "resident")
"""Editions that are about one region each."""
SLOW: Final = ("outlook", "diversification", "regions")
"""Editions that take seconds."""
_LOG: Final = logging.getLogger("tanlu.web")
_MOST: Final = 60
_TURN: Final = Lock()
_WORK: Final = {True: Lock(), False: Lock()}
"""One long brief at a time and one other: whoever opens a short one does not wait for a long one."""
_HELD: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
"""Packed: open, they would take ten times the room."""


def documents(name: str, codes: tuple[str, ...] = (), papers: Papers | None = None) -> Both:
    """Return a brief in both languages; one at a time is written, and pages go on meanwhile.

    Parameters
    ----------
    name : str
        An edition.
    codes : tuple of str
        Codes of regions.
    papers : mapping or None
        Papers that it rests on, where the site holds them.

    Raises
    ------
    UnknownName, BadReference
        If the edition or a region is unknown.
    BadText
        If the two languages do not say the same.
    """
    state = releases()
    key = (name, *codes, _digest(papers), *state)
    found = _found(key)
    if found is None:
        slow = name in SLOW
        with _WORK[slow]:
            found = _found(key)  # it may have been made while this reader waited
            if found is None:
                found = (LONG if slow else SHORT).do(brief, state, name, codes, papers)
                _keep(key, found)
    return unpacked(found)


def make_ready() -> None:
    """Write every brief that takes long or opens often, the longest first, so that no reader waits for one."""
    for name in (*SLOW, *(each for each in EDITIONS if each not in SLOW)):
        _write(name)
        (LONG if name in SLOW else SHORT).close()  # one that went on would keep the memory of every brief
    _LOG.info("briefs are ready")


def _write(name: str) -> None:
    for codes in [(code,) for code in FIVE] if name in ONE_REGION else [()]:
        try:
            documents(name, codes)
        except TanluError as error:
            _LOG.warning("brief %s %s: %s", name, codes, error)
        except Exception:  # noqa: BLE001 - the others are still wanted, and it is logged
            _LOG.exception("brief %s %s", name, codes)


def forget() -> None:
    """Let go of everything held, as between tests."""
    with _WORK[True], _WORK[False], _TURN:
        _HELD.clear()
        forget_evidence()


def _digest(papers: Papers | None) -> str:
    whole = sha256()
    for place, data in sorted((papers or {}).items()):
        whole.update(f"{place} {len(data)} ".encode() + data)
    return whole.hexdigest() if papers is not None else ""


def _found(key: tuple[str, ...]) -> bytes | None:
    with _TURN:
        if key in _HELD:
            _HELD.move_to_end(key)
        return _HELD.get(key)


def _keep(key: tuple[str, ...], made: bytes) -> None:
    with _TURN:
        _HELD[key] = made
        while len(_HELD) > _MOST:
            _HELD.popitem(last=False)

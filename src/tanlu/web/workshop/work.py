"""What is worked out apart: briefs, their files and folders, outlooks. No Django here: no server, no people."""

import pickle
import zlib
from collections.abc import Mapping
from typing import Any

from tanlu.actions.briefs import hold_brief, pack_brief, read_brief, set_brief, usual_formats
from tanlu.actions.home import open_store
from tanlu.actions.own_outlook import Asked, own_outlook
from tanlu.actions.progress import Progress
from tanlu.brief.editions import Papers
from tanlu.brief.model import Document
from tanlu.evidence.store import Store
from tanlu.parity.check import Checked
from tanlu.text import Lang

Both = dict[Lang, Document]
State = tuple[str, ...]
"""What tells one state of the evidence from another."""
_HELD: dict[State, Store] = {}


def forget() -> None:
    """Let go of the evidence held here."""
    _HELD.clear()


def brief(state: State, name: str, codes: tuple[str, ...], papers: Papers | None = None) -> bytes:
    """Return a brief in both languages, packed; raises what :func:`tanlu.actions.briefs.read_brief` raises."""
    return zlib.compress(pickle.dumps(read_brief(_store(state), name, codes, papers=papers)), 1)


def unpacked(packed: bytes) -> Both:
    """Return a brief that :func:`brief` packed."""
    made: Both = pickle.loads(zlib.decompress(packed))  # noqa: S301 - from our own process
    return made


def guarded_text(state: State, name: str, codes: tuple[str, ...]) -> Checked:
    """Return what the parity guard says of a brief."""
    return hold_brief(_store(state), name, codes)[1]


def written(document: Document, form: str) -> bytes:
    """Return a document in a form."""
    return set_brief(document, form)


def packed(state: State, name_and_regions: tuple[str, ...], langs: str) -> bytes:
    """Return a brief as a packed folder in the usual forms."""
    return pack_brief(_store(state), name_and_regions, langs, usual_formats())


def outlook(state: State, asked: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Return an outlook with assumptions of one's own beside the usual one."""
    return own_outlook(_store(state), Asked(**asked), progress)


def _store(state: State) -> Store:
    if state not in _HELD:
        _HELD.clear()
        _HELD[state] = open_store()
    return _HELD[state]

"""What changes about the register: the actions of the command line, on this store, with their lines in the audit."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from tanlu.accord.corrections import Correction
from tanlu.accord.instrument import Update
from tanlu.accord.reading import plain
from tanlu.actions import commitments as actions
from tanlu.actions import corrections
from tanlu.actions.register_stores import CORRECTION, UPDATE
from tanlu.errors import BadFolder, BadText, CannotWrite
from tanlu.text import Text
from tanlu.web.audit.operations import one_at_a_time, record
from tanlu.web.ledger import files
from tanlu.web.ledger.models import Entered, Evidence
from tanlu.web.ledger.register import SiteRegister, state
from tanlu.web.library.documents import documents
from tanlu.web.people.models import Person

_LONGEST = 60
_TRIES = 5
_Made = TypeVar("_Made")
_Kept = TypeVar("_Kept")


def name_for(title: str, taken: Iterable[str]) -> str:
    """Return an id made of an English title, with a number where it stands already.

    >>> name_for("Letter of intent: wind", ["letter_of_intent_wind"])
    'letter_of_intent_wind_2'
    """
    held = set(taken)
    base = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:_LONGEST].strip("_") or "entry"
    number, name = 2, base
    while name in held:
        name, number = f"{base}_{number}", number + 1
    return name


def enter(
    kind: str,
    title: str,
    cells: Mapping[str, Any],
    *,
    by: Person,
    also: Callable[[str], None] = lambda _name: None,
) -> str:
    """Enter a source, organisation, instrument or commitment, and return the id it was given.

    Parameters
    ----------
    kind : str
        Of the entry.
    title : str
        In English; the id is made of it.
    cells : mapping
        Of the entry, without its id; empty ones are left out.
    by : Person
    also : callable, optional
        Takes the id, and does in the same transaction what stands or falls with the entry.

    Raises
    ------
    BadRecord
        If it cannot be taken as it stands; nothing is kept then.
    """
    store = SiteRegister()
    entry = {key: value for key, value in cells.items() if value not in ("", None, [])}

    def prepared() -> tuple[str, dict[str, Any]]:
        taken = [each["id"] for each in store.load().get(kind, ())]
        taken += Entered.objects.filter(kind=kind).values_list("name", flat=True)
        made = {"id": name_for(title, taken), **entry}
        return made["id"], {**store.load(), kind: [*store.load().get(kind, ()), made]}

    def keep(name: str) -> str:
        actions.add_entry(store, kind, {"id": name, **entry})
        record(by, f"{kind}.enter", name)
        also(name)
        return name

    return checked(prepared, keep)


def add_update(
    commitment: str,
    happened: str,
    says: str,
    text: Text,
    source: str,
    *,
    by: Person,
    organisation: str = "",
    evidence: bytes = b"",
) -> Update:
    """Add dated evidence about a commitment, perhaps with a file; nothing else moves where it stands.

    Raises
    ------
    BadRecord, UnknownName
        If it cannot be taken as it stands.
    BadTable, CannotWrite
        If the file is none that is taken, or cannot be kept.
    """
    kind, data = files.cleaned(evidence) if evidence else ("", b"")
    digest = files.keep(data) if data else ""
    store = SiteRegister()
    said: dict[str, Any] = {
        "happened": happened,
        "says": says,
        "text": (text.en, text.zh),
        "source": source,
        "by": organisation,
    }

    def prepared() -> tuple[Update, dict[str, Any]]:
        made = actions.prepared_update(store, commitment, **said, evidence=digest)
        return made, {**store.load(), "update": [*store.load().get("update", ()), plain(made)]}

    def keep(made: Update) -> Update:
        store.put(UPDATE, plain(made))
        if digest:
            Evidence.objects.get_or_create(sha256=digest, defaults={"kind": kind, "size": len(data)})
        record(by, "update.enter", made.id, sha256=digest)
        return made

    return checked(prepared, keep)


def change(
    act: str, kind: str, entry: str, cells: Mapping[str, Any], reason: Text, *, by: Person
) -> Correction:
    """Correct an entry, withdraw it or put it back; what stood there stays told, and so does why.

    Parameters
    ----------
    act : str
        A key of :data:`tanlu.accord.corrections.ACTS`.
    kind, entry : str
        Kind and id of the entry.
    cells : mapping
        New values by cell, for a correction.
    reason : Text
    by : Person
        Only that it was the secretariat is told.

    Raises
    ------
    BadRecord
        If it cannot be done; nothing is kept then.
    BadText
        If the two languages then do not say the same.
    """
    store = SiteRegister()

    def prepared() -> tuple[tuple[dict[str, Any], Correction], dict[str, Any]]:
        made, told = corrections.prepared(store, act, kind, entry, cells, reason=reason, by="secretariat")
        return (made, told), corrections.as_it_would_stand(store, made)

    def keep(found: tuple[dict[str, Any], Correction]) -> Correction:
        made, told = found
        store.put(CORRECTION, made)
        record(by, f"{kind}.{act}", entry, correction=made["id"])
        return told

    return checked(prepared, keep)


def checked(prepared: Callable[[], tuple[_Made, dict[str, Any]]], keep: Callable[[_Made], _Kept]) -> _Kept:
    """Hold the whole record, as it would stand, against itself in both languages; then keep the entry, if nothing moved.

    The brief takes a second, and nobody who votes on the same database waits for it: what is written, and what is read for
    it, is in a transaction of its own afterwards. Whoever entered something meanwhile is seen by the state of the register,
    and the record is checked again with it.

    Parameters
    ----------
    prepared : callable
        Returns what is to be kept, and the plain data of the register with it.
    keep : callable
        Keeps it, in a transaction.
    """
    for _ in range(_TRIES):
        before = state()
        made, data = prepared()
        _demand_parity(data)
        with transaction.atomic():
            one_at_a_time()
            if state() == before:
                return keep(made)
    raise CannotWrite(
        ("Others are entering into the register at the same time.", "其他人正同时录入登记。"),
        ("Nothing was kept; send it again.", "未保存任何内容；请重新提交。"),
    )


def _demand_parity(data: dict[str, Any]) -> None:
    """Refuse a register whose two languages do not say the same: the public record could not be written with it.

    Raises
    ------
    BadText
        With the place at which they differ.
    """
    try:
        documents("commitments", (), actions.papers_from(data, SiteRegister().name, ""))
    except BadText as error:
        raise BadText(
            error.what,
            (
                "Say the same in both fields, numbers and names alike; nothing was kept.",
                "请使中英文一致，数字和名称也须一致；未保存任何内容。",
            ),
        ) from error


def undo_update(*, by: Person) -> str:
    """Take the newest evidence that was entered here back; what it said stays in the database, and counts no more."""
    with transaction.atomic():
        try:
            gone = actions.undo_update(SiteRegister())
        except BadFolder as error:
            raise BadFolder(
                ("No evidence was entered on this site.", "本站尚未录入任何证据。"),
                ("There is nothing to take back.", "没有可撤回的内容。"),
            ) from error
        record(by, "update.undo", gone)
    return gone


def today() -> str:
    """Return this day as ISO text."""
    return timezone.localdate().isoformat()

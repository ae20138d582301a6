"""What changes about the register: the actions of the command line, on this store, with their lines in the audit."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanlu.accord.instrument import Update
from tanlu.actions import commitments as actions
from tanlu.actions.briefs import read_brief
from tanlu.errors import BadFolder, BadText
from tanlu.text import Text
from tanlu.web.audit.operations import record
from tanlu.web.ledger import files
from tanlu.web.ledger.models import Entered, Evidence
from tanlu.web.ledger.register import SiteRegister
from tanlu.web.people.models import Person
from tanlu.web.shell.evidence import evidence as evidence_held

_LONGEST = 60


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


def enter(kind: str, title: str, cells: Mapping[str, Any], *, by: Person) -> str:
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

    Raises
    ------
    BadRecord
        If it cannot be taken as it stands; nothing is kept then.
    """
    with transaction.atomic():
        store = SiteRegister()
        taken = [each["id"] for each in store.load().get(kind, ())]
        taken += Entered.objects.filter(kind=kind).values_list("name", flat=True)
        name = name_for(title, taken)
        entry = {"id": name, **{key: value for key, value in cells.items() if value not in ("", None, [])}}
        actions.add_entry(store, kind, entry)
        _demand_parity()
        record(by, f"{kind}.enter", name)
    return name


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
    with transaction.atomic():
        made = actions.add_update(
            SiteRegister(),
            commitment,
            happened=happened,
            says=says,
            text=(text.en, text.zh),
            source=source,
            by=organisation,
            evidence=digest,
        )
        _demand_parity()
        if digest:
            Evidence.objects.get_or_create(sha256=digest, defaults={"kind": kind, "size": len(data)})
        record(by, "update.enter", made.id, sha256=digest)
    return made


def _demand_parity() -> None:
    """Refuse an entry whose two languages do not say the same: the public record could not be written with it.

    Raises
    ------
    BadText
        With the place at which they differ.
    """
    try:
        with evidence_held() as store:
            read_brief(store, "commitments", papers=actions.papers(SiteRegister(), ""))
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

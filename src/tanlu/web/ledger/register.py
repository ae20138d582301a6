"""The register of the site: the programme's own record and what the secretariat entered, read as one."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from tanlu.accord.corrections import corrected
from tanlu.accord.programme import programme
from tanlu.accord.reading import to_plain
from tanlu.accord.register import Register
from tanlu.actions.commitments import open_register, today
from tanlu.actions.register_stores import CORRECTION, UPDATE
from tanlu.web.ledger.models import Entered


class SiteRegister:
    """A store of the register that is the database, with the programme's own record under it."""

    @property
    def name(self) -> str:
        """Return what errors call it."""
        return "register"

    def load(self) -> dict[str, Any]:
        """Return the whole register as plain data."""
        return corrected(self.base(), self.corrections())

    def base(self) -> dict[str, Any]:
        """Return the same without corrections."""
        data = to_plain(programme())
        for each in Entered.objects.filter(undone=False).exclude(kind=CORRECTION):
            data[each.kind] = [*data.get(each.kind, ()), each.data]
        return data

    def corrections(self) -> tuple[Mapping[str, Any], ...]:
        """Return the corrections that were made here."""
        return tuple(Entered.objects.filter(kind=CORRECTION, undone=False).values_list("data", flat=True))

    def added(self) -> tuple[str, ...]:
        """Return the ids of the updates that were entered."""
        return tuple(Entered.objects.filter(kind=UPDATE, undone=False).values_list("name", flat=True))

    def put(self, kind: str, entry: Mapping[str, Any]) -> None:
        """Keep one more entry."""
        with transaction.atomic():
            Entered.objects.create(kind=kind, name=str(entry["id"]), data=dict(entry))

    def take_back(self, update: str) -> str:
        """Let an update count no more; what it said is kept."""
        Entered.objects.filter(kind=UPDATE, name=update, undone=False).update(undone=True)
        return update


def state() -> tuple[str, ...]:
    """Return what tells one state of the register from another; the day is part of it, for a status depends on the day."""
    found = Entered.objects.filter(undone=False).aggregate(last=Max("pk"), count=Count("pk"))
    return ("register", today(), str(found["last"]), str(found["count"]))


def joined() -> Register:
    """Return the register of the site as it stands."""
    return _joined(state())


def register_state(_parts: Mapping[str, str]) -> tuple[str, ...]:
    """Return what tells one state of the register from another, for pages that are kept."""
    return state()


@lru_cache(maxsize=2)
def _joined(_state: tuple[str, ...]) -> Register:
    return open_register(SiteRegister())

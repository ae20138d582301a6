"""Who holds which role, who will, and who held it: as pages tell it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from tanlu.text import Lang, Text
from tanlu.web.audit.operations import today
from tanlu.web.dialogues.models import Dialogue
from tanlu.web.people.models import ROLES, Organisation, Person, Seat
from tanlu.web.shell.words import written

OPEN: Final = Text("no last day", "未设截止日")


@dataclass(frozen=True, slots=True)
class Held:
    """One role of one person as a page shows it.

    Parameters
    ----------
    seat : Seat
    role, days : str
        In the language of the page.
    ended : bool
        Whether it was ended by hand.
    back : bool
        Whether that can still be taken back: it was today.
    """

    seat: Seat
    role: str
    days: str
    ended: bool
    back: bool

    @property
    def person(self) -> Person:
        """Return who."""
        return self.seat.person


@dataclass(frozen=True, slots=True)
class Times:
    """The same roles by time."""

    now: list[Held]
    later: list[Held]
    before: list[Held]


def by_time(seats: Iterable[Seat], lang: Lang) -> Times:
    """Return roles by whether they are held today, will be, or were."""
    on = today()
    now: list[Held] = []
    later: list[Held] = []
    before: list[Held] = []
    for each in seats:
        active = each.person.is_active
        told = Held(each, ROLES[each.role](lang), days(each, lang), each.ended, active and _today(each, on))
        (now if active and each.holds(on) else later if active and each.comes(on) else before).append(told)
    return Times(now, later, before)


def days(seat: Seat, lang: Lang) -> str:
    """Return from when to when a role is held."""
    first = written(seat.since, lang)
    if seat.ended and seat.until == seat.since:
        return Text(f"{first}, ended that day", f"{first}，当日终止")(lang)
    if seat.until is None:
        return Text(f"since {first}, {OPEN.en}", f"自{first}起，{OPEN.zh}")(lang)
    last = written(seat.until, lang)
    whole = Text(f"{first} to {last}", f"{first}至{last}")
    return Text(f"{whole.en}, ended that day", f"{whole.zh}，当日终止")(lang) if seat.ended else whole(lang)


def _today(seat: Seat, on: date) -> bool:
    return seat.ended and seat.until is not None and seat.until >= on


def link_to(lang: Lang, dialogue: Dialogue | None) -> Callable[[int], str]:
    """Return what gives the address at which a role is changed."""
    if dialogue is None:
        return lambda number: reverse("change_staff_role", kwargs={"lang": lang, "number": number})
    return lambda number: reverse(
        "change_role", kwargs={"lang": lang, "slug": dialogue.slug, "number": number}
    )


def organisation_of(name: str, words: Text, country: str) -> Organisation:
    """Return the organisation of the register under which people are entered."""
    found, _ = Organisation.objects.get_or_create(
        slug=name[:60], defaults={"name_en": words.en, "name_zh": words.zh, "country": country}
    )
    return found

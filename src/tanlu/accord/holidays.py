"""Public holidays of both countries, and which of them a date would meet."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from tanlu.accord.agenda import after
from tanlu.accord.dates import When
from tanlu.accord.dialogue import Dialogue, Session
from tanlu.text import Text

_DATA: Final = files("tanlu.accord") / "data"
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OBSERVED: Final = Text("{} (observed)", "{}（补休日）")
ZONES: Final = {
    **dict.fromkeys(("Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"), "CN"),
    **dict.fromkeys(
        (
            "America/New_York", "America/Detroit", "America/Kentucky/Louisville", "America/Indiana/Indianapolis",
            "America/Chicago", "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles",
            "America/Anchorage", "Pacific/Honolulu",
        ),
        "US",
    ),
}  # fmt: skip
"""Whose holidays a clock keeps; others have none that are known here."""
LONGEST: Final = 400
"""Days of the longest date that is looked through: a decade meets every holiday there is."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday, or in China a weekend day that is worked in its stead.

    Parameters
    ----------
    country : str
        ``CN`` or ``US``.
    first, last : str
        ISO days.
    name : Text
    works : bool
        True for a weekend day that is worked.
    source : str
    """

    country: str
    first: str
    last: str
    name: Text
    works: bool
    source: str


@dataclass(frozen=True, slots=True)
class Clashes:
    """What a date meets.

    Parameters
    ----------
    holidays : tuple of Holiday
    weekend : tuple of (str, str)
        Saturdays and Sundays that it holds, if it is at most a week long, in English and Chinese.
    unknown : tuple of (str, int)
        Countries and years of which the holidays are not known here.
    """

    holidays: tuple[Holiday, ...]
    weekend: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, int], ...]


def clashes(when: When) -> Clashes:
    """Return the holidays that a date meets, or may meet while it is not settled.

    China's holidays are known for the years whose notice of the State Council is packaged; other years are named, never
    taken as free of holidays.

    Examples
    --------
    >>> from tanlu.accord.dates import read_when
    >>> [each.name.en for each in clashes(read_when("2026-10-01/2026-10-12")).holidays]
    ['National Day', 'working day for National Day', 'Columbus Day']
    >>> clashes(read_when("2031-05-06")).unknown
    (('CN', 2031),)
    """
    if not when.first or not when.last:
        return Clashes((), (), ())
    first, last = date.fromisoformat(when.first), date.fromisoformat(when.last)
    if (last - first).days > LONGEST:
        return Clashes((), (), ())
    return _between(first, last, frozenset(("CN", "US")))


def clashes_of(dialogue: Dialogue, session: Session) -> Clashes:
    """Return what a session meets, each country by its own calendar: Friday evening in Denver is Saturday in Beijing."""
    if session.starts is None:
        return clashes(session.when)
    ends = after(session.starts, session.minutes)
    found = []
    for place in dialogue.places:
        days = [moment.astimezone(place.clock).date() for moment in (session.starts, ends)]
        country = ZONES.get(place.zone)
        found.append(_between(days[0], days[1], frozenset((country,)) if country else frozenset()))
    holidays = dict.fromkeys(each for one in found for each in one.holidays)
    weekend = dict.fromkeys(
        (f"{place.name.en} {day}", f"{place.name.zh}{day}")
        for place, one in zip(dialogue.places, found, strict=True)
        for _, day in (each for each in one.weekend)
    )
    unknown = dict.fromkeys(each for one in found for each in one.unknown)
    return Clashes(tuple(holidays), tuple(weekend), tuple(unknown))


def _between(first: date, last: date, countries: frozenset[str]) -> Clashes:
    years = range(first.year, last.year + 1)
    known = [*_china(), *(each for year in years for each in _united_states(year))]
    met = sorted(
        (
            each
            for each in known
            if each.country in countries and each.first <= last.isoformat() and each.last >= first.isoformat()
        ),
        key=lambda each: (each.first, each.country),
    )
    days = [day.isoformat() for day in _days(first, last) if day.weekday() >= 5]
    return Clashes(
        tuple(met),
        tuple((day, day) for day in days) if (last - first).days <= 6 else (),
        tuple(("CN", year) for year in years if "CN" in countries and year not in china_years()),
    )


@cache
def china_years() -> frozenset[int]:
    """Return the years whose notice is packaged."""
    return frozenset(int(row["year"]) for row in _rows("holidays_cn"))


@cache
def _china() -> tuple[Holiday, ...]:
    return tuple(
        Holiday(
            "CN",
            row["first"],
            row["last"],
            Text(row["en"], row["zh"]),
            row["kind"] == "workday",
            row["source"],
        )
        for row in _rows("holidays_cn")
    )


@cache
def _united_states(year: int) -> tuple[Holiday, ...]:
    found = []
    for row in _rows("holidays_us"):
        if year < int(row["since"]):
            continue
        day, name = _by_rule(row["rule"], year), Text(row["en"], row["zh"])
        found.append(Holiday("US", day.isoformat(), day.isoformat(), name, works=False, source=row["source"]))
        moved = day + timedelta({5: -1, 6: 1}.get(day.weekday(), 0))
        if moved != day:
            stands = Text(_OBSERVED.en.format(name.en), _OBSERVED.zh.format(name.zh))
            found.append(
                Holiday("US", moved.isoformat(), moved.isoformat(), stands, works=False, source=row["source"])
            )
    return tuple(found)


def _by_rule(rule: str, year: int) -> date:
    """Return the day of ``fixed MONTH DAY``, or ``NTH WEEKDAY MONTH`` with -1 for the last."""
    nth, what, month = rule.split()
    if nth == "fixed":
        return date(year, int(what), int(month))
    days = [day for day in _days(date(year, int(month), 1), date(year, int(month), 28) + timedelta(3))
            if day.month == int(month) and day.weekday() == _WEEKDAYS.index(what)]  # fmt: skip
    return days[int(nth) - 1 if int(nth) > 0 else int(nth)]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(each) for each in range((last - first).days + 1))


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = (_DATA / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))

"""Panels: the figures of one series over many regions, parts and years, taken as one input."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Final

from tanlu.evidence.fact import ABSENT, Fact, Status
from tanlu.evidence.store import Store

_WEAKER: Final[tuple[Status, ...]] = ("projected", "estimated", "provisional", "revised", "reported")


@dataclass(frozen=True, eq=False)  # no slots: what is asked again and again of thousands of rows is kept
class Panel:
    """A table of figures as one input of a computed value; two are told apart by :attr:`id`, not by their rows.

    Parameters
    ----------
    series : str
        Their series.
    places : str
        Whose figures, as an address writes it: one code, or ``US-*``.
    facts : tuple of Fact
        In the order of region, year and part; withheld cells among them.
    id : str
        SHA-256 of every reference, value, unit and status.
    """

    series: str
    places: str
    facts: tuple[Fact, ...]
    id: str

    @cached_property
    def address(self) -> str:
        """Return the readable address, such as ``gdp_by_industry[line=*]/US-*/2007+2016``."""
        keys = sorted(
            {each.partition("=")[0] for fact in self.facts[:1] for each in fact.ref.dims.split(",")}
        )
        dims = ",".join(f"{key}=*" for key in keys if key)
        return f"{self.series}{f'[{dims}]' if dims else ''}/{self.places}/{'+'.join(self.years)}"

    @cached_property
    def years(self) -> tuple[str, ...]:
        """Return its years, oldest first."""
        return tuple(sorted({each.ref.period for each in self.facts}))

    @cached_property
    def releases(self) -> tuple[str, ...]:
        """Return the ids of the releases that its figures stand in."""
        return tuple(sorted({each.ref.release for each in self.facts}))

    @property
    def unit(self) -> str:
        """Return the unit of its figures."""
        return self.facts[0].unit

    @cached_property
    def status(self) -> Status:
        """Return the weakest status of its known figures."""
        found = {each.status for each in self.facts}
        return next((each for each in _WEAKER if each in found), "reported")

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of its sources."""
        return tuple(sorted({each.ref.source for each in self.facts}))

    @cached_property
    def examples(self) -> tuple[Fact, ...]:
        """Return the first figure of each source, in the order of :attr:`sources`."""
        first = {each.ref.source: each for each in reversed(self.facts)}
        return tuple(first[each] for each in self.sources)

    @cached_property
    def known(self) -> int:
        """Return how many of its figures are known."""
        return sum(each.status not in ABSENT for each in self.facts)


def read_panel(
    store: Store, series: str, places: str, codes: Iterable[str], years: Sequence[int]
) -> Panel | None:
    """Return the preferred figures of a series in these regions and years, or None where a year is missing.

    Parameters
    ----------
    store : Store
        The evidence; it notes what it is asked for.
    series : str
        Series id.
    places : str
        How the address calls the regions.
    codes : iterable of str
        Region codes.
    years : sequence of int
        Years, all of which must be held by some region; without any, every year that is held.
    """
    wanted = set(years)
    facts = tuple(
        fact for code in codes for fact in store.facts(series, code) if not wanted or fact.year in wanted
    )
    held = {fact.year for fact in facts if fact.value is not None}
    if not held or (wanted and held != wanted):
        return None
    digest = sha256()
    for fact in facts:
        digest.update(f"{fact.ref}\t{fact.value!r}\t{fact.unit}\t{fact.status}\n".encode())
    return Panel(series, places, facts, digest.hexdigest())

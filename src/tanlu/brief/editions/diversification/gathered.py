"""Everything the brief needs, found once for both languages."""

from dataclasses import dataclass
from typing import Final

from tanlu.analysis.economy.breadth import Verdict
from tanlu.analysis.economy.future import frontier
from tanlu.evidence.policy import Policy
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import latest
from tanlu.lineage.table import Tables
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.tables.change import verdicts
from tanlu.lineage.tables.entry import ABSENT, LIST
from tanlu.lineage.tables.states import YEARS, states
from tanlu.registers.industries import groups
from tanlu.registers.regions import region

FIRST, FROM, TO = YEARS
JOBS_YEAR: Final = 2014
CRITERIA: Final = ("wider_quotient", "industry_nearness", "industry_growth", "industry_pay")
"""What a candidate is judged by; more is better in each."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An industry that a state has, but less of than the nation.

    Parameters
    ----------
    group : str
        Its id.
    numbers : tuple of Derived
        By :data:`CRITERIA`.
    unbeaten : bool
        Whether no other candidate is at least as good in all and better in one.
    proposed : int
        Place on the list, from one; zero for those behind it.
    """

    group: str
    numbers: tuple[Derived, ...]
    unbeaten: bool
    proposed: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the brief is written from.

    Parameters
    ----------
    store : Store
        The evidence.
    tables : Tables
        Its tables, worked out once.
    codes : tuple of str
        The regions.
    known : tuple of str
        Those with accounts by industry.
    candidates : dict of str to tuple of Candidate
        By region with accounts.
    coal_jobs : dict of str to Derived or Absence
        Coal's share of employment, as far as it is published, by region.
    policies : tuple of Policy
        Plans and laws of the regions.
    """

    store: Store
    tables: Tables
    codes: tuple[str, ...]
    known: tuple[str, ...]
    candidates: dict[str, tuple[Candidate, ...]]
    coal_jobs: dict[str, Derived | Absence]
    policies: tuple[Policy, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """Return the regions without accounts by industry."""
        return tuple(code for code in self.codes if code not in self.known)

    def verdict(self, code: str) -> Verdict | None:
        """Return whether a state diversified, or None where that is not known."""
        panels = self.tables.panels(table_recipes()["breadth_change"], TO)
        return verdicts(panels, TO).get(code) if panels else None

    def ask(self, name: str, code: str, part: str = "", year: int = TO) -> Derived | Absence:
        """Return one number of a table recipe, or why there is none."""
        return self.tables.answer(table_recipes()[name], code, year, part)


def gather(store: Store, codes: tuple[str, ...]) -> Gathered:
    """Find everything for these regions."""
    tables = Tables(store)
    known = tuple(code for code in codes if code in states())
    return Gathered(
        store=store,
        tables=tables,
        codes=codes,
        known=known,
        candidates={code: _candidates(tables, code) for code in known},
        coal_jobs={code: latest(recipes()["coal_jobs_share"], store, code) for code in codes},
        policies=tuple(each for each in store.policies(codes) if region(each.region).kind != "country"),
    )


def _candidates(tables: Tables, code: str) -> tuple[Candidate, ...]:
    found = [(group, _numbers(tables, code, group)) for group in groups() if not groups()[group].local]
    held = [(group, numbers) for group, numbers in found if numbers and 0 < numbers[0].value < ABSENT]
    held.sort(key=lambda each: -each[1][0].value)
    if not held:
        return ()
    best = frontier([[each.value for each in numbers] for _, numbers in held]).unbeaten
    return tuple(
        Candidate(group, numbers, bool(best[at]), at + 1 if at < LIST else 0)
        for at, (group, numbers) in enumerate(held)
    )


def _numbers(tables: Tables, code: str, group: str) -> tuple[Derived, ...]:
    """Return the numbers of a candidate, or none where one is missing."""
    places = {"industry_growth": "USA", "industry_pay": "USA"}
    made = [
        tables.answer(
            table_recipes()[name],
            places.get(name, code),
            JOBS_YEAR if name == "industry_pay" else TO,
            group,
        )
        for name in CRITERIA
    ]
    found = tuple(each for each in made if isinstance(each, Derived))
    return found if len(found) == len(CRITERIA) else ()

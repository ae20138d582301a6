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
from tanlu.lineage.tables import provinces, table_recipes
from tanlu.lineage.tables.change import verdicts
from tanlu.lineage.tables.entry import ABSENT, LIST
from tanlu.lineage.tables.states import YEARS, states
from tanlu.registers.industries import groups
from tanlu.registers.regions import region

FIRST, FROM, TO = YEARS
JOBS_YEAR: Final = 2014
CRITERIA: Final = (
    "wider_quotient", "county_nearness", "county_complexity", "industry_growth", "industry_pay",
)  # fmt: skip
"""What a candidate is judged by; more is better in each."""
BY_JOBS: Final = {
    "industry_share": "province_jobs_share", "industry_lq": "province_jobs_lq",
    "wider_quotient": "province_wider_quotient", "county_nearness": "province_nearness",
    "industry_growth": "province_industry_growth", "breadth_change": "province_breadth_change",
    "shift_share": "province_shift_share", "effective_industries": "province_effective",
    "likeness_to_nation": "province_likeness", "share_to_move": "province_to_move",
}  # fmt: skip
"""What answers for a province, from a table of jobs that somebody has added, where the accounts answer for a state."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An industry that a region has, but less of than the nation.

    Parameters
    ----------
    group : str
        Its id.
    numbers : tuple of Derived or Absence
        By :data:`CRITERIA`; the first is always known, and a criterion is known of all candidates of a region or of none.
    unbeaten : bool
        Whether no other candidate is at least as good in all and better in one.
    proposed : int
        Place on the list, from one; zero for those behind it.
    """

    group: str
    numbers: tuple[Derived | Absence, ...]
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
        Those with accounts by industry, or with jobs by industry in a table that was added.
    years : dict of str to int
        The newest year of such a table, by province.
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
    years: dict[str, int]
    candidates: dict[str, tuple[Candidate, ...]]
    coal_jobs: dict[str, Derived | Absence]
    policies: tuple[Policy, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """Return the regions without accounts by industry."""
        return tuple(code for code in self.codes if code not in self.known)

    @property
    def accounted(self) -> tuple[str, ...]:
        """Return the states, whose accounts are held."""
        return tuple(code for code in self.known if code not in self.years)

    @property
    def added(self) -> tuple[str, ...]:
        """Return the provinces of which a table was added."""
        return tuple(code for code in self.known if code in self.years)

    def span(self, code: str) -> tuple[int, int] | None:
        """Return the years between which a region is compared, or None where there are no two."""
        if code not in self.years:
            return FROM, TO
        panels = self.tables.panels(table_recipes()["province_breadth_change"], self.years[code])
        start = provinces.start_of(panels[0], self.years[code]) if panels else None
        return (start, self.years[code]) if start else None

    def verdict(self, code: str) -> Verdict | None:
        """Return whether a region diversified, or None where that is not known."""
        year = self.years.get(code, TO)
        name = "province_breadth_change" if code in self.years else "breadth_change"
        panels = self.tables.panels(table_recipes()[name], year)
        judge = provinces.verdicts if code in self.years else verdicts
        return judge(panels, year).get(code) if panels else None

    def ask(self, name: str, code: str, part: str = "", year: int = 0) -> Derived | Absence:
        """Return one number of a table recipe, or why there is none; for a province that of its own jobs."""
        return _asked(self.tables, self.years, name, code, part, year=year)


def gather(store: Store, codes: tuple[str, ...]) -> Gathered:
    """Find everything for these regions."""
    tables = Tables(store)
    years = _added(tables, codes)
    known = tuple(code for code in codes if code in states() or code in years)
    return Gathered(
        store=store,
        tables=tables,
        codes=codes,
        known=known,
        years=years,
        candidates={code: _candidates(tables, years, code) for code in known},
        coal_jobs={code: latest(recipes()["coal_jobs_share"], store, code) for code in codes},
        policies=tuple(each for each in store.policies(codes) if region(each.region).kind != "country"),
    )


def _asked(
    tables: Tables, years: dict[str, int], name: str, code: str, part: str, *, year: int = 0
) -> Derived | Absence:
    if code in years and name in BY_JOBS:
        return tables.answer(table_recipes()[BY_JOBS[name]], code, years[code], part)
    return tables.answer(table_recipes()[name], code, year or TO, part)


def _added(tables: Tables, codes: tuple[str, ...]) -> dict[str, int]:
    """Return the newest year with jobs by industry, by province that has them."""
    found = {}
    for code in codes:
        if code in provinces.provinces():
            held = tables.store.years(provinces.SERIES, code)
            share = table_recipes()["province_jobs_share"]
            if held and any(place == code for place, _ in tables.values(share, held[-1])):
                found[code] = held[-1]
    return found


def _candidates(tables: Tables, years: dict[str, int], code: str) -> tuple[Candidate, ...]:
    wider = [group for group in groups() if not groups()[group].local]
    found = [(group, _numbers(tables, years, code, group)) for group in wider]
    held = [(group, numbers) for group, numbers in found if _is_candidate(numbers[0])]
    common = [at for at in range(len(CRITERIA)) if all(isinstance(each[at], Derived) for _, each in held)]
    if code not in years:  # of a state a candidate without every number is no candidate
        held = [(group, each) for group, each in held if all(isinstance(one, Derived) for one in each)]
        common = list(range(len(CRITERIA)))
    held.sort(key=lambda each: -_value(each[1][0]))
    if not held:
        return ()
    best = frontier([[_value(each[at]) for at in common] for _, each in held]).unbeaten
    return tuple(
        Candidate(group, numbers, bool(best[at]), at + 1 if at < LIST else 0)
        for at, (group, numbers) in enumerate(held)
    )


def _is_candidate(quotient: Derived | Absence) -> bool:
    return isinstance(quotient, Derived) and 0 < quotient.value < ABSENT


def _value(made: Derived | Absence) -> float:
    return made.value if isinstance(made, Derived) else 0.0


def _numbers(tables: Tables, years: dict[str, int], code: str, group: str) -> tuple[Derived | Absence, ...]:
    """Return the numbers of a candidate: complexity, growth and pay are those of the whole country."""
    if code in years:
        growth = tables.answer(
            table_recipes()[BY_JOBS["industry_growth"]], provinces.NATION, years[code], group
        )
        pay = tables.answer(table_recipes()["industry_pay"], provinces.NATION, JOBS_YEAR, group)
        rare = tables.answer(table_recipes()["county_complexity"], provinces.NATION, JOBS_YEAR, group)
    else:
        growth = tables.answer(table_recipes()["industry_growth"], "USA", TO, group)
        pay = tables.answer(table_recipes()["industry_pay"], "USA", JOBS_YEAR, group)
        rare = tables.answer(table_recipes()["county_complexity"], "USA", JOBS_YEAR, group)
    first, second = (_asked(tables, years, name, code, group) for name in CRITERIA[:2])
    return first, second, rare, growth, pay

"""Everything the brief needs, computed once for both languages."""

from dataclasses import dataclass
from typing import Final

from tanlu.brief.model import Ledger
from tanlu.evidence.fact import Fact
from tanlu.evidence.policy import Policy
from tanlu.evidence.preference import Answer
from tanlu.evidence.store import Store
from tanlu.lineage.claims import Claim, packaged_claims
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.figure import of_derived
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import attempt, latest, series_of
from tanlu.lineage.verdict import Checked, check
from tanlu.registers.regions import nation, region
from tanlu.registers.tiles import COUNTRIES, tiles
from tanlu.text import Lang

GRID: Final = (
    "coal_output",
    "coal_share_of_nation",
    "coal_share_of_world",
    "coal_jobs",
    "coal_jobs_share",
    "coal_per_hour",
    "coal_jobs_per_mt",
    "coal_revenue_share",
    "energy_co2",
    "generation",
    "capacity",
    "wind_solar_capacity",
)
"""Topics of the grid, in order; ``generation`` and ``capacity`` stand for their largest part, coal or thermal."""

GENERATION: Final = ("coal", "thermal", "natural_gas", "nuclear", "hydro", "wind", "solar")
AMOUNT: Final = {"generation": "TWh", "capacity": "GW"}


@dataclass(frozen=True, slots=True)
class Gathered:
    """Figures of a comparison.

    Parameters
    ----------
    store : Store
        Where they came from.
    codes : tuple of str
        Regions, in the order of columns.
    newest : dict of (str, str) to Derived or Absence
        Newest answer by topic and region.
    everywhere : tuple of Derived
        Newest output of every state and province held, for the map.
    output : dict of str to tuple of Derived
        Output of every year by region.
    mixes : dict of (str, str) to dict of str to Derived
        Shares by source of power, by kind (``generation``, ``capacity``) and region, of one year.
    growth : dict of str to tuple of Derived
        Wind and solar capacity of every year by region.
    people : dict of (str, str) to Answer
        Population and GDP, the newest, by series and region.
    policies : tuple of Policy
        Dated rules of the regions and their countries.
    claims : tuple of Checked
        Claims that speak of these regions.
    """

    store: Store
    codes: tuple[str, ...]
    newest: dict[tuple[str, str], Derived | Absence]
    everywhere: tuple[Derived, ...]
    output: dict[str, tuple[Derived, ...]]
    mixes: dict[tuple[str, str], dict[str, Derived]]
    growth: dict[str, tuple[Derived, ...]]
    people: dict[tuple[str, str], Answer]
    policies: tuple[Policy, ...]
    claims: tuple[Checked, ...]

    def measured(self, topic: str) -> list[Derived]:
        """Return the newest answers of a topic for the regions that have one, in column order."""
        found = (self.newest[topic, code] for code in self.codes)
        return [each for each in found if isinstance(each, Derived)]


@dataclass(frozen=True, slots=True)
class Desk:
    """What composing one language needs at hand: the figures, the language, and the ledger of what is cited."""

    found: Gathered
    lang: Lang
    ledger: Ledger

    def cite(self, made: Derived) -> str:
        """Enter a derived value in the ledger and return its address."""
        self.ledger.cite(of_derived(made))
        return made.address


def gather(store: Store, codes: tuple[str, ...]) -> Gathered:
    """Compute everything for these regions."""
    mixes = {(kind, code): _mix(kind, code, store) for kind in AMOUNT for code in codes}
    newest: dict[tuple[str, str], Derived | Absence] = {}
    for topic in GRID:
        for code in codes:
            newest[topic, code] = (
                _largest(mixes[topic, code], topic, code, store)
                if topic in AMOUNT
                else latest(recipes()[topic], store, code)
            )
    nations = tuple(dict.fromkeys(nation(code) for code in codes if region(code).kind != "world"))
    return Gathered(
        store=store,
        codes=codes,
        newest=newest,
        everywhere=_everywhere(store),
        output={code: series_of(recipes()["coal_output"], store, code) for code in codes},
        mixes=mixes,
        growth={code: series_of(recipes()["wind_solar_capacity"], store, code) for code in codes},
        people=_people(store, codes),
        policies=store.policies((*codes, *(each for each in nations if each not in codes))),
        claims=tuple(check(claim, store) for claim in packaged_claims() if _concerns(claim, codes)),
    )


def _everywhere(store: Store) -> tuple[Derived, ...]:
    places = (tile.code for country in COUNTRIES for tile in tiles(country))
    found = (latest(recipes()["coal_output"], store, code) for code in places)
    return tuple(each for each in found if isinstance(each, Derived))


def _mix(kind: str, code: str, store: Store) -> dict[str, Derived]:
    """Return the shares of the newest year in which coal or thermal power stands."""
    for fuel in ("thermal", "coal"):
        first = latest(recipes()[f"{kind}_share_{fuel}"], store, code)
        if isinstance(first, Absence):
            continue
        shares = (attempt(recipes()[f"{kind}_share_{each}"], store, code, first.year) for each in GENERATION)
        return {
            fuel: each for fuel, each in zip(GENERATION, shares, strict=True) if isinstance(each, Derived)
        }
    return {}


def _largest(mix: dict[str, Derived], kind: str, code: str, store: Store) -> Derived | Absence:
    for fuel in ("coal", "thermal"):
        if fuel in mix:
            return mix[fuel]
    return latest(recipes()[f"{kind}_share_coal"], store, code)


def _people(store: Store, codes: tuple[str, ...]) -> dict[tuple[str, str], Answer]:
    found = {}
    for series_id in ("population", "gdp_current"):
        for code in codes:
            years = store.years(series_id, code)
            if years:
                found[series_id, code] = store.answer(f"{series_id}/{code}/{max(years)}")
    return found


def _concerns(claim: Claim, codes: tuple[str, ...]) -> bool:
    """Return whether a claim speaks of a region of the brief, or of the country of one."""
    named = set(claim.members) | {
        reference.split("/")[1] for basis in claim.bases for reference in basis.inputs.values()
    }
    wider = set(codes) | {nation(code) for code in codes if region(code).kind != "world"}
    return bool(named & wider)


def amount_of(share: Derived) -> Fact:
    """Return the figure whose share it is: the first input of a share."""
    origin = share.inputs[0].origin
    if isinstance(origin, Derived):
        return amount_of(origin)
    return origin

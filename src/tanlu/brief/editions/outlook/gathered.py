"""What the outlook edition and the command tell, found once for both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tanlu.errors import UnknownName
from tanlu.evidence.fact import Fact
from tanlu.evidence.policy import Policy
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure, figure
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import series_of
from tanlu.lineage.table import Tables
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.tables.breaks import TITLES
from tanlu.lineage.tables.outlook import BRITISH, DRAWS, HORIZON, QUANTILES, SEED, card, many
from tanlu.registers.regions import region

__all__ = ["BRITISH", "DEFAULT", "DRAWS", "HORIZON", "QUANTILES", "SEED", "Ahead", "Gathered", "gather"]

DEFAULT: Final = ("US-WY", "CN-SX")
TOLD: Final = ("covered", "below", "above", "cases")
Bands = Mapping[int, Mapping[str, Derived]]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The outlook of one region.

    Parameters
    ----------
    code : str
        Region code.
    past : tuple of Derived
        Output by the measure of its newest figure, oldest first.
    band, jobs : mapping of int to mapping of str to Derived
        Quantiles of output and jobs by year; empty where too little is held.
    breaks : mapping of str to mapping of int to Derived
        Output after each break, by year.
    targets : tuple of Figure
        What its government aims at, oldest first.
    employed : tuple of Derived
        Jobs by the measure of their newest figure, oldest first.
    """

    code: str
    past: tuple[Derived, ...]
    band: Bands
    jobs: Bands
    breaks: Mapping[str, Mapping[int, Derived]]
    targets: tuple[Figure, ...]
    employed: tuple[Derived, ...]

    @property
    def last_jobs(self) -> Derived | None:
        """Return the jobs of the last year known."""
        return self.employed[-1] if self.employed else None

    @property
    def end(self) -> int:
        """Return the last year of the band; the last known where there is none."""
        return max([*self.band, *(each.year for each in self.past)], default=0)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the brief is written from.

    Parameters
    ----------
    store : Store
        The evidence.
    codes : tuple of str
        The regions.
    regions : tuple of Ahead
        Their outlooks.
    card : mapping of str to mapping of int to Derived
        How often such bands held, by what is told and years ahead.
    origins, states, wider : tuple of int, int, float
        First and last year looked ahead from, how many states, and by how much the band was stretched.
    british : mapping of int to mapping of str to Derived
        The band of jobs in British coal as of 1985.
    fallen : tuple of Figure
        What those jobs were: in that year and as far as is known afterwards.
    policies : tuple of Policy
        Plans and laws of the regions.
    """

    store: Store
    codes: tuple[str, ...]
    regions: tuple[Ahead, ...]
    card: Mapping[str, Mapping[int, Derived]]
    origins: tuple[int, int]
    states: int
    wider: float
    british: Bands
    fallen: tuple[Figure, ...]
    policies: tuple[Policy, ...]

    @property
    def drawn(self) -> tuple[Ahead, ...]:
        """Return the regions with a band."""
        return tuple(each for each in self.regions if each.band)

    @property
    def others(self) -> tuple[Ahead, ...]:
        """Return the regions without one."""
        return tuple(each for each in self.regions if not each.band)


def gather(store: Store, codes: tuple[str, ...], years: int = HORIZON) -> Gathered:
    """Find everything for these regions, some years ahead.

    Raises
    ------
    UnknownName
        If a region is not in the register, or the evidence of the day asked for holds no panel to look back on.
    """
    tables = Tables(store)
    asked = tuple(dict.fromkeys(region(code).code for code in (codes or DEFAULT)))
    panels = tables.panels(table_recipes()["coal_outlook"], 0)
    if not panels:
        raise UnknownName(
            (
                "The evidence holds no panel of coal output to look back on.",
                "数据中没有可供回测的煤炭产量面板。",
            ),
            ("Ask for a later day, or without --as-of.", "请改用较晚的日期，或去掉 --as-of。"),
        )
    held, found = many(panels[0]), card(panels[0])
    told = {
        name: _parts(tables, f"coal_outlook_{name}", "USA", held.years[-1], map(str, range(1, HORIZON + 1)))
        for name in TOLD
    }
    return Gathered(
        store=store,
        codes=asked,
        regions=tuple(_ahead(tables, code, years) for code in asked),
        card={name: {int(part): made for part, made in each.items()} for name, each in told.items()},
        origins=found.origins,
        states=len(found.regions),
        wider=found.settings.wider,
        british=_bands(tables, "british_jobs_band", "GBR", range(BRITISH + 1, BRITISH + HORIZON + 1)),
        fallen=tuple(each for each in _held(store, "coal_industry_jobs", "GBR") if each.year >= BRITISH),
        policies=tuple(each for each in store.policies(asked) if region(each.region).kind != "country"),
    )


def _parts(tables: Tables, name: str, code: str, year: int, parts: Iterable[str]) -> dict[str, Derived]:
    answers = {part: tables.answer(table_recipes()[name], code, year, part) for part in parts}
    return {part: each for part, each in answers.items() if isinstance(each, Derived)}


def _bands(tables: Tables, name: str, code: str, years: Iterable[int]) -> dict[int, dict[str, Derived]]:
    found = {year: _parts(tables, name, code, year, QUANTILES) for year in years}
    return {year: each for year, each in found.items() if each}


def _ahead(tables: Tables, code: str, years: int) -> Ahead:
    past = _one_measure(series_of(recipes()["coal_output"], tables.store, code))
    last = past[-1].year if past else 0
    coming = range(last + 1, last + years + 1) if last else range(0)
    lines = {
        name: {year: tables.answer(table_recipes()["coal_break"], code, year, name) for year in coming}
        for name in TITLES
    }
    known = {
        name: {year: each for year, each in path.items() if isinstance(each, Derived)}
        for name, path in lines.items()
    }
    people = series_of(recipes()["coal_jobs"], tables.store, code)
    return Ahead(
        code=code,
        past=past,
        band=_bands(tables, "coal_outlook", code, coming),
        jobs=_bands(tables, "coal_jobs_outlook", code, coming),
        breaks={name: path for name, path in known.items() if path},
        targets=_held(tables.store, "raw_coal_output_target", code),
        employed=_one_measure(people),
    )


def _held(store: Store, series: str, code: str) -> tuple[Figure, ...]:
    known = [each for each in store.facts(series, code) if each.value is not None]
    return tuple(figure(str(each.ref.open()), store) for each in known)


def _one_measure(found: tuple[Derived, ...]) -> tuple[Derived, ...]:
    """Return the answers that rest on the series of the newest: others are another measure."""
    of = [_series(each) for each in found]
    return tuple(each for each, name in zip(found, of, strict=True) if name == of[-1])


def _series(made: Derived) -> str:
    origin = made.inputs[0].origin
    return origin.ref.series if isinstance(origin, Fact) else origin.recipe.id

"""Look through what is held."""

from collections.abc import Iterator
from dataclasses import dataclass

from tanlu.evidence.fact import Fact
from tanlu.evidence.policy import Policy
from tanlu.evidence.source import Source
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.recipe import Recipe
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import latest, series_of
from tanlu.lineage.table import TableRecipe, Tables
from tanlu.lineage.tables import table_recipes
from tanlu.registers.indicators import Series, all_series, series
from tanlu.registers.regions import Region, region, regions
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a series is held for a region."""

    series: Series
    region: Region
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Row:
    """One year of a shown series or recipe."""

    year: int
    value: float | None
    unit: str
    status: str
    source: str
    ref: str
    note: Text | None


def list_series(store: Store, region_code: str = "") -> tuple[Held, ...]:
    """Return what is held by series and region, perhaps of one region only.

    Raises
    ------
    UnknownName
        If the region is unknown.
    """
    wanted = region(region_code).code if region_code else ""
    return tuple(
        Held(series(series_id), region(code), count, first, last)
        for series_id, code, count, first, last in store.coverage()
        if wanted in ("", code)
    )


def list_sources(store: Store) -> tuple[Source, ...]:
    """Return every source."""
    return store.sources()


def list_regions() -> tuple[Region, ...]:
    """Return every region of the register."""
    return tuple(regions().values())


def list_recipes() -> tuple[Recipe | TableRecipe, ...]:
    """Return every recipe, over single figures first, then over whole tables."""
    return (*recipes().values(), *table_recipes().values())


def show_series(name: str, store: Store, region_code: str) -> tuple[Row, ...]:
    """Return every year of a series or recipe in a region.

    Raises
    ------
    UnknownName
        If the name or the region is unknown.
    """
    code = region(region_code).code
    if name in recipes():
        return tuple(_derived_row(each) for each in series_of(recipes()[name], store, code))
    if name not in all_series() and name in table_recipes():
        return tuple(_derived_row(each) for each in _of_table(table_recipes()[name], store, code))
    series(name)
    return tuple(_fact_row(each) for each in store.facts(name, code))


def regions_with(name: str, store: Store) -> tuple[str, ...]:
    """Return the codes of the regions for which a series or recipe holds anything."""
    if name in recipes():
        return tuple(code for code in regions() if series_of(recipes()[name], store, code))
    if name not in all_series() and name in table_recipes():
        tables, recipe = Tables(store), table_recipes()[name]
        return tuple(dict.fromkeys(code for year in recipe.years for code, _ in tables.values(recipe, year)))
    series(name)
    return tuple(code for series_id, code, *_ in store.coverage() if series_id == name)


def _of_table(recipe: TableRecipe, store: Store, code: str) -> Iterator[Derived]:
    tables = Tables(store)
    for year in recipe.years:
        for place, part in tables.values(recipe, year):
            made = tables.answer(recipe, code, year, part) if place == code else None
            if isinstance(made, Derived):
                yield made


def _fact_row(fact: Fact) -> Row:
    return Row(fact.year, fact.value, fact.unit, fact.status, fact.ref.source, str(fact.ref), fact.note)


def _derived_row(made: Derived) -> Row:
    note = made.caveats[0] if made.caveats else None
    beneath = [
        *(fact.ref.source for fact in made.facts()),
        *(each for panel in made.panels for each in panel.sources),
    ]
    sources = " ".join(dict.fromkeys(beneath))
    return Row(made.year, made.value, made.unit, made.status, sources, made.address, note)


@dataclass(frozen=True, slots=True)
class Profile:
    """A region at a glance."""

    region: Region
    answers: tuple[Derived | Absence, ...]
    held: tuple[Held, ...]
    policies: tuple[Policy, ...]


def profile(code: str, store: Store) -> Profile:
    """Return the newest answer to every recipe for a region, what is held, and its dated rules.

    Raises
    ------
    UnknownName
        If the region is unknown.
    """
    found = region(code)
    answers = tuple(latest(each, store, found.code) for each in recipes().values())
    return Profile(found, answers, list_series(store, found.code), store.policies((found.code,)))

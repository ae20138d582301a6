"""Run a recipe: find its figures, convert them, call the pure function, wrap the result."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tanlu.errors import NoFigure
from tanlu.evidence.convert import convert
from tanlu.evidence.fact import Fact
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Absence, Derived, Input
from tanlu.lineage.recipe import Grade, Need, Recipe, Way
from tanlu.lineage.recipes import recipes
from tanlu.registers.regions import nation, region
from tanlu.text import Text

FIRST_YEAR, LAST_YEAR = 1990, 2030


@dataclass(frozen=True, slots=True)
class _Found:
    way: Way
    inputs: tuple[Input, ...]


def run(recipe: Recipe, store: Store, region_code: str, year: int) -> Derived:
    """Answer a recipe's question for a region and a year.

    Raises
    ------
    NoFigure
        If no way of the recipe finds all its figures; the message gives the reason.
    """
    answer = attempt(recipe, store, region_code, year)
    if isinstance(answer, Derived):
        return answer
    name = region(region_code).name
    raise NoFigure(
        (f"{recipe.title.en} of {name.en} in {year} is not measured: {answer.reason.en}.",
         f"{name.zh}{year}年“{recipe.title.zh}”无数据：{answer.reason.zh}。"),
        (f"`tanlu evidence show {recipe.id} --region {region_code}` lists the years that are.",
         f"运行 `tanlu evidence show {recipe.id} --region {region_code}` 可查看有数据的年份。"),
    )  # fmt: skip


def attempt(recipe: Recipe, store: Store, region_code: str, year: int) -> Derived | Absence:
    """Answer a recipe's question, or say why there is no answer."""
    for way in recipe.ways:
        inputs = _inputs(way, store, region_code, year)
        if inputs is not None:
            return _wrap(recipe, store, region_code, year, _Found(way, inputs))
    return Absence(recipe, region_code, year, reason(recipe, store, region_code))


def latest(recipe: Recipe, store: Store, region_code: str, *, until: int = LAST_YEAR) -> Derived | Absence:
    """Return the newest answer up to ``until``, or why there is none in any year."""
    for year in sorted(candidate_years(recipe, store, region_code), reverse=True):
        if year <= until:
            answer = attempt(recipe, store, region_code, year)
            if isinstance(answer, Derived):
                return answer
    return Absence(recipe, region_code, None, reason(recipe, store, region_code))


def series_of(recipe: Recipe, store: Store, region_code: str) -> tuple[Derived, ...]:
    """Return every year's answer, oldest first; years without one are left out."""
    answers = (
        attempt(recipe, store, region_code, year) for year in candidate_years(recipe, store, region_code)
    )
    return tuple(each for each in answers if isinstance(each, Derived))


def candidate_years(recipe: Recipe, store: Store, region_code: str) -> tuple[int, ...]:
    """Return the years in which the first figure of some way stands."""
    years: set[int] = set()
    for way in recipe.ways:
        need = next(each for _, each in way.needs if each.year is None)
        place = _place(need, region_code)
        if place is None:
            continue
        inner = recipes().get(need.series)
        years |= set(candidate_years(inner, store, place) if inner else store.years(need.series, place))
    return tuple(sorted(years))


def reason(recipe: Recipe, store: Store, region_code: str) -> Text:
    """Return why there is no answer: the stated absence of a series never measured there, else the recipe's words."""
    for series_id, place in _leaves(recipe, region_code):
        stated = store.absence(series_id, place)
        if stated and stated.note and not store.years(series_id, place):
            return stated.note
    return recipe.nowhere


def _leaves(recipe: Recipe, region_code: str) -> Iterator[tuple[str, str]]:
    for way in recipe.ways:
        for _, need in way.needs:
            place = _place(need, region_code)
            if place is None:
                continue
            inner = recipes().get(need.series)
            if inner:
                yield from _leaves(inner, place)
            else:
                yield need.series, place


def _place(need: Need, region_code: str) -> str | None:
    if need.where == "here":
        return region_code
    if need.where == "world":
        return "WORLD"
    if need.where == "nation":
        return None if region(region_code).kind in {"world", "country"} else nation(region_code)
    return need.where


def _inputs(way: Way, store: Store, region_code: str, year: int) -> tuple[Input, ...] | None:
    found = []
    for name, need in way.needs:
        each = _input(name, need, store, region_code, year)
        if each is None:
            return None
        found.append(each)
    return tuple(found)


def _input(name: str, need: Need, store: Store, region_code: str, year: int) -> Input | None:
    place = _place(need, region_code)
    when = need.year or year
    if place is None:
        return None
    inner = recipes().get(need.series)
    origin: Fact | Derived | Absence | None
    origin = attempt(inner, store, place, when) if inner else store.find(need.series, place, when)
    if origin is None or isinstance(origin, Absence) or origin.value is None:
        return None
    changed = convert(origin.value, origin.unit, need.unit, year=when, store=store)
    return Input(name, origin, changed.value, changed.unit, changed.steps)


def _wrap(recipe: Recipe, store: Store, region_code: str, year: int, found: _Found) -> Derived:
    value = found.way.function(**{each.name: each.value for each in found.inputs})
    below = [each.origin for each in found.inputs if isinstance(each.origin, Derived)]
    caveats = [caveat for each in below for caveat in each.caveats]
    if found.way.caveat:
        caveats.insert(0, found.way.caveat)
    grades: list[Grade] = [found.way.grade, *(each.grade for each in below)]
    return finish(
        Derived(
            recipe=recipe,
            region=region_code,
            year=year,
            value=value,
            inputs=found.inputs,
            grade=max(grades),
            caveats=tuple(dict.fromkeys(caveats)),
            releases=(),
        ),
        store,
    )


def finish(made: Derived, store: Store) -> Derived:
    """Return ``made`` with the releases that its figures were read from, which its id covers."""
    ids = sorted({fact.ref.release for fact in made.facts()})
    return replace(made, releases=tuple(f"{each} {store.release(each).sha256['facts']}" for each in ids))

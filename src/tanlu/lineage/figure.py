"""One way to look at any number: a figure of a source, or one computed from such figures."""

from dataclasses import dataclass, replace
from typing import Any

from tanlu.errors import BadReference, NoFigure
from tanlu.evidence.convert import Quantity, convert
from tanlu.evidence.fact import ABSENT, STATUSES, Fact, Ref, Status
from tanlu.evidence.preference import Answer
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import run
from tanlu.lineage.table import run_table
from tanlu.lineage.tables import table_recipes
from tanlu.registers.indicators import all_series, scope, series
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.text import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a reader meets it.

    Parameters
    ----------
    address : str
        Full reference of a fact, or ``recipe/region/year`` of a derived value.
    title : Text
        What is measured.
    value : float
        In ``unit``.
    unit : str
        Unit code.
    region, year : str, int
        Where and when.
    status : Status
        Where the figure stands.
    grade : {"A", "B", "C"}
        Comparability class.
    caveats : tuple of Text
        What must be said wherever the number goes.
    origin : Fact or Derived
        What it is.
    answer : Answer or None
        The preference among rivals, for a fact.
    """

    address: str
    title: Text
    value: float
    unit: str
    region: str
    year: int
    status: Status
    grade: str
    caveats: tuple[Text, ...]
    origin: Fact | Derived
    answer: Answer | None

    @property
    def id(self) -> str:
        """Return the id of a derived value, or the reference of a fact."""
        return self.origin.id if isinstance(self.origin, Derived) else str(self.origin.ref)

    def facts(self) -> tuple[Fact, ...]:
        """Return every figure beneath."""
        return self.origin.facts() if isinstance(self.origin, Derived) else (self.origin,)


def of_fact(answer: Answer) -> Figure:
    """Return the view of a resolved fact.

    Raises
    ------
    NoFigure
        If the fact states an absence; the message gives its reason.
    """
    fact = answer.fact
    title = series(fact.ref.series).title
    if fact.value is None:
        why = fact.note or STATUSES[fact.status]
        raise NoFigure(
            (f"{fact.ref.open()} is {STATUSES[fact.status].en}: {why.en}.",
             f"{fact.ref.open()}：{STATUSES[fact.status].zh}。{why.zh}。"),
            (f"`tanlu evidence show {fact.ref.series} --region {fact.ref.region}` lists the years that are measured.",
             f"运行 `tanlu evidence show {fact.ref.series} --region {fact.ref.region}` 可查看有数据的年份。"),
        )  # fmt: skip
    return Figure(
        address=str(fact.ref),
        title=title,
        value=fact.value,
        unit=fact.unit,
        region=fact.ref.region,
        year=fact.year,
        status=fact.status,
        grade="A",
        caveats=(),
        origin=fact,
        answer=answer,
    )


def of_derived(made: Derived) -> Figure:
    """Return the view of a derived value."""
    return Figure(
        address=made.address,
        title=made.recipe.title,
        value=made.value,
        unit=made.unit,
        region=made.region,
        year=made.year,
        status=made.status,
        grade=made.grade,
        caveats=made.caveats,
        origin=made,
        answer=None,
    )


def figure(text: str, store: Store) -> Figure:
    """Resolve an address: ``series/region/year`` of a fact or ``recipe/region/year`` of a derived value.

    Raises
    ------
    BadReference, UnknownName, NoFigure
        If the address cannot be read, names something unknown, or nothing stands there.
    """
    wanted = Ref.parse(text)
    if wanted.series not in recipes() and wanted.series not in all_series():
        table = of_table(wanted, store)
        if table:
            return table
    if wanted.series not in recipes():
        return of_fact(store.answer(wanted))
    region(wanted.region)
    if wanted.source or wanted.release or wanted.dims:
        raise _computed(replace(wanted, dims=""))
    return of_derived(run(recipes()[wanted.series], store, wanted.region, int(wanted.period)))


def of_table(wanted: Ref, store: Store) -> Figure | None:
    """Return a number of a table recipe, or None if no such recipe is called so; raises as :func:`figure` does."""
    recipe = table_recipes().get(wanted.series)
    if recipe is None:
        return None
    region(wanted.region)
    if wanted.source or wanted.release:
        raise _computed(wanted)
    return of_derived(run_table(recipe, store, wanted.region, int(wanted.period), wanted.dims))


def _computed(wanted: Ref) -> BadReference:
    bare = replace(wanted, source="", release="")
    return BadReference(
        (f"{wanted.series} is computed, so {str(wanted)!r} cannot name a source or release.",
         f"{wanted.series} 为计算值，{str(wanted)!r} 不能指定来源或版本。"),
        (f"Write {bare}, and trace it to its sources.", f"请写 {bare}，再追溯其来源。"),
    )  # fmt: skip


def display_unit(found: Figure) -> str:
    """Return the unit a figure is shown in: its series' unit where that is of the same kind, else its own."""
    if isinstance(found.origin, Derived):
        return found.unit
    shown = series(found.origin.ref.series).unit
    return shown if unit(shown).base == unit(found.unit).base else found.unit


def in_unit(found: Figure, name: str, store: Store) -> Quantity:
    """Return the number in another unit, with the steps that led to it."""
    return convert(found.value, found.unit, name, year=found.year, store=store)


def fact_json(fact: Fact, store: Store) -> dict[str, Any]:
    """Return a fact as plain data, its source written out."""
    source = store.source(fact.ref.source)
    return {
        "ref": str(fact.ref),
        "value": fact.value,
        "unit": fact.unit,
        "status": fact.status,
        "scope": {"code": fact.scope, **scope(fact.scope).to_json()},
        "low": fact.low,
        "high": fact.high,
        "note": fact.note.to_json() if fact.note else None,
        "locator": fact.locator,
        "row": fact.row,
        "release": fact.ref.release,
        "kind_of_release": "packaged" if store.release(fact.ref.release).packaged else "own",
        "source": {
            "id": source.id,
            "citation": source.citation.to_json(),
            "url": source.url,
            "published": source.published,
            "accessed": source.accessed,
            "licence": source.licence.to_json(),
            "language": source.language,
            "note": source.note.to_json() if source.note else None,
        },
    }


def related(found: Figure, store: Store) -> tuple[Fact, ...]:
    """Return figures of the same concept, region and year in other scopes: not rivals, and not to be joined."""
    if isinstance(found.origin, Derived):
        return ()
    own = series(found.origin.ref.series)
    others = [each for each in _same_concept(own.concept) if each != own.id]
    facts = (store.find(each, found.region, found.year) for each in others)
    return tuple(each for each in facts if each is not None and each.status not in ABSENT)


def _same_concept(concept: str) -> list[str]:
    return [each.id for each in all_series().values() if each.concept == concept]

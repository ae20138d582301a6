"""Recipes over whole tables: read the panels, work once, wrap each cell of the result as a number with its way back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from tanlu.errors import BadReference, NoFigure, UnknownName
from tanlu.evidence.store import Store
from tanlu.lineage.derived import Absence, Derived
from tanlu.lineage.panel import Panel, read_panel
from tanlu.lineage.recipe import Grade
from tanlu.registers.regions import region
from tanlu.registers.tables import nearest
from tanlu.text import Text

Values = Mapping[tuple[str, str], float]
"""Numbers by region and part."""
Work = Callable[[tuple[Panel, ...], int], Values]
"""A pure function from panels and the year to numbers."""
Wanted = tuple[str, str, tuple[str, ...], tuple[int, ...]]
"""Series, how the address calls the regions, their codes, years."""


@dataclass(frozen=True, slots=True)
class TableRecipe:
    """A question that is answered from whole tables, for many regions and parts at once.

    Parameters
    ----------
    id : str
        Stands where a series id would in a reference: ``industry_lq[industry=wood]/US-WV/2016``.
    version : int
        Raised when the method changes.
    title, method : Text
        What is measured, and how.
    unit : str
        Unit of the result.
    part : str
        Key of the dimension, such as ``industry``; empty where each region has one number.
    years : tuple of int
        Years that it can be asked for; empty for every year that is held.
    wants : callable
        Takes the year and returns the panels to read.
    work : callable
        Pure; takes the panels and the year, and returns the numbers.
    named : callable or None
        Takes the value of the part and returns its name.
    nowhere : Text
        Why there may be no answer.
    grade : {"A", "B", "C"}
        Comparability class of the answers.
    caveat : Text or None
        The sentence that goes wherever a number goes.
    seed : int or None
        Of the random draws, where there are any.
    projected : bool
        Whether its answers tell of what is yet to come.
    instead : Text or None
        What to do where there is no answer in any region that year; else years or an import are offered.
    """

    id: str
    version: int
    title: Text
    method: Text
    unit: str
    part: str
    years: tuple[int, ...]
    wants: Callable[[int], tuple[Wanted, ...]]
    work: Work
    nowhere: Text
    named: Callable[[str], Text] | None = None
    grade: Grade = "A"
    caveat: Text | None = None
    seed: int | None = None
    projected: bool = False
    instead: Text | None = None

    def __reduce__(self) -> tuple[Callable[[str, Text], "TableRecipe"], tuple[str, Text]]:
        """Let it pass from one process to another by its name: its functions are declared once, under ``tables``."""
        return _declared, (self.id, self.title)


def _declared(name: str, title: Text) -> TableRecipe:
    from tanlu.lineage.tables import table_recipes  # noqa: PLC0415 - each table imports this file

    return replace(table_recipes()[name], title=title)


@dataclass(frozen=True, slots=True)
class Tables:
    """Answers table recipes from one store; what has been read and worked out is kept.

    Parameters
    ----------
    store : Store
        The evidence.
    """

    store: Store
    _panels: dict[Wanted, Panel | None] = field(default_factory=dict, repr=False)
    _values: dict[tuple[str, int], tuple[tuple[Panel, ...], Values]] = field(default_factory=dict, repr=False)

    def values(self, recipe: TableRecipe, year: int) -> Values:
        """Return every number of a recipe in a year; none where its figures are not held."""
        return self._worked(recipe, year)[1]

    def panels(self, recipe: TableRecipe, year: int) -> tuple[Panel, ...]:
        """Return the panels that a recipe reads in a year; none where one is not held."""
        return self._worked(recipe, year)[0]

    def answer(self, recipe: TableRecipe, code: str, year: int, part: str = "") -> Derived | Absence:
        """Return one number of a recipe, or why there is none."""
        panels, values = self._worked(recipe, year)
        shown = told(recipe, part)
        if (code, part) not in values:
            return Absence(shown, code, year, recipe.nowhere)
        ids = sorted({each for panel in panels for each in panel.releases})
        return Derived(
            recipe=shown,
            region=code,
            year=year,
            value=float(values[code, part]),
            inputs=(),
            grade=recipe.grade,
            caveats=(recipe.caveat,) if recipe.caveat else (),
            releases=tuple(f"{each} {self.store.release(each).sha256['facts']}" for each in ids),
            part=f"{recipe.part}={part}" if part else "",
            panels=panels,
            seed=recipe.seed,
            projected=recipe.projected,
        )

    def _worked(self, recipe: TableRecipe, year: int) -> tuple[tuple[Panel, ...], Values]:
        key = recipe.id, year
        if key not in self._values:
            panels = self._read(recipe.wants(year)) if not recipe.years or year in recipe.years else ()
            self._values[key] = panels, recipe.work(panels, year) if panels else {}
        return self._values[key]

    def _read(self, wanted: Iterable[Wanted]) -> tuple[Panel, ...]:
        found = []
        for each in wanted:
            if each not in self._panels:
                self._panels[each] = read_panel(self.store, *each)
            panel = self._panels[each]
            if panel is None:
                return ()
            found.append(panel)
        return tuple(found)


def told(recipe: TableRecipe, part: str) -> TableRecipe:
    """Return the recipe with the name of the part in its title."""
    if not part or recipe.named is None:
        return recipe
    name = recipe.named(part)
    title = Text(f"{recipe.title.en}: {name.en}", f"{recipe.title.zh}：{name.zh}")
    return replace(recipe, title=title)


_MOST_OFFERED: Final = 6


def run_table(recipe: TableRecipe, store: Store, code: str, year: int, dims: str) -> Derived:
    """Answer a table recipe for one region, year and part.

    Raises
    ------
    BadReference
        If the part is not the recipe's.
    NoFigure
        If no number stands there; what there is is offered.
    """
    key, _, part = dims.partition("=")
    if key != recipe.part or (recipe.part and not part):
        form = (
            f"{recipe.id}[{recipe.part}=...]/{code}/{year}" if recipe.part else f"{recipe.id}/{code}/{year}"
        )
        raise BadReference(
            (f"{recipe.id} is not asked for so.", f"{recipe.id} 的引用地址写法不对。"),
            (f"Write {form}.", f"请写 {form}。"),
        )
    tables = Tables(store)
    known = list(
        dict.fromkeys(
            each
            for _, each in tables.values(
                recipe, year if not recipe.years or year in recipe.years else recipe.years[-1]
            )
        )
    )
    if known and part not in known:
        raise _no_part(recipe, part, known)
    found = tables.answer(recipe, code, year, part)
    if isinstance(found, Derived):
        return found
    raise NoFigure(
        (f"{found.recipe.title.en} of {region(code).name.en} in {year} is not measured: {found.reason.en}.",
         f"{region(code).name.zh}{year}年“{found.recipe.title.zh}”无数据：{found.reason.zh}。"),
        _offer(recipe, tables, code, year),
    )  # fmt: skip


def _no_part(recipe: TableRecipe, part: str, known: list[str]) -> UnknownName:
    offers = nearest(part, known) or known[:_MOST_OFFERED]
    return UnknownName(
        (f"{recipe.id} has no {recipe.part} {part!r}.", f"{recipe.id} 没有 {recipe.part} {part!r}。"),
        (f"Did you mean {', '.join(offers)}?", f"您要找的是否是：{'、'.join(offers)}？"),
    )


def _offer(recipe: TableRecipe, tables: Tables, code: str, year: int) -> tuple[str, str]:
    held = tables.values(recipe, year)
    parts = [part for place, part in held if place == code and part][:_MOST_OFFERED]
    places = list(dict.fromkeys(place for place, _ in held))[:_MOST_OFFERED]
    if parts:
        return f"Parts held there include {', '.join(parts)}.", f"该处有数据的部分如：{'、'.join(parts)}。"
    if places:
        return f"Regions with it include {', '.join(places)}.", f"有数据的地区如：{'、'.join(places)}。"
    if recipe.instead:
        return recipe.instead.en, recipe.instead.zh
    if not recipe.years:
        return (
            "Add one with `tanlu evidence import YEARBOOK`; docs/en/own-figures.md says what it must hold.",
            "请用 `tanlu evidence import 年鉴表` 导入；要求见 docs/zh/own-figures.md。",
        )
    years = ", ".join(map(str, recipe.years))
    return f"Years with it: {years}.", f"有数据的年份：{years.replace(', ', '、')}。"

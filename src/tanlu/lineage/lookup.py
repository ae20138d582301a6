"""Find any number by its address or the beginning of its id: of a fact, a recipe, a claim, a transformation."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from tanlu.errors import NoFigure
from tanlu.evidence.fact import Ref
from tanlu.evidence.store import Store
from tanlu.lineage.claims import packaged_claims
from tanlu.lineage.derived import Derived
from tanlu.lineage.figure import Figure, figure, of_derived
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import series_of
from tanlu.lineage.table import Tables
from tanlu.lineage.tables import table_recipes
from tanlu.lineage.transform import split, transform
from tanlu.lineage.verdict import check
from tanlu.registers.indicators import all_series
from tanlu.registers.regions import regions


def lookup(text: str, store: Store) -> Figure:
    """Resolve a reference, the address of a recipe or claim, or the start of an id.

    Raises
    ------
    NoFigure
        If nothing stands there, or no number of today's evidence has that id.
    BadReference, UnknownName
        If the address cannot be read or names something unknown.
    """
    if re.fullmatch(r"[0-9a-f]{8,64}", text, re.ASCII):
        return _by_id(text, store)
    wanted = Ref.parse(text)
    if wanted.series.startswith("claim_"):
        for made in _claims(store):
            if made.address == str(wanted.open()):
                return of_derived(made)
    parts = split(wanted.series)
    if parts and wanted.series not in recipes() and wanted.series not in all_series():
        base, change = parts
        return transform(figure(str(replace(wanted, series=base)), store), change, store)
    return figure(text, store)


def _by_id(start: str, store: Store) -> Figure:
    for made in chain(_claims(store), _recipes(store), _tables(store)):
        if made.id.startswith(start):
            return of_derived(made)
    raise NoFigure(
        (f"No number has an id that begins with {start}.", f"没有以 {start} 开头的数字编号。"),
        (
            "It may come from other evidence than yours; ask by its address, such as coal_output/CN-SX/2023.",
            "它可能出自其他数据版本；请改用地址查询，例如 coal_output/CN-SX/2023。",
        ),
    )


def _recipes(store: Store) -> Iterator[Derived]:
    for recipe in recipes().values():
        for code in regions():
            yield from series_of(recipe, store, code)


def _tables(store: Store) -> Iterator[Derived]:
    tables = Tables(store)
    for recipe in table_recipes().values():
        for year in recipe.years:
            for code, part in tables.values(recipe, year):
                made = tables.answer(recipe, code, year, part)
                if isinstance(made, Derived):
                    yield made


def _claims(store: Store) -> Iterator[Derived]:
    for claim in packaged_claims():
        for basis in check(claim, store).bases:
            yield from (each.made for each in basis.years if each.made)

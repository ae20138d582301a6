"""The newest figure of a measure in every state and province, for a map."""

from dataclasses import dataclass

from tanlu.evidence.store import Store
from tanlu.lineage.derived import Derived
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import latest
from tanlu.registers.tiles import COUNTRIES, tiles


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest figure of a region."""

    value: float
    year: int
    address: str


def newest_by_region(name: str, store: Store) -> dict[str, Newest]:
    """Return the newest answer of a recipe for every state and province that has one.

    Raises
    ------
    UnknownName
        If there is no such recipe.
    """
    recipe = recipes()[name]
    found = (
        (tile.code, latest(recipe, store, tile.code)) for country in COUNTRIES for tile in tiles(country)
    )
    return {
        code: Newest(made.value, made.year, made.address) for code, made in found if isinstance(made, Derived)
    }

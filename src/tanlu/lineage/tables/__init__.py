"""Every recipe over whole tables, one question a file; each file names its recipes in ``RECIPES``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tanlu.lineage.table import TableRecipe


@cache
def table_recipes() -> dict[str, TableRecipe]:
    """Return every table recipe by id, in the order of their files."""
    names = sorted(found.name for found in iter_modules(__path__))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return {each.id: each for module in modules for each in getattr(module, "RECIPES", ())}

"""Every recipe, one question a file; each file names its recipes in ``RECIPES``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tanlu.errors import UnknownName
from tanlu.lineage.recipe import Recipe
from tanlu.registers.tables import nearest


@cache
def recipes() -> dict[str, Recipe]:
    """Return every recipe by id, in the order of their files."""
    modules = (
        import_module(f"{__name__}.{found.name}")
        for found in sorted(iter_modules(__path__), key=lambda m: m.name)
    )
    return {each.id: each for module in modules for each in module.RECIPES}


def recipe(name: str) -> Recipe:
    """Return a recipe by id.

    Raises
    ------
    UnknownName
        If there is none; the nearest ids are offered.
    """
    if name in recipes():
        return recipes()[name]
    offers = nearest(name, recipes())
    raise UnknownName(
        (f"No recipe is called {name!r}.", f"没有名为 {name!r} 的算法。"),
        (
            f"Did you mean {', '.join(offers)}?" if offers else "`tanlu evidence list --recipes` shows them.",
            f"您要找的是否是：{'、'.join(offers)}？"
            if offers
            else "运行 `tanlu evidence list --recipes` 可查看。",
        ),
    )

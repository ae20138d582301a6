"""Labels of regions and industries as a person reads them."""

from tanlu.registers.gbt import said
from tanlu.registers.regions import regions
from tanlu.text import Text, user_lang

_NATION = {"全国": Text("nation", "全国")}


def shown_region(label: str) -> str:
    """Return the name of a region whose label is its code, or the label as the table has it."""
    if label in regions():
        return regions()[label].name(user_lang())
    return _NATION[label](user_lang()) if label in _NATION else label


def shown_industry(label: str) -> str:
    """Return the title of a section or division of GB/T 4754, or the label as the table has it."""
    return said(label)(user_lang()) if label else label

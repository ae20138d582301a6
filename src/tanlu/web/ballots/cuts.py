"""By what votes may be told apart."""

from typing import Final

from tanlu.errors import BadDialogue
from tanlu.text import Text

CUTS: Final[dict[str, Text]] = {"country": Text("country", "国别"), "sector": Text("sector", "领域")}
"""A delegation is not among them: its members are known by name, so that what it answered would be what they answered."""


def demand_cut(attribute: str) -> None:
    """Refuse what would point at people.

    Raises
    ------
    BadDialogue
        If votes may not be told apart by it.
    """
    if attribute not in CUTS:
        raise BadDialogue(
            (f"Votes are not told apart by {attribute!r}.", f"投票结果不按 {attribute!r} 分组。"),
            (f"Use one of: {', '.join(CUTS)}.", f"可用：{'、'.join(CUTS)}。"),
        )

"""The parts of the site, as its head lists them."""

from typing import Final

from tanlu.text import Lang, Text

PARTS: Final[dict[str, Text]] = {
    "regions": Text("Regions", "地区"),
    "compare": Text("Compare", "比较"),
    "claims": Text("Claims", "论断"),
    "industries": Text("Industries", "产业"),
    "outlook": Text("Outlook", "前景"),
    "study": Text("Study", "研究"),
    "agreements": Text("Agreements", "协议"),
    "briefs": Text("Briefs", "简报"),
}


def menu(lang: Lang) -> list[tuple[str, str]]:
    """Return the name of each part and its words."""
    return [(name, words(lang)) for name, words in PARTS.items()]

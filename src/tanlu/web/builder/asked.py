"""What a brief is built of, read from an address."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from tanlu.brief.editions import EDITIONS, edition
from tanlu.errors import BadReference
from tanlu.registers.regions import region
from tanlu.text import LANGS, Text

LANGUAGES: Final = {
    "en,zh": Text("English and Chinese", "中英文"),
    "en": Text("English only", "仅英文"),
    "zh": Text("Chinese only", "仅中文"),
}
MOST_REGIONS: Final = 8
OFFERED: Final = tuple(each for each in EDITIONS.values() if not each.rests_on_papers)
"""Editions made from the evidence; those about papers are written on a computer, where the papers are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An edition, its regions and its languages."""

    name: str
    codes: tuple[str, ...]
    langs: str


def read(query: QueryDict) -> Asked:
    """Return what an address asks for.

    Raises
    ------
    UnknownName, BadReference
        If it names an edition, a region or a language that there is not, or too many regions.
    """
    name = edition(query.get("edition", "")).id
    codes = tuple(dict.fromkeys(region(each.strip()).code for each in query.getlist("r") if each.strip()))
    langs = query.get("langs", ",".join(LANGS))
    if langs not in LANGUAGES or name not in {each.id for each in OFFERED} or len(codes) > MOST_REGIONS:
        raise BadReference(
            (
                f"A brief is built of an edition of the list, at most {MOST_REGIONS} regions, and one or two languages.",
                f"请从列表中选择简报，地区最多{MOST_REGIONS}个，语言一种或两种。",
            ),
            ("Choose again.", "请重新选择。"),
        )
    return Asked(name, codes, langs)

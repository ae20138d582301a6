"""Lists within a sentence: how many things each language names."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.comparison import Comparison, Unit
from tanlu.parity.findings import Finding, finding
from tanlu.text import Text

_ITEM: Final = r"(?:[A-Za-z’'\-]+ ){0,3}[A-Za-z’'\-]+"
_LIST_EN: Final = re.compile(
    rf"(?P<first>[^.;:()“”]*?),(?P<rest>(?: {_ITEM},)*) (?P<more>{_ITEM},? )??(?:and|or) (?P<last>{_ITEM})"
)
_LIST_ZH: Final = re.compile(r"[^，。；：、（）“”《》|]{1,14}(?:、[^，。；：、（）“”《》|]{1,16})+")
_OPENING: Final = re.compile(
    r"\s*(?:in|on|at|by|for|during|after|before|when|if|as|since|to|from|with|under|over|while|where|although|though|until|of"
    r"|among|within|between|however|also|then|today|yesterday|once|unless|instead|finally|meanwhile|and|but)\b",
    re.IGNORECASE,
)
_JOINS_ZH: Final = re.compile(r"和|与|及|或|并|等|其他")


def enumeration_findings(seen: Comparison) -> Iterator[Finding]:
    """Return sentences whose one list is shorter in one language."""
    for _, pair, _, _ in seen.whole():
        for unit in seen.units(pair):
            yield from _unit(unit)


def _unit(unit: Unit) -> Iterator[Finding]:
    en, zh = list(_LIST_EN.finditer(unit.en)), list(_LIST_ZH.finditer(unit.zh))
    if len(en) != 1 or len(zh) != 1 or unit.en.count(",") != en[0].group().count(","):
        return
    if re.match(r"，(?:也|以及|还有|并|及)", unit.zh[zh[0].end() :]):
        return
    named_en, (least, most) = _count_en(en[0]), _count_zh(zh[0].group())
    if named_en < 3 or least <= named_en <= most or min(abs(named_en - least), abs(named_en - most)) > 1:
        return
    missing = named_en > most
    why = Text(
        f"The English lists {named_en} things, the Chinese {most if missing else least}.",
        f"英文列举 {named_en} 项，中文列举 {most if missing else least} 项。",
    )
    yield finding(
        "segment_missing" if missing else "segment_extra",
        "warning",
        unit.pair,
        why,
        en=(unit.en_at + en[0].start("rest"), unit.en_at + en[0].end()),
        zh=(unit.zh_at + zh[0].start(), unit.zh_at + zh[0].end()),
    )


def _count_en(found: re.Match[str]) -> int:
    """Return how many things an English list names; 0 where it cannot be told."""
    if (
        len(found["first"].split()) < 3
        or _OPENING.match(found["first"])
        or _JOINS_EN.search(found["first"][-40:])
    ):
        return 0
    return 2 + found["rest"].count(",") + (1 if found["more"] else 0)


_JOINS_EN: Final = re.compile(r"\b(?:and|or|which|who|that)\b", re.IGNORECASE)


def _count_zh(text: str) -> tuple[int, int]:
    """Return the least and the most things a Chinese list names: a 和 may join two, or stand within one."""
    count = text.count("、") + 1
    return count, count + len(_JOINS_ZH.findall(text.rsplit("、", 1)[1]))

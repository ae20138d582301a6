"""Traditional, Japanese and other characters that are no part of standard simplified Chinese."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, Severity, finding
from tanlu.parity.segment import HAN
from tanlu.registers.tables import DATA, rows
from tanlu.text import Text

_ALSO: Final = "〇"


@cache
def standard() -> frozenset[str]:
    """Return the 8,105 General Standard Chinese Characters (State Council of China, 2013)."""
    lines = (DATA / "general_standard_characters.txt").read_text("utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")) + _ALSO)


_ELSEWHERE: Final = {
    "於": ("于", "於菟|[姓][於]|於(?=先生|女士|氏)"), "乾": ("干", "乾坤|乾隆|乾县|乾陵|乾元|乾安|康乾|乾清|乾嘉"),
    "徵": ("征", "角徵|徵羽|魏徵"), "藉": ("借", "慰藉|狼藉|枕藉|蕴藉"), "瞭": ("了", "瞭望"), "夥": ("伙", "甚夥"),
}  # fmt: skip
"""Characters of the standard table that stand in it for names and set phrases only; elsewhere they are traditional."""


def _out_of_place(text: str) -> Iterator[int]:
    """Yield the places of characters that are standard in other words only."""
    for character, (_, words) in _ELSEWHERE.items():
        if character in text:
            right = {at for match in re.finditer(words, text) for at in range(*match.span())}
            yield from (at for at, each in enumerate(text) if each == character and at not in right)


def _strange(character: str) -> bool:
    """Whether a character is Han and not standard, or a radical or compatibility form that only looks like one."""
    if "\u2e80" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff":
        return True
    return bool(HAN.match(character)) and character not in standard()


@cache
def _simplified() -> dict[str, str]:
    return {row["variant"]: row["standard"] for row in rows("character_variants")}


def _usual(character: str) -> str:
    if character in _ELSEWHERE:
        return _ELSEWHERE[character][0]
    return _simplified().get(character) or _normal(character)


def _normal(character: str) -> str:
    normal = unicodedata.normalize("NFKC", character)
    return normal if normal in standard() else ""


def variant_findings(seen: Comparison) -> Iterator[Finding]:
    """Return one finding a segment that holds characters outside the standard table."""
    for pair, (_, zh) in zip(seen.pairs, seen.sides, strict=True):
        strange = [(at, each) for at, each in enumerate(zh.text) if _strange(each)]
        strange = sorted({*strange, *((at, zh.text[at]) for at in _out_of_place(zh.text))})
        if not strange:
            continue
        characters = "".join(dict.fromkeys(each for _, each in strange))
        why = Text(
            f"Not standard simplified characters: {characters}.",
            f"“{characters}”不是通用规范汉字。",
        )
        better = "".join(_usual(each) for each in characters)
        suggestion = Text(f"{better} in their place", f"宜改为“{better}”") if better else None
        first = strange[0][0]
        severity: Severity = "error" if better else "warning"  # a rare character of a name may be right
        yield finding("variant_character", severity, pair, why, zh=(first, first + 1), suggestion=suggestion)

"""Traditional, Japanese and other characters that are no part of standard simplified Chinese."""

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


def _strange(character: str) -> bool:
    """Whether a character is Han and not standard, or a radical or compatibility form that only looks like one."""
    if "\u2e80" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff":
        return True
    return bool(HAN.match(character)) and character not in standard()


@cache
def _simplified() -> dict[str, str]:
    return {row["variant"]: row["standard"] for row in rows("character_variants")}


def _normal(character: str) -> str:
    normal = unicodedata.normalize("NFKC", character)
    return normal if normal in standard() else ""


def variant_findings(seen: Comparison) -> Iterator[Finding]:
    """Return one finding a segment that holds characters outside the standard table."""
    for pair, (_, zh) in zip(seen.pairs, seen.sides, strict=True):
        strange = [(at, each) for at, each in enumerate(zh.text) if _strange(each)]
        if not strange:
            continue
        characters = "".join(dict.fromkeys(each for _, each in strange))
        why = Text(
            f"Not standard simplified characters: {characters}.",
            f"“{characters}”不是通用规范汉字。",
        )
        better = "".join(_simplified().get(each) or _normal(each) for each in characters)
        suggestion = Text(f"{better} in their place", f"宜改为“{better}”") if better else None
        first = strange[0][0]
        severity: Severity = "error" if better else "warning"  # a rare character of a name may be right
        yield finding("variant_character", severity, pair, why, zh=(first, first + 1), suggestion=suggestion)

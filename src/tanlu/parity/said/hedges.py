"""Hedges beside a number: about, nearly, more than, less than, at least, at most."""

import re
from collections import Counter
from functools import cache
from typing import Final

from tanlu.parity.vocabulary import words
from tanlu.text import Lang

_UNCLEAR: Final = frozenset(
    {
        "多",
        "余",
        "过",
        "超",
        "近",
        "over",
        "above",
        "under",
        "below",
        "some",
        "beyond",
        "c\\.",
        "ca\\.",
        "~",
        "≈",
    }
)
"""Words that are hedges only right beside a number."""
_GAP_EN: Final = r"\s*(?:an?\s+|the age of\s+|the\s+|half\s+)?(?:US\$|\$|RMB\s?|¥|€)?\s*$"
_GAP_ZH: Final = r"(?:全国|全球|全省|世界|总量|总数|人民币|可达|达到|达|可|能|为|了|有|其|的|\s|￥|¥|\$|“)*$"
_FRAMES: Final = {
    "before_en": r"(?:^|[^A-Za-z])(?:{})" + _GAP_EN,
    "after_en": r"^\s?(?:{})",
    "before_zh": r"(?:{})" + _GAP_ZH,
    "after_zh": r"^(?:{})",
}


def hedge_before_en(text: str) -> str:
    """Return the hedge that ends an English stretch before a number; empty if none."""
    return _first(text, "before_en")


def hedge_after_en(text: str) -> str:
    """Return the hedge that begins an English stretch after a number."""
    return _first(text, "after_en")


def hedge_before_zh(text: str) -> str:
    """Return the hedge that ends a Chinese stretch before a number."""
    return _first(text, "before_zh")


def hedge_after_zh(text: str) -> str:
    """Return the hedge that begins a Chinese stretch after a number, its unit or the word it counts."""
    return _first(text, "after_zh")


def hedges_said(text: str, lang: Lang) -> Counter[str]:
    """Return how often each hedge is said anywhere in a stretch, near a number or not."""
    found: Counter[str] = Counter()
    for name, pattern in _anywhere(lang).items():
        found[name] = len(pattern.findall(text))
    return found


@cache
def _anywhere(lang: Lang) -> dict[str, re.Pattern[str]]:
    frame = r"(?<![A-Za-z])(?:{})(?![A-Za-z])" if lang == "en" else "(?:{})"
    clear = {
        name: [
            each
            for key in (f"before_{lang}", f"after_{lang}")
            for each in row.get(key, ())
            if each not in _UNCLEAR
        ]
        for name, row in words("hedges").items()
    }
    return {
        name: re.compile(frame.format("|".join(said) or "(?!)"), re.IGNORECASE)
        for name, said in clear.items()
    }


@cache
def _patterns(key: str) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(_FRAMES[key].format("|".join(row[key])), re.IGNORECASE)
        for name, row in words("hedges").items()
        if key in row
    }


def _first(text: str, key: str) -> str:
    best, where = "", -1
    for name, pattern in _patterns(key).items():
        match = pattern.search(text)
        if match and (where < 0 or match.start() < where):
            best, where = name, match.start()
    return best

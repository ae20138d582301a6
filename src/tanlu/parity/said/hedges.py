"""Hedges beside a number: about, nearly, more than, less than, at least, at most."""

import re
from collections import Counter
from typing import Final

from tanlu.text import Lang

_BEFORE_EN: Final = {
    "nearly": r"nearly|almost|close to|just under|approaching|just short of|a little under",
    "over": r"more than|over|exceeding|exceeded|exceeds?|in excess of|upwards of|above|greater than|well over|just over|surpass(?:ed|ing|es)?|topp(?:ed|ing)|topping|north of|beyond",
    "under": r"less than|fewer than|under|below|short of|lower than",
    "least": r"at least|no (?:fewer|less) than|not less than|a minimum of",
    "most": r"at most|up to|no more than|not more than|as (?:much|many|high) as|a maximum of|not exceeding|capped at",
    "about": r"about|around|approximately|roughly|some|circa|ca\.|c\.|an estimated|estimated at|or so|on the order of|in the region of|~|≈",
}  # fmt: skip
_AFTER_EN: Final = {
    "over": r"or more|and (?:more|above)|-plus|plus\b",
    "about": r"or so|or thereabouts",
    "under": r"or (?:less|fewer)",
}
_BEFORE_ZH: Final = {
    "under": r"不足|不到|低于|少于|小于|未达|未满|低于",
    "nearly": r"将近|接近|几乎|近乎|逼近|近",
    "least": r"至少|不少于|不低于|最少(?!的)",
    "most": r"至多|最多(?!的)|不超过|不多于|高达|多达|不高于|上限为",
    "over": r"超过|逾|超出|高于|大于|多于|突破|超|过",
    "about": r"大约|大概|约为|约占|约有|约合|约计|约|估计|将约|概约|差不多",
}  # fmt: skip
_AFTER_ZH: Final = {"about": r"左右|上下|前后", "over": r"以上|有余|开外|多|余", "under": r"以下|以内|不到"}
_UNCLEAR: Final = (
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
)
"""Words that are hedges only right beside a number."""
_GAP_EN: Final = r"\s*(?:an?\s+|the\s+|half\s+)?(?:US\$|\$|RMB\s?|¥|€)?\s*$"
_GAP_ZH: Final = r"(?:全国|全球|全省|世界|总量|总数|人民币|可达|达到|达|可|能|为|了|有|其|的|\s|￥|¥|\$|“)*$"


def hedges_said(text: str, lang: Lang) -> Counter[str]:
    """Return how often each hedge is said anywhere in a stretch, near a number or not."""
    tables = (_BEFORE_EN, _AFTER_EN) if lang == "en" else (_BEFORE_ZH, _AFTER_ZH)
    frame = r"(?<![A-Za-z])(?:{})(?![A-Za-z])" if lang == "en" else "(?:{})"
    found: Counter[str] = Counter()
    for table in tables:
        for name, words in table.items():
            clear = "|".join(each for each in words.split("|") if each not in _UNCLEAR)
            found[name] += len(re.findall(frame.format(clear), text, re.IGNORECASE)) if clear else 0
    return found


def hedge_before_en(text: str) -> str:
    """Return the hedge that ends an English stretch before a number; empty if none."""
    return _first(text, _BEFORE_EN, r"(?:^|[^A-Za-z])(?:{})" + _GAP_EN)


def hedge_after_en(text: str) -> str:
    """Return the hedge that begins an English stretch after a number."""
    return _first(text, _AFTER_EN, r"^\s?(?:{})")


def hedge_before_zh(text: str) -> str:
    """Return the hedge that ends a Chinese stretch before a number."""
    return _first(text, _BEFORE_ZH, r"(?:{})" + _GAP_ZH)


def hedge_after_zh(text: str) -> str:
    """Return the hedge that begins a Chinese stretch after a number, its unit or the word it counts."""
    return _first(text, _AFTER_ZH, r"^(?:{})")


def _first(text: str, table: dict[str, str], frame: str) -> str:
    best, where = "", -1
    for name, words in table.items():
        match = re.search(frame.format(words), text, re.IGNORECASE)
        if match and (where < 0 or match.start() < where):
            best, where = name, match.start()
    return best

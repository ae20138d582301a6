"""The scale that a label gives to the figures beneath it: EUR million, 百万欧元."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, finding
from tanlu.text import Text

_EN: Final = re.compile(
    r"\((?:in )?(?:[A-Z]{2,3}\$?|US\$|€|£|\$)?\s?(?P<scale>thousands?|millions?|billions?|trillions?|bn|mn)\b"
    r"[^()0-9]{0,30}\)",
    re.IGNORECASE,
)
_ZH: Final = re.compile(
    r"[（(](?:单位[：:])?(?P<scale>千万|百万|十亿|万亿|千|万|亿)(?P<what>(?:欧|美|日|英|澳|港|加)?元|人民币|英镑|欧元|吨|人|千瓦时?|立方米|平方米|公顷|亩|户|辆|桶)[^（）()]{0,8}[)）]"
)
_SIZES: Final = {
    "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12,
    "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "万亿": 12,
}  # fmt: skip


def scale_findings(seen: Comparison) -> Iterator[Finding]:
    """Return labels whose scales differ while the figures beneath them need not be converted."""
    for _, pair, en, zh in seen.whole():
        said, other = list(_EN.finditer(en.text)), list(_ZH.finditer(zh.text))
        if len(said) != len(other):
            continue
        for one, two in zip(said, other, strict=True):
            here, there = _SIZES[one["scale"].lower().rstrip("s")], _SIZES[two["scale"]]
            if here != there and _same_figures(seen, en.text[one.end() :], zh.text[two.end() :]):
                why = Text(
                    f"The scale of the label differs: {one.group()} against {two.group()}.",
                    f"栏目的量级不同：{one.group()}，{two.group()}。",
                )
                yield finding("unit", "error", pair, why, en=one.span(), zh=two.span())


def _same_figures(seen: Comparison, en: str, zh: str) -> bool:
    """Whether the figures after the label read the same, so that none was converted; none there proves nothing."""
    figures = [re.findall(r"\d[\d,.]*", each) for each in (en, zh)]
    if figures[0] or figures[1]:
        return figures[0] == figures[1]
    return not _converted(seen)


def _converted(seen: Comparison) -> bool:
    """Whether rows of the tables hold figures that differ by a power of ten."""
    for _, pair, en, zh in seen.whole():
        if any(each.segment.kind == "row" for each in pair.en):
            rows = [re.findall(r"\d[\d,.]*", side.text) for side in (en, zh)]
            if rows[0] and rows[0] != rows[1]:
                return True
    return False

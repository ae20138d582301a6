"""Titles of works within a text, in 《》 or quotation marks: which places and subjects they name."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison, Side
from tanlu.parity.findings import Finding, finding
from tanlu.text import Text

_WORK: Final = re.compile(r"《([^》]{2,80})》")


def work_findings(seen: Comparison) -> Iterator[Finding]:
    """Return titles whose places the other side does not name."""
    for _, pair, en, zh in seen.whole():
        works = list(_WORK.finditer(zh.text))
        if len(works) == 1:
            yield from _places(pair, en, zh, works[0])


def _places(pair: Pair, en: Side, zh: Side, work: re.Match[str]) -> Iterator[Finding]:
    named = {each.term.id for each in zh.mentions if each.term.kind in {"region", "place"}}
    inside = {each.term.id: each for each in zh.mentions
              if each.term.kind in {"region", "place"} and work.start() <= each.start < work.end()}  # fmt: skip
    wanted = {each.term.id: each for each in en.mentions if each.term.kind in {"region", "place"}}
    added = [each for name, each in inside.items() if name not in wanted]
    lost = [each for name, each in wanted.items() if name not in named]
    if not (lost or added) or (lost and not inside) or (added and not lost):
        return
    lost_en, lost_zh = ", ".join(each.said for each in lost), "、".join(each.term.zh[0] for each in lost)
    added_zh = "、".join(each.said for each in added)
    why = Text(
        f"The title names other places: {lost_en} is not in it" + (f", {added_zh} is." if added else "."),
        f"题目所指的地方不同：缺少{lost_zh}" + (f"，多出{added_zh}。" if added else "。"),
    )
    yield finding(
        "scope", "error" if added else "warning", pair, why, en=(lost[0].start, lost[0].end), zh=work.span()
    )

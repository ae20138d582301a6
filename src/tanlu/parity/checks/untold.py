"""Sentences and clauses none of whose concepts the other language names anywhere in the paragraph."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, finding, joined
from tanlu.parity.said.concepts import Heard, heard
from tanlu.text import Lang, Text

_CLAUSES: Final = {
    "en": re.compile(r"[^.!?;:,()]+(?:[.,](?=\w)[^.!?;:,()]*)*"),
    "zh": re.compile(r"[^。！？；：，（）]+"),
}
_LEAST: Final = 3
"""Different things that a clause must name, all of them untold, to be missed."""


def untold_findings(seen: Comparison) -> Iterator[Finding]:
    """Return the clauses of a paragraph that the other side does not tell."""
    for _, pair, en, zh in seen.whole():
        if en.titled or zh.titled or " | " in en.text:
            continue
        yield from _side(seen, pair, "en", heard(zh.text, "zh"))
        yield from _side(seen, pair, "zh", heard(en.text, "en"))


def _side(seen: Comparison, pair: Pair, lang: Lang, other: Heard) -> Iterator[Finding]:
    parts, others = (pair.en, pair.zh) if lang == "en" else (pair.zh, pair.en)
    anchors = frozenset().union(*(each.anchors() for each in others))
    text = joined(parts)
    for match in _CLAUSES[lang].finditer(text):
        clause = match.group()
        hits = [each for each in heard(clause, lang).hits if each.accusing]
        if len({each.accusing[0].number for each in hits}) < _LEAST or any(
            other.explains(each) for each in hits
        ):
            continue
        said = seen.listener.hear(replace(parts[0].segment, text=clause.strip()), lang)
        own = {each for each in said.anchors() if not each.startswith("l")}
        if own & anchors:
            continue
        yield _finding(pair, lang, clause.strip(), match.span())


def _finding(pair: Pair, lang: Lang, clause: str, span: tuple[int, int]) -> Finding:
    if lang == "en":
        why = Text(f"The Chinese tells nothing of this: {clause[:80]}", f"中文未见这一内容：{clause[:80]}")
        return finding("segment_missing", "warning", pair, why, en=span)
    why = Text(f"The English tells nothing of this: {clause[:60]}", f"英文未见这一内容：{clause[:60]}")
    return finding("segment_extra", "warning", pair, why, zh=span)

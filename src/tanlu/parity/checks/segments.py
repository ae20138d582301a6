"""Segments that one language lacks, and segments that lost a good part of what they say."""

from collections.abc import Iterator
from itertools import groupby
from statistics import median
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison
from tanlu.parity.facts import Said
from tanlu.parity.findings import Finding, finding, joined
from tanlu.text import Text

_LONG: Final = 90
"""English letters from which a segment's length tells anything."""


def segment_findings(seen: Comparison) -> Iterator[Finding]:
    """Return a finding for each run of segments without a partner, and for each pair of very unequal length."""
    for side, run in groupby(seen.pairs, key=_lacking):
        if side:
            yield _alone(side, list(run))
    yield from _sentences(seen)
    yield from _shrunk(seen)


def _lacking(pair: Pair) -> str:
    return "" if pair.whole else "zh" if pair.en else "en"


def _alone(side: str, run: list[Pair]) -> Finding:
    merged = Pair(
        tuple(part for each in run for part in each.en), tuple(part for each in run for part in each.zh)
    )
    count = len(run)
    if side == "zh":
        why = Text(
            "The Chinese lacks this segment." if count == 1 else f"The Chinese lacks these {count} segments.",
            "中文缺少这一段。" if count == 1 else f"中文缺少这 {count} 段。",
        )
        return finding("segment_missing", "error", merged, why)
    why = Text(
        "The English lacks this segment." if count == 1 else f"The English lacks these {count} segments.",
        "英文没有对应的这一段。" if count == 1 else f"英文没有对应的这 {count} 段。",
    )
    return finding("segment_extra", "error", merged, why)


def _sentences(seen: Comparison) -> Iterator[Finding]:
    """Find sentences that stand in one language only: their names and numbers, or the lengths, tell so."""
    usual = _usual(seen)
    for pair in seen.pairs:
        if not pair.whole:
            continue
        for each in seen.sentences(pair):
            if not each.whole and (_says_more(pair, each) or _length_tells(pair, each, usual)):
                yield _sentence(pair, each)


def _says_more(pair: Pair, alone: Pair) -> bool:
    """Whether a lone sentence holds names or numbers of which the other side has less than half."""
    part, other = (alone.en[0], pair.zh) if alone.en else (alone.zh[0], pair.en)
    others = frozenset().union(*(said.anchors() for said in other))
    own = {anchor for anchor in part.anchors() if not anchor.startswith("l")}
    return len(own) >= 2 and len(own & others) * 2 <= len(own)


def _length_tells(pair: Pair, alone: Pair, usual: float) -> bool:
    """Whether the other side is about as long as this one without its lone sentence."""
    if not usual or min(_length(pair.en), _length(pair.zh) / usual) < _LONG:
        return False
    en, zh = _length(pair.en), _length(pair.zh) / usual
    extra = _length(alone.en) or _length(alone.zh) / usual
    if extra < 40:
        return False
    gap = en - zh if alone.en else zh - en
    return abs(gap - extra) < abs(gap) * 0.5 and gap > 0.7 * extra


def _sentence(pair: Pair, alone: Pair) -> Finding:
    part = (alone.en or alone.zh)[0].segment.text
    if alone.en:
        why = Text(f"The Chinese lacks this sentence: {part[:80]}", f"中文漏译了这一句：{part[:80]}")
        at = joined(pair.en).find(part)
        return finding("segment_missing", "warning", pair, why, en=(at, at + len(part)))
    why = Text(f"The English lacks this sentence: {part[:60]}", f"英文没有这一句：{part[:60]}")
    at = joined(pair.zh).find(part)
    return finding("segment_extra", "warning", pair, why, zh=(at, at + len(part)))


def _usual(seen: Comparison) -> float:
    """Return how many Chinese characters stand for an English letter in this pair; 0 where too little is there."""
    pairs = [each for each in seen.pairs if each.whole and _length(each.en) >= _LONG]
    return median(_length(each.zh) / _length(each.en) for each in pairs) if len(pairs) >= 4 else 0.0


def _shrunk(seen: Comparison) -> Iterator[Finding]:
    usual = _usual(seen)
    for pair in seen.pairs:
        if not usual or not pair.whole or _length(pair.en) < _LONG:
            continue
        ratio = _length(pair.zh) / _length(pair.en) / usual
        if ratio < 0.55:
            why = Text(
                "The Chinese is much shorter than its English: a sentence may be missing.",
                "中文明显短于英文，可能漏译了句子。",
            )
            yield finding("segment_missing", "warning", pair, why)
        elif ratio > 1.75:
            why = Text(
                "The Chinese is much longer than its English: a sentence may have been added.",
                "中文明显长于英文，可能增添了句子。",
            )
            yield finding("segment_extra", "warning", pair, why)


def _length(side: tuple[Said, ...]) -> float:
    return sum(each.length for each in side)

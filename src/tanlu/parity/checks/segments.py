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
    """Find sentences that stand in one language only and say something that the other side nowhere says."""
    for pair in seen.pairs:
        if not pair.whole:
            continue
        for each in seen.sentences(pair):
            if each.whole:
                continue
            side = "zh" if each.en else "en"
            part = (each.en or each.zh)[0]
            others = frozenset().union(*(said.anchors() for said in (pair.zh if side == "zh" else pair.en)))
            own = {anchor for anchor in part.anchors() if not anchor.startswith("l")}
            if len(own) < 2 or len(own & others) * 2 > len(own):
                continue
            text, at = part.segment.text, joined(pair.en or ()).find(part.segment.text)
            if side == "zh":
                why = Text(f"The Chinese lacks this sentence: {text[:80]}", f"中文漏译了这一句：{text[:80]}")
                yield finding("segment_missing", "error", pair, why, en=(at, at + len(text)))
            else:
                at = joined(pair.zh).find(text)
                why = Text(f"The English lacks this sentence: {text[:60]}", f"英文没有这一句：{text[:60]}")
                yield finding("segment_extra", "error", pair, why, zh=(at, at + len(text)))


def _shrunk(seen: Comparison) -> Iterator[Finding]:
    pairs = [each for each in seen.pairs if each.whole and _length(each.en) >= _LONG]
    if len(pairs) < 4:
        return
    usual = median(_length(each.zh) / _length(each.en) for each in pairs)
    for pair in pairs:
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

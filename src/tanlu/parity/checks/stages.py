"""One side makes policy and the other carries it out: often the trace of an older text behind the translation."""

from collections.abc import Iterator

from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, finding
from tanlu.parity.vocabulary import named, pattern, words
from tanlu.text import Text


def stage_findings(seen: Comparison) -> Iterator[Finding]:
    """Return pairs in which each side names a stage of policy that the other does not."""
    for _, pair, en, zh in seen.whole():
        stages = words("stages")
        said_en = {name for name in stages if pattern("stages", name, "en").search(en.text)}
        said_zh = {name for name in stages if pattern("stages", name, "zh").search(zh.text)}
        loose_zh = {name for name in stages if pattern("stages", name, "loose_zh").search(zh.text)}
        lost, added = said_en - loose_zh, said_zh - said_en
        if not lost or not added:
            continue
        one, other = sorted(lost)[0], sorted(added)[0]
        here, there = (
            pattern("stages", one, "en").search(en.text),
            pattern("stages", other, "zh").search(zh.text),
        )
        first, second = named("stages", one), named("stages", other)
        why = Text(
            f"The English is about {first.en}, the Chinese about {second.en} ({second.zh}): it may translate an older text.",
            f"英文说的是“{first.zh}”，中文说的是“{second.zh}”，译文可能依据的是旧稿。",
        )
        yield finding(
            "drift",
            "warning",
            pair,
            why,
            en=here.span() if here else None,
            zh=there.span() if there else None,
        )

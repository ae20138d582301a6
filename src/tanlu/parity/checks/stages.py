"""One side makes policy and the other carries it out: often the trace of an older text behind the translation."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, finding
from tanlu.text import Text

_STAGES: Final = {
    "making": (
        r"\bpolicy-?\s?making\b|\bformulat\w+|\bdrafting\b|\bdrawing up\b|\bdraw up\b|\bdevelop(?:ing|ment of)? (?:a |the )?(?:polic|plan|strateg|rule)\w*",
        r"制定|制订|起草|编制|拟定|出台", r"制定|制订|起草|编制|拟定|出台|规划|设计|发展|开发", Text("making policy", "制定"),
    ),
    "implementing": (
        r"\bimplement\w*|\bcarry(?:ing)? out\b|\bcarried out\b|\bexecut(?:e|ed|ing|ion)\b|\bdeliver(?:ing|y)\b",
        r"实施|落实|执行|贯彻", r"实施|落实|执行|贯彻|推进|开展|履行|进行|推动|实现|推行", Text("carrying it out", "实施"),
    ),
    "evaluating": (
        r"\bevaluat\w+|\bassess\w*|\breview(?:ed|ing)?\b", r"评估|评价|考核", r"评估|评价|考核|审查|审阅|评审|回顾|复核|审议|测评", Text("evaluating it", "评估"),
    ),
}  # fmt: skip


def stage_findings(seen: Comparison) -> Iterator[Finding]:
    """Return pairs in which each side names a stage of policy that the other does not."""
    for _, pair, en, zh in seen.whole():
        said_en = {name for name, row in _STAGES.items() if re.search(row[0], en.text, re.IGNORECASE)}
        said_zh = {name for name, row in _STAGES.items() if re.search(row[1], zh.text)}
        loose_zh = {name for name, row in _STAGES.items() if re.search(row[2], zh.text)}
        lost, added = said_en - loose_zh, said_zh - said_en
        if not lost or not added:
            continue
        one, other = sorted(lost)[0], sorted(added)[0]
        here = re.search(_STAGES[one][0], en.text, re.IGNORECASE)
        there = re.search(_STAGES[other][1], zh.text)
        why = Text(
            f"The English is about {_STAGES[one][3].en}, the Chinese about {_STAGES[other][3].en} ({_STAGES[other][3].zh}): "
            "it may translate an older text.",
            f"英文说的是“{_STAGES[one][3].zh}”，中文说的是“{_STAGES[other][3].zh}”，译文可能依据的是旧稿。",
        )
        yield finding(
            "drift",
            "warning",
            pair,
            why,
            en=here.span() if here else None,
            zh=there.span() if there else None,
        )

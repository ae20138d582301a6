"""One side denies and the other does not: above all, what binds and what does not."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison, Unit
from tanlu.parity.findings import Finding, finding
from tanlu.parity.said.concepts import heard
from tanlu.parity.said.negation import denies
from tanlu.text import Text

_FILLER: Final = (
    r"be|been|is|are|intended to|create|any|an?|have|legally|financially|constitute|impose|itself|in any way"
)
_BINDING_EN: Final = re.compile(
    rf"(?P<no>(?:\bnot|\bno|\bnever|\bneither|\bnor|n['’]t|\bwithout|\bnon)\b[\s-]*(?:(?:{_FILLER})\s+){{0,5}})?"
    r"(?:legally[ -])?(?:binding|legal (?:force|obligations?|effect))",
    re.IGNORECASE,
)
_BINDING_ZH: Final = re.compile(
    r"(?P<no>(?:不|无|没有|未|非|并不|均不|而不)[^，。；]{0,6}?)?(?:法律)?(?:约束力|约束性|拘束力|法律效力|法律义务)"
)
_COMMA_EN: Final = re.compile(r"[,;:](?=\s)")
_COMMA_ZH: Final = re.compile(r"[，；：]")


def polarity_findings(seen: Comparison) -> Iterator[Finding]:
    """Return the pairs where exactly one side denies; sentences are compared one by one where they pair up."""
    for _, pair, en, zh in seen.whole():
        found = list(_binding(pair, en.text, zh.text))
        yield from found
        for unit in seen.units(pair) if not found else ():
            yield from _denial(unit)


def _binding(pair: Pair, en: str, zh: str) -> Iterator[Finding]:
    said_en, said_zh = list(_BINDING_EN.finditer(en)), list(_BINDING_ZH.finditer(zh))
    if len(said_en) != len(said_zh):
        return
    for one, other in zip(said_en, said_zh, strict=True):
        no_en, no_zh = bool(one["no"]), bool(other["no"])
        if no_en == no_zh:
            continue
        which = ("English", "英文", "Chinese", "中文") if no_en else ("Chinese", "中文", "English", "英文")
        why = Text(
            f"The {which[0]} says it is not binding; the {which[2]} says it is.",
            f"{which[1]}说没有约束力，{which[3]}说有。",
        )
        suggestion = Text("不具有法律约束力 in Chinese", "中文宜为“不具有法律约束力”") if no_en else None
        yield finding("polarity", "error", pair, why, en=one.span(), zh=other.span(), suggestion=suggestion)


def _clauses(en: str, zh: str) -> tuple[bool, bool]:
    """Compare how many clauses deny, where both sides have as many and every one is plain."""
    said_en = [denies(each, "en") for each in _COMMA_EN.split(en) if each.strip()]
    said_zh = [denies(each, "zh") for each in _COMMA_ZH.split(zh) if each.strip()]
    if len(said_en) != len(said_zh) or None in said_en or None in said_zh:
        return False, False
    return said_en.count(True) > said_zh.count(True), said_en.count(True) < said_zh.count(True)


_NOT_EN: Final = re.compile(
    r"\b(?:not|never|cannot|no|nor|neither|none|nothing|nobody|without)\b|n['’]t\b", re.IGNORECASE
)
_NOT_ZH: Final = re.compile(
    r"没有|并未|尚未|从未|不得|不能|不会|不再|不应|不予|不可|禁止|严禁|无法|不|未|无|非"
)
_SHORT: Final = (16, 28)
"""Words and characters up to which a sentence says one thing, so that a denial is its own."""


def _plain(en: str, zh: str, *, english: bool) -> bool:
    """Whether what one side denies stands in the other, or the sentence is short enough to say one thing."""
    if len(en.split()) <= _SHORT[0] and len(zh) <= _SHORT[1]:
        return True
    text, said, denial = (en, zh, _NOT_EN) if english else (zh, en, _NOT_ZH)
    told, other = heard(text, "en" if english else "zh"), heard(said, "zh" if english else "en")
    reach = 60 if english else 14
    return any(
        0 <= hit.start - match.end() <= reach and hit.accusing and other.explains(hit)
        for match in denial.finditer(text)
        for hit in told.hits
    )


def _denial(unit: Unit) -> Iterator[Finding]:
    one, other = unit.en, unit.zh
    bound = bool(_BINDING_EN.search(one) and _BINDING_ZH.search(other))
    kept_en, kept_zh = (_BINDING_EN.sub(" ", one), _BINDING_ZH.sub("　", other)) if bound else (one, other)
    denied_en, denied_zh = denies(kept_en, "en"), denies(kept_zh, "zh")
    if {denied_en, denied_zh} != {True, False}:
        denied_en, denied_zh = _clauses(one, other)
        if denied_en == denied_zh:
            return
    if not _plain(one, other, english=bool(denied_en)):
        return
    which = ("English", "英文", "Chinese", "中文") if denied_en else ("Chinese", "中文", "English", "英文")
    why = Text(
        f"The {which[0]} denies something here, and the {which[2]} does not.",
        f"此处{which[1]}为否定，{which[3]}为肯定。",
    )
    en, zh = (unit.en_at, unit.en_at + len(one)), (unit.zh_at, unit.zh_at + len(other))
    yield finding("polarity", "warning", unit.pair, why, en=en, zh=zh)

"""One concept exchanged for another of its kind: miners for teachers, import for export, a loan for a grant."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tanlu.parity.comparison import Comparison, Unit
from tanlu.parity.findings import Finding, finding
from tanlu.parity.said.concepts import Heard, Hit, heard
from tanlu.parity.said.mentions import Mention
from tanlu.parity.said.negation import denies
from tanlu.registers.contrasts import Concept
from tanlu.text import Text

_MOST: Final = 3
"""Exchanges in one sentence above which it is taken to be paired wrongly, or told in quite other words."""


@dataclass(slots=True)
class _Told:
    en: Heard
    zh: Heard
    near_en: Heard
    near_zh: Heard
    lost: list[Hit] = field(default_factory=list)
    come: list[Hit] = field(default_factory=list)


def contrast_findings(seen: Comparison) -> Iterator[Finding]:
    """Return sentences in which one concept of a set is lost and another of the same set has come."""
    for _, pair, _, _ in seen.whole():
        for unit in seen.units(pair):
            found = list(_unit(unit))
            if len(found) <= _MOST:
                yield from found


def exchanged(found: Finding) -> bool:
    """Whether a finding is one of this check."""
    return found.why.en.startswith("“") and ") in Chinese." in found.why.en


def _unit(unit: Unit) -> Iterator[Finding]:
    told = _told(unit)
    used: set[str] = set()
    for lost in told.lost:
        for come in told.come:
            one = _exchanged(lost, come)
            if one and one.contrast.id not in used and not _turned(unit, one, lost, come):
                used.add(one.contrast.id)
                yield _finding(unit, lost, come, one)


def _told(unit: Unit) -> _Told:
    mentions = (unit.mentions_en, unit.mentions_zh)
    both = {each.term.id for each in mentions[0]} & {each.term.id for each in mentions[1] if not each.avoided}
    en = heard(_blanked(unit.en, mentions[0], both, " "), "en")
    zh = heard(_blanked(unit.zh, mentions[1], both, "　"), "zh")
    near_en, near_zh = heard(unit.around_en, "en"), heard(unit.around_zh, "zh")
    told = _Told(en, zh, near_en, near_zh)
    told.lost = [each for each in en.hits if each.accusing and not near_zh.explains(each)]
    told.come = [each for each in zh.hits if each.accusing and not near_en.explains(each)]
    return told


def _blanked(text: str, mentions: list[Mention], both: set[str], blank: str) -> str:
    """Leave out the terms and names that both sides have: their parts name nothing by themselves."""
    for each in mentions:
        if each.term.id in both:
            text = text[: each.start] + blank * (each.end - each.start) + text[each.end :]
    return text


def _exchanged(lost: Hit, come: Hit) -> Concept | None:
    """Return the concept lost where one of the same set has come."""
    for one in lost.accusing:
        if any(other.contrast is one.contrast and other is not one for other in come.accusing):
            return one
    return None


def _turned(unit: Unit, concept: Concept, lost: Hit, come: Hit) -> bool:
    """Whether one side denies and so may say the same by the opposite word: did not rise, 下降."""
    if concept.contrast.kind != "polarity":
        return False
    en, zh = unit.en.replace(lost.said, " "), unit.zh.replace(come.said, "　")
    return (denies(en, "en") is True) != (denies(zh, "zh") is True)


def _finding(unit: Unit, lost: Hit, come: Hit, concept: Concept) -> Finding:
    contrast = concept.contrast
    kind = contrast.kind
    if kind == "term" and all(each.segment.titled for each in (*unit.pair.en, *unit.pair.zh)):
        kind = "scope"
    proper = bool(lost.start) and lost.said[0].isupper()
    if kind == "term" and proper:
        kind = "name"  # a word of a proper name, which custom may render otherwise: the Ministry of Education
    other = next(each for each in come.accusing if each.contrast is contrast and each is not concept)
    why = Text(
        f"“{lost.said}” in English, {come.said} ({other.en[0]}) in Chinese.",
        f"英文为“{lost.said}”（{concept.zh[0]}），中文为“{come.said}”。",
    )
    suggestion = Text(f"{concept.zh[0]} in Chinese", f"中文宜为“{concept.zh[0]}”")
    return finding(
        kind,
        "error" if contrast.strong and not proper else "warning",
        unit.pair,
        why,
        en=(unit.en_at + lost.start, unit.en_at + lost.end),
        zh=(unit.zh_at + come.start, unit.zh_at + come.end),
        suggestion=suggestion,
    )

"""Findings: where two texts do not say the same, why, and what the register would say instead."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final, Literal

from tanlu.parity.align import Pair
from tanlu.parity.facts import Said
from tanlu.text import Lang, Text

Severity = Literal["error", "warning"]

CLASSES: Final = {
    "segment_missing": Text("missing segment", "漏译段落"),
    "segment_extra": Text("extra segment", "多出段落"),
    "number": Text("number", "数字"),
    "unit": Text("unit or scale", "单位或量级"),
    "date": Text("date", "日期"),
    "hedge": Text("hedge", "约数用语"),
    "polarity": Text("polarity", "肯定与否定"),
    "name": Text("name", "名称"),
    "instrument": Text("instrument", "文书"),
    "term": Text("term", "术语"),
    "term_consistency": Text("term consistency", "用词一致"),
    "machine_translation": Text("machine translation", "机器误译"),
    "scope": Text("scope", "范围"),
    "variant_character": Text("character variant", "异体字"),
    "drift": Text("source drift", "原文改动"),
}
"""Every class of finding, as people read it."""

SEVERITIES: Final = {"error": Text("error", "错误"), "warning": Text("to check", "待核")}
_LONGEST: Final = {"en": 160, "zh": 80}


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the two texts do not say the same.

    Parameters
    ----------
    kind : str
        One of `CLASSES`.
    severity : str
        ``error`` (the two say different things) or ``warning`` (a reader should look).
    en, zh : str
        Excerpts; empty on the side that lacks the segment.
    en_line, zh_line : int
        Lines of the files; 0 where there is none.
    why : Text
        What differs.
    suggestion : Text or None
        What the register knows.
    texts : tuple of str
        The whole segments, which the finding's id is made of.
    """

    kind: str
    severity: Severity
    en: str
    zh: str
    en_line: int
    zh_line: int
    why: Text
    suggestion: Text | None
    texts: tuple[str, str]

    @property
    def id(self) -> str:
        """Eight hexadecimal digits that stay the same until either side of the place changes."""
        said = "\x1f".join((self.kind, *self.texts, self.why.en))
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    def to_json(self) -> dict[str, Any]:
        """Return the finding as plain data."""
        return {
            "id": self.id,
            "class": self.kind,
            "severity": self.severity,
            "en": {"line": self.en_line, "text": self.en},
            "zh": {"line": self.zh_line, "text": self.zh},
            "why": self.why.to_json(),
            "suggestion": self.suggestion.to_json() if self.suggestion else None,
        }


def finding(
    kind: str,
    severity: Severity,
    pair: Pair,
    why: Text,
    *,
    en: tuple[int, int] | None = None,
    zh: tuple[int, int] | None = None,
    suggestion: Text | None = None,
) -> Finding:
    """Build a finding on a pair; ``en`` and ``zh`` are the spans of the joined sides that it is about."""
    line_en, words_en, span_en = _place(pair.en, en)
    line_zh, words_zh, span_zh = _place(pair.zh, zh)
    return Finding(
        kind,
        severity,
        excerpt(words_en, span_en, "en"),
        excerpt(words_zh, span_zh, "zh"),
        line_en,
        line_zh,
        why,
        suggestion,
        (joined(pair.en), joined(pair.zh)),
    )


def _place(side: tuple[Said, ...], span: tuple[int, int] | None) -> tuple[int, str, tuple[int, int] | None]:
    """Return line, words and span within them of the segment that holds a span; of the whole side if none does."""
    offset = 0
    for each in side if span else ():
        end = offset + len(each.segment.text)
        if span and offset <= span[0] and span[1] <= end:
            return each.segment.line, each.segment.text, (span[0] - offset, span[1] - offset)
        offset = end + 1
    return (side[0].segment.line if side else 0), joined(side), span


def joined(side: tuple[Said, ...]) -> str:
    """Return the words of one side of a pair."""
    return " ".join(each.segment.text for each in side)


def excerpt(text: str, span: tuple[int, int] | None, lang: Lang) -> str:
    """Return the words around a span, whole where they are short."""
    longest = _LONGEST[lang]
    if len(text) <= longest:
        return text
    start, end = span or (0, 0)
    first = max(0, min(start - longest // 3, len(text) - longest))
    last = min(len(text), max(first + longest, end + longest // 3))
    return ("…" if first else "") + text[first:last].strip() + ("…" if last < len(text) else "")

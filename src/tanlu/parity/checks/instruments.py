"""Instruments and their standing: memorandum, letter, declaration; signed, under discussion, planned."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison, Side
from tanlu.parity.findings import Finding, finding, joined
from tanlu.parity.vocabulary import any_of, named, pattern, words
from tanlu.text import Lang, Text

_SPECIFIC: Final = (
    "memorandum", "letter_of_interest", "letter_of_intent", "declaration", "contract", "treaty", "work_plan", "communique",
    "resolution", "ordinance",
)  # fmt: skip
"""Instruments that a text names as such; an agreement or a plan may be a mere word."""


def instrument_findings(seen: Comparison) -> Iterator[Finding]:
    """Return instruments that became others, lost their standing, or stand in a list of another kind."""
    for _, pair, en, zh in seen.whole():
        yield from _instruments(pair, en, zh)
        named_here = bool(_found("instruments", en.text, "en"))
        for each in seen.sentences(pair):
            if each.whole:
                yield from _standing(pair, joined(each.en), joined(each.zh), named_here=named_here)
    yield from _misfiled(seen)


@lru_cache(maxsize=8_192)
def _found(table: str, text: str, lang: Lang) -> dict[str, tuple[int, int]]:
    hits = {name: pattern(table, name, lang).search(text) for name in words(table)}
    return {name: hit.span() for name, hit in hits.items() if hit}


def _instruments(pair: Pair, en: Side, zh: Side) -> Iterator[Finding]:
    here, there = _found("instruments", en.text, "en"), _found("instruments", zh.text, "zh")
    gained: list[str] = [name for name in _SPECIFIC if name in there and name not in here]
    if "agreement" in there and "agreement" not in here and re.search(r"协议|协定", zh.text):
        gained.append("agreement")
    lost = [
        name
        for name in _SPECIFIC
        if name in here and (name not in there or (gained and _fewer(name, en.text, zh.text)))
    ]
    for name in lost:
        word = named("instruments", name)
        other = named("instruments", gained[0]) if gained else None
        if other:
            why = Text(
                f"The instrument differs: {word.en} in English, {other.zh} ({other.en}) in Chinese.",
                f"文书不一致：英文为{word.zh}（{word.en}），中文为{other.zh}。",
            )
        else:
            why = Text(f"The Chinese does not name the {word.en}.", f"中文没有译出{word.zh}（{word.en}）。")
        suggestion = Text(f"{word.zh} in Chinese", f"中文宜为“{word.zh}”")
        yield finding(
            "instrument",
            "error",
            pair,
            why,
            en=here[name],
            zh=there.get(gained[0]) if gained else None,
            suggestion=suggestion,
        )


def _fewer(name: str, en: str, zh: str) -> bool:
    """Whether an instrument is named less often in Chinese."""
    counted = [
        len(pattern("instruments", name, lang).findall(text)) for lang, text in (("en", en), ("zh", zh))
    ]
    return counted[1] < counted[0]


def _standing(pair: Pair, en: str, zh: str, *, named_here: bool) -> Iterator[Finding]:
    here, there = _found("standing", en, "en"), _found("standing", zh, "zh")
    if not here or not there or here.keys() & there.keys() or not (named_here or "discussed" in here):
        return
    if "signed" not in {*here, *there}:
        return  # what is planned may be under discussion
    one, other = next(iter(here)), next(iter(there))
    first, second = named("standing", one), named("standing", other)
    why = Text(
        f"Its standing differs: {first.en} in English, {second.en} in Chinese.",
        f"文书的进展不一致：英文为“{first.zh}”，中文为“{second.zh}”。",
    )
    at_en, at_zh = joined(pair.en).find(en), joined(pair.zh).find(zh)
    spans = [(at + span[0], at + span[1]) for at, span in ((at_en, here[one]), (at_zh, there[other]))]
    yield finding("instrument", "error", pair, why, en=spans[0], zh=spans[1])


def _misfiled(seen: Comparison) -> Iterator[Finding]:
    """Find items of a list of memoranda that are none: a letter of interest, or a thing under discussion."""
    promised: str | None = None
    for pair in seen.pairs:
        for part in pair.en:
            text, kind = part.segment.text, part.segment.kind
            if kind == "item" and promised:
                here = _found("instruments", text, "en")
                open_still = _found("standing", text, "en")
                other = [name for name in _SPECIFIC if name in here and name != promised]
                if promised not in here and (other or "discussed" in open_still):
                    yield _wrong_list(pair, promised, other[0] if other else "", here, open_still)
            elif kind != "item":
                heads = [name for name in _SPECIFIC if name in _found("instruments", text, "en")]
                listed = (
                    len(heads) == 1
                    and any_of(words("listing")["words"]).search(text)
                    and not _found("standing", text, "en").keys() & {"discussed"}
                )
                promised = heads[0] if listed else None


def _wrong_list(
    pair: Pair,
    promised: str,
    other: str,
    here: dict[str, tuple[int, int]],
    standing: dict[str, tuple[int, int]],
) -> Finding:
    word = named("instruments", promised)
    actual = named("instruments", other) if other else named("standing", "discussed")
    why = Text(
        f"The list is of “{word.en}”, and this item is one of another kind: {actual.en}.",
        f"清单列的是{word.zh}，而此项另属一类：{actual.zh}。",
    )
    span = here.get(other) or standing.get("discussed")
    return finding("instrument", "error", pair, why, en=span)

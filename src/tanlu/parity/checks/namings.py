"""One thing that a text mostly calls by one name, and once by another: told by what its sentences share."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tanlu.parity.comparison import Comparison, Unit
from tanlu.parity.findings import Finding, finding
from tanlu.parity.said.concepts import heard
from tanlu.parity.vocabulary import listed
from tanlu.text import Text

_LEAST: Final = 3
"""Sentences in which a name must stand before one that lacks it tells anything."""
_MOST: Final = 40
"""Sentences above which a name is a common word."""
_WORD: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_Set = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Odd:
    word: str
    name: str
    at: int
    times: int


def naming_findings(seen: Comparison) -> Iterator[Finding]:
    """Return the sentences whose Chinese leaves the name that it gives an English phrase everywhere else."""
    held = [unit for _, pair, _, _ in seen.whole() for unit in seen.units(pair)]
    zh = [_grams(each.zh) for each in held]
    phrases, grams = _places([_phrases(each.en) for each in held]), _places(zh)
    told: set[int] = set()
    for odd in _odd(phrases, grams, zh):
        unit = held[odd.at]
        if odd.at not in told and not _known(seen, odd, unit.zh) and not _half(odd.name, unit.zh):
            told.add(odd.at)
            yield _finding(unit, odd)


def _places(sets: _Set) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(sets):
        for word in each:
            found[word].append(at)
    return {word: places for word, places in found.items() if _LEAST - 1 <= len(places) <= _MOST}


def _odd(here: Mapping[str, list[int]], there: Mapping[str, list[int]], sets: _Set) -> Iterator[_Odd]:
    """Return the phrases that have one companion in every sentence but one, and it stands only with them."""
    for word, places in sorted(here.items(), key=lambda each: -len(each[0])):
        if len(places) < _LEAST:
            continue
        wanted = len(places) - 1
        counted = Counter(each for at in places for each in sets[at] if each in there)
        if max(counted.values(), default=0) != wanted:
            continue
        fit = [each for each, count in counted.items() if count == wanted == len(there[each])]
        name = max(fit, key=lambda each: (len(each), each), default="")
        if len(name) >= (2 if wanted > 2 else 3):
            yield _Odd(word, name, next(at for at in places if name not in sets[at]), wanted)


def _known(seen: Comparison, odd: _Odd, zh: str) -> bool:
    """Whether it is a name or part of one, which a text shortens as it likes, or is rendered here and not elsewhere."""
    if any(each.term.named for each in seen.lexicon.english(odd.word.title())):
        return True
    if any(words in zh for each in seen.lexicon.english(odd.word) for words in each.term.zh):
        return True
    hits = [each for each in heard(odd.word, "en").hits if each.accusing]
    here, there = heard(zh, "zh"), heard(odd.name, "zh")
    return any(here.explains(each) and not there.explains(each) for each in hits)


def _half(name: str, text: str) -> bool:
    return any(name[at : at + 2] in text for at in range(len(name) - 1))


def _phrases(text: str) -> frozenset[str]:
    """Return the phrases of two or three plain words."""
    words = [_single(each.casefold()) for each in _WORD.findall(text)]
    parts = [words[at : at + size] for size in (2, 3) for at in range(len(words) - size + 1)]
    return frozenset(
        " ".join(each) for each in parts if not listed("small_words") & {*each} and min(map(len, each)) > 2
    )


def _single(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _grams(text: str) -> frozenset[str]:
    return frozenset(
        run[at : at + size]
        for run in _HAN.findall(text)
        for size in range(2, 7)
        for at in range(len(run) - size + 1)
    )


def _finding(unit: Unit, odd: _Odd) -> Finding:
    why = Text(
        f"“{odd.word}” is {odd.name} elsewhere ({odd.times} times), and not here.",
        f"“{odd.word}”在别处均译作“{odd.name}”（{odd.times} 处），此处不是。",
    )
    en, zh = (unit.en_at, unit.en_at + len(unit.en)), (unit.zh_at, unit.zh_at + len(unit.zh))
    return finding("term_consistency", "warning", unit.pair, why, en=en, zh=zh)

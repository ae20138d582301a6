"""Titles that name different things, and statements about different places or levels."""

from collections.abc import Iterator

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison, Side
from tanlu.parity.findings import Finding, Severity, finding
from tanlu.parity.said.mentions import Lexicon
from tanlu.parity.vocabulary import named, pattern, words
from tanlu.text import Text


def scope_findings(seen: Comparison) -> Iterator[Finding]:
    """Return titles that name other places or other subjects, and totals of another level."""
    for _, pair, en, zh in seen.whole():
        if en.titled or zh.titled:
            yield from _title(pair, en, zh, seen.lexicon)
        else:
            yield from _level(pair, en, zh)


def _title(pair: Pair, en: Side, zh: Side, lexicon: Lexicon) -> Iterator[Finding]:
    places_en, places_zh = _places(en), _places(zh)
    subjects_en, subjects_zh = _subjects(en), _subjects(zh)
    only_en = (places_en - _said_anyway(places_en, zh, lexicon, "zh")) - places_zh
    only_zh = (places_zh - _said_anyway(places_zh, en, lexicon, "en")) - places_en
    lost = {each for each in subjects_en - subjects_zh if not _half_said(each, zh, lexicon)}
    added = {each for each in subjects_zh - subjects_en if not _half_said_en(each, en, lexicon)}
    if not only_en and not only_zh and not lost:
        return
    en_alone, zh_alone = only_en | lost, only_zh | added
    tails_en = [
        f"only {side} has {_list(found, lexicon, 'en')}"
        for side, found in (("English", en_alone), ("Chinese", zh_alone))
        if found
    ]
    tails_zh = [
        f"仅{side}有{_list(found, lexicon, 'zh')}"
        for side, found in (("英文", en_alone), ("中文", zh_alone))
        if found
    ]
    why = Text(
        f"The titles name different things: {'; '.join(tails_en)}.",
        f"两个标题所指不同：{'；'.join(tails_zh)}。",
    )
    severity: Severity = "error" if only_en and only_zh else "warning"
    yield finding("scope", severity, pair, why)


def _places(side: Side) -> set[str]:
    return {
        each.term.id
        for each in side.mentions
        if each.term.kind in {"region", "place"} and each.term.id != "WORLD"
    }


def _subjects(side: Side) -> set[str]:
    return {each.term.id for each in side.mentions if each.term.kind == "term" and not each.avoided}


def _said_anyway(places: set[str], other: Side, lexicon: Lexicon, lang: str) -> set[str]:
    forms = {each: lexicon.by_id[each].zh if lang == "zh" else lexicon.by_id[each].en for each in places}
    return {
        each for each, words in forms.items() if any(len(word) > 1 and word in other.text for word in words)
    }


def _half_said(term: str, zh: Side, lexicon: Lexicon) -> bool:
    """Whether half of a rendering's characters stand together there."""
    words = lexicon.by_id[term].zh
    return any(word[at : at + 2] in zh.text for word in words for at in range(max(len(word) - 1, 1)))


def _half_said_en(term: str, en: Side, lexicon: Lexicon) -> bool:
    lowered = en.text.casefold()
    words = {part for phrase in lexicon.by_id[term].en for part in phrase.casefold().split() if len(part) > 4}
    return any(word.rstrip("s") in lowered for word in words)


def _list(terms: set[str], lexicon: Lexicon, lang: str) -> str:
    names = sorted(lexicon.by_id[each].zh[0] if lang == "zh" else lexicon.by_id[each].en[0] for each in terms)
    return "、".join(names) if lang == "zh" else ", ".join(names)


def _level(pair: Pair, en: Side, zh: Side) -> Iterator[Finding]:
    """Compare what a figure is of; where several levels are spoken of, nothing can be told."""
    lost = _levels(en.text, "en") - _levels(zh.text, "loose_zh")
    added = _levels(zh.text, "zh") - _levels(en.text, "loose_en")
    if not lost or not added or not en.numbers:
        return
    one, other = named("levels", sorted(lost)[0]), named("levels", sorted(added)[0])
    why = Text(
        f"The English speaks of {one.en}, the Chinese of {other.en}.",
        f"英文说的是{one.zh}，中文说的是{other.zh}。",
    )
    yield finding("scope", "error", pair, why)


def _levels(text: str, key: str) -> set[str]:
    return {name for name in words("levels") if pattern("levels", name, key).search(text)}

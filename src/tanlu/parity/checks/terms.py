"""Terms against the term base, and one thing called by two names within a language."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison, Side, side
from tanlu.parity.findings import Finding, finding
from tanlu.parity.said.mentions import Mention
from tanlu.registers.tables import rows, split
from tanlu.registers.terms import Term
from tanlu.text import Text


def term_findings(seen: Comparison) -> Iterator[Finding]:
    """Return terms rendered by a word that the term base refuses, by another term, or by a near miss."""
    for _, pair, en, zh in seen.whole():
        found = list(_pair(pair, en, zh))
        yield from found or _exchanged(seen, pair, en, zh)


def _exchanged(seen: Comparison, pair: Pair, en: Side, zh: Side) -> Iterator[Finding]:
    """Find a sentence in which just one term is lost and just one other has come."""
    for each in seen.sentences(pair):
        if not each.whole:
            continue
        here, there = side(each.en), side(each.zh)
        lost = [said for said in _terms(here) if not _rendered(said.term, zh.text) and " " in said.said]
        come = [said for said in _terms(there) if not said.avoided and not _original(said, en)]
        if len(lost) == len(come) == 1 and _akin(lost[0].term, come[0].term):
            at = zh.text.find(there.text) + come[0].start
            yield _finding(pair, lost[0], (at, at + len(come[0].said)), come[0].said)


def _terms(here: Side) -> list[Mention]:
    return list({each.term.id: each for each in here.mentions if each.term.kind == "term"}.values())


def _akin(one: Term, other: Term) -> bool:
    """Whether two terms share a character, and neither is part of the other, as 转型 of 能源转型."""
    nested = any(a in b or b in a for a in one.zh for b in other.zh)
    return not nested and bool(set(one.zh[0]) & set(other.zh[0]))


def _pair(pair: Pair, en: Side, zh: Side) -> Iterator[Finding]:
    wanted = {each.term.id: each for each in en.mentions if each.term.kind == "term"}
    lost = {name: each for name, each in wanted.items() if not _rendered(each.term, zh.text)}
    foreign = [
        each for each in zh.mentions
        if each.term.kind == "term" and not each.avoided and each.term.id not in wanted and not _original(each, en)
    ]  # fmt: skip
    told: set[str] = set()
    for each in zh.mentions:
        if each.avoided and each.term.id in wanted and each.term.id not in told:
            told.add(each.term.id)
            yield _finding(pair, wanted[each.term.id], (each.start, each.end), each.said)
    for name, mention in lost.items():
        if name in told:
            continue
        rival = next((each for each in foreign if _rivals(mention.term, each.term)), None)
        if rival:
            yield _finding(pair, mention, (rival.start, rival.end), rival.said)
            continue
        near = _near_miss(mention.term, zh)
        if near:
            yield _finding(pair, mention, near, zh.text[near[0] : near[1]])


def _rendered(term: Term, text: str) -> bool:
    """Whether any accepted rendering stands there, whole or with something between its halves."""
    if any(words in text for words in term.zh):
        return True
    for words in term.zh:
        half = len(words) // 2
        if len(words) >= 4 and re.search(f"{re.escape(words[:half])}.{{1,8}}{re.escape(words[half:])}", text):
            return True
    return False


def _original(mention: Mention, en: Side) -> bool:
    lowered = en.text.casefold()
    return any(phrase.casefold() in lowered for phrase in mention.term.en)


def _rivals(one: Term, other: Term) -> bool:
    """Whether two terms are easily taken for each other: they share their head or their beginning."""
    zh_one, zh_other = one.zh[0], other.zh[0]
    if one.id == other.id or zh_one in zh_other or zh_other in zh_one:
        return False
    shared = zh_one[-2:] == zh_other[-2:] or zh_one[:2] == zh_other[:2]
    words_one, words_other = one.en[0].casefold().split(), other.en[0].casefold().split()
    if words_one[-1] == words_other[-1]:
        return True
    return shared and (bool(set(words_one) & set(words_other)) or len(zh_one) <= 4)


def _near_miss(term: Term, zh: Side) -> tuple[int, int] | None:
    """Return a stretch that differs from the rendering by one character, and is no term of its own."""
    words = term.zh[0]
    if len(words) < 4 or not re.fullmatch(r"[\u4e00-\u9fff]+", words):
        return None
    taken = [(each.start, each.end) for each in zh.mentions if not each.avoided]
    for start in range(len(zh.text) - len(words) + 1):
        stretch = zh.text[start : start + len(words)]
        if not re.fullmatch(r"[\u4e00-\u9fff]+", stretch):
            continue
        if sum(a != b for a, b in zip(stretch, words, strict=True)) == 1 and not any(
            a <= start and start + len(words) <= b for a, b in taken
        ):
            return start, start + len(words)
    return None


def _finding(pair: Pair, mention: Mention, span: tuple[int, int], said: str) -> Finding:
    right = mention.term.zh[0]
    why = Text(f"“{mention.said}” is rendered as {said}.", f"“{mention.said}”译作“{said}”。")
    suggestion = Text(f"{right} in Chinese", f"中文宜为“{right}”")
    return finding(
        "term", "error", pair, why, en=(mention.start, mention.end), zh=span, suggestion=suggestion
    )


GROUPS: Final = "term_variants"


def consistency_findings(seen: Comparison) -> Iterator[Finding]:
    """Return the first place of each rendering that is not the one a text mostly uses."""
    for row in rows(GROUPS):
        variants, lang = split(row["variants"]), row["lang"]
        places: dict[str, list[tuple[Pair, int, int]]] = defaultdict(list)
        for pair, (en, zh) in zip(seen.pairs, seen.sides, strict=True):
            text = zh.text if lang == "zh" else en.text
            for word, start, end in _variants(text, variants, lang):
                places[word].append((pair, start, end))
        if len(places) < 2:
            continue
        usual = max(variants, key=lambda word: (len(places.get(word, ())), -variants.index(word)))
        for word in variants:
            if word != usual and word in places:
                yield _inconsistent(
                    places[word][0], word, usual, (len(places[usual]), len(places[word])), lang
                )


@cache
def _known(variants: tuple[str, ...], lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    longest = sorted(variants, key=len, reverse=True)
    joined = "|".join(re.escape(each) for each in longest)
    written = joined if lang == "zh" else rf"\b(?:{joined})\b"
    pattern = re.compile(written, 0 if lang == "zh" else re.IGNORECASE)
    return pattern, {each.casefold(): each for each in variants}


def _variants(text: str, variants: tuple[str, ...], lang: str) -> Iterator[tuple[str, int, int]]:
    pattern, known = _known(variants, lang)
    for match in pattern.finditer(text):
        yield known[match.group().casefold()], match.start(), match.end()


def _inconsistent(
    place: tuple[Pair, int, int], word: str, usual: str, times: tuple[int, int], lang: str
) -> Finding:
    pair, start, end = place
    often, seldom = times
    why = Text(
        f"One thing has two names: {usual} ({often} times) and {word} ({seldom}).",
        f"同一事物有两种说法：“{usual}”（{often} 处）和“{word}”（{seldom} 处）。",
    )
    suggestion = Text(f"{usual} throughout", f"全文宜统一为“{usual}”")
    en, zh = (None, (start, end)) if lang == "zh" else ((start, end), None)
    return finding("term_consistency", "warning", pair, why, en=en, zh=zh, suggestion=suggestion)

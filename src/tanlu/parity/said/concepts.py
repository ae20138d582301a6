"""Which concepts of the contrast sets a stretch of text names."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from tanlu.registers.contrasts import Concept, concepts
from tanlu.text import Lang

_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ]+")
_CASED: Final = frozenset({"May", "March", "US", "IT", "WHO", "Pole", "Polish"})
"""Words that a capital makes into others."""
_START: Final = 2
"""Letters by which words are told apart first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """The longest words at a place that name a concept.

    Parameters
    ----------
    said : str
        The words.
    start, end : int
        Where.
    accusing, all : tuple of Concept
        The concepts that they name plainly, and every concept that they may stand for.
    """

    said: str
    start: int
    end: int
    accusing: tuple[Concept, ...]
    all: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a stretch of text names.

    Parameters
    ----------
    hits : tuple of Hit
        The longest words, left to right, none within another.
    plain, present : frozenset of int
        Numbers of the concepts that its words name plainly, and of all that they may stand for.
    """

    hits: tuple[Hit, ...]
    plain: frozenset[int]
    present: frozenset[int]

    def explains(self, hit: Hit) -> bool:
        """Whether a word of the other language may be one of these, by a plain word on one side at least."""
        return any(each.number in self.present for each in hit.accusing) or any(
            each.number in self.plain for each in hit.all
        )


@dataclass(slots=True)
class _Entry:
    form: tuple[str, ...] | str
    accusing: list[Concept]
    all: list[Concept]


def heard(text: str, lang: Lang) -> Heard:
    """Return the concepts that a stretch of text names."""
    return _english(text) if lang == "en" else _chinese(text)


@lru_cache(maxsize=20_000)
def _english(text: str) -> Heard:
    words = [(_plain(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]
    said = tuple(each[0] for each in words)
    found = [
        (at, entry)
        for at, first in enumerate(said)
        for entry in _english_table(first[:_START]).get(first, ())
        if len(entry.form) == 1 or said[at : at + len(entry.form)] == entry.form
    ]
    hits, plain, present = _arranged(found)
    return Heard(
        tuple(
            Hit(text[words[at][1] : (end := words[at + len(entry.form) - 1][2])], words[at][1], end,
                tuple(entry.accusing), tuple(entry.all))
            for at, entry in hits
        ),
        plain,
        present,
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _chinese(text: str) -> Heard:
    table = _chinese_table()
    found = [
        (at, entry)
        for at, (first, second) in enumerate(pairwise(text + "\n"))
        for entry in (*table.get(first + second, ()), *table.get(first, ()))
        if text.startswith(str(entry.form), at)
    ]
    hits, plain, present = _arranged(found)
    return Heard(
        tuple(
            Hit(str(entry.form), at, at + len(entry.form), tuple(entry.accusing), tuple(entry.all))
            for at, entry in hits
        ),
        plain,
        present,
    )


def _arranged(
    found: list[tuple[int, _Entry]],
) -> tuple[list[tuple[int, _Entry]], frozenset[int], frozenset[int]]:
    """Return the longest words, left to right, and the concepts they name plainly, and may stand for.

    A word within a longer one of the same set does not count (a 副市长 is no 市长), nor does one character
    of a longer word.
    """
    hits: list[tuple[int, _Entry]] = []
    plain: set[int] = set()
    present: set[int] = set()
    free, held = 0, frozenset[str]()
    for at, entry in found:  # at one place the longest comes first
        if at >= free:
            hits.append((at, entry))
            free, held = at + len(entry.form), frozenset(each.contrast.id for each in entry.accusing)
            apart = frozenset[str]()
        elif at + len(entry.form) > free:
            apart = frozenset[str]()
        elif len(entry.form) == 1 and isinstance(entry.form, str):
            continue
        else:
            apart = held
        plain.update(each.number for each in entry.accusing if each.contrast.id not in apart)
        present.update(each.number for each in entry.all if each.contrast.id not in apart)
    return hits, frozenset(plain), frozenset(present)


@cache
def _phrases() -> dict[str, list[tuple[Concept, str, bool]]]:
    """Return the English words of all concepts by the letters that a form of their first may start with."""
    found: dict[str, list[tuple[Concept, str, bool]]] = defaultdict(list)
    for concept in concepts():
        for words, accuses in (
            *((each, True) for each in concept.en),
            *((each, False) for each in concept.en_also),
        ):
            first = _plain(_WORD.findall(words)[0])
            # An inflection changes nothing in the first letters but a vowel of the past, and a spelling: our to or.
            for start in {each[:_START] for each in (first, _plain(first + "ing"), _PAST.get(first, first))}:
                found[start].append((concept, words, accuses))
    return found


@cache
def _english_table(start: str) -> dict[str, list[_Entry]]:
    """Return what forms that start with these letters name; a text needs some of these tables, seldom all."""
    entries: dict[tuple[str, ...], _Entry] = {}
    for concept, words, accuses in _phrases().get(start, ()):
        for form in _forms(words):
            if form[0][:_START] == start:
                _add(entries.setdefault(form, _Entry(form, [], [])), concept, accuses=accuses)
    table: dict[str, list[_Entry]] = defaultdict(list)
    for form, entry in entries.items():
        table[form[0]].append(entry)
    for held in table.values():
        held.sort(key=lambda each: -len(each.form))
    return dict(table)


@cache
def _chinese_table() -> dict[str, list[_Entry]]:
    entries: dict[str, _Entry] = {}
    for concept in concepts():
        for words, accuses in [(each, True) for each in concept.zh] + [
            (each, False) for each in concept.zh_also
        ]:
            _add(entries.setdefault(words, _Entry(words, [], [])), concept, accuses=accuses)
    table: dict[str, list[_Entry]] = defaultdict(list)
    for words, entry in entries.items():
        table[words[:_START]].append(entry)
    for held in table.values():
        held.sort(key=lambda each: -len(each.form))
    return dict(table)


def _add(entry: _Entry, concept: Concept, *, accuses: bool) -> None:
    if not any(each is concept for each in entry.all):  # far cheaper than asking whether they are equal
        entry.all.append(concept)
    if accuses and not any(each is concept for each in entry.accusing):
        entry.accusing.append(concept)


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """Return a word in small letters and in one spelling (labor, organize, program, center)."""
    if word in _CASED:
        return word
    word = word.casefold()
    if len(word) < 6:
        return word
    word = word.replace("isation", "ization").replace("our", "or").replace("programme", "program")
    if "is" in word[-5:]:
        word = re.sub(r"is(e[sdr]?|ers|ing)$", r"iz\1", word)
    return re.sub(r"tre(s?)$", r"ter\1", word) if "tre" in word[-4:] else word


def _forms(words: str) -> set[tuple[str, ...]]:
    """Return a phrase as plain words, its first and its last inflected."""
    parts = [_plain(each) for each in _WORD.findall(words)]
    ends = {(*parts[:-1], each) for each in _inflected(parts[-1])}
    starts = {(each, *parts[1:]) for each in _inflected(parts[0])} if len(parts) > 1 else set()
    return ends | starts


_PAST: Final = {
    "buy": "bought", "sell": "sold", "lend": "lent", "pay": "paid", "meet": "met", "spend": "spent", "build": "built",
    "catch": "caught", "grow": "grew", "rise": "rose", "fall": "fell", "win": "won", "lose": "lost", "leave": "left",
    "come": "came", "give": "gave", "hold": "held", "keep": "kept", "lead": "led", "make": "made", "send": "sent",
    "withdraw": "withdrew", "begin": "began", "teach": "taught", "write": "wrote", "speak": "spoke", "break": "broke",
    "choose": "chose", "forbid": "forbade", "shrink": "shrank", "steal": "stole", "withhold": "withheld",
    "find": "found", "know": "knew", "see": "saw", "take": "took", "feed": "fed", "breed": "bred", "read": "read",
}  # fmt: skip


def _inflected(word: str) -> Iterator[str]:
    yield word
    if word in _PAST:
        yield _PAST[word]
    if len(word) < 3 or word in _CASED:
        return
    yield from (_plain(word + end) for end in ("s", "es", "ed", "ing"))
    if word.endswith("y"):
        yield from (word[:-1] + end for end in ("ies", "ied"))
    if word.endswith("e"):
        yield from (word + "d", word[:-1] + "ing")
    if re.search(r"[^aeiou][aeiou][bdglmnprt]$", word):
        yield from (word + word[-1] + end for end in ("ed", "ing"))

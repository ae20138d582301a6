"""Where the terms and names of the term base are said in a segment."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tanlu.registers.terms import Term

_TOKEN: Final = re.compile(r"[A-Za-zÀ-ÿ0-9]+(?:['’.][A-Za-z]+)*\.?|[^\sA-Za-z0-9]")
_COMPOUND: Final = {
    "中美": ("CHN", "USA"), "美中": ("USA", "CHN"), "晋陕蒙": ("CN-SX", "CN-SN", "CN-NM"),
    "晋陕": ("CN-SX", "CN-SN"), "晋蒙": ("CN-SX", "CN-NM"), "陕蒙": ("CN-SN", "CN-NM"),
    "三西地区": ("CN-SX", "CN-SN", "CN-NM"), "蒙西": ("CN-NM",), "京津冀": ("CN-BJ", "CN-TJ", "CN-HE"),
}  # fmt: skip


_COMPOUND_BY: Final = {
    first: tuple((words, codes) for words, codes in _COMPOUND.items() if words[0] == first)
    for first in {each[0] for each in _COMPOUND}
}
_POSSESSIVE: Final = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A term or name at a place of a segment.

    Parameters
    ----------
    term : Term
        The row of the term base.
    said : str
        The words that stand there.
    start, end : int
        Where.
    avoided : bool
        Whether the words are a rendering that the term base refuses.
    """

    term: Term
    said: str
    start: int
    end: int
    avoided: bool = False


class Lexicon:
    """The term base, arranged for finding; the longest name at a place wins (West Virginia over Virginia).

    Parameters
    ----------
    terms : iterable of Term
        Packaged rows, then a person's own; of two rows with one name the later wins.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self.by_id = {each.id: each for each in self.terms}
        self._english: dict[str, list[tuple[tuple[str, ...], Term, bool]]] = defaultdict(list)
        self._chinese: dict[str, list[tuple[str, Term, bool]]] = defaultdict(list)
        for term in self.terms:
            self._take(term)
        for phrases in self._english.values():
            phrases.sort(key=lambda each: -len(each[0]))
        for words in self._chinese.values():
            words.sort(key=lambda each: -len(each[0]))

    def _take(self, term: Term) -> None:
        for phrase in term.en:
            tokens = tuple(_TOKEN.findall(phrase))
            exact = term.named
            for form in _forms(tokens, exact=exact):
                self._english[form[0].casefold()].append((form, term, exact))
        for words, avoided in [(each, False) for each in term.zh] + [(each, True) for each in term.avoid]:
            if len(words) > 1:
                self._chinese[words[0]].append((words, term, avoided))

    def english(self, text: str) -> list[Mention]:
        """Return what an English segment mentions, in order."""
        tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
        found, at = [], 0
        while at < len(tokens):
            hit = self._english_at(tokens, at)
            if hit:
                term, length = hit
                start, end = tokens[at][1], tokens[at + length - 1][2]
                end -= text[start:end].endswith(".") and text[start:end] not in term.en
                found.append(Mention(term, text[start:end], start, end))
                at += length
            else:
                at += 1
        return found

    def _english_at(self, tokens: list[tuple[str, int, int]], at: int) -> tuple[Term, int] | None:
        first = tokens[at][0].casefold()
        keys = (first,) if first.isalnum() else {first, first.rstrip("."), first.split("’")[0].split("'")[0]}
        best: tuple[Term, int] | None = None
        for key in keys:
            for form, term, exact in self._english.get(key, ()):
                if best and len(form) <= best[1]:
                    continue
                if at + len(form) <= len(tokens) and all(
                    _same_token(tokens[at + n][0], form[n], exact=exact) for n in range(len(form))
                ):
                    best = (term, len(form))
        return best

    def chinese(self, text: str) -> list[Mention]:
        """Return what a Chinese segment mentions, in order."""
        return list(self._chinese_in(text))

    def _chinese_in(self, text: str) -> Iterator[Mention]:
        at = 0
        while at < len(text):
            length = 0
            for words, codes in _COMPOUND_BY.get(text[at], ()):
                if text.startswith(words, at) and all(code in self.by_id for code in codes):
                    length = len(words)
                    for code in codes:
                        yield Mention(self.by_id[code], words, at, at + length)
                    break
            if not length:
                for words, term, avoided in self._chinese.get(text[at], ()):
                    if text.startswith(words, at):
                        length = len(words)
                        yield Mention(term, words, at, at + length, avoided)
                        break
            at += length or 1


def _forms(tokens: tuple[str, ...], *, exact: bool) -> set[tuple[str, ...]]:
    """Return the phrase with its plural; proper names have none."""
    if exact or not tokens:
        return {tokens}
    last = tokens[-1]
    plurals = {last, last + "s"}
    if last.endswith("y"):
        plurals.add(last[:-1] + "ies")
    return {(*tokens[:-1], each) for each in plurals}


def _same_token(said: str, wanted: str, *, exact: bool) -> bool:
    if not exact:
        return said.casefold() == wanted.casefold() or said.rstrip(".").casefold() == wanted.casefold()
    return wanted in {said, said.rstrip("."), _POSSESSIVE.sub("", said)} or said == wanted + "."

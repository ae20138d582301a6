"""Search over everything public: regions, indicators, claims, commitments, briefs, sources, help."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tanlu.accord.register import Register
from tanlu.actions.documentation import pages
from tanlu.brief.editions import EDITIONS
from tanlu.evidence.store import Store
from tanlu.lineage.claims import packaged_claims
from tanlu.lineage.recipes import recipes
from tanlu.registers.indicators import series
from tanlu.registers.regions import regions
from tanlu.text import LANGS, Lang, Text

KINDS: Final[dict[str, Text]] = {
    "region": Text("region", "地区"),
    "indicator": Text("indicator", "指标"),
    "claim": Text("claim", "论断"),
    "agreement": Text("commitment", "承诺"),
    "brief": Text("brief", "简报"),
    "help": Text("help", "帮助"),
    "source": Text("source", "来源"),
}
"""What is searched, in the order in which it is listed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    Parameters
    ----------
    kind, id : str
        A key of :data:`KINDS`, and its name among its kind.
    title : Text
        What is listed.
    words : str
        Everything that it is found by, in both languages, folded.
    body : Text or None
        Where an excerpt is taken from.
    """

    kind: str
    id: str
    title: Text
    words: str
    body: Text | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, with the words around what was asked."""

    entry: Entry
    excerpt: str


def folded(text: str) -> str:
    """Return text as it is compared: full and half width alike, small letters.

    >>> folded("ＣＯ₂ Shanxi 山西")
    'co2 shanxi 山西'
    """
    return unicodedata.normalize("NFKC", text).casefold()


def entries(store: Store, register: Register) -> tuple[Entry, ...]:
    """Return everything public that can be found."""
    return (
        *_places(),
        *_measures(store),
        *_claims(),
        *_promises(register),
        *_briefs(),
        *_help(),
        *_sources(store),
    )


def _entry(kind: str, ident: str, title: Text, more: Iterable[str] = (), body: Text | None = None) -> Entry:
    words = folded("\n".join([title.en, title.zh, ident, *more, *((body.en, body.zh) if body else ())]))
    return Entry(kind, ident, title, words, body)


def _places() -> Iterable[Entry]:
    return (_entry("region", each.code, each.name, each.aliases) for each in regions().values())


def _measures(store: Store) -> Iterable[Entry]:
    for each in recipes().values():
        yield _entry("indicator", each.id, each.title, body=each.method)
    for name in dict.fromkeys(row[0] for row in store.coverage()):
        yield _entry("indicator", name, series(name).title, body=series(name).definition)


def _claims() -> Iterable[Entry]:
    return (_entry("claim", each.id, each.statement) for each in packaged_claims())


def _promises(register: Register) -> Iterable[Entry]:
    papers = {each.id: each for each in register.instruments}
    for each in register.commitments:
        paper = papers[each.instrument]
        parties = [register.organisations[party.organisation].name for party in paper.parties]
        names = [words for name in (paper.title, paper.theme, *parties) for words in (name.en, name.zh)]
        yield _entry("agreement", each.id, each.text, names)


def _briefs() -> Iterable[Entry]:
    return (_entry("brief", each.id, each.title) for each in EDITIONS.values())


def _help() -> Iterable[Entry]:
    return (
        _entry("help", each.name, each.title, body=Text(plain(each.text.en), plain(each.text.zh)))
        for each in pages()
    )


_MARKUP: Final = (
    (re.compile(r"\A# .*$", re.MULTILINE), ""),  # the title is listed already
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^(?:```.*|#+ |[-|: ]+$|\$ )", re.MULTILINE), ""),
    (re.compile(r"\*\*|`|(?<!\S)\|(?!\S)"), ""),
)


def plain(markdown: str) -> str:
    r"""Return what a page of help says, without the marks of Markdown and without its title.

    >>> plain("# Votes\n\nRun `tanlu votes`, see [the brief](brief.md).\n\n| a | **b** |\n|---|---|")
    'Run tanlu votes, see the brief. a b'
    """
    for pattern, instead in _MARKUP:
        markdown = pattern.sub(instead, markdown)
    return " ".join(markdown.split())


def _sources(store: Store) -> Iterable[Entry]:
    return (_entry("source", each.id, each.citation, [each.url]) for each in store.sources())


def find(held: Iterable[Entry], asked: str, lang: Lang, most: int = 60) -> tuple[Hit, ...]:
    """Return what holds every word asked for, titles first; Chinese by any run of characters, English by word starts.

    Parameters
    ----------
    held : iterable of Entry
        What is searched.
    asked : str
        Words, apart by spaces; quotation marks are not read.
    lang : {"en", "zh"}
        Language of the excerpts.
    most : int
        How many are returned.
    """
    patterns = [_pattern(each) for each in folded(asked).split()][:8]
    if not patterns:
        return ()
    order = {kind: place for place, kind in enumerate(KINDS)}
    found = [each for each in held if all(pattern.search(each.words) for pattern in patterns)]

    def rank(each: Entry) -> tuple[bool, int]:
        titles = folded(f"{each.title.en}\n{each.title.zh}\n{each.id}")
        return not all(pattern.search(titles) for pattern in patterns), order[each.kind]

    return tuple(Hit(each, _excerpt(each, patterns, lang)) for each in sorted(found, key=rank)[:most])


def _pattern(word: str) -> re.Pattern[str]:
    start = r"(?<![a-z0-9])" if word[:1].isascii() and word[:1].isalnum() else ""
    return re.compile(start + re.escape(word))


def _excerpt(entry: Entry, patterns: list[re.Pattern[str]], lang: Lang, around: int = 60) -> str:
    if entry.body is None:
        return ""
    for each in (lang, *(other for other in LANGS if other != lang)):
        text = " ".join(entry.body(each).split())
        hit = next((found for pattern in patterns if (found := pattern.search(folded(text)))), None)
        if hit:
            start, end = max(0, hit.start() - around), hit.end() + around
            return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return " ".join(entry.body(lang).split())[: 2 * around]

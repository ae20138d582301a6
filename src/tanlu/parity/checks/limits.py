"""Limits of a statement: only, on condition that, expected to; one side keeps them and the other does not."""

from collections.abc import Iterator

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, finding, joined
from tanlu.parity.said.negation import denies
from tanlu.parity.vocabulary import named, pattern, words
from tanlu.text import Text


def limit_findings(seen: Comparison) -> Iterator[Finding]:
    """Return sentences whose limit stands in one language only."""
    for pair in seen.pairs:
        if not pair.whole:
            continue
        for each in seen.sentences(pair):
            if each.whole:
                yield from _sentence(pair, each)


def _sentence(pair: Pair, sentence: Pair) -> Iterator[Finding]:
    en, zh = joined(sentence.en), joined(sentence.zh)
    for name, row in words("limits").items():
        here, there = pattern("limits", name, "en").search(en), pattern("limits", name, "zh").search(zh)
        said = named("limits", name)
        if name == "expectation" and (denies(en, "en") or denies(zh, "zh")):
            continue  # no mine may be closed: a rule, not a forecast
        if (
            here
            and not pattern("limits", name, "loose_zh").search(zh)
            and _more(name, pair, "en", "loose_zh")
        ):
            why = Text(f"The English states {said.en}, the Chinese does not.", f"英文有{said.zh}，中文没有。")
            at = joined(pair.en).find(en) + here.start()
            yield finding(row["class"], row["severity"], pair, why, en=(at, at + len(here.group())))
        elif (
            there
            and not pattern("limits", name, "loose_en").search(en)
            and _more(name, pair, "zh", "loose_en")
        ):
            why = Text(
                f"The Chinese states {said.en} ({there.group()}), the English does not.",
                f"中文有{said.zh}（“{there.group()}”），英文没有。",
            )
            at = joined(pair.zh).find(zh) + there.start()
            yield finding(row["class"], row["severity"], pair, why, zh=(at, at + len(there.group())))


def _more(name: str, pair: Pair, plain: str, loose: str) -> bool:
    """Whether the whole pair states the limit more often on this side: sentences may have changed places."""
    said, other = (pair.en, pair.zh) if plain == "en" else (pair.zh, pair.en)
    stated = len(pattern("limits", name, plain).findall(joined(said)))
    return stated > len(pattern("limits", name, loose).findall(joined(other)))

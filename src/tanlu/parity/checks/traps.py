"""Known traps of machine translation: a word of many senses, rendered in the wrong one."""

import re
from collections.abc import Iterator
from functools import cache

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison, Unit
from tanlu.parity.findings import Finding, finding
from tanlu.parity.said.mentions import Lexicon
from tanlu.registers.tables import Row, rows
from tanlu.text import Text


def trap_findings(seen: Comparison) -> Iterator[Finding]:
    """Return words rendered in a sense that the English cannot have here, sentence by sentence where they pair up."""
    for _, pair, en, zh in seen.whole():
        for row in rows("translation_traps"):
            if not _pattern(row["wrong_zh"]).search(zh.text) or not _english(row["en"]).search(en.text):
                continue
            if not (row["unless_en"] and _english(row["unless_en"]).search(en.text)):
                yield from _row(row, seen, pair)


def _row(row: Row, seen: Comparison, pair: Pair) -> Iterator[Finding]:
    for unit in seen.units(pair):
        wrong = _pattern(row["wrong_zh"]).search(_without(unit.zh, row["unless_zh"]))
        source = _english(row["en"]).search(unit.around_en)
        if wrong and source:
            yield _finding(row, unit, source, wrong, seen.lexicon)
            return


def _without(text: str, unless: str) -> str:
    return _pattern(unless).sub(lambda match: "　" * len(match.group()), text) if unless else text


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)


@cache
def _english(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _finding(row: Row, unit: Unit, source: re.Match[str], wrong: re.Match[str], lexicon: Lexicon) -> Finding:
    at = unit.en_at if unit.around_en is unit.en else 0
    why = Text(
        f"“{source.group()}” became {wrong.group()} ({row['wrong_en']}).",
        f"“{source.group()}”被译成“{wrong.group()}”。",
    )
    agreed = [
        each for each in lexicon.english(source.group()) if each.term.named or each.said == source.group()
    ]
    right = agreed[0].term.zh[0] if agreed else row["right_zh"].split("|")[0]
    suggestion = Text(f"{right} in Chinese", f"中文宜为“{right}”")
    return finding(
        "machine_translation",
        "error",
        unit.pair,
        why,
        en=(at + source.start(), at + source.end()),
        zh=(unit.zh_at + wrong.start(), unit.zh_at + wrong.end()),
        suggestion=suggestion,
    )

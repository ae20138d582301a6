"""Limits of a statement: only, on condition that, expected to; one side keeps them and the other does not."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, Severity, finding, joined
from tanlu.text import Text

_Row = tuple[str, Severity, str, str, str, str, Text]

_LIMITS: Final[tuple[_Row, ...]] = (
    # class, severity, plain English, whatever English may stand for it, plain Chinese, whatever Chinese may
    (
        "scope", "warning",
        r"\bonly\b(?! (?:\d|one|two|three|a few|recently|then|now|if|after|when|once|because))|\bexclusively\b|\bsolely\b|\b(?:limited|restricted|confined) to\b",
        r"\bonly\b|\bexclu\w+|\bsole\w*|\blimit\w*|\brestrict\w*|\bconfin\w*|\bjust\b|\bmere\w*|\balone\b|\bexcept\b|\bpurely\b|\bbut not\b|\bnone but\b",
        r"仅限|只限|限于|专供", r"仅|只|限|才|唯一|单独|独|专|方可|而已|除|外",
        Text("“only”", "“仅”“只”"),
    ),
    (
        "scope", "warning",
        r"\bprovided that\b|\bsubject to\b|\bon (?:the )?condition that\b|\bonly (?:after|if|when|once)\b|\bunless\b|\bcontingent (?:up)?on\b",
        r"\bprovided\b|\bsubject to\b|\bcondition\w*|\bif\b|\bonly\b|\bunless\b|\buntil\b|\bonce\b|\bwhen\b|\bafter\b|\bcontingent\b|\bdepend\w*|\brequir\w*|\bmust\b|\bin case\b|\bas long as\b|\bpending\b|\bbefore\b|\bwithout\b",
        r"须经|前提|除非|方可|为条件|的条件下|只有[^。]{1,24}才", r"须|前提|除非|(?<![双一各中美对官地])方(?=[能可对才])|条件|如果|如|若|只要|才|经|后|待|一旦|取决|视|当|否则|则|未",
        Text("a condition", "限定条件"),
    ),
    (
        "hedge", "warning",
        r"\b(?:is|are|was|were|be) (?:expected|projected|forecast|likely|estimated|anticipated) to\b|\b(?:(?-i:may)|might|could)\b(?! (?:be used|have))",
        r"\bexpect\w*|\bproject(?:ed|ion|ions)\b|\bforecast\w*|\blikely\b|\bestimat\w*|\banticipat\w*|(?-i:\bmay\b)|\bmight\b|\bcould\b|\bcan\b|\bhope\w*|\bplan\w*|\bpossib\w*|\bperhaps\b|\bpotential\w*|\bshould\b|\bwould\b|\bintend\w*|\bdue to\b|\bscheduled\b|\babout\b|\bprobab\w*",
        r"预计|预期|有望|可能", r"预计|预期|有望|可|或|估|预测|料|拟|计划|也许|能|会|将|应|望|大概|视|概|未必|准备|打算",
        Text("an expectation", "“预计”“可能”等推测语气"),
    ),
    (
        "polarity", "error",
        r"\b(?:not|never|n['’]t|no) (?:\w+ ){0,2}(?:obliged|required|obligated|compelled)\b|\bno obligations?\b|\bunder no obligation\b",
        r"\b(?:not|never|no|without|nor|neither|free to|voluntar\w*|optional\w*)\b|n['’]t",
        r"无须|无需|没有义务|不产生[^，。]{0,8}义务|不必|并非必须|不要求", r"无须|无需|没有|不|非|自愿|可|未|无",
        Text("that nothing is required", "“不要求”“无须”"),
    ),
)  # fmt: skip


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
    for kind, severity, plain_en, loose_en, plain_zh, loose_zh, words in _LIMITS:
        here, there = re.search(plain_en, en, re.IGNORECASE), re.search(plain_zh, zh)
        if here and not re.search(loose_zh, zh):
            why = Text(
                f"The English states {words.en}, the Chinese does not.", f"英文有{words.zh}，中文没有。"
            )
            at = joined(pair.en).find(en) + here.start()
            yield finding(kind, severity, pair, why, en=(at, at + len(here.group())))
        elif there and not re.search(loose_en, en, re.IGNORECASE):
            why = Text(
                f"The Chinese states {words.en} ({there.group()}), the English does not.",
                f"中文有{words.zh}（“{there.group()}”），英文没有。",
            )
            at = joined(pair.zh).find(zh) + there.start()
            yield finding(kind, severity, pair, why, zh=(at, at + len(there.group())))

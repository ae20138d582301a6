"""Instruments and their standing: memorandum, letter, declaration; signed, under discussion, planned."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison, Side
from tanlu.parity.findings import Finding, finding
from tanlu.text import Text

INSTRUMENTS: Final[dict[str, tuple[str, str, Text]]] = {
    "memorandum": (
        r"\b[Mm]emorand(?:um|a|ums)\b|\b[Mm][Oo][Uu]s?\b",
        r"备忘录",
        Text("memorandum of understanding", "谅解备忘录"),
    ),
    "letter_of_interest": (r"letters? of interest|expressions? of interest", r"意向函|兴趣函|意向信", Text("letter of interest", "意向函")),
    "letter_of_intent": (r"letters? of intent|\bLOIs?\b", r"意向书|意向信", Text("letter of intent", "意向书")),
    "declaration": (r"\bdeclarations?\b|\bstatements?\b|\bdeclar(?:e|es|ed|ing)\b", r"宣言|声明", Text("declaration", "宣言")),
    "agreement": (r"\b(?:framework |cooperation |joint powers |purchase |signed an? )?agreements?\b(?! (?:that|was reached|on the need))", r"协议|协定|共识|一致", Text("agreement", "协议")),
    "contract": (r"\bcontracts?\b(?!or)", r"合同|合约|契约", Text("contract", "合同")),
    "treaty": (r"\btreat(?:y|ies)\b|\bconventions?\b", r"条约|公约", Text("treaty", "条约")),
    "work_plan": (r"\bwork ?plans?\b", r"工作计划|工作方案|工作规划", Text("work plan", "工作计划")),
    "action_plan": (r"\baction (?:plan|agenda)s?\b", r"行动计划|行动方案|行动议程", Text("action plan", "行动计划")),
    "minutes": (r"\b(?:agreed )?minutes\b(?= (?:of|record|were|was|show|note))", r"纪要|记录", Text("minutes", "会议纪要")),
    "communique": (r"\bcommuniqu[eé]s?\b", r"公报", Text("communiqué", "公报")),
}  # fmt: skip
"""Each instrument: English pattern, Chinese pattern, its name."""

_SPECIFIC: Final = (
    "memorandum",
    "letter_of_interest",
    "letter_of_intent",
    "declaration",
    "contract",
    "treaty",
    "work_plan",
    "communique",
)
STANDING: Final[dict[str, tuple[str, str, Text]]] = {
    "signed": (r"\b(?:signed|signing|signs|sign|signature|signatory|signatories|concluded|executed)\b", r"签署|签订|签字|签约|签定|订立|缔结", Text("signed", "已签署")),
    "discussed": (
        r"\bunder (?:discussion|negotiation|consideration)\b|\bbeing (?:discussed|negotiated|considered)\b|\bin (?:discussion|talks|negotiation)|\bstill to be agreed\b",
        r"正在讨论|讨论中|商讨|磋商|洽谈|商谈|协商|探讨|研究中|酝酿|讨论之中|商议|讨论",
        Text("under discussion", "正在商讨"),
    ),
    "planned": (r"\b(?:plan(?:s|ned)? to|to be signed|intends? to|will be signed|proposed|draft)\b", r"拟|计划|将于|打算|草案|草拟|提议|有意|意向|草稿", Text("planned", "拟议")),
}  # fmt: skip
_LISTING: Final = re.compile(
    r"\b(?:including|includes?|as follows|the following|namely|were signed|resulted in)\b|[:：]\.?$|包括|如下|分别",
    re.IGNORECASE,
)


def instrument_findings(seen: Comparison) -> Iterator[Finding]:
    """Return instruments that became others, lost their standing, or stand in a list of another kind."""
    for _, pair, en, zh in seen.whole():
        yield from _instruments(pair, en, zh)
        yield from _standing(pair, en, zh)
    yield from _misfiled(seen)


def _found(table: dict[str, tuple[str, str, Text]], text: str, column: int) -> dict[str, tuple[int, int]]:
    where = {}
    for name, row in table.items():
        match = re.search(row[column], text, re.IGNORECASE if column == 0 and name != "memorandum" else 0)
        if match:
            where[name] = match.span()
    return where


def _instruments(pair: Pair, en: Side, zh: Side) -> Iterator[Finding]:
    here, there = _found(INSTRUMENTS, en.text, 0), _found(INSTRUMENTS, zh.text, 1)
    gained = [name for name in _SPECIFIC if name in there and name not in here]
    if "agreement" in there and "agreement" not in here and re.search(r"协议|协定", zh.text):
        gained.append("agreement")
    lost = [
        name
        for name in _SPECIFIC
        if name in here and (name not in there or (gained and _fewer(name, en.text, zh.text)))
    ]
    for name in lost:
        word = INSTRUMENTS[name][2]
        other = INSTRUMENTS[gained[0]][2] if gained else None
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
    row = INSTRUMENTS[name]
    return len(re.findall(row[1], zh)) < len(
        re.findall(row[0], en, 0 if name == "memorandum" else re.IGNORECASE)
    )


def _standing(pair: Pair, en: Side, zh: Side) -> Iterator[Finding]:
    if not _found(INSTRUMENTS, en.text, 0) and not _found(STANDING, en.text, 0).keys() & {"discussed"}:
        return
    here, there = _found(STANDING, en.text, 0), _found(STANDING, zh.text, 1)
    if not here or not there or here.keys() & there.keys():
        return
    one, other = next(iter(here)), next(iter(there))
    why = Text(
        f"Its standing differs: {STANDING[one][2].en} in English, {STANDING[other][2].en} in Chinese.",
        f"文书的进展不一致：英文为“{STANDING[one][2].zh}”，中文为“{STANDING[other][2].zh}”。",
    )
    yield finding("instrument", "error", pair, why, en=here[one], zh=there[other])


def _misfiled(seen: Comparison) -> Iterator[Finding]:
    """Find items of a list of memoranda that are none: a letter of interest, or a thing under discussion."""
    promised: str | None = None
    for pair in seen.pairs:
        for part in pair.en:
            text, kind = part.segment.text, part.segment.kind
            if kind == "item" and promised:
                here = _found(INSTRUMENTS, text, 0)
                open_still = _found(STANDING, text, 0)
                other = [name for name in _SPECIFIC if name in here and name != promised]
                if promised not in here and (other or "discussed" in open_still):
                    yield _wrong_list(pair, promised, other[0] if other else "", here, open_still)
            elif kind != "item":
                heads = [name for name in _SPECIFIC if name in _found(INSTRUMENTS, text, 0)]
                listed = (
                    len(heads) == 1
                    and _LISTING.search(text)
                    and not _found(STANDING, text, 0).keys() & {"discussed"}
                )
                promised = heads[0] if listed else None


def _wrong_list(
    pair: Pair,
    promised: str,
    other: str,
    here: dict[str, tuple[int, int]],
    standing: dict[str, tuple[int, int]],
) -> Finding:
    word = INSTRUMENTS[promised][2]
    actual = INSTRUMENTS[other][2] if other else STANDING["discussed"][2]
    why = Text(
        f"The list is of “{word.en}”, and this item is one of another kind: {actual.en}.",
        f"清单列的是{word.zh}，而此项另属一类：{actual.zh}。",
    )
    span = here.get(other) or standing.get("discussed")
    return finding("instrument", "error", pair, why, en=span)

"""Dates that differ, and dates that one language gives more exactly."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison
from tanlu.parity.findings import Finding, finding, joined
from tanlu.parity.said.dates import Day
from tanlu.text import Lang, Text

_LACKS: Final = {"year": ("year", "年份"), "month": ("month", "月份"), "day": ("day", "日")}
_MONTHS: Final = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]  # fmt: skip
_PARTS: Final = {
    "early": ("early", "上旬"), "mid": ("mid", "中旬"), "late": ("late", "下旬"), "H1": ("first half of", "上半年"),
    "H2": ("second half of", "下半年"), "Q1": ("first quarter of", "第一季度"), "Q2": ("second quarter of", "第二季度"),
    "Q3": ("third quarter of", "第三季度"), "Q4": ("fourth quarter of", "第四季度"),
}  # fmt: skip


def date_findings(seen: Comparison) -> Iterator[Finding]:
    """Return dates that differ, lose precision, or stand in one language only."""
    for _, pair, en, zh in seen.whole():
        left = list(zh.days)
        alone: list[Day] = []
        for day in sorted(en.days, key=lambda each: not any(_key(each) == _key(other) for other in left)):
            partner = _partner(day, left)
            if partner is None:
                alone.append(day)
                continue
            left.remove(partner)
            yield from _precision(pair, day, partner)
        numbers_zh, numbers_en = {each.value for each in zh.numbers}, {each.value for each in en.numbers}
        alone = [each for each in alone if not _repeated(each, zh.days, numbers_zh)]
        left = [each for each in left if not _repeated(each, en.days, numbers_en)]
        yield from _unmatched(pair, alone, left)


def _partner(day: Day, others: list[Day]) -> Day | None:
    exact = [each for each in others if _key(each) == _key(day)]
    alike = [
        each for each in others if each.agrees(day) and (each.part == "decade") == (day.part == "decade")
    ]
    return next(iter(exact or alike), None)


def _key(day: Day) -> tuple[int | None, int | None, int | None, str]:
    return day.year or day.given, day.month, day.day, day.part


def _repeated(day: Day, others: list[Day], numbers: set[float]) -> bool:
    """Whether the other side says the date elsewhere in the segment, or as a bare number."""
    years, months = {each.year or each.given for each in others}, {each.month for each in others}
    if not day.day and (not day.year or day.year in years) and (not day.month or day.month in months):
        return True
    if any(each.agrees(day) and not each.lacks(day) for each in others):
        return True
    return bool(day.year and not day.month and float(day.year) in numbers)


def _precision(pair: Pair, en: Day, zh: Day) -> Iterator[Finding]:
    spans = (en.start, en.end), (zh.start, zh.end)
    for lacking, which, more in ((en.lacks(zh), "en", zh), (zh.lacks(en), "zh", en)):
        if lacking:
            word = _LACKS[lacking]
            side = ("English", "英文") if which == "en" else ("Chinese", "中文")
            why = Text(
                f"The {side[0]} does not give the {word[0]}: {said(more, 'en')}.",
                f"{side[1]}没有写明{word[1]}：{said(more, 'zh')}。",
            )
            yield finding("date", "warning", pair, why, en=spans[0], zh=spans[1])
    yield from _before_after(pair, en, zh)
    if en.part != zh.part and (en.month or (en.part and zh.part)) and "decade" not in {en.part, zh.part}:
        why = Text(
            f"The part of the month or year differs: {said(en, 'en')} against {said(zh, 'en')}.",
            f"旬期或时段不同：英文为{said(en, 'zh')}，中文为{said(zh, 'zh')}。",
        )
        yield finding("date", "warning", pair, why, en=spans[0], zh=spans[1])


def _before_after(pair: Pair, en: Day, zh: Day) -> Iterator[Finding]:
    text_en, text_zh = joined(pair.en), joined(pair.zh)
    before = re.search(
        r"\b(before|after|since|until|by)\s(?:the end of\s)?$", text_en[: en.start], re.IGNORECASE
    )
    after = re.match(r"(?:年|月|日)?(?:底|初)?(之前|以前|前|之后|以后|后|以来)", text_zh[zh.end :])
    if not before or not after:
        return
    direction_en = "after" if before[1].lower() in {"after", "since"} else "before"
    direction_zh = "before" if "前" in after[1] else "after"
    if direction_en != direction_zh:
        why = Text(
            f"The English says {before[1]} {said(en, 'en')}, the Chinese {after[1]}.",
            f"英文是 {before[1]} {said(en, 'en')}，中文却是“{after[1]}”。",
        )
        yield finding(
            "date", "error", pair, why, en=(before.start(), en.end), zh=(zh.start, zh.end + after.end())
        )


def _unmatched(pair: Pair, en: list[Day], zh: list[Day]) -> Iterator[Finding]:
    left = list(zh)
    for day in en:
        partner = next((each for each in left if each.precision == day.precision), left[0] if left else None)
        if partner is None:
            yield _absent(pair, day, "zh")
            continue
        left.remove(partner)
        why = Text(
            f"The dates differ: {said(day, 'en')} against {said(partner, 'en')}.",
            f"日期不一致：英文为{said(day, 'zh')}，中文为{said(partner, 'zh')}。",
        )
        suggestion = Text(f"{said(day, 'zh')} in Chinese", f"中文宜为{said(day, 'zh')}")
        yield finding(
            "date",
            "error",
            pair,
            why,
            en=(day.start, day.end),
            zh=(partner.start, partner.end),
            suggestion=suggestion,
        )
    for day in left:
        yield _absent(pair, day, "en")


def _absent(pair: Pair, day: Day, lacking: Lang) -> Finding:
    if lacking == "zh":
        why = Text(f"The Chinese lacks the date {said(day, 'en')}.", f"中文缺少日期{said(day, 'zh')}。")
        return finding("date", "error", pair, why, en=(day.start, day.end))
    why = Text(f"The English lacks the date {said(day, 'en')}.", f"英文没有日期{said(day, 'zh')}。")
    return finding("date", "error", pair, why, zh=(day.start, day.end))


def said(day: Day, lang: Lang) -> str:
    """Return a date as a reader of ``lang`` would write it."""
    if day.part == "decade":
        return f"the {day.year}s" if lang == "en" else f"20世纪{(day.year or 0) % 100}年代"
    part = _PARTS.get(day.part, ("", ""))
    if lang == "en":
        month = _MONTHS[day.month - 1] if day.month else ""
        words = (part[0], str(day.day or ""), month, str(day.year or ""))
        return " ".join(word for word in words if word)
    year = f"{day.year}年" if day.year else ""
    month = f"{day.month}月" if day.month else ""
    return year + month + (f"{day.day}日" if day.day else part[1])

"""Numbers, units and scale, and the hedges beside them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tanlu.parity.align import Pair
from tanlu.parity.comparison import Comparison, Side
from tanlu.parity.facts import Said
from tanlu.parity.findings import Finding, Severity, finding, joined
from tanlu.parity.said.hedges import hedges_said
from tanlu.parity.said.number import CLOCK, ORDINAL, PLAIN, POINTS, SHARE, TIMES, VAGUE, Number, close, same
from tanlu.parity.segment import Segment
from tanlu.text import Lang, Text

_SAID: Final = {
    "nearly": ("nearly", "近"), "over": ("more than", "超过"), "under": ("less than", "不足"),
    "least": ("at least", "至少"), "most": ("at most", "至多"), "about": ("about", "约"), "": ("exactly", "确数"),
}  # fmt: skip
_ALIKE: Final = ({"over", "least"}, {"nearly", "under"}, {"most", "under"})
"""Hedges that translators use for each other without changing what is said: 以上 is *more than* and *at least*."""
_COUNTERS: Final = "者区家人个项类"
_IMPLIED: Final = (2.0, 0.5, 10.0, 100.0, 1000.0, 10000.0)
"""Values that one language says and the other implies (both, twice, 万)."""


@dataclass(slots=True)
class Matched:
    """The numbers of a pair: which answer which, and which are left on either side."""

    pair: Pair
    both: list[tuple[Number, Number]] = field(default_factory=list)
    en: list[Number] = field(default_factory=list)
    zh: list[Number] = field(default_factory=list)


def number_findings(seen: Comparison) -> Iterator[Finding]:
    """Return numbers, units and hedges that differ; a number that moved to the segment beside is no finding."""
    matched = {at: _match(pair, en, zh) for at, pair, en, zh in seen.whole()}
    yield from _cells(seen)
    _forgive_neighbours(matched)
    for each in matched.values():
        yield from _hedges(each)
        yield from _left(each)


def _match(pair: Pair, en: Side, zh: Side) -> Matched:
    found = Matched(pair)
    left = list(zh.numbers)
    years = {float(each.year) for each in (*en.days, *zh.days) if each.year}
    exact = {(each.value, each.unit) for each in left}
    for number in sorted(en.numbers, key=lambda each: (not each.hard, (each.value, each.unit) not in exact)):
        likely = [each for each in left if same(number, each)]
        likely.sort(key=lambda each: (each.unit != number.unit, each.hedge != number.hedge))
        partner = next(iter(likely), None)
        if partner is None:
            found.en.append(number)
        else:
            left.remove(partner)
            found.both.append((number, partner))
    found.zh = left
    found.en = [each for each in found.en if not (each.kind == PLAIN and each.value in years)]
    found.zh = [each for each in found.zh if not (each.kind == PLAIN and each.value in years)]
    _loosely(found)
    return found


def _loosely(found: Matched) -> None:
    """Match what is said in another form: twice and 两倍 or 翻一番, second and 二, a repeated figure said once."""
    for number in list(found.en):
        partner = next((each for each in found.zh if _alike(number, each)), None)
        if partner:
            found.en.remove(number)
            found.zh.remove(partner)
    said_zh, said_en = [pair[1] for pair in found.both], [pair[0] for pair in found.both]
    found.en = [
        each for each in found.en if not (_one(each) or any(_repeats(each, other) for other in said_en))
    ]
    found.zh = [
        each for each in found.zh if not (_one(each) or any(_repeats(each, other) for other in said_zh))
    ]


def _one(number: Number) -> bool:
    """Whether a number is one of something, which the other language may say without a number: a tonne, 每吨."""
    return number.value == 1 and bool(number.unit) and number.kind == PLAIN


def _repeats(one: Number, other: Number) -> bool:
    return same(one, other) and (one.unit == other.unit or not one.unit)


def _cells(seen: Comparison) -> Iterator[Finding]:
    """Find figures of a table row that stand in other columns."""
    for pair in seen.pairs:
        if not pair.whole or any(each.segment.kind != "row" for each in (*pair.en, *pair.zh)):
            continue
        en, zh = _figures(seen, pair.en, "en"), _figures(seen, pair.zh, "zh")
        if len(en) == len(zh) and en != zh and sorted(en) == sorted(zh):
            columns = [at + 1 for at, (one, other) in enumerate(zip(en, zh, strict=True)) if one != other]
            listed = ", ".join(str(each) for each in columns)
            why = Text(
                f"The figures of columns {listed} stand in other columns.", f"第 {listed} 列的数字错位。"
            )
            yield finding("number", "error", pair, why)


def _figures(seen: Comparison, row: tuple[Said, ...], lang: Lang) -> list[tuple[tuple[str, float], ...]]:
    """Return the numbers of each cell of a row."""
    cells = row[0].segment.text.split(" | ")
    heard = [seen.listener.hear(Segment(cell, 1), lang).numbers for cell in cells]
    return [tuple(sorted((each.kind, round(each.size, 9)) for each in found if each.hard)) for found in heard]


def _alike(one: Number, other: Number) -> bool:
    counted = {PLAIN, ORDINAL, TIMES}
    return (
        one.kind in counted
        and other.kind in counted
        and one.kind != other.kind
        and close(one.value, other.value)
    )


def _forgive_neighbours(matched: dict[int, Matched]) -> None:
    for at, here in matched.items():
        for there in (matched.get(at - 1), matched.get(at + 1)):
            if not there:
                continue
            for number in list(here.en):
                partner = next((each for each in there.zh if same(number, each)), None)
                if partner:
                    here.en.remove(number)
                    there.zh.remove(partner)


def _hedges(found: Matched) -> Iterator[Finding]:
    for en, zh in found.both:
        if en.hedge == zh.hedge or {en.hedge, zh.hedge} in _ALIKE or en.kind in {ORDINAL, VAGUE}:
            continue
        one_sided = not en.hedge or not zh.hedge
        if one_sided and (_said_apart(en.hedge, found, "zh") or _said_apart(zh.hedge, found, "en")):
            continue
        words_en, words_zh = _SAID[en.hedge], _SAID[zh.hedge]
        if not zh.hedge or not en.hedge:
            lost_en, lost_zh = words_en if en.hedge else words_zh
            side = ("Chinese", "中文") if en.hedge else ("English", "英文")
            why = Text(
                f"“{lost_en}” ({lost_zh}) is missing in the {side[0]}.",
                f"{side[1]}缺少“{lost_zh}”（{lost_en}）。",
            )
        else:
            why = Text(
                f"The English says “{words_en[0]}”, the Chinese “{words_zh[1]}” ({words_zh[0]}).",
                f"英文为“{words_en[0]}”（{words_en[1]}），中文为“{words_zh[1]}”。",
            )
        suggestion = Text(f"{words_en[1]} in Chinese", f"中文宜用“{words_en[1]}”") if en.hedge else None
        yield finding(
            "hedge",
            "warning",
            found.pair,
            why,
            en=(en.start, en.end),
            zh=(zh.start, zh.end),
            suggestion=suggestion,
        )


def _said_apart(hedge: str, found: Matched, lang: Lang) -> bool:
    """Whether a text says the hedge away from its number: 超过其规划所需的40%."""
    if not hedge:
        return False
    text = joined(found.pair.zh if lang == "zh" else found.pair.en)
    alike = {hedge}.union(*(each for each in _ALIKE if hedge in each))
    bound = sum((pair[1] if lang == "zh" else pair[0]).hedge in alike for pair in found.both)
    said = hedges_said(text, lang)
    return sum(said[each] for each in alike) > bound


def _left(found: Matched) -> Iterator[Finding]:
    left_zh = list(found.zh)
    for number in found.en:
        partner = _partner(number, left_zh)
        if partner:
            left_zh.remove(partner)
            yield _differ(found.pair, number, partner)
        elif _tells(number):
            yield _absent(found.pair, number, "zh")
    zh = joined(found.pair.zh)
    for number in left_zh:
        if _tells(number) and not _sums_up(number, zh):
            yield _absent(found.pair, number, "en")


def _partner(number: Number, others: list[Number]) -> Number | None:
    """Return the number of the other side that this one most likely became."""
    likely = [
        each for each in others
        if (each.kind == number.kind or {each.kind, number.kind} == {SHARE, POINTS}) and (each.hard or not number.hard)
    ]  # fmt: skip
    likely.sort(
        key=lambda each: (not _scaled(number, each), each.unit != number.unit, abs(each.start - number.start))
    )
    if not likely and number.kind == PLAIN:
        likely = [each for each in others if each.kind == PLAIN and each.unit == number.unit and each.unit]
    return likely[0] if likely else None


def _scaled(one: Number, other: Number) -> bool:
    """Whether two values have the same digits: 12.7亿 and 12.7万."""
    if one.value <= 0 or other.value <= 0:
        return False
    power = math.log10(one.value / other.value)
    return abs(power - round(power)) < 1e-6


def _differ(pair: Pair, en: Number, zh: Number) -> Finding:
    spans = {"en": (en.start, en.end), "zh": (zh.start, zh.end)}
    said_en, said_zh = _words(en, "en"), _words(zh, "zh")
    if en.kind != zh.kind:
        why = Text(
            f"One side says percent, the other percentage points: {said_en}, {said_zh}.",
            f"一处是百分比，一处是百分点：{said_en}，{said_zh}。",
        )
        return finding("unit", "error", pair, why, en=spans["en"], zh=spans["zh"])
    if close(en.value, zh.value) and en.unit != zh.unit:
        why = Text(f"The unit differs: {said_en} against {said_zh}.", f"单位不同：{said_en}，{said_zh}。")
        return finding("unit", "error", pair, why, en=spans["en"], zh=spans["zh"])
    if _scaled(en, zh) and en.value != zh.value and en.kind == PLAIN and max(en.value, zh.value) >= 1000:
        why = Text(f"The scale differs: {said_en} against {said_zh}.", f"量级不同：{said_en}，{said_zh}。")
        suggestion = Text(f"{_words(en, 'zh')} in Chinese", f"中文宜为{_words(en, 'zh')}")
        return finding("unit", "error", pair, why, en=spans["en"], zh=spans["zh"], suggestion=suggestion)
    why = Text(
        f"The numbers differ: {said_en} against {said_zh}.", f"数字不一致：英文 {said_en}，中文 {said_zh}。"
    )
    return finding(
        "number", "error" if en.hard or zh.hard else "warning", pair, why, en=spans["en"], zh=spans["zh"]
    )


def _absent(pair: Pair, number: Number, lacking: Lang) -> Finding:
    said = _words(number, "zh" if lacking == "en" else "en")
    why = (
        Text(f"The Chinese lacks the number {said}.", f"中文缺少数字 {said}。")
        if lacking == "zh"
        else Text(f"The English lacks the number {said}.", f"英文没有数字 {said}。")
    )
    span = (number.start, number.end)
    severity: Severity = "error" if number.hard else "warning"
    if lacking == "zh":
        return finding("number", severity, pair, why, en=span)
    return finding("number", severity, pair, why, zh=span)


def _tells(number: Number) -> bool:
    """Whether a number that one side lacks is worth a reader's time."""
    if number.hard:
        return True
    return number.kind == PLAIN and number.value > 2 and number.value not in _IMPLIED and not number.unit


def _sums_up(number: Number, zh: str) -> bool:
    """Whether a small numeral only counts what was listed: 在甲、乙、丙三地; 三地 itself needs no list beside it."""
    before, after = zh[max(0, number.start - 40) : number.start], zh[number.end : number.end + 1]
    if number.hard or not after:
        return False
    return after in "地方省州市县国" or (after in _COUNTERS and any(mark in before for mark in "、和与及"))


def _words(number: Number, lang: Lang) -> str:
    """Return a number as a reader of ``lang`` would write it."""
    if number.kind in {CLOCK, SHARE, POINTS}:
        points = "个百分点" if lang == "zh" else " percentage points"
        return {
            CLOCK: f"{int(number.value // 60)}:{int(number.value % 60):02}",
            SHARE: f"{number.value * 100:.4g}%",
            POINTS: f"{number.value:.4g}{points}",
        }[number.kind]
    unit = _UNIT_WORDS.get(number.unit, (number.unit, number.unit))[1 if lang == "zh" else 0]
    if lang == "zh":
        for size, word in ((1e8, "亿"), (1e4, "万")):
            if number.value >= size:
                return f"{number.value / size:.6g}{word}{unit}"
        return f"{number.value:.6g}{unit}"
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if number.value >= size:
            return f"{number.value / size:.6g}{word} {unit}".strip()
    return (
        f"{number.value:,.6g} {unit}".strip() if number.value < 1e5 else f"{number.value:,.0f} {unit}".strip()
    )


_UNIT_WORDS: Final = {
    "t": ("tonnes", "吨"), "ton": ("tons", "吨"), "short_ton": ("short tons", "短吨"), "kg": ("kg", "千克"),
    "tce": ("tonnes of coal equivalent", "吨标准煤"), "kW": ("kW", "千瓦"), "MW": ("MW", "兆瓦"), "GW": ("GW", "吉瓦"),
    "kWh": ("kWh", "千瓦时"), "MWh": ("MWh", "兆瓦时"), "GWh": ("GWh", "吉瓦时"), "TWh": ("TWh", "太瓦时"),
    "km": ("km", "公里"), "mile": ("miles", "英里"), "m": ("metres", "米"), "foot": ("feet", "英尺"),
    "ha": ("hectares", "公顷"), "acre": ("acres", "英亩"), "mu": ("mu", "亩"), "km2": ("km²", "平方公里"),
    "square_mile": ("square miles", "平方英里"), "m2": ("m²", "平方米"), "sqft": ("square feet", "平方英尺"),
    "USD": ("dollars", "美元"), "CNY": ("yuan", "元"), "EUR": ("euros", "欧元"), "year": ("years", "年"),
    "month": ("months", "个月"), "week": ("weeks", "周"), "day": ("days", "天"), "hour": ("hours", "小时"),
    "minute": ("minutes", "分钟"), "degC": ("°C", "摄氏度"),
}  # fmt: skip

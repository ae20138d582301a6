"""Numbers in Chinese: digits of both widths, numerals, 万 and 亿, 分之, 成, ranges, units."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.said.hedges import hedge_after_zh, hedge_before_zh
from tanlu.parity.said.number import CLOCK, MINUS, ORDINAL, PLAIN, POINTS, SHARE, TIMES, VAGUE, Number

WIDE: Final = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_DIGIT: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_PLACE: Final = {"十": 10, "百": 100, "千": 1000}
_SCALES: Final = {
    "万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "亿": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5,
    "万": 1e4, "千": 1e3, "百": 1e2, "": 1.0,
}  # fmt: skip
_SCALE: Final = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克伏卡])|百)"
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL: Final = r"[〇零一二两三四五六七八九十百千万亿]+(?:点[〇零一二三四五六七八九]+)?"
_CORE: Final = rf"(?:{_DIGITS}|{_NUMERAL})"
_UNITS: Final = (
    ("tce", "吨标准煤|吨标煤"), ("short_ton", "短吨"), ("t", "公吨|吨"), ("kg", "千克|公斤"),
    ("TWh", "太瓦时"), ("GWh", "吉瓦时"), ("MWh", "兆瓦时"), ("kWh", "千瓦时|度电|千瓦·时|度(?=电)"),
    ("GW", "吉瓦|GW"), ("MW", "兆瓦|MW"), ("kW", "千瓦|kW"),
    ("km2", "平方公里|平方千米"), ("square_mile", "平方英里"), ("m2", "平方米"), ("km", "公里|千米"), ("mile", "英里"),
    ("sqft", "平方英尺"), ("foot", "英尺"), ("m", "米"), ("ha", "公顷"), ("acre", "英亩"), ("mu", "亩"),
    ("USD", "美元|美金"), ("EUR", "欧元"), ("CNY", "元人民币|人民币|元"),
    ("year", "年(?!代|度|级|轻|初|底|末|中)"), ("month", "个月"), ("week", "周(?!年)|个星期"), ("day", "天"),
    ("hour", "小时|个小时"), ("minute", "分钟"), ("degC", "摄氏度|℃|°C|度(?=以[下上])"), ("degF", "华氏度|℉"),
)  # fmt: skip
_UNIT: Final = "|".join(f"(?P<u_{code}>{pattern})" for code, pattern in _UNITS)
_NUMBER: Final = re.compile(
    rf"(?<![\d.])(?<![A-Za-z](?=\d))(?P<money>US\$|\$|￥|¥|€)?(?P<low>{_CORE})(?P<lowscale>{_SCALE})?(?P<lowpercent>%)?"
    rf"(?:\s?(?:至|到|—|–|-|~|～)\s?(?P<high>{_CORE})(?!月|日))?"
    rf"(?P<more>[多余几]?)(?:(?<=\d)\s(?={_SCALE}))?(?P<scale>{_SCALE}?)(?P<more2>[多余]?)\s?"
    rf"(?:(?P<points>个百分点)|(?P<percent>%)|(?P<times>倍)|(?P<tenths>成(?![立为员果功就本长年效])(?:半)?)|(?:{_UNIT}))?"
)
_SHARES: Final = re.compile(
    rf"百分之(?P<hundredths>{_CORE})(?:(?:至|到|—|–|-)(?:百分之)?(?P<upto>{_CORE}))?|(?P<bottom>{_NUMERAL}|\d+)分之(?P<top>{_CORE})|(?P<half>一半|半数|过半|半壁)"
)
_ORDINAL: Final = re.compile(rf"第(?P<rank>{_CORE})|首(?=[个次届批座家场轮先])")
_VAGUE: Final = {
    "数百万|几百万|上百万": 1e6, "数十万|几十万|数以十万|上十万|成十万": 1e5, "数万|几万|上万|成千上万|数以万": 1e4,
    "数千|几千|上千|数以千": 1e3, "数百|几百|上百|数以百": 1e2, "数十|几十": 10.0, "数十亿|几十亿": 1e9,
}  # fmt: skip
_COUNTED: Final = (
    "个名位项家座人次场年天份条省州县市国方轮期届批类种点部章组所台辆套吨元级层步"
    "岁周小分句封篇段卷件片块处对轨大地"
)
_MASKED: Final = re.compile(
    r"第?\d+[–-][\d–-]+号|》\d+[–-][\d–-]+|(?!\d{4}-(?:19|20)\d{2}(?!\d))\d{4}-\d{3,}|"
    r"一煤独大|一业独大|一带一路|进一步|一些|一定|一般|一直|一旦|一致|一体|一系列|一方面|另一方面|统一|唯一|(?<!分)之一|万一|十分|百姓|一律|一并|"
    r"一起|一样|一同|一手|一线|一流|一举|一再|一向|一度|一如|一经|一贯|一切|一边|第[一二]轨|二轨|1\.5轨|一轨半|[“\"]?十[三四五六]五[”\"]?(?=规划|时期|期间|”)|"
    r"“十[一二三四五六]五”|第十[一二三四五六]个五年规划|三农|三方机制|四季|五年规划|五年计划|千方百计|千家万户|百年|"
    r"不一|单一|同一|逐一|专一|归一|万物|亿万|三大攻坚|九三学社|三峡|三角|四川|五台|六安|七台河|九江|百色|三亚|三门峡|"
    r"(?<!第)[一二三四五六1-6]期(?!间|限|末|货|刊|权|望|待|徒)|第[一二三四五六1-6](?:期|阶段)(?!间)|"
    r"两岸|两会|两地(?=分居)|二氧化碳|三氧化|四氧化|一氧化|二手|二次能源|一次能源|一次性|PM2\.5|CO2|CO₂|45[QXYZ]|48C"
)


def chinese_numbers(text: str) -> list[Number]:
    """Return the numbers of a Chinese segment; dates must have been blanked before.

    A numeral that is part of a set phrase (一煤独大, 进一步) is none, and a lone 一 is an article.
    """
    text = _MASKED.sub(lambda match: "　" * len(match.group()), text.translate(WIDE))
    found: list[Number] = []
    for scan in (_clock, _vague, _shares, _ordinals, _plain):
        new = list(scan(text))
        found.extend(new)
        for each in new:
            text = text[: each.start] + "　" * (each.end - each.start) + text[each.end :]
    return sorted(found, key=lambda each: each.start)


def numeral(said: str) -> float:
    """Return the value of a number written in digits or in Chinese numerals.

    Examples
    --------
    >>> numeral("三百二十五"), numeral("二〇一六"), numeral("两万五千"), numeral("十二"), numeral("1,234.5")
    (325.0, 2016.0, 25000.0, 12.0, 1234.5)
    """
    said = said.translate(WIDE).replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", said):
        return float(said)
    whole, _, decimals = said.partition("点")
    value = _whole(whole)
    for place, each in enumerate(decimals, 1):
        value += _DIGIT[each] / 10**place
    return value


def _whole(said: str) -> float:
    if not set(said) & set("十百千万亿"):
        return float("".join(str(_DIGIT[each]) for each in said) or 0)
    for big, size in (("亿", 1e8), ("万", 1e4)):
        head, found, tail = said.rpartition(big)
        if found:
            return (_whole(head) if head else 1.0) * size + (_whole(tail) if tail else 0.0)
    total, digit = 0.0, 0.0
    for each in said:
        if each in _PLACE:
            total += (digit or 1) * _PLACE[each]
            digit = 0
        else:
            digit = _DIGIT[each]
    return total + digit


_CLOCK: Final = re.compile(
    r"(?P<part>上午|下午|晚上|晚|中午|凌晨|早上)?(?P<hour>\d{1,2}|[一二三四五六七八九十两]{1,3})(?:时|点(?!\d|[〇零一二三四五六七八九]))"
    r"(?:(?P<minute>\d{1,2})分|(?P<half>半))?|(?<!\d)(?P<hour24>[01]?\d|2[0-3])[:：](?P<minute24>[0-5]\d)(?!\d)"
)


def _clock(text: str) -> Iterator[Number]:
    for match in _CLOCK.finditer(text):
        if not match["part"] and not match["minute"] and not match["half"] and not match["hour24"]:
            continue  # 九时 may be a length of time, and 三点 three points
        hour = numeral(match["hour"] or match["hour24"])
        minute = 30 if match["half"] else numeral(match["minute"] or match["minute24"] or "0")
        later = 12 if match["part"] in {"下午", "晚上", "晚"} and hour < 12 else 0
        yield Number((hour + later) * 60 + minute, CLOCK, "", hard=True, start=match.start(), end=match.end())


def _vague(text: str) -> Iterator[Number]:
    for pattern, value in _VAGUE.items():
        for match in re.finditer(pattern, text):
            yield Number(value, VAGUE, "", hard=False, start=match.start(), end=match.end())


def _shares(text: str) -> Iterator[Number]:
    for match in _SHARES.finditer(text):
        if match["half"]:
            value = 0.5
        elif match["hundredths"]:
            value = numeral(match["hundredths"]) / 100
        else:
            bottom = numeral(match["bottom"])
            if not bottom:
                continue
            value = numeral(match["top"]) / bottom
        if match["upto"]:
            yield Number(
                numeral(match["upto"]) / 100, SHARE, "", hard=True, start=match.start("upto"), end=match.end()
            )
        hedge = _hedge(text, match.start(), match.end())
        hard = not match["half"] and match["bottom"] not in {"四", "4"}
        yield Number(
            value, SHARE, "", hard, match.start(), match.end(), "over" if match["half"] == "过半" else hedge
        )


def _ordinals(text: str) -> Iterator[Number]:
    for match in _ORDINAL.finditer(text):
        value = numeral(match["rank"]) if match["rank"] else 1.0
        yield Number(value, ORDINAL, "", hard=False, start=match.start(), end=match.end())


def _plain(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        yield from _of(match, text)


def _of(match: re.Match[str], text: str) -> Iterator[Number]:
    unit = next(
        (name[2:] for name, value in match.groupdict().items() if name.startswith("u_") and value), ""
    )
    if match["money"]:
        unit = {"￥": "CNY", "¥": "CNY", "€": "EUR"}.get(match["money"], "USD")
    kind, factor = _kind(match)
    more = "over" if match["more"] in {"多", "余"} or match["more2"] else ""
    hedge = more or _hedge(text, match.start(), match.end())
    scale = _SCALES[match["scale"]]
    for part in ("low", "high"):
        said = match[part]
        if not said:
            continue
        own = _SCALES[match["lowscale"] or ""] if part == "low" else scale
        if part == "low" and not match["lowscale"] and match["high"]:
            own = scale if scale > 1 else _trailing(match["high"])
        value = (
            numeral(said) * (own if part == "high" or match["lowscale"] or match["high"] else scale) * factor
        )
        if match["tenths"] and match["tenths"].endswith("半"):
            value += 0.05
        if part == "low" and (
            re.search(MINUS, text[: match.start()]) or text[: match.start()].endswith(("负", "零下"))
        ):
            value = -value
        start, end = match.span() if part == "low" and not match["high"] else match.span(part)
        digits = said[0].isdigit()
        if digits and re.match(r"[A-Za-z]", text[match.end(part) :]) and not unit:
            continue  # 5B is a name
        scaled = bool(match["lowscale"] or match["scale"]) or bool(set(said) & set("百千万亿"))
        if not digits and not _counts(match, said, kind, unit, text, scaled=scaled):
            continue
        hard = (digits or scaled or kind in {SHARE, POINTS}) and not set(said) <= set("百千万亿")
        yield Number(value, kind, unit, hard, start, end, hedge if part == "low" else "")


def _trailing(said: str) -> float:
    """Return the scale that a range such as 三至五万 lends its first number."""
    tail = re.search(r"(万亿|亿|万)$", said)
    return _SCALES[tail.group()] if tail and not said[0].isdigit() and len(said) > 1 else 1.0


def _kind(match: re.Match[str]) -> tuple[str, float]:
    if match["points"]:
        return POINTS, 1.0
    if match["percent"] or match["lowpercent"]:
        return SHARE, 0.01
    if match["tenths"]:
        return SHARE, 0.1
    return (TIMES, 1.0) if match["times"] else (PLAIN, 1.0)


def _counts(match: re.Match[str], said: str, kind: str, unit: str, text: str, *, scaled: bool) -> bool:
    """Whether a numeral counts something, and is no part of a word."""
    if set(said) <= set("百千万亿"):
        return text[match.start() - 1 : match.start()] in {"每", "一"} and match.start() > 0
    if said in {"一", "零", "〇"}:
        return kind == SHARE or (bool(match["scale"]) and said == "一")
    if unit or kind != PLAIN or scaled or len(said) > 1:
        return True
    return text[match.end() : match.end() + 1] in _COUNTED and bool(text[match.end() : match.end() + 1])


def _hedge(text: str, start: int, end: int) -> str:
    after = text[end : end + 8]
    return (
        hedge_before_zh(text[max(0, start - 12) : start])
        or hedge_after_zh(after)
        or hedge_after_zh(after[1:])
    )

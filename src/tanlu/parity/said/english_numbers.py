"""Numbers in English: digits, words, scales, fractions, ranges, units."""

import re
from collections.abc import Iterator
from typing import Final

from tanlu.parity.said.hedges import hedge_after_en, hedge_before_en
from tanlu.parity.said.number import CLOCK, MINUS, ORDINAL, PLAIN, POINTS, SHARE, TIMES, VAGUE, Number

_ONES: Final = {
    word: n
    for n, word in enumerate(
        [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    )
}  # fmt: skip
_TENS: Final = {
    word: 10 * n
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_WORDS: Final = {**_ONES, **_TENS, "hundred": 100, "dozen": 12}
_SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "dozen": 12,
}  # fmt: skip
_SCALE: Final = r"(?:hundred thousand|thousand|million|billion|trillion|mn|bn)"
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_IN_WORDS: Final = rf"(?:(?:{_WORD})(?:[\s-]+(?:and\s+)?(?=(?:{_WORD})\b))?)+"
_CORE: Final = rf"(?:(?:{_DIGITS})|\b{_IN_WORDS}\b)"
_PARTS: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_FRACTION: Final = re.compile(
    rf"(?<![\d/])(?P<top>\d+)/(?P<bottom>\d+)(?![\d/])"
    rf"|\b(?P<few>an?|{'|'.join(_ONES)})[\s-]+(?P<part>third|quarter|fifth|sixth|eighth|tenth)s?\b"
    rf"(?!\s+(?:of the year|place|party|parties))"
    rf"|\b(?P<out>{_WORD}|\d+)(?:\s[a-z]+)?\s(?:in|out of)(?:\severy)?\s(?P<of>{_WORD}|\d+)\b(?!\s?(?:{_SCALE}|%|per))"
    rf"|\b(?P<half>half)\b",
    re.IGNORECASE,
)
_UNITS: Final = (
    ("short_ton", r"short[\s-]tons?"), ("tce", r"(?:tonnes?|tons?) of (?:standard )?coal equivalent|tce\b"),
    ("kt", r"(?-i:kt)\b"), ("Mt", r"(?-i:Mt)\b"), ("Gt", r"(?-i:Gt)\b"), ("t", r"metric tons?|tonnes?|t\b"),
    ("ton", r"tons?\b"), ("kg", r"kilograms?|kg\b"),
    ("TWh", r"TWh\b|terawatt[\s-]hours?"), ("GWh", r"GWh\b|gigawatt[\s-]hours?"),
    ("MWh", r"MWh\b|megawatt[\s-]hours?"), ("kWh", r"kWh\b|kilowatt[\s-]hours?"),
    ("GW", r"GW\b|gigawatts?"), ("MW", r"MW\b|megawatts?"), ("kW", r"kW\b|kilowatts?"),
    ("km2", r"square kilomet(?:re|er)s?|km²|km2\b"), ("square_mile", r"square miles?"),
    ("km", r"kilomet(?:re|er)s?|km\b"), ("mile", r"miles?\b"), ("foot", r"feet\b|foot\b"),
    ("m2", r"square met(?:re|er)s?|m²"), ("sqft", r"square f(?:ee|oo)t|sq\.? ?ft"), ("m", r"met(?:re|er)s?\b"),
    ("ha", r"hectares?|ha\b"), ("acre", r"acres?\b"), ("mu", r"mu\b"),
    ("USD", r"(?:US |U\.S\. )?dollars?\b|USD\b"), ("EUR", r"euros?\b|EUR\b"),
    ("CNY", r"(?:Chinese )?yuan\b|RMB\b|renminbi\b|CNY\b"),
    ("year", r"years?\b"), ("month", r"months?\b"), ("week", r"weeks?\b"), ("day", r"days?\b"),
    ("hour", r"hours?\b"), ("minute", r"minutes?\b"),
    ("degC", r"°C|degrees? Celsius|degrees? C\b"), ("degF", r"°F|degrees? Fahrenheit"),
)  # fmt: skip
_UNIT: Final = "|".join(f"(?P<u_{code}>{pattern})" for code, pattern in _UNITS)
_DURATIONS: Final = ("year", "month", "week", "day", "hour")
_PREFIX: Final = r"(?P<money>US\$|\$|USD\s?|RMB\s?|CNY\s?|¥|€)"
_NUMBER: Final = re.compile(
    rf"(?<![A-Za-z0-9.])(?:{_PREFIX}\s?)?(?P<low>{_CORE})(?P<lowscale>\s{_SCALE})?"
    rf"(?:\s?(?P<lowpercent>%|per\s?cent\b))?"
    rf"(?:\s?(?:–|—|-|to|and(?=\s{_CORE}))\s?(?:US\$|\$|RMB\s?|¥)?(?P<high>{_CORE})(?![\d,]*(?:st|nd|rd|th)\b))?"
    rf"(?P<ordinal>(?:st|nd|rd|th)\b)?(?P<scale>[\s-]{_SCALE}\b)?(?P<plus>\+)?"
    rf"(?:\s?(?P<points>percentage points?|pp\b)|\s?(?P<percent>%|per\s?cent\b|percent\b)"
    rf"|[\s-](?P<times>times|fold\b)|[\s-]?(?:{_UNIT})(?![A-Za-z]))?",
    re.IGNORECASE,
)
_ORDINALS: Final = {
    word: n
    for n, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        start=1,
    )
}  # fmt: skip
_ORDINAL: Final = re.compile(rf"\b(?P<word>{'|'.join(_ORDINALS)})\b(?!\s+of all)", re.IGNORECASE)
_VAGUE: Final = {
    r"(?:several|a few|many) hundred|hundreds of(?! thousands)": 1e2,
    r"(?:several|a few|many) thousand|(?<!tens of )(?<!hundreds of )thousands of": 1e3, r"tens of thousands": 1e4,
    r"hundreds of thousands": 1e5, r"several million|millions of": 1e6, r"dozens of|several dozen": 10.0,
    r"(?:several|a few) billion|billions of": 1e9,
}  # fmt: skip
_MULTIPLES: Final = {
    "doubled?": 2.0,
    "doubling": 2.0,
    "twice": 2.0,
    "tripled?": 3.0,
    "trebled?": 3.0,
    "quadrupled?": 4.0,
}
_ANY_VAGUE: Final = re.compile(r"hundred|thousand|million|billion|dozen", re.IGNORECASE)
_ANY_MULTIPLE: Final = re.compile(r"doubl|twice|tripl|trebl|quadrupl", re.IGNORECASE)
_ANY_FRACTION: Final = re.compile(
    r"/|half|third|quarter|fifth|sixth|eighth|tenth|\b(?:in|out)\b", re.IGNORECASE
)
"""What a segment must hold before each of the patterns is worth trying."""
_MASKED: Final = re.compile(
    r"\b(?:Notice|No\.?|Number|Circular|Document|Decree|Docket) \d+[–-][\d–-]+|\b(?!\d{4}-(?:19|20)\d{2}\b)\d{4}-\d{3,}\b|"
    r"\bTrack (?:2|1\.5|II|Two|One and a half)\b|\b\d+(?:st|nd|rd|th) Five-Year Plans?\b|\bone of\b|\bone another\b|"
    r"\bno one\b|\bCOP ?\d+\b|\bG ?(?:7|20|77)\b|\bCO2\b|\bPM2\.5\b|\bdouble[- ](?:check|digit)\b|"
    r"\b(?:at|for the|in the) first\b|\bin one\b|\bfirst(?:ly)?,|\bseconds?\b(?= to| later)|"
    r"\bSection \d+[A-Z]?\b|\b45[QXYZ]\b|\b48C\b|"
    r"\b(?:two|three|four|five|six|[2-6]) phases\b|"
    r"\bPhases? (?:\d|one|two|three|four|I{1,3}|IV)(?:(?:, | and | or |, and )(?:\d|[a-z]+)\b)*",
    re.IGNORECASE,
)


def english_numbers(text: str) -> list[Number]:
    """Return the numbers of an English segment; dates must have been blanked before."""
    text = _blanked(text, _MASKED)
    found: list[Number] = []
    for scan in (_clock, _vague, _multiples, _fractions, _plain, _bare, _ordinals):
        new = list(scan(text))
        found.extend(new)
        for each in new:
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return sorted(found, key=lambda each: each.start)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: " " * len(match.group()), text)


_CLOCK: Final = re.compile(
    r"\b(?P<hour>1[0-2]|0?\d)(?:[.:](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?|\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b",
    re.IGNORECASE,
)


def _clock(text: str) -> Iterator[Number]:
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["hour"] or match["hour24"]), int(match["minute"] or match["minute24"] or 0)
        if match["half"]:
            hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
        yield Number(hour * 60.0 + minute, CLOCK, "", hard=True, start=match.start(), end=match.end())


def _vague(text: str) -> Iterator[Number]:
    if not _ANY_VAGUE.search(text):
        return
    for pattern, value in _VAGUE.items():
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            yield Number(value, VAGUE, "", hard=False, start=match.start(), end=match.end())


def _multiples(text: str) -> Iterator[Number]:
    if not _ANY_MULTIPLE.search(text):
        return
    for pattern, value in _MULTIPLES.items():
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            yield Number(value, TIMES, "", hard=False, start=match.start(), end=match.end())


def _fractions(text: str) -> Iterator[Number]:
    if not _ANY_FRACTION.search(text):
        return
    for match in _FRACTION.finditer(text):
        if match["top"]:
            top, bottom = int(match["top"]), int(match["bottom"])
            if not bottom or top >= bottom:
                continue
        elif match["half"]:
            top, bottom = 1, 2
        elif match["out"]:
            top, bottom = int(_value(match["out"])), int(_value(match["of"]))
            if not 0 < top < bottom or bottom not in {*range(2, 13), 20, 100, 1000}:
                continue
        else:
            few = match["few"].lower()
            top, bottom = 1 if few in {"a", "an"} else _ONES[few], _PARTS[match["part"].lower()]
        hard = (
            not match["half"] and not match["out"] and not (match["part"] or "").lower().startswith("quarter")
        )
        yield Number(
            top / bottom,
            SHARE,
            "",
            hard,
            match.start(),
            match.end(),
            _hedge(text, match.start(), match.end()),
        )


def _plain(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        if not text[match.end() : match.end() + 1].isalpha():  # 5B is a name
            yield from _of(match, text)


def _of(match: re.Match[str], text: str) -> Iterator[Number]:
    scale, unit, (kind, factor) = _scale(match["scale"] or ""), _unit(match), _kind(match)
    hedge = _hedge(text, match.start(), match.end()) or ("over" if match["plus"] else "")
    if unit in _DURATIONS and re.search(r"\bover\s(?:the\s)?$", text[: match.start()], re.IGNORECASE):
        hedge = ""  # "over ten years" is as long as it lasts, not more
    if match["low"]:
        own = _scale(match["lowscale"]) if match["lowscale"] else scale
        sign = -1 if re.search(MINUS, text[: match.start()]) else 1
        span = match.span("low") if match["high"] else match.span()
        yield from _number(match["low"], own, sign * factor, kind, unit, span=span, hedge=hedge)
    if match["high"]:
        yield from _number(match["high"], scale, factor, kind, unit, span=match.span("high"), hedge="")


def _number(
    said: str, scale: float, factor: float, kind: str, unit: str, *, span: tuple[int, int], hedge: str
) -> Iterator[Number]:
    digits = said[0].isdigit()
    value = _value(said) * scale * factor
    if value == 1 and not digits:
        return  # "one" says as little as an article
    hard = (digits or scale > 1 or kind in {SHARE, POINTS}) and kind != ORDINAL
    yield Number(value, kind, unit, hard, *span, hedge)


def _unit(match: re.Match[str]) -> str:
    money = (match["money"] or "").strip().upper()
    if money:
        return {"RMB": "CNY", "CNY": "CNY", "¥": "CNY", "€": "EUR"}.get(money, "USD")
    return next(
        (name[2:] for name, value in match.groupdict().items() if name.startswith("u_") and value), ""
    )


def _kind(match: re.Match[str]) -> tuple[str, float]:
    if match["points"]:
        return POINTS, 1.0
    if match["percent"] or match["lowpercent"]:
        return SHARE, 0.01
    return (TIMES if match["times"] else ORDINAL if match["ordinal"] else PLAIN), 1.0


def _scale(words: str) -> float:
    value = 1.0
    for word in words.lower().replace("-", " ").split():
        value *= _SCALES[word]
    return value


def _value(said: str) -> float:
    if said[0].isdigit():
        return float(said.replace(",", ""))
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", said.lower()):
        if word == "and" or not word:
            continue
        if word in {"hundred", "dozen"}:
            current = max(current, 1) * _WORDS[word]
        else:
            current += _WORDS[word]
    return total + current


def _bare(text: str) -> Iterator[Number]:
    """Yield scale words that stand for a number: a million tonnes, per thousand people."""
    for match in re.finditer(
        r"\b(?:an?|per|every|each)\s(hundred|thousand|million|billion)\b", text, re.IGNORECASE
    ):
        yield Number(_SCALES[match[1].lower()], PLAIN, "", hard=False, start=match.start(1), end=match.end())


def _ordinals(text: str) -> Iterator[Number]:
    for match in _ORDINAL.finditer(text):
        yield Number(
            float(_ORDINALS[match["word"].lower()]),
            ORDINAL,
            "",
            hard=False,
            start=match.start(),
            end=match.end(),
        )


def _hedge(text: str, start: int, end: int) -> str:
    return hedge_before_en(text[max(0, start - 48) : start]) or hedge_after_en(text[end : end + 24])

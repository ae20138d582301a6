"""How a quantity is said in a sentence: 1.27 billion t in English is 12.7亿吨 in Chinese."""

from typing import Final

from tanlu.registers.units import codes, factor, unit
from tanlu.text import Lang, grouped, significant

Scale = tuple[tuple[float, str], ...]

_SCALES: Final[dict[str, dict[Lang, Scale]]] = {
    "t": {
        "en": ((1e9, "billion t"), (1e6, "million t"), (0, "t")),
        "zh": ((1e8, "亿吨"), (1e4, "万吨"), (0, "吨")),
    },
    "tce": {
        "en": ((1e9, "billion tce"), (1e6, "million tce"), (0, "tce")),
        "zh": ((1e8, "亿吨标准煤"), (1e4, "万吨标准煤"), (0, "吨标准煤")),
    },
    "tCO2": {
        "en": ((1e9, "billion t CO₂"), (1e6, "million t CO₂"), (0, "t CO₂")),
        "zh": ((1e8, "亿吨二氧化碳"), (1e4, "万吨二氧化碳"), (0, "吨二氧化碳")),
    },
    "kW": {
        "en": ((1e6, "GW"), (1e3, "MW"), (0, "kW")),
        "zh": ((1e8, "亿千瓦"), (1e4, "万千瓦"), (0, "千瓦")),
    },
    "kWh": {
        "en": ((1e9, "TWh"), (1e6, "GWh"), (1e3, "MWh"), (0, "kWh")),
        "zh": ((1e8, "亿千瓦时"), (1e4, "万千瓦时"), (0, "千瓦时")),
    },
    "persons": {
        "en": ((1e9, "billion people"), (1e6, "million people"), (0, "people")),
        "zh": ((1e8, "亿人"), (1e4, "万人"), (0, "人")),
    },
    "USD": {
        "en": ((1e12, "trillion USD"), (1e9, "billion USD"), (1e6, "million USD"), (0, "USD")),
        "zh": ((1e12, "万亿美元"), (1e8, "亿美元"), (1e4, "万美元"), (0, "美元")),
    },
    "CNY": {
        "en": ((1e12, "trillion yuan"), (1e9, "billion yuan"), (1e6, "million yuan"), (0, "yuan")),
        "zh": ((1e12, "万亿元"), (1e8, "亿元"), (1e4, "万元"), (0, "元")),
    },
}
_BY_BASE: Final = {
    "tonne": "t",
    "tce": "tce",
    "tonne_co2": "tCO2",
    "kilowatt": "kW",
    "person": "persons",
    "usd": "USD",
    "cny": "CNY",
}
_COLUMNS: Final[dict[str, str]] = {
    "Mt": "1e8_t",
    "1e9_t": "1e8_t",
    "GW": "1e4_kW",
    "MW": "1e4_kW",
    "TWh": "1e8_kWh",
    "MtCO2": "1e8_tCO2",
    "1e9_USD": "1e8_USD",
    "1e6_USD": "1e8_USD",
}
"""Column units that Chinese tables use in place of the English ones, where the register has them."""


def say(value: float, code: str, lang: Lang, digits: int = 3) -> str:
    """Say a quantity in a sentence, with the same number of significant figures in both languages.

    Parameters
    ----------
    value : float
        In the unit ``code``.
    code : str
        Unit code.
    lang : {"en", "zh"}
        Language.
    digits : int
        Significant figures.

    Examples
    --------
    >>> say(3329.0, "Mt", "en"), say(3329.0, "Mt", "zh")
    ('3.33 billion t', '33.3亿吨')
    >>> say(44.49, "percent", "zh"), say(5012, "persons", "en"), say(52, "persons", "en")
    ('44.5%', '5,010 people', '52 people')
    >>> say(15.0, "count", "en"), say(15.0, "count", "zh")
    ('15', '15个')
    """
    scale = _scale(code)
    if scale is None:
        symbol = unit(code).symbol(lang)
        if code == "count":  # a number of mines needs no "number" behind it, and no mine is 0.5 of one
            number = grouped(f"{float(significant(value, digits)):.0f}", lang)
            return number + symbol if lang == "zh" else number
        gap = "" if symbol == "%" or lang == "zh" else " "
        return grouped(significant(value, digits), lang) + gap + symbol
    amount = value * factor(code, scale)
    steps = _SCALES[scale][lang]
    rounded = float(
        significant(amount, digits)
    )  # once, for both languages: 0.995 rounds otherwise than 995e9
    size, word = next(step for step in steps if abs(rounded) >= step[0])
    if scale == "persons" and not size:
        number = grouped(f"{rounded:.0f}", lang)  # nobody is 0.3 of a person
    else:
        number = grouped(significant(rounded / (size or 1), digits), lang)
    return f"{number}{word}" if lang == "zh" else f"{number} {word}"


def _scale(code: str) -> str | None:
    base = unit(code).base
    if base == "gigajoule" and code.endswith("Wh"):
        return "kWh"
    return _BY_BASE.get(base)


def column_unit(code: str, lang: Lang) -> str:
    """Return the unit a table column or an axis uses in ``lang``: 亿吨 where English has Mt.

    Examples
    --------
    >>> column_unit("GW", "en"), column_unit("GW", "zh")
    ('GW', '1e4_kW')
    """
    other = _COLUMNS.get(code, code)
    return other if lang == "zh" and other in codes() else code

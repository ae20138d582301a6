"""Numbers, years and dates as each language writes them, and the round numbers of an axis."""

import math
from collections.abc import Sequence

from tanlu.text import Lang, grouped, significant

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def number(value: float, lang: Lang, decimals: int = 0) -> str:
    """Write a number: thousands set off by a comma in English, not in Chinese; minus is ``−``.

    >>> number(-1234.5, "en", 1), number(-1234.5, "zh", 1)
    ('−1,234.5', '−1234.5')
    """
    rounded = round(value, decimals) + 0.0
    words = f"{rounded:,.{decimals}f}" if lang == "en" else f"{rounded:.{decimals}f}"
    return words.replace("-", "−")


def brief(value: float, lang: Lang) -> str:
    """Write a number to three significant figures.

    >>> brief(1356.58, "en"), brief(215.24, "en"), brief(12.96869, "zh"), brief(0.01234, "zh")
    ('1,360', '215', '13.0', '0.0123')
    """
    return grouped(significant(value), lang)


def decimals_for(values: Sequence[float], most: int = 3, otherwise: int = 2) -> int:
    """Return how many decimals show every value as it is, or ``otherwise`` where none up to ``most`` do.

    >>> decimals_for([1.5, 2.25]), decimals_for([1 / 3]), decimals_for([0.00123456])
    (2, 3, 5)
    """
    for decimals in range(most + 1):
        if all(abs(round(value, decimals) - value) <= 1e-9 * max(1.0, abs(value)) for value in values):
            return decimals
    largest = max(abs(value) for value in values)
    return max(otherwise, 2 - math.floor(math.log10(largest)))


def percent(share: float, lang: Lang, decimals: int = 0) -> str:
    """Write a share in percent; a small one is never rounded to zero.

    >>> percent(64.2, "en"), percent(0.2, "zh"), percent(64.2, "en", 1)
    ('64%', '<1%', '64.2%')
    """
    least: float = 10.0**-decimals
    if 0 < share < least / 2:
        return f"<{number(least, lang, decimals)}%"
    return f"{number(share, lang, decimals)}%"


def year_in(year: int, lang: Lang) -> str:
    """Write a year as a word of a sentence: ``2023`` or ``2023年``."""
    return f"{year}年" if lang == "zh" else str(year)


def span(first: int, last: int, lang: Lang) -> str:
    """Write a span of years: ``2000–2023`` or ``2000—2023年``.

    >>> span(2000, 2023, "en"), span(2000, 2023, "zh"), span(2000, 2000, "en")
    ('2000–2023', '2000—2023年', '2000')
    """
    if first == last:
        return year_in(first, lang)
    return f"{first}—{last}年" if lang == "zh" else f"{first}–{last}"


def spans(years: Sequence[int], step: int = 1) -> list[tuple[int, int]]:
    """Join neighbouring years into spans.

    >>> spans([2001, 2002, 2005])
    [(2001, 2002), (2005, 2005)]
    """
    found: list[tuple[int, int]] = []
    for year in years:
        if found and year - found[-1][1] <= step:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found


def date(iso: str, lang: Lang) -> str:
    """Write a date, as precise as it is known.

    >>> date("2025-05-14", "en"), date("2025-05-14", "zh"), date("2020-09", "en"), date("2021", "zh")
    ('14 May 2025', '2025年5月14日', 'September 2020', '2021年')
    """
    parts = [int(part) for part in iso.split("-")]
    if lang == "zh":
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    names = [str(parts[0]), *(_MONTHS[part - 1] for part in parts[1:2]), *(str(part) for part in parts[2:])]
    return " ".join(reversed(names))


def moment(iso: str) -> tuple[float, float]:
    """Return when a date begins and ends, in years.

    >>> moment("2021")
    (2021.0, 2022.0)
    """
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return float(parts[0]), parts[0] + 1.0
    start = parts[0] + (parts[1] - 1) / 12
    if len(parts) == 2:
        return start, start + 1 / 12
    day = start + (parts[2] - 1) / 372
    return day, day


def ticks(low: float, high: float, most: int) -> list[float]:
    """Return at most ``most`` round numbers between ``low`` and ``high``, evenly spaced.

    >>> ticks(0, 424, 5)
    [0.0, 100.0, 200.0, 300.0, 400.0]
    """
    if high <= low:
        return [low]
    scale = 10.0 ** math.floor(math.log10((high - low) / most))
    for factor in (1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0):
        step = factor * scale
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [round(i * step, 10) + 0.0 for i in range(first, last + 1)]
    return [low]  # pragma: no cover - a step of fifty times a tenth of the span always fits


def year_ticks(first: int, last: int, most: int) -> list[int]:
    """Return at most ``most`` round years.

    >>> year_ticks(2000, 2023, 6), year_ticks(2020, 2023, 6)
    ([2000, 2005, 2010, 2015, 2020], [2020, 2021, 2022, 2023])
    """
    for step in (1, 2, 5, 10, 20, 50, 100):
        years = [year for year in range(first, last + 1) if year % step == 0]
        if len(years) <= most:
            return years
    return [first, last]

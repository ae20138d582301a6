"""Cells as written, each to what it means or to why it is refused: once for every different cell."""

import re
from collections.abc import Callable
from math import isfinite
from typing import Final

from tanlu.errors import TanluError
from tanlu.evidence.fact import STATUSES, Ref
from tanlu.evidence.readers.text import parse_number, parse_period, plain, squeezed
from tanlu.period import PartialDate
from tanlu.registers.indicators import all_series, scopes, series
from tanlu.registers.regions import region
from tanlu.registers.tables import nearest
from tanlu.registers.units import unit
from tanlu.text import Text

Vetted = tuple[str, str, str]
"""What a cell means, or else the reason in English and in Chinese."""

OWN_SERIES: Final = Text(
    "Or declare a series of your own under own_series in a mapping file.",
    "也可在映射文件的 own_series 中定义自有指标。",
)
_SOURCE: Final = re.compile(r"[A-Za-z0-9_]+", re.ASCII)


def vet(field: str, cell: str) -> Vetted:
    """Return what a cell of ``field`` means, or why it is refused."""
    if not cell and field in _NEEDED:
        return ("", _NEEDED[field].en, _NEEDED[field].zh)
    try:
        return (_MEANING[field](cell), "", "")
    except TanluError as error:
        return ("", " ".join(error.lines("en")), "".join(error.lines("zh")))


_NEEDED: Final = {
    "series": Text("The series is empty; write its id.", "指标为空；请填写指标编号。"),
    "region": Text("The region is empty; write its code.", "地区为空；请填写地区代码。"),
    "period": Text("The year is empty.", "年份为空。"),
    "source": Text(
        "The source is empty; no figure is taken without one.", "来源为空；没有来源的数字不予收录。"
    ),
}


def _series(cell: str) -> str:
    name = plain(cell)
    if name in all_series():
        return name
    titles = {each.title.zh: each.id for each in all_series().values()}
    titles |= {each.title.en: each.id for each in all_series().values()}
    inside = [held for title, held in titles.items() if len(name) > 1 and squeezed(name) in title]
    offers = dict.fromkeys([*inside, *(titles[title] for title in nearest(name, titles))])
    listed = list(offers)[:4]
    try:
        series(name)
    except TanluError as error:
        if listed and not name.isascii():
            error.do = (
                f"Did you mean {', '.join(listed)}? Say so under series_names in a mapping file.",
                f"您要找的是否是：{'、'.join(listed)}？请在映射文件的 series_names 中写明。",
            )
        error.do = (f"{error.do[0]} {OWN_SERIES.en}", f"{error.do[1]}{OWN_SERIES.zh}")
        raise
    return name


def _region(cell: str) -> str:
    return region(plain(cell)).code


def _unit(cell: str) -> str:
    return unit(squeezed(cell) if not plain(cell).isascii() else plain(cell)).code if cell else ""


def _status(cell: str) -> str:
    name = plain(cell).casefold()
    if not name:
        return ""
    for code, words in STATUSES.items():
        if name in (code, words.en, words.zh):
            return code
    raise _refusal(cell, "a status", "状态", tuple(STATUSES))


def _scope(cell: str) -> str:
    if not cell or cell in scopes():
        return cell
    raise _refusal(cell, "a scope", "口径", nearest(cell, scopes()) or ("all_mines", "above_scale"))


def _refusal(cell: str, what: str, what_zh: str, offers: tuple[str, ...]) -> TanluError:
    return TanluError(
        (f"{cell!r} is not {what}.", f"{cell!r} 不是规定的{what_zh}。"),
        (f"Write one of {', '.join(offers)}.", f"可用：{'、'.join(offers)}。"),
    )


def _dims(cell: str) -> str:
    return Ref.parse(f"coal_production[{plain(cell)}]/WORLD/2000").dims if cell else ""


def _source(cell: str) -> str:
    if _SOURCE.fullmatch(cell):
        return cell
    words = plain(cell)
    safe = re.sub(r"[^a-z0-9]+", "_", words.casefold()).strip("_")[:24]
    from hashlib import sha256  # noqa: PLC0415 - only for sources named in words

    return f"{safe or 'own'}_{sha256(words.encode()).hexdigest()[:6]}"


def _published(cell: str) -> str:
    return PartialDate.parse(plain(cell)).last_day if cell else ""


def _number(cell: str) -> str:
    found = parse_number(cell)
    if not isfinite(found.value):
        raise TanluError(
            (f"{cell[:20]!r}… is larger than any figure.", f"{cell[:20]!r}……超出任何数字的范围。"),
            ("Write the number in a larger unit.", "请换用更大的单位。"),
        )
    return f"{found.value!r}{'%' if found.percent else ''}"


_MEANING: Final[dict[str, Callable[[str], str]]] = {
    "series": _series,
    "dims": _dims,
    "region": _region,
    "period": parse_period,
    "unit": _unit,
    "source": _source,
    "status": _status,
    "scope": _scope,
    "published": _published,
    "number": _number,
}


def unit_fits(series_name: str, unit_code: str, held: frozenset[str]) -> bool:
    """Return whether a unit measures what a series measures: its own kind, money in another currency, or one held."""
    own, other = unit(all_series()[series_name].unit).base, unit(unit_code).base
    return own == other or {own, other} == {"usd", "cny"} or other in {unit(each).base for each in held}

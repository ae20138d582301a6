"""The head of a Chinese statistical table: title rows, units, and headings merged over several rows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from tanlu.evidence.readers.files import Numbered
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.nbs_names import region_code
from tanlu.evidence.readers.text import is_year, plain, squeezed

_LABELS: Final = {
    "指标": "series", "项目": "series", "地区": "region", "省份": "region", "省市": "region",
    "年份": "period", "年度": "period", "时间": "period", "年": "period",
}  # fmt: skip
_ENGLISH: Final = {"region", "item", "indicator", "year", "province"}
_TITLED: Final = (
    (re.compile(r"(?:计量)?单位[:：](.+)"), "unit"),
    (re.compile(r"地区[:：](.+)"), "region"),
    (re.compile(r"指标[:：](.+)"), "series"),
)
_TITLE_YEAR: Final = re.compile(r"[(（](\d{4})年[)）]")
_UNIT: Final = re.compile(r"(.*?)\s*[(（]([^()（）]+)[)）]\s*")
_BARE_UNIT: Final = re.compile(r"[(（]([^()（）]+)[)）]")


@dataclass(slots=True)
class Heads:
    """What stands above the figures.

    Parameters
    ----------
    stub : str
        What the first column holds: ``series``, ``region`` or ``period``.
    number, last : int
        First and last row of the headings.
    title : dict of str to str
        What the title rows say of every figure.
    columns : dict of int to dict
        What stands over each column of figures.
    """

    stub: str = ""
    number: int = 0
    last: int = 0
    title: dict[str, str] = field(default_factory=dict)
    columns: dict[int, dict[str, str]] = field(default_factory=dict)


def label(cell: str) -> str:
    """Return what a first column headed so holds; empty if it is no such heading.

    Examples
    --------
    >>> label("地　区"), label("北京市")
    ('region', '')
    """
    return _LABELS.get(squeezed(cell), "")


def strip_unit(name: str) -> tuple[str, str]:
    """Return a name without the unit in brackets at its end, and that unit.

    Examples
    --------
    >>> strip_unit("原煤产量（万吨）"), strip_unit("年末常住人口")
    (('原煤产量', '万吨'), ('年末常住人口', ''))
    """
    found = _UNIT.fullmatch(name.strip())
    return (found[1], squeezed(found[2])) if found else (name.strip(), "")


def read_title(cells: list[str], title: dict[str, str]) -> None:
    """Take from a row above the headings what it says: unit, region, indicator, year, or the title itself."""
    words = [cell for cell in cells if cell]
    for word in words:
        said = next(
            ((found[1], key) for pattern, key in _TITLED if (found := pattern.fullmatch(plain(word)))), None
        )
        if said:
            title[said[1]] = said[0].strip()
            continue
        year = _TITLE_YEAR.search(plain(word))
        if year:
            title.setdefault("period", year[1])
        if not re.match(r"(数据库|时间)[:：]", plain(word)):
            title.setdefault("title", word)


def heads_of(rows: Iterable[Numbered]) -> Heads:
    """Read title and heading rows, up to the first row of figures."""
    heads = Heads()
    levels: list[list[str]] = []
    for number, cells in rows:
        if not any(cells):
            continue
        if not heads.stub:
            heads.stub = label(cells[0])
            if heads.stub:
                heads.number = heads.last = number
                levels.append(cells)
            else:
                read_title(cells, heads.title)
        elif not cells[0].strip() or squeezed(cells[0]).casefold() in _ENGLISH:
            heads.last = number
            levels.append(cells)
        else:
            break
    heads.columns = _columns(levels)
    return heads


def _columns(levels: list[list[str]]) -> dict[int, dict[str, str]]:
    """Return what stands over each column; a merged heading counts for the blank cells to its right."""
    width = max((len(cells) for cells in levels), default=0)
    filled = [_spread(cells, width, last=place == len(levels) - 1) for place, cells in enumerate(levels)]
    columns = {}
    for place in range(1, width):
        words = [cells[place] for cells in filled if cells[place]]
        if any(place < len(cells) and cells[place] for cells in levels):
            columns[place] = _said(words)
    return columns


def _spread(cells: list[str], width: int, *, last: bool) -> list[str]:
    even = cells + [""] * (width - len(cells))
    if last:
        return even
    for place in range(2, width):
        even[place] = even[place] or even[place - 1]
    return even


def _said(words: list[str]) -> dict[str, str]:
    said = {"heading": " ".join(words)}
    names = []
    for word in words:
        bare = _BARE_UNIT.fullmatch(word.strip())
        if is_year(word):
            said["period"] = word
        elif bare:
            said["column_unit"] = squeezed(bare[1])
        elif region_code(word, Mapping()):
            said["region"] = word
        elif not plain(word).isascii():
            names.append(word)
    if names:
        said["series"] = "".join(names)
    return said

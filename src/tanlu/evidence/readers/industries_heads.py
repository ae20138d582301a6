"""The head of a wide table: caption, unit, and what stands over each column."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.readers.files import Numbered
from tanlu.evidence.readers.text import plain, squeezed
from tanlu.registers.gbt import find_all, said

FIRST: Final = frozenset(
    {"region", "地区", "地区代码", "省份", "省市", "省区市", "province", "area", "state"}
)
PERIOD: Final = frozenset({"year", "period", "年份", "年度", "年", "时期"})
PEOPLE: Final = {"population": "population", "人口": "population", "income": "income", "人均收入": "income",
                 "income_per_head": "income", "gdp_per_head": "income", "人均生产总值": "income"}  # fmt: skip
LONG: Final = frozenset({"industry", "行业", "行业代码", "naics", "value", "数值", "值", "jobs", "employment", "emp",
                         "就业人数", "从业人员", "增加值"})  # fmt: skip
TOTAL: Final = frozenset({"合计", "总计", "全部", "全行业", "total", "all industries", "sum"})
_SUBTOTAL: Final = frozenset({"小计", "合计", "总计", "全部"})
_UNIT: Final = re.compile(r"[(（]?(?:计量)?(?:单位|unit)[:：]?([^()（）]+?)[)）]?", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_NUMBER: Final = re.compile(r"[+\-−]?[\d０-９][\d０-９,，. ]*[%％]?")
_NOTE_MARK: Final = re.compile(r"[①-⑳]+$|(?<=[^\d(（])\d[)）]$|[*]+$")
_PERSONS: Final = (
    (re.compile(r"人|persons?|people|jobs", re.IGNORECASE), 1.0),
    (re.compile(r"千人|(?:1[, ]?000|thousand) ?(?:persons?|people|jobs)", re.IGNORECASE), 1e3),
    (re.compile(r"万人|10[, ]?000 ?(?:persons?|people|jobs)", re.IGNORECASE), 1e4),
)
_SEARCHED: Final = 40


@dataclass(slots=True)
class Head:
    """What stands over the figures of a block.

    Parameters
    ----------
    number : int
        Row of the headings.
    region, period, total : int
        Places of these columns; -1 where there is none.
    people : dict of int to str
        Places of population and income.
    industries : dict of int to str
        Label of each column of figures.
    parts : dict of int to str
        Columns marked as a part of another (``#``), which are left out.
    """

    number: int
    region: int = -1
    period: int = -1
    total: int = -1
    people: dict[int, str] = field(default_factory=dict)
    industries: dict[int, str] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Caption:
    """What the rows above the headings say: the unit, how many it counts, and the year."""

    unit: str = ""
    factor: float = 1.0
    year: str = ""

    @property
    def counts(self) -> bool:
        """Whether the figures are persons, as far as the caption says."""
        return not self.unit or any(pattern.fullmatch(self.unit) for pattern, _ in _PERSONS)

    def read(self, cells: Sequence[str]) -> None:
        """Take from a row what it says."""
        for cell in cells:
            body = plain(cell)
            unit = _UNIT.fullmatch(body) or re.search(r"[(（](?:计量)?单位[:：]([^()（）]+)[)）]", body)
            if unit and not self.unit:
                self.unit = unit[1].strip()
                self.factor = next((each for words, each in _PERSONS if words.fullmatch(self.unit)), 1.0)
            year = _YEAR.search(body)
            if year and not self.year:
                self.year = year[1]


def bare(cell: str) -> str:
    """Return a name without spaces inside Chinese and without the mark of a footnote.

    Examples
    --------
    >>> bare("山　西①"), bare("West  Virginia"), bare("辽宁 1)")
    ('山西', 'West Virginia', '辽宁')
    """
    name = plain(cell)
    name = name if name.isascii() else squeezed(name)
    return _NOTE_MARK.sub("", name).strip() or name


def is_number(cell: str) -> bool:
    """Return whether a cell begins a figure rather than a name."""
    return bool(_NUMBER.fullmatch(cell.strip()))


def names_regions(cells: Sequence[str], region: str = "") -> bool:
    """Return whether a row heads a table: one of its first two cells says region."""
    return any(cell == region if region else bare(cell).casefold() in FIRST for cell in cells[:2]) and (
        sum(1 for cell in cells if cell) > 2
    )


def looks_wide(rows: Iterable[Numbered], region: str = "") -> bool:
    """Return whether a table has regions down and industries across.

    Parameters
    ----------
    rows : iterable
        The table from its first row.
    region : str
        How the file calls the column of regions; empty for the usual names.
    """
    head = list(islice(rows, _SEARCHED))
    at = next((at for at, (_, cells) in enumerate(head) if names_regions(cells, region)), None)
    if at is None:
        return False
    names = [bare(cell).casefold() for cell in head[at][1]]
    known = FIRST | PERIOD | PEOPLE.keys()
    if any(each in LONG for each in names):
        return False
    places = [place for place, each in enumerate(names) if each and each not in known]
    body = [cells for _, cells in head[at + 1 :] if any(is_number(each) for each in cells)]
    full = [place for place in places if any(place < len(row) and is_number(row[place]) for row in body)]
    return len(full) > 1 and 2 * len(full) >= len(places)


def head_of(levels: Sequence[Numbered], columns: dict[str, str]) -> Head:
    """Return what the rows of headings say, a Chinese heading going before the English line below it.

    Raises
    ------
    BadTable
        If no column of industries is left, a heading stands twice, or both levels of the standard are mixed.
    """
    number = levels[0][0]
    names = [
        _merged([cells[at] if at < len(cells) else "" for _, cells in levels]) for at in range(_width(levels))
    ]
    found = Head(number)
    headed = {heading: name for name, heading in columns.items()}
    rest: dict[int, str] = {}
    for place, name in enumerate(names):
        field_ = headed.get(levels[0][1][place] if place < len(levels[0][1]) else "") or _field(name)
        if field_ in {"region", "period"} and getattr(found, field_) < 0:
            setattr(found, field_, place)
        elif field_ in {"population", "income"}:
            found.people[place] = field_
        elif name.startswith(("#", "其中")):
            found.parts[place] = name
        elif name.casefold() in TOTAL and found.total < 0:
            found.total = place
        elif name:
            rest[place] = name
    found.industries = _labelled(rest, number)
    return found


def _width(levels: Sequence[Numbered]) -> int:
    return max(len(cells) for _, cells in levels)


def _merged(parts: Sequence[str]) -> str:
    """Return a heading that several rows hold: its Chinese parts joined, or else its English words.

    A section may stand over its divisions (采矿业 over 煤炭开采和洗选业): where the parts joined mean nothing and the lowest
    does, that one counts; 小计 or 合计 under a section is the section.
    """
    chinese = [each for each in parts if each and not plain(each).isascii()]
    if not chinese:
        return bare(" ".join(each for each in parts if each))
    joined, last = bare("".join(chinese)), bare(chinese[-1])
    if len(chinese) == 1 or any(find_all([joined])):
        return joined
    if last in _SUBTOTAL:
        return bare("".join(chinese[:-1]))
    return last if last.startswith("#") or any(find_all([last])) else joined


def _field(name: str) -> str:
    folded = name.casefold()
    if folded in FIRST:
        return "region"
    return "period" if folded in PERIOD else PEOPLE.get(folded, "")


def _labelled(names: dict[int, str], number: int) -> dict[int, str]:
    meant = find_all(list(names.values()))
    labels = {
        place: each.label if each else name for (place, name), each in zip(names.items(), meant, strict=True)
    }
    if len(labels) < 2:
        raise BadTable(
            (f"Row {number} heads fewer than two industries.", f"第 {number} 行的表头不足两个行业。"),
            ("Give one column for each industry.", "每个行业须占一列。"),
        )
    twice = next((each for each in labels.values() if list(labels.values()).count(each) > 1), "")
    if twice:
        raise BadTable(
            (
                f"Row {number} heads two columns with the industry {said(twice).en!r}.",
                f"第 {number} 行有两列都是行业 {twice!r}。",
            ),
            ("Keep one of them.", "请只保留一列。"),
        )
    sections = {each.code: each for each in meant if each and each.is_section}
    inside = next((each for each in meant if each and not each.is_section and each.section in sections), None)
    if inside:
        part, whole = said(inside.label), said(sections[inside.section].label)
        raise BadTable(
            (f"Row {number} mixes two levels: {part.en!r} is a part of {whole.en!r}.",
             f"第 {number} 行混用两个层级：{part.zh!r} 是 {whole.zh!r} 的一部分。"),
            ("Keep the sections or the divisions, or mark a part with #.", "请只保留门类或大类；其中项请加“#”。"),
        )  # fmt: skip
    return labels

"""Wide tables of regions and industries, as statistical yearbooks print them: regions down, industries across."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from tanlu.analysis.economy.caution import Caution, named
from tanlu.errors import BadTable
from tanlu.evidence.readers.files import Grid
from tanlu.evidence.readers.industries_heads import (
    FIRST,
    Caption,
    Head,
    bare,
    head_of,
    is_number,
    names_regions,
)
from tanlu.evidence.readers.industry_cells import WITHHELD, IndustryCells, at_row, level
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.nbs_names import region_code
from tanlu.evidence.readers.text import parse_period, plain, squeezed
from tanlu.registers.gbt import by_label, said
from tanlu.registers.regions import named as regions_named
from tanlu.registers.regions import regions
from tanlu.text import Text

NATION: Final = "全国"
"""What the row of the whole of China is called, however the table writes it."""
_NATIONS: Final = frozenset({"全国", "全国合计", "全国总计", "national total", "national", "nation"})
_AREAS: Final = frozenset(
    f"{each}{end}"
    for each in ("东部", "中部", "西部", "东北", "华北", "华东", "中南", "西南", "西北")
    for end in ("", "地区")
)  # fmt: skip
_NOTES: Final = (
    "注",
    "数据来源",
    "资料来源",
    "来源",
    "说明",
    "note",
    "source",
    "a)",
    "b)",
    "①",
    "②",
    "1)",
    "2)",
    "续表",
    "continued",
)
HIDDEN: Final = WITHHELD | {"", "空格", "-", "--", "—", "——", "#", "n/a"}
SMALL: Final = frozenset({"…", "……", "...", "⋯", "⋯⋯"})

Key = tuple[str, str]


@dataclass(slots=True)
class _State:
    """What is known while the rows are read."""

    cells: IndustryCells = field(default_factory=IndustryCells)
    caption: Caption = field(default_factory=Caption)
    seen: dict[tuple[str, str, str], int] = field(default_factory=dict)
    totals: dict[Key, tuple[float, int]] = field(default_factory=dict)
    digits: Counter[Key] = field(default_factory=Counter)
    left_out: dict[str, None] = field(default_factory=dict)
    areas: dict[str, None] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)
    small: Counter[Key] = field(default_factory=Counter)
    provinces: bool = False


def region_label(name: str) -> str:
    """Return how a region is called here: its code, 全国 for China, or the name as it stands.

    Examples
    --------
    >>> region_label("山　西"), region_label("陕西省"), region_label("全国总计"), region_label("太原市")
    ('CN-SX', 'CN-SN', '全国', '太原市')
    >>> region_label("West Virginia")
    'US-WV'
    """
    short = bare(name)
    if short.casefold() in _NATIONS:
        return NATION
    code = region_code(short, Mapping())
    if not code and short.isascii():
        found = regions_named(short)
        code = found[0].code if len(found) == 1 else None
    return NATION if code == "CHN" else code or short


def read_wide(grid: Grid, columns: dict[str, str]) -> IndustryCells:
    """Read a wide table: captions, one or more blocks of headings and rows, notes.

    Raises
    ------
    BadTable
        If no row heads the regions, or a cell cannot be taken; row and column are named.
    """
    rows = [(number, cells) for number, cells in grid.rows() if any(cells)]
    state, head, at = _State(), None, 0
    state.provinces = any(region_label(cell) in regions() for _, cells in rows for cell in cells[:2] if cell)
    while at < len(rows):
        number, cells = rows[at]
        at += 1
        if names_regions(cells, columns.get("region", "")):
            levels = [rows[at - 1]]
            while at < len(rows) and _continues(rows[at][1]):
                levels.append(rows[at])
                at += 1
            head = head_of(levels, columns)
            if head.region < 0:
                raise _no_head(grid)
            state.left_out |= dict.fromkeys(head.parts.values())
        elif head is None or _aside(cells, head):
            state.caption.read(cells)
        else:
            _take(number, cells, head, state)
    if head is None:
        raise _no_head(grid)
    if not state.cells.value:
        raise BadTable(
            (f"{grid.path.name} has headings and no rows.", f"{grid.path.name} 只有表头，没有数据。"),
            ("Give one row for each region.", "每个地区须占一行。"),
        )
    _finish(state)
    return state.cells


def _continues(cells: list[str]) -> bool:
    """Return whether a row goes on with the headings above it."""
    first = next(iter(cells), "")
    return (not first or (bare(first).casefold() in FIRST and plain(first).isascii())) and not any(
        map(is_number, cells)
    )


def _aside(cells: list[str], head: Head) -> bool:
    """Return whether a row is a note or a heading, and no region."""
    if any(map(is_number, cells[1:])) or (cells and head.region and is_number(cells[0])):
        return False
    name = bare(cells[head.region]) if head.region < len(cells) else ""
    if plain(cells[0]).casefold().startswith(_NOTES) or not name:
        return True
    known = region_label(name)
    return sum(map(bool, cells)) == 1 and not (known == NATION or known in regions())


def _take(number: int, cells: list[str], head: Head, state: _State) -> None:
    """Take one row of figures."""
    even = cells + [""] * (max([head.total, *head.industries]) + 1 - len(cells))
    known = {head.region, head.period, head.total, *head.people, *head.industries, *head.parts}
    stray = next((place for place, cell in enumerate(even) if cell and place not in known), None)
    if stray is not None:
        raise _bad(number, stray, "", (f"{even[stray]!r} stands under no heading.", f"{even[stray]!r} 上方没有表头。"),
                   ("Head the column, or clear the cell.", "请补上表头，或清除该单元格。"))  # fmt: skip
    name = bare(even[head.region])
    if not name:
        raise _bad(number, head.region, "", ("the region is empty.", "地区为空。"),
                   ("Name the region in every row.", "每行都须填写地区。"))  # fmt: skip
    if name.startswith(("#", "其中")):
        state.left_out[name] = None
        return
    label = region_label(name)
    if label in _AREAS and state.provinces:
        state.areas[label] = None
        return
    if label not in regions() and label != NATION:
        state.unknown[label] = None
    period = state.caption.year if head.period < 0 else _period(number, even[head.period])
    key = (period, label)
    _people(number, even, head, key, state)
    for place, industry in head.industries.items():
        _take_cell((number, place), even[place], (period, label, industry), state)
    total = even[head.total] if head.total >= 0 else ""
    if squeezed(total).casefold() not in HIDDEN | SMALL:
        state.totals[key] = (_level(number, head.total, "", total) * state.caption.factor, number)


def _take_cell(where: tuple[int, int], cell: str, key: tuple[str, str, str], state: _State) -> None:
    (number, place), (period, label, industry), found = where, key, state.cells
    if key in state.seen:
        raise _bad(number, place, industry, (f"row {state.seen[key]} gives the same.", f"与第 {state.seen[key]} 行重复。"),
                   ("Keep one row a region and year.", "每个地区每年只保留一行。"))  # fmt: skip
    state.seen[key] = number
    short = squeezed(cell).casefold()
    hidden, small = short in HIDDEN, short in SMALL
    value = 0.0 if hidden or small else _level(number, place, industry, cell)
    found.region.append(label)
    found.industry.append(industry)
    found.period.append(period)
    found.suppressed.append(hidden)
    found.value.append(value * state.caption.factor)
    row = (period, label)
    state.small[row] += small
    state.digits[row] = max(state.digits[row], len(short.partition(".")[2]) if not (hidden or small) else 0)


def _people(number: int, even: list[str], head: Head, key: Key, state: _State) -> None:
    for place, name in head.people.items():
        cell = even[place] if place < len(even) else ""
        if cell:
            held = state.cells.population if name == "population" else state.cells.income
            unit = (
                state.caption.factor if name == "population" else 1.0
            )  # persons too stand in the unit of the table
            held[key] = _level(number, place, name, cell) * unit


def _period(number: int, cell: str) -> str:
    try:
        return parse_period(cell)
    except BadTable as error:
        raise at_row(number, error) from error


def _level(number: int, place: int, industry: str, cell: str) -> float:
    try:
        return level(cell)
    except BadTable as error:
        raise _bad(number, place, industry, error.what, error.do) from error


def _bad(number: int, place: int, industry: str, what: tuple[str, str], do: tuple[str, str]) -> BadTable:
    letter = column_letter(place)
    en, zh = (f" ({said(industry).en})", f"（{said(industry).zh}）") if industry else ("", "")
    where = (f"Row {number}, column {letter}{en}: {what[0]}", f"第 {number} 行 {letter} 列{zh}：{what[1]}")
    return BadTable(where, do)


def column_letter(place: int) -> str:
    """Return how a spreadsheet calls a column.

    Examples
    --------
    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    rest, last = divmod(place, 26)
    return (column_letter(rest - 1) if rest else "") + chr(ord("A") + last)


def _no_head(grid: Grid) -> BadTable:
    return BadTable(
        (
            f"No row of {grid.path.name} heads a column of regions.",
            f"{grid.path.name} 没有标明地区列的表头。",
        ),
        (
            "Head the first column with region, or name it with --column region=HEADING.",
            "请将第一列的表头写为“地区”，或用 --column region=列名 指定。",
        ),
    )


def _finish(state: _State) -> None:
    """Say what was left out or read otherwise, and check the totals."""
    found = state.cells
    found.counts = state.caption.counts
    found.cautions += [*_units(state.caption), *_totals(state)]
    small = sum(state.small.values())
    if small:
        found.cautions.append(Caution(
            "below_unit",
            Text(f"{small} cells are … (below the smallest unit) and count as zero.",
                 f"有 {small} 个单元格为“…”（不足最小单位），按零计。"),
            Text("An industry may be there, and is small.", "该行业可能存在，但规模很小。"),
        ))  # fmt: skip
    for code, names, what in (
        ("parts", state.left_out, Text("Left out as a part of another figure (#)", "以下为其中项（#），已略去")),
        ("areas", state.areas, Text("Left out as groups of the provinces", "以下为各省合并的区域，已略去")),
    ):  # fmt: skip
        if names:
            few = named(tuple(names))
            found.cautions.append(
                Caution(code, Text(f"{what.en}: {few.en}.", f"{what.zh}：{few.zh}。"), NOT_TWICE)
            )
    found.cautions += _strange(state)


NOT_TWICE: Final = Text("Otherwise they would count twice.", "否则会重复计算。")


def _resolved(state: _State) -> set[str]:
    return {each for each in state.cells.region if each in regions()}


def _units(caption: Caption) -> list[Caution]:
    if not caption.counts:
        return [Caution(
            "unit",
            Text(f"The unit is {caption.unit}, which is no count: quotients have no intervals.",
                 f"单位为{caption.unit}，不是计数：区位商不给区间。"),
            Text("Read the figures in that unit.", "数值以该单位计。"),
        )]  # fmt: skip
    if caption.factor == 1.0:
        return []
    return [Caution(
        "unit",
        Text(f"The unit is {caption.unit}: figures were multiplied by {caption.factor:.0f} to persons.",
             f"单位为{caption.unit}：数值已乘以 {caption.factor:.0f}，换算为人。"),
        Text("Check the caption if that is not so.", "如有出入，请核对表头上方的单位。"),
    )]  # fmt: skip


def _totals(state: _State) -> list[Caution]:
    """Compare each total with the sum of its industries, within what rounding allows."""
    sums: dict[Key, float] = {}
    sizes: Counter[Key] = Counter()
    hidden: set[Key] = set()
    found = state.cells
    for region, period, value, secret in zip(
        found.region, found.period, found.value, found.suppressed, strict=True
    ):
        sums[period, region] = sums.get((period, region), 0.0) + value
        sizes[period, region] += 1
        if secret:
            hidden.add((period, region))
    off = []
    for key, (total, number) in state.totals.items():
        step = state.caption.factor * 10.0 ** -state.digits[key]
        slack = step * (0.5 * (sizes[key] + 1) + state.small[key])
        over = sums[key] - total
        if over > slack or (-over > slack and key not in hidden):
            off.append((key, total, sums[key], number))
    if not off:
        return []
    (period, region), total, known, number = off[0]
    when = (f" {period}", f"{period}年") if period else ("", "")
    return [Caution(
        "total",
        Text(f"In {len(off)} of {len(state.totals)} rows the total differs from the sum of the industries; first row "
             f"{number} ({region}{when[0]}): {total:.10g} against {known:.10g}.",
             f"{len(state.totals)} 行中有 {len(off)} 行的合计与各行业之和不符；首先是第 {number} 行（{region} {when[1]}）："
             f"{total:.10g} 与 {known:.10g}。"),
        Text("The total is left out; check for a missing or doubled column.", "合计未予采用；请核对是否缺列或重列。"),
    )]  # fmt: skip


def _strange(state: _State) -> list[Caution]:
    """Return cautions for names that no register holds, where most are held."""
    industries = dict.fromkeys(state.cells.industry)
    held = {each for each in industries if each in by_label()}
    lists = (
        ("regions", Text("regions", "地区"), len(_resolved(state)), tuple(state.unknown)),
        ("industries", Text("industries", "行业"), len(held), tuple(each for each in industries if each not in held)),
    )  # fmt: skip
    found = []
    for code, kind, known, unknown in lists:
        if unknown and known > len(unknown):
            few = named(unknown)
            found.append(Caution(
                f"unknown_{code}",
                Text(f"No register holds these {kind.en}; they stand as written: {few.en}.",
                     f"以下{kind.zh}未能识别，按原名列出：{few.zh}。"),
                Text("Check their spelling, and that they are no totals.", "请核对写法，并确认不是合计。"),
            ))  # fmt: skip
    return found

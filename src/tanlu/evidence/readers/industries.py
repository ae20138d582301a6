"""Tables of regions and industries: one cell a row, or regions down and industries across."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.readers.files import open_grid
from tanlu.evidence.readers.industries_heads import looks_wide
from tanlu.evidence.readers.industries_wide import read_wide
from tanlu.evidence.readers.industry_cells import WITHHELD, IndustryCells, at_row, level
from tanlu.evidence.readers.text import parse_number, parse_period, plain

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "region": ("region", "地区", "地区代码", "省份"),
    "industry": ("industry", "行业", "行业代码", "naics"),
    "value": ("value", "数值", "值", "jobs", "employment", "emp", "就业人数", "从业人员", "增加值"),
    "period": ("year", "period", "年份", "年", "时期"),
    "suppressed": ("suppressed", "flag", "保密", "保密标记"),
    "population": ("population", "人口"),
    "income": ("income", "income_per_head", "gdp_per_head", "人均收入", "人均生产总值"),
}
_REQUIRED: Final = ("region", "industry", "value")
_YES: Final = WITHHELD | {"1", "y", "yes", "true", "是"}
_NO: Final = frozenset({"", "0", "n", "no", "false", "否"})


def read_industries(
    path: Path, columns: Mapping[str, str] | None = None, *, wide: bool = False
) -> IndustryCells:
    """Read a table (CSV or XLSX) of regions and industries.

    Parameters
    ----------
    path : Path
        The file, in any encoding that :func:`open_grid` reads.
    columns : mapping, optional
        How the file calls a field, such as ``{"value": "annual_avg_emplvl"}``.
    wide : bool
        True if regions stand down and industries across, although the headings do not say so.

    Raises
    ------
    BadTable
        If the file cannot be read, a column is missing, or a cell cannot be taken; the row is named.
    """
    grid, named = open_grid(path), dict(columns or {})
    across = not named.keys() & {"industry", "value"} and looks_wide(grid.rows(), named.get("region", ""))
    if wide or across:
        return read_wide(grid, named)
    rows = ((number, cells) for number, cells in grid.rows() if any(cells))
    _, header = next(rows)
    places = _places(header, named, path)
    found = IndustryCells(headings={name: header[place] for name, place in places.items()})
    for number, cells in rows:
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise at_row(number, BadTable(
                (f"it has {len(cells)} cells, the header {len(header)}.", f"该行有{len(cells)}格，表头为{len(header)}格。"),
                ("Put a cell with a comma in quotation marks.", "单元格内有逗号的须加引号。"),
            ))  # fmt: skip
        row = {name: plain(cells[place]) if place < len(cells) else "" for name, place in places.items()}
        try:
            _take(row, found)
        except BadTable as error:
            raise at_row(number, error) from error
    if not found.value:
        raise BadTable(
            (f"{path.name} has a header and no rows.", f"{path.name} 只有表头，没有数据。"),
            ("Give one row for each region and industry.", "每个地区的每个行业须占一行。"),
        )
    return found


def _places(header: list[str], columns: Mapping[str, str], path: Path) -> dict[str, int]:
    known = {name: name_of for name_of, names in NAMES.items() for name in names}
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        name = known.get(plain(cell).casefold())
        if name and name not in places:
            places[name] = place
    for name, heading in columns.items():
        if name not in NAMES or heading not in header:
            raise BadTable(
                (f"{path.name} has no column {heading!r} for {name!r}.", f"{path.name} 没有列 {heading!r}（{name!r}）。"),
                (
                    f"Fields: {', '.join(NAMES)}. Columns: {', '.join(header)}.",
                    f"字段：{'、'.join(NAMES)}。列：{'、'.join(header)}。",
                ),
            )  # fmt: skip
        places[name] = header.index(heading)
    lacking = [name for name in _REQUIRED if name not in places]
    if lacking:
        raise BadTable(
            (f"{path.name} has no column for: {', '.join(lacking)}.", f"{path.name} 缺少以下列：{'、'.join(lacking)}。"),
            (
                f"Name it with --column {lacking[0]}=HEADING; the columns are: {', '.join(header)}.",
                f"请用 --column {lacking[0]}=列名 指定；现有的列：{'、'.join(header)}。",
            ),
        )  # fmt: skip
    return places


def _take(row: dict[str, str], found: IndustryCells) -> None:
    if not row["region"] or not row["industry"]:
        raise BadTable(
            ("the region or the industry is empty.", "地区或行业为空。"),
            ("Give both in every row.", "每行都须填写地区和行业。"),
        )
    period = parse_period(row["period"]) if "period" in row else ""
    hidden = _hidden(row)
    found.region.append(row["region"])
    found.industry.append(row["industry"])
    found.period.append(period)
    found.suppressed.append(hidden)
    found.value.append(0.0 if hidden else level(row["value"]))
    for name, held in (("population", found.population), ("income", found.income)):
        if not row.get(name):
            continue
        number, key = parse_number(row[name]).value, (period, row["region"])
        if held.setdefault(key, number) != number:
            raise BadTable(
                (f"another row gives {row['region']} another {name}.", f"{row['region']} 的人口或收入与其他行不一致。"),
                ("Give one number a region and year.", "每个地区每年只能有一个数。"),
            )  # fmt: skip


def _hidden(row: dict[str, str]) -> bool:
    mark = row.get("suppressed", "").casefold()
    if mark not in _YES | _NO:
        raise BadTable(
            (f"{row['suppressed']!r} does not say yes or no to suppressed.", f"{row['suppressed']!r} 未说明是否保密。"),
            ("Write yes or no, or leave it empty.", "请填“是”或“否”，或留空。"),
        )  # fmt: skip
    return mark in _YES or row["value"].casefold() in WITHHELD


def read_scores(path: Path) -> dict[str, float]:
    """Read the complexity of industries: CSV or XLSX with the columns ``industry`` and ``complexity``.

    Raises
    ------
    BadTable
        If the file cannot be read, lacks a column, or gives an industry two scores.
    """
    rows = ((number, cells) for number, cells in open_grid(path).rows() if any(cells))
    header = [plain(cell).casefold() for cell in next(rows)[1]]
    names = {"industry": {"industry", "行业", "行业代码"}, "complexity": {"complexity", "pci", "复杂度"}}
    places = [next((at for at, cell in enumerate(header) if cell in each), -1) for each in names.values()]
    if min(places) < 0:
        raise BadTable(
            (
                f"{path.name} needs the columns industry and complexity.",
                f"{path.name} 须有行业和复杂度两列。",
            ),
            (
                "Write it with `tanlu economy complexity --of industries --format csv`.",
                "可用 `tanlu economy complexity --of industries --format csv` 生成。",
            ),
        )
    scores: dict[str, float] = {}
    for number, cells in rows:
        if len(cells) <= max(places) or cells[places[0]] in scores:
            raise BadTable(
                (
                    f"Row {number} is short, or its industry stands twice.",
                    f"第 {number} 行不完整，或行业重复。",
                ),
                ("Give each industry one score.", "每个行业只能有一个评分。"),
            )
        try:
            scores[plain(cells[places[0]])] = parse_number(cells[places[1]]).value
        except BadTable as error:
            raise at_row(number, error) from error
    return scores


def read_flows(path: Path) -> tuple[tuple[str, ...], list[list[float]]]:
    """Read moves between industries: CSV or XLSX with the columns ``from``, ``to`` and ``persons``; rows of one pair add up.

    Returns
    -------
    industries : tuple of str
        Sorted.
    persons : list of list of float
        From the row's industry to the column's.

    Raises
    ------
    BadTable
        If the file cannot be read or lacks a column, or a number is not one.
    """
    rows = ((number, cells) for number, cells in open_grid(path).rows() if any(cells))
    header = [plain(cell).casefold() for cell in next(rows)[1]]
    names = ({"from", "来源", "来源行业"}, {"to", "去向", "去向行业"}, {"persons", "value", "人数"})
    places = [next((at for at, cell in enumerate(header) if cell in each), -1) for each in names]
    if min(places) < 0:
        raise BadTable(
            (f"{path.name} needs the columns from, to and persons.", f"{path.name} 须有来源行业、去向行业和人数三列。"),
            ("Write one row for each pair of industries.", "每对行业一行。"),
        )  # fmt: skip
    held: dict[tuple[str, str], float] = {}
    for number, cells in rows:
        if len(cells) <= max(places):
            raise BadTable(
                (f"Row {number} is short.", f"第 {number} 行不完整。"),
                ("Give both industries and the persons.", "请给出两个行业和人数。"),
            )
        pair = plain(cells[places[0]]), plain(cells[places[1]])
        try:
            held[pair] = held.get(pair, 0.0) + parse_number(cells[places[2]]).value
        except BadTable as error:
            raise at_row(number, error) from error
    industries = tuple(sorted({each for pair in held for each in pair}))
    return industries, [[held.get((one, other), 0.0) for other in industries] for one in industries]

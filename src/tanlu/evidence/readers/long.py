"""Long tables: one figure a row, columns named in English or Chinese."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.readers.files import Grid, Numbered
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.shape import FIELDS, Rejected, Row, Taken
from tanlu.evidence.readers.text import plain
from tanlu.text import Text

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "series": ("series", "indicator", "指标", "指标代码"),
    "dims": ("dims", "dimensions", "维度"),
    "region": ("region", "地区", "地区代码"),
    "period": ("year", "period", "年份", "年", "时期"),
    "value": ("value", "数值", "值"),
    "unit": ("unit", "单位"),
    "source": ("source", "source_id", "来源", "数据来源"),
    "status": ("status", "状态"),
    "low": ("low", "下限"),
    "high": ("high", "上限"),
    "scope": ("scope", "口径"),
    "locator": ("locator", "出处", "出处位置"),
    "note": ("note", "备注", "说明"),
    "note_en": ("note_en", "英文备注"),
    "note_zh": ("note_zh", "中文备注"),
    "published": ("published", "发布日期"),
}
REQUIRED: Final = ("series", "region", "period", "value", "unit", "source")
_FIELD_OF: Final = {name: field for field, names in NAMES.items() for name in names}


def header_fields(cells: list[str]) -> dict[str, int]:
    """Return the place of each field that a header names."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        field = _FIELD_OF.get(plain(cell).casefold())
        if field and field not in found:
            found[field] = place
    return found


def fits(head: list[Numbered]) -> bool:
    """Return whether the first row that is not blank names at least a value and two more fields."""
    first = next((cells for _, cells in head if any(cells)), [])
    found = header_fields(first)
    return "value" in found and len(found) >= 3


def read(grid: Grid, mapping: Mapping, _name: str) -> Taken:
    """Read a long table.

    Raises
    ------
    BadTable
        If a required column is missing and the mapping file gives no constant for it, or a column stands twice.
    """
    number, header = next((number, cells) for number, cells in grid.rows() if any(cells))
    places = header_fields(header)
    for field, heading in mapping.fields.items():
        if heading in header:
            places[field] = header.index(heading)
    _demand_columns(header, places, mapping)
    headings = {field: header[place] for field, place in places.items()}
    taken = Taken("long", iter(()), headings)
    for heading in header:
        if heading and header.index(heading) not in places.values():
            taken.left_out[Text(f"the column {heading!r} is not read", f"未读取列 {heading!r}")] += 1
    taken.rows = _rows(grid, (number, len(header)), places, mapping, taken)
    return taken


def read_exported(grid: Grid, mapping: Mapping, name: str) -> Taken:
    """Read a JSON export: a long table that describes its own sources.

    Raises
    ------
    BadTable
        If a required key is missing from every figure.
    """
    whole = grid.exported
    if whole is None or not whole.figures:
        raise BadTable(
            (f"{grid.path.name} holds no figure.", f"{grid.path.name} 中没有数字。"),
            ("Nothing was changed.", "未作任何改动。"),
        )
    taken = read(grid, mapping, name)
    taken.layout = "json"
    taken.sources.update(whole.sources)
    taken.rejected.extend(Rejected(*each) for each in whole.faults())
    for key in whole.strange:
        taken.left_out[Text(f"the key {key!r} is not read", f"未读取键 {key!r}")] += 1
    return taken


def _rows(
    grid: Grid, header: tuple[int, int], places: dict[str, int], mapping: Mapping, taken: Taken
) -> Iterator[Row]:
    start, width = header
    constants = [mapping.constants.get(name, "") for name in FIELDS]
    spots = [places.get(name, places.get("note", -1) if name.startswith("note_") else -1) for name in FIELDS]
    pick = itemgetter(*(spot if spot >= 0 else width + order for order, spot in enumerate(spots)))
    fallback = [(order, word) for order, word in enumerate(constants) if word and spots[order] >= 0]
    heading = taken.headings["value"]
    for number, cells in grid.rows():
        if number <= start or not any(cells):
            continue
        if len(cells) != width:
            if len(cells) > width and any(cells[width:]):
                taken.rejected.append(_ragged(number, len(cells), width))
                continue
            cells = (cells + [""] * width)[:width]  # noqa: PLW2901 - the same row, made even
        picked = pick(cells + constants)
        if fallback:
            even = list(picked)
            for order, word in fallback:
                even[order] = even[order] or word
            picked = tuple(even)
        yield (number, heading, *picked)


def _ragged(number: int, count: int, width: int) -> Rejected:
    return Rejected(
        number,
        "",
        Text(
            f"The row has {count} cells, the header {width}; a comma inside a cell needs quotation marks.",
            f"该行有{count}格，表头为{width}格；单元格内的逗号须加引号。",
        ),
    )


def _demand_columns(header: list[str], places: dict[str, int], mapping: Mapping) -> None:
    named = [cell for cell in header if cell]
    twice = next((cell for cell in named if named.count(cell) > 1), None)
    if twice:
        raise BadTable(
            (f"The column {twice!r} stands twice.", f"列 {twice!r} 出现两次。"),
            ("Give each column one name.", "每列须有不同的名称。"),
        )
    missing = [
        "year" if field == "period" else field
        for field in REQUIRED
        if field not in places and field not in mapping.constants
    ]
    if missing:
        listed = ", ".join(missing)
        raise BadTable(
            (f"The table has no column for: {listed}.", f"表格缺少以下列：{'、'.join(missing)}。"),
            (
                f"Its columns are {', '.join(named)}. Name one so, or give a constant in a mapping file.",
                f"现有列：{'、'.join(named)}。请按此命名，或在映射文件中给出固定值。",
            ),
        )

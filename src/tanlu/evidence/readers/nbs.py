"""Tables of the National Bureau of Statistics of China: yearbook pages and exports of its data site."""

from collections.abc import Iterator
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.readers.agency import source_id
from tanlu.evidence.readers.files import Grid, Numbered
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.nbs_heads import Heads, heads_of, label, strip_unit
from tanlu.evidence.readers.nbs_names import region_code, series_id
from tanlu.evidence.readers.shape import BLANK, Row, Taken, make_row
from tanlu.evidence.readers.text import is_year, squeezed
from tanlu.text import Text

_NOTES: Final = (
    "注",
    "数据来源",
    "资料来源",
    "来源",
    "说明",
    "Note",
    "Source",
    "a)",
    "b)",
    "①",
    "②",
    "1)",
    "2)",
)
_DASHES: Final = {"-", "--", "—", "——", "…", "……", "..."}
_SMALL: Final = {
    "status": "missing",
    "note_en": "The table prints a dash or dots: none, or below its smallest unit.",
    "note_zh": "表中为短横或省略号：没有，或不足本表最小单位数。",
}


def fits(head: list[Numbered]) -> bool:
    """Return whether some row begins with 指标, 地区 or 年份."""
    return any(label(cells[0]) for _, cells in head if cells)


def read(grid: Grid, mapping: Mapping, name: str) -> Taken:
    """Read a yearbook page or an export.

    Raises
    ------
    BadTable
        If no row names years, indicators or regions over its columns.
    """
    heads = heads_of(grid.rows())
    if not heads.columns:
        raise BadTable(
            (
                f"Below row {heads.number} the table has no column of figures.",
                f"第 {heads.number} 行之下没有数据列。",
            ),
            (
                "Keep the heading over each column: a year, an indicator or a region.",
                "请保留各列的表头：年份、指标或地区。",
            ),
        )
    source = mapping.constants.get("source") or source_id("nbs", name)
    taken = Taken("nbs", iter(()), {"region": "地区", "series": "指标", "period": "年份", "unit": "单位"})
    taken.sources[source] = _described(heads, grid.path.name)
    taken.rows = _rows(grid, heads, source, mapping, taken)
    return taken


def _described(heads: Heads, file: str) -> dict[str, str]:
    title = heads.title.get("title") or file
    return {
        "title_en": f"Table of the National Bureau of Statistics, file {file}",
        "title_zh": f"{title}（文件 {file}）",
        "publisher_en": "National Bureau of Statistics of China, as exported by the person who added it",
        "publisher_zh": "国家统计局（由导入者导出）",
        "url": "https://www.stats.gov.cn/",
        "licence": "NBS, free with source",
        "language": "zh",
    }


def _rows(grid: Grid, heads: Heads, source: str, mapping: Mapping, taken: Taken) -> Iterator[Row]:
    ended = False
    for number, cells in grid.rows():
        if number <= heads.last or not any(cells):
            continue
        first = cells[0].strip()
        bare = not any(cells[1:])
        if ended or first.startswith(_NOTES):
            ended = ended or bare
            taken.left_out[Text("footnotes", "脚注")] += 1
            continue
        if bare and not _known(first, heads, mapping):
            taken.left_out[Text(f"a heading without figures: {first}", f"没有数字的小标题：{first}")] += 1
            continue
        for place, over in heads.columns.items():
            said = {**heads.title, **over, heads.stub: first}
            cell = cells[place] if place < len(cells) else ""
            yield _row(number, said | {"value": cell, "source": source}, mapping, taken)


def _known(first: str, heads: Heads, mapping: Mapping) -> bool:
    if heads.stub == "region":
        return region_code(first, mapping) is not None
    return is_year(first) or series_id(strip_unit(first)[0], mapping) is not None


def _row(number: int, said: dict[str, str], mapping: Mapping, taken: Taken) -> Row:
    cell = said["value"]
    name, unit = strip_unit(said.get("series", ""))
    place = said.get("region", "")
    known = series_id(name, mapping)
    series, scope = known or (name or mapping.constants.get("series", ""), "")
    code = region_code(place, mapping) if place else mapping.constants.get("region", "")
    if known:
        taken.names[name] = series
    if code and place:
        taken.names[squeezed(place)] = code
    given = {
        **mapping.constants,
        "series": series,
        "region": place if code is None else code,
        "period": said.get("period", "") or mapping.constants.get("period", ""),
        "unit": unit
        or said.get("column_unit", "")
        or said.get("unit", "")
        or mapping.constants.get("unit", ""),
        "scope": mapping.constants.get("scope", "") or scope,
        "source": said["source"],
        "value": cell,
        "locator": f"{name}, {squeezed(place)}, {said.get('period', '')}".strip(", "),
    }
    if not cell:
        given |= BLANK
    elif squeezed(cell) in _DASHES or cell.strip() in _DASHES:
        given |= {**_SMALL, "value": ""}
    return make_row(number, said.get("heading", ""), **given)

"""Yearbook tables of jobs by industry, taken as figures: regions down, or the industries of one region down by years."""

from collections.abc import Iterator
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.readers import industries_down
from tanlu.evidence.readers.agency import source_id
from tanlu.evidence.readers.files import Grid, Numbered
from tanlu.evidence.readers.industries_heads import bare, looks_wide, names_regions
from tanlu.evidence.readers.industries_wide import NATION, read_wide
from tanlu.evidence.readers.industry_cells import IndustryCells
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.nbs_names import region_code
from tanlu.evidence.readers.shape import Row, Taken, make_row
from tanlu.registers.gbt import by_label, find_all
from tanlu.text import Text

SERIES: Final = "jobs_by_division"
_FEWEST: Final = 3
"""Headings that name a class of GB/T 4754 before a table is taken for one of industries."""
_HIDDEN: Final = {
    "status": "missing",
    "value": "",
    "note_en": "The table leaves this cell empty, withholds it, or prints a dash.",
    "note_zh": "表中此格为空、保密或为短横。",
}
_ZERO: Final = {
    "status": "estimated",
    "note_en": "Printed as zero, or as less than the smallest unit of the table.",
    "note_zh": "表中为零，或不足本表最小单位。",
}


def fits(head: list[Numbered]) -> bool:
    """Return whether classes of GB/T 4754 stand across beside regions, or down beside years."""
    if industries_down.fits(head):
        return True
    row = next((cells for _, cells in head if names_regions(cells)), None)
    if row is None or not looks_wide(iter(head)):
        return False
    return sum(each is not None for each in find_all([bare(cell) for cell in row if cell])) >= _FEWEST


def read(grid: Grid, mapping: Mapping, name: str) -> Taken:
    """Read a table of persons by region and industry.

    Raises
    ------
    BadTable
        If it is no such table, its unit is no count of persons, or no year is named.
    """
    cells = _cells(grid, mapping)
    if not cells.counts:
        raise BadTable(
            (f"{grid.path.name} does not count persons.", f"{grid.path.name} 的单位不是人数。"),
            ("Take a table of jobs in persons, 千人 or 万人.", "请使用以人、千人或万人为单位的就业表。"),
        )
    year = mapping.constants.get("period", "")
    if not year and not all(cells.period):
        raise BadTable(
            (f"{grid.path.name} does not say of which year it is.", f"{grid.path.name} 没有注明年份。"),
            (
                "Write the year in the caption (2023年), in a column 年份, or as year in a mapping file.",
                "请在表题中注明（如2023年），或加年份列，或在映射文件中写明 year。",
            ),
        )
    source = mapping.constants.get("source") or source_id("nbs_jobs", name)
    taken = Taken("divisions", iter(()), {"region": "地区", "value": "就业人员", "period": "年份"})
    taken.sources[source] = _described(grid.path.name)
    for each in cells.cautions:
        if each.code != "unit":  # read otherwise, not left out
            taken.left_out[each.what] += 1
    taken.rows = _rows(cells, source, mapping, taken)
    return taken


def _cells(grid: Grid, mapping: Mapping) -> IndustryCells:
    if not industries_down.fits(grid.head()):
        return read_wide(grid, {})
    region = mapping.constants.get("region", "")
    if not region:
        raise BadTable(
            (f"{grid.path.name} has no column of regions.", f"{grid.path.name} 没有地区列。"),
            (
                'Say in a mapping file of which region it is, such as region = "CN-SX".',
                '请用映射文件说明是哪个地区，如 region = "CN-SX"。',
            ),
        )
    return industries_down.read_down(grid, region)


def _described(file: str) -> dict[str, str]:
    return {
        "title_en": f"Jobs by region and industry, yearbook table, file {file}",
        "title_zh": f"分地区分行业就业人员，年鉴表（文件 {file}）",
        "publisher_en": "As given by the person who added it; usually the National Bureau of Statistics of China",
        "publisher_zh": "由导入者提供，通常为国家统计局",
        "url": "https://www.stats.gov.cn/",
        "licence": "NBS, free with source",
        "language": "zh",
    }


def _rows(cells: IndustryCells, source: str, mapping: Mapping, taken: Taken) -> Iterator[Row]:
    number = 0
    for region, label, value, hidden, period in zip(
        cells.region, cells.industry, cells.value, cells.suppressed, cells.period, strict=True
    ):
        number += 1
        code = _code(region, mapping)
        found = by_label().get(label)
        if found is None or code is None:
            what = Text(
                f"no code: {label if found is None else region}",
                f"没有代码：{label if found is None else region}",
            )
            taken.left_out[what] += 1
            continue
        taken.names[label] = found.code
        given = {
            **mapping.constants, "series": SERIES, "dims": f"gbt={found.code.lower()}", "region": code,
            "period": period or mapping.constants.get("period", ""), "value": repr(value), "unit": "persons",
            "source": source, "locator": f"{label}, {region}",
        }  # fmt: skip
        yield make_row(number, label, **given | (_HIDDEN if hidden else _ZERO if value == 0 else {}))


def _code(region: str, mapping: Mapping) -> str | None:
    if region in mapping.region_names:
        return mapping.region_names[region]
    return "CHN" if region == NATION else region_code(region, mapping)

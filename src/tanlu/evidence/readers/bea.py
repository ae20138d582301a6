"""Regional tables of the Bureau of Economic Analysis (BEA): lines down, years across."""

from collections.abc import Iterator
from typing import Final

from tanlu.evidence.readers.agency import source_id, states
from tanlu.evidence.readers.files import Grid, Numbered
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.shape import Row, Taken, make_row
from tanlu.evidence.readers.text import is_year
from tanlu.text import Text

_NEEDED: Final = {"geofips", "tablename", "linecode", "unit"}
SERIES: Final = {
    ("SAGDP1", "1"): "gdp_real_chained2017",
    ("SAGDP1", "3"): "gdp_current",
    ("SAGDP2", "1"): "gdp_current",
    ("SAGDP2N", "1"): "gdp_current",
    ("SAGDP9", "1"): "gdp_real_chained2017",
    ("SAGDP9N", "1"): "gdp_real_chained2017",
    **{(table, "6"): "gdp_mining_oilgas" for table in ("SAGDP2", "SAGDP2N")},
    **{(table, "8"): "gdp_mining_except_oilgas" for table in ("SAGDP2", "SAGDP2N")},
    **{(table, "10"): "gdp_utilities" for table in ("SAGDP2", "SAGDP2N")},
    **{(table, "12"): "gdp_manufacturing" for table in ("SAGDP2", "SAGDP2N")},
    **{(table, "30"): "per_capita_personal_income" for table in ("SAINC4", "SAINC5N")},
    ("SAINC1", "3"): "per_capita_personal_income",
    ("SAEMP25N", "10"): "employment_total",
    ("SAEMP25", "10"): "employment_total",
}
UNITS: Final = {
    "millions of current dollars": "1e6_USD",
    "millions of chained 2017 dollars": "1e6_USD_2017",
    "thousands of dollars": "1e3_USD",
    "dollars": "USD",
    "number of jobs": "persons",
    "number of persons": "persons",
}
ABSENT: Final = {
    "(D)": {
        "status": "suppressed",
        "note_en": "The Bureau of Economic Analysis withholds it, (D).",
        "note_zh": "美国经济分析局不予披露，标记为 (D)。",
    },
    "(NA)": {
        "status": "missing",
        "note_en": "Not available, (NA).",
        "note_zh": "无数据，标记为 (NA)。",
    },
    "(NM)": {
        "status": "not_applicable",
        "note_en": "Not meaningful, (NM).",
        "note_zh": "无意义，标记为 (NM)。",
    },
    "(L)": {
        "status": "suppressed",
        "note_en": "Below the smallest figure that is published, (L).",
        "note_zh": "低于公布的最小数值，标记为 (L)。",
    },
}


def fits(head: list[Numbered]) -> bool:
    """Return whether the first row has the columns of a BEA regional table."""
    first = next((cells for _, cells in head if any(cells)), [])
    return {cell.casefold() for cell in first} >= _NEEDED


def read(grid: Grid, mapping: Mapping, name: str) -> Taken:
    """Read a regional table: states and the nation, lines that a series stands for."""
    taken = Taken("bea", iter(()), {"region": "GeoFIPS", "series": "LineCode", "unit": "Unit"})
    taken.rows = _rows(grid, mapping, name, taken)
    return taken


def _rows(grid: Grid, mapping: Mapping, name: str, taken: Taken) -> Iterator[Row]:
    header: list[str] = []
    keys: list[str] = []
    for number, cells in grid.rows():
        if not any(cells):
            continue
        if not header:
            header, keys = cells, [cell.casefold() for cell in cells]
            continue
        row = dict(zip(keys, cells, strict=False))
        if len([cell for cell in cells if cell]) < len(_NEEDED):
            taken.left_out[Text("lines of notes", "说明文字行")] += 1
            continue
        given = _taken(row, taken)
        if given:
            given["source"] = mapping.constants.get("source") or _source(
                row["tablename"], grid.path.name, name, taken
            )
            yield from _years(number, header, cells, given)


def _taken(row: dict[str, str], taken: Taken) -> dict[str, str]:
    area, table, line = row["geofips"].strip('" '), row["tablename"].upper(), row["linecode"]
    found = SERIES.get((table, line))
    if found is None:
        taken.left_out[
            Text(f"no series stands for {table} line {line}", f"没有与 {table} 第 {line} 项对应的指标")
        ] += 1
        return {}
    code = states().get(area.zfill(5))
    if code is None:
        taken.left_out[Text("areas other than states and the nation", "州和全国以外的地区")] += 1
        return {}
    taken.names[f"GeoFIPS {area}"] = code
    taken.names[f"{table} line {line}"] = found
    unit = row["unit"]
    return {
        "series": found,
        "region": code,
        "unit": UNITS.get(unit.casefold(), unit),
        "locator": f"{table}, GeoFIPS {area}, LineCode {line}",
    }


def _years(number: int, header: list[str], cells: list[str], given: dict[str, str]) -> Iterator[Row]:
    for heading, cell in zip(header, cells, strict=False):
        if is_year(heading):
            absent = ABSENT.get(cell.upper()) if cell else ABSENT["(NA)"]
            yield make_row(number, heading, period=heading, **given, **(absent or {"value": cell}))


def _source(table: str, file: str, name: str, taken: Taken) -> str:
    source = source_id(f"bea_{table.lower()}", name)
    taken.sources[source] = {
        "title_en": f"Regional economic accounts, table {table.upper()}, file {file}",
        "title_zh": f"地区经济核算，表 {table.upper()}，文件 {file}",
        "publisher_en": "US Bureau of Economic Analysis",
        "publisher_zh": "美国经济分析局",
        "url": "https://www.bea.gov/data/by-place-states-territories",
        "licence": "US federal public domain",
        "language": "en",
    }
    return source

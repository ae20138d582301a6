"""Annual files of the Quarterly Census of Employment and Wages (QCEW)."""

from collections.abc import Iterator
from collections.abc import Mapping as Mapping_
from typing import Final

from tanlu.evidence.readers.agency import source_id, states
from tanlu.evidence.readers.files import Grid, Numbered
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.shape import Row, Taken, make_row
from tanlu.text import Text

_NEEDED: Final = {"area_fips", "own_code", "industry_code", "disclosure_code", "annual_avg_emplvl", "year"}
SERIES: Final[dict[tuple[str, ...], tuple[str, str]]] = {
    ("2121", "5"): ("coal_mining_employment_qcew", "payroll_jobs")
}
"""Series and scope by industry and ownership; a mapping file may name others, of the register or one's own."""
OWNERSHIPS: Final = {
    "0": Text("all ownerships together", "全部所有制合计"),
    "1": Text("federal government", "联邦政府"),
    "2": Text("state government", "州政府"),
    "3": Text("local government", "地方政府"),
    "5": Text("private", "私营"),
}
_WITHHELD: Final = {
    "status": "suppressed",
    "value": "",
    "note_en": "The Bureau of Labor Statistics withholds it (disclosure code N).",
    "note_zh": "美国劳工统计局不予披露（披露代码 N）。",
}


def fits(head: list[Numbered]) -> bool:
    """Return whether the first row has the columns of an annual QCEW file."""
    first = next((cells for _, cells in head if any(cells)), [])
    return {cell.casefold() for cell in first} >= _NEEDED


def read(grid: Grid, mapping: Mapping, name: str) -> Taken:
    """Read an annual file: states and the nation, for the industries and ownerships that a series stands for.

    A mapping file says under ``series_names`` what else to take, such as ``"10/0" = "own_covered_jobs"``: industry,
    stroke, ownership.
    """
    source = mapping.constants.get("source") or source_id("bls_qcew", name)
    taken = Taken("qcew", iter(()), {"period": "year", "region": "area_fips", "series": "industry_code"})
    taken.sources[source] = {
        "title_en": f"Quarterly Census of Employment and Wages, annual averages, file {grid.path.name}",
        "title_zh": f"季度就业与工资普查（QCEW）年平均数，文件 {grid.path.name}",
        "publisher_en": "US Bureau of Labor Statistics",
        "publisher_zh": "美国劳工统计局",
        "url": "https://www.bls.gov/cew/",
        "licence": "US federal public domain",
        "language": "en",
    }
    chosen = {tuple(key.split("/", 1)): (name, "") for key, name in mapping.series_names.items()}
    taken.rows = _rows(grid, source, {**SERIES, **chosen}, taken)
    return taken


_Chosen = Mapping_[tuple[str, ...], tuple[str, str]]


def _rows(grid: Grid, source: str, chosen: _Chosen, taken: Taken) -> Iterator[Row]:
    header: list[str] = []
    for number, cells in grid.rows():
        if not any(cells):
            continue
        if not header:
            header = [cell.casefold() for cell in cells]
            continue
        row = dict(zip(header, cells, strict=False))
        given = _taken(row, chosen, taken)
        if given:
            yield make_row(number, "annual_avg_emplvl", source=source, **given)


def _taken(row: dict[str, str], chosen: _Chosen, taken: Taken) -> dict[str, str]:
    area, industry, owner = row["area_fips"], row.get("industry_code", ""), row.get("own_code", "")
    found = chosen.get((industry, owner))
    if found is None:
        word = OWNERSHIPS.get(owner, Text("unknown", "未知"))
        reason = Text(
            f"no series stands for industry {industry}, ownership {owner} ({word.en}); "
            f'name one under series_names as "{industry}/{owner}"',
            f"没有与行业 {industry}、所有制 {owner}（{word.zh}）对应的指标；可在 series_names 中以“{industry}/{owner}”指定",
        )
        taken.left_out[reason] += 1
        return {}
    code = states().get("00000" if area == "US000" else area.zfill(5))
    if code is None:
        taken.left_out[Text("areas other than states and the nation", "州和全国以外的地区")] += 1
        return {}
    if row.get("size_code", "0") not in ("0", "") or row.get("qtr", "A") not in ("A", ""):
        taken.left_out[Text("size classes and quarters", "按规模分组及季度数据")] += 1
        return {}
    series_id, scope = found
    taken.names[f"area {area}"] = code
    taken.names[f"industry {industry}, ownership {owner}"] = series_id
    given = {
        "series": series_id,
        "region": code,
        "period": row.get("year", ""),
        "value": row.get("annual_avg_emplvl", ""),
        "unit": "persons",
        "scope": scope,
        "locator": f"area_fips {area}, industry_code {industry}, own_code {owner}",
    }
    return given | _WITHHELD if row.get("disclosure_code", "") == "N" else given

"""Global Energy Monitor, Global Coal Plant Tracker: a workbook of units, summed by state, province and country."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.connectors.answers import changed_shape, demand_kind
from tanlu.evidence.connectors.model import Connector, Wish
from tanlu.evidence.connectors.sheaf import Sheaf
from tanlu.evidence.readers.shape import Taken
from tanlu.evidence.readers.text import parse_number
from tanlu.evidence.readers.workbook import read_workbook, sheet_names
from tanlu.registers.regions import regions
from tanlu.text import Text

SERIES: Final = {
    "operating": "coal_plant_capacity_operating",
    "retired": "coal_plant_capacity_retired",
    "mothballed": "coal_plant_capacity_mothballed",
    "cancelled": "coal_plant_capacity_cancelled",
}
_OTHER: Final = frozenset({"announced", "pre-permit", "permitted", "construction", "shelved"})
_COLUMNS: Final = {
    "country": ("country/area", "country"),
    "place": ("subnational unit (province, state)", "subnational unit", "state/province"),
    "capacity": ("capacity (mw)",),
    "status": ("status",),
}
_NATIONS: Final = {"china": "CHN", "united states": "USA"}
_DATE: Final = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_ ]*(20\d\d)", re.IGNORECASE
)


def parse(files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Sum the capacity of units by status, in the year of the release that the file's name holds.

    Raises
    ------
    NoAnswer
        If a column is not there.
    BadTable
        If a status, place or number is unknown, or the year of the release is not said.
    """
    sheaf = Sheaf(connector, wish)
    for file in files:
        demand_kind("xlsx", file.read_bytes(), file.name)
        _read(sheaf, file, _year(file))
    return sheaf.taken()


def _year(file: Path) -> str:
    found = _DATE.search(file.stem)
    if found is None:
        raise BadTable(
            (f"{file.name} does not say which release it is.", f"{file.name} 未注明是哪一期。"),
            (
                "Name it as it was downloaded, such as Global-Coal-Plant-Tracker-January-2025.xlsx.",
                "请保留下载时的文件名，例如 Global-Coal-Plant-Tracker-January-2025.xlsx。",
            ),
        )
    return found[1]


def _read(sheaf: Sheaf, file: Path, year: str) -> None:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    sheet, places = _sheet(file)
    for number, row in enumerate(read_workbook(file, sheet), 1):
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if number == 1 or cells["country"].casefold() not in _NATIONS:
            sheaf.leave("headings and other countries", "表头和其他国家")
            continue
        if cells["status"].casefold() in _OTHER:
            sheaf.leave("units that are planned or being built", "规划或在建机组")
            continue
        series, region, size = _unit(cells, f"{file.name}, row {number}", f"{file.name} 第 {number} 行")
        nation = _NATIONS[cells["country"].casefold()]
        sums[series, region] += size
        sums[series, nation] += size
        sheaf.names[cells["place"]] = region
    source = sheaf.source(
        "gem_gcpt", Text(f"Global Coal Plant Tracker, file {file.name}", f"全球煤电厂追踪系统，文件 {file.name}"),
        published=year, locator=f"sheet {sheet}",
    )  # fmt: skip
    for (series, region), size in sorted(sums.items()):
        sheaf.add(
            "Capacity (MW)", series=series, region=region, period=year, value=f"{size:.10g}", unit="MW",
            source=source, locator=f"sheet {sheet}, sum over units",
            note_en="Sum over the units of the workbook, in its year of release.",
            note_zh="由工作簿逐机组加总，年份为发布年份。",
        )  # fmt: skip


def _sheet(file: Path) -> tuple[str, dict[str, int]]:
    for name in sheet_names(file):
        header = [cell.casefold().strip() for cell in next(iter(read_workbook(file, name)), [])]
        found = {
            field: next((header.index(each) for each in known if each in header), -1)
            for field, known in _COLUMNS.items()
        }
        if -1 not in found.values():
            return name, found
    listed = ", ".join(known[0] for known in _COLUMNS.values())
    raise changed_shape(f"no sheet has the columns {listed}", f"没有工作表含有以下各列：{listed}", file.name)


def _unit(cells: dict[str, str], where: str, where_zh: str) -> tuple[str, str, float]:
    series = SERIES.get(cells["status"].casefold())
    nation = _NATIONS[cells["country"].casefold()]
    region = _states(nation).get(cells["place"].casefold())
    if series is None or region is None:
        what, what_zh, cell = (
            ("status", "状态", "status") if series is None else ("state or province", "州或省", "place")
        )
        raise BadTable(
            (
                f"{where}: {cells[cell]!r} is no known {what}.",
                f"{where_zh}：{cells[cell]!r} 不是已知的{what_zh}。",
            ),
            ("Nothing was changed; look for a newer Tanlu.", "未作任何改动；请查看探路有无新版本。"),
        )
    return series, region, parse_number(cells["capacity"]).value


def _states(nation: str) -> dict[str, str]:
    """Return codes by official English name within one country, where Shanxi and Shaanxi are two names."""
    return {each.name.en.casefold(): each.code for each in regions().values() if each.parent == nation}


CONNECTOR: Final = Connector(
    id="gem",
    title=Text("Coal plant capacity by state and province", "各州、省煤电装机"),
    publisher=Text("Global Energy Monitor", "全球能源监测（GEM）"),
    licence="CC BY 4.0",
    base="",
    page="https://globalenergymonitor.org/projects/global-coal-plant-tracker/",
    by_hand=Text("the workbook that the form sends you", "填表后收到的工作簿"),
    parse=parse,
)

"""Global Carbon Budget, the workbook: a sheet of carbon by category below a block of notes that hold the unit."""

import re
from pathlib import Path
from typing import Final

from tanlu.evidence.connectors.answers import changed_shape, demand_kind
from tanlu.evidence.connectors.model import Connector, Wish
from tanlu.evidence.connectors.sheaf import Sheaf
from tanlu.evidence.readers.shape import Taken
from tanlu.evidence.readers.workbook import read_workbook, sheet_names
from tanlu.text import Text

SHEET: Final = "Fossil Emissions by Category"
COLUMNS: Final = {
    "coal": "co2_coal_carbon",
    "fossil emissions excluding carbonation": "co2_fossil_carbon",
}
_UNITS: Final = (
    (re.compile(r"\b(?:million tonnes of carbon per year|mtc)\b"), "MtC"),
    (re.compile(r"\b(?:billion tonnes of carbon per year|gigatonnes? of carbon|gtc|pgc)\b"), "GtC"),
)
_FACTOR: Final = re.compile(r"3\.664")
_THOUSAND: Final = 1000.0


def parse(files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Read the sheet; the unit is what its notes say, and millions of tonnes become billions.

    Raises
    ------
    NoAnswer
        If sheet, header, unit or the factor from carbon to CO₂ is not there.
    """
    sheaf = Sheaf(connector, wish)
    for file in files:
        demand_kind("xlsx", file.read_bytes(), file.name)
        if SHEET not in sheet_names(file):
            raise changed_shape(f"no sheet {SHEET!r}", f"没有工作表 {SHEET!r}", file.name)
        _read(sheaf, file)
    return sheaf.taken()


def _read(sheaf: Sheaf, file: Path) -> None:
    rows = list(enumerate(read_workbook(file, SHEET), 1))
    start, header = next(((n, row) for n, row in rows if row and row[0].casefold() == "year"), (0, []))
    places = {_plain(cell): place for place, cell in enumerate(header)}
    lost = [name for name in COLUMNS if name not in places]
    if lost:
        raise changed_shape(f"no column {', '.join(lost)}", f"没有列 {'、'.join(lost)}", file.name)
    unit = _unit([cell for n, row in rows if n < start for cell in row], file.name)
    source = sheaf.source(
        "gcb", Text(f"Global Carbon Budget, file {file.name}", f"全球碳预算，文件 {file.name}"),
        url="https://globalcarbonbudget.org/", locator=f"sheet {SHEET}",
    )  # fmt: skip
    for number, row in rows:
        if number <= start or not row or not row[0].isdigit() or int(row[0]) not in sheaf.wish.span:
            continue
        for name, series in COLUMNS.items():
            cell = row[places[name]] if places[name] < len(row) else ""
            sheaf.names[name] = series
            sheaf.add(
                name, series=series, region="WORLD", period=row[0], value=_billions(cell, unit), unit="GtC",
                source=source, locator=f"sheet {SHEET}, row {number}, {name}",
            )  # fmt: skip


def _unit(notes: list[str], where: str) -> str:
    """Return MtC or GtC, whichever the sentence about values names first."""
    said = next((cell.casefold() for cell in notes if "all values" in cell.casefold()), "")
    found = sorted((hit.start(), code) for mark, code in _UNITS if (hit := mark.search(said)))
    if not found:
        raise changed_shape("its notes name no unit of carbon", "表头说明中没有碳的单位", where)
    if not any(_FACTOR.search(cell) for cell in notes):
        raise changed_shape(
            "its notes do not give 3.664 from carbon to CO₂",
            "表头说明中没有碳换算为二氧化碳的系数3.664",
            where,
        )
    return found[0][1]


def _billions(cell: str, unit: str) -> str:
    if unit == "GtC" or not cell:
        return cell
    try:
        return repr(float(cell) / _THOUSAND)
    except ValueError:
        return cell


def _plain(cell: str) -> str:
    """Return a heading without the dots that stand for spaces.

    Examples
    --------
    >>> _plain("fossil.emissions.excluding.carbonation")
    'fossil emissions excluding carbonation'
    """
    return " ".join(cell.replace(".", " ").casefold().split())


CONNECTOR: Final = Connector(
    id="gcb",
    title=Text("Fossil and coal CO₂ of the world, as carbon", "全球化石燃料及煤炭二氧化碳排放（以碳计）"),
    publisher=Text("Global Carbon Project", "全球碳计划"),
    licence="CC BY 4.0",
    base="",
    page="https://globalcarbonbudget.org/",
    by_hand=Text("the workbook of global figures (XLSX)", "全球数据工作簿（XLSX）"),
    parse=parse,
    first_year=1990,
)

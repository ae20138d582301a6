"""Energy Information Administration, mine-level coal files: one workbook a year, summed by state."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from tanlu.errors import BadTable
from tanlu.evidence.connectors.answers import changed_shape, demand_kind
from tanlu.evidence.connectors.model import Ask, Connector, Request, Wish
from tanlu.evidence.connectors.sheaf import Sheaf
from tanlu.evidence.readers.shape import Taken
from tanlu.evidence.readers.text import parse_number
from tanlu.evidence.readers.workbook import read_workbook, sheet_names
from tanlu.registers.regions import regions
from tanlu.text import Text

_COLUMNS: Final = {
    "year": "year", "msha id": "mine", "mine name": "name", "mine state": "state", "mine type": "type",
    "production (short tons)": "production", "average employees": "employees", "labor hours": "hours",
}  # fmt: skip
_REFUSE: Final = "refuse"
_MOST_HEADER: Final = 10
_NUMBERS: Final = {
    "production": "coal_production",
    "employees": "coal_mine_employees",
    "hours": "coal_mine_labor_hours",
}
_UNITS: Final = {
    "coal_production": "short_ton", "coal_production_surface": "short_ton", "coal_production_underground": "short_ton",
    "coal_production_refuse": "short_ton", "coal_mines": "count", "coal_mine_employees": "persons",
    "coal_mine_labor_hours": "hours",
}  # fmt: skip


def gather(ask: Ask, wish: Wish) -> None:
    """Ask for the workbook of each year; the newer kind first, and a year that is not out is passed over."""
    for number, year in enumerate(wish.span):
        for ending in ("xlsx", "xls"):
            path = f"/coal/data/public/xls/coalpublic{year}.{ending}"
            request = Request(f"coalpublic{year}.{ending}", path, kind="xlsx", optional=True)
            if ask(request, number, len(wish.span)) is not None:
                break


@dataclass(slots=True)
class _Sums:
    values: dict[tuple[str, str, str], float] = field(default_factory=lambda: defaultdict(float))
    mines: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


def parse(files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Sum mines by state and year.

    Raises
    ------
    NoAnswer
        If a column is not there, or no column holds states.
    BadTable
        If a cell that should be a number is none, or a state is unknown.
    """
    sheaf = Sheaf(connector, wish)
    for file in files:
        demand_kind("xlsx", file.read_bytes(), file.name)
        sums = _Sums()
        for number, cells in _rows(sheaf, file):
            _count(sums, cells, file.name, number)
        _write(sheaf, sums, file)
    return sheaf.taken()


def _rows(sheaf: Sheaf, file: Path) -> list[tuple[int, dict[str, str]]]:
    rows = list(enumerate(read_workbook(file, sheet_names(file)[0]), 1))
    start, header = next(
        ((n, row) for n, row in rows[:_MOST_HEADER] if "msha id" in {_plain(cell) for cell in row}), (0, [])
    )
    places = {_COLUMNS[_plain(cell)]: n for n, cell in enumerate(header) if _plain(cell) in _COLUMNS}
    lost = [name for name, key in _COLUMNS.items() if key not in places]
    if lost:
        raise changed_shape(f"no column {', '.join(lost)}", f"没有列 {'、'.join(lost)}", file.name)
    body = [(n, row + [""] * (len(header) - len(row))) for n, row in rows if n > start and any(row)]
    body = [(n, row) for n, row in body if row[places["year"]].isdigit()]
    _demand_states(sheaf, places, [row for _, row in body], file.name)
    return [(n, {key: row[place] for key, place in places.items()}) for n, row in body]


def _demand_states(sheaf: Sheaf, places: dict[str, int], rows: list[list[str]], where: str) -> None:
    """Put the columns of names and states right where a year's file swaps them, and refuse any other mix."""
    held = {key: sum(_state(row[places[key]]) is not None for row in rows) for key in ("state", "name")}
    if held["name"] == len(rows) > held["state"]:
        places["state"], places["name"] = places["name"], places["state"]
        sheaf.leave(
            f"headings that are swapped in {where}: states stand under Mine Name",
            f"{where} 表头有误：州名列在“Mine Name”之下",
        )
    elif held["state"] < len(rows):
        raise changed_shape(
            f"{len(rows) - held['state']} rows name no state",
            f"有 {len(rows) - held['state']} 行没有州名",
            where,
        )


def _count(sums: _Sums, cells: dict[str, str], where: str, number: int) -> None:
    year, kind = cells["year"], cells["type"].casefold()
    state = _state(cells["state"]) or ""
    refuse = state == _REFUSE or _REFUSE in kind
    places = ("USA",) if state == _REFUSE else (state, "USA")
    for name, series in _NUMBERS.items():
        value = _number(cells[name], where, number)
        if name == "production" and refuse:
            sums.values["coal_production_refuse", "USA", year] += value
            sums.values["coal_production", "USA", year] += value
            continue
        for place in places:
            sums.values[series, place, year] += value
            if name == "production" and kind in ("surface", "underground"):
                sums.values[f"coal_production_{kind}", place, year] += value
            if name == "production" and value > 0:
                sums.mines[place, year].add(cells["mine"])


def _number(cell: str, where: str, number: int) -> float:
    if not cell:
        return 0.0  # a preparation plant has no output of its own
    try:
        return parse_number(cell).value
    except BadTable as error:
        raise BadTable(
            (
                f"{where}, row {number}: {cell!r} is not a number.",
                f"{where} 第 {number} 行：{cell!r} 不是数字。",
            ),
            error.do,
        ) from error


def _write(sheaf: Sheaf, sums: _Sums, file: Path) -> None:
    source = sheaf.source(
        "eia_mines", Text("Historical detailed coal production data, mine level", "历年煤炭生产明细数据（逐矿）"),
        url="https://www.eia.gov/coal/data.php",
    )  # fmt: skip
    found = {key: f"{value:.10g}" for key, value in sums.values.items()}
    found |= {("coal_mines", place, year): str(len(mines)) for (place, year), mines in sums.mines.items()}
    for (series, place, year), value in sorted(found.items()):
        sheaf.add(
            series, series=series, region=place, period=year, value=value, unit=_UNITS[series], source=source,
            locator=f"{file.name}, sum over mines",
            note_en="Sum over the mine-level file.", note_zh="由逐矿文件加总。",
        )  # fmt: skip


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().split())


def _state(cell: str) -> str | None:
    """Return the code of a state, of which a part may stand in brackets; ``refuse`` for refuse recovery."""
    name = _plain(cell.partition("(")[0])
    return _REFUSE if name.startswith(_REFUSE) else _states().get(name)


@cache
def _states() -> dict[str, str]:
    return {each.name.en.casefold(): each.code for each in regions().values() if each.parent == "USA"}


CONNECTOR: Final = Connector(
    id="eia-mines",
    title=Text("Coal output, mines, jobs summed over mines", "逐矿加总的煤炭产量、煤矿和从业人数"),
    publisher=Text("US Energy Information Administration", "美国能源信息署"),
    licence="US federal public domain",
    base="https://www.eia.gov",
    page="https://www.eia.gov/coal/data.php",
    by_hand=Text("the workbooks coalpublicYYYY, saved as XLSX", "coalpublicYYYY 工作簿（另存为 XLSX）"),
    parse=parse,
    gather=gather,
    pause=1.0,
    first_year=-3,
)

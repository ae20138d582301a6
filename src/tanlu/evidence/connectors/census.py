"""Census Bureau, population estimates: arrays of arrays, all strings; later vintages are CSV files."""

import csv
import io
import re
from pathlib import Path
from typing import Any, Final

from tanlu.errors import NoAnswer
from tanlu.evidence.connectors.answers import changed_shape, demand_kind, load, quoted
from tanlu.evidence.connectors.model import Ask, Connector, Request, Wish
from tanlu.evidence.connectors.sheaf import Sheaf
from tanlu.evidence.readers.agency import states
from tanlu.evidence.readers.shape import Taken
from tanlu.text import Text

_LAST_API: Final = 2021
"""The last vintage of estimates that the API serves; later ones are files."""
_FILES: Final = "https://www2.census.gov"
_COLUMN: Final = re.compile(r"POP(?:ESTIMATE|_)(\d{4})", re.ASCII)
_VINTAGE: Final = re.compile(r"(\d{4})")


def gather(ask: Ask, wish: Wish) -> None:
    """Ask for the last vintage of the API, and for the newest file that is out."""
    columns = ",".join(f"POP_{year}" for year in (2020, 2021) if year in wish.span)
    if columns:
        for place in ("us", "state"):
            query = (("get", f"NAME,{columns}"), ("for", f"{place}:*"))
            ask(Request(f"pep.{_LAST_API}.{place}.json", f"/data/{_LAST_API}/pep/population", query), 0, 2)
    for vintage in range(wish.years[1], _LAST_API, -1):
        name = f"NST-EST{vintage}-ALLDATA.csv"
        path = f"/programs-surveys/popest/datasets/2020-{vintage}/state/totals/{name}"
        if ask(Request(name, path, kind="csv", optional=True, host=_FILES), 1, 2) is not None:
            return


def inspect(data: bytes, request: Request, _connector: Connector) -> None:
    """Refuse an error that stands where figures should.

    Raises
    ------
    NoAnswer
        With what the Bureau says.
    """
    if data.lstrip()[:6].lower() == b"error:":
        said = quoted(data.decode("utf-8", "replace"))
        raise NoAnswer(
            (
                f"The Census Bureau refuses {request.name}: {said}.",
                f"美国人口普查局拒绝了 {request.name}：{said}。",
            ),
            ("Nothing was changed; look for a newer Tanlu.", "未作任何改动；请查看探路有无新版本。"),
        )


def parse(files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Read tables of estimates, whose columns name the years.

    Raises
    ------
    NoAnswer
        If a table has another shape.
    """
    sheaf = Sheaf(connector, wish)
    for file in files:
        rows = _table(file)
        header = [str(cell).upper() for cell in rows[0]]
        years = {found[1]: place for place, cell in enumerate(header) if (found := _COLUMN.fullmatch(cell))}
        area = next((header.index(name) for name in ("STATE", "US") if name in header), None)
        if not years or area is None:
            raise changed_shape("no column of estimates or of states", "没有估计数列或州列", file.name)
        vintage = _VINTAGE.search(file.name)
        stem = f"census_pep_v{vintage[1]}" if vintage else "census_pep"
        title = f"Population estimates, {f'vintage {vintage[1]}' if vintage else f'file {file.name}'}"
        title_zh = f"人口估计，{f'{vintage[1]}年版' if vintage else f'文件 {file.name}'}"
        source = sheaf.source(stem, Text(title, title_zh))
        for number, row in enumerate(rows[1:], 2):
            if len(row) != len(header):
                raise changed_shape(f"row {number} is not whole", f"第 {number} 行不完整", file.name)
            cells = dict(zip(header, (str(cell or "") for cell in row), strict=True))
            _add(sheaf, cells, {year: str(row[place] or "") for year, place in years.items()}, source)
    return sheaf.taken()


def _table(file: Path) -> list[list[Any]]:
    data = file.read_bytes()
    if data.lstrip()[:1] == b"[":
        rows = load(data, file.name)
    else:
        demand_kind("csv", data, file.name)
        rows = [
            row for row in csv.reader(io.StringIO(data.decode("latin-1").removeprefix("\xef\xbb\xbf"))) if row
        ]
    if not isinstance(rows, list) or len(rows) < 2 or not all(isinstance(row, list) for row in rows):
        raise changed_shape("no table with a header", "不是带表头的表格", file.name)
    return rows


def _add(sheaf: Sheaf, cells: dict[str, str], years: dict[str, str], source: str) -> None:
    level, state = cells.get("SUMLEV", ""), cells.get("STATE", "")
    nation = level.lstrip("0") == "10" or (not level and "STATE" not in cells)
    region = "USA" if nation else states().get(f"{state.zfill(2)}000") if level in ("", "040", "40") else None
    if region is None or (not nation and not state.strip("0")):
        sheaf.leave("areas other than states and the nation", "州和全国以外的地区")
        return
    sheaf.names[cells.get("NAME") or state] = region
    for year, value in years.items():
        if int(year) not in sheaf.wish.span:
            continue
        sheaf.add(
            f"POP_{year}", series="population", region=region, period=year, value=value, unit="persons",
            source=source, locator=f"{cells.get('NAME', '')}, {year}",
        )  # fmt: skip


CONNECTOR: Final = Connector(
    id="census",
    title=Text("Population of states", "各州人口"),
    publisher=Text("US Census Bureau", "美国人口普查局"),
    licence="US federal public domain",
    base="https://api.census.gov",
    page=f"{_FILES}/programs-surveys/popest/datasets/",
    by_hand=Text("a file NST-EST…-ALLDATA.csv", "NST-EST…-ALLDATA.csv 文件"),
    parse=parse,
    gather=gather,
    inspect=inspect,
    key_env="CENSUS_API_KEY",
    key_parameter="key",
    key_page="https://api.census.gov/data/key_signup.html",
    key_optional=True,
    key_refusal=b"invalid key",
    first_year=2020,
)

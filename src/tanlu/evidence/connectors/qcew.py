"""Quarterly Census of Employment and Wages: one CSV a year and industry; withheld cells are marked N."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final

from tanlu.evidence.connectors.answers import changed_shape, demand_kind
from tanlu.evidence.connectors.model import Ask, Connector, Request, Wish
from tanlu.evidence.connectors.sheaf import Sheaf
from tanlu.evidence.readers import qcew
from tanlu.evidence.readers.files import open_grid
from tanlu.evidence.readers.mapping import Mapping
from tanlu.evidence.readers.shape import Row, Taken
from tanlu.text import Text


def gather(ask: Ask, wish: Wish) -> None:
    """Ask for every industry that a series stands for, year by year; years that the service lacks are passed over."""
    industries = sorted({industry for industry, _ in qcew.SERIES})
    years = list(wish.span)
    for number, year in enumerate(years):
        for industry in industries:
            code = industry.replace("-", "_")
            path = f"/cew/data/api/{year}/a/industry/{code}.csv"
            ask(Request(f"{year}.{code}.csv", path, kind="csv", optional=True), number, len(years))


def parse(files: tuple[Path, ...], wish: Wish, connector: Connector) -> Taken:
    """Read annual files as ``tanlu evidence import`` does.

    Raises
    ------
    NoAnswer
        If a file lacks a column.
    """
    sheaf = Sheaf(connector, wish)
    source = sheaf.source(
        "bls_qcew",
        Text(
            "Quarterly Census of Employment and Wages, annual averages", "季度就业与工资普查（QCEW）年平均数"
        ),
        url="https://www.bls.gov/cew/",
    )
    taken = sheaf.taken()
    taken.rows = _rows(files, Mapping(constants={"source": source}), wish, taken)
    return taken


def _rows(files: tuple[Path, ...], mapping: Mapping, wish: Wish, taken: Taken) -> Iterator[Row]:
    numbers = count(1)
    for file in files:
        demand_kind("csv", file.read_bytes(), file.name)
        grid = open_grid(file)
        if not qcew.fits(grid.head()):
            raise changed_shape("a column of the annual files is missing", "缺少年度文件应有的列", file.name)
        one = qcew.read(grid, mapping, wish.vintage)
        for row in one.rows:
            yield (next(numbers), *row[1:])
        taken.names |= one.names
        taken.left_out += one.left_out


CONNECTOR: Final = Connector(
    id="qcew",
    title=Text("Jobs in coal mining, by state", "各州煤炭开采业岗位数"),
    publisher=Text("US Bureau of Labor Statistics", "美国劳工统计局"),
    licence="US federal public domain",
    base="https://data.bls.gov",
    page="https://www.bls.gov/cew/downloadable-data-files.htm",
    by_hand=Text("annual CSV files by industry", "分行业年度 CSV 文件"),
    parse=parse,
    gather=gather,
    pause=1.0,
    first_year=-10,
)

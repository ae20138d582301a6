"""Input-output figures for the packaged release: the US table joined to the shared list, and coal mining in China.

``build_release.py`` takes them from the data sets. The US table is that of the Bureau of Economic Analysis (use, make and
imports), made into flows between industries and added up to the groups in which states publish. Of the Chinese tables only
what coal mining makes and carries is worked out; the tables themselves are not carried.
"""

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from release_industries import Cells, Kind
from tanlu.analysis.economy.input_output.extraction import extract
from tanlu.analysis.economy.input_output.leontief import leontief, multipliers
from tanlu.analysis.economy.input_output.merge import merge
from tanlu.analysis.economy.input_output.table import IOTable
from tanlu.evidence.readers.io_tables import read_table
from tanlu.registers.industries import groups

BEA = Path("us_io_bea")
BEA_FILES = tuple(
    BEA / f"Summary_{each}_BeforeRedef_17sch.csv.gz" for each in ("Use_2017_PRO", "Make_2017", "Import_2017")
)
NBS = Path("china_io_national")
TABLES = {2002: 122, 2007: 135, 2012: 139, 2017: 149, 2020: 153}
COAL = "Mining and washing of coal"
LINES = {  # lines of state GDP for the industries of the summary table
    "111CA": 4, "113FF": 5, "211": 7, "212": 8, "213": 9, "22": 10, "23": 11, "321": 14, "327": 15, "331": 16, "332": 17,
    "333": 18, "334": 19, "335": 20, "3361MV": 21, "3364OT": 22, "337": 23, "339": 24, "311FT": 26, "313TT": 27,
    "315AL": 28, "322": 29, "323": 30, "324": 31, "325": 32, "326": 33, "42": 34, "441": 35, "445": 35, "452": 35,
    "4A0": 35, "481": 37, "482": 38, "483": 39, "484": 40, "485": 41, "486": 42, "487OS": 43, "493": 44, "511": 46,
    "512": 47, "513": 48, "514": 49, "521CI": 52, "523": 53, "524": 54, "525": 55, "HS": 57, "ORE": 57, "532RL": 58,
    "5411": 61, "5415": 62, "5412OP": 63, "55": 64, "561": 66, "562": 67, "61": 69, "621": 71, "622": 72, "623": 73,
    "624": 74, "711AS": 77, "713": 78, "721": 80, "722": 81, "81": 82, "GFGD": 85, "GFGN": 84, "GFE": 84, "GSLG": 86,
    "GSLE": 86,
}  # fmt: skip
JOINED = (
    "Domestic flows (fixed product sales structure, imports removed), added up to the shared list by tools/release_io.py",
    "国内流量（固定产品销售结构，已扣除进口），由 tools/release_io.py 归并到共用行业表",
)
WORKED_OUT = (
    "Worked out by tools/release_io.py from the national table, imports split in proportion; gross",
    "由 tools/release_io.py 据全国表算出，进口按比例拆分；总效应",
)


def paths(data: Path) -> list[Path]:
    """Return the files that the figures are read from."""
    return [data / each for each in (*BEA_FILES, *(_china(year) for year in TABLES))]


def rows(data: Path, sources: dict[str, dict[str, str]]) -> list[Cells]:
    """Return the rows of the facts table."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        us = read_table(*(_unpacked(data / each, at) for each in BEA_FILES))
        found = list(_flows(us, sources["bea_io_2017"]))
        for year in TABLES:
            table = read_table(_unpacked(data / _china(year), at))
            found += _coal(table, year, sources["nbs_io"])
    return found


def _china(year: int) -> Path:
    return NBS / f"china_{year}_{TABLES[year]}.csv.gz"


def _unpacked(path: Path, folder: Path) -> Path:
    found = folder / path.name.removesuffix(".gz")
    found.write_bytes(gzip.decompress(path.read_bytes()))
    return found


def _flows(us: IOTable, source: dict[str, str]) -> Iterator[Cells]:
    names = list(groups())
    held = [[code for code, line in LINES.items() if str(line) in groups()[name].lines] for name in names]
    table = merge(us, held)
    kind = Kind("io_flow", "1e6_USD", "domestic_flows", source)
    if table.wages is None or table.households is None:
        raise SystemExit("the table of the BEA has lost its wages or households")
    vectors = {"output": table.output, "households": table.households}
    added = {"value_added": table.value_added, "wages": table.wages}
    for at, name in enumerate(names):
        cells = {f"from={name},to={other}": table.flows[at, column] for column, other in enumerate(names)}
        cells |= {f"from={name},to={total}": values[at] for total, values in vectors.items()}
        cells |= {f"from={paid},to={name}": values[at] for paid, values in added.items()}
        for dims, value in cells.items():
            yield kind.fact(dims, ("USA", "2017"), _whole(value), JOINED, "estimated")


def _whole(value: float) -> float:
    return round(float(value), 1)


def _coal(table: IOTable, year: int, source: dict[str, str]) -> Iterator[Cells]:
    at, system = table.place(COAL), leontief(table)
    found, lost = multipliers(system), extract(system, COAL)
    share = 100 * table.output[at] / table.output.sum()
    added = 100 * table.value_added[at] / table.value_added.sum()
    for name, unit, value in (
        ("coal_share_of_output", "percent", share), ("coal_share_of_value_added", "percent", added),
        ("coal_multiplier", "times", found.type_1[at]), ("coal_extraction_output", "percent", 100 * lost.output_share),
        ("coal_extraction_value_added", "percent", 100 * lost.value_added_share),
    ):  # fmt: skip
        kind = Kind(name, unit, "national_table", source)
        yield kind.fact("", ("CHN", str(year)), float(np.round(value, 4)), WORKED_OUT, "estimated")

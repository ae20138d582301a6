"""Figures by industry for the packaged release: GDP of the US states by line, and jobs and pay by NAICS group.

``build_release.py`` takes them from the reviewed data sets. Of the tables of GDP only the years are carried that an
edition compares; of the business patterns, only the two coal states and the sum of all fifty.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tanlu.period import PartialDate

WORDS = Path(__file__).resolve().parent / "release"
GDP = Path("us_state_gdp_bea_1997_2016") / "state_gdp.csv.gz"
JOBS = Path("us_state_naics4_cbp_2012_2016") / "state_naics4.csv"
YEARS = ("1997", "2007", "2016")
STATES = ("US-WV", "US-WY")
MIDDLE = "2014"
"""The business patterns are the mean of 2012 to 2016; they are dated by the year in the middle."""
MEAN = ("Mean of 2012 to 2016; a withheld year counts as zero, so small groups are too low", "2012—2016年平均值；未披露的年份按零计入，故小行业偏低")
SUM = ("Sum of the 50 states, means of 2012 to 2016", "50个州之和，2012—2016年平均值")
WITHHELD = ("Establishments exist, jobs are withheld", "有营业机构，就业人数未披露")  # fmt: skip

Cells = tuple[object, ...]


def paths(data: Path) -> list[Path]:
    """Return the files that the figures are read from."""
    return [data / GDP, data / JOBS]


def rows(data: Path, sources: dict[str, dict[str, str]]) -> list[Cells]:
    """Return the rows of the facts table."""
    gdp, jobs = sources["bea_sagdp_2022"], sources["census_cbp_2016"]
    return [*_gdp(data / GDP, gdp), *_jobs(data / JOBS, jobs)]


def _fact(
    series: str, dims: str, region: str, year: str, value: float | None, unit: str, scope: str,
    source: dict[str, str], note: tuple[str, str], status: str = "reported",
) -> Cells:  # fmt: skip
    return (
        series, dims, region, year, source["id"], value, unit, status, None, None, scope,
        source["locator"] or source["url"], *note, PartialDate.parse(source["published"]).last_day,
    )  # fmt: skip


def _gdp(path: Path, source: dict[str, str]) -> Iterator[Cells]:
    with (WORDS / "bea_lines.csv").open(encoding="utf-8", newline="") as file:
        lines = {row["line"]: (row["en"], row["zh"]) for row in csv.DictReader(file)}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["year"] not in YEARS or row["line"] not in lines:
                continue
            place = "USA" if row["stabbr"] == "US" else f"US-{row['stabbr']}"
            value = float(row["gdp"]) if row["gdp"] not in {"", "NA"} else None
            status = "reported" if value is not None else "suppressed"
            yield _fact(
                "gdp_by_industry", f"line={row['line']}", place, row["year"], value, "1e6_USD", "all_economy",
                source, lines[row["line"]], status,
            )  # fmt: skip


def _jobs(path: Path, source: dict[str, str]) -> Iterator[Cells]:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            dims, place = f"naics={row['naics2012']}", f"US-{row['state']}"
            jobs, pay = float(row["emp"]), 1000 * float(row["payann_1000usd"])
            if place in STATES:
                withheld = jobs == 0 and float(row["estab"]) > 0
                value, note = (None, WITHHELD) if withheld else (jobs, MEAN)
                yield _fact(
                    "jobs_by_industry", dims, place, MIDDLE, value, "persons", "payroll_jobs", source, note,
                    "suppressed" if withheld else "reported",
                )  # fmt: skip
            if jobs > 0:
                sums["jobs_by_industry", dims] += jobs
                sums["payroll_by_industry", dims] += pay
    for (series, dims), value in sums.items():
        unit = "persons" if series == "jobs_by_industry" else "USD"
        yield _fact(
            series, dims, "USA", MIDDLE, round(value, 1), unit, "payroll_jobs", source, SUM, "estimated"
        )

"""Figures by industry for the packaged release: GDP of the US states by line, and jobs and pay by NAICS group.

``build_release.py`` takes them from the reviewed data sets. Of the tables of GDP only the years are carried that an
edition compares; of the business patterns, only the two coal states and the sum of all fifty.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tanlu.period import PartialDate

WORDS = Path(__file__).resolve().parent / "release"
GDP = Path("us_state_gdp_bea_1997_2016") / "state_gdp.csv.gz"
JOBS = Path("us_state_naics4_cbp_2012_2016") / "state_naics4.csv"
YEARS = ("1997", "2007", "2016")
STATES = ("US-WV", "US-WY")
MIDDLE = "2014"
"""The business patterns are the mean of 2012 to 2016; they are dated by the year in the middle."""
MEAN = (
    "Mean of 2012 to 2016; a withheld year counts as zero, so small groups are too low",
    "2012—2016年平均值；未披露的年份按零计入，故小行业偏低",
)
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


@dataclass(frozen=True)
class Kind:
    """What the figures of one series share."""

    series: str
    unit: str
    scope: str
    source: dict[str, str]

    def fact(
        self, dims: str, place: tuple[str, str], value: float | None, note: tuple[str, str], status: str = ""
    ) -> Cells:
        """Return a row of the facts table; ``place`` is region and year."""
        stands = status or ("suppressed" if value is None else "reported")
        source = self.source
        return (
            self.series, dims, *place, source["id"], value, self.unit, stands, None, None, self.scope,
            source["locator"] or source["url"], *note, PartialDate.parse(source["published"]).last_day,
        )  # fmt: skip


def _gdp(path: Path, source: dict[str, str]) -> Iterator[Cells]:
    kind = Kind("gdp_by_industry", "1e6_USD", "all_economy", source)
    with (WORDS / "bea_lines.csv").open(encoding="utf-8", newline="") as file:
        lines = {row["line"]: (row["en"], row["zh"]) for row in csv.DictReader(file)}
    held: dict[tuple[str, str, str], float] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["year"] in YEARS and row["line"] in lines and row["gdp"] not in {"", "NA"}:
                place = "USA" if row["stabbr"] == "US" else f"US-{row['stabbr']}"
                held[place, row["year"], row["line"]] = float(row["gdp"])
    for place in sorted({each for each, _, _ in held}):
        for year in YEARS:
            for (
                line,
                words,
            ) in lines.items():  # a line that the table leaves out for a state is withheld, not zero
                yield kind.fact(f"line={line}", (place, year), held.get((place, year, line)), words)


def _jobs(path: Path, source: dict[str, str]) -> Iterator[Cells]:
    jobs = Kind("jobs_by_industry", "persons", "business_patterns", source)
    pay = Kind("payroll_by_industry", "USD", "business_patterns", source)
    sums: dict[tuple[str, str], float] = defaultdict(float)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            dims, place, count = f"naics={row['naics2012']}", f"US-{row['state']}", float(row["emp"])
            if place in STATES:
                withheld = count == 0 and float(row["estab"]) > 0
                value, note = (None, WITHHELD) if withheld else (count, MEAN)
                yield jobs.fact(dims, (place, MIDDLE), value, note)
            if count > 0:
                sums["jobs", dims] += count
                sums["pay", dims] += 1000 * float(row["payann_1000usd"])
    kinds = {"jobs": jobs, "pay": pay}
    for (kind, dims), value in sums.items():
        yield kinds[kind].fact(dims, ("USA", MIDDLE), round(value, 1), SUM, "estimated")

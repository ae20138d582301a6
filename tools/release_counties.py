"""What goes together in American counties, and how complex it is, for the packaged release: derived figures only.

``build_release.py`` takes them from the county table of the business patterns, most of whose small cells are estimates of
those who made it. No figure of a county is carried: only how often two groups of the shared list go together over all of
them, and the complexity of a group.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from release_industries import MIDDLE, Cells, Kind
from tanlu.analysis.economy.complexity import complexity
from tanlu.analysis.economy.relatedness import proximity
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.registers.industries import groups, of_naics

COUNTIES = Path("us_county_naics4_cbp_2012_2016") / "county_naics4.csv.gz"
LEAST = 1000
"""Jobs from which on a county counts for what goes together."""
LEFT_OUT = {"agr"}
"""Farms are not in the business patterns."""
TOGETHER = (
    "Minimum conditional probability over counties with a thousand jobs or more, means of 2012 to 2016",
    "各县（就业一千人以上）的最小条件概率，2012—2016年平均值",
)
COMPLEX = (
    "Mean over the NAICS groups, weighted by jobs, of their complexity in counties; the axis goes with the size of a county",
    "各NAICS行业在县级的复杂度，按就业加权平均；该轴与县的规模高度相关",
)


def paths(data: Path) -> list[Path]:
    """Return the files that the figures are read from."""
    return [data / COUNTIES]


def rows(data: Path, sources: dict[str, dict[str, str]]) -> list[Cells]:
    """Return the rows of the facts table."""
    counties, source = _counties(data / COUNTIES), sources["census_cbp_counties_2016"]
    return [*_together(counties, source), *_complex(counties, source)]


def _counties(path: Path) -> RegionIndustry:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        held = list(csv.DictReader(file))
    return RegionIndustry.from_long(
        [row["fips"] for row in held],
        [row["naics2012"] for row in held],
        [max(float(row["emp_est"]), 0.0) for row in held],
    )


def _group(naics: str) -> str:
    found = of_naics(naics)
    return found.group if found else ""


def _together(counties: RegionIndustry, source: dict[str, str]) -> Iterator[Cells]:
    names = [each for each in groups() if not groups()[each].local and each not in LEFT_OUT]
    jobs = np.zeros((len(counties.regions), len(names)))
    for column, naics in enumerate(counties.industries):
        if _group(naics) in names:
            jobs[:, names.index(_group(naics))] += counties.values[:, column]
    large = jobs.sum(axis=1) >= LEAST
    regions = [each for each, kept in zip(counties.regions, large, strict=True) if kept]
    near = proximity(RegionIndustry.from_arrays(regions, names, jobs[large])).values
    kind = Kind("industry_proximity", "percent", "counties", source)
    for one, name in enumerate(names):
        for other in range(one + 1, len(names)):
            value = round(100 * float(near[one, other]), 2)
            yield kind.fact(f"pair={name}+{names[other]}", ("USA", MIDDLE), value, TOGETHER, "estimated")


def _complex(counties: RegionIndustry, source: dict[str, str]) -> Iterator[Cells]:
    found = complexity(counties, sign="diversity")
    jobs = dict(zip(counties.industries, counties.values.sum(axis=0), strict=True))
    kind = Kind("industry_complexity", "sd", "counties", source)
    for name in groups():
        held = [
            (value, jobs[naics])
            for naics, value in zip(found.industries, found.of_industries, strict=True)
            if _group(naics) == name
        ]
        if held and name not in LEFT_OUT:
            values, weights = zip(*held, strict=True)
            value = round(float(np.average(values, weights=weights)), 3)
            yield kind.fact(f"industry={name}", ("USA", MIDDLE), value, COMPLEX, "estimated")

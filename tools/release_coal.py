"""Coal output of many states over sixty years, jobs in British coal and targets, for the packaged release.

``build_release.py`` takes them from the data sets: the shocks and real paths of an outlook come from the sixteen states
of most coal among those with output in every year; the collapse that no band of its day held is that of British mining.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from release_industries import WORDS, Cells, Kind
from tanlu.registers.regions import regions

STATES = Path("eia_seds_coal_production") / "coal_production_by_state_1960_2019.csv"
BRITISH = Path("uk_coal_phaseout") / "uk_coal_1700_1985.csv"
YEARS = tuple(map(str, range(1960, 2020)))
MOST = 16
NONE = ("", "")
LATER = (
    "Not in the copy of the series that is held, which ends in 1985; noted from the published series",
    "所存序列副本止于1985年，此数据摘自已公布的序列",
)


def paths(data: Path) -> list[Path]:
    """Return the files that the figures are read from."""
    return [data / STATES, data / BRITISH]


def rows(data: Path, sources: dict[str, dict[str, str]]) -> list[Cells]:
    """Return the rows of the facts table."""
    return [
        *_states(data / STATES, sources["eia_seds_coal_2019"]),
        *_british(data / BRITISH, sources["beis_coal"]),
        *_targets(sources),
    ]


def _states(path: Path, source: dict[str, str]) -> Iterator[Cells]:
    codes = {each.name.en: code for code, each in regions().items() if each.kind == "state"}
    held: dict[str, dict[str, float]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            held[codes[row["state"]]][row["year"]] = float(row["coal_production_billion_btu"])
    whole = [code for code, values in held.items() if all(values.get(year, 0) > 0 for year in YEARS)]
    kind = Kind("coal_production_energy", "1e9_Btu", "energy_content", source)
    for code in sorted(whole, key=lambda code: -sum(held[code].values()))[:MOST]:
        for year in YEARS:
            yield kind.fact("", (code, year), held[code][year], NONE)


def _british(path: Path, source: dict[str, str]) -> Iterator[Cells]:
    kind = Kind("coal_industry_jobs", "1e3_persons", "coal_industry", source)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["year"] >= YEARS[0] and row["employment_thousand"]:
                yield kind.fact("", ("GBR", row["year"]), float(row["employment_thousand"]), NONE)
    with (WORDS / "british_jobs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield kind.fact("", ("GBR", row["year"]), float(row["thousand"]), LATER)


def _targets(sources: dict[str, dict[str, str]]) -> Iterator[Cells]:
    with (WORDS / "targets.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = Kind("raw_coal_output_target", "1e8_t", "stated_target", sources[row["source"]])
            note = row["note_en"], row["note_zh"]
            yield kind.fact("", (row["region"], row["year"]), float(row["value"]), note, "projected")

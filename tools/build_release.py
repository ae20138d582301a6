"""Turn the reviewed figures into the packaged release.

Run ``python tools/build_release.py --from FOLDER --data FOLDER`` where the first holds the reviewed CSV files (facts
by theme, ``sources.csv``) and the second the data sets by industry and of coal (see ``release_industries.py``,
``release_io.py``, ``release_counties.py`` and ``release_coal.py``). Words in both languages, the choice of restricted
figures, dimensions, stated absences and preferences come from ``tools/release/``. What a source's terms do not allow is
left out and counted in ``docs/evidence-terms.csv``.
"""

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

import release_coal as coal  # noqa: E402
import release_counties as counties  # noqa: E402
import release_industries as industries  # noqa: E402
import release_io as flows  # noqa: E402
from tanlu.evidence.build import write_release  # noqa: E402
from tanlu.evidence.fact import Ref  # noqa: E402
from tanlu.evidence.preference import Preference  # noqa: E402
from tanlu.period import PartialDate, parse_years  # noqa: E402
from tanlu.registers.indicators import all_series, scopes  # noqa: E402
from tanlu.registers.regions import region  # noqa: E402
from tanlu.registers.units import unit  # noqa: E402
from tanlu.text import Text  # noqa: E402

WORDS = ROOT / "tools" / "release"
THEMES = ("economy", "efficiency_parks", "emissions", "employment", "power", "prices_fx", "production")
PARSER = "build_release 2"
REVIEW = "tanlu_review"
OPEN = {
    "US federal public domain",
    "CC BY 4.0",
    "NBS, free with source",
    "PDDL",
    "public announcement",
    "cite the yearbook",
    "OGL v3.0",
}
MASS = {"t", "Mt", "Gt"}
"""Masses that mean CO2 in a series of CO2; tonnes of coal and of CO2 have dimensions of their own."""
TWO_KINDS = {"budget_revenue", "gdp_current", "grid_emission_factor"}
"""Series in dollars or yuan, or in CO2 or CO2-equivalent, by country."""

Row = dict[str, str]


def table(path: Path) -> list[Row]:
    """Read a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def years_of(cell: str) -> set[int] | None:
    """Return the years of a cell, or None for ``*``."""
    return None if cell == "*" else set(parse_years(cell))


def matches(rule: Row, row: Row) -> bool:
    """Return whether a rule with series, regions, years, sources and perhaps note_has covers a figure."""
    years = years_of(rule["years"])
    return (
        fnmatchcase(row["indicator"], rule["series"])
        and (rule["regions"] == "*" or row["region"] in rule["regions"].split())
        and (years is None or int(row["year"]) in years)
        and (rule["sources"] == "*" or row["source_id"] in rule["sources"].split())
        and rule.get("note_has", "") in row["note"]
    )


def shipped(rows: list[Row], sources: dict[str, Row], selection: list[Row]) -> list[Row]:
    """Return the figures that terms allow, or that a claim or chart cites one by one."""
    kept = []
    for row in rows:
        source = sources.get(row["source_id"])
        is_open = source is not None and source["licence"] in OPEN
        if is_open or any(matches(rule, row) for rule in selection):
            kept.append(row)
    return kept


def fact(
    row: Row, sources: dict[str, Row], notes: dict[str, Row], overrides: list[Row]
) -> tuple[object, ...]:
    """Return one row of the facts table."""
    series = all_series()[row["indicator"]]
    measured = unit(
        row["unit"] + "CO2" if series.unit.endswith("CO2") and row["unit"] in MASS else row["unit"]
    )
    if measured.base != unit(series.unit).base and series.id not in TWO_KINDS:
        raise SystemExit(f"{series.id}: {row['unit']} is not of the kind of {series.unit}")
    region(row["region"])
    note = notes.get(row["note"], {"note_en": "", "note_zh": ""})
    if row["note"] and not note["note_en"]:
        raise SystemExit(f"note without words in both languages: {row['note']!r}")
    cells = {
        "dims": "",
        "status": default_status(series.kind),
        "scope": series.scope,
        "low": "",
        "high": "",
        "absent": "",
    }
    for rule in overrides:
        if matches(rule, row):
            cells[rule["field"]] = rule["value"]
    if cells["scope"] not in scopes():
        raise SystemExit(f"unknown scope {cells['scope']!r} for {row['indicator']}")
    source = sources[row["source_id"]]
    value: float | None = float(row["value"])
    status = cells["status"]
    words = note["note_en"], note["note_zh"]
    if cells["absent"] and value == 0:
        reason_en, _, reason_zh = cells["absent"].partition("|")
        value, status, words = None, "missing", (reason_en, reason_zh)
    return (
        series.id, cells["dims"], row["region"], row["year"], row["source_id"], value, measured.code,
        status, number(cells["low"]), number(cells["high"]), cells["scope"],
        source["locator"] or source["url"], *words,
        PartialDate.parse(source["published"]).last_day,
    )  # fmt: skip


def number(cell: str) -> float | None:
    """Return the number of a cell, or None."""
    return float(cell) if cell else None


def default_status(kind: str) -> str:
    """Targets and projections are not observations."""
    return "projected" if kind in {"target", "projection"} else "reported"


def absences(published: str) -> list[tuple[object, ...]]:
    """Return the stated absences as rows without a value."""
    rows: list[tuple[object, ...]] = []
    for row in table(WORDS / "absences.csv"):
        series = all_series()[row["series"]]
        rows += [
            (series.id, "", row["region"], str(year), REVIEW, None, series.unit, row["status"], None, None,
             series.scope, "", row["reason_en"], row["reason_zh"], published)
            for year in parse_years(row["years"])
        ]  # fmt: skip
    return rows


def review_source(published: str) -> tuple[object, ...]:
    """Return the source under which absences are stated."""
    return (
        REVIEW, "Review of what is published and what is not", "已公布与未公布数据审阅记录", "Tanlu", "探路 Tanlu",
        published, "", published, "public announcement", "en,zh", "tools/release/absences.csv",
        "States an absence, never a figure", "只说明缺失，不提供数字",
    )  # fmt: skip


def source_row(row: Row) -> tuple[object, ...]:
    """Return one row of the sources table."""
    return (
        row["id"], row["title_en"], row["title_zh"], row["publisher_en"], row["publisher_zh"], row["published"],
        row["url"], row["accessed"], row["licence"], row["language"], row["locator"], row["note_en"], row["note_zh"],
    )  # fmt: skip


def preference_rows() -> list[tuple[object, ...]]:
    """Return the preference table."""
    names = ("series", "regions", "years", "prefer", "reason_en", "reason_zh")
    return [tuple(row[name] for name in names) for row in table(WORDS / "preferences.csv")]


def policy_rows() -> list[tuple[object, ...]]:
    """Return the dated rules."""
    kinds = {row["kind"]: row for row in table(WORDS / "policy_kinds.csv")}
    rows = []
    for row in table(WORDS / "policies.csv"):
        PartialDate.parse(row["date"])
        kind = kinds[row["kind"]]
        rows.append(
            (row["region"], row["date"], row["title_en"], row["title_zh"], row["kind"], kind["en"], kind["zh"],
             row["summary_en"], row["summary_zh"], row["source"])
        )  # fmt: skip
    return sorted(rows)


def check_preferences(facts: Iterable[tuple[object, ...]]) -> None:
    """Refuse a release in which two sources of one key have no recorded preference."""
    rules = [
        Preference.from_cells(row["series"], row["regions"], row["years"], row["prefer"], Text("-", "-"))
        for row in table(WORDS / "preferences.csv")
    ]
    keys: dict[tuple[str, str, str, str], set[str]] = {}
    for series, dims, code, year, source, value, *_ in facts:
        if value is not None:
            keys.setdefault((str(series), str(dims), str(code), str(year)), set()).add(str(source))
    open_keys = [
        key for key, sources in keys.items() if len(sources) > 1 and not covered(key, sources, rules)
    ]
    if open_keys:
        raise SystemExit(
            f"{len(open_keys)} keys with several sources and no preference, first: {open_keys[:5]}"
        )


def covered(key: tuple[str, str, str, str], sources: set[str], rules: list[Preference]) -> bool:
    """Return whether a preference decides among the sources of a key."""
    series, dims, code, year = key
    return any(rule.covers(Ref(series, code, year, dims)) and sources & set(rule.prefer) for rule in rules)


def write_left_out(rows: list[Row], kept: list[Row], held: dict[str, Row]) -> None:
    """Write how many figures of each source are here and how many were left out."""
    total, here = Counter(row["source_id"] for row in rows), Counter(row["source_id"] for row in kept)
    path = ROOT / "docs" / "evidence-terms.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("source", "title", "publisher", "figures_reviewed", "figures_here", "terms"))
        for source in sorted(total):
            row = held[source]
            writer.writerow(
                (source, row["title"], row["publisher"], total[source], here[source], row["licence_or_terms"])
            )


def main() -> None:
    """Build the release."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--from", dest="folder", type=Path, required=True)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, default=ROOT / "src/tanlu/evidence/data/releases")
    arguments.add_argument("--release", default="2026-11")
    arguments.add_argument("--published", default="2026-11-21")
    given = arguments.parse_args()
    files = [given.folder / f"{name}.csv" for name in (*THEMES, "sources")]
    rows = [row for path in files[:-1] for row in table(path)]
    held = {row["source_id"]: row for row in table(files[-1])}
    sources = {row["id"]: row for row in table(WORDS / "sources.csv")}
    notes = {row["note"]: row for row in table(WORDS / "notes.csv")}
    kept = shipped(rows, sources, table(WORDS / "selection.csv"))
    facts = [fact(row, sources, notes, table(WORDS / "overrides.csv")) for row in kept]
    by_industry = (industries, flows, counties, coal)
    facts += absences(given.published)
    facts += [row for each in by_industry for row in each.rows(given.data, sources)]
    check_preferences(facts)
    cited = {str(row[4]) for row in facts} | {str(row[-1]) for row in policy_rows()}
    tables = {
        "facts": sorted(facts, key=lambda row: tuple(str(cell) for cell in row[:5])),
        "sources": sorted(
            [source_row(row) for row in sources.values() if row["id"] in cited]
            + [review_source(given.published)]
        ),
        "preferences": preference_rows(),
        "policies": policy_rows(),
    }
    if not re.fullmatch(r"\d{4}-\d{2}", given.release):
        raise SystemExit("--release is a month such as 2026-11")
    raw = [*files, *(path for each in by_industry for path in each.paths(given.data))]
    write_release(given.out / given.release, tables, published=given.published, parser=PARSER, raw=raw)
    write_left_out(rows, kept, held)
    print(f"{given.release}: {len(facts)} facts of {len(rows)} reviewed, {len(tables['sources'])} sources")


if __name__ == "__main__":
    main()

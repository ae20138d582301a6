"""The packaged release, made again from the reviewed figures, and read by another library."""

import csv
import subprocess
import sys

import duckdb
import pytest
from tests import needs
from tests.needs import ROOT

from tanlu.evidence.release import TABLES
from tanlu.registers.regions import regions

pytestmark = pytest.mark.prove
THEMES = ("economy", "efficiency_parks", "emissions", "employment", "power", "prices_fx", "production")


def rows(path):
    return sorted(map(repr, duckdb.execute(f"SELECT * FROM '{path}'").fetchall()))


def test_the_script_makes_the_same_release(shared, packaged, tmp_path):
    terms = ROOT / "docs" / "evidence-terms.csv"
    before = terms.read_bytes()
    script = ROOT / "tools" / "build_release.py"
    command = [
        sys.executable,
        str(script),
        "--from",
        str(shared / "evidence"),
        "--data",
        str(shared / "data"),
    ]
    command += ["--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for table in TABLES:
        assert rows(tmp_path / packaged.name / f"{table}.parquet") == rows(packaged / f"{table}.parquet"), (
            table
        )
    assert terms.read_bytes() == before


def test_every_shipped_figure_stands_in_the_reviewed_files(shared, packaged):
    reviewed = set()
    for theme in THEMES:
        with (shared / "evidence" / f"{theme}.csv").open(encoding="utf-8", newline="") as file:
            reviewed |= {
                (row["indicator"], row["region"], row["year"], row["source_id"], float(row["value"]))
                for row in csv.DictReader(file)
            }
    sql = (
        f"SELECT series, region, period, source, value FROM '{packaged / 'facts.parquet'}' "
        "WHERE value IS NOT NULL AND dims NOT LIKE 'line=%' AND dims NOT LIKE 'naics=%' "
        "AND source NOT IN ('bea_io_2017', 'nbs_io', 'census_cbp_counties_2016')"  # worked out; see tests/against
        "AND series NOT IN ('coal_industry_jobs', 'raw_coal_output_target') AND source <> 'eia_seds_coal_2019'"  # see below
    )
    shipped = duckdb.execute(sql).fetchall()
    assert len(shipped) > 14_000
    assert [row for row in shipped if row not in reviewed] == []


def by_industry(packaged, series):
    sql = f"SELECT dims, region, period, value FROM '{packaged / 'facts.parquet'}' WHERE series = '{series}'"
    return {
        (dims.split("=")[1], region, period): value
        for dims, region, period, value in duckdb.execute(sql).fetchall()
    }


def test_every_figure_of_gdp_by_industry_stands_in_the_state_accounts(shared, packaged):
    path = shared / "data" / "us_state_gdp_bea_1997_2016" / "state_gdp.csv.gz"
    sql = f"SELECT line, stabbr, year, gdp FROM read_csv('{path}', all_varchar = true)"
    held = {
        (line, "USA" if state == "US" else f"US-{state}", year): float(gdp)
        for line, state, year, gdp in duckdb.execute(sql).fetchall()
        if gdp not in {None, "", "NA"}
    }
    shipped = by_industry(packaged, "gdp_by_industry")
    assert len(shipped) == 52 * 65 * 3
    assert {key for key, value in shipped.items() if value is None} == shipped.keys() - held.keys()
    assert [key for key, value in shipped.items() if value is not None and value != held[key]] == []


def test_jobs_and_pay_by_industry_stand_in_the_business_patterns(shared, packaged):
    path = shared / "data" / "us_state_naics4_cbp_2012_2016" / "state_naics4.csv"
    table = f"read_csv('{path}', types = {{'naics2012': 'VARCHAR'}})"
    jobs, pay = by_industry(packaged, "jobs_by_industry"), by_industry(packaged, "payroll_by_industry")
    sums = duckdb.execute(
        f"SELECT naics2012, sum(emp), sum(payann_1000usd) FROM {table} WHERE emp > 0 GROUP BY 1"
    ).fetchall()
    assert len(sums) == len(pay) == 289
    for code, people, thousands in sums:
        assert jobs[code, "USA", "2014"] == pytest.approx(people, abs=0.06)
        assert pay[code, "USA", "2014"] == pytest.approx(1000 * thousands, abs=0.06)
    states = duckdb.execute(
        f"SELECT naics2012, state, emp, estab FROM {table} WHERE state IN ('WY', 'WV')"
    ).fetchall()
    assert len(jobs) == 289 + len(states)
    for code, state, people, places in states:
        expected = None if people == 0 and places > 0 else people
        assert jobs[code, f"US-{state}", "2014"] == expected


def test_every_figure_of_sixty_years_of_coal_stands_in_its_file(shared, packaged):
    path = shared / "data" / "eia_seds_coal_production" / "coal_production_by_state_1960_2019.csv"
    names = {each.name.en: code for code, each in regions().items()}
    with path.open(encoding="utf-8", newline="") as file:
        held = {
            (names[row["state"]], row["year"]): float(row["coal_production_billion_btu"])
            for row in csv.DictReader(file)
        }
    sql = f"SELECT region, period, value FROM '{packaged / 'facts.parquet'}' WHERE source = 'eia_seds_coal_2019'"
    shipped = {(code, year): value for code, year, value in duckdb.execute(sql).fetchall()}
    assert len(shipped) == 16 * 60
    assert all(value == held[key] > 0 for key, value in shipped.items())
    least = min(sum(value for (code, _), value in shipped.items() if code == each) for each, _ in shipped)
    left_out = {code for code, _ in held} - {code for code, _ in shipped}
    years = [str(year) for year in range(1960, 2020)]
    for code in left_out:
        path_of = [held.get((code, year), 0.0) for year in years]
        assert min(path_of) == 0 or sum(path_of) < least


def test_jobs_in_british_coal_stand_in_their_file_but_for_two_later_years(shared, packaged):
    path = shared / "data" / "uk_coal_phaseout" / "uk_coal_1700_1985.csv"
    with path.open(encoding="utf-8", newline="") as file:
        held = {row["year"]: row["employment_thousand"] for row in csv.DictReader(file)}
    sql = f"SELECT period, value, note_en FROM '{packaged / 'facts.parquet'}' WHERE series = 'coal_industry_jobs'"
    shipped = {year: (value, note) for year, value, note in duckdb.execute(sql).fetchall()}
    assert {year for year, (_, note) in shipped.items() if note} == {"1990", "1995"}
    assert all(value == float(held[year]) for year, (value, note) in shipped.items() if not note)


def test_another_library_reads_the_descriptor(packaged):
    frictionless = needs.module("frictionless")
    report = frictionless.Package.validate_descriptor(str(packaged / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    package = frictionless.Package(str(packaged / "datapackage.json"))
    assert sorted(package.resource_names) == sorted(TABLES)

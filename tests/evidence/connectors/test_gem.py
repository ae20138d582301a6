"""Global Coal Plant Tracker: units summed, a national total kept to. Plants and values are synthetic."""

import pytest
from tests.refreshing import fetched, held, refused, workbook

HEADER = (
    "GEM unit/phase ID", "Country/Area", "Plant name", "Unit name", "Subnational unit (province, state)",
    "Capacity (MW)", "Status", "Start year", "Retired year",
)  # fmt: skip
NAME = "Global-Coal-Plant-Tracker-July-2023.xlsx"


def unit(country, place, capacity, status="operating"):
    return ("G0", country, "Synthetic Plant", "Unit 1", place, capacity, status, 2001, None)


UNITS = (
    unit("China", "Shanxi", 600_000),
    unit("China", "Shaanxi", 500_000.5),
    unit("China", "Inner Mongolia", 30, "construction"),
    unit("United States", "Wyoming", 700),
    unit("United States", "Wyoming", "1,000", "Operating"),
    unit("United States", "West Virginia", 300, "retired"),
    unit("India", "Odisha", 900),
)


def book(units=UNITS, header=HEADER):
    return workbook(("About", (("Synthetic tracker",),)), ("Units", (header, *units)))


@pytest.fixture
def run(agency, clock, tmp_path):
    def ask(body, name=NAME):
        file = tmp_path / name
        file.write_bytes(body)
        return fetched("gem", agency, clock, files=(file,))

    return ask


def test_from_a_download_to_the_store(run, own_home):
    found = run(book())
    assert found.imported.done
    ours = "~gem_gcpt_2026_12_01"
    assert held(f"coal_plant_capacity_operating/CN-SX/2023{ours}") == (600_000, "MW", "reported")
    assert held(f"coal_plant_capacity_operating/CN-SN/2023{ours}")[0] == 500_000.5
    assert held(f"coal_plant_capacity_operating/CHN/2023{ours}")[0] == 1_100_000.5
    assert held(f"coal_plant_capacity_operating/US-WY/2023{ours}")[0] == 1700
    assert held(f"coal_plant_capacity_retired/US-WV/2023{ours}")[0] == 300


def test_a_copy_that_lacks_half_of_china_is_refused(run, own_home, assert_bilingual):
    half = book([unit("China", "Shanxi", 516_000), *UNITS[3:]])
    refused(lambda: run(half), own_home, r"China has 516 GW in 2023, below 1,000", assert_bilingual)


def test_a_copy_without_china_is_refused(run, own_home, assert_bilingual):
    refused(lambda: run(book(UNITS[3:])), own_home, r"China has 0 GW in 2023", assert_bilingual)


BAD = {
    "a web page": (b"<html><title>Form</title></html>", NAME, "web page"),
    "a cut workbook": (book()[:-200], NAME, "cut short"),
    "no column of status": (
        book(header=(*HEADER[:6], "State of it", *HEADER[7:])),
        NAME,
        "no sheet has the columns",
    ),
    "an unknown status": (
        book([*UNITS, unit("China", "Shanxi", 5, "paused")]),
        NAME,
        "row 9: 'paused' is no known status",
    ),
    "an unknown province": (book([*UNITS, unit("China", "Shansi", 5)]), NAME, "'Shansi' is no known state"),
    "a word for a number": (book([unit("China", "Shanxi", "many")]), NAME, "'many' is not a number"),
    "no date": (book(), "plants.xlsx", "which release it is"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_change_nothing(run, own_home, name, assert_bilingual):
    body, file, why = BAD[name]
    refused(lambda: run(body, file), own_home, why, assert_bilingual)


def test_it_has_no_service(agency, clock, own_home, assert_bilingual):
    refused(lambda: fetched("gem", agency, clock), own_home, "gives this as a file", assert_bilingual)

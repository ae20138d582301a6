"""Global Carbon Budget, the workbook: sheet, header below notes, carbon in millions or billions. Values are synthetic."""

import pytest
from tests.refreshing import fetched, held, refused, workbook

HEADER = (
    "Year",
    "fossil.emissions.excluding.carbonation",
    "Coal",
    "Oil",
    "Gas",
    "Cement.emission",
    "Flaring",
    "Other",
)
MILLIONS = "All values in million tonnes of carbon per year (MtC/yr), except the per capita emissions."
BILLIONS = "All values in billion tonnes of carbon per year (GtC/yr)"
FACTOR = "1 MtC = 1 million tonne of carbon = 3.664 million tonnes of CO2"
ROWS = ((1990, 2500.5, 1250.25, 1, 1, 1, 1, 1), (1991, 2600, None, 1, 1, 1, 1, 1), ("Cite as: synthetic",))


def book(unit=MILLIONS, factor=FACTOR, header=HEADER, rows=ROWS, sheet="Fossil Emissions by Category"):
    notes = (("Synthetic budget",), (unit,), (factor,), (None,), (None,), (None,), (None,), (None,))
    return workbook(("Summary", (("x",),)), (sheet, (*notes, header, *rows)))


@pytest.fixture
def run(agency, clock, tmp_path):
    def ask(body):
        file = tmp_path / "Global_Carbon_Budget_2026.xlsx"
        file.write_bytes(body)
        return fetched("gcb", agency, clock, files=(file,))

    return ask


def test_from_a_download_to_the_store(run, own_home):
    assert run(book()).imported.done
    assert held("co2_coal_carbon/WORLD/1990~gcb_2026_12_01") == (1.25025, "GtC", "reported")
    assert held("co2_fossil_carbon/WORLD/1991~gcb_2026_12_01")[0] == 2.6
    missing = held("co2_coal_carbon/WORLD/1991~gcb_2026_12_01")
    assert missing == (None, "GtC", "missing")


def test_billions_stay_as_they_are(run, own_home):
    run(book(BILLIONS))
    assert held("co2_coal_carbon/WORLD/1990~gcb_2026_12_01")[0] == 1250.25


BAD = {
    "a web page": (b"<html><title>Sorry</title></html>", "web page .Sorry."),
    "a cut workbook": (book()[:-200], "cut short"),
    "another sheet": (book(sheet="Emissions"), "no sheet"),
    "no column of coal": (
        book(header=tuple(cell.replace("Coal", "Peat") for cell in HEADER)),
        "no column coal",
    ),
    "no header": (book(header=("a",)), "no column"),
    "no unit": (book("All values in units"), "name no unit of carbon"),
    "CO2 in place of carbon": (
        book("All values in million tonnes of CO2", "3.664"),
        "name no unit of carbon",
    ),
    "no factor": (book(factor="1 MtC"), "do not give 3.664"),
    "no years": (book(rows=()), "no figure"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_change_nothing(run, own_home, name, assert_bilingual):
    body, why = BAD[name]
    refused(lambda: run(body), own_home, why, assert_bilingual)


def test_a_word_for_a_number_is_refused(run, own_home):
    assert run(book(rows=((1990, "many", 5),))).imported.rejected_count == 1
    assert not (own_home / "releases").exists()


def test_it_has_no_service(agency, clock, own_home, assert_bilingual):
    refused(lambda: fetched("gcb", agency, clock), own_home, "gives this as a file", assert_bilingual)
    assert agency.asked == []


def test_a_file_that_is_not_there(agency, clock, own_home, tmp_path, assert_bilingual):
    refused(
        lambda: fetched("gcb", agency, clock, files=(tmp_path / "no.xlsx",)),
        own_home,
        "cannot be read",
        assert_bilingual,
    )

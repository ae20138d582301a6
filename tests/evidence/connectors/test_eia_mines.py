"""EIA coal mine files: headers lower down, swapped columns, totals. Mines and values are synthetic."""

import pytest
from tests.refreshing import fetched, held, refused, workbook
from tests.serving import WEB_PAGE, Answer

HEADER = (
    "Year", "MSHA ID", "Mine Name", "Mine State", "Mine County", "Mine Status", "Mine Type", "Company Type",
    "Production (short tons)", "Average Employees", "Labor Hours",
)  # fmt: skip
TITLES = (("Synthetic coal file",), (None,), ("Not of the EIA",))


def mine(number, state, kind, production, employees=10, hours=20000, year=1995, name="Synthetic Mine"):
    return (year, number, name, state, "County", "Active", kind, "Operator", production, employees, hours)


MINES = (
    mine(101, "Wyoming", "Surface", 7000.5),
    mine(102, "Wyoming", "Underground", "1,000"),
    mine(103, "Kentucky (East)", "Underground", 300),
    mine(104, "Kentucky (West)", "Surface", 0),
    mine(105, "Refuse Recovery", "Refuse", 50, 1, 1000),
    mine(106, "Kentucky (East)", "Preparation Plant", None, 4, 8000),
)


def book(rows=MINES, header=HEADER, titles=TITLES):
    return workbook(("Hist_Coal_Prod", (*titles, header, *rows)))


def serving(body, name="coalpublic1995.xlsx"):
    return lambda asked: Answer(body) if asked.path.endswith(name) else Answer("", 404)


def run(agency, clock, years="1994-1996", **more):
    return fetched("eia-mines", agency, clock, years=years, **more)


@pytest.mark.parametrize("titles", [TITLES, TITLES[:1]])
def test_from_the_service_to_the_store(agency, clock, own_home, titles):
    agency.respond = serving(book(titles=titles))
    found = run(agency, clock)
    assert found.imported.done
    assert held("coal_production/US-WY/1995") == (8000.5, "short_ton", "reported")
    assert held("coal_production/US-KY/1995")[0] == 300
    assert held("coal_production/USA/1995")[0] == 8350.5
    assert held("coal_production_refuse/USA/1995")[0] == 50
    assert held("coal_production_surface/US-WY/1995")[0] == 7000.5
    assert held("coal_mines/USA/1995") == (3, "count", "reported")
    assert held("coal_mine_employees/US-KY/1995")[0] == 24
    assert held("coal_mine_labor_hours/USA/1995")[0] == 4 * 20000 + 1000 + 8000
    assert [each.path[-8:] for each in agency.asked] == [
        "994.xlsx",
        "1994.xls",
        "995.xlsx",
        "996.xlsx",
        "1996.xls",
    ]


def test_swapped_columns_are_noticed_and_put_right(agency, clock, own_home):
    rows = [(*row[:2], row[3], row[2], *row[4:]) for row in MINES]
    agency.respond = serving(book(rows))
    found = run(agency, clock)
    assert held("coal_production/US-WY/1995")[0] == 8000.5
    assert any("swapped" in what.en for what, _ in found.imported.left_out)


def test_an_old_workbook_says_what_to_do(agency, clock, own_home, assert_bilingual):
    agency.respond = serving(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "coalpublic1995.xls")
    refused(lambda: run(agency, clock), own_home, "save it as XLSX", assert_bilingual)


def test_a_published_total_is_kept_to(agency, clock, own_home, assert_bilingual):
    agency.respond = serving(
        book([mine(101, "Wyoming", "Surface", 300_000_000, year=2021)]), "coalpublic2021.xlsx"
    )
    refused(lambda: run(agency, clock, "2021-2021"), own_home, "Annual Coal Report", assert_bilingual)
    agency.respond = serving(
        book([mine(101, "Wyoming", "Surface", 577_000_000, year=2021)]), "coalpublic2021.xlsx"
    )
    assert run(agency, clock, "2021-2021").imported.done


BAD = {
    "a web page": (WEB_PAGE.data, "web page"),
    "a cut workbook": (book()[:-300], "cut short"),
    "a damaged workbook": (book()[:900] + b"\0" * 40 + book()[940:], "damaged|cut short"),
    "no column of hours": (book([row[:-1] for row in MINES], HEADER[:-1]), "no column labor hours"),
    "no header": (book(header=("a", "b")), "no column"),
    "mines without a state": (book([*MINES, mine(107, "Atlantis", "Surface", 5)]), "1 rows name no state"),
    "a word for a number": (book([mine(101, "Wyoming", "Surface", "many")]), "row 5: 'many' is not a number"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_change_nothing(agency, clock, own_home, name, assert_bilingual):
    body, why = BAD[name]
    agency.respond = serving(body)
    refused(lambda: run(agency, clock), own_home, why, assert_bilingual)


def test_a_year_that_is_not_out(agency, clock, own_home, assert_bilingual):
    refused(lambda: run(agency, clock), own_home, "no figure for these years", assert_bilingual)


def test_a_hand_download(agency, clock, own_home, tmp_path):
    file = tmp_path / "coalpublic1995.xlsx"
    file.write_bytes(book())
    assert run(agency, clock, files=(file,)).imported.done
    assert agency.asked == []

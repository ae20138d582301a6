"""EIA API v2: metadata, facets by name, text values, pages, echoed keys. Every value is synthetic."""

import json

import pytest
from tests.refreshing import SECRET, dumped, fetched, held, refused
from tests.serving import WEB_PAGE, Answer, StoppedClock

from tanlu.evidence.connectors import eia

FACETS = {
    "stateRegionId": {"WY": "Wyoming", "WV": "West Virginia", "US-TOTAL": "U.S. Total", "APC": "Appalachia Central"},
    "coalRankId": {"TOT": "Total", "BIT": "Bituminous"},
    "mineTypeId": {"ALL": "All", "SUR": "Surface"},
    "stateid": {"WY": "Wyoming", "US": "U.S. Total", "MTN": "Mountain"},
    "sectorid": {"RES": "residential", "COM": "commercial", "IND": "industrial", "ALL": "all sectors", "99": "All Sectors"},
    "location": {"WY": "Wyoming", "US": "U.S. Total"},
    "fueltypeid": {"ALL": "all fuels", "COW": "all coal products", "COL": "coal", "WND": "wind", "AOR": "all renewables"},
    "stateId": {"WY": "Wyoming", "US": "United States"},
    "energysourceid": {"ALL": "All sources", "COL": "Coal", "WND": "Wind"},
    "producertypeid": {"TOT": "Total electric power industry", "IPP": "Independent power producers"},
    "sectorId": {"TT": "Total carbon dioxide emissions from all sectors", "EC": "Electric power"},
    "fuelId": {"TO": "All fuels", "CO": "Coal"},
    "countryRegionId": {"CHN": "China", "USA": "United States", "WORL": "World", "AFRC": "Africa"},
    "activityId": {"12": "Generation", "7": "Capacity", "2": "Consumption"},
    "productId": {"30": "Coal", "37": "Wind", "2": "Electricity"},
}  # fmt: skip
UNITS = {
    "production": "short tons", "number-of-mines": "number of mines", "average-employees": "number of employees",
    "labor-hours": "number of hours", "productivity": "short tons per employee hour",
    "price": "cents per kilowatt-hour", "generation": "thousand megawatthours", "capability": "megawatts",
    "value": "million metric tons of CO2",
}  # fmt: skip


class Service:
    """Answer like the API, from the question alone; ``spoil`` may change an answer before it is sent."""

    def __init__(self, value="1001", most=5000, spoil=None, units=UNITS):
        self.value, self.most, self.spoil, self.units = value, most, spoil, units

    def __call__(self, asked):
        parts = asked.path.removeprefix("/v2/").strip("/").split("/")
        if asked.one("api_key") != SECRET:
            return Answer(
                dumped({"error": {"code": "API_KEY_INVALID", "message": "An invalid api_key was supplied."}}),
                403,
            )
        if "facet" in parts:
            listed = [{"id": key, "name": name, "alias": None} for key, name in FACETS[parts[-1]].items()]
            response = {"totalFacets": len(listed), "facets": listed}
        elif parts[-1] == "data":
            response = self.rows(asked, world=parts[0] == "international")
        else:
            response = {
                "id": parts[-1],
                "frequency": [{"id": "annual"}],
                "facets": [],
                "data": {c: {} for c in UNITS},
            }
        cells = {
            "response": response, "apiVersion": "2.1.8",
            "request": {"command": asked.path, "params": {"api_key": SECRET}},
        }  # fmt: skip
        if self.spoil:
            cells = self.spoil(asked, cells) or cells
        return Answer(dumped(cells))

    def rows(self, asked, *, world):
        chosen = {
            name.removeprefix("facets[").removesuffix("][]"): values
            for name, values in asked.query.items()
            if name.startswith("facets[")
        }
        combined = [{}]
        for facet, values in chosen.items():
            combined = [{**one, facet: value} for one in combined for value in values]
        rows = []
        for year in range(int(asked.one("start")), int(asked.one("end")) + 1):
            for one in combined:
                row = {"period": str(year), **one}
                for column in asked.query["data[]"]:
                    row[column] = self.value
                    unit = "billion kilowatthours" if one.get("activityId") == "12" else "million kilowatts"
                    row |= {"unitName": unit} if world else {f"{column}-units": self.units[column]}
                rows.append(row)
        offset = int(asked.one("offset"))
        return {
            "total": str(len(rows)),
            "dateFormat": "YYYY",
            "data": rows[offset : offset + self.most],
            "warnings": [],
        }


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("EIA_API_KEY", SECRET)


EXPECTED = {
    "eia-coal": ("coal_production/US-WY/1990", 1001.0, "short_ton"),
    "eia-power": ("electricity_price_residential/US-WY/1990", 1001.0, "US_cent_per_kWh"),
    "eia-co2": ("co2_energy_state/USA/1950", 1001.0, "MtCO2"),
    "eia-world": ("installed_capacity_wind/CHN/1990", 1001.0, "1e6_kW"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_from_the_service_to_the_store(name, agency, clock, own_home):
    agency.respond = Service()
    address, value, unit = EXPECTED[name]
    year = address[-4:]
    found = fetched(name, agency, clock, years=f"{year}-{year}")
    assert found.imported.rejected == ()
    assert found.imported.done
    assert held(address) == (value, unit, "reported")
    assert not [
        path for path in own_home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


def test_values_of_facets_come_from_the_metadata(agency, clock, own_home):
    agency.respond = Service()
    fetched("eia-coal", agency, clock)
    asked = next(each for each in agency.asked if each.path.endswith("/data/"))
    assert asked.query["facets[coalRankId][]"] == ["TOT"]
    assert asked.query["facets[mineTypeId][]"] == ["ALL"]
    assert sorted(asked.query["facets[stateRegionId][]"]) == ["US-TOTAL", "WV", "WY"]


def test_two_names_for_one_series_are_not_both_taken(agency, clock, own_home):
    agency.respond = Service()
    fetched("eia-power", agency, clock)
    asked = next(each for each in agency.asked if "operational-data/data" in each.path)
    assert sorted(asked.query["facets[fueltypeid][]"]) == ["ALL", "COL", "WND"]
    assert held("generation_coal/US-WY/1990")[0] == 1001.0


def test_page_after_page(agency, clock, own_home, monkeypatch):
    agency.respond = Service(most=4)
    monkeypatch.setattr(eia, "PAGE", 4)
    found = fetched("eia-coal", agency, clock)
    assert found.imported.rows == 3 * 2 * 5
    offsets = [each.one("offset") for each in agency.asked if each.path.endswith("/data/")]
    assert offsets == ["0", "4"]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (None, "missing"),
        ("", "missing"),
        ("--", "missing"),
        ("NA", "missing"),
        ("W", "suppressed"),
        ("NM", "not_applicable"),
    ],
)
def test_absence_is_a_status_and_never_zero(agency, clock, own_home, value, status):
    agency.respond = Service(value)
    fetched("eia-coal", agency, clock)
    assert held("coal_production/US-WY/1990") == (None, "short_ton", status)


def test_a_revision(agency, clock, own_home):
    agency.respond = Service("1001")
    fetched("eia-co2", agency, clock, years="1950-1951")
    agency.respond = Service("1002")
    change = fetched("eia-co2", agency, StoppedClock("2027-01-01"), years="1950-1951").imported.difference
    assert (change.new, change.changed, change.gone) == (0, 4, 0)


def drop(field):
    def spoil(asked, cells):
        for row in cells["response"].get("data", []) if asked.path.endswith("/data/") else []:
            row.pop(field, None)

    return spoil


def without(key):
    return lambda _asked, cells: cells["response"].pop(key, None) and None


def fewer(asked, cells):
    if asked.path.endswith("/data/"):
        cells["response"]["data"] = [] if asked.one("offset") != "0" else cells["response"]["data"][:-1]


def other_facets(asked, cells):
    if "coalRankId" in asked.path:
        cells["response"]["facets"] = [{"id": "X", "name": "Peat"}]


def an_error(_asked, _cells):
    return {"error": "Invalid data column", "code": 400}


BAD = {
    "a web page": (lambda _: WEB_PAGE, "web page"),
    "a cut answer": (lambda asked: Answer(Service()(asked).data[:-9]), "cut short"),
    "a cut transfer": (lambda asked: Answer(Service()(asked).data, cut=30), "30 of"),
    "an error with status 200": (Service(spoil=an_error), "Invalid data column"),
    "a row without its year": (Service(spoil=drop("period")), "lacks 'period'"),
    "a row without its column": (Service(spoil=drop("production")), "lacks 'production'"),
    "no total": (Service(spoil=without("total")), "no total"),
    "no list of facets": (Service(spoil=without("facets")), "no list of facets"),
    "fewer rows than said": (Service(spoil=fewer), "is empty"),
    "other facets": (Service(spoil=other_facets), "offers peat, none of all, total"),
    "an array": (lambda _: Answer("[]"), "no response"),
    "busy": (lambda _: Answer("", 503), "503"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_answers_change_nothing(agency, clock, own_home, name, assert_bilingual):
    agency.respond, why = BAD[name]
    refused(lambda: fetched("eia-coal", agency, clock), own_home, why, assert_bilingual)


def test_a_wrong_key_and_none(agency, clock, own_home, monkeypatch, assert_bilingual):
    agency.respond = Service()
    monkeypatch.setenv("EIA_API_KEY", "wrong")
    refused(lambda: fetched("eia-coal", agency, clock), own_home, "EIA_API_KEY", assert_bilingual)
    monkeypatch.delenv("EIA_API_KEY")
    count = len(agency.asked)
    refused(lambda: fetched("eia-coal", agency, clock), own_home, "EIA_API_KEY is not set", assert_bilingual)
    assert len(agency.asked) == count


def test_a_unit_that_nobody_knows_is_refused(agency, clock, own_home):
    agency.respond = Service(units={**UNITS, "production": "hogsheads"})
    found = fetched("eia-coal", agency, clock).imported
    assert not found.done
    assert "hogsheads" in found.rejected[0].reason.en
    assert not (own_home / "releases").exists()


def test_answers_downloaded_by_hand(agency, clock, tmp_path, own_home):
    """Whatever the files are called: each repeats the question it answers."""
    agency.respond = Service()
    fetched("eia-co2", agency, clock, years="1950-1950", confirm=lambda _: False)
    kept = sorted((own_home / "raw" / "eia-co2").rglob("*.json"))
    files = []
    for number, path in enumerate(each for each in kept if each.name != "unfinished.json"):
        file = tmp_path / f"download ({number}).json"
        cells = json.loads(path.read_text())
        if cells["request"]["command"] == "/v2/co2-emissions/co2-emissions-aggregates":
            continue
        file.write_text(json.dumps(cells))
        files.append(file)
    assert fetched("eia-co2", agency, clock, files=tuple(files)).imported.done
    assert held("co2_energy_state/US-WY/1950")[0] == 1001.0


def test_other_files_are_not_taken_for_answers(agency, clock, tmp_path, own_home, assert_bilingual):
    file = tmp_path / "other.json"
    file.write_text("{}")
    refused(
        lambda: fetched("eia-co2", agency, clock, files=(file,)),
        own_home,
        "no file holds data",
        assert_bilingual,
    )

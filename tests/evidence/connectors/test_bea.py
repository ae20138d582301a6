"""BEA: line codes from the metadata, marks of absence, thousands, echoed keys. Every value is synthetic."""

import pytest
from tests.refreshing import SECRET, dumped, fetched, held, refused, untouched
from tests.serving import WEB_PAGE, Answer, StoppedClock

DESCRIBED = {
    "SAGDP1": {
        "1": "Real GDP (millions of chained 2017 dollars) 1/",
        "3": "Current-dollar GDP (millions of current dollars)",
    },
    "SAGDP2": {
        "1": "Gross Domestic Product (GDP) by state: All industry total",
        "61": "Gross Domestic Product (GDP) by state: Mining, quarrying, and oil and gas extraction",
        "81": "Gross Domestic Product (GDP) by state: Mining (except oil and gas)",
        "10": "Gross Domestic Product (GDP) by state: Utilities",
        "12": "Gross Domestic Product (GDP) by state: Manufacturing",
    },
    "SAINC1": {"1": "Personal income (thousands of dollars)", "3": "Per capita personal income (dollars) 2/"},
    "SAEMP25N": {"10": "Total employment (number of jobs)", "20": "Wage and salary employment"},
}
UNITS = {
    "SAGDP1-1": ("Millions of chained 2017 dollars", "6"),
    "SAINC1-3": ("Dollars", "0"),
    "SAEMP25N-10": ("Number of jobs", "0"),
}


class Service:
    """Answer like the API, with the whole question sent back, key and all."""

    def __init__(self, value="1,234.5", spoil=None):
        self.value, self.spoil = value, spoil

    def __call__(self, asked):
        table = asked.one("TableName")
        if asked.one("UserID") != SECRET:
            return Answer(
                dumped(error("3", "The BEA API UserID provided in the API request does not exist."))
            )
        if asked.one("method") == "GetParameterValuesFiltered":
            results = {
                "ParamValue": [{"Key": k, "Desc": f"[{table}] {d}"} for k, d in DESCRIBED[table].items()]
            }
        else:
            results = {"Data": self.rows(f"{table}-{asked.one('LineCode')}", ("1989", "1990", "1991"))}
        sent = [{"ParameterName": "USERID", "ParameterValue": asked.one("UserID")}]
        cells = {"BEAAPI": {"Request": {"RequestParam": sent}, "Results": results}}
        return Answer(dumped((self.spoil(cells) or cells) if self.spoil else cells))

    def rows(self, code, years):
        unit, mult = UNITS.get(code, ("Millions of current dollars", "6"))
        return [
            {"Code": code, "GeoFips": fips, "GeoName": name, "TimePeriod": year, "CL_UNIT": unit, "UNIT_MULT": mult,
             "DataValue": self.value, "NoteRef": ""}
            for fips, name in (("00000", "United States"), ("56000", "Wyoming"), ("91000", "New England"))
            for year in years
        ]  # fmt: skip


def error(code, said):
    return {"BEAAPI": {"Results": {"Error": {"APIErrorCode": code, "APIErrorDescription": said}}}}


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("BEA_API_KEY", SECRET)


def run(agency, clock, **more):
    return fetched("bea", agency, clock, **more)


def test_from_the_service_to_the_store(agency, clock, own_home):
    agency.respond = Service()
    found = run(agency, clock)
    assert found.imported.done
    assert held("gdp_mining_except_oilgas/US-WY/1990") == (1234.5, "1e6_USD", "reported")
    assert held("gdp_real_chained2017/USA/1991") == (1234.5, "1e6_USD_2017", "reported")
    assert held("per_capita_personal_income/US-WY/1990")[1] == "USD"
    codes = {each.one("LineCode") for each in agency.asked if each.one("TableName") == "SAGDP2"} - {""}
    assert codes == {"61", "81", "10", "12"}  # as described, whatever the codes are
    assert not [
        path for path in own_home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("(D)", "suppressed"),
        ("(NA)", "missing"),
        ("", "missing"),
        ("(NM)", "not_applicable"),
        ("(L)", "suppressed"),
    ],
)
def test_marks_are_no_zeros(agency, clock, own_home, value, status):
    agency.respond = Service(value)
    run(agency, clock)
    assert held("gdp_utilities/US-WY/1990") == (None, "1e6_USD", status)


def test_a_revision(agency, clock, own_home):
    agency.respond = Service()
    run(agency, clock)
    agency.respond = Service("1,300.0")
    change = run(agency, StoppedClock("2027-01-01")).imported.difference
    assert (change.new, change.changed, change.same, change.gone) == (0, 32, 0, 0)


def in_rows(**cells):
    def spoil(found):
        for row in found["BEAAPI"]["Results"].get("Data", ()):
            row.update(cells)
            for name in [name for name, cell in cells.items() if cell is None]:
                del row[name]

    return spoil


def undescribed(found):
    for each in found["BEAAPI"]["Results"].get("ParamValue", ()):
        each["Desc"] = each["Desc"].replace("Utilities", "Public utilities")


BAD = {
    "a web page": (lambda _: WEB_PAGE, "web page"),
    "a cut answer": (lambda asked: Answer(Service()(asked).data[:-5]), "cut short"),
    "a cut transfer": (lambda asked: Answer(Service()(asked).data, cut=20), "20 of"),
    "an error with status 200": (lambda _: Answer(dumped(error("201", "Unknown error."))), "Unknown error"),
    "other lines": (Service(spoil=undescribed), "no line for gdp_utilities"),
    "another multiplier": (Service(spoil=in_rows(UNIT_MULT="3")), "UNIT_MULT 3"),
    "no unit": (Service(spoil=in_rows(CL_UNIT=None)), "lacks 'CL_UNIT'"),
    "no results": (lambda _: Answer('{"BEAAPI": {}}'), "no BEAAPI.Results"),
    "too many questions": (lambda _: Answer("", 429, {"Retry-After": "3600"}), "3600 s"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_answers_change_nothing(agency, clock, own_home, name, assert_bilingual):
    agency.respond, why = BAD[name]
    refused(lambda: run(agency, clock), own_home, why, assert_bilingual)


def test_a_wrong_key(agency, clock, own_home, monkeypatch, assert_bilingual):
    agency.respond = Service()
    monkeypatch.setenv("BEA_API_KEY", "wrong")
    refused(lambda: run(agency, clock), own_home, "does not take the key in BEA_API_KEY", assert_bilingual)


def test_a_unit_that_nobody_knows_is_refused(agency, clock, own_home):
    agency.respond = Service(spoil=in_rows(CL_UNIT="Hogsheads", UNIT_MULT="0"))
    found = run(agency, clock).imported
    assert "Hogsheads" in found.rejected[0].reason.en
    untouched(own_home)

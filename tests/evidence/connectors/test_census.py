"""Census population: arrays of strings, CSV of later vintages, a wrong key as a web page. Every value is synthetic."""

import pytest
from tests.refreshing import dumped, fetched, held, refused, untouched
from tests.serving import WEB_PAGE, Answer

CSV = (
    "SUMLEV,REGION,DIVISION,STATE,NAME,ESTIMATESBASE2020,POPESTIMATE2020,POPESTIMATE2021,POPESTIMATE2022,BIRTHS2022\n"
    "010,0,0,00,United States,900,901,902,903,1\n"
    "020,4,0,00,West,90,91,92,93,1\n"
    "040,4,8,56,Wyoming,50,51,52,53,1\n"
    "040,X,X,72,Puerto Rico,10,11,12,13,1\n"
)
INVALID = Answer(
    "<html><head><title>Invalid Key</title></head><body>A valid key must be included.</body></html>"
)


def service(state="51", nation="901"):
    def respond(asked):
        if asked.path.endswith("NST-EST2022-ALLDATA.csv"):
            return Answer(CSV)
        if not asked.path.startswith("/data/2021/pep"):
            return Answer("", 404)
        if asked.one("for") == "us:*":
            return Answer(
                dumped([["NAME", "POP_2020", "POP_2021", "us"], ["United States", nation, "902", "1"]])
            )
        rows = [["Wyoming", state, "52", "56"], ["Puerto Rico", "11", "12", "72"]]
        return Answer(dumped([["NAME", "POP_2020", "POP_2021", "state"], *rows]))

    return respond


def run(agency, clock, **more):
    return fetched("census", agency, clock, years="2020-2024", **more)


def test_from_the_service_to_the_store(agency, clock, own_home):
    agency.respond = service()
    found = run(agency, clock)
    assert found.imported.done
    for vintage in (2021, 2022):  # two vintages stand side by side
        assert held(f"population/US-WY/2020~census_pep_v{vintage}_2026_12_01")[0] == 51
    assert held("population/US-WY/2022~census_pep_v2022_2026_12_01") == (53, "persons", "reported")
    assert held("population/USA/2021~census_pep_v2022_2026_12_01")[0] == 902
    assert [each.path[-23:] for each in agency.asked][-3:] == [
        f"NST-EST{year}-ALLDATA.csv" for year in (2024, 2023, 2022)
    ]


def test_null_is_missing(agency, clock, own_home):
    agency.respond = service(state=None)
    run(agency, clock)
    assert held("population/US-WY/2020~census_pep_v2021_2026_12_01") == (None, "persons", "missing")


def test_without_a_key_it_asks_and_with_one_it_sends_it(agency, clock, own_home, monkeypatch):
    agency.respond = service()
    monkeypatch.setenv("CENSUS_API_KEY", "synthetic")
    run(agency, clock)
    keys = {each.path.startswith("/data"): each.one("key") for each in agency.asked}
    assert keys == {True: "synthetic", False: ""}  # the server of files is sent none


def test_a_wrong_key(agency, clock, own_home, monkeypatch, assert_bilingual):
    monkeypatch.setenv("CENSUS_API_KEY", "wrong")
    agency.respond = lambda _: INVALID
    refused(lambda: run(agency, clock), own_home, "does not take the key in CENSUS_API_KEY", assert_bilingual)


BAD = {
    "a web page": (WEB_PAGE, "web page"),
    "a cut answer": (Answer('[["NAME","POP_2020","us"],["United'), "cut short"),
    "a cut transfer": (Answer("[[1,2,3]]", cut=3), "3 of"),
    "a message": (Answer("error: unknown variable 'POP_2020'"), "unknown variable|cut short"),
    "a row that is not whole": (
        Answer('[["NAME","POP_2020","us"],["United States","5"]]'),
        "row 2 is not whole",
    ),
    "other columns": (Answer('[["NAME","PEOPLE","us"],["United States","5","1"]]'), "no column of estimates"),
    "an object": (Answer('{"a": 1}'), "is a message"),
    "busy": (Answer("", 503), "503"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_answers_change_nothing(agency, clock, own_home, name, assert_bilingual):
    answer, why = BAD[name]
    agency.respond = lambda asked: answer if asked.path.startswith("/data") else Answer("", 404)
    refused(lambda: run(agency, clock), own_home, why, assert_bilingual, "POP_2020")


def test_a_word_for_a_number_is_refused(agency, clock, own_home):
    agency.respond = service(state="many")
    assert run(agency, clock).imported.rejected_count == 1
    untouched(own_home)


def test_a_hand_download(agency, clock, own_home, tmp_path):
    path = tmp_path / "NST-EST2022-ALLDATA.csv"
    path.write_text(CSV, "latin-1")
    assert run(agency, clock, files=(path,)).imported.rows == 6
    assert agency.asked == []

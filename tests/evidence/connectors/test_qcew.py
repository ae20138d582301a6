"""QCEW: one file a year, N withheld, years that the service lacks. Every value is synthetic."""

import pytest
from tests.refreshing import fetched, held, refused
from tests.serving import WEB_PAGE, Answer, StoppedClock

HEADER = (
    '"area_fips","own_code","industry_code","agglvl_code","size_code","year","qtr","disclosure_code",'
    '"annual_avg_estabs","annual_avg_emplvl","total_annual_wages"\n'
)


def file(year, wyoming=1234):
    return HEADER + (
        f'"56000","5","2121","55","0","{year}","A","","7","{wyoming}","1"\n'
        f'"54000","5","2121","55","0","{year}","A","N","3","0","0"\n'
        f'"US000","5","2121","15","0","{year}","A","","90","54321","1"\n'
        f'"56005","5","2121","75","0","{year}","A","","5","1000","1"\n'
        f'"56000","3","2121","55","0","{year}","A","","1","5","1"\n'
    )


def serving(*years, wyoming=1234):
    def respond(asked):
        year = int(asked.path.split("/")[4])
        return Answer(file(year, wyoming)) if year in years else Answer("", 404)

    return respond


def run(agency, clock, **more):
    return fetched("qcew", agency, clock, **more)


def test_from_the_service_to_the_store(agency, clock, own_home):
    agency.respond = serving(1991)
    found = run(agency, clock)
    assert found.imported.done
    assert [each.path for each in agency.asked] == [
        f"/cew/data/api/{year}/a/industry/2121.csv" for year in (1990, 1991)
    ]
    assert held("coal_mining_employment_qcew/US-WY/1991") == (1234, "persons", "reported")
    assert held("coal_mining_employment_qcew/USA/1991")[0] == 54321
    assert held("coal_mining_employment_qcew/US-WV/1991") == (None, "persons", "suppressed")
    assert found.imported.rows == 3


def test_a_revised_file(agency, clock, own_home):
    agency.respond = serving(1990, 1991)
    run(agency, clock)
    agency.respond = serving(1990, 1991, wyoming=1240)
    change = run(agency, StoppedClock("2027-01-01")).imported.difference
    assert (change.changed, change.same, change.gone) == (2, 4, 0)
    assert (change.examples[0].held, change.examples[0].value) == (1234, 1240)


BAD = {
    "a web page": (WEB_PAGE, "web page"),
    "a cut row": (Answer(file(1990)[:-9]), "cut short"),
    "a cut transfer": (Answer(file(1990), cut=100), "100 of"),
    "other columns": (
        Answer(file(1990).replace("disclosure_code", "flag")),
        "column of the annual files is missing",
    ),
    "a message": (Answer('{"message": "gone"}'), "is a message"),
    "nothing": (Answer(""), "is empty"),
    "no rows": (Answer(HEADER), "no figure"),
    "busy": (Answer("", 500), "500"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_answers_change_nothing(agency, clock, own_home, name, assert_bilingual):
    answer, why = BAD[name]
    agency.respond = lambda _: answer
    refused(lambda: run(agency, clock, years="1990-1990"), own_home, why, assert_bilingual)


def test_a_word_for_a_number_is_refused(agency, clock, own_home):
    agency.respond = serving(1990, wyoming="many")
    found = run(agency, clock).imported
    assert (found.done, found.rejected_count) == (False, 1)
    assert not (own_home / "releases").exists()


def test_a_hand_download(agency, clock, own_home, tmp_path):
    path = tmp_path / "1990.annual 2121 Coal mining.csv"
    path.write_text(file(1990))
    assert run(agency, clock, files=(path,)).imported.done
    assert held("coal_mining_employment_qcew/US-WY/1990")[0] == 1234

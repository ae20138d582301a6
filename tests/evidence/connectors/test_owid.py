"""Our World in Data: a CSV beside its metadata; the unit is in the metadata. Every value is synthetic."""

import pytest
from tests.refreshing import dumped, fetched, held, refused, untouched
from tests.serving import WEB_PAGE, Answer, StoppedClock

CO2 = "annual-co2-emissions-per-country"
SHORT = {CO2: "emissions_total", "coal-production-by-country": "coal_production"}
UNITS = {CO2: "tonnes", "coal-production-by-country": "terawatt-hours"}


def metadata(slug, unit="", downloaded="2026-12-01", key="Annual figure"):
    about = {
        "titleShort": "Synthetic figure", "unit": unit or UNITS[slug], "shortUnit": "x", "shortName": SHORT[slug],
        "lastUpdated": "2026-11-12", "citationShort": "Synthetic (2026)",
    }  # fmt: skip
    return dumped({"chart": {"title": "Synthetic"}, "columns": {key: about}, "dateDownloaded": downloaded})


def table(slug, value="12345.5"):
    return (
        f"Entity,Code,Year,{SHORT[slug]}\nChina,CHN,1990,{value}\nWorld,OWID_WRL,1990,99\n"
        f"United States,USA,1990,\nAfrica,,1990,3\n"
    )


def service(csv=table, meta=metadata):
    def respond(asked):
        slug, _, kind = asked.path.removeprefix("/grapher/").partition(".")
        return Answer(csv(slug) if kind == "csv" else meta(slug))

    return respond


def run(agency, clock, **more):
    return fetched("owid", agency, clock, **more)


def test_from_the_service_to_the_store(agency, clock, own_home):
    agency.respond = service()
    assert run(agency, clock).imported.done
    assert held("co2_fossil/CHN/1990~owid_annual_co2_emissions_per_country_2026_12_01") == (
        12345.5,
        "tCO2",
        "reported",
    )
    assert held("coal_production_energy/WORLD/1990") == (99, "TWh", "reported")
    assert held("coal_production_energy/USA/1990") == (None, "TWh", "missing")
    assert agency.asked[0].one("country") == "USA~CHN~OWID_WRL"


def test_only_the_date_of_the_download_differs(agency, clock, own_home):
    agency.respond = service()
    run(agency, clock)
    agency.respond = service(meta=lambda slug: metadata(slug, downloaded="2027-01-01"))
    again = run(agency, StoppedClock("2027-01-01"))
    assert again.changes_nothing
    assert len(list((own_home / "releases").iterdir())) == 1


def test_a_revision(agency, clock, own_home):
    agency.respond = service()
    run(agency, clock)
    agency.respond = service(csv=lambda slug: table(slug, "12346"))
    change = run(agency, StoppedClock("2027-01-01")).imported.difference
    assert (change.new, change.changed, change.same) == (0, 2, 4)


BAD = {
    "a web page": (lambda _: WEB_PAGE, "web page"),
    "a message": (lambda asked: Answer('{"error": "no such chart"}'), "no columns|is a message"),
    "a cut row": (service(csv=lambda slug: table(slug)[:-4]), "cut short"),
    "a cut transfer": (lambda asked: Answer(service()(asked).data, cut=20), "20 of"),
    "another column": (
        service(csv=lambda slug: table(slug).replace(SHORT[slug], "other")),
        "no description of other",
    ),
    "no code": (service(csv=lambda slug: table(slug).replace("Code", "Iso")), "no columns Entity"),
    "no such chart": (lambda _: Answer("", 404), "404"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_answers_change_nothing(agency, clock, own_home, name, assert_bilingual):
    agency.respond, why = BAD[name]
    refused(lambda: run(agency, clock), own_home, why, assert_bilingual)


@pytest.mark.parametrize("unit", ["short tons", "tonnes per person"])
def test_a_unit_of_another_kind_is_refused(agency, clock, own_home, unit):
    agency.respond = service(meta=lambda slug: metadata(slug, unit))
    found = run(agency, clock).imported
    assert found.rejected_count
    assert not found.done
    untouched(own_home)


def test_hand_downloads_come_in_pairs(agency, clock, own_home, tmp_path, assert_bilingual):
    data, meta = tmp_path / f"{CO2}.csv", tmp_path / f"{CO2}.metadata.json"
    data.write_text(table(CO2))
    meta.write_text(metadata(CO2))
    refused(lambda: run(agency, clock, files=(data,)), own_home, "metadata.json beside it", assert_bilingual)
    assert run(agency, clock, files=(data, meta)).imported.done

"""World Bank: pages, null, an error with status 200. Every value is synthetic."""

import json

import pytest
from tests.serving import WEB_PAGE, Answer, StoppedClock

from tanlu.actions.home import open_store
from tanlu.actions.own import remove_release
from tanlu.actions.refresh import refresh
from tanlu.errors import BadTable, NoAnswer

SERIES = ("NY.GDP.MKTP.CD", "NY.GDP.MKTP.CN", "SP.POP.TOTL", "PA.NUS.PPP", "FP.CPI.TOTL.ZG")


def row(indicator, iso, year, value):
    return {
        "indicator": {"id": indicator, "value": "synthetic"}, "country": {"id": iso[:2], "value": iso},
        "countryiso3code": iso, "date": str(year), "value": value, "unit": "", "obs_status": "", "decimal": 2,
    }  # fmt: skip


def rows_of(indicator, countries, values):
    return [row(indicator, iso, 1990 + n, value) for iso in countries for n, value in enumerate(values)]


def service(values=(11.5, None), page=3):
    """Answer like the API: ``page`` rows a page."""

    def respond(asked):
        _, _, _, countries, _, indicator = asked.path.split("/")
        rows = rows_of(indicator, countries.split(";"), values)
        number = int(asked.one("page"))
        pages = -(-len(rows) // page)
        head = {
            "page": number,
            "pages": pages,
            "per_page": page,
            "total": len(rows),
            "lastupdated": "2026-10-07",
        }
        return Answer(json.dumps([head, rows[(number - 1) * page : number * page]]))

    return respond


def run(agency, clock, **more):
    return refresh("worldbank", base=agency.address, clock=clock, years="1990-1991", **more)


def test_from_the_service_to_the_store(agency, clock, own_home):
    agency.respond = service()
    found = run(agency, clock)
    assert found.imported.done
    assert found.imported.name == "worldbank-2026-12-01"
    assert (found.imported.rows, found.imported.difference.new) == (20, 20)
    store = open_store()
    answer = store.answer("population/CHN/1990")
    assert (answer.fact.value, answer.fact.unit) == (11.5, "persons")
    missing = store.answer("population/CHN/1991").fact
    assert (missing.value, missing.status) == (None, "missing")
    source = store.source(answer.fact.ref.source)
    assert source.id == "wb_sp_pop_totl_2026_12_01"
    assert (source.published, source.accessed, source.licence.en) == (
        "2026-10-07",
        "2026-12-01",
        "CC BY 4.0, attribution",
    )
    assert {each.one("page") for each in agency.asked} == {"1", "2"}
    manifest = json.loads((own_home / "raw" / "worldbank" / "manifest.json").read_text())
    assert manifest[0]["release"] == "worldbank-2026-12-01"
    assert all(
        (own_home / "raw" / "worldbank" / e["sha256"] / e["name"]).is_file() for e in manifest[0]["files"]
    )


def test_the_same_answers_change_nothing(agency, clock, own_home):
    agency.respond = service()
    run(agency, clock)
    again = run(agency, StoppedClock("2026-12-05"))
    assert again.changes_nothing
    assert [each.name for each in (own_home / "releases").iterdir()] == ["worldbank-2026-12-01"]


def test_a_revision_is_a_vintage_of_its_own(agency, clock, own_home):
    agency.respond = service((11.5, 2.5))
    run(agency, clock)
    agency.respond = service((11.75,))
    plan = run(agency, StoppedClock("2027-01-05"), confirm=lambda _: False)
    change = plan.imported.difference
    assert (change.new, change.changed, change.same, change.gone) == (0, 10, 0, 10)
    example = next(each for each in change.examples if each.key == "population/CHN/1990")
    assert (example.held, example.value) == (11.5, 11.75)
    assert change.missed[0].held == 2.5
    money = {each.unit: each.held_unit for each in change.examples if each.key == "gdp_current/CHN/1990"}
    assert money == {"USD": "USD", "CNY": "CNY"}  # each publication beside its own earlier vintage
    assert not plan.imported.done
    asked = len(agency.asked)
    done = run(agency, StoppedClock("2027-01-05"))
    assert len(agency.asked) == asked  # what the plan fetched serves the change
    assert done.imported.done
    store = open_store()
    assert store.answer("population/CHN/1990").fact.value == 11.75
    old = store.answer("population/CHN/1990~wb_sp_pop_totl_2026_12_01").fact
    assert old.value == 11.5
    remove_release(done.imported.name)
    assert open_store().answer("population/CHN/1990").fact.value == 11.5


def test_an_interrupted_run_goes_on(agency, clock, own_home):
    answer = service()
    agency.respond = lambda asked: answer(asked) if len(agency.asked) <= 3 else Answer("", 404)
    with pytest.raises(NoAnswer):
        run(agency, clock)
    agency.respond = answer
    before = len(agency.asked)
    assert run(agency, clock).imported.done
    told = [(each.path, each.one("page")) for each in agency.asked]
    assert not set(told[:3]) & set(told[before:])


def spoiled(change):
    good = service()

    def respond(asked):
        cells = json.loads(good(asked).data)
        change(cells)
        return Answer(json.dumps(cells))

    return respond


ERROR = [
    {"message": [{"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}]}
]
BAD = {
    "a web page with status 200": (lambda _: WEB_PAGE, "web page"),
    "an error with status 200": (lambda _: Answer(json.dumps(ERROR)), "Invalid value"),
    "a cut answer": (lambda asked: Answer(service()(asked).data[:-40]), "cut short"),
    "a cut transfer": (lambda asked: Answer(service()(asked).data, cut=80), "80 of"),
    "no value in a row": (spoiled(lambda cells: cells[1][0].pop("value")), "lacks 'value'"),
    "an object, no pair": (lambda _: Answer('{"data": []}'), "changed its shape"),
    "pages without rows": (spoiled(lambda cells: cells[1].pop()), "rows are missing"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_answers_change_nothing(agency, clock, own_home, name, assert_bilingual):
    agency.respond, why = BAD[name]
    with pytest.raises(NoAnswer, match=why) as caught:
        run(agency, clock)
    assert_bilingual(caught.value)
    assert not (own_home / "releases").exists()


def test_a_unit_that_nobody_knows_is_refused(agency, clock, own_home):
    agency.respond = spoiled(lambda cells: cells[1][0].update(unit="hogsheads"))
    found = run(agency, clock)
    assert not found.imported.done
    assert "hogsheads" in found.imported.rejected[0].reason.en
    assert not (own_home / "releases").exists()


def test_a_hand_download(agency, clock, tmp_path, own_home):
    rows = rows_of("SP.POP.TOTL", ["CHN"], [3.5])
    file = tmp_path / "answer.json"
    file.write_text(json.dumps([{"page": 1, "pages": 1, "total": 1}, rows]))
    found = refresh("worldbank", files=(file,), clock=clock)
    assert found.imported.done
    assert open_store().answer("population/CHN/1990").fact.value == 3.5
    assert agency.asked == []


def test_years_that_were_not_asked_for_are_not_gone(agency, clock, own_home):
    agency.respond = service((1.5, 2.5))
    run(agency, clock)
    agency.respond = service((1.5,))
    later = StoppedClock("2027-01-05")
    found = refresh("worldbank", base=agency.address, clock=later, years="1990-1990")
    assert found.changes_nothing


def test_two_files_of_one_name(clock, tmp_path, own_home):
    (tmp_path / "a").mkdir()
    files = (tmp_path / "x.json", tmp_path / "a" / "x.json")
    for file in files:
        file.write_text("[]")
    with pytest.raises(BadTable, match=r"Two files are called x\.json"):
        refresh("worldbank", files=files, clock=clock)

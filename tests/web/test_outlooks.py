"""The outlook with assumptions of one's own: asked by an address, worked out once, told beside the standard."""

import re

import pytest

from tanlu.web.jobs import worker
from tanlu.web.jobs.models import Job

pytestmark = pytest.mark.usefixtures("site_db")
ASKED = "/{}/outlook/own/?region=US-WY&damping=60&mixture=0&wider=150&years=5&cut=halving&onset=1"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_form_stands_without_a_question(reader, lang):
    page = reader(f"/{lang}/outlook/own/")
    assert page.count('type="range"') == 5
    assert Job.objects.count() == 0
    assert f'href="/{lang}/outlook/own/"' in reader(f"/{lang}/outlook/")


def test_the_recipe_is_run_as_a_job_and_both_bands_are_shown(client):
    answer = client.get(ASKED.format("en"))
    assert answer["Refresh"]
    assert "waiting" in answer.content.decode()
    client.get(ASKED.format("zh"))
    assert Job.objects.count() == 1
    worker.work_once("one")
    page = client.get(ASKED.format("en")).content.decode()
    rows = re.findall(r"<tr><th scope=\"row\">(\d{4})</th>(.*?)</tr>", page, re.DOTALL)
    assert [year for year, _ in rows] == ["2025", "2026", "2027", "2028", "2029"]
    for _, cells in rows:
        assert cells.count("<td") == 6
        link = re.search(r'href="([^"]+)"', cells)[1]
        assert "Where it comes from" in client.get(link).content.decode()
    assert "without a probability" in page
    assert "past cases; yours held" in page
    assert "断崖为单独的一条线" in client.get(ASKED.format("zh")).content.decode()


def test_the_standard_assumptions_give_the_standard_band(client):
    address = "/en/outlook/own/?region=US-WV&years=3"
    client.get(address)
    worker.work_once("one")
    job = Job.objects.get()
    assert job.result["own"] == job.result["standard"]
    assert job.result["own_card"] == job.result["standard_card"]
    assert "1.00" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "wrong", ["damping=99", "damping=x", "years=0", "years=-1", "cut=none", "mixture=1000", "onset=10"]
)
def test_what_is_out_of_range_is_refused_in_words(reader, wrong):
    page = reader(f"/en/outlook/own/?{wrong}", 400)
    assert 'role="alert"' in page
    assert Job.objects.count() == 0


def test_a_region_without_a_band_says_so(client):
    client.get("/en/outlook/own/?region=CN-SX")
    worker.work_once("one")
    page = client.get("/en/outlook/own/?region=CN-SX").content.decode()
    assert "No band is drawn for CN-SX" in page
    assert "again=1" in page


def test_a_job_is_stopped_by_its_button(client):
    page = client.get(ASKED.format("en")).content.decode()
    stop, back = (
        re.search(r'action="([^"]+/stop)"', page)[1],
        re.search(r'name="back" value="([^"]+)"', page)[1],
    )
    client.handler.enforce_csrf_checks = False
    answer = client.post(stop, {"back": back.replace("&amp;", "&")})
    assert answer["Location"].startswith("/en/outlook/own/?form=1&")
    assert Job.objects.get().state == "cancelled"
    assert "150" in client.get(answer["Location"]).content.decode()
    assert client.post(stop, {"back": "//elsewhere.example/"})["Location"] == "/en/"

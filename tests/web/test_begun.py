"""What is asked too often, and what others began: refused in plain sentences of the page's language, with nothing lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tanlu.web.challenges.models import Challenge
from tanlu.web.jobs import operations
from tanlu.web.jobs.begun import COOKIE
from tanlu.web.jobs.models import STATES, Job
from tanlu.web.shell import limits
from tests.web.asking import askers
from tests.web.network import Visitor, staff

pytestmark = pytest.mark.usefixtures("site_db")
ASKED = "/{}/outlook/own/?region=US-WY&damping=60&years={}"


def began(years=5, client=None):
    """A browser that began a job, and the job."""
    client = client or Client()
    page = client.get(ASKED.format("en", years)).content.decode()
    return client, Job.objects.get(pk=re.search(r"/jobs/([0-9a-f]{32})/state", page)[1])


def stop(client, job, lang="en"):
    return client.post(f"/{lang}/jobs/{job.pk}/stop")


def test_only_the_browser_that_began_a_job_stops_it():
    mine, job = began()
    other, same = began()
    assert same.pk == job.pk
    assert "/stop" in mine.get(ASKED.format("en", 5)).content.decode()
    assert "/stop" not in other.get(ASKED.format("zh", 5)).content.decode()
    assert COOKIE not in other.cookies
    for client in (other, Client()):
        for lang, said in (("en", "begun in another browser"), ("zh", "由另一浏览器发起")):
            answer = stop(client, job, lang)
            assert answer.status_code == 403
            assert said in answer.content.decode()
    job.refresh_from_db()
    assert job.state == "waiting"
    assert stop(mine, job).status_code == 302
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_what_a_browser_shows_is_kept_nowhere_and_joins_no_two_jobs():
    client, first = began(5)
    _, second = began(6, client)
    token = client.cookies[COOKIE].value
    assert first.begun != second.begun
    assert token not in str(Job.objects.values_list())
    assert Session.objects.count() == 0
    assert operations.is_begun_by(second, token)
    for wrong in ("", first.begun, token[:-1], token.upper() + "x"):
        assert not operations.is_begun_by(second, wrong)
    made = client.cookies[COOKIE]
    assert (made["httponly"], made["samesite"], made["max-age"]) == (True, "Lax", "")


def test_a_job_that_nobody_owns_is_stopped_by_no_token():
    job = operations.ask("x", {})
    client = Client()
    client.cookies[COOKIE] = ""
    assert stop(client, job).status_code == 403
    client.cookies[COOKIE] = "0" * 32
    assert stop(client, job).status_code == 403


def test_who_stops_a_job_in_which_state(place):
    """Every role against every state: those who may stop any, and nobody else; what has ended stays as it ended."""
    after = {"waiting": "cancelled", "running": "running"}
    for who, (client, _) in askers(place).items():
        for at, state in enumerate(STATES):
            Job.objects.filter(pk=str(at) * 32).update(state=state, cancel=False)
            job = Job.objects.get(pk=str(at) * 32)
            client.handler.enforce_csrf_checks = False
            assert client.get(f"/en/jobs/{job.pk}/state").status_code == 200
            may = who in ("secretariat", "administrator")
            assert stop(client, job).status_code == (302 if may else 403), (who, state)
            job.refresh_from_db()
            assert job.state == (after.get(state, state) if may else state)
            assert job.cancel == (may and state in after)


@pytest.mark.parametrize(("lang", "said"), [("en", "asked too often"), ("zh", "请求过于频繁")])
def test_challenges_are_limited_and_what_was_typed_stays(lang, said):
    visitor = Visitor(lang)
    there = "challenge/?of=coal_output/CN-SX/2023"
    for at in range(limits.CHALLENGES.turns):
        answer = visitor.client.get(f"/{lang}/{there}")
        assert answer.status_code == 200, answer.content.decode()[-500:]
        visitor.page = answer.content.decode()
        visitor.send(there, text=f"Too high {at}.")
    visitor.page = visitor.client.get(f"/{lang}/{there}").content.decode()
    page = visitor.send(there, status=429, text="One more thing.")
    assert said in page
    assert "One more thing." in page
    assert Challenge.objects.count() == limits.CHALLENGES.turns
    keeper = staff(
        "secretariat", lang=lang
    )  # a person has turns of their own, whoever else is behind the address
    keeper.page = keeper.client.get(f"/{lang}/{there}").content.decode()
    keeper.send(there, text="Mine.")


def test_calculations_are_limited_and_one_that_is_there_costs_nothing(monkeypatch):
    monkeypatch.setattr("tanlu.web.outlooks.views.JOBS", limits.Limit(2, 60))
    client = Client()
    for years in (2, 3):
        began(years, client)
    assert client.get(ASKED.format("en", 3)).status_code == 200
    answer = client.get(ASKED.format("zh", 4))
    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert "请求过于频繁" in answer.content.decode()
    assert Job.objects.count() == 2

"""Jobs where workers race, are killed, or find the database held by another: each on a connection of its own."""

import os
import subprocess
import sys
import time
from threading import Event, Thread

import pytest
from django.db import DatabaseError, connection

from tanlu.actions.home import home
from tanlu.text import Text
from tanlu.web.jobs import operations, worker
from tanlu.web.jobs.kinds import KINDS
from tanlu.web.jobs.models import Job
from tests.contract import tree
from tests.web.test_faults import at_once
from tests.web.test_jobs import now, silent
from tests.web.test_machine import held_by_another

pytestmark = pytest.mark.usefixtures("site_db")
STEP = Text("a step", "一步")


@pytest.fixture
def kinds(monkeypatch):
    monkeypatch.setattr(worker, "KINDS", held := dict(KINDS))
    return held


def patient(job):
    """Ask again where SQLite says that another writes: as a worker does, after its pause."""
    while True:
        try:
            return job()
        except DatabaseError:
            time.sleep(0.01)


def test_of_many_workers_at_once_each_job_is_held_by_one():
    jobs = {operations.ask("x", {"n": each}).pk for each in range(6)}
    taken = at_once([lambda name=str(at): patient(lambda: operations.take(name)) for at in range(12)])
    held = [each.pk for each in taken if each is not None]
    assert sorted(held) == sorted(jobs)
    assert {each.tries for each in Job.objects.all()} == {1}
    assert {each.pk: each.worker for each in taken if each} == dict(Job.objects.values_list("pk", "worker"))


def test_a_job_whose_worker_died_is_taken_over_by_one():
    job = operations.ask("x", {})
    operations.take("dead")
    silent(job)
    taken = at_once([lambda name=str(at): patient(lambda: operations.take(name)) for at in range(8)])
    assert [each.pk for each in taken if each] == [job.pk]
    assert now(job).tries == 2


def test_the_same_question_at_the_same_moment_is_one_job():
    made = at_once([lambda: patient(lambda: operations.ask("x", {"n": 1}).pk) for _ in range(10)])
    assert len(set(made)) == 1
    assert Job.objects.count() == 1


def test_a_job_is_cancelled_by_somebody_else_while_it_runs(kinds):
    reached, cancelled = Event(), Event()

    def slow(asked, progress):
        progress(1, 3, STEP)
        reached.set()
        assert cancelled.wait(30)
        progress(2, 3, STEP)
        raise AssertionError

    kinds["slow"] = slow
    job = operations.ask("slow", {})

    def cancel():
        reached.wait(30)
        patient(lambda: operations.cancel(now(job)))
        cancelled.set()
        connection.close()

    other = Thread(target=cancel)
    other.start()
    assert worker.work_once("one")
    other.join(30)
    assert (now(job).state, now(job).result) == ("cancelled", {})
    assert not worker.work_once("two")


def test_a_cancelled_job_that_waits_is_taken_by_nobody_and_one_that_is_done_stays_done(kinds):
    kinds["x"] = lambda asked, progress: {"well": True}
    waits, ends = operations.ask("x", {"n": 1}), operations.ask("x", {"n": 2})
    told = at_once(
        [lambda: patient(lambda: operations.cancel(waits)), lambda: patient(lambda: operations.take("one"))]
    )
    assert not [each for each in told if isinstance(each, Exception)]
    Job.objects.filter(state="running").update(state="waiting", worker="")
    while worker.work_once("two"):
        pass
    assert now(waits).state == "cancelled"
    operations.cancel(ends)
    assert (now(ends).state, now(ends).cancel, now(ends).result) == ("done", False, {"well": True})


def test_a_worker_waits_out_a_database_that_another_holds(kinds):
    """The word of a worker is not lost: what it did is done again, and told once."""
    kinds["x"] = lambda asked, progress: {"well": True}
    job = operations.ask("x", {})
    with held_by_another("jobs_job"), pytest.raises(DatabaseError):
        worker.work_once("one")
    assert now(job).state == "waiting"
    assert worker.work_once("one")
    assert now(job).result == {"well": True}


def test_a_database_held_at_the_last_step_leaves_a_job_that_is_taken_again(kinds):
    """The result could not be written: the job is nobody's after a while, and is done anew."""
    job = operations.ask("x", {})

    def works(asked, progress):
        kinds["held"] = held_by_another("jobs_job")
        kinds["held"].__enter__()
        return {"first": True}

    kinds["x"] = works
    with pytest.raises(DatabaseError):
        worker.work_once("one")
    kinds["held"].__exit__(None, None, None)
    assert (now(job).state, now(job).result) == ("running", {})
    silent(job)
    kinds["x"] = lambda asked, progress: {"second": True}
    assert worker.work_once("two")
    assert (now(job).state, now(job).result) == ("done", {"second": True})


KILLED = """
import sys, time, django
django.setup()
from django.db import connections
connections["default"].close()
connections["default"].settings_dict["NAME"] = sys.argv[1]
from tanlu.text import Text
from tanlu.web.jobs import worker
def slow(asked, progress):
    progress(1, 9, Text("begun", "已开始"))
    print("begun", flush=True)
    time.sleep(60)
    return {"never": True}
worker.KINDS["slow"] = slow
worker.work_once("killed")
"""


def test_a_worker_that_is_killed_mid_job_leaves_it_to_the_next(kinds):
    """A process of its own, ended without warning while it works; its job is done by another, from the beginning."""
    job = operations.ask("slow", {})
    place = {**os.environ, "DJANGO_SETTINGS_MODULE": "tanlu.web.settings", "TANLU_HOME": str(home()),
             "PYTHONPATH": str(tree.ROOT / "src")}  # fmt: skip
    command = [sys.executable, "-c", KILLED, str(connection.settings_dict["NAME"])]
    with subprocess.Popen(command, env=place, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout.readline() == "begun\n"
        assert (now(job).state, now(job).worker, now(job).done) == ("running", "killed", 1)
        run.kill()
    assert not worker.work_once("two"), "it may yet be alive"
    silent(job)
    kinds["slow"] = lambda asked, progress: {"well": True}
    assert worker.work_once("two")
    assert (now(job).state, now(job).tries, now(job).result) == ("done", 2, {"well": True})

"""Jobs: done once, told of, stopped when asked, and never stuck, whatever becomes of a worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tanlu.errors import BadReference, UnknownName
from tanlu.text import Text
from tanlu.web.jobs import operations, worker
from tanlu.web.jobs.kinds import KINDS
from tanlu.web.jobs.models import Job

pytestmark = pytest.mark.usefixtures("site_db")
STEP = Text("a step", "一步")


class Killed(BaseException):
    """What a worker dies of."""


@pytest.fixture
def kinds(monkeypatch):
    monkeypatch.setattr(worker, "KINDS", held := dict(KINDS))
    return held


def now(job):
    return Job.objects.get(pk=job.pk)


def silent(job):
    """A worker that has given no sign for long."""
    Job.objects.filter(pk=job.pk).update(beat=timezone.now() - operations.SILENT - timedelta(seconds=1))


def test_a_job_is_done_and_the_same_question_is_the_same_job(kinds):
    kinds["sum"] = lambda asked, progress: {"sum": sum(asked["of"])}
    job = operations.ask("sum", {"of": [1, 2]})
    assert operations.ask("sum", {"of": [1, 2]}).pk == job.pk
    assert operations.ask("sum", {"of": [1, 2]}, ("another release",)).pk != job.pk
    assert worker.work_once("one")
    assert worker.work_once("one")
    assert not worker.work_once("one")
    assert (now(job).state, now(job).result) == ("done", {"sum": 3})


def test_two_workers_never_hold_the_same_job(kinds):
    jobs = [operations.ask("x", {"n": each}) for each in range(3)]
    taken = [operations.take(each) for each in ("one", "two", "one", "two")]
    assert [each.pk if each else None for each in taken] == [*(each.pk for each in jobs), None]
    assert [each.worker for each in taken[:3]] == ["one", "two", "one"]


def test_a_job_that_both_saw_waiting_is_taken_by_one(monkeypatch):
    """The other takes it between the look and the hand of the first."""
    job = operations.ask("x", {})
    looked, first = operations.Job.objects.filter, []

    def filtered(*args, **wanted):
        if "pk" in wanted and not first:
            first.append(True)
            assert operations.take("two").pk == job.pk
        return looked(*args, **wanted)

    monkeypatch.setattr(operations.Job.objects, "filter", filtered)
    assert operations.take("one") is None
    assert now(job).worker == "two"


def test_a_killed_worker_leaves_nothing_stuck(kinds):
    def dies(asked, progress):
        raise Killed

    kinds["dies"] = dies
    job = operations.ask("dies", {})
    with pytest.raises(Killed):
        worker.work_once("one")
    assert now(job).state == "running"
    assert not worker.work_once("two"), "it may yet be alive"
    silent(job)
    kinds["dies"] = lambda asked, progress: {"well": True}
    assert worker.work_once("two")
    assert (now(job).state, now(job).tries) == ("done", 2)


def test_a_job_whose_worker_died_twice_is_told_as_failed(kinds, client):
    job = operations.ask("x", {})
    for name in ("one", "two"):
        assert operations.take(name).pk == job.pk
        silent(job)
    assert operations.take("three") is None
    assert now(job).state == "failed"
    told = client.get(f"/zh/jobs/{job.pk}/state").json()
    assert not told["running"]
    assert "两次中断" in told["said"]
    assert operations.ask("x", {}).state == "failed"
    assert operations.ask("x", {}, again=True).state == "waiting"


def test_the_word_of_a_worker_that_was_given_up_is_not_taken():
    job = operations.ask("x", {})
    held = operations.take("one")
    silent(job)
    assert operations.take("two").pk == job.pk
    assert not operations.beat(held, "one", 5, 9, STEP)
    assert not operations.end(held, "one", "done", {"late": True})
    assert (now(job).state, now(job).worker, now(job).result) == ("running", "two", {})


def test_a_job_is_cancelled_at_its_next_step(kinds):
    reached = []

    def slow(asked, progress):
        for at in range(9):
            reached.append(at)
            if at == 2:
                operations.cancel(job)
            progress(at, 9, STEP)
        return {}

    kinds["slow"] = slow
    job = operations.ask("slow", {})
    worker.work_once("one")
    assert now(job).state == "cancelled"
    assert reached == [0, 1, 2]
    waiting = operations.ask("slow", {"other": 1})
    operations.cancel(waiting)
    assert now(waiting).state == "cancelled"
    assert not worker.work_once("one")


def test_what_cannot_be_worked_out_says_why(kinds):
    def wrong(asked, progress):
        raise BadReference(("A wrong thing.", "有误。"), ("Do right.", "请更正。"))

    def broken(asked, progress):
        return 1 / 0

    kinds.update(wrong=wrong, broken=broken)
    jobs = [operations.ask(each, {}) for each in ("wrong", "broken")]
    while worker.work_once("one"):
        pass
    said = [now(each).result["said"] for each in jobs]
    assert said[0] == {"en": "A wrong thing. Do right.", "zh": "有误。请更正。"}
    assert "the fault is ours" in said[1]["en"]
    assert "division" not in str(said[1])


def test_results_are_kept_for_a_day(kinds):
    kinds["x"] = lambda asked, progress: {}
    old, young = operations.ask("x", {"n": 1}), operations.ask("x", {"n": 2})
    while worker.work_once("one"):
        pass
    Job.objects.filter(pk=old.pk).update(made=timezone.now() - timedelta(hours=25))
    operations.let_go()
    assert [each.pk for each in Job.objects.all()] == [young.pk]
    with pytest.raises(UnknownName):
        operations.find(old.pk)


def test_no_more_wait_than_can_be_done():
    for each in range(operations.MOST_WAITING):
        operations.ask("x", {"n": each})
    with pytest.raises(BadReference):
        operations.ask("x", {"n": -1})
    assert operations.ask("x", {"n": 1}).state == "waiting"

"""What happens to jobs: asked for, taken by one worker, told of, cancelled, ended, let go of after a day."""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from json import dumps
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tanlu.errors import BadReference, UnknownName
from tanlu.text import Text
from tanlu.web.jobs.models import Job

KEPT: Final = timedelta(days=1)
SILENT: Final = timedelta(seconds=90)
"""A worker that gave no sign for so long is taken for dead."""
MOST_TRIES: Final = 2
MOST_WAITING: Final = 30
_LOST: Final = Text(
    "Its worker stopped twice before it was done. Ask again; if it happens again, tell the convenors.",
    "处理进程两次中断，未能完成。请重新提交；如再次出现，请告知召集人。",
)


def id_of(kind: str, asked: Mapping[str, Any], state: tuple[str, ...] = ()) -> str:
    """Return the id of a job: the same question of the same evidence is the same job."""
    told = dumps([kind, dict(asked), list(state)], sort_keys=True, ensure_ascii=True)
    return sha256(told.encode()).hexdigest()[:32]


def ask(
    kind: str, asked: Mapping[str, Any], state: tuple[str, ...] = (), *, again: bool = False, token: str = ""
) -> Job:
    """Return the job that answers a question, entering it where nobody asked yet.

    One that came to nothing is told of as such, and is entered anew only where it is asked for ``again``. Whoever holds
    ``token`` may stop it.

    Raises
    ------
    BadReference
        If too many wait already.
    """
    let_go()
    name = id_of(kind, asked, state)
    held = Job.objects.filter(pk=name).first()
    ended = held is not None and held.state in ("failed", "cancelled")
    if held is not None and not (ended and again):
        return held
    if Job.objects.filter(state__in=("waiting", "running")).count() >= MOST_WAITING:
        raise BadReference(
            ("Too much is being worked out at the moment.", "当前等待计算的任务过多。"),
            (
                "Try again in a minute; what is asked is in the address.",
                "请一分钟后再试；所提问题已保留在网址中。",
            ),
        )
    try:
        with transaction.atomic():
            Job.objects.filter(pk=name, state__in=("failed", "cancelled")).delete()
            return Job.objects.create(id=name, kind=kind, asked=dict(asked), begun=begun_by(name, token))
    except IntegrityError:  # somebody asked the same at the same moment
        return Job.objects.get(pk=name)


def begun_by(name: str, token: str) -> str:
    """Return what a job keeps of whoever began it: nothing that another job, or another table, can be laid beside."""
    return sha256(f"{name} {token}".encode()).hexdigest() if token else ""


def is_begun_by(job: Job, token: str) -> bool:
    """Return whether whoever shows this token began the job."""
    return bool(token) and compare_digest(job.begun, begun_by(job.pk, token))


def find(name: str) -> Job:
    """Return a job.

    Raises
    ------
    UnknownName
        If there is none, or it was let go of.
    """
    held = Job.objects.filter(pk=name).first()
    if held is None:
        raise UnknownName(
            ("There is no such job; results are kept for a day.", "没有这项任务；结果只保留一天。"),
            ("Ask again from the page where it began.", "请从原页面重新提交。"),
        )
    return held


def take(worker: str) -> Job | None:
    """Return the oldest job that waits, or whose worker died, now held by this worker; None where there is none."""
    now = timezone.now()
    dead = Q(state="running", beat__lt=now - SILENT)
    Job.objects.filter(dead, tries__gte=MOST_TRIES).update(state="failed", result={"said": _LOST.to_json()})
    for each in Job.objects.filter(Q(state="waiting") | dead).order_by("made", "pk"):
        # Whoever else looked at the same row changes it first or not at all.
        seen = Job.objects.filter(pk=each.pk, state=each.state, worker=each.worker, beat=each.beat)
        if each.cancel:
            seen.update(state="cancelled")
        elif seen.update(state="running", worker=worker, beat=now, tries=F("tries") + 1, done=0):
            return Job.objects.get(pk=each.pk)
    return None


def _held(job: Job, worker: str) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state="running", worker=worker)


def beat(job: Job, worker: str, done: int, whole: int, step: Text) -> bool:
    """Write how far a job is; return whether to go on."""
    told = _held(job, worker).update(done=done, whole=whole, step=step.to_json(), beat=timezone.now())
    return bool(told) and not Job.objects.filter(pk=job.pk, cancel=True).exists()


def end(job: Job, worker: str, state: str, result: Mapping[str, Any]) -> bool:
    """Write what came of a job; the word of a worker that no longer holds it is not taken."""
    done = {"done": F("whole")} if state == "done" else {}
    return bool(_held(job, worker).update(state=state, result=dict(result), beat=timezone.now(), **done))


def cancel(job: Job) -> None:
    """Ask that a job be stopped: at once where it waits, at its next step where it runs."""
    if not Job.objects.filter(pk=job.pk, state="waiting").update(state="cancelled", cancel=True):
        Job.objects.filter(pk=job.pk, state="running").update(cancel=True)


def let_go() -> None:
    """Forget what ended more than a day ago."""
    Job.objects.filter(made__lt=timezone.now() - KEPT).exclude(state="running").delete()

"""The worker: one thread beside the pages, which does jobs one after another."""

import logging
from contextlib import suppress
from secrets import token_hex
from threading import Event, Thread
from typing import Final

from django.db import DatabaseError, close_old_connections

from tanlu.errors import TanluError
from tanlu.text import Text
from tanlu.web.jobs import operations
from tanlu.web.jobs.kinds import KINDS
from tanlu.web.jobs.models import Job

PAUSE: Final = 2.0
_ASKED: Final = Event()
_OURS: Final = Text(
    "It could not be worked out; the fault is ours. Nothing was changed.",
    "未能完成计算，原因在我们这边。未作任何改动。",
)


class _Stop(Exception):
    """Somebody cancelled it, or another worker holds it now."""


def wake() -> None:
    """Tell the worker of this process that a job waits."""
    _ASKED.set()


def work_once(worker: str) -> bool:
    """Do one job, if any waits; return whether there was one."""
    job = operations.take(worker)
    if job is None:
        return False
    try:
        _do(job, worker)
    except _Stop:
        operations.end(job, worker, "cancelled", {})
    except TanluError as error:
        said = Text(" ".join(error.lines("en")), "".join(error.lines("zh")))
        operations.end(job, worker, "failed", {"said": said.to_json()})
    except Exception:
        logging.getLogger("tanlu.web").exception("job %s", job.kind)
        operations.end(job, worker, "failed", {"said": _OURS.to_json()})
    return True


def _do(job: Job, worker: str) -> None:
    def progress(done: int, whole: int, what: Text) -> None:
        if not operations.beat(job, worker, done, whole, what):
            raise _Stop

    progress(0, 1, Text("begun", "已开始"))
    operations.end(job, worker, "done", KINDS[job.kind](job.asked, progress))


def start() -> None:
    """Start the worker of this process; another process may have its own."""
    Thread(target=_work, args=(token_hex(16),), daemon=True, name="jobs").start()


def _work(worker: str) -> None:
    while True:
        busy = False
        with suppress(DatabaseError):  # a locked database is asked again after the pause
            busy = work_once(worker)
        close_old_connections()
        if not busy:
            _ASKED.wait(PAUSE)
            _ASKED.clear()

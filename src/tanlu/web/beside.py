"""What runs beside the pages in the process of the server: the worker, and long briefs made ready."""

from threading import Timer
from typing import Final

from tanlu.web.jobs import worker
from tanlu.web.library.documents import make_ready
from tanlu.web.outlooks import work  # noqa: F401 - enters its kind of job
from tanlu.web.workshop.process import open_workshops

PAUSE: Final = 3.0
"""Seconds after a start in which the machine is left to the first reader."""


def start() -> None:
    """Start both; neither keeps the server from ending."""
    open_workshops()
    worker.start()
    ready = Timer(PAUSE, make_ready)
    ready.daemon, ready.name = True, "briefs"
    ready.start()

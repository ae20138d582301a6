"""What runs beside the pages in the process of the server: the worker, and long briefs made ready."""

from threading import Thread

from tanlu.web.jobs import worker
from tanlu.web.library.documents import make_ready
from tanlu.web.outlooks import work  # noqa: F401 - enters its kind of job
from tanlu.web.workshop.process import open_workshops


def start() -> None:
    """Start both; neither keeps the server from ending."""
    open_workshops()
    worker.start()
    Thread(target=make_ready, daemon=True, name="briefs").start()

"""The job that works out an outlook."""

from collections.abc import Mapping
from typing import Any

from tanlu.actions.progress import Progress
from tanlu.web.jobs.kinds import kind
from tanlu.web.shell.evidence import releases
from tanlu.web.workshop.process import LONG
from tanlu.web.workshop.work import outlook

KIND = "outlook"


@kind(KIND)
def work(asked: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Work it out, apart from the pages."""
    return LONG.do(outlook, releases(), dict(asked), progress=progress)

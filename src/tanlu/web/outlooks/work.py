"""The job that works out an outlook."""

from collections.abc import Mapping
from typing import Any

from tanlu.actions.home import open_store
from tanlu.actions.own_outlook import Asked, own_outlook
from tanlu.actions.progress import Progress
from tanlu.web.jobs.kinds import kind

KIND = "outlook"


@kind(KIND)
def work(asked: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Work it out, on evidence opened for it alone."""
    return own_outlook(open_store(), Asked(**asked), progress)

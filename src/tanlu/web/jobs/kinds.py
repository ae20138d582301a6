"""What can be asked for as a job: a name, and the function that does it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tanlu.actions.progress import Progress

Work = Callable[[Mapping[str, Any], Progress], dict[str, Any]]
"""Takes what was asked and whom to tell how far it is; returns what can be kept as JSON."""

KINDS: Final[dict[str, Work]] = {}


def kind(name: str) -> Callable[[Work], Work]:
    """Enter a function as what does jobs of a kind."""

    def entered(work: Work) -> Work:
        KINDS[name] = work
        return work

    return entered

"""What the progress edition is written from: the scorecard among its papers, which names no rater."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tanlu.errors import BadDocument
from tanlu.evidence.store import Store
from tanlu.study.scorecard import Scorecard
from tanlu.study.told import from_json

PAPER: Final = "papers/scorecard.json"


@dataclass(frozen=True, slots=True)
class Told:
    """A scorecard on a day.

    Parameters
    ----------
    store : Store
        Evidence, of which nothing is read.
    day : str
        ISO date.
    fictional : bool
    card : Scorecard
    """

    store: Store
    day: str
    fictional: bool
    card: Scorecard


def gather(store: Store, papers: Mapping[str, bytes]) -> Told:
    """Read the scorecard.

    Raises
    ------
    BadDocument
        If it is missing or not as ``tanlu brief progress`` writes it.
    """
    try:
        data = json.loads(papers[PAPER])
        day = date.fromisoformat(data["on"]).isoformat()
        return Told(store, day, bool(data["fictional"]), from_json(data))
    except (LookupError, TypeError, ValueError, AttributeError, StopIteration) as error:
        raise BadDocument(
            (f"{PAPER} is missing or damaged.", f"{PAPER} 缺失或已损坏。"),
            ("Write the brief again with tanlu brief progress --from DIR.",
             "请用 tanlu brief progress --from DIR 重新生成。"),
        ) from error  # fmt: skip

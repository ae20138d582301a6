"""Exports of Polis: votes.csv and comments.csv, or participants-votes.csv.

Counts are taken from the votes. The totals in comments.csv are wrong: they count superseded re-votes too.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from tanlu.accord.ballot_files import in_order, read_rows
from tanlu.analysis.opinion.votes import Ints, Votes, natural
from tanlu.errors import BadTable

COMMENTS: Final = "comments.csv"
VOTES: Final = "votes.csv"
PEOPLE: Final = "participants-votes.csv"

_NAMES: Final = {
    "timestamp": "time", "comment-id": "statement", "voter-id": "voter", "vote": "vote", "moderated": "moderated",
    "is-meta": "meta", "participant": "voter", "group-id": "group", "comment-body": "body",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exported:
    """A conversation exported by Polis.

    Parameters
    ----------
    votes : Votes
        Latest votes, people in the order in which they first voted.
    out, meta : frozenset of str
        Statements taken out by moderation, and statements about the voters.
    groups : ndarray of int, shape (n,), or None
        Groups as Polis published them, -1 for people in none.
    superseded : int
        Votes that a later one replaced.
    """

    votes: Votes
    out: frozenset[str]
    meta: frozenset[str]
    groups: Ints | None
    superseded: int


def is_polis(folder: Path) -> bool:
    """Return whether a folder holds an export of Polis."""
    return (folder / COMMENTS).is_file() or (folder / PEOPLE).is_file()


def read_polis(folder: Path) -> Exported:
    """Return the conversation of a folder.

    Raises
    ------
    BadTable
        If neither votes.csv nor participants-votes.csv can be read, or a vote is none of the three.
    """
    people = read_rows(folder / PEOPLE, ("voter",), _NAMES) if (folder / PEOPLE).is_file() else []
    if (folder / VOTES).is_file():
        rows = in_order(read_rows(folder / VOTES, ("statement", "voter", "vote"), _NAMES), folder / VOTES)
        cast = [(row["voter"], row["statement"], _vote(row["vote"], VOTES)) for row in rows]
    else:
        cast = _wide(people)
    comments = read_rows(folder / COMMENTS, ("statement",), _NAMES) if (folder / COMMENTS).is_file() else []
    listed = {row["statement"] for row in comments} | {row[1] for row in cast}
    votes = Votes.from_rows(cast, statements=sorted(listed, key=natural))
    return Exported(
        votes,
        frozenset(row["statement"] for row in comments if row.get("moderated") == "-1"),
        frozenset(row["statement"] for row in comments if row.get("meta", "").casefold() in {"true", "1"}),
        _groups(people, votes),
        len(cast) - int(votes.seen.sum()),
    )


def _wide(people: list[dict[str, str]]) -> list[tuple[str, str, int]]:
    ids = [key for key in (people[0] if people else {}) if key.isdigit()]
    return [
        (row["voter"], each, _vote(row[each], PEOPLE)) for row in people for each in ids if row[each] != ""
    ]


def _groups(people: list[dict[str, str]], votes: Votes) -> Ints | None:
    told = {row["voter"]: row.get("group", "") for row in people}
    names = sorted({each for each in told.values() if each}, key=natural)
    if not names:
        return None
    place = {name: at for at, name in enumerate(names)}
    return np.array([place.get(told.get(each, ""), -1) for each in votes.people], dtype=np.int64)


def _vote(said: str, name: str) -> int:
    try:
        vote = int(float(said))
    except ValueError:
        vote = 2
    if vote not in {-1, 0, 1}:
        raise BadTable(
            (f"{name}: a vote reads {said!r}.", f"{name}：有一票写作“{said}”。"),
            ("An export of Polis has 1, 0 and -1.", "Polis 导出文件中的票只有 1、0、-1。"),
        )
    return vote

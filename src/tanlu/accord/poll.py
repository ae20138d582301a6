"""Votes of a closed poll beside the descriptors by which they may be cut. Never shown, never exported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tanlu.accord.rules import Rule
from tanlu.analysis.disclosure.margins import Bools, Ints
from tanlu.errors import BadDialogue

MOST_KINDS = 12
"""Pairs of groups that can be told apart: more would leave hardly a cell with nine votes, and cost seconds a statement."""


class Votes(Protocol):
    """People by statements: 1 agrees, 0 passes, -1 disagrees; ``seen`` where there is a vote at all."""

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of the rows."""

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of the columns."""

    @property
    def values(self) -> NDArray[np.int8]:
        """Votes, shape (people, statements)."""

    @property
    def seen(self) -> Bools:
        """Where a vote is, shape (people, statements)."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to divide the roster, declared before the vote.

    Parameters
    ----------
    attribute : str
        Descriptor, such as ``country``.
    groups : tuple of str
        Its values; the last may be ``other``, the small groups together.
    place : tuple of int
        Group of each person of the roster.
    """

    attribute: str
    groups: tuple[str, ...]
    place: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll as it stands when its tables are asked for.

    Parameters
    ----------
    dialogue : str
        Id.
    rule : Rule
        The strictest rule of the segments in which the votes were cast.
    closed : bool
        Whether voting has ended; nothing is told before.
    people : tuple of str
        Everyone entitled to vote.
    cuts : tuple of Cut
        One or two.
    statements : tuple of str
    values : ndarray of int8, shape (people, statements)
    seen : ndarray of bool, shape (people, statements)
    """

    dialogue: str
    rule: Rule
    closed: bool
    people: tuple[str, ...]
    cuts: tuple[Cut, ...]
    statements: tuple[str, ...]
    values: NDArray[np.int8]
    seen: Bools

    def counts(self, statement: int) -> tuple[Ints, Ints, Ints]:
        """Return votes cast, for and against, by groups of the first and of the second cut."""
        first, second = (*self.cuts, _undivided(len(self.people)))[:2]
        shape = (len(first.groups), len(second.groups))
        voters, agreeing, opposing = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        at = (np.array(first.place, dtype=np.int64), np.array(second.place, dtype=np.int64))
        seen = self.seen[:, statement]
        np.add.at(voters, at, seen)
        np.add.at(agreeing, at, seen & (self.values[:, statement] > 0))
        np.add.at(opposing, at, seen & (self.values[:, statement] < 0))
        return voters, agreeing, opposing


def poll(
    dialogue: str,
    votes: Votes,
    roster: Mapping[str, Mapping[str, str]],
    cuts: Sequence[str],
    *,
    rule: Rule,
    closed: bool,
) -> Poll:
    """Set votes beside a roster.

    Parameters
    ----------
    dialogue : str
    votes : Votes
        The last vote of each person on each statement.
    roster : mapping of str to mapping
        Descriptors of everyone entitled to vote.
    cuts : sequence of str
        One or two descriptors, declared before the vote; the more important first.
    rule : Rule
    closed : bool

    Raises
    ------
    BadDialogue
        If someone voted who is not on the roster, or there are no cuts, more than two, or one that nobody bears.
    """
    strangers = set(votes.people) - set(roster)
    if strangers:
        raise BadDialogue(
            (
                f"{len(strangers)} of {len(votes.people)} voters are not on the roster of {dialogue}.",
                f"{len(votes.people)}名投票者中有{len(strangers)}名不在 {dialogue} 的名册上。",
            ),
            (
                "Put them on the roster, or take their votes out; nothing was released.",
                "请补登名册或剔除其投票；尚未发布任何结果。",
            ),
        )
    people = tuple(roster)
    row = {person: at for at, person in enumerate(people)}
    values = np.zeros((len(people), len(votes.statements)), dtype=np.int8)
    seen = np.zeros(values.shape, dtype=np.bool_)
    at = [row[person] for person in votes.people]
    values[at], seen[at] = votes.values, votes.seen
    return Poll(
        dialogue, rule, closed, people, divided(list(roster.values()), cuts), votes.statements, values, seen
    )


def divided(
    roster: Sequence[Mapping[str, str]], attributes: Sequence[str], fewest: int = 9
) -> tuple[Cut, ...]:
    """Divide a roster, with groups of fewer than ``fewest`` people merged where that makes a group worth telling.

    Raises
    ------
    BadDialogue
        If there is no attribute, more than two, or one that nobody bears.

    Examples
    --------
    >>> roster = [{"sector": "coal"}] * 9 + [{"sector": "park"}] * 5 + [{"sector": "union"}] * 6
    >>> divided(roster, ["sector"])[0].groups
    ('coal', 'other')
    """
    if not 1 <= len(attributes) <= 2 or len(set(attributes)) < len(attributes):
        raise BadDialogue(
            ("Votes are cut by one or two descriptors.", "投票只能按一种或两种身份特征划分。"),
            (
                "Declare country, and perhaps one classification of stakeholders.",
                "请声明国别，另可再选一种利益相关方分类。",
            ),
        )
    found: list[Cut] = []
    for name in attributes:
        labels = [person.get(name, "") or "not stated" for person in roster]
        if roster and set(labels) == {"not stated"}:
            raise BadDialogue(
                (f"Nobody on the roster has the descriptor {name!r}.", f"名册上无人填写“{name}”。"),
                (
                    "Add the column to the roster, or choose another cut.",
                    "请在名册中补上该列，或改用其他划分。",
                ),
            )
        most = MOST_KINDS // len(found[0].groups) if found else MOST_KINDS // 2
        found.append(_cut(name, labels, fewest, max(most, 1)))
    return tuple(found)


def _cut(name: str, labels: list[str], fewest: int, most: int) -> Cut:
    sizes = {label: labels.count(label) for label in sorted(set(labels))}
    large = sorted(
        (label for label in sizes if sizes[label] >= fewest), key=lambda each: (-sizes[each], each)
    )
    kept = sorted(large[:most] if len(sizes) <= most else large[: most - 1]) or (
        sorted(sizes) if len(sizes) <= most else []
    )
    rest = [label for label in sizes if label not in kept]
    groups = (*kept, *(["other"] if len(rest) > 1 else rest))
    place = {label: at for at, label in enumerate(kept)}
    return Cut(name, groups, tuple(place.get(label, len(kept)) for label in labels))


def _undivided(people: int) -> Cut:
    return Cut("", ("",), (0,) * people)

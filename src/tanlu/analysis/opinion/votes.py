"""Votes of people on statements: one row a person, one column a statement; what was not voted on is not a zero."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanlu.errors import BadTable

Votes8 = NDArray[np.int8]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

AGREE: Final = 1
PASS: Final = 0
DISAGREE: Final = -1

_PARTS: Final = re.compile(r"(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Votes:
    """The last vote of each person on each statement.

    Parameters
    ----------
    people, statements : tuple of str
        Ids of rows and columns, any text, none twice.
    values : ndarray of int8, shape (n, C)
        1 agree, 0 pass, -1 disagree; 0 where nothing was voted.
    seen : ndarray of bool, shape (n, C)
        Where there is a vote at all.

    Raises
    ------
    BadTable
        If shapes do not fit, an id stands twice, or a vote is none of the three.

    Examples
    --------
    >>> held = Votes.from_rows([("a", "1", 1), ("b", "1", -1), ("a", "2", 0), ("a", "1", 0)])
    >>> held.people, held.statements, held.values.tolist(), held.seen.tolist()
    (('a', 'b'), ('1', '2'), [[0, 0], [-1, 0]], [[True, True], [True, False]])
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    values: Votes8
    seen: Bools

    def __post_init__(self) -> None:
        shape = (len(self.people), len(self.statements))
        if self.values.shape != shape or self.seen.shape != shape:
            raise BadTable(
                (
                    f"The votes have the shape {self.values.shape}, the labels make {shape}.",
                    f"投票数组的形状为 {self.values.shape}，标签为 {shape}。",
                ),
                ("Give one row a person and one column a statement.", "每人一行，每条陈述一列。"),
            )
        for ids in (self.people, self.statements):
            if len(set(ids)) < len(ids):
                raise BadTable(
                    ("A person or a statement stands twice.", "有人或有陈述重复出现。"),
                    ("Give each an id of its own; of re-votes keep the last.", "请使用不重复的编号；改票只保留最后一次。"),
                )  # fmt: skip
        if self.values.size and (np.abs(self.values) > 1).any():
            raise BadTable(
                ("A vote is not agree, pass or disagree.", "有投票既非同意、也非略过或不同意。"),
                ("Write 1, 0 or -1.", "请写 1、0 或 -1。"),
            )

    @classmethod
    def from_rows(
        cls,
        rows: Sequence[tuple[str, str, int]],
        people: Sequence[str] = (),
        statements: Sequence[str] = (),
    ) -> "Votes":
        """Return votes from (person, statement, vote) in the order of voting: the last of a pair counts.

        Parameters
        ----------
        rows : sequence of (str, str, int)
            Votes, oldest first.
        people, statements : sequence of str
            Ids that stand in front, also without a vote; others follow in the order they are met.
        """
        person = {
            each: place for place, each in enumerate(dict.fromkeys([*people, *(row[0] for row in rows)]))
        }
        statement = {
            each: place for place, each in enumerate(dict.fromkeys([*statements, *(row[1] for row in rows)]))
        }
        at = np.array([person[row[0]] for row in rows], dtype=np.int64)
        on = np.array([statement[row[1]] for row in rows], dtype=np.int64)
        vote = np.array([row[2] for row in rows], dtype=np.int64)
        return cls.from_arrays(tuple(person), tuple(statement), at, on, vote)

    @classmethod
    def from_arrays(
        cls, people: tuple[str, ...], statements: tuple[str, ...], at: Ints, on: Ints, vote: Ints
    ) -> "Votes":
        """Return votes from places of people and statements, oldest first; the last of a pair counts."""
        if vote.size and (np.abs(vote) > 1).any():
            raise BadTable(
                ("A vote is not agree, pass or disagree.", "有投票既非同意、也非略过或不同意。"),
                ("Write 1, 0 or -1.", "请写 1、0 或 -1。"),
            )
        values = np.zeros((len(people), len(statements)), dtype=np.int8)
        seen = np.zeros(values.shape, dtype=np.bool_)
        if vote.size:
            # Of equal places numpy keeps no promise which one stays, so only the last row of a pair is written.
            key = at * len(statements) + on
            _, back = np.unique(key[::-1], return_index=True)
            last = len(key) - 1 - back
            values[at[last], on[last]] = vote[last]
            seen[at[last], on[last]] = True
        return cls(people, statements, values, seen)

    def keep(self, people: Bools | Ints | None = None, statements: Bools | Ints | None = None) -> "Votes":
        """Return some people and statements, by mask or by places."""
        rows = np.arange(len(self.people))[people if people is not None else slice(None)]
        columns = np.arange(len(self.statements))[statements if statements is not None else slice(None)]
        grid = np.ix_(rows, columns)
        return Votes(
            tuple(self.people[at] for at in rows),
            tuple(self.statements[at] for at in columns),
            self.values[grid],
            self.seen[grid],
        )

    def canonical(self) -> "Votes":
        """Return the same votes in an order that depends on nothing but what was voted.

        Statements stand by their id (``2`` before ``10``), people by their votes, then by their id. Sums of
        floating-point numbers, folds and restarts run in this order, so that no result changes by a bit when people
        or statements come in another order.
        """
        columns = np.array(
            sorted(range(len(self.statements)), key=lambda at: natural(self.statements[at])), dtype=np.int64
        )
        votes = np.where(self.seen, self.values + 2, 0).astype(np.uint8)[:, columns]
        rows = sorted(range(len(self.people)), key=lambda at: (votes[at].tobytes(), natural(self.people[at])))
        return self.keep(np.array(rows, dtype=np.int64), columns)


@dataclass(frozen=True, slots=True)
class Counts:
    """Agree, disagree and pass of groups of people on statements.

    Parameters
    ----------
    agree, disagree, passed : ndarray of int, shape (G, C)
        How many of each group said so.
    roster : ndarray of int, shape (G,)
        How many were entitled to vote.
    """

    agree: Ints
    disagree: Ints
    passed: Ints
    roster: Ints

    @property
    def voted(self) -> Ints:
        """Return how many of each group voted at all, passes included."""
        return self.agree + self.disagree + self.passed


def count(votes: Votes, member: Ints, groups: int, roster: Ints | None = None) -> Counts:
    """Count the votes of each group.

    Parameters
    ----------
    votes : Votes
    member : ndarray of int, shape (n,)
        The group of each person from 0 up; -1 for a person in none.
    groups : int
        How many groups there are.
    roster : ndarray of int, shape (groups,), optional
        People entitled to vote; by default the rows of the group.

    Returns
    -------
    Counts

    Examples
    --------
    >>> held = Votes.from_rows([("a", "1", 1), ("b", "1", -1), ("c", "1", 0)])
    >>> found = count(held, np.array([0, 0, 1]), 2)
    >>> found.agree.tolist(), found.disagree.tolist(), found.passed.tolist(), found.roster.tolist()
    ([[1], [0]], [[1], [0]], [[0], [1]], [2, 1])
    """
    size = (groups, len(votes.statements))
    agree, disagree, passed = (np.zeros(size, dtype=np.int64) for _ in range(3))
    for group in range(groups):
        inside = member == group
        values, seen = votes.values[inside], votes.seen[inside]
        agree[group] = (values > 0).sum(axis=0)
        disagree[group] = (values < 0).sum(axis=0)
        passed[group] = seen.sum(axis=0) - agree[group] - disagree[group]
    if roster is None:
        roster = np.array([int((member == group).sum()) for group in range(groups)], dtype=np.int64)
    return Counts(agree, disagree, passed, roster)


def natural(label: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key by which ``2`` stands before ``10`` and every text has its place.

    Examples
    --------
    >>> sorted(["s10", "s2", "10", "9"], key=natural)
    ['9', '10', 's2', 's10']
    """
    return tuple(
        (0, int(part), part) if part.isascii() and part.isdigit() else (1, 0, part)
        for part in _PARTS.split(label)
        if part
    )

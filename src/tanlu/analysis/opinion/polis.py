"""Polis-compatible mode: the same numbers as Polis, for import and comparison, and labelled as such.

Groups found here depend on the order in which people first voted; they are no function of the votes, and Polis finds some
in pure noise. See ``declared`` and ``groups`` for what a dialogue may rest on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from tanlu.analysis.opinion.polis_groups import cold_start, taken
from tanlu.analysis.opinion.polis_statistics import (
    META_PRIORITY,
    Agreed,
    Representative,
    group_informed_consensus,
    majority,
    priorities,
    representatives,
)
from tanlu.analysis.opinion.space import Space, space
from tanlu.analysis.opinion.votes import Bools, Counts, Floats, Ints, Votes, count
from tanlu.errors import BadTable
from tanlu.text import Text

LABEL: Final = Text(
    "Polis-compatible: as Polis computes it. Groups depend on the order of voting and are found even in noise; one vote of "
    "one passes its test.",
    "Polis 兼容模式：按 Polis 的算法计算。分组取决于投票先后，纯随机的票也会分出组；一人一票即可通过其检验。",
)


@dataclass(frozen=True, slots=True)
class Polis:
    """What Polis would show for a conversation.

    Parameters
    ----------
    statements : tuple of str
        Ids of the columns.
    member : ndarray of int, shape (n,)
        Group of each person; -1 for who is in none.
    given : bool
        Whether the groups were given, not found.
    silhouettes : dict of int to float
        Mean silhouette of base clusters by number of groups; empty if the groups were given.
    space : Space
    counts : Counts
        Of the groups, on all statements.
    consensus, dissent : ndarray, shape (C,)
        Group-informed consensus to agree, and to disagree; None without groups.
    priority : ndarray, shape (C,)
        Weight of a statement in the draw of what to show next.
    representatives : tuple of tuple of Representative
        A list a group, without statements taken out.
    agreed, rejected : tuple of Agreed
        Majority consensus over all people.
    out : ndarray of bool, shape (C,)
        Statements taken out by moderation.
    """

    statements: tuple[str, ...]
    member: Ints
    given: bool
    silhouettes: dict[int, float]
    space: Space
    counts: Counts
    consensus: Floats | None
    dissent: Floats | None
    priority: Floats
    representatives: tuple[tuple[Representative, ...], ...]
    agreed: tuple[Agreed, ...]
    rejected: tuple[Agreed, ...]
    out: Bools


def polis(
    votes: Votes,
    *,
    out: Collection[str] = (),
    meta: Collection[str] = (),
    groups: Ints | None = None,
) -> Polis:
    """Return what Polis computes from the latest votes.

    Parameters
    ----------
    votes : Votes
        People in the order in which they first voted.
    out, meta : collection of str
        Statements taken out by moderation, and statements about the voters.
    groups : ndarray of int, shape (n,), optional
        Groups as published, from 0 up, -1 for people in none; found by a cold start if not given.

    Returns
    -------
    Polis
        Without votes, a result with no group.

    Raises
    ------
    BadTable
        If groups do not fit the people.

    References
    ----------
    Small, Björkegren, Erkkilä, Shaw & Megill (2021), Recerca 26(2).

    Examples
    --------
    >>> rows = [(f"p{at}", str(s), 1 if (at < 10) == (s < 4) else -1) for at in range(20) for s in range(8)]
    >>> found = polis(Votes.from_rows(rows))
    >>> np.bincount(found.member).tolist(), [each.statement for each in found.representatives[0]]
    ([10, 10], ['0', '1', '2', '3', '4'])
    """
    removed = np.array([each in out or each in meta for each in votes.statements], dtype=np.bool_)
    placed = space(votes, removed)
    member, silhouettes = _grouped(votes, placed, groups)
    found = int(member.max(initial=-1)) + 1
    counts = count(votes, member, found)
    left = np.flatnonzero(~removed)
    names = tuple(votes.statements[at] for at in left)
    agree, disagree = ((votes.values == side).sum(axis=0)[left] for side in (1, -1))
    seen = votes.seen.sum(axis=0)[left]
    priority = priorities(
        counts.agree.sum(axis=0), counts.passed.sum(axis=0), counts.voted.sum(axis=0), placed.extremity
    )
    priority[[each in meta for each in votes.statements]] = META_PRIORITY**2
    return Polis(
        votes.statements, member, groups is not None, silhouettes, placed, counts,
        group_informed_consensus(counts.agree, counts.voted) if found else None,
        group_informed_consensus(counts.disagree, counts.voted) if found else None,
        priority, representatives(_columns(counts, left), names),
        majority(agree, seen, names), majority(disagree, seen, names), removed,
    )  # fmt: skip


def _grouped(votes: Votes, placed: Space, groups: Ints | None) -> tuple[Ints, dict[int, float]]:
    if groups is None:
        found = cold_start(placed.people, taken(votes.seen))
        return found.member, found.silhouettes
    if groups.shape != (len(votes.people),) or (groups < -1).any():
        raise BadTable(
            ("The groups do not fit the people.", "分组与人数不符。"),
            ("Give each person a group from 0 up, or -1.", "请为每人给出从 0 起的组号，不在任何组的写 -1。"),
        )
    return groups, {}


def _columns(counts: Counts, left: Ints) -> Counts:
    return Counts(counts.agree[:, left], counts.disagree[:, left], counts.passed[:, left], counts.roster)

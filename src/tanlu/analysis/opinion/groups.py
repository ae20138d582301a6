"""Opinion groups: a second view, shown only if it passes every gate; one group is an answer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from tanlu.analysis.opinion.gates import (
    PERMUTATIONS,
    cross_fitted,
    leading_share,
    margin_error,
    permutation,
    split_half,
)
from tanlu.analysis.opinion.k_means import k_means
from tanlu.analysis.opinion.polis_groups import silhouette
from tanlu.analysis.opinion.space import Space, space
from tanlu.analysis.opinion.votes import Floats, Ints, Votes
from tanlu.text import Text

LEAST_PEOPLE: Final = 20
LEAST_VOTES: Final = 7
MOST_GROUPS: Final = 5
PEOPLE_A_GROUP: Final = 10
SMALLEST: Final = 5
CHANCE: Final = 0.01
REPRODUCED: Final = 0.30
FALSE_SHARE: Final = 0.10
LARGEST: Final = 600
"""Of more people a sample of this size is looked at: silhouettes grow with the square of people."""
CELLS: Final = 100_000
"""People by statements in the permutation test; of more, a sample of at least 100 people."""


class Verdict(StrEnum):
    """What may be said about opinion groups."""

    SHOWN = "shown"
    STRUCTURED = "structured"
    NONE = "none"
    TOO_FEW = "too_few"


SAID: Final[dict[Verdict, Text]] = {
    Verdict.SHOWN: Text(
        "Opinion groups passed every check of replication. They are exploratory.",
        "意见分组通过了全部重现检验。此结果属探索性。",
    ),
    Verdict.STRUCTURED: Text(
        "Views are structured, but not into groups that could be reproduced.",
        "意见并非随机，但分不出可重现的组。",
    ),
    Verdict.NONE: Text("No reliable opinion groups at this size.", "以目前人数，分不出可靠的意见组。"),
    Verdict.TOO_FEW: Text(
        "Too few people voted on enough statements to look for opinion groups.",
        "对足够多陈述投过票的人太少，不寻找意见组。",
    ),
}

GATES: Final[dict[str, Text]] = {
    "people": Text("people with enough votes", "投票足够多的人数"),
    "permutation": Text("chance of as much structure without any (p)", "无结构时出现同等结构的概率（p）"),
    "split_half": Text("groups come back on the other half of the statements", "另一半陈述上重现的程度"),
    "smallest": Text("people in the smallest group", "最小一组的人数"),
}
"""What each gate measures."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: what was measured, what it must reach, and whether it does."""

    id: str
    value: float
    bar: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Distinct:
    """A statement on which a group differs, tested on groups that were found without it.

    Parameters
    ----------
    statement : str
    group : int
    adjusted : float
        p-value of Fisher's test after Benjamini and Hochberg.
    agree, disagree, voted, others_agree, others_disagree, others_voted : int
        Counts of the cross-fitted group and of all others.
    """

    statement: str
    group: int
    adjusted: float
    agree: int
    disagree: int
    voted: int
    others_agree: int
    others_disagree: int
    others_voted: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The answer about opinion groups.

    Parameters
    ----------
    verdict : Verdict
    gates : tuple of Gate
        As far as they were asked.
    people, statements : tuple of str
        Who and what was used, in canonical order; of more than 600 people a random sample.
    member : ndarray of int, shape (n,)
        The groups that were tried; for showing only if the verdict is ``shown``.
    silhouettes : dict of int to float
    space : Space or None
    yes_saying : float or None
        Correlation of the first axis with how often a person agrees; None where one of them does not vary.
    agreeing : float or None
        Share of all votes that agree; None without votes.
    distinct : tuple of Distinct
        Cross-fitted, at a share of false discoveries of 10%.
    permutations, seed : int
    """

    verdict: Verdict
    gates: tuple[Gate, ...]
    people: tuple[str, ...]
    statements: tuple[str, ...]
    member: Ints
    silhouettes: dict[int, float]
    space: Space | None
    yes_saying: float | None
    agreeing: float | None
    distinct: tuple[Distinct, ...]
    leading: float
    permutations: int
    seed: int


def opinion_groups(votes: Votes, *, permutations: int = PERMUTATIONS, seed: int = 1) -> Groups:
    """Look for opinion groups, and say whether they may be shown.

    People with at least min(7, C) votes are placed on two axes and grouped by k-means for every k that leaves ten people a
    group; of more than 600 people a random sample is looked at. Groups are shown only if there are 20 such people, the
    votes hang together (permutation test, p <= 0.01), the groups come back on the other half of the statements (adjusted
    Rand index at least 0.30), and the smallest has five people. A number of groups is taken only if it leads every smaller
    one by more than a bootstrap standard error of the silhouette. Nothing of the answer changes by a bit when people or
    statements come in another order.

    Parameters
    ----------
    votes : Votes
    permutations : int
        At least 99.
    seed : int
        Of the only source of chance.

    Returns
    -------
    Groups

    Examples
    --------
    >>> held = Votes.from_rows([("a", "1", 1), ("b", "1", -1)])
    >>> str(opinion_groups(held).verdict)
    'too_few'
    """
    ordered = votes.canonical()
    ordered = ordered.keep(statements=np.flatnonzero(ordered.seen.any(axis=0)))
    active = ordered.seen.sum(axis=1) >= max(1, min(LEAST_VOTES, len(ordered.statements)))
    used, taking_part = _sample(ordered.keep(people=active), LARGEST, seed), int(active.sum())
    many = len(used.people)
    enough = Gate("people", taking_part, LEAST_PEOPLE, taking_part >= LEAST_PEOPLE)
    placed = space(used) if many and used.statements else None
    if not enough.passed or placed is None or not placed.people.any():
        verdict = Verdict.NONE if enough.passed else Verdict.TOO_FEW
        return Groups(
            verdict, (enough,), used.people, used.statements, np.zeros(many, dtype=np.int64), {}, placed,
            yes_saying(used, placed), agreeing(used), (), 0.0, permutations, seed,
        )  # fmt: skip
    return _judged(used, placed, enough, permutations, seed)


def _judged(used: Votes, placed: Space, enough: Gate, permutations: int, seed: int) -> Groups:
    draw = np.random.default_rng(seed)
    member, silhouettes = best_groups(placed.people, draw)
    k = int(member.max()) + 1
    tested = _sample(used, max(100, CELLS // len(used.statements)), seed)
    chance = permutation(tested, draw, permutations)
    again = split_half(used, k, draw)
    smallest = int(np.bincount(member).min())
    gates = (
        enough,
        Gate("permutation", chance, CHANCE, chance <= CHANCE),
        Gate("split_half", again, REPRODUCED, again >= REPRODUCED),
        Gate("smallest", smallest, SMALLEST, smallest >= SMALLEST),
    )
    verdict = Verdict.NONE
    if gates[1].passed:
        verdict = Verdict.SHOWN if all(each.passed for each in gates) else Verdict.STRUCTURED
    return Groups(
        verdict, gates, used.people, used.statements, member, silhouettes, placed, yes_saying(used, placed),
        agreeing(used), _distinct(used, member, draw), leading_share(used), permutations, seed,
    )  # fmt: skip


def _sample(votes: Votes, most: int, seed: int) -> Votes:
    """Return a random sample of people in canonical order; everybody if there are not more."""
    if len(votes.people) <= most:
        return votes
    drawn = np.random.default_rng(seed).choice(len(votes.people), most, replace=False)
    return votes.keep(people=np.sort(drawn))


def best_groups(points: Floats, generator: np.random.Generator) -> tuple[Ints, dict[int, float]]:
    """Return the grouping, and the mean silhouettes over people of all numbers of groups tried.

    Of all numbers the one with the largest silhouette is the first choice; a smaller one takes its place where the lead is
    not above one bootstrap standard error (the rule of one standard error of Breiman, Friedman, Olshen & Stone 1984): what
    cannot be told apart is told as the fewest groups.
    """
    most = max(2, min(MOST_GROUPS, len(points) // PEOPLE_A_GROUP))
    distinct = len(np.unique(points, axis=0))
    tried = {}
    for k in range(2, min(most, distinct) + 1):
        labels, _ = k_means(points, k, generator)
        tried[k] = (silhouette(points, labels), labels)
    best = max(tried, key=lambda k: (tried[k][0], -k))
    chosen = next(
        k
        for k in sorted(tried)
        if k == best or tried[best][0] - tried[k][0] <= margin_error(points, (best, k), generator)
    )
    return tried[chosen][1], {k: score for k, (score, _) in tried.items()}


def yes_saying(votes: Votes, placed: Space | None) -> float | None:
    """Return the correlation of the first axis with each person's share of agreement; None where one does not vary."""
    if placed is None or len(votes.people) < 3:
        return None
    rate = (votes.values > 0).sum(axis=1) / np.maximum(votes.seen.sum(axis=1), 1)
    axis = placed.people[:, 0]
    if np.ptp(rate) == 0 or np.ptp(axis) == 0:
        return None
    return float(np.corrcoef(rate, axis)[0, 1])


def agreeing(votes: Votes) -> float | None:
    """Return the share of all votes that agree; None without votes."""
    whole = int(votes.seen.sum())
    return int((votes.values > 0).sum()) / whole if whole else None


def _distinct(used: Votes, member: Ints, generator: np.random.Generator) -> tuple[Distinct, ...]:
    adjusted, counts = cross_fitted(used, member, generator)
    found = [
        Distinct(used.statements[at], group, float(adjusted[group, at]), *counts[:, group, at].tolist())
        for group in range(len(adjusted))
        for at in np.flatnonzero(adjusted[group] <= FALSE_SHARE)
    ]
    return tuple(sorted(found, key=lambda each: (each.group, each.adjusted)))

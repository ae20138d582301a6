"""What Polis computes once groups are given: agreement across groups, representative statements, consensus, priority.

Everything here follows the published formulae of Polis as they are, weaknesses included: it adds 1 to successes *and* to
trials, so that one vote of one is "significant" (z = 1.414 against 1.2816). It is for comparison with results of Polis and
is labelled as such wherever it is shown; what a dialogue says rests on ``declared``.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from tanlu.analysis.opinion.votes import Counts, Floats, Ints, natural

Direction = Literal["agree", "disagree"]

Z_90: Final = 1.2816
PICKED: Final = 5
META_PRIORITY: Final = 7.0


@dataclass(frozen=True, slots=True)
class Shares:
    """Smoothed shares and tests of groups on statements, one side (agree or disagree).

    Parameters
    ----------
    p, p_test : ndarray, shape (G, C)
        (a + 1) / (s + 2) and its test against one half.
    ratio, ratio_test : ndarray, shape (G, C)
        The share over the share of all others in groups, and the test of two proportions.
    """

    p: Floats
    p_test: Floats
    ratio: Floats
    ratio_test: Floats

    @property
    def metric(self) -> Floats:
        """Return the product of all four, by which Polis ranks."""
        return self.ratio * self.ratio_test * self.p * self.p_test


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that Polis shows for a group.

    Parameters
    ----------
    statement : str
    direction : str
        ``agree`` or ``disagree``.
    successes, trials : int
        Votes in that direction and votes at all.
    p, p_test, ratio, ratio_test : float
        See ``Shares``.
    best_agree : bool
        Whether it heads the list as the best statement to agree with.
    """

    statement: str
    direction: Direction
    successes: int
    trials: int
    p: float
    p_test: float
    ratio: float
    ratio_test: float
    best_agree: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """A statement of Polis' majority consensus, over all people in groups."""

    statement: str
    successes: int
    trials: int
    p: float
    p_test: float


def group_informed_consensus(hits: Ints, seen: Ints) -> Floats:
    """Return Polis' group-informed consensus: the product over groups of (a + 1) / (s + 2).

    Parameters
    ----------
    hits, seen : ndarray of int, shape (G, C)
        Agrees (or disagrees), and votes at all.

    Returns
    -------
    ndarray, shape (C,)

    Notes
    -----
    It has no uncertainty and falls with the number of groups: twelve of twelve in two groups give 0.862, in four 0.743.

    References
    ----------
    Small, Björkegren, Erkkilä, Shaw & Megill (2021), Recerca 26(2).

    Examples
    --------
    >>> group_informed_consensus(np.array([[12], [12]]), np.array([[12], [12]])).round(3).tolist()
    [0.862]
    """
    found: Floats = np.prod((hits + 1) / (seen + 2), axis=0)
    return found


def shares(hits: Ints, seen: Ints) -> Shares:
    """Return shares, ratios and tests of each group beside all others in groups.

    ``P = (a+1)/(s+2)``, ``R = P / P'``, ``z_P = 2 sqrt(s+1) ((a+1)/(s+1) - 1/2)``, and ``z_R`` the pooled test of
    ``(a+1)/(s+1)`` against ``(a'+1)/(s'+1)``, 0 where everybody says the same.

    Parameters
    ----------
    hits, seen : ndarray of int, shape (G, C)
        Votes in one direction, and votes at all.

    Examples
    --------
    >>> found = shares(np.array([[1], [0]]), np.array([[1], [2]]))
    >>> found.p_test.round(3).tolist()
    [[1.414], [-0.577]]
    """
    others, others_seen = hits.sum(axis=0) - hits, seen.sum(axis=0) - seen
    p = (hits + 1) / (seen + 2)
    ratio = p / ((others + 1) / (others_seen + 2))
    p_test = 2 * np.sqrt(seen + 1) * ((hits + 1) / (seen + 1) - 0.5)
    here, there = (hits + 1) / (seen + 1), (others + 1) / (others_seen + 1)
    pooled = (hits + others + 2) / (seen + others_seen + 2)
    spread = pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (others_seen + 1))
    able = spread > 0
    ratio_test = np.where(able, (here - there) / np.sqrt(np.where(able, spread, 1.0)), 0.0)
    return Shares(p, p_test, ratio, ratio_test)


def representatives(
    counts: Counts, statements: tuple[str, ...], most: int = PICKED
) -> tuple[tuple[Representative, ...], ...]:
    """Return for each group the statements by which Polis would describe it.

    A statement passes if both its tests exceed 1.2816 in one direction; the best statement to agree with heads the list,
    the others follow by the product of all four numbers, agrees before disagrees. If none passes, the best single one is
    shown anyway. Ties go to the lower id.

    Parameters
    ----------
    counts : Counts
        Of the groups; people in none are not counted.
    statements : tuple of str
        Ids of the columns.
    most : int
        Length of each list.
    """
    agree, disagree = shares(counts.agree, counts.voted), shares(counts.disagree, counts.voted)
    order = sorted(range(len(statements)), key=lambda at: natural(statements[at]))
    return tuple(
        _of_group(group, counts, (agree, disagree), (statements, order, most))
        for group in range(len(counts.roster))
    )


def _of_group(
    group: int, counts: Counts, sides: tuple[Shares, Shares], named: tuple[tuple[str, ...], list[int], int]
) -> tuple[Representative, ...]:
    agree, disagree = sides
    statements, order, most = named

    def finished(at: int, *, best: bool = False) -> Representative:
        favours = bool(agree.ratio_test[group, at] > disagree.ratio_test[group, at])
        side, hits = (agree, counts.agree) if favours else (disagree, counts.disagree)
        return Representative(
            statements[at], "agree" if favours else "disagree",
            int(hits[group, at]), int(counts.voted[group, at]),
            float(side.p[group, at]), float(side.p_test[group, at]),
            float(side.ratio[group, at]), float(side.ratio_test[group, at]), best,
        )  # fmt: skip

    passing = [
        at
        for at in order
        if any(side.ratio_test[group, at] > Z_90 and side.p_test[group, at] > Z_90 for side in sides)
    ]
    best = _best_agree(group, agree, counts, order)
    if not passing:
        if best is not None:
            return (finished(best, best=True),)
        strongest = max(order, key=lambda at: max(s.ratio_test[group, at] for s in sides), default=None)
        return () if strongest is None else (finished(strongest),)
    rest = [finished(at) for at in passing if at != best]
    rest.sort(key=lambda each: -(each.ratio * each.ratio_test * each.p * each.p_test))
    head = [] if best is None else [finished(best, best=True)]
    return tuple(sorted([*head, *rest][:most], key=lambda each: each.direction != "agree"))


def _best_agree(group: int, agree: Shares, counts: Counts, order: list[int]) -> int | None:
    """Return the statement that heads the list: one pass, in which the yardstick depends on the best so far."""
    best: int | None = None
    strength, metric = agree.p[group] * agree.p_test[group], agree.metric[group]
    for at in order:
        if not counts.agree[group, at] and not counts.disagree[group, at]:
            continue
        if best is None:
            likely = agree.ratio[group, at] > 1 and agree.p[group, at] > 0.5
            better = bool(agree.p_test[group, at] > Z_90 or likely)
        elif agree.ratio[group, best] > 1:
            better = bool(metric[at] > metric[best])
        else:
            better = bool(strength[at] > strength[best])
        best = at if better else best
    return best


def majority(hits: Ints, seen: Ints, statements: tuple[str, ...], most: int = PICKED) -> tuple[Agreed, ...]:
    """Return Polis' majority consensus in one direction: P > 1/2 and z_P > 1.2816, by P z_P, ties to the lower id.

    Parameters
    ----------
    hits, seen : ndarray of int, shape (C,)
        Votes of all in that direction, and votes at all.

    Examples
    --------
    >>> [each.statement for each in majority(np.array([9, 4, 10]), np.array([10, 10, 10]), ("1", "2", "3"))]
    ['3', '1']
    """
    found = shares(hits[None], seen[None])
    p, test = found.p[0], found.p_test[0]
    chosen = [at for at in range(len(statements)) if p[at] > 0.5 and test[at] > Z_90]
    chosen.sort(key=lambda at: (-(p[at] * test[at]), natural(statements[at])))
    return tuple(
        Agreed(statements[at], int(hits[at]), int(seen[at]), float(p[at]), float(test[at]))
        for at in chosen[:most]
    )


def priorities(agree: Ints, passed: Ints, seen: Ints, extremity: Floats) -> Floats:
    """Return the weight by which Polis draws the next statement to show.

    ``((1 - (P+1)/(s+2)) (1 + E) (a+1)/(s+2) (1 + 8 * 2^(-s/5)))^2`` with P passes and E the statement's distance from the
    middle of the map.

    Parameters
    ----------
    agree, passed, seen : ndarray of int, shape (C,)
        Sums over groups.
    extremity : ndarray, shape (C,)

    Examples
    --------
    >>> priorities(np.array([0]), np.array([0]), np.array([0]), np.array([0.0])).tolist()
    [5.0625]
    """
    importance = (1 - (passed + 1) / (seen + 2)) * (1 + extremity) * (agree + 1) / (seen + 2)
    found: Floats = (importance * (1 + 8 * 2 ** (-seen / 5))) ** 2
    return found

"""What declared groups agree on: the first and main answer, made for rooms of 15 to 60 people.

Groups are declared before the vote (a country, a kind of stakeholder). The population is the people in the room: if all
vote there is no sampling error, and nothing here speaks of a country.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, betaln, gammaln

from tanlu.analysis.opinion.exact import benjamini_hochberg, boschloo, fisher
from tanlu.analysis.opinion.labels import Label
from tanlu.analysis.opinion.votes import Counts, Floats, Ints, natural
from tanlu.errors import BadTable

THETA: Final = 2 / 3
QUORUM: Final = 0.6
LEAST_QUORUM: Final = 5
LIKELY: Final = 0.9
HALF: Final = 0.5
TAIL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as enough, fixed before the vote.

    Parameters
    ----------
    theta : float
        Share of a group's roster that must agree.
    quorum, least : float, int
        A group has voted enough with ``max(least, ceil(quorum N))`` votes.
    likely : float
        Probability from which agreement is called probable.
    """

    theta: float = THETA
    quorum: float = QUORUM
    least: int = LEAST_QUORUM
    likely: float = LIKELY

    def __post_init__(self) -> None:
        if not (
            HALF < self.theta <= 1 and 0 <= self.quorum <= 1 and HALF < self.likely < 1 and self.least >= 1
        ):
            raise BadTable(
                ("A threshold is out of range.", "有门槛值超出范围。"),
                (
                    "Agreement needs more than half and at most all; a quorum is a share of the group.",
                    "同意门槛须大于二分之一、不超过全部；法定人数按该组人数的比例给出。",
                ),
            )

    def needed(self, roster: Ints) -> Ints:
        """Return how many of each group must agree; a share like 2/3 of 12 is 8 and not 9 by rounding."""
        return _ceil(self.theta * roster)

    def enough(self, roster: Ints) -> Ints:
        """Return how many of each group must vote."""
        return np.maximum(self.least, _ceil(self.quorum * roster))


@dataclass(frozen=True, slots=True)
class Side:
    """What can be said of one answer (agree or disagree) in each group, on each statement.

    Parameters
    ----------
    low, high : ndarray, shape (G, C)
        Share of the roster if nobody, and if everybody, of those who did not vote says so.
    chance : ndarray, shape (G, C)
        Probability that the share reaches theta once all vote.
    """

    low: Floats
    high: Floats
    chance: Floats


@dataclass(frozen=True, slots=True)
class Declared:
    """The answer of declared groups.

    Parameters
    ----------
    groups, statements : tuple of str
    counts : Counts
    agree, disagree : Side
    interval_low, interval_high : ndarray, shape (G, C)
        90% Jeffreys interval of the rate of agreement, for comparison.
    labels : tuple of Label
    score : ndarray, shape (C,)
        The lowest 5th percentile of any group: the doubt of one is not bought by the enthusiasm of another.
    rank : ndarray of int, shape (C,)
        1 and the number of statements whose score is above what this one could reach.
    order : ndarray of int, shape (C,)
        Statements by score, ties by the mean over groups, then by id.
    p_all, q_all : ndarray, shape (C,)
        Intersection-union test that more than half agree in every group, and adjusted over statements.
    p_fisher, p_boschloo, q_differ : ndarray, shape (C,)
        Tests that two groups differ (of more, the pair that differs most, times the pairs); Fisher adjusted.
    by_chance : float
        Statements that would look agreed in every group if everyone tossed a coin.
    rules : Rules
    """

    groups: tuple[str, ...]
    statements: tuple[str, ...]
    counts: Counts
    agree: Side
    disagree: Side
    interval_low: Floats
    interval_high: Floats
    labels: tuple[Label, ...]
    score: Floats
    rank: Ints
    order: Ints
    p_all: Floats
    q_all: Floats
    p_fisher: Floats
    p_boschloo: Floats
    q_differ: Floats
    by_chance: float
    rules: Rules


def declared(
    counts: Counts, groups: Sequence[str], statements: Sequence[str], rules: Rules | None = None
) -> Declared:
    """Return what declared groups agree on.

    Parameters
    ----------
    counts : Counts
        Votes and roster of each group.
    groups, statements : sequence of str
        Names of rows and columns.
    rules : Rules, optional

    Returns
    -------
    Declared

    Raises
    ------
    BadTable
        If there is no group, names do not fit, or more people voted than stand on a roster.

    Examples
    --------
    >>> held = Counts(np.array([[12, 7], [11, 9]]), np.array([[0, 4], [1, 0]]), np.zeros((2, 2), int), np.array([12, 12]))
    >>> found = declared(held, ["China", "United States"], ["1", "2"])
    >>> [each.value for each in found.labels]
    ['agreed', 'divided']
    >>> found.agree.low[:, 1].round(2).tolist(), found.agree.high[:, 1].round(2).tolist()
    ([0.58, 0.75], [0.67, 1.0])
    """
    rules = rules or Rules()
    _demand(counts, groups, statements)
    agree = side(counts.agree, counts, rules)
    disagree = side(counts.disagree, counts, rules)
    low, high = jeffreys(counts.agree, counts.voted)
    score, best = low.min(axis=0), high.min(axis=0)
    middle = np.exp(np.log((counts.agree + 0.5) / (counts.voted + 1)).mean(axis=0))
    order = sorted(range(len(statements)), key=lambda at: (-score[at], -middle[at], natural(statements[at])))
    p_all = above_half(counts)
    p_fisher, p_boschloo = difference(counts)
    return Declared(
        tuple(groups), tuple(statements), counts, agree, disagree, low, high,
        labelled(counts, agree, disagree, rules),
        score, 1 + (score[None, :] > best[:, None]).sum(axis=1), np.array(order, dtype=np.int64),
        p_all, benjamini_hochberg(p_all), p_fisher, p_boschloo, benjamini_hochberg(p_fisher),
        by_chance(counts, rules), rules,
    )  # fmt: skip


def side(hits: Ints, counts: Counts, rules: Rules) -> Side:
    """Return bounds and the predictive probability of one answer.

    ``L = a/N``, ``U = (a + N - n)/N``, and ``Q = P((a + K)/N >= theta)`` with K beta-binomial over the N - n people who did
    not vote, after a Jeffreys prior.

    Examples
    --------
    >>> held = Counts(np.array([[7]]), np.array([[2]]), np.array([[0]]), np.array([12]))
    >>> found = side(held.agree, held, Rules())
    >>> found.low.round(2).tolist(), found.high.round(2).tolist(), found.chance.round(2).tolist()
    ([[0.58]], [[0.83]], [[0.97]])
    """
    roster = counts.roster[:, None]
    silent = roster - counts.voted
    size = np.maximum(roster, 1)
    chance = predictive(hits, counts.voted, silent, rules.needed(counts.roster)[:, None])
    return Side(hits / size, (hits + silent) / size, chance)


def predictive(hits: Ints, voted: Ints, silent: Ints, needed: Ints) -> Floats:
    """Return the probability that hits reach what is needed once the silent have voted too.

    ``K ~ BetaBinomial(m; a + 1/2, n - a + 1/2)``, summed from ``needed - a`` up.

    Examples
    --------
    >>> predictive(np.array([5]), np.array([5]), np.array([7]), np.array([8])).round(2).tolist()
    [0.99]
    """
    hits, voted, silent, needed = np.broadcast_arrays(hits, voted, silent, needed)
    most = int(silent.max(initial=0))
    found = np.zeros(hits.shape)
    alpha, beta = hits + 0.5, voted - hits + 0.5
    for more in range(most + 1):
        able = (more <= silent) & (hits + more >= needed)
        rest = np.maximum(silent - more, 0)
        logs = (
            gammaln(silent + 1) - gammaln(more + 1) - gammaln(rest + 1)
            + betaln(more + alpha, rest + beta) - betaln(alpha, beta)
        )  # fmt: skip
        found += np.where(able, np.exp(logs), 0.0)
    return np.minimum(found, 1.0)


def jeffreys(hits: Ints, trials: Ints, tail: float = TAIL) -> tuple[Floats, Floats]:
    """Return the ends of the Jeffreys interval: quantiles of Beta(a + 1/2, n - a + 1/2); 0 and 1 at the edges.

    References
    ----------
    Brown, Cai & DasGupta (2001), Statistical Science 16:101-133.

    Examples
    --------
    >>> low, high = jeffreys(np.array([12, 0, 0]), np.array([12, 12, 0]))
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.855, 0.0, 0.0], [1.0, 0.145, 1.0])
    """
    alpha, beta = hits + 0.5, trials - hits + 0.5
    low = np.where(hits == 0, 0.0, betaincinv(alpha, beta, tail))
    high = np.where(hits == trials, 1.0, betaincinv(alpha, beta, 1 - tail))
    return low, high


def above_half(counts: Counts, tau: float = HALF) -> Floats:
    """Return the p-value of the intersection-union test that more than ``tau`` agree in every group.

    Each group is tested alone at the full level; the largest p-value counts, and none is corrected for the groups.

    References
    ----------
    Berger (1982), Technometrics 24:295-300.

    Examples
    --------
    >>> held = Counts(np.array([[9], [12]]), np.array([[3], [0]]), np.zeros((2, 1), int), np.array([12, 12]))
    >>> above_half(held).round(3).tolist()
    [0.039]
    """
    voted = counts.voted
    each = betainc(counts.agree + 0.5, voted - counts.agree + 0.5, tau)
    found: Floats = np.where(voted > 0, each, 1.0).max(axis=0)
    return found


def difference(counts: Counts) -> tuple[Floats, Floats]:
    """Return p-values of Fisher and Boschloo that agreement differs between groups.

    Of more than two groups the pair with the smallest value counts, times the number of pairs.
    """
    width, many = counts.agree.shape[1], len(counts.roster)
    pairs = [(a, b) for a in range(many) for b in range(a + 1, many)]
    if not pairs:
        return np.ones(width), np.ones(width)
    found = []
    for test in (fisher, boschloo):
        each = [test(counts.agree[a], counts.voted[a], counts.agree[b], counts.voted[b]) for a, b in pairs]
        found.append(np.minimum(np.min(each, axis=0) * len(pairs), 1.0))
    return found[0], found[1]


def labelled(counts: Counts, agree: Side, disagree: Side, rules: Rules) -> tuple[Label, ...]:
    """Return one label a statement: the first rule that holds.

    Too few votes; agreed, probably agreed; rejected, probably rejected; passed over; no objection; groups differ; divided.
    """
    few = (counts.voted < rules.enough(counts.roster)[:, None]).any(axis=0)
    needed = rules.needed(counts.roster)[:, None]
    silent = counts.roster[:, None] - counts.voted
    held = counts.agree >= needed
    below = 2 * (counts.agree + silent) < counts.roster[:, None]
    in_order = (
        (Label.TOO_FEW, few),
        (Label.AGREED, held.all(axis=0)),
        (Label.LIKELY_AGREED, (agree.chance >= rules.likely).all(axis=0)),
        (Label.REJECTED, (counts.disagree >= needed).all(axis=0)),
        (Label.LIKELY_REJECTED, (disagree.chance >= rules.likely).all(axis=0)),
        (Label.PASSED_OVER, ((counts.agree == 0) & (counts.disagree == 0)).all(axis=0)),
        (Label.NO_OBJECTION, (counts.disagree == 0).all(axis=0)),
        (Label.DIFFERS, held.any(axis=0) & below.any(axis=0)),
    )
    names = [label for label, _ in in_order]
    first = np.argmax(np.vstack([*(holds for _, holds in in_order), np.ones_like(few)]), axis=0)
    return tuple([*names, Label.DIVIDED][at] for at in first)


def by_chance(counts: Counts, rules: Rules) -> float:
    """Return how many statements would have enough agreement in every group if each vote were the toss of a coin."""
    needed = rules.needed(counts.roster)[:, None]
    # P(Bin(n, 1/2) >= k) is a regularised incomplete beta function; it is 1 for k = 0 and 0 for k > n.
    voted = counts.voted
    inside = np.clip(needed, 1, np.maximum(voted, 1))
    tail = betainc(inside, voted - inside + 1.0, HALF)
    chance = np.where(needed > voted, 0.0, tail)
    enough = (voted >= rules.enough(counts.roster)[:, None]).all(axis=0)
    return float(np.sort(np.where(enough, chance.prod(axis=0), 0.0)).sum())


def _ceil(shares: NDArray[Any]) -> Ints:
    return np.ceil(shares - 1e-9).astype(np.int64)


def _demand(counts: Counts, groups: Sequence[str], statements: Sequence[str]) -> None:
    shape = (len(groups), len(statements))
    if not groups or counts.agree.shape != shape or counts.roster.shape != shape[:1]:
        raise BadTable(
            (f"The counts do not fit {shape[0]} groups and {shape[1]} statements.",
             f"计数与 {shape[0]} 个组、{shape[1]} 条陈述不符。"),
            ("Give each group a row and each statement a column; at least one group.",
             "每组一行，每条陈述一列，至少一组。"),
        )  # fmt: skip
    over = (counts.voted > counts.roster[:, None]).any(axis=1)
    if over.any():
        name = groups[int(np.flatnonzero(over)[0])]
        raise BadTable(
            (f"In the group {name!r} more people voted than stand on the roster.",
             f"“{name}”组的投票人数多于名册人数。"),
            ("Correct the roster, or leave out votes of people who are not on it.",
             "请更正名册，或去掉不在名册上的人的投票。"),
        )  # fmt: skip

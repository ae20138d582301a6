"""What declared groups agree on, where only bounds of the counts may be told: an answer made of nothing but the bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tanlu.analysis.opinion.declared import (
    Rules,
    above_half,
    by_chance,
    jeffreys,
    predictive,
)
from tanlu.analysis.opinion.exact import benjamini_hochberg, fisher
from tanlu.analysis.opinion.labels import Label
from tanlu.analysis.opinion.votes import Bools, Counts, Floats, Ints, natural
from tanlu.errors import BadTable


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which numbers the agreement of each group lies.

    Parameters
    ----------
    low, high : ndarray of int, shape (G, C)
        Least and greatest number of those who agree; 0 where nothing is told.
    voted : ndarray of int, shape (G, C)
        Votes cast; 0 where nothing is told.
    roster : ndarray of int, shape (G,)
        Entitled to vote.
    against : ndarray of int, shape (G, C), optional
        Least number of those who disagree; 0 where nothing is told of them. Without it nothing is called rejected.
    """

    low: Ints
    high: Ints
    voted: Ints
    roster: Ints
    against: Ints | None = None

    @property
    def told(self) -> Bools:
        """Return where anything is told."""
        return np.asarray(self.voted > 0, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Told:
    """The answer from bounds.

    Parameters
    ----------
    labels : tuple of Label
    room_low, room_high : ndarray, shape (G, C)
        Share of the roster that agrees, if nobody and if everybody who did not vote does.
    score : ndarray, shape (C,)
        The lowest 5th percentile of any group, at the lower bounds.
    rank : ndarray of int, shape (C,)
        1 and the number of statements whose score is above what this one could reach.
    order : ndarray of int, shape (C,)
        By score, then by id; what cannot be told comes last.
    q_all : ndarray, shape (C,)
        At most this, the adjusted p-value that more than half agree in every group.
    q_differ : ndarray, shape (C,)
        At most this, the adjusted p-value of Fisher's test that two groups differ.
    by_chance : float
        Statements that would look agreed in every group if everyone tossed a coin.
    """

    labels: tuple[Label, ...]
    room_low: Floats
    room_high: Floats
    score: Floats
    rank: Ints
    order: Ints
    q_all: Floats
    q_differ: Floats
    by_chance: float


def told(bounds: Bounds, statements: Sequence[str], rules: Rules | None = None) -> Told:
    """Return what may be said of agreement when only bounds are known.

    Every number is the most careful one that the bounds allow: shares and scores at the lower bound, p-values at the
    corner that is least in favour. So it says nothing that the bounds do not say.

    Parameters
    ----------
    bounds : Bounds
    statements : sequence of str
    rules : Rules, optional

    Returns
    -------
    Told

    Raises
    ------
    BadTable
        If there is no group, or bounds do not fit.

    Examples
    --------
    >>> held = Bounds(np.array([[8], [8]]), np.array([[12], [12]]), np.array([[12], [12]]), np.array([12, 12]))
    >>> found = told(held, ["1"])
    >>> str(found.labels[0]), found.room_low.round(2).tolist()
    ('agreed', [[0.67], [0.67]])
    >>> few = np.array([[2], [3]])
    >>> str(told(Bounds(few - 2, few, held.voted, held.roster, against=held.low), ["1"]).labels[0])
    'rejected'
    """
    rules = rules or Rules()
    _demand(bounds, statements)
    low, high = (_counts(each, bounds) for each in (bounds.low, bounds.high))
    silent = bounds.roster[:, None] - bounds.voted
    size = np.maximum(bounds.roster, 1)[:, None]
    score = np.where(bounds.told, jeffreys(bounds.low, bounds.voted)[0], 0.0).min(axis=0)
    best = np.where(bounds.told, jeffreys(bounds.high, bounds.voted)[1], 1.0).min(axis=0)
    whole: Bools = np.asarray(bounds.told.all(axis=0))
    order = sorted(
        range(len(statements)), key=lambda at: (not whole[at], -score[at], natural(statements[at]))
    )
    return Told(
        _labels(bounds, rules),
        np.where(bounds.told, bounds.low / size, 0.0),
        np.where(bounds.told, (bounds.high + silent) / size, 1.0),
        score, 1 + (score[None, :] > best[:, None]).sum(axis=1), np.array(order, dtype=np.int64),
        benjamini_hochberg(np.where(whole, above_half(low), 1.0)),
        benjamini_hochberg(_differ(bounds)), by_chance(high, rules),
    )  # fmt: skip


def _labels(bounds: Bounds, rules: Rules) -> tuple[Label, ...]:
    roster, silent = bounds.roster[:, None], bounds.roster[:, None] - bounds.voted
    needed = rules.needed(bounds.roster)[:, None]
    surely, perhaps = (
        np.asarray((predictive(each, bounds.voted, silent, needed) >= rules.likely).all(axis=0))
        for each in (bounds.low, bounds.high)
    )
    held = bounds.low >= needed
    below = 2 * (bounds.high + silent) < roster
    against = np.zeros_like(bounds.low) if bounds.against is None else bounds.against
    refused = predictive(against, bounds.voted, silent, needed) >= rules.likely
    in_order = (
        (Label.WITHHELD, ~bounds.told.all(axis=0)),
        (Label.TOO_FEW, (bounds.voted < rules.enough(bounds.roster)[:, None]).any(axis=0)),
        (Label.AGREED, held.all(axis=0)),
        (Label.LIKELY_AGREED, surely),
        (Label.REJECTED, (against >= needed).all(axis=0)),
        (Label.LIKELY_REJECTED, refused.all(axis=0)),
        (Label.LITTLE, below.all(axis=0)),
        (Label.DIFFERS, held.any(axis=0) & below.any(axis=0)),
        (Label.UNSETTLED, perhaps),
    )
    names = [label for label, _ in in_order]
    first = np.argmax(np.vstack([*(holds for _, holds in in_order), np.ones_like(perhaps)]), axis=0)
    return tuple([*names, Label.DIVIDED][int(at)] for at in np.atleast_1d(first))


def _differ(bounds: Bounds) -> Floats:
    """Return at most which p-value two groups differ by: the ends of their bounds that face each other."""
    width, many = bounds.low.shape[1], len(bounds.roster)
    pairs = [(a, b) for a in range(many) for b in range(many) if a != b]
    least = np.ones(width)
    for a, b in pairs:
        # Group a above group b: its lower bound beside the other's upper one.
        both = bounds.told[a] & bounds.told[b]
        ahead = bounds.low[a] * bounds.voted[b] > bounds.high[b] * bounds.voted[a]
        chance = fisher(bounds.low[a], bounds.voted[a], bounds.high[b], bounds.voted[b])
        least = np.minimum(least, np.where(both & ahead, chance, 1.0))
    found: Floats = np.minimum(least * max(len(pairs) // 2, 1), 1.0)
    return found


def _counts(agree: Ints, bounds: Bounds) -> Counts:
    return Counts(agree, np.zeros_like(agree), bounds.voted - agree, bounds.roster)


def _demand(bounds: Bounds, statements: Sequence[str]) -> None:
    shape = (len(bounds.roster), len(statements))
    fits = bounds.low.shape == bounds.high.shape == bounds.voted.shape == shape and shape[0] > 0
    against = bounds.low if bounds.against is None else bounds.low + bounds.against
    if not fits or (
        (against.shape != shape) or (against > bounds.voted).any()
    ) or (
        (bounds.low < 0) | (bounds.low > bounds.high) | (bounds.high > bounds.voted)
        | (bounds.voted > bounds.roster[:, None])
    ).any():  # fmt: skip
        raise BadTable(
            (
                "The bounds of agreement do not fit groups, statements or votes.",
                "同意人数的上下限与组、陈述或票数不符。",
            ),
            (
                "Give each group a row: 0 <= low <= high <= votes <= people.",
                "每组一行，且须满足：0 ≤ 下限 ≤ 上限 ≤ 票数 ≤ 人数。",
            ),
        )
